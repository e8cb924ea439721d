//! `set_limits`: how large the set may be, what it takes to be in it, and for what and for how long it jails.

use frame_support::{dispatch::DispatchResult, ensure, traits::Get};
use sp_staking::SessionIndex;

use crate::{Config, CurrentLimits, Error, Event, Limits, Pallet};

/// Changes the limits.
pub(crate) fn run<T: Config>(limits: Limits) -> DispatchResult {
    ensure!(are_sound::<T>(&limits), Error::<T>::BadLimits);
    CurrentLimits::<T>::put(limits);
    Pallet::<T>::deposit_event(Event::LimitsChanged { limits });
    Ok(())
}

/// The fewest sessions of a jail. Sets are planned as far ahead: a shorter one would be over before it begins.
const SHORTEST_JAIL: SessionIndex = 2;

/// Whether a set can keep to `limits`.
pub(crate) fn are_sound<T: Config>(limits: &Limits) -> bool {
    1 <= limits.fewest
        && limits.fewest <= limits.most
        && limits.most <= T::MaxValidators::get()
        && limits.least_bond >= T::MinBond::get()
        && (SHORTEST_JAIL..=T::MaxJail::get()).contains(&limits.offence_jail)
        && (SHORTEST_JAIL..=T::MaxJail::get()).contains(&limits.offline_jail)
        // Or members would be jailed for sessions and blocks that nobody expected of them.
        && limits.missed_sessions > 0
        && limits.missed_blocks > 0
}
