use frame_support::{assert_noop, assert_ok};
use global_table_games::GameId::Craps;
use sp_runtime::DispatchError;

use crate::{mock::*, Error, Event, Keepers};

#[test]
fn withdraw_bond_should_release_the_hold_after_the_delay() {
    ExtBuilder::default().keeper(ALICE).build_and_execute(|| {
        assert_ok!(KeepersPallet::leave(origin(ALICE)));
        set_time(START + DELAY - 1);
        assert_noop!(
            KeepersPallet::withdraw_bond(origin(ALICE)),
            Error::<Test>::TooEarly
        );
        set_time(START + DELAY);
        assert_ok!(KeepersPallet::withdraw_bond(origin(ALICE)));
        assert_eq!((purse(ALICE), on_hold(ALICE)), (PURSE, 0));
        assert_eq!(KeepersPallet::bond_of(&ALICE), None);
        System::assert_last_event(
            Event::BondWithdrawn {
                who: ALICE,
                amount: MIN_BOND,
            }
            .into(),
        );
    });
}

#[test]
fn withdraw_bond_should_pay_once() {
    ExtBuilder::default().keeper(ALICE).build_and_execute(|| {
        assert_ok!(KeepersPallet::leave(origin(ALICE)));
        set_time(START + DELAY);
        assert_ok!(KeepersPallet::withdraw_bond(origin(ALICE)));
        assert_noop!(KeepersPallet::withdraw_bond(origin(ALICE)), Error::<Test>::NoBond);
    });
}

#[test]
fn withdraw_bond_should_pay_what_a_slash_has_left() {
    ExtBuilder::default().keeper(ALICE).build_and_execute(|| {
        assert_ok!(KeepersPallet::leave(origin(ALICE)));
        KeepersPallet::slash(&ALICE, Craps, 4, 0);
        set_time(START + DELAY);
        assert_ok!(KeepersPallet::withdraw_bond(origin(ALICE)));
        assert_eq!(purse(ALICE), PURSE - SLASH);
    });
}

#[test]
fn withdraw_bond_should_fail_in_the_rota_and_without_a_bond() {
    ExtBuilder::default().keeper(ALICE).build_and_execute(|| {
        assert_noop!(
            KeepersPallet::withdraw_bond(origin(ALICE)),
            Error::<Test>::StillKeeper
        );
        assert_noop!(KeepersPallet::withdraw_bond(origin(BOB)), Error::<Test>::NoBond);
    });
}

#[test]
fn withdraw_bond_should_fail_unsigned() {
    ExtBuilder::default().build_and_execute(|| {
        assert_noop!(
            KeepersPallet::withdraw_bond(RuntimeOrigin::none()),
            DispatchError::BadOrigin
        );
    });
}
