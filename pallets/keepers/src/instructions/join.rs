//! `join`: a bond goes on hold, its keeper into the rota.

use frame_support::dispatch::DispatchResult;

use crate::{rota, Balance, Config, Event, Pallet};

/// Puts `bond` of `who` on hold and `who` at the end of the rota.
pub(crate) fn run<T: Config>(who: T::AccountId, bond: Balance) -> DispatchResult {
    let bond = rota::enter::<T>(&who, bond)?;
    Pallet::<T>::deposit_event(Event::Joined { who, bond });
    Ok(())
}
