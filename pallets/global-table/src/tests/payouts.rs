//! What a settlement gives to one player.

use frame_support::assert_ok;
use global_table_games::{blackjack::Net, GameId, Outcome};

use crate::mock::*;

#[test]
fn settle_should_move_a_come_bet_to_its_number_and_let_it_join_what_lies_there() {
    Chain::default().run(|| {
        open(CRAPS);
        assert_ok!(submit("alice", CRAPS, 1, &[("place_10", UNIT)]));
        play_as(CRAPS, dice(2, 2));
        open(CRAPS);
        assert_ok!(submit("alice", CRAPS, 1, &[("come", UNIT)]));
        play_as(CRAPS, dice(3, 6));
        open(CRAPS);
        assert_ok!(submit(
            "alice",
            CRAPS,
            1,
            &[("come", UNIT), ("come_odds_9", UNIT)]
        ));
        let before = balance("alice");
        // The old come bet and its odds win on 9, the new one goes there.
        play_as(CRAPS, dice(4, 5));
        assert_eq!(balance("alice"), before + 2 * UNIT + UNIT * 5 / 2);
        let view = GlobalTable::bets(CRAPS, account("alice")).unwrap();
        let mut up = view.up.clone();
        up.sort_by_key(|bet| bet.spot);
        assert_eq!(up, bets(CRAPS, &[("come_9", UNIT), ("place_10", UNIT)]).to_vec());
    });
}

#[test]
fn settle_should_pay_a_player_whose_account_is_gone() {
    Chain::default().with_players(1).run(|| {
        open(ROULETTE);
        let least = table_config().limits.min_bet;
        assert_ok!(submit("p0", ROULETTE, 1, &[("red", least)]));
        assert_ok!(Balances::transfer_all(by("p0"), account("alice"), false));
        assert!(!frame_system::Account::<Test>::contains_key(account("p0")));
        play_as(ROULETTE, pocket(1));
        assert_eq!(balance("p0"), 2 * least);
    });
}

#[test]
fn settle_should_open_an_account_with_a_payout_of_the_existential_deposit() {
    let existential = 1_000_000_000;
    let chain = Chain::default()
        .with_players(1)
        .with_config(|config| config.limits.min_bet = existential);
    chain.run(|| {
        open(CRAPS);
        assert_ok!(submit("p0", CRAPS, 1, &[("dont_pass", existential)]));
        assert_ok!(Balances::transfer_all(by("p0"), account("alice"), false));
        // 12 is barred: the stake comes back, and no more.
        play_as(CRAPS, dice(6, 6));
        assert_eq!(balance("p0"), existential);
    });
}

#[test]
fn settle_should_round_once_for_all_that_a_player_has_on_a_spot() {
    // 7 to 6 on odd amounts, put down in two slips of one round, and in two rounds, with and without a later slip.
    let odd = UNIT + 1;
    let play = |later_slip: bool| {
        let mut after = 0;
        Chain::default().run(|| {
            open(CRAPS);
            assert_ok!(submit("alice", CRAPS, 1, &[("place_8", odd)]));
            assert_ok!(submit("alice", CRAPS, 2, &[("place_8", odd)]));
            play_as(CRAPS, dice(1, 1));
            open(CRAPS);
            assert_ok!(submit("alice", CRAPS, 1, &[("place_8", odd)]));
            play_as(CRAPS, dice(1, 2));
            open(CRAPS);
            if later_slip {
                assert_ok!(submit("alice", CRAPS, 1, &[("hard_4", UNIT)]));
            }
            play_as(CRAPS, dice(2, 6));
            after = balance("alice") + if later_slip { UNIT } else { 0 };
        });
        after
    };
    let expected = 100_000 * UNIT + 3 * odd * 7 / 6;
    assert_eq!([play(false), play(true)], [expected, expected]);
}

#[test]
fn settle_should_give_the_slips_of_a_void_round_back_and_keep_what_was_up() {
    Chain::default().run(|| {
        open(CRAPS);
        assert_ok!(submit("alice", CRAPS, 1, &[("pass", UNIT), ("place_8", UNIT)]));
        play_as(CRAPS, dice(2, 2));
        open(CRAPS);
        let before = [balance("alice"), balance("bob")];
        assert_ok!(submit(
            "alice",
            CRAPS,
            1,
            &[("pass_odds_4", UNIT), ("place_8", 2 * UNIT)]
        ));
        assert_ok!(submit("bob", CRAPS, 1, &[("come", UNIT)]));
        run_past_reveal(CRAPS);
        assert_ok!(GlobalTable::void(by("dave"), CRAPS));
        settle_and_close(CRAPS, 1);
        assert_eq!([balance("alice"), balance("bob")], before);
        let up = GlobalTable::bets(CRAPS, account("alice")).unwrap().up;
        assert_eq!(up, bets(CRAPS, &[("pass", UNIT), ("place_8", UNIT)]).to_vec());
        assert!(GlobalTable::bets(CRAPS, account("bob")).is_none());
        // The roll never happened: the puck is where it was, and the next one decides.
        open(CRAPS);
        play_as(CRAPS, dice(1, 3));
        assert_eq!(balance("alice"), before[0] + 2 * UNIT);
    });
}

#[test]
fn settle_should_give_back_the_units_that_a_hand_of_blackjack_did_not_need() {
    for (units, percent) in [(-1, 75), (-2, 50), (-3, 25), (1, 125), (2, 150)] {
        Chain::default().with_players(1).run(|| {
            assert_ok!(GlobalTable::init(
                RuntimeOrigin::root(),
                GameId::Blackjack,
                table_config()
            ));
            open(GameId::Blackjack);
            let least = table_config().limits.min_bet;
            // An amount that no quarter divides: what is lost is rounded up, what is won is rounded down.
            let odd = least + 1;
            assert_ok!(submit("alice", GameId::Blackjack, 1, &[("hand", odd)]));
            assert_ok!(submit("p0", GameId::Blackjack, 1, &[("hand", least)]));
            assert_ok!(Balances::transfer_all(by("p0"), account("alice"), false));
            let before = balance("alice");
            play_as(
                GameId::Blackjack,
                |outcome| matches!(outcome, Outcome::Blackjack(deal) if deal.net() == Net::Units(units)),
            );
            let quarter = least / 4;
            let back = |units: i8| quarter * u128::try_from(4 + units).unwrap();
            assert_eq!(balance("p0"), back(units), "{units} units");
            let rounded = u128::from(units > 0);
            assert_eq!(
                balance("alice"),
                before + back(units) + rounded,
                "{units} units, {percent} %"
            );
        });
    }
}
