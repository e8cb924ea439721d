//! One file per call.

pub(crate) mod deposit;
pub(crate) mod withdraw;
