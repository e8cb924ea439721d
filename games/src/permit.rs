//! Which bets the state of the table allows.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::fmt;
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

use crate::{craps::Craps, layout, roulette::Roulette, Amount, Game, SpotId, TableState};

/// The house's choices in the rules; part of a table's config.
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
    Serialize,
    Deserialize,
)]
pub struct Rules {
    /// Craps: the most odds on 4 and 10, as a multiple of the bet that they stand behind.
    pub odds_4_10: u8,
    /// Craps: the same on 5 and 9.
    pub odds_5_9: u8,
    /// Craps: the same on 6 and 8.
    pub odds_6_8: u8,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            odds_4_10: 3,
            odds_5_9: 4,
            odds_6_8: 5,
        }
    }
}

/// Why a bet is not taken.
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
pub enum NotPermitted {
    /// The layout has no spot with this id. Choose one of the table's layout.
    #[codec(index = 0)]
    UnknownSpot,
    /// The spot takes no chips now. Put `pass` and `dont_pass` down while the puck is off, `come` and `dont_come` while
    /// it is on, odds on the number on which the bet behind which they stand has its point. `come_4` and its like are
    /// never bet on: bet on `come` or `dont_come`, and the bet travels there.
    #[codec(index = 1)]
    NotNow,
    /// Odds stand behind a line or come bet of the same player that has this point, and there is none. Bet on the line
    /// first.
    #[codec(index = 2)]
    NoFlatBet,
    /// The odds would exceed the table's multiple of the bet that they stand behind. Put down less.
    #[codec(index = 3)]
    AboveOdds,
}

impl fmt::Display for NotPermitted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::UnknownSpot => "there is no such spot; choose one of the table's layout",
            Self::NotNow => "this spot takes no chips now; wait until the puck is where the bet needs it",
            Self::NoFlatBet => "these odds need a line or come bet with that point; bet on the line first",
            Self::AboveOdds => {
                "above the table's multiple of the bet behind which the odds stand; put down less"
            }
        })
    }
}

impl core::error::Error for NotPermitted {}

/// May a player put `amount` more on `spot` now?
///
/// `own(spot)` is what the player already has on a spot, all slips of the round and all standing bets included; it is
/// called a few times at most. The limits of the table's config (least and most stake) are not looked at here.
///
/// # Errors
///
/// [`NotPermitted`] says why not, and what to do instead.
pub fn permit(
    state: &TableState,
    rules: &Rules,
    spot: SpotId,
    amount: Amount,
    own: impl Fn(SpotId) -> Amount,
) -> Result<(), NotPermitted> {
    if spot.index() >= layout(state.game()).len() {
        return Err(NotPermitted::UnknownSpot);
    }
    match state {
        TableState::Roulette => Roulette::permit(&(), rules, spot, amount, own),
        TableState::Craps(state) => Craps::permit(state, rules, spot, amount, own),
    }
}
