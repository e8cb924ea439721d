use frame_support::{assert_noop, assert_ok};
use sp_runtime::{ArithmeticError, DispatchError, TokenError};

use crate::{mock::*, Error, Event};

#[test]
fn bond_more_should_raise_the_bond_in_place() {
    ExtBuilder::default()
        .keeper(ALICE)
        .keeper(BOB)
        .build_and_execute(|| {
            assert_ok!(KeepersPallet::bond_more(origin(ALICE), 5));
            assert_eq!(on_hold(ALICE), MIN_BOND + 5);
            assert_eq!(KeepersPallet::rota(), vec![ALICE, BOB]);
            System::assert_last_event(
                Event::BondRaised {
                    who: ALICE,
                    amount: 5,
                    bond: MIN_BOND + 5,
                }
                .into(),
            );
        });
}

#[test]
fn bond_more_should_fail_with_nothing() {
    ExtBuilder::default().keeper(ALICE).build_and_execute(|| {
        assert_noop!(
            KeepersPallet::bond_more(origin(ALICE), 0),
            Error::<Test>::ZeroAmount
        );
    });
}

#[test]
fn bond_more_should_fail_outside_the_rota() {
    ExtBuilder::default().keeper(ALICE).build_and_execute(|| {
        assert_noop!(KeepersPallet::bond_more(origin(BOB), 1), Error::<Test>::NotKeeper);
        assert_ok!(KeepersPallet::leave(origin(ALICE)));
        assert_noop!(
            KeepersPallet::bond_more(origin(ALICE), 1),
            Error::<Test>::NotKeeper
        );
    });
}

#[test]
fn bond_more_should_fail_without_the_money() {
    ExtBuilder::default().keeper(ALICE).build_and_execute(|| {
        assert_noop!(
            KeepersPallet::bond_more(origin(ALICE), PURSE),
            TokenError::FundsUnavailable
        );
        assert_noop!(
            KeepersPallet::bond_more(origin(ALICE), u128::MAX),
            ArithmeticError::Overflow
        );
    });
}

#[test]
fn bond_more_should_fail_unsigned() {
    ExtBuilder::default().build_and_execute(|| {
        assert_noop!(
            KeepersPallet::bond_more(RuntimeOrigin::none(), 1),
            DispatchError::BadOrigin
        );
    });
}
