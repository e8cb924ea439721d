//! What the chain starts with.

use crate::{bonds, instructions::set_limits, Balance, Config, CurrentLimits, Limits, Sessions};

/// Sets the limits, and lets each of `validators` bond.
///
/// # Panics
///
/// If a chain can't start so: it is better not to start at all.
pub(crate) fn build<T: Config>(validators: &[(T::AccountId, Balance)], limits: Option<Limits>) {
    if let Some(limits) = limits {
        let set = set_limits::run::<T>(limits);
        assert!(set.is_ok(), "the genesis limits contradict each other");
    }
    if validators.is_empty() {
        return;
    }
    assert!(
        T::Sessions::validators().is_empty(),
        "the sessions come after the validators"
    );
    let fewest = CurrentLimits::<T>::get().fewest as usize;
    assert!(validators.len() >= fewest, "there are too few validators");
    for (who, bond) in validators {
        let enrolled = bonds::enroll::<T>(who, *bond);
        assert!(enrolled.is_ok(), "a genesis validator can't join: {enrolled:?}");
    }
}
