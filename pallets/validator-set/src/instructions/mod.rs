//! One file per call.

pub(crate) mod bond_more;
pub(crate) mod join;
pub(crate) mod leave;
pub(crate) mod release;
pub(crate) mod set_limits;
pub(crate) mod withdraw_bond;
