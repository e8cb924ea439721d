//! `leave`: a keeper goes out of the rota.

use frame_support::dispatch::DispatchResult;

use crate::{rota, Config};

/// Takes `who` out of the rota; the door says so itself, because a slash can do the same.
pub(crate) fn run<T: Config>(who: T::AccountId) -> DispatchResult {
    rota::exit::<T>(&who)
}
