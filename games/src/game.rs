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
    /// American roulette: two zeros, 38 pockets.
    #[codec(index = 2)]
    AmericanRoulette = 2,
    /// Sic bo: three dice.
    #[codec(index = 3)]
    SicBo = 3,
    /// Baccarat (punto banco), eight decks, shuffled before each round.
    #[codec(index = 4)]
    Baccarat = 4,
    /// Blackjack: one hand for everybody, six decks, shuffled before each round.
    #[codec(index = 5)]
    Blackjack = 5,
}

impl GameId {
    /// Every game, in the order of the codec indices.
    pub const ALL: [GameId; 6] = [
        GameId::Roulette,
        GameId::Craps,
        GameId::AmericanRoulette,
        GameId::SicBo,
        GameId::Baccarat,
        GameId::Blackjack,
    ];

    /// The name of the game, in `snake_case`.
    pub const fn name(self) -> &'static str {
        match self {
            GameId::Roulette => "roulette",
            GameId::Craps => "craps",
            GameId::AmericanRoulette => "american_roulette",
            GameId::SicBo => "sic_bo",
            GameId::Baccarat => "baccarat",
            GameId::Blackjack => "blackjack",
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

    /// May a player put `amount` on `spot` of the layout? See [`crate::permit`]. Unless a game says otherwise, every spot
    /// takes chips in every round.
    fn permit(
        _state: &Self::State,
        _rules: &Rules,
        _spot: SpotId,
        _amount: Amount,
        _own: impl Fn(SpotId) -> Amount,
    ) -> Result<(), NotPermitted> {
        Ok(())
    }

    /// May a player take `amount` of what is up on `spot` down again? See [`crate::permit_take_down`]. Unless a game says
    /// otherwise, nothing outlives a round, so that nothing is ever up.
    fn permit_take_down(
        _state: &Self::State,
        _rules: &Rules,
        _spot: SpotId,
        _amount: Amount,
        _own: impl Fn(SpotId) -> Amount,
    ) -> Result<(), NotPermitted> {
        Err(NotPermitted::NotUp)
    }

    /// The exposure of an empty book at a table in `state`.
    fn lanes(state: &Self::State) -> Self::Lanes;
}
