//! Exposure: one lane for each roll, the order of the dice aside, and one for the refund of a void round.

use super::{
    roll::ROLLS,
    spots::{sets, LAYOUT},
};
use crate::{outcome_lanes::OutcomeLanes, Amount, Overflow, SpotId};

/// What is owed by each roll.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Lanes(OutcomeLanes<ROLLS>);

impl crate::Lanes for Lanes {
    fn raise(&mut self, spot: SpotId, from: Amount, to: Amount) -> Result<(), Overflow> {
        let spot = LAYOUT.get(spot.index()).ok_or(Overflow)?;
        self.0.raise(spot.pays, sets(spot.id), from, to)
    }

    fn most(&self) -> Result<Amount, Overflow> {
        Ok(self.0.most())
    }
}
