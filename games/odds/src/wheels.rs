//! Roulette: the pockets, each with the same weight.

use global_table_games::{american_roulette::AmericanRoulette, roulette::Roulette};

use crate::{game::in_one_round, Error, Odds};

/// 0 to 36.
const EUROPEAN: u8 = 37;
/// 0 to 36, and 00.
const AMERICAN: u8 = 38;

pub(crate) fn european() -> Result<Vec<Odds>, Error> {
    in_one_round::<Roulette>((0..EUROPEAN).map(|pocket| (pocket, 1)))
}

pub(crate) fn american() -> Result<Vec<Odds>, Error> {
    in_one_round::<AmericanRoulette>((0..AMERICAN).map(|pocket| (pocket, 1)))
}
