//! One file per call.

pub(crate) mod bond_more;
pub(crate) mod join;
pub(crate) mod leave;
pub(crate) mod withdraw_bond;
