//! What always holds between two calls.

use alloc::collections::BTreeSet;

use codec::Encode;
use frame_support::{ensure, traits::fungible::hold::Inspect, traits::Get};
use sp_runtime::TryRuntimeError;

use crate::{rota, Bonds, Config, HoldReason};

/// Checks every invariant and names the first that does not hold.
pub(crate) fn check<T: Config>() -> Result<(), TryRuntimeError> {
    rota_has_no_double::<T>()?;
    rota_is_bonded::<T>()?;
    bonds_of_the_rota_reach_the_minimum::<T>()?;
    bonds_are_on_hold::<T>()
}

/// 1. Nobody is in the rota twice.
fn rota_has_no_double<T: Config>() -> Result<(), TryRuntimeError> {
    let rota = rota::all::<T>();
    let distinct: BTreeSet<_> = rota.iter().map(Encode::encode).collect();
    ensure!(distinct.len() == rota.len(), "1: a keeper is in the rota twice");
    Ok(())
}

/// 2. The rota is exactly the keepers that have a bond and are not leaving.
fn rota_is_bonded<T: Config>() -> Result<(), TryRuntimeError> {
    let rota = rota::all::<T>();
    ensure!(
        rota.iter().all(|who| rota::contains::<T>(who)),
        "2: a keeper in the rota has no bond, or is leaving"
    );
    let staying = Bonds::<T>::iter_values()
        .filter(|bond| bond.leaving.is_none())
        .count();
    ensure!(staying == rota.len(), "2: a keeper that stays is not in the rota");
    Ok(())
}

/// 3. Each bond in the rota reaches the minimum, and no bond is zero.
fn bonds_of_the_rota_reach_the_minimum<T: Config>() -> Result<(), TryRuntimeError> {
    let minimum = T::MinBond::get();
    let mut bonds = Bonds::<T>::iter_values();
    let sound = bonds.all(|bond| bond.amount > 0 && (bond.leaving.is_some() || bond.amount >= minimum));
    ensure!(
        sound,
        "3: a bond in the rota is below the minimum, or a bond is zero"
    );
    Ok(())
}

/// 4. What the records say is what is on hold.
fn bonds_are_on_hold<T: Config>() -> Result<(), TryRuntimeError> {
    let reason = HoldReason::Bond.into();
    let mut bonds = Bonds::<T>::iter();
    let held = bonds.all(|(who, bond)| T::Currency::balance_on_hold(&reason, &who) == bond.amount);
    ensure!(held, "4: a bond is not what is on hold");
    Ok(())
}
