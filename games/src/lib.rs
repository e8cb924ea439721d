//! The rules of the games: spots, outcomes, payouts and exposure.
//!
//! A round is one draw of 32 bytes. [`expand`] turns it into an [`Outcome`], [`Resolutions::of`] decides every spot of
//! the layout at once, [`payout`] says what a bet gets back, and [`Exposure`] says beforehand how much that can be at
//! most. [`permit`] says which bets the table's state allows, and [`permit_take_down`] which can be taken back. Everything
//! is a pure function of its arguments.
//!
//! This crate knows no chain, no account, no clock and no randomness of its own. There is no float in it, and nothing
//! in it panics, whatever the arguments.
#![cfg_attr(not(feature = "std"), no_std)]
#![deny(clippy::arithmetic_side_effects)]
#![forbid(unsafe_code)]

pub mod american_roulette;
pub mod baccarat;
pub mod blackjack;
mod cards;
pub mod craps;
mod draw;
mod exposure;
mod game;
mod name;
mod outcome_lanes;
mod payout;
mod permit;
mod resolution;
pub mod roulette;
pub mod sic_bo;
mod spot;
mod table;
mod wheel;

pub use cards::{Card, Shoe, Suit};
pub use draw::{expand, Faces};
pub use exposure::{Exposure, Lanes, Overflow};
pub use game::{Game, GameId, UnknownGame};
pub use payout::{payout, Amount, Pays};
pub use permit::{permit, permit_take_down, NotPermitted, Rules};
pub use resolution::{Resolution, Resolutions};
pub use spot::{layout, spot_by_name, Prize, Spot, SpotId, MAX_SPOTS};
pub use table::{Outcome, TableState};
