//! `withdraw_bond`: a former validator gets its bond back.

use frame_support::dispatch::DispatchResult;

use crate::{bonds, Config, Event, Pallet};

/// Releases what is left of the bond of `who`.
pub(crate) fn run<T: Config>(who: T::AccountId) -> DispatchResult {
    let amount = bonds::unbond::<T>(&who)?;
    Pallet::<T>::deposit_event(Event::BondWithdrawn { who, amount });
    Ok(())
}
