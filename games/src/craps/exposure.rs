//! Exposure.
//!
//! The coming rolls begin with one that decides the one-roll bets and moves the fresh line bets along. After it, every
//! number goes its own way, whatever the others do: it is hit (the hard way first, at best) before the first 7, or not.
//! The sequence ends with that 7, at which the wrong side of the numbers not hit is paid, or with an abandoned table,
//! which gives back the stakes on them. So the most that can be owed is a maximum over the 21 pairs of the first roll
//! and the two endings, of a sum over numbers of the better of two fates; and each of these is a sum of payouts of spots.

use super::{
    roll::{Roll, PAIRS, ROLLS},
    spots::{fate, number_index, Rule, NUMBERS},
    State,
};
use crate::{
    exposure::{bits, Change},
    payout, Amount, Overflow, Prize, SpotId,
};

/// What is owed on each way the coming rolls can go.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Lanes {
    /// The number on which the line bets stand; they are fresh while it is off.
    point: Option<u8>,
    /// One-roll bets: their payouts on each pair.
    once: [Amount; PAIRS],
    /// The bets that stand on each number.
    numbers: [OnNumber; NUMBERS.len()],
    /// The bets that the next roll decides or puts on a number.
    fresh: OnNumber,
    /// The stakes of the fresh bets that 12 pushes.
    barred: Amount,
    /// All stakes.
    stakes: Amount,
    /// The best payouts of all spots together. Nothing here is above it: if it fits, everything does.
    ceiling: Amount,
}

/// Bets that wait for a number or 7.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
struct OnNumber {
    /// Payouts when the number is hit.
    right: Amount,
    /// Payouts besides when it is hit as a double.
    hard: Amount,
    /// Payouts on 7.
    wrong: Amount,
    /// The stakes of them all.
    stakes: Amount,
}

/// The most that the bets on some numbers can still bring, by how the rolls end.
#[derive(Clone, Copy, Default)]
struct Future {
    seven: Amount,
    abandoned: Amount,
}

impl Lanes {
    pub(super) fn new(state: &State) -> Self {
        Self {
            point: state.point.filter(|point| number_index(*point).is_some()),
            once: [0; PAIRS],
            numbers: [OnNumber::default(); NUMBERS.len()],
            fresh: OnNumber::default(),
            barred: 0,
            stakes: 0,
            ceiling: 0,
        }
    }

    /// The bets on `number`.
    fn on(&mut self, number: u8) -> Result<&mut OnNumber, Overflow> {
        number_index(number)
            .and_then(|index| self.numbers.get_mut(usize::from(index)))
            .ok_or(Overflow)
    }

    /// The bets beside which a line bet stands.
    fn line(&mut self) -> Result<&mut OnNumber, Overflow> {
        match self.point {
            Some(point) => self.on(point),
            None => Ok(&mut self.fresh),
        }
    }

    /// What is owed when `first` is the next roll and the bets on the numbers then have the `future`.
    fn owed(&self, first: &Roll, future: Future) -> Amount {
        let once = self.once.get(usize::from(first.pair)).copied().unwrap_or(0);
        let later = match (first.total, number_index(first.total)) {
            (7, _) => sum(self.numbers.iter().map(|n| n.wrong)).saturating_add(self.fresh.right),
            (2 | 3, _) => future.most().saturating_add(self.fresh.wrong),
            (12, _) => future.most().saturating_add(self.barred),
            (11, _) => future.most().saturating_add(self.fresh.right),
            (_, index) => {
                let index = index.map_or(NUMBERS.len(), usize::from);
                let Some(hit) = self.numbers.get(index) else {
                    return once;
                };
                let hard = if first.hard { hit.hard } else { 0 };
                let future = future.without(hit.future()).with(self.fresh.future());
                future.most().saturating_add(hit.right).saturating_add(hard)
            }
        };
        once.saturating_add(later)
    }
}

impl OnNumber {
    fn future(&self) -> Future {
        let hit = self.right.saturating_add(self.hard);
        Future {
            seven: hit.max(self.wrong),
            abandoned: hit.max(self.stakes),
        }
    }

    fn raise(&mut self, side: Side, owed: Change, stake: Change) -> Result<(), Overflow> {
        stake.apply(&mut self.stakes)?;
        owed.apply(match side {
            Side::Right => &mut self.right,
            Side::Hard => &mut self.hard,
            Side::Wrong => &mut self.wrong,
        })
    }
}

#[derive(Clone, Copy)]
enum Side {
    Right,
    Hard,
    Wrong,
}

impl Future {
    fn with(self, other: Self) -> Self {
        Self {
            seven: self.seven.saturating_add(other.seven),
            abandoned: self.abandoned.saturating_add(other.abandoned),
        }
    }

    fn without(self, other: Self) -> Self {
        Self {
            seven: self.seven.saturating_sub(other.seven),
            abandoned: self.abandoned.saturating_sub(other.abandoned),
        }
    }

    fn most(self) -> Amount {
        self.seven.max(self.abandoned)
    }
}

/// Sums below the ceiling, which fits: nothing saturates.
fn sum(amounts: impl Iterator<Item = Amount>) -> Amount {
    amounts.fold(0, Amount::saturating_add)
}

/// The change of a prize when the total of its spot changes.
fn owed(prize: &Prize, from: Amount, to: Amount) -> Result<Change, Overflow> {
    Change::new(payout(from, prize.pays), payout(to, prize.pays))
}

/// The prize that pays most.
fn best(pays: &'static [Prize]) -> Option<&'static Prize> {
    let value = |prize: &Prize| (u64::from(prize.pays.win) << 32).checked_div(prize.pays.per.into());
    pays.iter().max_by_key(|prize| value(prize))
}

impl crate::Lanes for Lanes {
    fn raise(&mut self, spot: SpotId, from: Amount, to: Amount) -> Result<(), Overflow> {
        let (rule, _, pays) = fate(spot).ok_or(Overflow)?;
        let most = owed(best(pays).ok_or(Overflow)?, from, to)?;
        let stake = Change::new(Some(from), Some(to))?;
        most.apply(&mut self.ceiling)?;
        stake.apply(&mut self.stakes)?;
        match rule {
            Rule::Pass => self.line()?.raise(Side::Right, most, stake),
            Rule::Come => self.fresh.raise(Side::Right, most, stake),
            Rule::DontPass | Rule::DontCome => {
                let fresh = self.point.is_none() || matches!(rule, Rule::DontCome);
                if fresh {
                    stake.apply(&mut self.barred)?;
                }
                let on = if fresh { &mut self.fresh } else { self.line()? };
                on.raise(Side::Wrong, most, stake)
            }
            Rule::Right(number) => self.on(number)?.raise(Side::Right, most, stake),
            Rule::Hard(number) => self.on(number)?.raise(Side::Hard, most, stake),
            Rule::Wrong(number) => self.on(number)?.raise(Side::Wrong, most, stake),
            Rule::Once(sets) => {
                for (pairs, prize) in sets.iter().zip(pays) {
                    let owed = owed(prize, from, to)?;
                    for pair in bits(u64::from(*pairs)) {
                        self.once.get_mut(pair).map_or(Ok(()), |lane| owed.apply(lane))?;
                    }
                }
                Ok(())
            }
        }
    }

    fn most(&self) -> Result<Amount, Overflow> {
        let future = self
            .numbers
            .iter()
            .fold(Future::default(), |sum, n| sum.with(n.future()));
        Ok(ROLLS
            .iter()
            .map(|first| self.owed(first, future))
            .fold(self.stakes, Amount::max))
    }
}
