//! American roulette: two zeros, 38 pockets, 161 spots. One round is one spin, and nothing outlives it.
//!
//! A spot wins if the ball lands in a pocket that it covers, and loses otherwise: no la partage, no en prison.

mod exposure;
mod spots;

pub use exposure::Lanes;
pub use spots::{coverage, POCKETS, SPOTS};

use crate::{Faces, Game, GameId, Resolution, Spot, SpotId};

/// The rules of American roulette.
pub struct AmericanRoulette;

impl Game for AmericanRoulette {
    const ID: GameId = GameId::AmericanRoulette;
    type State = ();
    /// The pocket, 0 to 36, or 37 for 00.
    type Outcome = u8;
    type Lanes = Lanes;

    fn layout() -> &'static [Spot] {
        &spots::LAYOUT
    }

    fn next(_: &(), _: &u8) {}

    fn draw(faces: &mut Faces) -> u8 {
        faces.face(POCKETS)
    }

    fn resolve(spot: SpotId, _: &(), pocket: &u8) -> Resolution {
        spots::CLOTH.resolve(spot, *pocket)
    }

    fn lanes(_: &()) -> Lanes {
        Lanes::default()
    }
}
