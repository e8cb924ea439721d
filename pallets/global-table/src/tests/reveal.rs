use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError::BadOrigin;

use crate::{draw_of, mock::*, Ending, Error, Event, Phase};

fn reveal_by(name: &str, game: global_table_games::GameId) -> sp_runtime::DispatchResult {
    GlobalTable::reveal(by(name), game, round(game), secret(game, round(game)))
}

#[test]
fn reveal_should_draw_the_round_with_the_secret_and_the_vrf_outputs() {
    Chain::default().run(|| {
        open(CRAPS);
        assert_ok!(submit("alice", CRAPS, 1, &[("pass", UNIT)]));
        run_to(record(CRAPS).betting_ends_at);
        assert_ok!(GlobalTable::lock(by("bob"), CRAPS, 1));
        run_to_draw(CRAPS);
        let vrfs = record(CRAPS).vrfs;
        assert_ok!(reveal_by("keeper", CRAPS));

        let genesis = crate::draw::genesis_hash::<Test>();
        let secret = secret(CRAPS, 1);
        let draw = draw_of(genesis.as_ref(), CRAPS, 1, &secret, &vrfs);
        let outcome = global_table_games::expand(CRAPS, &draw);
        assert_eq!(
            last_event(),
            Event::Outcome {
                game: CRAPS,
                round: 1,
                outcome,
                draw
            }
        );
        let round = record(CRAPS);
        assert_eq!(round.phase, Phase::Drawn);
        assert_eq!(
            round.ending,
            Some(Ending::Drawn {
                secret,
                draw,
                outcome
            })
        );
        assert_eq!(round.unsettled, 1);
    });
}

#[test]
fn reveal_should_be_open_to_anyone_who_has_the_secret() {
    Chain::default().run(|| {
        open(CRAPS);
        run_to_draw(CRAPS);
        let unsigned = GlobalTable::reveal(RuntimeOrigin::none(), CRAPS, 1, secret(CRAPS, 1));
        assert_noop!(unsigned, BadOrigin);
        assert_ok!(reveal_by("alice", CRAPS));
    });
}

#[test]
fn reveal_should_work_without_a_lock_and_say_that_the_round_is_locked() {
    Chain::default().run(|| {
        open(CRAPS);
        run_to_draw(CRAPS);
        assert_eq!(record(CRAPS).phase, Phase::Betting);
        assert_ok!(reveal_by("keeper", CRAPS));
        assert!(matches!(
            events()[..],
            [
                Event::Locked {
                    game: CRAPS,
                    round: 1
                },
                Event::Outcome { .. }
            ]
        ));
    });
}

#[test]
fn reveal_should_fail_with_another_secret() {
    Chain::default().run(|| {
        open(CRAPS);
        run_to_draw(CRAPS);
        for wrong in [
            [0; 32],
            secret(CRAPS, 2),
            secret(ROULETTE, 1),
            record(CRAPS).commitment,
        ] {
            let call = GlobalTable::reveal(by("keeper"), CRAPS, 1, wrong);
            assert_noop!(call, Error::<Test>::WrongSecret);
        }
    });
}

#[test]
fn reveal_should_fail_until_betting_is_over_and_the_draw_is_complete() {
    Chain::default().run(|| {
        open(CRAPS);
        assert_noop!(reveal_by("keeper", CRAPS), Error::<Test>::BettingOpen);
        let ends = record(CRAPS).betting_ends_at;
        run_to(ends);
        // The closing block and the two blocks of the draw have to be behind us.
        for _ in 0..3 {
            assert_noop!(reveal_by("keeper", CRAPS), Error::<Test>::DrawIncomplete);
            next_block();
        }
        assert_ok!(reveal_by("keeper", CRAPS));
    });
}

#[test]
fn reveal_should_fail_when_it_is_late_whether_or_not_the_round_is_voided() {
    Chain::default().run(|| {
        open(CRAPS);
        assert_ok!(submit("alice", CRAPS, 1, &[("pass", UNIT)]));
        run_past_reveal(CRAPS);
        assert_noop!(reveal_by("keeper", CRAPS), Error::<Test>::RevealTooLate);
        assert_ok!(GlobalTable::void(by("bob"), CRAPS));
        assert_noop!(reveal_by("keeper", CRAPS), Error::<Test>::WrongPhase);
    });
}

#[test]
fn reveal_should_work_up_to_the_last_block_before_it_can_be_voided() {
    Chain::default().run(|| {
        open(CRAPS);
        let round = record(CRAPS);
        run_to(round.reveal_by - SLOT_MS);
        assert_noop!(GlobalTable::void(by("bob"), CRAPS), Error::<Test>::NotOverdue);
        assert_ok!(reveal_by("keeper", CRAPS));
    });
}

#[test]
fn reveal_should_fail_twice_without_a_table_and_without_a_round() {
    Chain::default().run(|| {
        let call = |round| GlobalTable::reveal(by("keeper"), CRAPS, round, secret(CRAPS, 1));
        assert_noop!(call(1), Error::<Test>::NoRound);
        open(CRAPS);
        assert_noop!(call(2), Error::<Test>::NoRound);
        reveal(CRAPS);
        assert_noop!(call(1), Error::<Test>::WrongPhase);
        settle_and_close(CRAPS, 1);
        assert_noop!(call(1), Error::<Test>::WrongPhase);
        crate::Tables::<Test>::remove(CRAPS);
        assert_noop!(call(1), Error::<Test>::NoTable);
    });
}

#[test]
fn reveal_should_set_aside_exactly_what_the_outcome_owes_and_what_stays_up_can_be_owed() {
    Chain::default().run(|| {
        open(CRAPS);
        assert_ok!(submit(
            "alice",
            CRAPS,
            1,
            &[("pass", UNIT), ("place_8", 6 * UNIT), ("hard_6", UNIT)]
        ));
        assert_ok!(submit(
            "bob",
            CRAPS,
            1,
            &[("field", UNIT), ("dont_pass", 3 * UNIT)]
        ));
        reveal_as(CRAPS, dice(4, 5));
        // 9: the field pays 2 for 1. On 9 or 7 the line owes 6 at most, 8 owes 13, the hard 6 owes 10.
        let round = record(CRAPS);
        assert_eq!((round.owed, round.carried.stakes), (2 * UNIT, 11 * UNIT));
        let reserve = Bankroll::reserve_of(CRAPS);
        assert_eq!(reserve.exposure, round.owed + round.carried.exposure);
        assert_eq!(reserve.liability, 13 * UNIT);
        assert_eq!(round.carried.exposure, (6 + 13 + 10) * UNIT);
    });
}
