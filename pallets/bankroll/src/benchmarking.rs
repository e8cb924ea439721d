//! One benchmark per call, on a bankroll with a provider, a reserve of every game and a price that is not 1.
#![allow(clippy::arithmetic_side_effects)]

use frame_benchmarking::v2::*;
use frame_support::traits::{
    fungible::{Balanced, Inspect, Mutate},
    Get,
};
use frame_system::RawOrigin;
use global_table_games::GameId;

use crate::*;

/// What every account of the benchmarks starts with, in minimal deposits.
const PURSE: Balance = 1_000;

fn funded<T: Config>(who: &T::AccountId) -> Balance {
    let purse = T::MinDeposit::get().saturating_mul(PURSE);
    T::Currency::set_balance(who, purse);
    purse
}

/// A first provider, a reserve of every game, and a game that has won so much that shares no longer divide
/// evenly.
fn lively_bankroll<T: Config>() -> Result<(), BenchmarkError> {
    let house = ledger::account::<T>();
    T::Currency::set_balance(
        &house,
        T::Currency::balance(&house).max(T::Currency::minimum_balance()),
    );
    let provider: T::AccountId = account("provider", 0, 0);
    funded::<T>(&provider);
    let stake = T::MinDeposit::get();
    instructions::deposit::run::<T>(provider, stake.saturating_mul(100))?;
    for game in GameId::ALL {
        let won = T::Currency::issue(stake.saturating_add(7));
        <Pallet<T> as House<T::AccountId>>::receive(game, won)?;
        <Pallet<T> as House<T::AccountId>>::reserve(
            game,
            Reserve {
                exposure: stake,
                liability: 3,
            },
        )?;
    }
    Ok(())
}

#[benchmarks]
mod benchmarks {
    use super::*;

    /// A new provider: the shares' entry is created.
    #[benchmark]
    fn deposit() -> Result<(), BenchmarkError> {
        lively_bankroll::<T>()?;
        let caller: T::AccountId = whitelisted_caller();
        let purse = funded::<T>(&caller);
        let amount = purse / 2;

        #[extrinsic_call]
        _(RawOrigin::Signed(caller.clone()), amount);

        assert!(Pallet::<T>::shares_of(&caller) > 0);
        Ok(())
    }

    /// A provider that stays: the shares' entry is written, and the money moves.
    #[benchmark]
    fn withdraw() -> Result<(), BenchmarkError> {
        lively_bankroll::<T>()?;
        let caller: T::AccountId = whitelisted_caller();
        let purse = funded::<T>(&caller);
        instructions::deposit::run::<T>(caller.clone(), purse / 2)?;
        let own = Pallet::<T>::shares_of(&caller);
        let shares = own / 2;

        #[extrinsic_call]
        _(RawOrigin::Signed(caller.clone()), shares);

        assert_eq!(Pallet::<T>::shares_of(&caller), own - shares);
        Ok(())
    }

    impl_benchmark_test_suite!(
        Pallet,
        crate::mock::ExtBuilder::default().build(),
        crate::mock::Test
    );
}
