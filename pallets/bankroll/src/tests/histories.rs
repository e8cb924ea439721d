//! Random histories: whatever happens in whatever order, the invariants hold, money is conserved, and nobody
//! gains by going in and out.

use frame_support::{assert_ok, traits::fungible::Mutate, traits::tokens::Preservation::Expendable};
use global_table_games::GameId;
use proptest::prelude::*;

use crate::{mock::*, Balance, House};

#[derive(Clone, Debug)]
enum Step {
    Deposit {
        who: u64,
        amount: Balance,
    },
    Withdraw {
        who: u64,
        percent: Balance,
    },
    Stake {
        game: GameId,
        amount: Balance,
    },
    Pay {
        game: GameId,
        percent: Balance,
    },
    Reserve {
        game: GameId,
        percent: Balance,
        owed: Balance,
    },
    Gift {
        amount: Balance,
    },
}

fn game() -> impl Strategy<Value = GameId> {
    prop_oneof![Just(GameId::Roulette), Just(GameId::Craps)]
}

fn who() -> impl Strategy<Value = u64> {
    prop_oneof![Just(ALICE), Just(BOB), Just(MALLORY)]
}

fn amount() -> impl Strategy<Value = Balance> {
    prop_oneof![1..1_000u128, UNIT..100 * UNIT, UNIT..10_000 * UNIT]
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        (who(), amount()).prop_map(|(who, amount)| Step::Deposit { who, amount }),
        (who(), 1..=100u128).prop_map(|(who, percent)| Step::Withdraw { who, percent }),
        (game(), amount()).prop_map(|(game, amount)| Step::Stake { game, amount }),
        (game(), 0..=100u128).prop_map(|(game, percent)| Step::Pay { game, percent }),
        (game(), 0..=100u128, 0..=100u128).prop_map(|(game, percent, owed)| Step::Reserve {
            game,
            percent,
            owed
        }),
        amount().prop_map(|amount| Step::Gift { amount }),
    ]
}

/// Pays like a settlement does: never more than the game's reserve, which shrinks with it.
fn settle(game: GameId, percent: Balance) {
    let mut reserve = Bankroll::reserve_of(game);
    let amount = reserve.exposure * percent / 100;
    assert_ok!(pay(game, amount));
    reserve.exposure -= amount;
    reserve.liability = reserve.liability.min(reserve.exposure);
    assert_ok!(<Bankroll as House<u64>>::reserve(game, reserve));
}

fn take(step: Step) {
    let account = <Bankroll as House<u64>>::account();
    match step {
        Step::Deposit { who, amount } => {
            let _ = in_layer(|| Bankroll::deposit(origin(who), amount));
        }
        Step::Withdraw { who, percent } => {
            let shares = Bankroll::shares_of(&who) * percent / 100;
            let _ = in_layer(|| Bankroll::withdraw(origin(who), shares));
        }
        Step::Stake { game, amount } => {
            let _ = in_layer(|| stake(game, amount));
        }
        Step::Pay { game, percent } => settle(game, percent),
        Step::Reserve { game, percent, owed } => {
            let exposure = <Bankroll as House<u64>>::cover(game) * percent / 100;
            assert_ok!(reserve(game, exposure, exposure * owed / 100));
        }
        Step::Gift { amount } => {
            let _ = in_layer(|| Balances::transfer(&PLAYER, &account, amount, Expendable).map(|_| ()));
        }
    }
}

fn in_layer(call: impl FnOnce() -> sp_runtime::DispatchResult) -> sp_runtime::DispatchResult {
    frame_support::storage::with_storage_layer(call)
}

/// No step of a provider may cost another provider anything.
fn others_lose_nothing(step: &Step, before: &[(u64, Balance)]) {
    let actor = match step {
        Step::Deposit { who, .. } | Step::Withdraw { who, .. } => *who,
        _ => return,
    };
    for (who, worth_before) in before.iter().filter(|(who, _)| *who != actor) {
        assert!(
            worth(*who) >= *worth_before,
            "{step:?} cost {who} {worth_before} -> {}",
            worth(*who)
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..Default::default() })]

    #[test]
    fn random_histories_should_keep_every_invariant(steps in prop::collection::vec(step(), 1..40)) {
        ExtBuilder::default().build_and_execute(|| {
            let issuance = Balances::total_issuance();
            for step in steps {
                let before = [ALICE, BOB, MALLORY].map(|who| (who, worth(who)));
                take(step.clone());
                others_lose_nothing(&step, &before);
                assert_ok!(Bankroll::do_try_state());
                assert_eq!(Balances::total_issuance(), issuance);
            }
        });
    }

    #[test]
    fn going_in_and_out_should_never_pay(
        steps in prop::collection::vec(step(), 0..20),
        amounts in prop::collection::vec(amount(), 1..5),
        percents in prop::collection::vec(1..=100u128, 0..5),
    ) {
        const VISITOR: u64 = 77;
        ExtBuilder::default().provider(ALICE, 50 * UNIT).build_and_execute(|| {
            steps.into_iter().for_each(take);
            Balances::set_balance(&VISITOR, PURSE);
            for amount in amounts {
                let _ = in_layer(|| Bankroll::deposit(origin(VISITOR), amount));
            }
            for percent in percents {
                let shares = Bankroll::shares_of(&VISITOR) * percent / 100;
                let _ = in_layer(|| Bankroll::withdraw(origin(VISITOR), shares));
            }
            // The first provider also gets what an empty house had won, which is nobody's.
            if Bankroll::total_shares() > Bankroll::shares_of(&VISITOR) {
                assert!(purse(VISITOR) + worth(VISITOR) <= PURSE);
            }
        });
    }
}
