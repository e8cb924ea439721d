use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError::BadOrigin;

use crate::{mock::*, Error, Event, Tables};

#[test]
fn resume_should_let_rounds_open_again() {
    Chain::default().run(|| {
        assert_ok!(GlobalTable::pause(RuntimeOrigin::root(), CRAPS));
        run_to(20 * SLOT_MS);
        assert_ok!(GlobalTable::resume(RuntimeOrigin::root(), CRAPS));
        assert_eq!(
            last_event(),
            Event::TableResumed {
                game: CRAPS,
                round: 0
            }
        );
        assert_eq!(open(CRAPS), 1);
    });
}

#[test]
fn resume_should_give_the_keeper_on_duty_its_turn_first() {
    Chain::default().run(|| {
        assert_ok!(GlobalTable::pause(RuntimeOrigin::root(), ROULETTE));
        run_to(60 * SLOT_MS);
        assert_ok!(GlobalTable::resume(RuntimeOrigin::root(), ROULETTE));
        assert_eq!(Tables::<Test>::get(ROULETTE).unwrap().opens_at, 60 * SLOT_MS);
        let early = GlobalTable::open_round(by("keeper"), ROULETTE, 1, [0; 32]);
        assert_noop!(early, Error::<Test>::NotOnDuty);
        assert_ok!(GlobalTable::open_round(by("deputy"), ROULETTE, 1, [0; 32]));
    });
}

#[test]
fn resume_should_fail_unless_paused_without_a_table_and_for_others() {
    Chain::default().run(|| {
        assert_noop!(
            GlobalTable::resume(RuntimeOrigin::root(), CRAPS),
            Error::<Test>::NotPaused
        );
        for origin in [by("alice"), by("keeper"), RuntimeOrigin::none()] {
            assert_noop!(GlobalTable::resume(origin, CRAPS), BadOrigin);
        }
        Tables::<Test>::remove(CRAPS);
        assert_noop!(
            GlobalTable::resume(RuntimeOrigin::root(), CRAPS),
            Error::<Test>::NoTable
        );
    });
}
