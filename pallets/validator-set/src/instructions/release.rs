//! `release`: a validator has served its time.

use frame_support::dispatch::DispatchResult;

use crate::{bonds, Config, Event, Pallet};

/// Makes `who` a candidate again.
pub(crate) fn run<T: Config>(who: T::AccountId) -> DispatchResult {
    bonds::readmit::<T>(&who)?;
    Pallet::<T>::deposit_event(Event::Released { who });
    Ok(())
}
