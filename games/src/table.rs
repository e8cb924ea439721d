//! What passes from round to round at a table, and what a draw means there.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

use crate::{baccarat, blackjack, craps, craps::Craps, Game, GameId};

/// The state that a table hands from one round to the next. It is shared by everybody who plays there.
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
    Debug,
)]
pub enum TableState {
    /// A wheel has no memory.
    #[codec(index = 0)]
    Roulette,
    /// The puck.
    #[codec(index = 1)]
    Craps(craps::State),
    /// A wheel has no memory.
    #[codec(index = 2)]
    AmericanRoulette,
    /// Dice have no memory.
    #[codec(index = 3)]
    SicBo,
    /// Each round has a fresh shoe.
    #[codec(index = 4)]
    Baccarat,
    /// Each round has a fresh shoe.
    #[codec(index = 5)]
    Blackjack,
}

impl TableState {
    /// The state of a table that has seen no round yet.
    pub const fn initial(game: GameId) -> Self {
        match game {
            GameId::Roulette => Self::Roulette,
            GameId::Craps => Self::Craps(craps::State::INITIAL),
            GameId::AmericanRoulette => Self::AmericanRoulette,
            GameId::SicBo => Self::SicBo,
            GameId::Baccarat => Self::Baccarat,
            GameId::Blackjack => Self::Blackjack,
        }
    }

    /// The game that is played at this table.
    pub const fn game(&self) -> GameId {
        match self {
            Self::Roulette => GameId::Roulette,
            Self::Craps(_) => GameId::Craps,
            Self::AmericanRoulette => GameId::AmericanRoulette,
            Self::SicBo => GameId::SicBo,
            Self::Baccarat => GameId::Baccarat,
            Self::Blackjack => GameId::Blackjack,
        }
    }

    /// The state after `outcome`. An outcome of another game, or one that no draw expands to, changes nothing; nor does
    /// any at a table without a memory.
    pub fn next(&self, outcome: &Outcome) -> Self {
        match (self, outcome) {
            (Self::Craps(state), Outcome::Craps(dice)) => Self::Craps(Craps::next(state, dice)),
            _ => *self,
        }
    }
}

/// What a draw means in its game.
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
    Debug,
)]
pub enum Outcome {
    /// The pocket, 0 to 36.
    #[codec(index = 0)]
    Roulette(u8),
    /// Two dice, 1 to 6, in the order of drawing.
    #[codec(index = 1)]
    Craps([u8; 2]),
    /// The pocket, 0 to 36, or 37 for 00.
    #[codec(index = 2)]
    AmericanRoulette(u8),
    /// Three dice, 1 to 6, in the order of drawing.
    #[codec(index = 3)]
    SicBo([u8; 3]),
    /// Both hands.
    #[codec(index = 4)]
    Baccarat(baccarat::Coup),
    /// All hands, played out.
    #[codec(index = 5)]
    Blackjack(blackjack::Deal),
}

impl Outcome {
    /// The game in which this is an outcome.
    pub const fn game(&self) -> GameId {
        match self {
            Self::Roulette(_) => GameId::Roulette,
            Self::Craps(_) => GameId::Craps,
            Self::AmericanRoulette(_) => GameId::AmericanRoulette,
            Self::SicBo(_) => GameId::SicBo,
            Self::Baccarat(_) => GameId::Baccarat,
            Self::Blackjack(_) => GameId::Blackjack,
        }
    }
}
