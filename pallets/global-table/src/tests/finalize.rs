use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError::BadOrigin;

use crate::{mock::*, Error, Event, Phase, Rounds, Tables, HISTORY_ROUNDS};

#[test]
fn finalize_should_close_the_round_and_say_what_it_staked_and_returned() {
    Chain::default().run(|| {
        open(ROULETTE);
        assert_ok!(submit(
            "alice",
            ROULETTE,
            1,
            &[("red", 2 * UNIT), ("straight_0", UNIT)]
        ));
        assert_ok!(submit("bob", ROULETTE, 1, &[("black", 5 * UNIT)]));
        play_as(ROULETTE, pocket(1));
        let closed = Event::RoundFinalised {
            game: ROULETTE,
            round: 1,
            staked: 8 * UNIT,
            returned: 4 * UNIT,
        };
        assert_eq!(last_event(), closed);
        assert_eq!(record(ROULETTE).phase, Phase::Closed);
        assert_eq!(record(ROULETTE).owed, 0);
        assert_eq!(Bankroll::reserve_of(ROULETTE), Default::default());
    });
}

#[test]
fn finalize_should_let_the_state_of_the_table_follow_the_outcome() {
    Chain::default().run(|| {
        open(CRAPS);
        reveal_as(CRAPS, dice(4, 5));
        assert_eq!(puck(), None);
        settle_and_close(CRAPS, 1);
        assert_eq!(puck(), Some(9));
        open(CRAPS);
        play_as(CRAPS, dice(4, 3));
        assert_eq!(puck(), None);
    });
}

#[test]
fn finalize_should_fail_in_every_phase_but_a_settled_one() {
    Chain::default().run(|| {
        open(CRAPS);
        let finalize = || GlobalTable::finalize(by("bob"), CRAPS, 1);
        assert_ok!(submit("alice", CRAPS, 1, &[("field", UNIT)]));
        assert_ok!(submit("bob", CRAPS, 1, &[("field", UNIT)]));
        assert_noop!(finalize(), Error::<Test>::WrongPhase);
        run_to(record(CRAPS).betting_ends_at);
        assert_ok!(GlobalTable::lock(by("bob"), CRAPS, 1));
        assert_noop!(finalize(), Error::<Test>::WrongPhase);
        reveal(CRAPS);
        assert_noop!(finalize(), Error::<Test>::NotSettled);
        settle(CRAPS, 1);
        assert_noop!(finalize(), Error::<Test>::NotSettled);
        settle(CRAPS, 1);
        assert_ok!(finalize());
        assert_noop!(finalize(), Error::<Test>::WrongPhase);
    });
}

#[test]
fn finalize_should_fail_without_a_table_a_round_or_a_signature() {
    Chain::default().run(|| {
        assert_noop!(GlobalTable::finalize(RuntimeOrigin::none(), CRAPS, 1), BadOrigin);
        assert_noop!(GlobalTable::finalize(by("bob"), CRAPS, 1), Error::<Test>::NoRound);
        Tables::<Test>::remove(CRAPS);
        assert_noop!(GlobalTable::finalize(by("bob"), CRAPS, 1), Error::<Test>::NoTable);
    });
}

#[test]
fn finalize_should_need_no_settlement_when_nobody_played() {
    Chain::default().run(|| {
        open(ROULETTE);
        reveal(ROULETTE);
        assert_ok!(GlobalTable::finalize(by("alice"), ROULETTE, 1));
        assert_eq!(open(ROULETTE), 2);
    });
}

#[test]
fn finalize_should_reward_a_keeper_and_nobody_else() {
    Chain::default().run(|| {
        fill_pot();
        for (game, name, reward) in [(CRAPS, "keeper", UNIT / 100), (ROULETTE, "bob", 0)] {
            open(game);
            reveal(game);
            let before = balance(name);
            assert_ok!(GlobalTable::finalize(by(name), game, 1));
            assert_eq!(balance(name), before + reward);
        }
    });
}

#[test]
fn finalize_should_keep_a_bounded_number_of_past_rounds() {
    let quick = Chain::default().with_config(|config| {
        config.schedule.betting_ms = 1_000;
        config.schedule.lock_ms = 0;
        config.schedule.reveal_ms = 0;
        config.schedule.payout_ms = 0;
        config.schedule.cooldown_ms = 0;
        config.draw_blocks = 1;
    });
    quick.run(|| {
        for _ in 0..HISTORY_ROUNDS + 3 {
            open(ROULETTE);
            reveal(ROULETTE);
            settle_and_close(ROULETTE, 1);
        }
        let last = round(ROULETTE);
        assert_eq!(
            Rounds::<Test>::iter_prefix(ROULETTE).count(),
            HISTORY_ROUNDS as usize
        );
        assert!(Rounds::<Test>::contains_key(ROULETTE, last - HISTORY_ROUNDS + 1));
        assert!(!Rounds::<Test>::contains_key(ROULETTE, last - HISTORY_ROUNDS));
    });
}
