//! One file per call, one for the tables' door, one for random histories.

mod deposit;
mod genesis;
mod histories;
mod house;
mod withdraw;
