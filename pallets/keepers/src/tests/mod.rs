//! One file per call, one for the tables' door, one for random histories.

mod bond_more;
mod duty;
mod genesis;
mod histories;
mod join;
mod leave;
mod withdraw_bond;
