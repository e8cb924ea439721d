use frame_support::{assert_noop, assert_ok};
use global_table_games::GameId::Craps;
use sp_runtime::{DispatchError, TokenError};

use crate::{mock::*, Bond, Error, Event, Keepers};

#[test]
fn join_should_hold_the_bond_and_enter_at_the_end() {
    ExtBuilder::default().keeper(ALICE).build_and_execute(|| {
        assert_ok!(KeepersPallet::join(origin(BOB), MIN_BOND + 1));
        assert_eq!(KeepersPallet::rota(), vec![ALICE, BOB]);
        assert_eq!(
            KeepersPallet::bond_of(&BOB),
            Some(Bond {
                amount: MIN_BOND + 1,
                leaving: None
            })
        );
        assert_eq!((on_hold(BOB), purse(BOB)), (MIN_BOND + 1, PURSE - MIN_BOND - 1));
        System::assert_last_event(
            Event::Joined {
                who: BOB,
                bond: MIN_BOND + 1,
            }
            .into(),
        );
    });
}

#[test]
fn join_should_fail_below_the_minimum() {
    ExtBuilder::default().build_and_execute(|| {
        assert_noop!(
            KeepersPallet::join(origin(ALICE), MIN_BOND - 1),
            Error::<Test>::BelowMinimum
        );
        assert_noop!(KeepersPallet::join(origin(ALICE), 0), Error::<Test>::BelowMinimum);
    });
}

#[test]
fn join_should_fail_twice() {
    ExtBuilder::default().keeper(ALICE).build_and_execute(|| {
        assert_noop!(
            KeepersPallet::join(origin(ALICE), MIN_BOND),
            Error::<Test>::AlreadyKeeper
        );
    });
}

#[test]
fn join_should_fail_when_the_rota_is_full() {
    ExtBuilder::default()
        .keeper(ALICE)
        .keeper(BOB)
        .keeper(CHARLIE)
        .build_and_execute(|| {
            assert_noop!(
                KeepersPallet::join(origin(DAVE), MIN_BOND),
                Error::<Test>::TooManyKeepers
            );
            assert_ok!(KeepersPallet::leave(origin(BOB)));
            assert_ok!(KeepersPallet::join(origin(DAVE), MIN_BOND));
            assert_eq!(KeepersPallet::rota(), vec![ALICE, CHARLIE, DAVE]);
        });
}

#[test]
fn join_should_fail_without_the_money() {
    ExtBuilder::default().build_and_execute(|| {
        assert_noop!(
            KeepersPallet::join(origin(ALICE), PURSE + 1),
            TokenError::FundsUnavailable
        );
        assert_noop!(
            KeepersPallet::join(origin(ALICE), u128::MAX),
            TokenError::FundsUnavailable
        );
        assert_noop!(
            KeepersPallet::join(origin(77), MIN_BOND),
            TokenError::FundsUnavailable
        );
    });
}

#[test]
fn join_should_bring_a_leaving_keeper_back() {
    ExtBuilder::default()
        .keeper(ALICE)
        .keeper(BOB)
        .build_and_execute(|| {
            assert_ok!(KeepersPallet::leave(origin(ALICE)));
            assert_ok!(KeepersPallet::join(origin(ALICE), 0));
            assert_eq!(KeepersPallet::rota(), vec![BOB, ALICE]);
            assert_eq!(
                KeepersPallet::bond_of(&ALICE),
                Some(Bond {
                    amount: MIN_BOND,
                    leaving: None
                })
            );
            set_time(START + DELAY);
            assert_noop!(
                KeepersPallet::withdraw_bond(origin(ALICE)),
                Error::<Test>::StillKeeper
            );
        });
}

#[test]
fn join_should_bring_a_slashed_keeper_back_for_what_is_missing() {
    ExtBuilder::default().keeper(ALICE).build_and_execute(|| {
        KeepersPallet::slash(&ALICE, Craps, 1, 0);
        assert_noop!(
            KeepersPallet::join(origin(ALICE), SLASH - 1),
            Error::<Test>::BelowMinimum
        );
        assert_ok!(KeepersPallet::join(origin(ALICE), SLASH));
        assert_eq!(on_hold(ALICE), MIN_BOND);
        System::assert_last_event(
            Event::Joined {
                who: ALICE,
                bond: MIN_BOND,
            }
            .into(),
        );
    });
}

#[test]
fn join_should_fail_when_the_bond_overflows() {
    ExtBuilder::default().keeper(ALICE).build_and_execute(|| {
        assert_ok!(KeepersPallet::leave(origin(ALICE)));
        assert_noop!(
            KeepersPallet::join(origin(ALICE), u128::MAX),
            sp_runtime::ArithmeticError::Overflow
        );
    });
}

#[test]
fn join_should_fail_unsigned() {
    ExtBuilder::default().build_and_execute(|| {
        assert_noop!(
            KeepersPallet::join(RuntimeOrigin::none(), MIN_BOND),
            DispatchError::BadOrigin
        );
        assert_noop!(
            KeepersPallet::join(RuntimeOrigin::root(), MIN_BOND),
            DispatchError::BadOrigin
        );
    });
}
