mod money;

use frame_support::{assert_noop, assert_ok};
use global_table_games::{NotPermitted, SpotId};
use sp_runtime::DispatchError::BadOrigin;

use crate::{mock::*, Bet, Bets, BetsOf, Error, Event, Rejection, SlipId, Tables, Totals};

const DEADLINE_PASSED: Result<u128, Rejection> = Err(Rejection::BettingClosed);

fn refused(reason: NotPermitted) -> Result<u128, Rejection> {
    Err(Rejection::NotPermitted(reason))
}

/// A round in which bets of `alice` are up, after a roll that decided nothing: the point is 9.
fn with_up(list: &[(&str, u128)]) {
    open(CRAPS);
    assert_ok!(submit("alice", CRAPS, 1, list));
    play_as(CRAPS, dice(4, 5));
    open(CRAPS);
}

fn seats() -> u32 {
    Tables::<Test>::get(CRAPS).unwrap().seats
}

#[test]
fn take_down_should_give_the_stake_back_at_once_and_say_so() {
    Chain::default().run(|| {
        let before = (balance("alice"), Bankroll::funds());
        with_up(&[("place_6", 6 * UNIT), ("hard_4", 2 * UNIT)]);
        assert_eq!(
            take_down("alice", CRAPS, 1, &[("place_6", 6 * UNIT)]),
            Ok(6 * UNIT)
        );
        let player = account("alice");
        let taken_down = Event::BetTakenDown {
            game: CRAPS,
            round: 2,
            player,
            slip: 1,
            returned: 6 * UNIT,
            fee: 0,
        };
        assert_eq!(last_event(), taken_down);
        assert_eq!(
            (balance("alice"), Bankroll::funds()),
            (before.0 - 2 * UNIT, before.1 + 2 * UNIT)
        );
        assert_eq!(Totals::<Test>::get(CRAPS).iter().sum::<u128>(), 2 * UNIT);
        // A hard 4 pays 7 to 1.
        let reserve = Bankroll::reserve_of(CRAPS);
        assert_eq!((reserve.exposure, reserve.liability), (16 * UNIT, 2 * UNIT));
        assert_eq!(record(CRAPS).carried.stakes, 2 * UNIT);
        assert_eq!((record(CRAPS).staked, record(CRAPS).players), (0, 0));

        play_as(CRAPS, dice(2, 2));
        assert_eq!(balance("alice"), before.0 + 14 * UNIT);
    });
}

#[test]
fn take_down_should_take_a_part_of_a_bet_and_the_rest_later() {
    Chain::default().run(|| {
        let before = balance("alice");
        with_up(&[("place_6", 6 * UNIT), ("place_8", 6 * UNIT), ("lay_10", UNIT)]);
        let some = [("place_6", UNIT), ("lay_10", UNIT), ("place_6", 2 * UNIT)];
        assert_eq!(take_down("alice", CRAPS, 1, &some), Ok(4 * UNIT));
        play_as(CRAPS, dice(1, 2));
        open(CRAPS);
        assert_eq!(
            take_down("alice", CRAPS, 1, &[("place_6", 3 * UNIT)]),
            Ok(3 * UNIT)
        );
        play_as(CRAPS, dice(4, 4));
        assert_eq!(balance("alice"), before + 7 * UNIT);
        assert_eq!(seats(), 0);
    });
}

#[test]
fn take_down_should_leave_what_the_current_rounds_slips_have_put_down() {
    Chain::default().run(|| {
        with_up(&[("place_6", 6 * UNIT)]);
        assert_ok!(submit(
            "alice",
            CRAPS,
            1,
            &[("place_6", 3 * UNIT), ("place_8", UNIT)]
        ));
        assert_ok!(submit("bob", CRAPS, 1, &[("place_8", UNIT)]));
        let not_up = refused(NotPermitted::NotUp);
        assert_eq!(take_down("alice", CRAPS, 2, &[("place_8", UNIT)]), not_up);
        assert_eq!(take_down("alice", CRAPS, 2, &[("place_6", 7 * UNIT)]), not_up);
        assert_eq!(take_down("bob", CRAPS, 2, &[("place_8", UNIT)]), not_up);
        assert_eq!(
            take_down("alice", CRAPS, 2, &[("place_6", 6 * UNIT)]),
            Ok(6 * UNIT)
        );
        assert_eq!(take_down("alice", CRAPS, 3, &[("place_6", UNIT)]), not_up);

        let before = balance("alice");
        play_as(CRAPS, dice(3, 3));
        assert_eq!(balance("alice"), before + 3 * UNIT + 3 * UNIT * 7 / 6);
        open(CRAPS);
        assert_eq!(take_down("alice", CRAPS, 1, &[("place_8", UNIT)]), Ok(UNIT));
    });
}

#[test]
fn take_down_should_refuse_what_the_player_does_not_have_up() {
    Chain::default().run(|| {
        with_up(&[("place_6", 6 * UNIT)]);
        let not_up = refused(NotPermitted::NotUp);
        assert_eq!(take_down("bob", CRAPS, 1, &[("place_6", UNIT)]), not_up);
        assert!(BetsOf::<Test>::get(CRAPS, account("bob")).is_none());
        assert_eq!(take_down("alice", CRAPS, 1, &[("place_8", UNIT)]), not_up);
        assert_eq!(take_down("alice", CRAPS, 1, &[("place_6", 6 * UNIT + 1)]), not_up);
        assert_eq!(take_down("alice", CRAPS, 1, &[("place_6", u128::MAX)]), not_up);
        assert_eq!(take_down("alice", CRAPS, 1, &[("place_6", 0)]), not_up);
        let nowhere = Bets::try_from(vec![Bet {
            spot: SpotId(250),
            amount: UNIT,
        }]);
        assert_eq!(
            take_down_in("alice", CRAPS, 2, 1, nowhere.unwrap()),
            refused(NotPermitted::UnknownSpot)
        );
        assert_eq!(take_down("alice", CRAPS, 1, &[]), Err(Rejection::EmptySlip));
        open(ROULETTE);
        assert_ok!(submit("alice", ROULETTE, 1, &[("red", UNIT)]));
        assert_eq!(take_down("alice", ROULETTE, 2, &[("red", UNIT)]), not_up);
    });
}

#[test]
fn take_down_should_take_all_bets_of_a_slip_or_none() {
    Chain::default().run(|| {
        with_up(&[("pass", UNIT), ("place_6", 6 * UNIT), ("buy_4", 2 * UNIT)]);
        let before = (
            Totals::<Test>::get(CRAPS),
            BetsOf::<Test>::get(CRAPS, account("alice")),
        );
        let slip = [("place_6", 6 * UNIT), ("buy_4", UNIT), ("pass", UNIT)];
        assert_eq!(
            take_down("alice", CRAPS, 1, &slip),
            refused(NotPermitted::Contract)
        );
        let twice = [("place_6", 6 * UNIT), ("place_6", 6 * UNIT)];
        assert_eq!(take_down("alice", CRAPS, 1, &twice), refused(NotPermitted::NotUp));
        let after = (
            Totals::<Test>::get(CRAPS),
            BetsOf::<Test>::get(CRAPS, account("alice")),
        );
        assert_eq!(after, before);
        assert_eq!(take_down("alice", CRAPS, 1, &slip[..2]), Ok(7 * UNIT));
    });
}

#[test]
fn take_down_should_refuse_contract_bets() {
    Chain::default().run(|| {
        with_up(&[("pass", UNIT)]);
        assert_ok!(submit("alice", CRAPS, 1, &[("come", UNIT)]));
        play_as(CRAPS, dice(2, 2));
        open(CRAPS);
        let contract = refused(NotPermitted::Contract);
        assert_eq!(take_down("alice", CRAPS, 1, &[("pass", UNIT)]), contract);
        assert_eq!(take_down("alice", CRAPS, 1, &[("come_4", UNIT)]), contract);
    });
}

#[test]
fn take_down_should_take_odds_before_the_bet_behind_which_they_stand() {
    Chain::default().run(|| {
        with_up(&[("dont_pass", 2 * UNIT)]);
        assert_ok!(submit("alice", CRAPS, 1, &[("dont_pass_odds_9", 3 * UNIT)]));
        // Odds of this round count as well, and can't be taken down before they have been through a roll.
        assert_eq!(
            take_down("alice", CRAPS, 2, &[("dont_pass", 2 * UNIT)]),
            refused(NotPermitted::OddsBehind)
        );
        play_as(CRAPS, dice(1, 2));
        open(CRAPS);
        let (odds, flat) = (("dont_pass_odds_9", 3 * UNIT), ("dont_pass", 2 * UNIT));
        assert_eq!(
            take_down("alice", CRAPS, 1, &[flat, odds]),
            refused(NotPermitted::OddsBehind)
        );
        assert_eq!(take_down("alice", CRAPS, 1, &[odds, flat]), Ok(5 * UNIT));
    });
}

#[test]
fn take_down_should_leave_nothing_below_the_tables_minimum() {
    Chain::default().run(|| {
        let least = UNIT / 100;
        with_up(&[("place_6", 3 * least)]);
        let of = |amount| [("place_6", amount)];
        let too_little = Err(Rejection::BelowMinimum);
        assert_eq!(take_down("alice", CRAPS, 1, &of(2 * least + 1)), too_little);
        assert_eq!(take_down("alice", CRAPS, 1, &of(least - 1)), too_little);
        assert_eq!(take_down("alice", CRAPS, 1, &of(2 * least)), Ok(2 * least));
        assert_eq!(take_down("alice", CRAPS, 2, &of(least)), Ok(least));
    });
}

#[test]
fn take_down_should_be_refused_from_the_deadline_on_whether_or_not_anyone_locks() {
    Chain::default().run(|| {
        with_up(&[("place_6", 6 * UNIT)]);
        let one = |slip| take_down("alice", CRAPS, slip, &[("place_6", UNIT)]);
        let ends = record(CRAPS).betting_ends_at;
        run_to(ends - SLOT_MS);
        assert_eq!(one(1), Ok(UNIT));
        run_to(ends);
        assert_eq!(one(2), DEADLINE_PASSED);
        assert_ok!(GlobalTable::lock(by("bob"), CRAPS, 2));
        assert_eq!(one(2), DEADLINE_PASSED);
        reveal_as(CRAPS, dice(1, 2));
        assert_eq!(one(2), DEADLINE_PASSED);
        settle_and_close(CRAPS, 1);
        assert_eq!(one(2), DEADLINE_PASSED);
    });
}

#[test]
fn take_down_should_refuse_another_round() {
    Chain::default().run(|| {
        with_up(&[("place_6", 6 * UNIT)]);
        for other in [0, 1, 3] {
            assert_eq!(
                take_down_in("alice", CRAPS, other, 1, bets(CRAPS, &[("place_6", UNIT)])),
                Err(Rejection::WrongRound)
            );
        }
    });
}

#[test]
fn take_down_should_share_its_slip_numbers_with_the_slips_of_bets() {
    Chain::default().run(|| {
        with_up(&[("place_6", 6 * UNIT)]);
        let down = |slip: SlipId| take_down("alice", CRAPS, slip, &[("place_6", UNIT)]);
        let put = |slip: SlipId| submit("alice", CRAPS, slip, &[("place_8", UNIT)]);
        let duplicate = Err(Rejection::DuplicateSlip);
        assert_eq!([down(1), down(1), put(1)], [Ok(UNIT), duplicate, duplicate]);
        assert_eq!([put(2), put(2), down(2)], [Ok(UNIT), duplicate, duplicate]);
        // A refused one leaves its number free.
        assert_eq!(
            take_down("alice", CRAPS, 3, &[("place_9", UNIT)]),
            refused(NotPermitted::NotUp)
        );
        assert_eq!(down(3), Ok(UNIT));
        assert_eq!(record(CRAPS).players, 1);

        for slip in 4..33 {
            assert_ok!(take_down("alice", CRAPS, slip, &[("place_6", UNIT / 100)]));
        }
        assert_eq!([down(33), put(33)], [Err(Rejection::TooManySlips); 2]);
        play_as(CRAPS, dice(1, 2));
        open(CRAPS);
        assert_eq!(down(1), Ok(UNIT));
    });
}

#[test]
fn take_down_should_keep_the_seat_of_a_player_without_bets_until_the_round_is_settled() {
    let three = Chain::default().with_config(|config| config.limits.max_players = 3);
    three.run(|| {
        open(CRAPS);
        for name in ["alice", "bob", "carol"] {
            assert_ok!(submit(name, CRAPS, 1, &[("place_6", UNIT)]));
        }
        play_as(CRAPS, dice(4, 5));
        open(CRAPS);
        assert_eq!(take_down("alice", CRAPS, 1, &[("place_6", UNIT)]), Ok(UNIT));
        assert_eq!(take_down("bob", CRAPS, 1, &[("place_6", UNIT)]), Ok(UNIT));
        // Whatever is sent again, is known.
        let duplicate = Err(Rejection::DuplicateSlip);
        assert_eq!(take_down("alice", CRAPS, 1, &[("place_6", UNIT)]), duplicate);
        assert_eq!(submit("alice", CRAPS, 1, &[("place_6", UNIT)]), duplicate);
        assert_eq!(
            submit("dave", CRAPS, 1, &[("place_6", UNIT)]),
            Err(Rejection::TooManyPlayers)
        );
        assert_eq!(submit("bob", CRAPS, 2, &[("place_4", UNIT)]), Ok(UNIT));
        assert_eq!((seats(), record(CRAPS).players), (3, 1));

        reveal_as(CRAPS, dice(1, 2));
        settle(CRAPS, 3);
        let nobody = Event::Settled {
            game: CRAPS,
            round: 2,
            payouts: vec![],
            remaining: 0,
        };
        assert_eq!(last_event(), nobody);
        assert_eq!(seats(), 2);
        assert!(BetsOf::<Test>::get(CRAPS, account("alice")).is_none());
        settle_and_close(CRAPS, 3);
        open(CRAPS);
        assert_eq!(submit("dave", CRAPS, 1, &[("place_6", UNIT)]), Ok(UNIT));
    });
}

#[test]
fn take_down_should_fail_without_a_table_a_round_or_a_signature() {
    Chain::default().run(|| {
        let call = |origin| GlobalTable::take_down(origin, CRAPS, 1, 1, Bets::default());
        assert_noop!(call(by("alice")), Error::<Test>::NoRound);
        open(CRAPS);
        assert_noop!(call(RuntimeOrigin::none()), BadOrigin);
        Tables::<Test>::remove(CRAPS);
        assert_noop!(call(by("alice")), Error::<Test>::NoTable);
    });
}
