//! One file per call, one for the tables' door, one for the currency, one for random histories.

mod currency;
mod deposit;
mod genesis;
mod histories;
mod house;
mod withdraw;
