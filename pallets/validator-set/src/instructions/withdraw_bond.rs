//! `withdraw_bond`: a former validator gets its bond back.

use frame_support::dispatch::DispatchResult;

use crate::{bonds, Config, Event, Pallet, Sessions};

/// Releases what is left of the bond of `who`, and takes its session keys off the records.
pub(crate) fn run<T: Config>(who: T::AccountId) -> DispatchResult {
    let amount = bonds::unbond::<T>(&who)?;
    T::Sessions::forget_keys(&who);
    Pallet::<T>::deposit_event(Event::BondWithdrawn { who, amount });
    Ok(())
}
