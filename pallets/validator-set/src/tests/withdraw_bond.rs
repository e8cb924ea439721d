use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError;

use crate::{mock::*, Error, Event};

#[test]
fn withdraw_bond_should_wait_until_no_offence_can_be_reported_any_more() {
    ExtBuilder::default().bonds(&[300, 200]).build_and_execute(|| {
        assert_noop!(
            ValidatorSet::withdraw_bond(origin(1)),
            Error::<Test>::StillValidator
        );
        assert_ok!(ValidatorSet::leave(origin(1)));
        assert_noop!(ValidatorSet::withdraw_bond(origin(1)), Error::<Test>::StillMember);
        next_session();
        // Its last session is running.
        assert_noop!(ValidatorSet::withdraw_bond(origin(1)), Error::<Test>::StillMember);
        // In the last session in which a proof of it is taken, the bond is still there.
        sessions(REPORTABLE);
        assert!(Historical::historical_root(1).is_some());
        assert_noop!(ValidatorSet::withdraw_bond(origin(1)), Error::<Test>::TooEarly);
        next_session();
        assert!(Historical::historical_root(1).is_none());
        assert_ok!(ValidatorSet::withdraw_bond(origin(1)));
        let withdrawn = Event::BondWithdrawn {
            who: 1,
            amount: 300 * UNIT,
        };
        System::assert_last_event(withdrawn.into());
        assert_eq!((on_hold(1), purse(1)), (0, PURSE));
        assert_eq!(ValidatorSet::validator(&1), None);
        assert_noop!(ValidatorSet::withdraw_bond(origin(1)), Error::<Test>::NoBond);
    });
}

#[test]
fn withdraw_bond_should_wait_as_long_as_a_leaver_is_kept() {
    ExtBuilder::default()
        .bonds(&[300, 200])
        .sizes(2, 5)
        .build_and_execute(|| {
            assert_ok!(ValidatorSet::leave(origin(1)));
            sessions(2 * REPORTABLE);
            assert_noop!(ValidatorSet::withdraw_bond(origin(1)), Error::<Test>::StillMember);
        });
}

#[test]
fn withdraw_bond_should_be_immediate_for_who_was_never_a_member() {
    ExtBuilder::default().bonds(&[300]).build_and_execute(|| {
        assert_ok!(ValidatorSet::join(origin(2), MIN_BOND));
        assert_ok!(ValidatorSet::leave(origin(2)));
        assert_ok!(ValidatorSet::withdraw_bond(origin(2)));
        assert_eq!(purse(2), PURSE);
    });
}

#[test]
fn withdraw_bond_should_take_the_keys_off_the_records_with_the_deposit_on_them() {
    ExtBuilder::default().bonds(&[300]).build_and_execute(|| {
        purge(2);
        register_with_deposit(2, 77);
        assert_eq!(purse(2), PURSE - KEY_DEPOSIT);
        assert_ok!(ValidatorSet::join(origin(2), MIN_BOND));
        assert_ok!(ValidatorSet::leave(origin(2)));
        assert_ok!(ValidatorSet::withdraw_bond(origin(2)));
        assert_eq!(purse(2), PURSE);
        // Somebody else can have them now.
        register(3, 77);
    });
}

#[test]
fn withdraw_bond_should_pay_who_has_no_keys_any_more() {
    ExtBuilder::default().bonds(&[300]).build_and_execute(|| {
        assert_ok!(ValidatorSet::join(origin(2), MIN_BOND));
        assert_ok!(ValidatorSet::leave(origin(2)));
        purge(2);
        assert_ok!(ValidatorSet::withdraw_bond(origin(2)));
        assert_eq!(purse(2), PURSE);
    });
}

#[test]
fn withdraw_bond_should_pay_what_a_slash_has_left() {
    ExtBuilder::default()
        .bonds(&[300, 300, 300, 300])
        .build_and_execute(|| {
            assert_ok!(ValidatorSet::leave(origin(1)));
            report(What::TwoBlocks, 1, 1, 4);
            sessions(REPORTABLE + 2);
            assert_ok!(ValidatorSet::withdraw_bond(origin(1)));
            assert_eq!(purse(1), PURSE - 30 * UNIT);
        });
}

#[test]
fn withdraw_bond_should_count_from_the_last_of_two_stays() {
    ExtBuilder::default().bonds(&[300, 200]).build_and_execute(|| {
        assert_ok!(ValidatorSet::leave(origin(1)));
        sessions(5);
        assert_ok!(ValidatorSet::join(origin(1), 0));
        sessions(2);
        assert_eq!(running(), vec![1, 2]);
        assert_ok!(ValidatorSet::leave(origin(1)));
        // It is in the sets of sessions 7 and 8.
        sessions(REPORTABLE + 1);
        assert_noop!(ValidatorSet::withdraw_bond(origin(1)), Error::<Test>::TooEarly);
        next_session();
        assert_ok!(ValidatorSet::withdraw_bond(origin(1)));
    });
}

#[test]
fn withdraw_bond_should_fail_without_a_bond_and_unsigned() {
    ExtBuilder::default().bonds(&[300]).build_and_execute(|| {
        assert_noop!(ValidatorSet::withdraw_bond(origin(2)), Error::<Test>::NoBond);
        assert_noop!(
            ValidatorSet::withdraw_bond(RuntimeOrigin::none()),
            DispatchError::BadOrigin
        );
    });
}
