//! Exposure: one lane per pocket, and one for the refund of a void round.

use super::spots::{coverage, LAYOUT, POCKETS};
use crate::{
    exposure::{bits, Change},
    payout, Amount, Overflow, Spot, SpotId,
};

/// What is owed in each pocket.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Lanes {
    /// The payouts of the spots that cover the pocket.
    pockets: [Amount; POCKETS as usize],
    /// All stakes.
    stakes: Amount,
    /// The payouts of all spots. No lane is above it: if it fits, everything does.
    ceiling: Amount,
}

impl Default for Lanes {
    fn default() -> Self {
        Self {
            pockets: [0; POCKETS as usize],
            stakes: 0,
            ceiling: 0,
        }
    }
}

impl crate::Lanes for Lanes {
    fn raise(&mut self, spot: SpotId, from: Amount, to: Amount) -> Result<(), Overflow> {
        let Some(Spot {
            pays: [prize, ..], ..
        }) = LAYOUT.get(spot.index())
        else {
            return Err(Overflow);
        };
        let owed = Change::new(payout(from, prize.pays), payout(to, prize.pays))?;
        owed.apply(&mut self.ceiling)?;
        Change::new(Some(from), Some(to))?.apply(&mut self.stakes)?;
        for pocket in bits(coverage(spot)) {
            self.pockets
                .get_mut(pocket)
                .map_or(Ok(()), |lane| owed.apply(lane))?;
        }
        Ok(())
    }

    fn most(&self) -> Result<Amount, Overflow> {
        Ok(self.pockets.iter().copied().fold(self.stakes, Amount::max))
    }
}
