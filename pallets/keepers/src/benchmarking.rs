//! One benchmark per call, on a rota that is as full as the call allows.
#![allow(clippy::arithmetic_side_effects)]

use frame_benchmarking::v2::*;
use frame_support::traits::{fungible::Inspect, fungible::Mutate, Get};
use frame_system::RawOrigin;

use crate::*;

/// Gives `who` enough for a few bonds, whatever they cost.
fn funded<T: Config>(who: &T::AccountId) {
    let purse = T::MinBond::get()
        .saturating_mul(10)
        .max(T::Currency::minimum_balance().saturating_mul(10));
    T::Currency::set_balance(who, purse.saturating_add(T::Currency::minimum_balance()));
}

fn joined<T: Config>(who: &T::AccountId) -> Result<(), BenchmarkError> {
    funded::<T>(who);
    instructions::join::run::<T>(who.clone(), T::MinBond::get())?;
    Ok(())
}

/// Fills the rota until only `places` are left. Genesis may have brought some keepers already.
fn crowded_rota<T: Config>(places: u32) -> Result<(), BenchmarkError> {
    let target = T::MaxKeepers::get().saturating_sub(places) as usize;
    let mut index = 0;
    while rota::all::<T>().len() < target {
        joined::<T>(&account("keeper", index, 0))?;
        index += 1;
    }
    Ok(())
}

#[benchmarks]
mod benchmarks {
    use super::*;

    /// A new keeper takes the last place.
    #[benchmark]
    fn join() -> Result<(), BenchmarkError> {
        crowded_rota::<T>(1)?;
        let caller: T::AccountId = whitelisted_caller();
        funded::<T>(&caller);

        #[extrinsic_call]
        _(RawOrigin::Signed(caller.clone()), T::MinBond::get());

        assert!(rota::contains::<T>(&caller));
        Ok(())
    }

    /// A keeper doubles its bond.
    #[benchmark]
    fn bond_more() -> Result<(), BenchmarkError> {
        crowded_rota::<T>(1)?;
        let caller: T::AccountId = whitelisted_caller();
        joined::<T>(&caller)?;

        #[extrinsic_call]
        _(RawOrigin::Signed(caller.clone()), T::MinBond::get());

        assert_eq!(
            rota::bond::<T>(&caller).map(|bond| bond.amount),
            Some(T::MinBond::get() * 2)
        );
        Ok(())
    }

    /// The last one of a full rota leaves it.
    #[benchmark]
    fn leave() -> Result<(), BenchmarkError> {
        crowded_rota::<T>(1)?;
        let caller: T::AccountId = whitelisted_caller();
        joined::<T>(&caller)?;

        #[extrinsic_call]
        _(RawOrigin::Signed(caller.clone()));

        assert!(!rota::contains::<T>(&caller));
        Ok(())
    }

    /// A bond whose delay is over is released.
    #[benchmark]
    fn withdraw_bond() -> Result<(), BenchmarkError> {
        crowded_rota::<T>(1)?;
        let caller: T::AccountId = whitelisted_caller();
        joined::<T>(&caller)?;
        rota::exit::<T>(&caller)?;
        // The clock can't be moved here, so the delay is.
        Bonds::<T>::insert(
            &caller,
            Bond {
                amount: T::MinBond::get(),
                leaving: Some(0),
            },
        );

        #[extrinsic_call]
        _(RawOrigin::Signed(caller.clone()));

        assert!(rota::bond::<T>(&caller).is_none());
        Ok(())
    }

    impl_benchmark_test_suite!(
        Pallet,
        crate::mock::ExtBuilder::default().build(),
        crate::mock::Test
    );
}
