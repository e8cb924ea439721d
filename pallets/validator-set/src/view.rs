//! What other pallets, tests and benchmarks can ask.

use alloc::vec::Vec;

use sp_staking::SessionIndex;

use crate::{
    bonds, invariants, set, Config, CurrentLimits, Limits, Member, Offence, Offences, Pallet, Validator,
};

impl<T: Config> Pallet<T> {
    /// What is known of `who`, if it has a bond.
    pub fn validator(who: &T::AccountId) -> Option<Validator> {
        bonds::validator::<T>(who)
    }

    /// The members of the set of `session`, by rank. Those of the running and of the next session are known, others
    /// are empty.
    pub fn members(session: SessionIndex) -> Vec<Member<T::AccountId>> {
        set::members::<T>(session).into_inner()
    }

    /// The limits that the next set will keep to.
    pub fn limits() -> Limits {
        CurrentLimits::<T>::get()
    }

    /// The gravest offence of `who` in the term of `session`, while it can be reported.
    pub fn offence(session: SessionIndex, who: &T::AccountId) -> Option<Offence> {
        Offences::<T>::get(set::term::<T>(session), who)
    }

    /// Checks every invariant of the validators, as `try_state` does. Reads every entry: for tests and checks
    /// beside the chain only.
    ///
    /// # Errors
    ///
    /// The number and the text of the first invariant that does not hold.
    pub fn do_try_state() -> Result<(), sp_runtime::TryRuntimeError> {
        invariants::check::<T>()
    }
}
