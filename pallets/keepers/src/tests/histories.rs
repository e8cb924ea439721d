//! Random histories: whatever happens in whatever order, the invariants hold, and money only disappears by
//! slashes.

use frame_support::{assert_ok, storage::with_storage_layer};
use global_table_games::GameId;
use proptest::prelude::*;

use crate::{mock::*, Balance, Event, Keepers, Work};

#[derive(Clone, Debug)]
enum Step {
    Join(u64, Balance),
    BondMore(u64, Balance),
    Leave(u64),
    WithdrawBond(u64),
    Slash(u64),
    Reward(u64, u32),
    Wait(u64),
}

fn step() -> impl Strategy<Value = Step> {
    let who = || ALICE..=DAVE;
    prop_oneof![
        (who(), 0..3 * MIN_BOND).prop_map(|(who, bond)| Step::Join(who, bond)),
        (who(), 0..MIN_BOND).prop_map(|(who, amount)| Step::BondMore(who, amount)),
        who().prop_map(Step::Leave),
        who().prop_map(Step::WithdrawBond),
        who().prop_map(Step::Slash),
        (who(), 0..1_000u32).prop_map(|(who, players)| Step::Reward(who, players)),
        (0..2 * DELAY).prop_map(Step::Wait),
    ]
}

fn take(step: Step) {
    let _ = with_storage_layer(|| match step {
        Step::Join(who, bond) => KeepersPallet::join(origin(who), bond),
        Step::BondMore(who, amount) => KeepersPallet::bond_more(origin(who), amount),
        Step::Leave(who) => KeepersPallet::leave(origin(who)),
        Step::WithdrawBond(who) => KeepersPallet::withdraw_bond(origin(who)),
        Step::Slash(who) => {
            KeepersPallet::slash(&who, GameId::Craps, 1, 0);
            Ok(())
        }
        Step::Reward(who, players) => {
            KeepersPallet::reward(&who, Work::Settle { players });
            Ok(())
        }
        Step::Wait(time) => {
            set_time(pallet_timestamp::Now::<Test>::get() + time);
            Ok(())
        }
    });
}

fn slashed() -> Balance {
    let amount = |event| match event {
        RuntimeEvent::KeepersPallet(Event::Slashed { amount, .. }) => amount,
        _ => 0,
    };
    System::events()
        .into_iter()
        .map(|record| amount(record.event))
        .sum()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..Default::default() })]

    #[test]
    fn random_histories_should_keep_every_invariant(steps in prop::collection::vec(step(), 1..60)) {
        ExtBuilder::default().keeper(ALICE).build_and_execute(|| {
            fill_pot(50 * UNIT);
            let issuance = Balances::total_issuance();
            for step in steps {
                take(step);
                assert_ok!(KeepersPallet::do_try_state());
                assert_eq!(Balances::total_issuance() + slashed(), issuance);
            }
        });
    }
}
