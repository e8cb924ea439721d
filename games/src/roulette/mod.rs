//! European roulette: one zero, 37 pockets, 157 spots. One round is one spin, and nothing outlives it.
//!
//! A spot wins if the ball lands in a pocket that it covers, and loses otherwise: no la partage, no en prison.

mod exposure;
mod spots;

pub use exposure::Lanes;
pub use spots::{coverage, POCKETS, SPOTS};

use crate::{Faces, Game, GameId, Resolution, Spot, SpotId};

/// The rules of European roulette.
pub struct Roulette;

impl Game for Roulette {
    const ID: GameId = GameId::Roulette;
    type State = ();
    /// The pocket, 0 to 36.
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
