use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError::BadOrigin;

use crate::{mock::*, Error, Event};

#[test]
fn pause_should_keep_the_next_round_from_opening() {
    Chain::default().run(|| {
        assert_ok!(GlobalTable::pause(RuntimeOrigin::root(), CRAPS));
        assert_eq!(
            last_event(),
            Event::TablePaused {
                game: CRAPS,
                round: 0
            }
        );
        for keeper in ["keeper", "deputy"] {
            assert_noop!(
                GlobalTable::open_round(by(keeper), CRAPS, 1, [0; 32]),
                Error::<Test>::Paused
            );
        }
        open(ROULETTE);
    });
}

#[test]
fn pause_should_let_the_current_round_go_on_to_its_end() {
    Chain::default().run(|| {
        open(CRAPS);
        assert_ok!(GlobalTable::pause(RuntimeOrigin::root(), CRAPS));
        let before = balance("alice");
        assert_ok!(submit("alice", CRAPS, 1, &[("pass", UNIT)]));
        play_as(CRAPS, dice(3, 4));
        assert_eq!(balance("alice"), before + UNIT);
    });
}

#[test]
fn pause_should_fail_twice_without_a_table_and_for_others() {
    Chain::default().run(|| {
        for origin in [by("alice"), by("keeper"), RuntimeOrigin::none()] {
            assert_noop!(GlobalTable::pause(origin, CRAPS), BadOrigin);
        }
        assert_ok!(GlobalTable::pause(RuntimeOrigin::root(), CRAPS));
        assert_noop!(
            GlobalTable::pause(RuntimeOrigin::root(), CRAPS),
            Error::<Test>::Paused
        );
        crate::Tables::<Test>::remove(CRAPS);
        assert_noop!(
            GlobalTable::pause(RuntimeOrigin::root(), CRAPS),
            Error::<Test>::NoTable
        );
    });
}
