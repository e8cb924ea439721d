//! How the pallets are configured.

mod accounts;
mod consensus;
mod money;
mod system;
mod tables;

pub use accounts::{AdminOrigin, ProxyType};
pub(crate) use tables::KeepersPot;
