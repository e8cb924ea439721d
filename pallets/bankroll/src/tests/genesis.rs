use frame_support::{assert_ok, traits::Hooks};

use crate::{mock::*, House};

#[test]
fn genesis_should_open_the_account_and_take_the_providers_money() {
    ExtBuilder::default()
        .provider(ALICE, 10 * UNIT)
        .provider(BOB, 5 * UNIT)
        .build_and_execute(|| {
            let account = <Bankroll as House<u64>>::account();
            assert_eq!(purse(account), 15 * UNIT + EXISTENTIAL);
            assert_eq!(System::providers(&account), 2);
            assert_eq!(Bankroll::shares_of(&BOB), 5 * UNIT);
            assert_eq!(purse(BOB), PURSE - 5 * UNIT);
        });
}

#[test]
#[should_panic(expected = "a genesis provider can't deposit")]
fn genesis_should_fail_when_a_provider_is_short() {
    ExtBuilder::default().provider(ALICE, PURSE).build();
}

#[test]
fn deposit_should_pay_for_the_account_when_genesis_did_not() {
    ExtBuilder::default().build().execute_with(|| {
        let account = <Bankroll as House<u64>>::account();
        assert_ok!(Balances::force_set_balance(RuntimeOrigin::root(), account, 0));
        assert_ok!(Bankroll::deposit(origin(ALICE), 10 * UNIT));
        assert_eq!(Bankroll::shares_of(&ALICE), 10 * UNIT - EXISTENTIAL);
        assert_eq!(Bankroll::value(), 10 * UNIT - EXISTENTIAL);
        assert_ok!(Bankroll::do_try_state());
    });
}

#[test]
fn integrity_test_should_accept_the_mock() {
    <Bankroll as Hooks<_>>::integrity_test();
}
