//! Blackjack: one hand for everybody, six decks, shuffled before each round.
//!
//! The dealer stands on soft 17 and peeks: a dealer's blackjack ends the round at once. Otherwise the hand is played
//! by the chart, and then the dealer's hand, whatever became of the other. A blackjack pays 3 to 2. A hand is split
//! once; split aces get one card each, and 21 with two cards after a split is no blackjack. Any two cards can be
//! doubled, after a split too, but for split aces. No surrender, no insurance.
//!
//! A stake is four units. The hand is dealt for one; a double takes a second one; a split hand and its doubles take all
//! four at most. What was not needed comes back, so a stake is its own worst case.

mod deal;
mod exposure;
mod resolve;
mod spots;
mod strategy;

pub use deal::{value, Deal, Hand, Net, Total, DEALER_CARDS, DECKS, HAND_CARDS};
pub use exposure::Lanes;
pub use resolve::{Pair, Three};
pub use spots::{SPOTS, UNITS};
pub use strategy::{action, splits, Action, Advice, Chart, Row, CHART, OPEN};

use crate::{Faces, Game, GameId, Resolution, Spot, SpotId};

/// The rules of blackjack.
pub struct Blackjack;

impl Game for Blackjack {
    const ID: GameId = GameId::Blackjack;
    type State = ();
    /// All hands, played out.
    type Outcome = Deal;
    type Lanes = Lanes;

    fn layout() -> &'static [Spot] {
        &spots::LAYOUT
    }

    fn next(_: &(), _: &Deal) {}

    fn draw(faces: &mut Faces) -> Deal {
        Deal::draw(faces)
    }

    fn resolve(spot: SpotId, _: &(), deal: &Deal) -> Resolution {
        resolve::resolve(spot, deal)
    }

    fn lanes(_: &()) -> Lanes {
        Lanes::default()
    }
}
