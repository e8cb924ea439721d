use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError::BadOrigin;

use crate::{mock::*, Error, Event, Phase};

#[test]
fn lock_should_let_the_phase_follow_the_deadline_and_nothing_else() {
    Chain::default().run(|| {
        open(CRAPS);
        assert_ok!(submit("alice", CRAPS, 1, &[("pass", UNIT)]));
        run_to(record(CRAPS).betting_ends_at);
        let before = record(CRAPS);
        assert_ok!(GlobalTable::lock(by("bob"), CRAPS, 1));
        assert_eq!(
            last_event(),
            Event::Locked {
                game: CRAPS,
                round: 1
            }
        );
        let now = Timestamp::get();
        assert_eq!(
            record(CRAPS),
            crate::Round {
                phase: Phase::Locked,
                moved_at: now,
                ..before
            }
        );
    });
}

#[test]
fn lock_should_fail_before_the_deadline() {
    Chain::default().run(|| {
        open(CRAPS);
        assert_noop!(GlobalTable::lock(by("bob"), CRAPS, 1), Error::<Test>::BettingOpen);
        run_to(record(CRAPS).betting_ends_at - SLOT_MS);
        assert_noop!(GlobalTable::lock(by("bob"), CRAPS, 1), Error::<Test>::BettingOpen);
    });
}

#[test]
fn lock_should_fail_twice_and_in_every_later_phase() {
    Chain::default().run(|| {
        open(CRAPS);
        assert_ok!(submit("alice", CRAPS, 1, &[("pass", UNIT)]));
        assert_ok!(submit("bob", CRAPS, 1, &[("pass", UNIT)]));
        run_to(record(CRAPS).betting_ends_at);
        let lock = || GlobalTable::lock(by("bob"), CRAPS, 1);
        assert_ok!(lock());
        assert_noop!(lock(), Error::<Test>::WrongPhase);
        reveal(CRAPS);
        assert_noop!(lock(), Error::<Test>::WrongPhase);
        settle(CRAPS, 1);
        assert_noop!(lock(), Error::<Test>::WrongPhase);
        settle_and_close(CRAPS, 1);
        assert_noop!(lock(), Error::<Test>::WrongPhase);
    });
}

#[test]
fn lock_should_fail_without_a_table_a_round_or_a_signature() {
    Chain::default().run(|| {
        assert_noop!(GlobalTable::lock(RuntimeOrigin::none(), CRAPS, 1), BadOrigin);
        assert_noop!(GlobalTable::lock(by("bob"), CRAPS, 1), Error::<Test>::NoRound);
        crate::Tables::<Test>::remove(CRAPS);
        assert_noop!(GlobalTable::lock(by("bob"), CRAPS, 1), Error::<Test>::NoTable);
    });
}

#[test]
fn lock_should_reward_a_keeper_and_nobody_else() {
    Chain::default().run(|| {
        fill_pot();
        for (game, name, reward) in [(CRAPS, "keeper", UNIT / 100), (ROULETTE, "bob", 0)] {
            open(game);
            run_to(record(game).betting_ends_at);
            let before = balance(name);
            assert_ok!(GlobalTable::lock(by(name), game, 1));
            assert_eq!(balance(name), before + reward);
        }
    });
}
