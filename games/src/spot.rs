//! The places on a layout.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

use crate::{
    american_roulette::AmericanRoulette, baccarat::Baccarat, blackjack::Blackjack, craps::Craps, payout,
    roulette::Roulette, sic_bo::SicBo, Amount, Game, GameId, Pays,
};

/// The most spots that a layout can have: every [`SpotId`] is below it.
pub const MAX_SPOTS: usize = 256;

/// A spot of one game's layout: its index there. An id keeps its meaning for ever; layouts only grow at their end.
#[derive(
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Debug,
)]
pub struct SpotId(pub u8);

impl SpotId {
    /// The index of the spot in its layout.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// One way in which a spot gives money back.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Prize {
    /// When: `win` if the spot can win in one way only, `push` if the stake alone comes back, else what has to happen, as in
    /// `3, 4, 9, 10, 11` for the totals of the dice.
    pub on: &'static str,
    /// How much.
    pub pays: Pays,
}

/// One place on a game's layout on which chips can lie.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Spot {
    /// Its index in the layout.
    pub id: SpotId,
    /// Its name, unique in the layout, in `snake_case`: `straight_17`, `come_6`, `hard_8`.
    pub name: &'static str,
    /// All the ways in which it gives money back. Anything else loses.
    pub pays: &'static [Prize],
    /// May a player put chips on it? Only travelling bets reach the other spots.
    pub placeable: bool,
}

impl Spot {
    /// The most that `total` on this spot can be owed, the stake included. `None` if that does not fit.
    pub fn most(&self, total: Amount) -> Option<Amount> {
        let mut most = Some(0);
        for prize in self.pays {
            most = most.max(Some(payout(total, prize.pays)?));
        }
        most
    }
}

/// All the spots of `game`; the index of a spot is its id.
pub fn layout(game: GameId) -> &'static [Spot] {
    match game {
        GameId::Roulette => Roulette::layout(),
        GameId::Craps => Craps::layout(),
        GameId::AmericanRoulette => AmericanRoulette::layout(),
        GameId::SicBo => SicBo::layout(),
        GameId::Baccarat => Baccarat::layout(),
        GameId::Blackjack => Blackjack::layout(),
    }
}

/// The spot of `game` with this exact name. Linear in the size of the layout.
pub fn spot_by_name(game: GameId, name: &str) -> Option<SpotId> {
    layout(game)
        .iter()
        .find(|spot| spot.name == name)
        .map(|spot| spot.id)
}
