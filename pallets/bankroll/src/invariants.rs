//! What always holds between two calls.

use frame_support::{ensure, traits::fungible::Inspect, traits::Get};
use sp_runtime::TryRuntimeError;

use crate::{ledger, reserves, shares, Balance, Config, Reserve, Reserves, Shares};

/// Checks every invariant and names the first that does not hold.
pub(crate) fn check<T: Config>() -> Result<(), TryRuntimeError> {
    shares_add_up::<T>()?;
    no_crumbs::<T>()?;
    reserves_make_sense::<T>()?;
    exposure_is_covered::<T>()?;
    account_lives::<T>()
}

/// 1. The total is the sum of the providers' shares.
fn shares_add_up<T: Config>() -> Result<(), TryRuntimeError> {
    let sum = Shares::<T>::iter_values().try_fold(0, Balance::checked_add);
    ensure!(
        sum == Some(shares::total::<T>()),
        "1: the providers' shares do not add up to the total"
    );
    Ok(())
}

/// 2. A provider on record holds at least the minimum of shares.
fn no_crumbs<T: Config>() -> Result<(), TryRuntimeError> {
    let minimum = T::MinShares::get();
    ensure!(
        Shares::<T>::iter_values().all(|own| own >= minimum),
        "2: a provider holds less than the minimum"
    );
    Ok(())
}

/// 3. No liability is above its exposure, and no empty reserve is stored.
fn reserves_make_sense<T: Config>() -> Result<(), TryRuntimeError> {
    let sound = |reserve: Reserve| reserve.liability <= reserve.exposure && reserve != Reserve::default();
    ensure!(
        Reserves::<T>::iter_values().all(sound),
        "3: a reserve is empty, or its liability above its exposure"
    );
    Ok(())
}

/// 4. The bankroll can pay the most that all tables together may owe. With 3, no share has a negative value.
fn exposure_is_covered<T: Config>() -> Result<(), TryRuntimeError> {
    ensure!(
        reserves::exposure::<T>() <= ledger::funds::<T>(),
        "4: the exposure is above the funds"
    );
    Ok(())
}

/// 5. While there are shares, the account holds at least its existential deposit.
fn account_lives<T: Config>() -> Result<(), TryRuntimeError> {
    let lives = T::Currency::balance(&ledger::account::<T>()) >= T::Currency::minimum_balance();
    ensure!(
        lives || shares::total::<T>() == 0,
        "5: the bankroll's account is below the existential deposit"
    );
    Ok(())
}
