//! `bond_more`: a validator raises its bond.

use frame_support::{dispatch::DispatchResult, ensure};

use crate::{bonds, Balance, Config, Error, Event, Pallet};

/// Puts `amount` more of `who` on hold.
pub(crate) fn run<T: Config>(who: T::AccountId, amount: Balance) -> DispatchResult {
    ensure!(amount > 0, Error::<T>::ZeroAmount);
    let bond = bonds::raise::<T>(&who, amount)?;
    Pallet::<T>::deposit_event(Event::BondRaised { who, amount, bond });
    Ok(())
}
