//! The set of validators: those of the genesis, for good.
//!
//! Joining and leaving, and with them the slashing of validators, come with a bonded validator set. Until then an
//! equivocation is proven, recorded by `pallet-offences` and shown by its event, and nobody loses money for it.

use alloc::vec::Vec;

use sp_runtime::traits::Convert;
use sp_staking::SessionIndex;

use crate::{constants::REPORTABLE_SESSIONS, AccountId, Historical, Runtime};

/// What an offence report knows of a validator beside its account: nothing, as long as it has no stake.
pub type Identification = ();

/// Every validator has the same [`Identification`].
pub struct IdentificationOf;

impl Convert<AccountId, Option<Identification>> for IdentificationOf {
    fn convert(_: AccountId) -> Option<Identification> {
        Some(())
    }
}

/// Keeps the validators of the genesis, and forgets sessions for which no report is taken any more.
pub struct GenesisValidators;

impl pallet_session::SessionManager<AccountId> for GenesisValidators {
    fn new_session(_: SessionIndex) -> Option<Vec<AccountId>> {
        None
    }

    fn new_session_genesis(_: SessionIndex) -> Option<Vec<AccountId>> {
        // At genesis, only the validators of the chain spec have keys.
        Some(pallet_session::NextKeys::<Runtime>::iter_keys().collect())
    }

    fn start_session(session: SessionIndex) {
        Historical::prune_up_to(session.saturating_sub(REPORTABLE_SESSIONS));
    }

    fn end_session(_: SessionIndex) {}
}

impl pallet_session::historical::SessionManager<AccountId, Identification> for GenesisValidators {
    fn new_session(session: SessionIndex) -> Option<Vec<(AccountId, Identification)>> {
        identified(<Self as pallet_session::SessionManager<_>>::new_session(session))
    }

    fn new_session_genesis(session: SessionIndex) -> Option<Vec<(AccountId, Identification)>> {
        identified(<Self as pallet_session::SessionManager<_>>::new_session_genesis(
            session,
        ))
    }

    fn start_session(session: SessionIndex) {
        <Self as pallet_session::SessionManager<_>>::start_session(session)
    }

    fn end_session(session: SessionIndex) {
        <Self as pallet_session::SessionManager<_>>::end_session(session)
    }
}

fn identified(validators: Option<Vec<AccountId>>) -> Option<Vec<(AccountId, Identification)>> {
    validators.map(|accounts| accounts.into_iter().map(|account| (account, ())).collect())
}
