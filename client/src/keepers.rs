//! The keepers: who takes turns, and who has a bond still.

use std::collections::BTreeMap;

use crate::{
    error::{chain_of, ReadError},
    metadata::chain::{constants, storage},
    types::*,
    At,
};

/// Everybody who keeps the rounds going, or has a bond still.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeepersView {
    /// The least bond of a keeper that enters the rota, in the currency's smallest unit.
    pub least_bond: Amount,
    /// The rota in its order; then those who have left it.
    pub keepers: Vec<KeeperView>,
}

/// One keeper.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct KeeperView {
    /// Its account.
    pub account: AccountId,
    /// What is on hold, in the currency's smallest unit.
    pub bond: Amount,
    /// For one that has left the rota: from when on it can withdraw its bond.
    pub bond_free_at_ms: Option<u64>,
}

impl At {
    /// The keepers, and what it takes to be one.
    ///
    /// # Errors
    ///
    /// [`ReadError`], as of every method here.
    pub async fn keepers(&self) -> Result<KeepersView, ReadError> {
        let least_bond = self
            .raw()
            .constants()
            .entry(constants().keepers().min_bond())
            .map_err(|_| ReadError::Incompatible)?;
        let rota = self
            .raw()
            .storage()
            .fetch(storage().keepers().rota(), ())
            .await?
            .decode()?;
        let mut bonds = self.keeper_bonds().await?;
        let mut keepers = Vec::new();
        for account in rota.0 {
            // Nobody is in the rota without a bond.
            keepers.extend(bonds.remove(&account.0));
        }
        keepers.extend(bonds.into_values());
        Ok(KeepersView { least_bond, keepers })
    }

    /// Every account with a keeper's bond.
    async fn keeper_bonds(&self) -> Result<BTreeMap<[u8; 32], KeeperView>, ReadError> {
        let mut entries = self.raw().storage().iter(storage().keepers().bonds(), ()).await?;
        let mut bonds = BTreeMap::new();
        while let Some(entry) = entries.next().await {
            let entry = entry?;
            let key = entry.key().and_then(|key| key.decode());
            let (who,) = key.map_err(|error| ReadError::Unexpected(chain_of(&error)))?;
            let bond = entry.value().decode()?;
            let view = KeeperView {
                account: AccountId(who.0),
                bond: bond.amount,
                bond_free_at_ms: bond.leaving,
            };
            bonds.insert(who.0, view);
        }
        Ok(bonds)
    }
}
