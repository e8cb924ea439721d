use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError;

use crate::{mock::*, Error, Event};

#[test]
fn leave_should_take_effect_when_the_next_set_is_planned() {
    ExtBuilder::default()
        .bonds(&[300, 200, 100])
        .build_and_execute(|| {
            assert_ok!(ValidatorSet::leave(origin(1)));
            System::assert_last_event(Event::Leaving { who: 1 }.into());
            assert_eq!((running(), next()), (vec![1, 2, 3], vec![1, 2, 3]));
            events();

            next_session();
            assert_eq!((running(), next()), (vec![1, 2, 3], vec![2, 3]));
            let exited = Event::Exited {
                who: 1,
                last_session: 1,
                bond_free_from: 1 + REPORTABLE + 1,
            };
            assert_eq!(events(), vec![exited]);
            next_session();
            assert_eq!(running(), vec![2, 3]);
            assert_eq!(on_hold(1), 300 * UNIT);
        });
}

#[test]
fn leave_should_wait_until_the_set_is_large_enough_without() {
    ExtBuilder::default()
        .bonds(&[300, 200, 100])
        .sizes(3, 5)
        .build_and_execute(|| {
            assert_ok!(ValidatorSet::leave(origin(1)));
            next_session();
            assert_ok!(ValidatorSet::leave(origin(2)));
            sessions(3);
            // Who stays comes first; of those who wait, the last to ask is the last to go.
            assert_eq!((running(), next()), (vec![3, 2, 1], vec![3, 2, 1]));

            assert_ok!(ValidatorSet::join(origin(4), MIN_BOND));
            next_session();
            assert_eq!(next(), vec![3, 4, 2]);
            assert_ok!(ValidatorSet::join(origin(5), MIN_BOND));
            next_session();
            assert_eq!(next(), vec![3, 4, 5]);
        });
}

#[test]
fn leave_should_be_possible_without_a_place() {
    ExtBuilder::default().bonds(&[300]).build_and_execute(|| {
        assert_ok!(ValidatorSet::join(origin(2), MIN_BOND));
        assert_ok!(ValidatorSet::leave(origin(2)));
        next_session();
        assert_eq!(next(), vec![1]);
    });
}

#[test]
fn leave_should_fail_for_who_waits_when_the_set_is_to_have_it() {
    ExtBuilder::default()
        .bonds(&[400, 300, 200, 100])
        .sizes(4, 4)
        .build_and_execute(|| {
            assert_ok!(ValidatorSet::join(origin(5), MIN_BOND));
            report(What::TwoBlocks, 1, 1, 4);
            assert_noop!(ValidatorSet::leave(origin(5)), Error::<Test>::Needed);
            assert_ok!(ValidatorSet::join(origin(6), MIN_BOND));
            assert_ok!(ValidatorSet::leave(origin(5)));
            next_session();
            assert_eq!(next(), vec![2, 3, 4, 6]);
        });
}

#[test]
fn leave_should_fail_twice_and_for_nobody() {
    ExtBuilder::default().bonds(&[300, 200]).build_and_execute(|| {
        assert_ok!(ValidatorSet::leave(origin(1)));
        assert_noop!(ValidatorSet::leave(origin(1)), Error::<Test>::NotValidator);
        assert_noop!(ValidatorSet::leave(origin(3)), Error::<Test>::NotValidator);
        assert_noop!(
            ValidatorSet::leave(RuntimeOrigin::none()),
            DispatchError::BadOrigin
        );
    });
}
