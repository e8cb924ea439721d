//! The set's two sides towards `pallet-session`: what it asks ([`Sessions`]), and what it is asked.

use alloc::vec::Vec;

use codec::MaxEncodedLen;
use frame_support::{storage::with_transaction_unchecked, traits::Get, Parameter};
use frame_system::RawOrigin;
use sp_runtime::{traits::Convert, TransactionOutcome};
use sp_staking::{offence::OffenceSeverity, SessionIndex};

use crate::{key_owners, liveness, offences, set, Config, Identification, Pallet, Sets};

/// What the set needs to know of the sessions, and to do there.
pub trait Sessions<AccountId> {
    /// What a validator signs with in a session.
    type Keys: Parameter + MaxEncodedLen;

    /// The session that is running.
    fn current() -> SessionIndex;
    /// The validators of the running session; nobody before genesis is complete.
    fn validators() -> Vec<AccountId>;
    /// The session keys that `who` has registered, for the next set that is planned.
    fn keys_of(who: &AccountId) -> Option<Self::Keys>;
    /// The validators of the next session with their keys; while a session starts, of that one.
    fn queued() -> Vec<(AccountId, Self::Keys)>;
    /// Lets `look` see `keys` as those that are registered. Nothing of it stays.
    fn with_keys<R>(keys: Vec<(AccountId, Self::Keys)>, look: impl FnOnce() -> R) -> R;
    /// Takes the session keys of `who` off the records, if there are any, and gives back the deposit on them.
    fn forget_keys(who: &AccountId);
    /// Asks that `who` authors nothing for the rest of the session. Whether that is done is up to the strategy of
    /// `pallet-session`, which does not let too many of them stop.
    fn disable(who: &AccountId, severity: OffenceSeverity);
    /// Forgets who was a validator in the sessions before `first`: no report of them is taken any more.
    fn forget_before(first: SessionIndex);
    /// Registers session keys of nobody for `who`, different for each `seed`.
    #[cfg(feature = "runtime-benchmarks")]
    fn register(who: &AccountId, seed: u32);
}

impl<T> Sessions<<T as frame_system::Config>::AccountId> for pallet_session::Pallet<T>
where
    T: pallet_session::Config<ValidatorId = <T as frame_system::Config>::AccountId>
        + pallet_session::historical::Config,
    T::Keys: MaxEncodedLen,
{
    type Keys = T::Keys;

    fn current() -> SessionIndex {
        Self::current_index()
    }

    fn validators() -> Vec<<T as frame_system::Config>::AccountId> {
        Self::validators()
    }

    fn keys_of(who: &<T as frame_system::Config>::AccountId) -> Option<T::Keys> {
        Self::load_keys(who)
    }

    fn queued() -> Vec<(<T as frame_system::Config>::AccountId, T::Keys)> {
        Self::queued_keys()
    }

    fn with_keys<R>(
        keys: Vec<(<T as frame_system::Config>::AccountId, T::Keys)>,
        look: impl FnOnce() -> R,
    ) -> R {
        with_transaction_unchecked(|| {
            for (who, keys) in keys {
                pallet_session::NextKeys::<T>::insert(who, keys);
            }
            TransactionOutcome::Rollback(look())
        })
    }

    fn forget_keys(who: &<T as frame_system::Config>::AccountId) {
        // The only refusal is that there are none.
        let _ = Self::purge_keys(RawOrigin::Signed(who.clone()).into());
    }

    fn disable(who: &<T as frame_system::Config>::AccountId, severity: OffenceSeverity) {
        Self::report_offence(who.clone(), severity)
    }

    fn forget_before(first: SessionIndex) {
        pallet_session::historical::Pallet::<T>::prune_up_to(first)
    }

    #[cfg(feature = "runtime-benchmarks")]
    fn register(who: &<T as frame_system::Config>::AccountId, seed: u32) {
        use codec::{Decode, Encode};
        use pallet_session::SessionInterface;

        let bytes: Vec<u8> = (0..8u32)
            .flat_map(|part| (seed, part).using_encoded(sp_io::hashing::blake2_256))
            .collect();
        let keys = T::Keys::decode(&mut &bytes[..]).expect("keys are plain bytes");
        <Self as SessionInterface>::set_keys(who, keys).expect("nobody else has these keys");
    }
}

/// Finds what the reports of the running session know of a validator: what it was planned with, so that a report
/// names the same thing during the session and after it.
pub struct IdentificationOf<T>(core::marker::PhantomData<T>);

impl<T: Config> Convert<T::AccountId, Option<Identification>> for IdentificationOf<T> {
    fn convert(who: T::AccountId) -> Option<Identification> {
        let running = set::members::<T>(T::Sessions::current());
        running
            .into_iter()
            .find(|member| member.who == who)
            .map(|member| Identification { bond: member.bond })
    }
}

type Identified<T> = Vec<(<T as frame_system::Config>::AccountId, Identification)>;

impl<T: Config> pallet_session::historical::SessionManager<T::AccountId, Identification> for Pallet<T> {
    /// Plans a session. `None` if nothing changes, not even a bond or a key: each change of the set is one more step
    /// in the proofs of light clients and of nodes that sync by them.
    fn new_session(session: SessionIndex) -> Option<Identified<T>> {
        set::plan::<T>(session)
    }

    fn start_session(session: SessionIndex) {
        start::<T>(session)
    }

    fn end_session(session: SessionIndex) {
        liveness::session_ends::<T>(session)
    }
}

impl<T: Config> pallet_session::SessionManager<T::AccountId> for Pallet<T> {
    fn new_session(session: SessionIndex) -> Option<Vec<T::AccountId>> {
        let planned = set::plan::<T>(session)?;
        Some(planned.into_iter().map(|(who, _)| who).collect())
    }

    fn start_session(session: SessionIndex) {
        start::<T>(session)
    }

    fn end_session(session: SessionIndex) {
        liveness::session_ends::<T>(session)
    }
}

/// Notes whose keys are in use, forgets what is too old for a report, and keeps those who were jailed after the set was planned
/// from authoring.
fn start<T: Config>(session: SessionIndex) {
    key_owners::note::<T>();
    if let Some(ended) = session.checked_sub(1) {
        Sets::<T>::remove(ended);
    }
    T::Sessions::forget_before(session.saturating_sub(T::ReportableSessions::get()));
    offences::forget::<T>(session);
    offences::disable_jailed::<T>(session);
}
