use frame_support::{assert_noop, assert_ok};
use sp_runtime::{ArithmeticError, DispatchError, TokenError};

use crate::{mock::*, Error, Event, Validator};

#[test]
fn join_should_hold_the_bond_and_lead_into_the_set_after_the_next() {
    ExtBuilder::default().bonds(&[300, 200]).build_and_execute(|| {
        assert_ok!(ValidatorSet::join(origin(3), 250 * UNIT));
        let joined = Event::Joined {
            who: 3,
            bond: 250 * UNIT,
        };
        System::assert_last_event(joined.into());
        assert_eq!((on_hold(3), purse(3)), (250 * UNIT, PURSE - 250 * UNIT));
        let validator = Validator {
            bond: 250 * UNIT,
            ..Default::default()
        };
        assert_eq!(ValidatorSet::validator(&3), Some(validator));

        next_session();
        assert_eq!((running(), next()), (vec![1, 2], vec![1, 3, 2]));
        System::assert_has_event(Event::Entered { who: 3, session: 2 }.into());
        next_session();
        assert_eq!(running(), vec![1, 3, 2]);
    });
}

#[test]
fn join_should_fail_without_keys() {
    ExtBuilder::default().bonds(&[300]).build_and_execute(|| {
        purge(2);
        assert_noop!(ValidatorSet::join(origin(2), MIN_BOND), Error::<Test>::NoKeys);
        register(2, 77);
        assert_ok!(ValidatorSet::join(origin(2), MIN_BOND));
    });
}

#[test]
fn join_should_fail_below_the_minimum() {
    ExtBuilder::default().bonds(&[300]).build_and_execute(|| {
        assert_noop!(
            ValidatorSet::join(origin(2), MIN_BOND - 1),
            Error::<Test>::BelowMinimum
        );
    });
}

#[test]
fn join_should_fail_twice() {
    ExtBuilder::default().bonds(&[300]).build_and_execute(|| {
        assert_noop!(
            ValidatorSet::join(origin(1), MIN_BOND),
            Error::<Test>::AlreadyValidator
        );
    });
}

#[test]
fn join_should_fail_without_the_money() {
    ExtBuilder::default().bonds(&[300]).build_and_execute(|| {
        assert_noop!(
            ValidatorSet::join(origin(2), PURSE + 1),
            TokenError::FundsUnavailable
        );
        assert_ok!(ValidatorSet::leave(origin(1)));
        assert_noop!(
            ValidatorSet::join(origin(1), u128::MAX),
            ArithmeticError::Overflow
        );
    });
}

#[test]
fn join_should_fail_unsigned() {
    ExtBuilder::default().build_and_execute(|| {
        assert_noop!(
            ValidatorSet::join(RuntimeOrigin::none(), MIN_BOND),
            DispatchError::BadOrigin
        );
    });
}

#[test]
fn join_should_bring_back_who_is_leaving_with_what_is_on_hold() {
    ExtBuilder::default().bonds(&[300, 300]).build_and_execute(|| {
        assert_ok!(ValidatorSet::leave(origin(1)));
        assert_ok!(ValidatorSet::join(origin(1), 0));
        assert_eq!(on_hold(1), 300 * UNIT);
        sessions(2);
        // It came after the other now.
        assert_eq!(running(), vec![2, 1]);
    });
}

#[test]
fn join_should_displace_the_smallest_bond_that_waits_when_the_list_is_full() {
    let bonds = [100, 200, 200, 200, 200, 100, 100];
    ExtBuilder::default()
        .bonds(&bonds)
        .sizes(1, 4)
        .build_and_execute(|| {
            assert_eq!(running(), vec![2, 3, 4, 5]);
            assert_noop!(
                ValidatorSet::join(origin(8), 100 * UNIT),
                Error::<Test>::TooManyCandidates
            );
            // Of those with the smallest bond, 7 was the last to come.
            assert_ok!(ValidatorSet::join(origin(8), 101 * UNIT));
            System::assert_has_event(Event::Displaced { who: 7 }.into());
            assert_ok!(ValidatorSet::withdraw_bond(origin(7)));
            assert_ok!(ValidatorSet::join(origin(9), 102 * UNIT));
            System::assert_has_event(Event::Displaced { who: 6 }.into());
        });
}

#[test]
fn join_should_displace_no_member() {
    ExtBuilder::default()
        .bonds(&[300, 100, 100, 100, 100])
        .build_and_execute(|| {
            assert_ok!(ValidatorSet::join(origin(6), 200 * UNIT));
            assert_ok!(ValidatorSet::join(origin(7), 200 * UNIT));
            assert_ok!(ValidatorSet::join(origin(8), 300 * UNIT));
            System::assert_has_event(Event::Displaced { who: 7 }.into());
            assert_ok!(ValidatorSet::join(origin(9), 400 * UNIT));
            System::assert_has_event(Event::Displaced { who: 6 }.into());
            next_session();
            assert_eq!(next(), vec![9, 1, 8, 2, 3]);
        });
}
