//! The calls of keepers: their bonds. What their daemon sends is among the tables' calls.

use super::Call;
use crate::{metadata::chain::tx, Amount};

/// `Keepers.join`: puts a bond on hold and enters the rota.
pub fn join(bond: Amount) -> Call {
    Call::new(tx().keepers().join(bond))
}

/// `Keepers.bond_more`: raises the keeper's bond.
pub fn bond_more(amount: Amount) -> Call {
    Call::new(tx().keepers().bond_more(amount))
}

/// `Keepers.leave`: leaves the rota.
pub fn leave() -> Call {
    Call::new(tx().keepers().leave())
}

/// `Keepers.withdraw_bond`: takes what is left of the keeper's bond back.
pub fn withdraw_bond() -> Call {
    Call::new(tx().keepers().withdraw_bond())
}
