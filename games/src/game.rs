//! What every game is made of.

use core::{fmt, str::FromStr};

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

use crate::{Amount, Faces, Lanes, NotPermitted, Resolution, Rules, Spot, SpotId};

/// A set of rules. The codec index of a game never changes; new games come after the last.
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
    Serialize,
    Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum GameId {
    /// European roulette: one zero, 37 pockets.
    #[codec(index = 0)]
    Roulette = 0,
    /// Craps.
    #[codec(index = 1)]
    Craps = 1,
}

impl GameId {
    /// Every game, in the order of the codec indices.
    pub const ALL: [GameId; 2] = [GameId::Roulette, GameId::Craps];

    /// The name of the game, in `snake_case`.
    pub const fn name(self) -> &'static str {
        match self {
            GameId::Roulette => "roulette",
            GameId::Craps => "craps",
        }
    }
}

impl fmt::Display for GameId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for GameId {
    type Err = UnknownGame;

    fn from_str(name: &str) -> Result<Self, UnknownGame> {
        Self::ALL
            .into_iter()
            .find(|game| game.name() == name)
            .ok_or(UnknownGame)
    }
}

/// There is no game of this name: it is none of [`GameId::ALL`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct UnknownGame;

impl fmt::Display for UnknownGame {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("unknown game; the games are")?;
        GameId::ALL.iter().try_for_each(|game| write!(f, " {game}"))
    }
}

impl core::error::Error for UnknownGame {}

/// The rules of one game, as pure functions.
///
/// Which game is played is known where the types are known, or is matched on once, in this crate's root functions:
/// there are no trait objects.
pub trait Game {
    /// Its id.
    const ID: GameId;
    /// What its table hands from round to round.
    type State;
    /// What a draw means.
    type Outcome;
    /// Its exposure.
    type Lanes: Lanes;

    /// All its spots; the index of a spot is its id.
    fn layout() -> &'static [Spot];

    /// The state after `outcome`.
    fn next(state: &Self::State, outcome: &Self::Outcome) -> Self::State;

    /// Takes an outcome from the expansion of a draw.
    fn draw(faces: &mut Faces) -> Self::Outcome;

    /// What becomes of the bets on `spot` when `outcome` follows `state`.
    fn resolve(spot: SpotId, state: &Self::State, outcome: &Self::Outcome) -> Resolution;

    /// May a player put `amount` on `spot` of the layout? See [`crate::permit`].
    fn permit(
        state: &Self::State,
        rules: &Rules,
        spot: SpotId,
        amount: Amount,
        own: impl Fn(SpotId) -> Amount,
    ) -> Result<(), NotPermitted>;

    /// The exposure of an empty book at a table in `state`.
    fn lanes(state: &Self::State) -> Self::Lanes;
}
