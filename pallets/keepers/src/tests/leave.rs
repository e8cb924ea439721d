use frame_support::{assert_noop, assert_ok};
use global_table_games::GameId::Roulette;
use sp_runtime::DispatchError;

use crate::{mock::*, Bond, Error, Event};

#[test]
fn leave_should_keep_the_order_of_the_others_and_the_bond_on_hold() {
    ExtBuilder::default()
        .keeper(ALICE)
        .keeper(BOB)
        .keeper(CHARLIE)
        .build_and_execute(|| {
            assert_ok!(KeepersPallet::leave(origin(ALICE)));
            assert_eq!(KeepersPallet::rota(), vec![BOB, CHARLIE]);
            let bond = Bond {
                amount: MIN_BOND,
                leaving: Some(START + DELAY),
            };
            assert_eq!(KeepersPallet::bond_of(&ALICE), Some(bond));
            assert_eq!(on_hold(ALICE), MIN_BOND);
            System::assert_last_event(
                Event::Left {
                    who: ALICE,
                    bond_free_at: START + DELAY,
                }
                .into(),
            );
        });
}

#[test]
fn leave_should_be_allowed_to_the_last_keeper() {
    ExtBuilder::default().keeper(ALICE).build_and_execute(|| {
        assert_ok!(KeepersPallet::leave(origin(ALICE)));
        assert_eq!(KeepersPallet::rota(), Vec::<u64>::new());
        assert_eq!(KeepersPallet::on_duty(Roulette, 1), None);
    });
}

#[test]
fn leave_should_fail_outside_the_rota() {
    ExtBuilder::default().keeper(ALICE).build_and_execute(|| {
        assert_noop!(KeepersPallet::leave(origin(BOB)), Error::<Test>::NotKeeper);
        assert_ok!(KeepersPallet::leave(origin(ALICE)));
        // Otherwise a second call would restart, or shorten, the delay.
        assert_noop!(KeepersPallet::leave(origin(ALICE)), Error::<Test>::NotKeeper);
    });
}

#[test]
fn leave_should_fail_unsigned() {
    ExtBuilder::default().build_and_execute(|| {
        assert_noop!(
            KeepersPallet::leave(RuntimeOrigin::none()),
            DispatchError::BadOrigin
        );
    });
}
