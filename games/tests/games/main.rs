//! The tests of the rules. The tree mirrors `src`.

mod american_roulette;
mod baccarat;
mod blackjack;
mod cards;
mod craps;
mod draw;
mod fraction;
mod game;
mod layout;
mod payout;
mod roulette;
mod sic_bo;
mod vectors;
