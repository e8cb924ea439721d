//! What the bankroll and the players have after bets were taken down.

use frame_support::assert_ok;

use super::{seats, with_up};
use crate::{mock::*, BetsOf, Rejection, Tables};

#[test]
fn take_down_should_leave_a_table_that_can_close_when_nobody_has_bets_any_more() {
    for withheld in [false, true] {
        Chain::default().run(|| {
            with_up(&[("place_6", UNIT)]);
            assert_eq!(take_down("alice", CRAPS, 1, &[("place_6", UNIT)]), Ok(UNIT));
            assert_eq!(Bankroll::reserve_of(CRAPS), Default::default());
            if withheld {
                run_past_reveal(CRAPS);
                assert_ok!(GlobalTable::void(by("bob"), CRAPS));
            } else {
                reveal(CRAPS);
            }
            settle_and_close(CRAPS, 1);
            assert_eq!((seats(), balance("alice")), (0, 100_000 * UNIT));
            assert_eq!(Bankroll::reserve_of(CRAPS), Default::default());
        });
    }
}

#[test]
fn take_down_should_leave_a_void_round_and_an_abandoned_table_exactly_the_rest_to_give_back() {
    Chain::default().run(|| {
        let before = [balance("alice"), balance("bob"), Bankroll::funds()];
        open(CRAPS);
        assert_ok!(submit("bob", CRAPS, 1, &[("hard_8", UNIT)]));
        play_as(CRAPS, dice(1, 2));
        with_up(&[("place_6", 6 * UNIT), ("place_8", 4 * UNIT)]);
        assert_ok!(submit("alice", CRAPS, 1, &[("place_6", 2 * UNIT)]));
        assert_ok!(take_down(
            "alice",
            CRAPS,
            2,
            &[("place_6", UNIT), ("place_8", 4 * UNIT)]
        ));
        assert_ok!(take_down("bob", CRAPS, 2, &[("hard_8", UNIT)]));
        run_past_reveal(CRAPS);
        assert_ok!(GlobalTable::void(by("carol"), CRAPS));
        assert_eq!(record(CRAPS).owed, 2 * UNIT);
        settle_and_close(CRAPS, 1);
        assert_eq!(
            [balance("alice"), balance("bob"), Bankroll::funds()],
            [before[0] - 5 * UNIT, before[1], before[2] + 5 * UNIT]
        );
        assert_eq!(
            BetsOf::<Test>::get(CRAPS, account("alice")).unwrap().up.to_vec(),
            bets(CRAPS, &[("place_6", 5 * UNIT)]).into_inner()
        );

        open(CRAPS);
        assert_ok!(take_down("alice", CRAPS, 1, &[("place_6", 2 * UNIT)]));
        run_past_reveal(CRAPS);
        assert_ok!(GlobalTable::void(by("carol"), CRAPS));
        settle_and_close(CRAPS, 1);
        run_to(Tables::<Test>::get(CRAPS).unwrap().drawn_at + 120_000);
        assert_ok!(GlobalTable::void(by("carol"), CRAPS));
        assert_eq!(record(CRAPS).owed, 3 * UNIT);
        settle_and_close(CRAPS, 1);
        assert_eq!([balance("alice"), balance("bob"), Bankroll::funds()], before);
    });
}

#[test]
fn take_down_should_be_refused_while_the_stake_covers_what_others_can_win() {
    Chain::default().with_bankroll(10 * UNIT).run(|| {
        open(CRAPS);
        // On 6 the house owes alice 26 units and keeps what is bob's; on 7 it is the other way round.
        assert_ok!(submit("bob", CRAPS, 1, &[("place_lose_6", 10 * UNIT)]));
        assert_ok!(submit("alice", CRAPS, 1, &[("place_6", 12 * UNIT)]));
        play_as(CRAPS, dice(4, 5));
        open(CRAPS);
        let of = |amount| [("place_lose_6", amount)];
        let uncovered = Err(Rejection::BankrollCover);
        assert_eq!(take_down("bob", CRAPS, 1, &of(10 * UNIT)), uncovered);
        assert_eq!(take_down("bob", CRAPS, 1, &of(6 * UNIT + 1)), uncovered);
        assert_eq!(take_down("bob", CRAPS, 1, &of(6 * UNIT)), Ok(6 * UNIT));
        assert_eq!(Bankroll::funds(), 26 * UNIT);
        assert_eq!(
            take_down("alice", CRAPS, 1, &[("place_6", 12 * UNIT)]),
            Ok(12 * UNIT)
        );
        assert_eq!(take_down("bob", CRAPS, 2, &of(4 * UNIT)), Ok(4 * UNIT));
    });
}

#[test]
fn take_down_should_give_the_cover_to_other_bets() {
    let small = Chain::default()
        .with_bankroll(35 * UNIT)
        .with_config(|config| config.limits.max_exposure = 40 * UNIT);
    small.run(|| {
        with_up(&[("hard_4", 5 * UNIT)]);
        // 40 units are at stake on a hard 4, and may be.
        assert_eq!(
            submit("bob", CRAPS, 1, &[("hop_2_2", UNIT)]),
            Err(Rejection::ExposureLimit)
        );
        assert_ok!(take_down("alice", CRAPS, 1, &[("hard_4", 5 * UNIT)]));
        assert_eq!(submit("bob", CRAPS, 1, &[("hop_2_2", UNIT)]), Ok(UNIT));
    });
}

#[test]
fn take_down_should_reach_a_player_whose_account_is_gone() {
    Chain::default().with_players(1).run(|| {
        open(CRAPS);
        assert_ok!(submit("p0", CRAPS, 1, &[("place_6", UNIT / 100)]));
        play_as(CRAPS, dice(4, 5));
        open(CRAPS);
        assert_ok!(Balances::transfer_all(by("p0"), account("bob"), false));
        assert!(!System::account_exists(&account("p0")));
        assert_eq!(
            take_down("p0", CRAPS, 1, &[("place_6", UNIT / 100)]),
            Ok(UNIT / 100)
        );
    });
}
