//! The calls of validators: their bonds, and their session keys.

use super::Call;
use crate::{
    error::KeysError,
    metadata::chain::{
        runtime_types::{
            global_table_runtime::SessionKeys, pallet_session::pallet::Call as Session,
            pallet_validator_set::pallet::Call as ValidatorSet, sp_consensus_babe, sp_consensus_grandpa,
        },
        tx, Call as RuntimeCall,
    },
    Amount,
};

/// `Session.set_keys`: registers a validator's session keys, with the proof that its node holds them for the signer.
///
/// # Errors
///
/// [`KeysError`] if they are not as long as the chain's keys.
pub fn set_keys(keys: &[u8], proof: Vec<u8>) -> Result<Call, KeysError> {
    Ok(Call::new(tx().session().set_keys(session_keys(keys)?, proof)))
}

/// `ValidatorSet.join`: puts a bond on hold and asks for a place in the set. The signer needs session keys first.
pub fn join(bond: Amount) -> Call {
    Call::new(tx().validator_set().join(bond))
}

/// `Utility.batch_all` of [`set_keys`] and [`join`]: both or none.
///
/// # Errors
///
/// [`KeysError`] if the keys are not as long as the chain's.
pub fn set_keys_and_join(keys: &[u8], proof: Vec<u8>, bond: Amount) -> Result<Call, KeysError> {
    let keys = session_keys(keys)?;
    let calls = vec![
        RuntimeCall::Session(Session::set_keys { keys, proof }),
        RuntimeCall::ValidatorSet(ValidatorSet::join { bond }),
    ];
    Ok(Call::new(tx().utility().batch_all(calls)))
}

/// `ValidatorSet.bond_more`: raises the validator's bond.
pub fn bond_more(amount: Amount) -> Call {
    Call::new(tx().validator_set().bond_more(amount))
}

/// `ValidatorSet.leave`: asks for leave from the set.
pub fn leave() -> Call {
    Call::new(tx().validator_set().leave())
}

/// `ValidatorSet.withdraw_bond`: takes what is left of the validator's bond back, and its session keys off the records.
pub fn withdraw_bond() -> Call {
    Call::new(tx().validator_set().withdraw_bond())
}

/// `ValidatorSet.release`: asks to be let back in after jail.
pub fn release() -> Call {
    Call::new(tx().validator_set().release())
}

fn session_keys(keys: &[u8]) -> Result<SessionKeys, KeysError> {
    let misfit = KeysError(keys.len());
    let (babe, grandpa) = keys.split_at_checked(32).ok_or(misfit)?;
    Ok(SessionKeys {
        babe: sp_consensus_babe::app::Public(babe.try_into().map_err(|_| misfit)?),
        grandpa: sp_consensus_grandpa::app::Public(grandpa.try_into().map_err(|_| misfit)?),
    })
}
