//! Which bets the state of the table allows.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::fmt;
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

use crate::{
    american_roulette::AmericanRoulette, baccarat::Baccarat, blackjack::Blackjack, craps::Craps, layout,
    roulette::Roulette, sic_bo::SicBo, Amount, Game, SpotId, TableState,
};

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
    /// never bet on: bet on `come` or `dont_come`, and the bet travels there. Bets that count start with their count: put
    /// `small`, `tall`, `all`, `repeater_2` and its like, `hot_roller`, `different_doubles` and `twice_hard` down straight
    /// after any 7, `fire` and `ride_the_line` straight after a seven-out, each of them before the table's first roll too,
    /// and `muggsy` while the puck is off.
    #[codec(index = 1)]
    NotNow,
    /// Odds stand behind a line or come bet of the same player that has this point, and there is none. Bet on the line
    /// first.
    #[codec(index = 2)]
    NoFlatBet,
    /// The odds would exceed the table's multiple of the bet that they stand behind. Put down less.
    #[codec(index = 3)]
    AboveOdds,
    /// The player has less than that up on the spot. Only bets that have been through a roll can be taken down; a slip of
    /// the current round stands for its roll.
    #[codec(index = 4)]
    NotUp,
    /// The bet is a contract: once it is up it stays until it is decided. Such are `pass` and `come` with a point, and the
    /// bets that count.
    #[codec(index = 5)]
    Contract,
    /// Odds stand behind the bet, and would exceed the table's multiple of what is left of it. Take the odds down first.
    #[codec(index = 6)]
    OddsBehind,
}

impl fmt::Display for NotPermitted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::UnknownSpot => "there is no such spot; choose one of the table's layout",
            Self::NotNow => "this spot takes no chips now; wait for the puck, or for the 7 at which the bet's count starts",
            Self::NoFlatBet => "these odds need a line or come bet with that point; bet on the line first",
            Self::AboveOdds => {
                "above the table's multiple of the bet behind which the odds stand; put down less"
            }
            Self::NotUp => {
                "less than that is up on this spot; only bets that have been through a roll can be taken down"
            }
            Self::Contract => "this bet is a contract: it stays until it is decided",
            Self::OddsBehind => "odds stand behind this bet; take them down first",
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
        TableState::Craps(state) => Craps::permit(state, rules, spot, amount, own),
        TableState::Roulette => Roulette::permit(&(), rules, spot, amount, own),
        TableState::AmericanRoulette => AmericanRoulette::permit(&(), rules, spot, amount, own),
        TableState::SicBo => SicBo::permit(&(), rules, spot, amount, own),
        TableState::Baccarat => Baccarat::permit(&(), rules, spot, amount, own),
        TableState::Blackjack => Blackjack::permit(&(), rules, spot, amount, own),
    }
}

/// May a player take `amount` of what is up on `spot` down again, and have it back?
///
/// `own` says what the player has on a spot. On `spot` itself that is what is up: bets that have been through a roll, those
/// of the current round not included. On any other spot the current round counts too: its odds stand behind their bet.
/// It is called a few times at most.
///
/// # Errors
///
/// [`NotPermitted`] says why not, and what to do instead.
pub fn permit_take_down(
    state: &TableState,
    rules: &Rules,
    spot: SpotId,
    amount: Amount,
    own: impl Fn(SpotId) -> Amount,
) -> Result<(), NotPermitted> {
    if spot.index() >= layout(state.game()).len() {
        return Err(NotPermitted::UnknownSpot);
    }
    if own(spot) < amount || amount == 0 {
        return Err(NotPermitted::NotUp);
    }
    match state {
        TableState::Craps(state) => Craps::permit_take_down(state, rules, spot, amount, own),
        TableState::Roulette => Roulette::permit_take_down(&(), rules, spot, amount, own),
        TableState::AmericanRoulette => AmericanRoulette::permit_take_down(&(), rules, spot, amount, own),
        TableState::SicBo => SicBo::permit_take_down(&(), rules, spot, amount, own),
        TableState::Baccarat => Baccarat::permit_take_down(&(), rules, spot, amount, own),
        TableState::Blackjack => Blackjack::permit_take_down(&(), rules, spot, amount, own),
    }
}
