//! The most that the house can owe.

use core::fmt;

use crate::{
    american_roulette, american_roulette::AmericanRoulette, baccarat, baccarat::Baccarat, blackjack,
    blackjack::Blackjack, craps, craps::Craps, roulette, roulette::Roulette, sic_bo, sic_bo::SicBo, Amount,
    Game, SpotId, TableState,
};

/// An amount does not fit, or a spot is not in the layout. No book that the table's limits allow gets there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Overflow;

impl fmt::Display for Overflow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the amounts of this book do not fit; refuse the bet that was added last")
    }
}

impl core::error::Error for Overflow {}

/// What a game keeps so that its exposure is quickly known after each bet: sums that are linear in the payouts of the
/// spots, one for each way the coming outcomes can go.
pub trait Lanes {
    /// The total of `spot` changes from `from` to `to`, up or down.
    ///
    /// # Errors
    ///
    /// [`Overflow`]; nothing is changed then, provided that `from` is the amount that the lanes hold of that spot.
    fn raise(&mut self, spot: SpotId, from: Amount, to: Amount) -> Result<(), Overflow>;

    /// The most that can be owed.
    ///
    /// # Errors
    ///
    /// [`Overflow`] if that does not fit an [`Amount`].
    fn most(&self) -> Result<Amount, Overflow>;
}

/// The payout of a spot, or its total, goes from one amount to another.
#[derive(Clone, Copy)]
pub(crate) struct Change {
    from: Amount,
    to: Amount,
}

impl Change {
    pub(crate) fn new(from: Option<Amount>, to: Option<Amount>) -> Result<Self, Overflow> {
        Ok(Self {
            from: from.ok_or(Overflow)?,
            to: to.ok_or(Overflow)?,
        })
    }

    /// Carries the change over to a sum of which the amount is a part. An error leaves the sum as it was.
    pub(crate) fn apply(self, sum: &mut Amount) -> Result<(), Overflow> {
        let rest = sum.checked_sub(self.from).ok_or(Overflow)?;
        *sum = rest.checked_add(self.to).ok_or(Overflow)?;
        Ok(())
    }
}

/// The positions of the bits that are set in `set`, from the lowest.
pub(crate) fn bits(mut set: u64) -> impl Iterator<Item = usize> {
    core::iter::from_fn(move || {
        let lowest = (set != 0).then(|| set.trailing_zeros() as usize);
        set &= set.wrapping_sub(1);
        lowest
    })
}

/// The exposure of a book: the most that the house can owe to the bets of its totals, stakes included, over every
/// sequence of outcomes from now on. Exact, but for the smallest units that rounding takes from bets of several players
/// on one spot.
///
/// An abandoned table gives every bet still up its stake back at any moment between rounds, which this includes. A void
/// round gives back the stakes of that round alone, and older bets stay up. The totals don't say which is which, so
/// whoever reserves money for a book keeps the greater of [`Self::most`] and the sum of what was reserved for the bets
/// that were up when the round opened and the stakes put down since.
#[derive(Clone, Debug)]
pub struct Exposure(Kind);

#[derive(Clone, Debug)]
#[allow(
    clippy::large_enum_variant,
    reason = "there is one at a time, and no heap to spare for it"
)]
enum Kind {
    Roulette(roulette::Lanes),
    Craps(craps::Lanes),
    AmericanRoulette(american_roulette::Lanes),
    SicBo(sic_bo::Lanes),
    Baccarat(baccarat::Lanes),
    Blackjack(blackjack::Lanes),
}

impl Exposure {
    /// The exposure of a book with `totals[spot]` on each spot, at a table in `state`. Spots beyond the end of `totals`
    /// hold nothing.
    ///
    /// # Errors
    ///
    /// [`Overflow`] if the amounts do not fit, or if there is money beyond the end of the layout.
    pub fn of(state: &TableState, totals: &[Amount]) -> Result<Self, Overflow> {
        let mut exposure = Self(match state {
            TableState::Roulette => Kind::Roulette(Roulette::lanes(&())),
            TableState::Craps(state) => Kind::Craps(Craps::lanes(state)),
            TableState::AmericanRoulette => Kind::AmericanRoulette(AmericanRoulette::lanes(&())),
            TableState::SicBo => Kind::SicBo(SicBo::lanes(&())),
            TableState::Baccarat => Kind::Baccarat(Baccarat::lanes(&())),
            TableState::Blackjack => Kind::Blackjack(Blackjack::lanes(&())),
        });
        for (index, total) in totals.iter().enumerate().filter(|(_, total)| **total > 0) {
            let spot = SpotId(u8::try_from(index).map_err(|_| Overflow)?);
            exposure.raise(spot, 0, *total)?;
        }
        Ok(exposure)
    }

    /// The total of `spot` grew from `from` to `to`: a few additions. It can be taken back by the reverse call.
    ///
    /// # Errors
    ///
    /// [`Overflow`] if the amounts do not fit or the spot is not in the layout; the exposure is unchanged then,
    /// provided that `from` is what it holds of that spot.
    pub fn raise(&mut self, spot: SpotId, from: Amount, to: Amount) -> Result<(), Overflow> {
        match &mut self.0 {
            Kind::Roulette(lanes) => lanes.raise(spot, from, to),
            Kind::Craps(lanes) => lanes.raise(spot, from, to),
            Kind::AmericanRoulette(lanes) => lanes.raise(spot, from, to),
            Kind::SicBo(lanes) => lanes.raise(spot, from, to),
            Kind::Baccarat(lanes) => lanes.raise(spot, from, to),
            Kind::Blackjack(lanes) => lanes.raise(spot, from, to),
        }
    }

    /// The most that can be owed to the bets of the totals, stakes included.
    ///
    /// # Errors
    ///
    /// [`Overflow`] if that does not fit an [`Amount`].
    pub fn most(&self) -> Result<Amount, Overflow> {
        match &self.0 {
            Kind::Roulette(lanes) => lanes.most(),
            Kind::Craps(lanes) => lanes.most(),
            Kind::AmericanRoulette(lanes) => lanes.most(),
            Kind::SicBo(lanes) => lanes.most(),
            Kind::Baccarat(lanes) => lanes.most(),
            Kind::Blackjack(lanes) => lanes.most(),
        }
    }
}
