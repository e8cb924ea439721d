//! The odds of a spot, and how they are put together from its settlements.

use std::collections::BTreeMap;

use global_table_games::{Pays, Resolution};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Zero};

/// What a bet on a spot has to expect, from placing to settling. Every number is exact.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Odds {
    /// The probability that it settles with more than the stake.
    pub p_win: BigRational,
    /// The probability that it settles with exactly the stake.
    pub p_push: BigRational,
    /// The probability that it settles with less than the stake.
    pub p_lose: BigRational,
    /// The expected loss, as a fraction of the stake. A push is settled with zero. Negative if the spot favours the
    /// player.
    pub house_edge: BigRational,
    /// How many rounds it lies on the table at the mean, the one that settles it included. At least 1.
    pub expected_rounds: BigRational,
}

/// The settlements of one round, each with the number of equally likely outcomes that lead to it.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Tally(BTreeMap<(i32, u32), u128>);

impl Tally {
    /// Counts `weight` outcomes that do this to the bet.
    ///
    /// `None`, and nothing is counted, if the bet is not settled.
    pub fn add(&mut self, resolution: Resolution, weight: u128) -> Option<()> {
        let Pays { win, per } = net(resolution)?;
        *self.0.entry((win, per)).or_default() += weight;
        Some(())
    }

    /// The odds of a spot that is settled in one round.
    ///
    /// `None` of an empty tally.
    pub fn odds(&self) -> Option<Odds> {
        let total: u128 = self.0.values().sum();
        if total == 0 {
            return None;
        }
        let share = |sign: i32| {
            let of = |(win, _): &(i32, u32)| win.signum() == sign;
            let weight: u128 = self.0.iter().filter(|(pays, _)| of(pays)).map(|(_, w)| w).sum();
            BigRational::new(weight.into(), total.into())
        };
        let net: BigRational = self
            .0
            .iter()
            .map(|(&(win, per), &weight)| BigRational::new(BigInt::from(win) * weight, per.into()))
            .sum();
        Some(Odds {
            p_win: share(1),
            p_push: share(0),
            p_lose: share(-1),
            house_edge: -net / BigInt::from(total),
            expected_rounds: BigRational::one(),
        })
    }
}

/// What a settled bet wins net, `None` of a bet that is not settled.
pub(crate) fn net(resolution: Resolution) -> Option<Pays> {
    match resolution {
        Resolution::Lose => Some(Pays::new(-1, 1)),
        Resolution::Push => Some(Pays::new(0, 1)),
        Resolution::Win(pays) => Some(pays),
        Resolution::Stay | Resolution::Move(_) => None,
    }
}

/// The numbers of [`Odds`] as unknowns of a linear system: win, push, lose, net, rounds.
pub(crate) type Measures = [BigRational; 5];

/// What a settlement alone adds to each of the [`Measures`].
pub(crate) fn measures(pays: Pays) -> Measures {
    let is = |sign: i32| {
        if pays.win.signum() == sign {
            BigRational::one()
        } else {
            BigRational::zero()
        }
    };
    let net = BigRational::new(pays.win.into(), pays.per.into());
    [is(1), is(0), is(-1), net, BigRational::zero()]
}

impl From<Measures> for Odds {
    fn from([p_win, p_push, p_lose, net, expected_rounds]: Measures) -> Self {
        Self {
            p_win,
            p_push,
            p_lose,
            house_edge: -net,
            expected_rounds,
        }
    }
}

#[cfg(test)]
mod tests {
    use global_table_games::SpotId;

    use super::*;

    fn fraction(over: i32, under: i32) -> BigRational {
        BigRational::new(over.into(), under.into())
    }

    #[test]
    fn a_tally_should_weigh_what_it_counts() {
        let mut tally = Tally::default();
        for (resolution, weight) in [
            (Resolution::Win(Pays::new(3, 2)), 2),
            (Resolution::Win(Pays::new(0, 1)), 1),
            (Resolution::Push, 1),
            // A part of the stake is lost.
            (Resolution::Win(Pays::new(-1, 4)), 4),
            (Resolution::Lose, 2),
        ] {
            assert_eq!(tally.add(resolution, weight), Some(()));
        }
        let odds = tally.odds().expect("it is not empty");
        assert_eq!(odds.p_win, fraction(2, 10));
        assert_eq!(odds.p_push, fraction(2, 10));
        assert_eq!(odds.p_lose, fraction(6, 10));
        // 3 - 1 - 2 is nothing.
        assert_eq!(odds.house_edge, fraction(0, 1));
        assert_eq!(odds.expected_rounds, fraction(1, 1));
    }

    #[test]
    fn a_tally_should_refuse_what_is_not_settled() {
        let mut tally = Tally::default();
        assert_eq!(tally.add(Resolution::Stay, 1), None);
        assert_eq!(tally.add(Resolution::Move(SpotId(4)), 1), None);
        assert_eq!(tally.odds(), None);
    }
}
