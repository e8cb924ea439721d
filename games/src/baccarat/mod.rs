//! Baccarat (punto banco): eight decks, shuffled before each round. One round is one coup, and nothing outlives it.

mod coup;
mod exposure;
mod resolve;
mod spots;

pub use coup::{Coup, Side, DECKS};
pub use exposure::Lanes;
pub use spots::SPOTS;

use crate::{Faces, Game, GameId, Resolution, Spot, SpotId};

/// The rules of baccarat.
pub struct Baccarat;

impl Game for Baccarat {
    const ID: GameId = GameId::Baccarat;
    type State = ();
    /// Both hands.
    type Outcome = Coup;
    type Lanes = Lanes;

    fn layout() -> &'static [Spot] {
        &spots::LAYOUT
    }

    fn next(_: &(), _: &Coup) {}

    fn draw(faces: &mut Faces) -> Coup {
        Coup::deal(faces)
    }

    fn resolve(spot: SpotId, _: &(), coup: &Coup) -> Resolution {
        resolve::resolve(spot, coup)
    }

    fn lanes(_: &()) -> Lanes {
        Lanes::default()
    }
}
