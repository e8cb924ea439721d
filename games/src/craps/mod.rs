//! Craps: two dice, one shooter, one puck for everybody. One round is one roll.
//!
//! Every bet works on every roll after it was placed, come-out rolls included. A bet is decided once, at the first roll
//! at which its result can no longer change, and then leaves the table.
//!
//! Some bets count what many rolls bring (small, tall, all, repeaters, fire, ...). Their marks are the table's, in
//! [`State`], the same for everybody; so these bets are taken only where their count starts.

mod exposure;
mod marks;
mod permit;
mod prizes;
mod resolve;
mod roll;
mod spots;
mod state;

pub use exposure::Lanes;
pub use spots::{NUMBERS, SPOTS};
pub use state::State;

use crate::{Amount, Faces, Game, GameId, NotPermitted, Resolution, Rules, Spot, SpotId};
use roll::Roll;

/// The rules of craps.
pub struct Craps;

impl Game for Craps {
    const ID: GameId = GameId::Craps;
    type State = State;
    /// Two dice, 1 to 6, in the order of drawing.
    type Outcome = [u8; 2];
    type Lanes = Lanes;

    fn layout() -> &'static [Spot] {
        &spots::LAYOUT
    }

    fn next(state: &State, dice: &[u8; 2]) -> State {
        Roll::of(dice).map_or(*state, |roll| state.next(roll))
    }

    fn draw(faces: &mut Faces) -> [u8; 2] {
        [(); 2].map(|()| faces.face(6).saturating_add(1))
    }

    fn resolve(spot: SpotId, state: &State, dice: &[u8; 2]) -> Resolution {
        Roll::of(dice).map_or(Resolution::Stay, |roll| resolve::resolve(spot, state, roll))
    }

    fn permit(
        state: &State,
        rules: &Rules,
        spot: SpotId,
        amount: Amount,
        own: impl Fn(SpotId) -> Amount,
    ) -> Result<(), NotPermitted> {
        permit::permit(state, rules, spot, amount, own)
    }

    fn permit_take_down(
        state: &State,
        rules: &Rules,
        spot: SpotId,
        amount: Amount,
        own: impl Fn(SpotId) -> Amount,
    ) -> Result<(), NotPermitted> {
        permit::permit_take_down(state, rules, spot, amount, own)
    }

    fn lanes(state: &State) -> Lanes {
        Lanes::new(state)
    }
}
