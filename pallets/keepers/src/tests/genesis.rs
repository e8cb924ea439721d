use frame_support::traits::Hooks;

use crate::mock::*;

#[test]
fn genesis_should_open_the_pot_and_let_the_keepers_join() {
    ExtBuilder::default()
        .keeper(BOB)
        .keeper(ALICE)
        .build_and_execute(|| {
            assert_eq!(KeepersPallet::rota(), vec![BOB, ALICE]);
            assert_eq!(purse(KeepersPallet::pot()), EXISTENTIAL);
            assert_eq!(System::providers(&KeepersPallet::pot()), 2);
        });
}

#[test]
#[should_panic(expected = "a genesis keeper can't join")]
fn genesis_should_fail_when_a_bond_is_too_small() {
    ExtBuilder::default().keeper_with(ALICE, MIN_BOND - 1).build();
}

#[test]
fn integrity_test_should_accept_the_mock() {
    <KeepersPallet as Hooks<_>>::integrity_test();
}
