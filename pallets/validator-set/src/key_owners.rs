//! Whose a session key is: the proofs that reports of offences need.
//!
//! `historical` makes the proofs of the running session from the keys that are registered at that moment. With that alone, a
//! validator that registers others could equivocate with those it still signs with, and nobody could prove that they are its own.
//! So the keys with which a set signs are noted when its session starts, and `historical` is shown those.

use core::marker::PhantomData;

use frame_support::{traits::KeyOwnerProofSystem, BoundedVec};
use pallet_session::historical;
use sp_runtime::KeyTypeId;

use crate::{offences, Config, RunningKeys, Sessions};

/// The session keys of a runtime.
pub(crate) type Keys<T> = <<T as Config>::Sessions as Sessions<<T as frame_system::Config>::AccountId>>::Keys;

/// The validators of a session, with the keys that they sign with.
pub(crate) type Holders<T> =
    BoundedVec<(<T as frame_system::Config>::AccountId, Keys<T>), <T as Config>::MaxValidators>;

/// Notes whose keys the session uses that is starting.
pub(crate) fn note<T: Config>() {
    let starting = Holders::<T>::truncate_from(T::Sessions::queued());
    if RunningKeys::<T>::get() != starting {
        RunningKeys::<T>::put(starting);
    }
}

/// Lets `look` see the keys of the running session as if they were those that are registered.
pub(crate) fn as_they_run<T: Config, R>(look: impl FnOnce() -> R) -> R {
    T::Sessions::with_keys(RunningKeys::<T>::get().into_inner(), look)
}

/// Proves who holds a key in the running session, and checks such proofs as long as the session is on record: what
/// `historical` does, for the keys that are in use.
///
/// A proof against a validator that has been reported [`Config::MaxReports`] times is not taken: so a report of it is refused
/// before it gets into a block.
pub struct KeyOwners<T>(PhantomData<T>);

impl<T, D> KeyOwnerProofSystem<(KeyTypeId, D)> for KeyOwners<T>
where
    T: Config + historical::Config<ValidatorId = <T as frame_system::Config>::AccountId>,
    D: AsRef<[u8]>,
{
    type Proof = <historical::Pallet<T> as KeyOwnerProofSystem<(KeyTypeId, D)>>::Proof;
    type IdentificationTuple = historical::IdentificationTuple<T>;

    fn prove(key: (KeyTypeId, D)) -> Option<Self::Proof> {
        as_they_run::<T, _>(|| historical::Pallet::<T>::prove(key))
    }

    fn check_proof(key: (KeyTypeId, D), proof: Self::Proof) -> Option<Self::IdentificationTuple> {
        let session = proof.session;
        let check = || historical::Pallet::<T>::check_proof(key, proof);
        // Those of the past are compared with a root that was noted then.
        let owner = match session == T::Sessions::current() {
            true => as_they_run::<T, _>(check),
            false => check(),
        };
        owner.filter(|(who, _)| !offences::is_full::<T>(session, who))
    }
}
