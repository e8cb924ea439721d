//! One file per call, one for each of the other sides, one for random histories against a model.

mod bond_more;
mod genesis;
mod histories;
mod join;
mod key_owners;
mod leave;
mod liveness;
mod migrations;
mod model;
mod offences;
mod release;
mod sessions;
mod set;
mod set_limits;
mod tiers;
mod withdraw_bond;
