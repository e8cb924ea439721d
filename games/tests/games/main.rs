//! The tests of the rules. The tree mirrors `src`.

mod craps;
mod draw;
mod fraction;
mod game;
mod layout;
mod payout;
mod roulette;
