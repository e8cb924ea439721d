//! What an outcome does to the bets on each spot.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

use crate::{
    american_roulette::AmericanRoulette, baccarat::Baccarat, blackjack::Blackjack, craps::Craps,
    roulette::Roulette, sic_bo::SicBo, Game, Outcome, Pays, SpotId, TableState, MAX_SPOTS,
};

/// What becomes of the bets on a spot.
#[derive(
    Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, Copy, PartialEq, Eq, Debug,
)]
pub enum Resolution {
    /// The stake is lost, and the bet leaves the table.
    Lose,
    /// The stake comes back, and the bet leaves the table.
    Push,
    /// What comes back is what [`crate::payout`] says, and the bet leaves the table. A net win, or, at blackjack, the loss
    /// of a part of the stake.
    Win(Pays),
    /// The bet stays where it is.
    Stay,
    /// The bet moves on to another spot of the same layout. It joins what lies there after that spot's own
    /// resolution: all spots resolve at once, by the state before the outcome.
    Move(SpotId),
}

/// The resolutions of a whole layout by one outcome. Compute it once, then settle every bet with [`Self::get`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Resolutions([Resolution; MAX_SPOTS]);

impl Resolutions {
    /// What `outcome` does at a table in `state`, the state before that outcome.
    ///
    /// An outcome of another game, or one that no draw expands to, lets every bet stay.
    pub fn of(state: &TableState, outcome: &Outcome) -> Self {
        match (state, outcome) {
            (TableState::Roulette, Outcome::Roulette(pocket)) => Self::of_game::<Roulette>(&(), pocket),
            (TableState::Craps(state), Outcome::Craps(dice)) => Self::of_game::<Craps>(state, dice),
            (TableState::AmericanRoulette, Outcome::AmericanRoulette(pocket)) => {
                Self::of_game::<AmericanRoulette>(&(), pocket)
            }
            (TableState::SicBo, Outcome::SicBo(dice)) => Self::of_game::<SicBo>(&(), dice),
            (TableState::Baccarat, Outcome::Baccarat(coup)) => Self::of_game::<Baccarat>(&(), coup),
            (TableState::Blackjack, Outcome::Blackjack(deal)) => Self::of_game::<Blackjack>(&(), deal),
            _ => Self([Resolution::Stay; MAX_SPOTS]),
        }
    }

    /// What becomes of the bets on `spot`. A spot that is not in the layout can hold no bet, and stays.
    pub fn get(&self, spot: SpotId) -> Resolution {
        self.0.get(spot.index()).copied().unwrap_or(Resolution::Stay)
    }

    fn of_game<G: Game>(state: &G::State, outcome: &G::Outcome) -> Self {
        let mut all = [Resolution::Stay; MAX_SPOTS];
        for (place, spot) in all.iter_mut().zip(G::layout()) {
            *place = G::resolve(spot.id, state, outcome);
        }
        Self(all)
    }
}
