//! Exposure.
//!
//! The best results of all spots come together: a perfect pair of eights against an eight of the same suit (suited
//! three of a kind), split, a 3 to each, both doubled, and a dealer who busts. No deal pays any spot more than that
//! one, so the most that can be owed is the sum of the best payouts. All stakes together are less.

use super::spots::LAYOUT;
use crate::{exposure::Change, payout, Amount, Overflow, Pays, Prize, SpotId};

/// The payouts of that one deal.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Lanes {
    owed: Amount,
}

/// What the spot pays most, found by comparing cross products.
fn best(pays: &'static [Prize]) -> Option<Pays> {
    let less = |a: Pays, b: Pays| {
        let times = |win: i32, per: u32| i64::from(win).saturating_mul(per.into());
        times(a.win, b.per) < times(b.win, a.per)
    };
    let pays = pays.iter().map(|prize| prize.pays);
    pays.reduce(|best, next| if less(best, next) { next } else { best })
}

impl crate::Lanes for Lanes {
    fn raise(&mut self, spot: SpotId, from: Amount, to: Amount) -> Result<(), Overflow> {
        let spot = LAYOUT.get(spot.index()).ok_or(Overflow)?;
        let best = best(spot.pays).ok_or(Overflow)?;
        Change::new(payout(from, best), payout(to, best))?.apply(&mut self.owed)
    }

    fn most(&self) -> Result<Amount, Overflow> {
        Ok(self.owed)
    }
}
