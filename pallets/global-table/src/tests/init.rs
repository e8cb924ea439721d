use frame_support::{assert_noop, assert_ok};
use global_table_games::{GameId, TableState};
use sp_runtime::DispatchError::BadOrigin;

use crate::{mock::*, Error, Event, TableConfig, Tables, MAX_DRAW_BLOCKS};

fn refuse(change: impl FnOnce(&mut TableConfig)) {
    let mut config = table_config();
    change(&mut config);
    assert_noop!(
        GlobalTable::init(RuntimeOrigin::root(), CRAPS, config),
        Error::<Test>::InvalidConfig
    );
}

#[test]
fn init_should_give_a_game_its_table_once() {
    Chain::default().run(|| {
        Tables::<Test>::remove(CRAPS);
        assert_ok!(GlobalTable::init(RuntimeOrigin::root(), CRAPS, table_config()));
        assert_eq!(
            last_event(),
            Event::TableInitialised {
                game: CRAPS,
                round: 0
            }
        );
        let table = Tables::<Test>::get(CRAPS).unwrap();
        assert_eq!((table.round, table.seats, table.paused), (0, 0, false));
        assert_eq!(table.state, TableState::initial(CRAPS));
        assert_eq!(table.opens_at, Timestamp::get());
        let again = GlobalTable::init(RuntimeOrigin::root(), CRAPS, table_config());
        assert_noop!(again, Error::<Test>::AlreadyInitialised);
        open(CRAPS);
    });
}

#[test]
fn init_should_be_for_the_admin_only() {
    Chain::default().run(|| {
        Tables::<Test>::remove(CRAPS);
        for origin in [by("alice"), by("keeper"), RuntimeOrigin::none()] {
            assert_noop!(GlobalTable::init(origin, CRAPS, table_config()), BadOrigin);
        }
    });
}

#[test]
fn init_should_refuse_a_config_that_contradicts_itself() {
    Chain::default().run(|| {
        Tables::<Test>::remove(CRAPS);
        refuse(|config| config.schedule.betting_ms = 0);
        refuse(|config| config.draw_blocks = 0);
        refuse(|config| config.draw_blocks = MAX_DRAW_BLOCKS as u8 + 1);
        refuse(|config| config.limits.min_bet = 0);
        refuse(|config| config.limits.max_bet = config.limits.min_bet - 1);
        refuse(|config| config.limits.max_player_stake = config.limits.min_bet - 1);
        refuse(|config| config.limits.max_exposure = config.limits.min_bet - 1);
        refuse(|config| config.limits.max_players = 0);
    });
}

#[test]
fn init_should_refuse_a_least_bet_whose_payout_could_not_open_an_account() {
    Chain::default().run(|| {
        Tables::<Test>::remove(CRAPS);
        let existential = <Balances as frame_support::traits::Currency<_>>::minimum_balance();
        refuse(|config| config.limits.min_bet = existential - 1);
        let mut config = table_config();
        config.limits.min_bet = existential;
        assert_ok!(GlobalTable::init(RuntimeOrigin::root(), CRAPS, config));
    });
}

#[test]
fn init_should_refuse_a_least_bet_of_which_a_part_could_come_back_that_opens_no_account() {
    Chain::default().run(|| {
        let existential = <Balances as frame_support::traits::Currency<_>>::minimum_balance();
        let init = |min_bet| {
            let mut config = table_config();
            config.limits.min_bet = min_bet;
            GlobalTable::init(RuntimeOrigin::root(), GameId::Blackjack, config)
        };
        // A hand that loses three units gives a quarter of the stake back.
        assert_noop!(init(4 * existential - 1), Error::<Test>::InvalidConfig);
        assert_ok!(init(4 * existential));
    });
}

#[test]
fn init_should_refuse_to_abandon_a_table_within_a_single_round() {
    Chain::default().run(|| {
        Tables::<Test>::remove(CRAPS);
        let schedule = table_config().schedule;
        let longest = schedule.cycle_ms() + schedule.reveal_window_ms();
        refuse(|config| config.abandoned_after_ms = longest);
        let mut config = table_config();
        config.abandoned_after_ms = longest + 1;
        assert_ok!(GlobalTable::init(RuntimeOrigin::root(), CRAPS, config));
    });
}
