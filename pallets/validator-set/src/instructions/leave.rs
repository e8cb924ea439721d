//! `leave`: a validator wants out.

use frame_support::{dispatch::DispatchResult, ensure};

use crate::{bonds, set, Config, Error, Event, Pallet};

/// Takes `who` off the candidates; the next set that is planned does without it, if it can.
pub(crate) fn run<T: Config>(who: T::AccountId) -> DispatchResult {
    bonds::staying::<T>(&who)?;
    ensure!(set::can_go::<T>(&who), Error::<T>::Needed);
    bonds::exit::<T>(&who)?;
    Pallet::<T>::deposit_event(Event::Leaving { who });
    Ok(())
}
