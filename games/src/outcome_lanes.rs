//! The exposure of a game whose every bet is decided at once, by one of a few outcomes.

use crate::{
    exposure::{bits, Change},
    payout, Amount, Overflow, Prize,
};

/// What is owed by each of `OUTCOMES` outcomes, of which there are at most 64: sets of them are bits.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct OutcomeLanes<const OUTCOMES: usize> {
    /// The payouts of the spots that win by the outcome.
    outcomes: [Amount; OUTCOMES],
    /// All stakes: a void round gives them back.
    stakes: Amount,
    /// The best payouts of all spots. No lane is above it: if it fits, everything does.
    ceiling: Amount,
}

impl<const OUTCOMES: usize> Default for OutcomeLanes<OUTCOMES> {
    fn default() -> Self {
        Self {
            outcomes: [0; OUTCOMES],
            stakes: 0,
            ceiling: 0,
        }
    }
}

impl<const OUTCOMES: usize> OutcomeLanes<OUTCOMES> {
    /// The total of a spot changes from `from` to `to`. `sets` holds the outcomes that bring each of its `prizes`, of
    /// which the last is the best.
    ///
    /// # Errors
    ///
    /// See [`crate::Lanes::raise`]; also for a spot without prizes.
    pub(crate) fn raise(
        &mut self,
        prizes: &[Prize],
        sets: &[u64],
        from: Amount,
        to: Amount,
    ) -> Result<(), Overflow> {
        let owed = |prize: &Prize| Change::new(payout(from, prize.pays), payout(to, prize.pays));
        owed(prizes.last().ok_or(Overflow)?)?.apply(&mut self.ceiling)?;
        Change::new(Some(from), Some(to))?.apply(&mut self.stakes)?;
        for (prize, set) in prizes.iter().zip(sets) {
            let owed = owed(prize)?;
            for outcome in bits(*set) {
                self.outcomes
                    .get_mut(outcome)
                    .map_or(Ok(()), |lane| owed.apply(lane))?;
            }
        }
        Ok(())
    }

    /// The most that any outcome, or a void round, makes due.
    pub(crate) fn most(&self) -> Amount {
        self.outcomes.iter().copied().fold(self.stakes, Amount::max)
    }
}
