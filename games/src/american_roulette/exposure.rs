//! Exposure: one lane per pocket, and one for the refund of a void round.

use super::spots::{coverage, LAYOUT, POCKETS};
use crate::{outcome_lanes::OutcomeLanes, Amount, Overflow, SpotId};

/// What is owed in each pocket.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Lanes(OutcomeLanes<{ POCKETS as usize }>);

impl crate::Lanes for Lanes {
    fn raise(&mut self, spot: SpotId, from: Amount, to: Amount) -> Result<(), Overflow> {
        let spot = LAYOUT.get(spot.index()).ok_or(Overflow)?;
        self.0.raise(spot.pays, &[coverage(spot.id)], from, to)
    }

    fn most(&self) -> Result<Amount, Overflow> {
        Ok(self.0.most())
    }
}
