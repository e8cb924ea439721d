//! Sic bo: three dice, 52 spots. One round is one roll, and nothing outlives it.
//!
//! There are no pushes, and the sides (small, big, odd and even) lose on every triple.

mod exposure;
mod resolve;
mod roll;
mod spots;

pub use exposure::Lanes;
pub use spots::SPOTS;

use crate::{Faces, Game, GameId, Resolution, Spot, SpotId};

/// The rules of sic bo.
pub struct SicBo;

impl Game for SicBo {
    const ID: GameId = GameId::SicBo;
    type State = ();
    /// Three dice, 1 to 6, in the order of drawing.
    type Outcome = [u8; 3];
    type Lanes = Lanes;

    fn layout() -> &'static [Spot] {
        &spots::LAYOUT
    }

    fn next(_: &(), _: &[u8; 3]) {}

    fn draw(faces: &mut Faces) -> [u8; 3] {
        [(); 3].map(|()| faces.face(6).saturating_add(1))
    }

    fn resolve(spot: SpotId, _: &(), dice: &[u8; 3]) -> Resolution {
        let (Some(roll), Some((rule, prizes))) = (roll::Roll::of(*dice), spots::rule(spot)) else {
            return Resolution::Stay;
        };
        let prize = rule.prize(roll).and_then(|index| prizes.get(index));
        prize.map_or(Resolution::Lose, |prize| Resolution::Win(prize.pays))
    }

    fn lanes(_: &()) -> Lanes {
        Lanes::default()
    }
}
