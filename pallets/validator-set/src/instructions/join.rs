//! `join`: a bond goes on hold, its validator among the candidates.

use frame_support::dispatch::DispatchResult;

use crate::{bonds, Balance, Config, Event, Pallet};

/// Puts `bond` of `who` on hold and `who` at the end of the candidates.
pub(crate) fn run<T: Config>(who: T::AccountId, bond: Balance) -> DispatchResult {
    let bond = bonds::enter::<T>(&who, bond)?;
    Pallet::<T>::deposit_event(Event::Joined { who, bond });
    Ok(())
}
