use frame_support::{assert_noop, assert_ok};
use sp_runtime::{ArithmeticError, DispatchError, TokenError};

use crate::{mock::*, Error, Event};

#[test]
fn bond_more_should_raise_the_bond_and_the_rank() {
    ExtBuilder::default().bonds(&[300, 200]).build_and_execute(|| {
        assert_ok!(ValidatorSet::bond_more(origin(2), 101 * UNIT));
        let raised = Event::BondRaised {
            who: 2,
            amount: 101 * UNIT,
            bond: 301 * UNIT,
        };
        System::assert_last_event(raised.into());
        assert_eq!(on_hold(2), 301 * UNIT);
        next_session();
        assert_eq!((running(), next()), (vec![1, 2], vec![2, 1]));
    });
}

#[test]
fn bond_more_should_not_change_what_the_running_session_answers_with() {
    ExtBuilder::default().bonds(&[300, 200]).build_and_execute(|| {
        assert_ok!(ValidatorSet::bond_more(origin(2), 100 * UNIT));
        assert_eq!(ValidatorSet::members(now())[1].bond, 200 * UNIT);
        sessions(2);
        assert_eq!(ValidatorSet::members(now())[1].bond, 300 * UNIT);
    });
}

#[test]
fn bond_more_should_fail_with_nothing_and_for_nobody() {
    ExtBuilder::default().bonds(&[300, 200]).build_and_execute(|| {
        assert_noop!(ValidatorSet::bond_more(origin(1), 0), Error::<Test>::ZeroAmount);
        assert_noop!(ValidatorSet::bond_more(origin(3), 1), Error::<Test>::NotValidator);
        assert_ok!(ValidatorSet::leave(origin(2)));
        assert_noop!(ValidatorSet::bond_more(origin(2), 1), Error::<Test>::NotValidator);
        assert_noop!(
            ValidatorSet::bond_more(RuntimeOrigin::none(), 1),
            DispatchError::BadOrigin
        );
    });
}

#[test]
fn bond_more_should_fail_without_the_money() {
    ExtBuilder::default().bonds(&[300]).build_and_execute(|| {
        assert_noop!(
            ValidatorSet::bond_more(origin(1), PURSE),
            TokenError::FundsUnavailable
        );
        assert_noop!(
            ValidatorSet::bond_more(origin(1), u128::MAX),
            ArithmeticError::Overflow
        );
    });
}
