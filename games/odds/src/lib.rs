//! The exact odds of every spot of every game.
//!
//! They are computed from `resolve` of the crate `global-table-games`, the same code that the chain settles by, over
//! all outcomes: those of one round where a bet is settled at once, else a Markov chain over what the bet sees of the
//! table's state. Nothing is simulated, nothing is rounded, and no number is quoted.
//!
//! [`odds`] computes. [`table`] reads what was computed and committed (`odds.json`), and is what a tool wants. The
//! documents and `paytables.json` are made from both by [`documents`]; the tests compare them with what is committed.

#![forbid(unsafe_code)]

pub mod baccarat;
pub mod blackjack;
mod chain;
mod components;
pub mod craps;
mod decimal;
mod dice;
pub mod documents;
mod error;
mod game;
mod odds;
mod row;
mod wheels;

pub use decimal::{decimal, percent};
pub use error::Error;
pub use game::odds;
pub use odds::{Odds, Tally};
pub use row::{compute, paytable, table, Pays, PaytableRow, Row};
