//! The validators: who is in the set, who wants to be, and what a node needs for it.

use std::collections::BTreeMap;

use serde::Deserialize;
use subxt::rpcs::rpc_params;

use crate::{
    error::{chain_of, ReadError, RotateError},
    metadata::chain::{constants, runtime_types::pallet_validator_set::types as chain, storage},
    types::*,
    At, Chain,
};

/// The number of a session.
pub type SessionIndex = u32;

/// A validator's session keys: two public keys of 32 bytes.
const KEYS_LENGTH: usize = 64;

/// Everybody who validates, wants to, or has a bond still.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ValidatorsView {
    /// The running session.
    pub session: SessionIndex,
    /// The fewest validators of a set.
    pub fewest: u32,
    /// The most validators of a set.
    pub most: u32,
    /// The least bond of a validator that enters the set, in the currency's smallest unit.
    pub least_bond: Amount,
    /// The running set by rank; then the others, the largest bond first.
    pub validators: Vec<ValidatorView>,
}

/// One validator.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ValidatorView {
    /// Its account.
    pub account: AccountId,
    /// What is on hold, in the currency's smallest unit. 0 for a member of a set from before there were bonds.
    pub bond: Amount,
    /// Whether it is in the set of the running session.
    pub in_set: bool,
    /// Whether it is in the set of the next session.
    pub in_next_set: bool,
    /// The session in which it asked to leave, if it did.
    pub leaving: Option<SessionIndex>,
    /// Why and until when it is in jail, if it is.
    pub jail: Option<JailView>,
    /// The first session in which it can withdraw its bond, if it leaves and its last place is known.
    pub bond_free_from: Option<SessionIndex>,
}

/// A validator's time out of the set.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct JailView {
    /// Whether it was proven to have equivocated; otherwise it was offline.
    pub offence: bool,
    /// The first session in which it can ask for its release.
    pub until: SessionIndex,
}

/// New session keys, with the proof that their node holds them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RotatedKeys {
    /// The public keys, as [`crate::call::validators::set_keys`] takes them.
    pub keys: Vec<u8>,
    /// The proof, good for one account.
    pub proof: Vec<u8>,
}

/// The node's answer.
#[derive(Deserialize)]
struct Generated {
    keys: String,
    proof: Option<String>,
}

impl Chain {
    /// Lets the node make new session keys and keep them. Nothing changes on the chain until `owner` has registered them.
    /// The first node that answers is asked, so there should be one only.
    ///
    /// # Errors
    ///
    /// [`RotateError`] if the node does not serve unsafe calls, or gives no keys that this chain takes.
    pub async fn rotate_keys(&self, owner: &AccountId) -> Result<RotatedKeys, RotateError> {
        let owner = format!("0x{}", hex::encode(owner.0));
        let answer = self
            .raw_rpc()
            .request::<Generated>("author_rotateKeysWithOwner", rpc_params![owner])
            .await;
        let generated = answer.map_err(|error| match error {
            subxt::rpcs::Error::User(error) if error.message.contains("unsafe") => RotateError::Unsafe,
            error => RotateError::Read(error.into()),
        })?;
        let bytes = |text: &str| hex::decode(text.trim_start_matches("0x")).map_err(|_| RotateError::Misfit);
        let keys = bytes(&generated.keys)?;
        if keys.len() != KEYS_LENGTH {
            return Err(RotateError::Misfit);
        }
        let proof = bytes(&generated.proof.ok_or(RotateError::NoProof)?)?;
        Ok(RotatedKeys { keys, proof })
    }
}

impl At {
    /// The validators, and what it takes to be one.
    ///
    /// # Errors
    ///
    /// [`ReadError`], as of every method here.
    pub async fn validators(&self) -> Result<ValidatorsView, ReadError> {
        let stored = self.raw().storage();
        let session = stored
            .fetch(storage().session().current_index(), ())
            .await?
            .decode()?;
        let limits = stored
            // What they are as long as nobody has set any is a part of their type for subxt, and networks differ in it.
            .fetch(storage().validator_set().current_limits().unvalidated(), ())
            .await?
            .decode()?;
        let next = stored
            .fetch(storage().validator_set().sets(), (session.saturating_add(1),))
            .await?
            .decode()?;
        let validating = stored
            .fetch(storage().session().validators(), ())
            .await?
            .decode()?;
        let next: Vec<AccountId> = next.0.into_iter().map(|member| member.who).collect();
        let set = Set {
            now: &validating,
            next: &next,
            reportable: self.reportable_sessions()?,
        };
        let mut bonded = self.bonded().await?;
        let mut validators: Vec<ValidatorView> = Vec::new();
        for account in &validating {
            validators.push(set.view(*account, bonded.remove(&account.0)));
        }
        let mut others: Vec<ValidatorView> = bonded
            .into_iter()
            .map(|(account, validator)| set.view(AccountId(account), Some(validator)))
            .collect();
        others.sort_by_key(|view| std::cmp::Reverse(view.bond));
        validators.extend(others);
        Ok(ValidatorsView {
            session,
            fewest: limits.fewest,
            most: limits.most,
            least_bond: limits.least_bond,
            validators,
        })
    }

    /// Every account with a bond.
    async fn bonded(&self) -> Result<BTreeMap<[u8; 32], chain::Validator>, ReadError> {
        let entries = storage().validator_set().validators();
        let mut entries = self.raw().storage().iter(entries, ()).await?;
        let mut bonded = BTreeMap::new();
        while let Some(entry) = entries.next().await {
            let entry = entry?;
            let key = entry.key().and_then(|key| key.decode());
            let (who,) = key.map_err(|error| ReadError::Unexpected(chain_of(&error)))?;
            bonded.insert(who.0, entry.value().decode()?);
        }
        Ok(bonded)
    }

    /// For how many sessions after one an offence in it can be reported.
    fn reportable_sessions(&self) -> Result<SessionIndex, ReadError> {
        let constant = constants().validator_set().reportable_sessions();
        self.raw()
            .constants()
            .entry(constant)
            .map_err(|_| ReadError::Incompatible)
    }
}

/// The sets of the running and of the next session.
struct Set<'a> {
    now: &'a [AccountId],
    next: &'a [AccountId],
    reportable: SessionIndex,
}

impl Set<'_> {
    fn view(&self, account: AccountId, validator: Option<chain::Validator>) -> ValidatorView {
        let view = ValidatorView {
            account,
            bond: 0,
            in_set: self.now.contains(&account),
            in_next_set: self.next.contains(&account),
            leaving: None,
            jail: None,
            bond_free_from: None,
        };
        let Some(validator) = validator else { return view };
        // Who never was in a set has nothing to answer for; who is in one still has its last session to come.
        let free = match validator.last_session {
            Some(last) => last.saturating_add(self.reportable).saturating_add(1),
            None => 0,
        };
        let is_out = !view.in_set && !view.in_next_set;
        ValidatorView {
            bond: validator.bond,
            leaving: validator.leaving,
            jail: validator.jail.map(|jail| JailView {
                offence: matches!(jail.cause, chain::Cause::Offence(_)),
                until: jail.until,
            }),
            bond_free_from: (validator.leaving.is_some() && is_out).then_some(free),
            ..view
        }
    }
}
