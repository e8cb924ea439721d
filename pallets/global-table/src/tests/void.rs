use frame_support::{assert_noop, assert_ok};
use global_table_games::TableState;
use sp_runtime::DispatchError::BadOrigin;

use crate::{mock::*, Ending, Error, Event, Phase, Tables, VoidReason, MIN_REVEAL_BLOCKS};

#[test]
fn void_should_end_a_round_whose_secret_is_overdue() {
    Chain::default().run(|| {
        open(CRAPS);
        assert_ok!(submit("alice", CRAPS, 1, &[("pass", UNIT)]));
        run_past_reveal(CRAPS);
        assert_ok!(GlobalTable::void(by("alice"), CRAPS));
        let reason = VoidReason::Withheld;
        assert_eq!(
            last_event(),
            Event::RoundVoided {
                game: CRAPS,
                round: 1,
                reason
            }
        );
        let round = record(CRAPS);
        assert_eq!(
            (round.phase, round.ending),
            (Phase::Voided, Some(Ending::Voided(reason)))
        );
        assert_eq!((round.unsettled, round.owed), (1, UNIT));
    });
}

#[test]
fn void_should_slash_the_keeper_who_withheld_the_secret_and_no_other() {
    Chain::default().run(|| {
        open(ROULETTE);
        let issued = Balances::total_issuance();
        run_past_reveal(ROULETTE);
        assert_ok!(GlobalTable::void(by("alice"), ROULETTE));
        assert_eq!((bond("deputy"), bond("keeper")), (9_900 * UNIT, 10_000 * UNIT));
        assert_eq!(Balances::total_issuance(), issued - 100 * UNIT);
    });
}

#[test]
fn void_should_slash_all_that_was_at_stake_so_that_a_keeper_cannot_bet_and_withhold() {
    Chain::default().run(|| {
        open(ROULETTE);
        assert_ok!(submit(
            "alice",
            ROULETTE,
            1,
            &[("red", 90 * UNIT), ("straight_1", 70 * UNIT)]
        ));
        run_past_reveal(ROULETTE);
        assert_ok!(GlobalTable::void(by("bob"), ROULETTE));
        // 1 is red: the house would have owed 36 times 70 and twice 90.
        assert_eq!(bond("deputy"), (10_000 - 2_700) * UNIT);
    });
}

#[test]
fn void_should_fail_while_the_keeper_has_time() {
    Chain::default().run(|| {
        open(CRAPS);
        let early = || GlobalTable::void(by("alice"), CRAPS);
        assert_noop!(early(), Error::<Test>::NotOverdue);
        run_to_draw(CRAPS);
        assert_noop!(early(), Error::<Test>::NotOverdue);
        run_to(record(CRAPS).reveal_by - SLOT_MS);
        assert_noop!(early(), Error::<Test>::NotOverdue);
        run_to(record(CRAPS).reveal_by);
        assert_ok!(early());
    });
}

#[test]
fn void_should_wait_for_the_blocks_that_a_keeper_is_given_when_the_chain_stood_still() {
    Chain::default().run(|| {
        open(CRAPS);
        assert_ok!(submit("alice", CRAPS, 1, &[("pass", UNIT)]));
        finish_block(false);
        start_block(3_600 * SLOT_MS);
        let closing = System::block_number();
        let refused = || GlobalTable::void(by("alice"), CRAPS);
        for _ in 0..3 {
            assert_noop!(refused(), Error::<Test>::DrawIncomplete);
            finish_block(true);
            start_block(Timestamp::get() + SLOT_MS);
        }
        while System::block_number() <= closing + 2 + u64::from(MIN_REVEAL_BLOCKS) {
            assert_noop!(refused(), Error::<Test>::NotOverdue);
            finish_block(true);
            start_block(Timestamp::get() + SLOT_MS);
        }
        assert_eq!((bond("keeper"), bond("deputy")), (10_000 * UNIT, 10_000 * UNIT));
        assert_ok!(refused());
    });
}

#[test]
fn void_should_never_slash_a_keeper_who_reveals_right_after_the_chain_stood_still() {
    Chain::default().run(|| {
        open(CRAPS);
        assert_ok!(submit("alice", CRAPS, 1, &[("pass", UNIT)]));
        finish_block(false);
        start_block(3_600 * SLOT_MS);
        for _ in 0..3 {
            finish_block(true);
            start_block(Timestamp::get() + SLOT_MS);
        }
        assert_ok!(GlobalTable::reveal(by("keeper"), CRAPS, 1, secret(CRAPS, 1)));
        assert_eq!((bond("keeper"), bond("deputy")), (10_000 * UNIT, 10_000 * UNIT));
        settle_and_close(CRAPS, 1);
    });
}

#[test]
fn void_should_fail_for_a_drawn_a_voided_and_a_closed_round() {
    Chain::default().run(|| {
        let void = || GlobalTable::void(by("alice"), CRAPS);
        assert_noop!(void(), Error::<Test>::WrongPhase);
        open(CRAPS);
        assert_ok!(submit("alice", CRAPS, 1, &[("place_4", UNIT)]));
        reveal_as(CRAPS, dice(1, 2));
        run_to(record(CRAPS).reveal_by + SLOT_MS);
        assert_noop!(void(), Error::<Test>::WrongPhase);
        settle(CRAPS, 1);
        assert_noop!(void(), Error::<Test>::WrongPhase);
        settle_and_close(CRAPS, 1);
        assert_noop!(void(), Error::<Test>::WrongPhase);
        open(CRAPS);
        run_past_reveal(CRAPS);
        assert_ok!(void());
        assert_noop!(void(), Error::<Test>::WrongPhase);
    });
}

#[test]
fn void_should_fail_without_a_table_or_a_signature() {
    Chain::default().run(|| {
        assert_noop!(GlobalTable::void(RuntimeOrigin::none(), CRAPS), BadOrigin);
        Tables::<Test>::remove(CRAPS);
        assert_noop!(GlobalTable::void(by("alice"), CRAPS), Error::<Test>::NoTable);
    });
}

#[test]
fn void_should_give_every_bet_of_an_abandoned_table_back_at_its_stake() {
    Chain::default().run(|| {
        let before = [balance("alice"), balance("bob"), Bankroll::funds()];
        open(CRAPS);
        assert_ok!(submit("alice", CRAPS, 1, &[("pass", UNIT), ("hard_8", UNIT)]));
        assert_ok!(submit("bob", CRAPS, 1, &[("dont_pass", 2 * UNIT)]));
        play_as(CRAPS, dice(4, 5));
        let drawn_at = Tables::<Test>::get(CRAPS).unwrap().drawn_at;
        run_to(drawn_at + 119_000);
        assert_noop!(GlobalTable::void(by("carol"), CRAPS), Error::<Test>::WrongPhase);
        run_to(drawn_at + 120_000);
        assert_ok!(GlobalTable::void(by("carol"), CRAPS));
        let reason = VoidReason::Abandoned;
        assert_eq!(
            last_event(),
            Event::RoundVoided {
                game: CRAPS,
                round: 2,
                reason
            }
        );
        assert_eq!(record(CRAPS).keeper, None);
        settle_and_close(CRAPS, 1);
        assert_eq!([balance("alice"), balance("bob"), Bankroll::funds()], before);
        let table = Tables::<Test>::get(CRAPS).unwrap();
        assert_eq!((table.state, table.seats), (TableState::initial(CRAPS), 0));
        assert_eq!((bond("keeper"), bond("deputy")), (10_000 * UNIT, 10_000 * UNIT));
    });
}

#[test]
fn void_should_give_everything_back_if_the_table_is_abandoned_in_the_middle_of_a_round() {
    Chain::default().run(|| {
        let before = [balance("alice"), balance("bob"), Bankroll::funds()];
        open(CRAPS);
        assert_ok!(submit("alice", CRAPS, 1, &[("pass", UNIT)]));
        play_as(CRAPS, dice(4, 5));
        run_to(Tables::<Test>::get(CRAPS).unwrap().drawn_at + 119_000);
        open(CRAPS);
        assert_ok!(submit("alice", CRAPS, 1, &[("pass_odds_9", UNIT)]));
        assert_ok!(submit("bob", CRAPS, 1, &[("come", UNIT)]));
        run_past_reveal(CRAPS);
        assert_ok!(GlobalTable::void(by("carol"), CRAPS));
        let reason = VoidReason::Abandoned;
        assert_eq!(
            last_event(),
            Event::RoundVoided {
                game: CRAPS,
                round: 2,
                reason
            }
        );
        settle_and_close(CRAPS, 1);
        assert_eq!([balance("alice"), balance("bob"), Bankroll::funds()], before);
    });
}

#[test]
fn void_should_have_nothing_to_do_at_a_table_without_bets() {
    Chain::default().run(|| {
        run_to(1_000 * SLOT_MS);
        assert_noop!(
            GlobalTable::void(by("alice"), ROULETTE),
            Error::<Test>::WrongPhase
        );
    });
}
