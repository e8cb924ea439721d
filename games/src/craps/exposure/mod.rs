//! Exposure.
//!
//! The coming rolls begin with one that decides the one-roll bets and moves the fresh line bets along. After it, every
//! total but 7 goes its own way, whatever the others do: it is hit (the hard way first at best, in every way, and as
//! often as a count needs) before the next 7, or not. The rolls end with that 7, at which the wrong side of the totals
//! not hit is paid, or with an abandoned table, which gives back the stakes on them. So the most that can be owed is a
//! maximum over the 21 pairs of the first roll and the two endings, of a sum over totals of the better of two fates
//! (`apart`).
//!
//! Bets that count tie the fates of several totals together: with one of them in the book, the maximum is taken over
//! the sets of totals that are hit (`joint`). A 7 on a come-out decides all bets but those that go with the shooter,
//! for whom everything is still to come: they can always be worth their best then.

mod apart;
mod half;
mod joint;

use super::{
    marks::{total_index, Count, HIGH, LOW, TOTALS},
    roll::{pairs_with_total, Roll, PAIRS},
    spots::{fate, number_index, Rule},
    State,
};
use crate::{
    exposure::{bits, Change},
    payout, Amount, Overflow, Prize, SpotId,
};

/// The pairs that make 7.
const SEVENS: u32 = pairs_with_total(&[7]);

/// What is owed on each way the coming rolls can go.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Lanes {
    /// The table. The line bets stand on its point; they are fresh while the puck is off.
    state: State,
    /// One-roll bets: their payouts on each pair.
    once: [Amount; PAIRS],
    /// The bets that stand on each total.
    totals: [OnTotal; TOTALS.len()],
    /// The bets that the next roll decides or puts on a number.
    fresh: OnTotal,
    /// The stakes of the fresh bets that 12 pushes.
    barred: Amount,
    /// `muggsy`, if a number comes next and a 7 after it.
    muggsy: Goal,
    counts: Counts,
    /// All stakes.
    stakes: Amount,
    /// The best payouts of all spots together. Nothing here is above it: if it fits, everything does.
    ceiling: Amount,
}

/// Bets that wait for a total or 7.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
struct OnTotal {
    /// Payouts when the total is hit.
    right: Amount,
    /// Payouts besides when it is hit as a double.
    hard: Amount,
    /// Payouts on 7.
    wrong: Amount,
    /// The stakes of them all.
    stakes: Amount,
    /// The repeater.
    repeater: Goal,
}

/// A bet that is paid at its goal, and loses on a 7 before it.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
struct Goal {
    paid: Amount,
    stake: Amount,
}

/// The bets that tie totals together.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
struct Counts {
    small: Goal,
    tall: Goal,
    all: Goal,
    twice_hard: Goal,
    hot_roller: Tiers,
    doubles: Tiers,
    /// `fire` at its goal, and at a seven-out now.
    fire: Goal,
    fire_now: Amount,
    /// `ride_the_line` at its goal, and at a seven-out now.
    ride: Goal,
    ride_now: Amount,
    /// The stakes of them all.
    stakes: Amount,
}

/// A bet that any 7 pays by its count, and that is paid at once at the last one.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
struct Tiers {
    paid: [Amount; 7],
    stake: Amount,
}

/// How the coming rolls end for the bets that wait.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ending {
    /// With the next 7.
    Seven,
    /// With an abandoned table, before that 7.
    Abandoned,
}

/// What a first roll other than 7 leads to.
struct First {
    /// Where the total stands in [`TOTALS`].
    index: usize,
    /// What is owed at once, counting bets aside.
    owed: Amount,
    /// The bets that are then on its total.
    rest: OnTotal,
}

impl Lanes {
    pub(super) fn new(state: &State) -> Self {
        Self {
            state: State {
                point: state.point.filter(|point| number_index(*point).is_some()),
                ..*state
            },
            once: [0; PAIRS],
            totals: [OnTotal::default(); TOTALS.len()],
            fresh: OnTotal::default(),
            barred: 0,
            muggsy: Goal::default(),
            counts: Counts::default(),
            stakes: 0,
            ceiling: 0,
        }
    }

    /// The bets on `total`.
    fn on(&mut self, total: u8) -> Result<&mut OnTotal, Overflow> {
        total_index(total)
            .and_then(|index| self.totals.get_mut(index))
            .ok_or(Overflow)
    }

    /// The bets beside which a line bet stands.
    fn line(&mut self) -> Result<&mut OnTotal, Overflow> {
        match self.state.point {
            Some(point) => self.on(point),
            None => Ok(&mut self.fresh),
        }
    }

    /// The one-roll bets on a pair.
    fn once(&self, first: &Roll) -> Amount {
        self.once.get(usize::from(first.pair)).copied().unwrap_or(0)
    }

    /// What is owed when a 7 comes next, and at best after it to the bets of a shooter who goes on.
    fn owed_on_seven(&self, seven: &Roll) -> Amount {
        let counts = &self.counts;
        let shooter = match self.state.point {
            Some(_) => [counts.fire_now, counts.ride_now],
            None => [counts.fire.paid, counts.ride.paid],
        };
        let at_marks = |tiers: &Tiers, count: Count| tiers.at(count.of(&self.state), Ending::Seven);
        sum(self.totals.iter().map(|on| on.wrong))
            .saturating_add(self.once(seven))
            .saturating_add(self.fresh.right)
            .saturating_add(at_marks(&counts.hot_roller, Count::HotRoller))
            .saturating_add(at_marks(&counts.doubles, Count::Doubles))
            .saturating_add(sum(shooter.into_iter()))
    }

    /// `None` for a 7.
    fn first(&self, first: &Roll) -> Option<First> {
        let index = total_index(first.total)?;
        let on = self.totals.get(index)?;
        let mut owed = self.once(first).saturating_add(on.right);
        if first.hard {
            owed = owed.saturating_add(on.hard);
        }
        let mut rest = OnTotal::default();
        match first.total {
            2 | 3 => owed = owed.saturating_add(self.fresh.wrong),
            11 => owed = owed.saturating_add(self.fresh.right),
            12 => owed = owed.saturating_add(self.barred),
            _ => rest = self.fresh,
        }
        if self.state.repeats_at(first.total) {
            owed = owed.saturating_add(on.repeater.paid);
        } else {
            rest.repeater = on.repeater;
        }
        Some(First { index, owed, rest })
    }

    /// `muggsy`, if `first` brings it to its second stage and the rolls end straight after that.
    fn muggsy(&self, first: &Roll, ending: Ending) -> Option<Amount> {
        let waits =
            self.state.point.is_none() && number_index(first.total).is_some() && self.muggsy.stake > 0;
        waits.then_some(match ending {
            Ending::Seven => self.muggsy.paid,
            Ending::Abandoned => self.muggsy.stake,
        })
    }
}

impl OnTotal {
    fn hit(&self) -> Amount {
        self.right
            .saturating_add(self.hard)
            .saturating_add(self.repeater.paid)
    }

    fn missed(&self, ending: Ending) -> Amount {
        match ending {
            Ending::Seven => self.wrong,
            Ending::Abandoned => self.stakes.saturating_add(self.repeater.stake),
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

impl Goal {
    fn at(&self, reached: bool, ending: Ending) -> Amount {
        match (reached, ending) {
            (true, _) => self.paid,
            (false, Ending::Seven) => 0,
            (false, Ending::Abandoned) => self.stake,
        }
    }

    fn raise(&mut self, owed: Change, stake: Change) -> Result<(), Overflow> {
        stake.apply(&mut self.stake)?;
        owed.apply(&mut self.paid)
    }
}

impl Tiers {
    fn at(&self, count: u8, ending: Ending) -> Amount {
        match self.paid.get(usize::from(count)) {
            Some(_) if count < 6 && ending == Ending::Abandoned => self.stake,
            Some(paid) => *paid,
            None => 0,
        }
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

/// The change of what a count is paid that ends where it is `marks`.
fn owed_at(
    count: Count,
    marks: u8,
    pays: &'static [Prize],
    from: Amount,
    to: Amount,
) -> Result<Change, Overflow> {
    match count.prize(pays, marks) {
        Some(prize) => owed(prize, from, to),
        None => Change::new(Some(0), Some(0)),
    }
}

/// The prize that pays most.
fn best(pays: &'static [Prize]) -> Option<&'static Prize> {
    let value = |prize: &Prize| (i64::from(prize.pays.win) << 32).checked_div(prize.pays.per.into());
    pays.iter().max_by_key(|prize| value(prize))
}

impl Lanes {
    fn raise_once(
        &mut self,
        (pairs, prize): (u32, &Prize),
        from: Amount,
        to: Amount,
    ) -> Result<(), Overflow> {
        let owed = owed(prize, from, to)?;
        for pair in bits(u64::from(pairs)) {
            self.once.get_mut(pair).map_or(Ok(()), |lane| owed.apply(lane))?;
        }
        Ok(())
    }

    fn raise_count(
        &mut self,
        count: Count,
        pays: &'static [Prize],
        from: Amount,
        to: Amount,
    ) -> Result<(), Overflow> {
        let stake = Change::new(Some(from), Some(to))?;
        let (goal, now) = match count {
            Count::Fire => (&mut self.counts.fire, &mut self.counts.fire_now),
            Count::Ride => (&mut self.counts.ride, &mut self.counts.ride_now),
            Count::HotRoller | Count::Doubles => {
                let tiers = match count {
                    Count::HotRoller => &mut self.counts.hot_roller,
                    _ => &mut self.counts.doubles,
                };
                stake.apply(&mut tiers.stake)?;
                return (0..)
                    .zip(&mut tiers.paid)
                    .try_for_each(|(marks, paid)| owed_at(count, marks, pays, from, to)?.apply(paid));
            }
        };
        owed_at(count, count.of(&self.state), pays, from, to)?.apply(now)?;
        goal.raise(owed_at(count, count.goal(), pays, from, to)?, stake)
    }
}

impl crate::Lanes for Lanes {
    fn raise(&mut self, spot: SpotId, from: Amount, to: Amount) -> Result<(), Overflow> {
        let (rule, _, pays) = fate(spot).ok_or(Overflow)?;
        let most = owed(best(pays).ok_or(Overflow)?, from, to)?;
        let stake = Change::new(Some(from), Some(to))?;
        most.apply(&mut self.ceiling)?;
        stake.apply(&mut self.stakes)?;
        if matches!(rule, Rule::Totals(_) | Rule::TwiceHard | Rule::Count(_)) {
            stake.apply(&mut self.counts.stakes)?;
        }
        match rule {
            Rule::Pass => self.line()?.raise(Side::Right, most, stake),
            Rule::Come => self.fresh.raise(Side::Right, most, stake),
            Rule::DontPass | Rule::DontCome => {
                let fresh = self.state.point.is_none() || matches!(rule, Rule::DontCome);
                if fresh {
                    stake.apply(&mut self.barred)?;
                }
                let on = if fresh { &mut self.fresh } else { self.line()? };
                on.raise(Side::Wrong, most, stake)
            }
            Rule::Right(total) => self.on(total)?.raise(Side::Right, most, stake),
            Rule::Hard(total) => self.on(total)?.raise(Side::Hard, most, stake),
            Rule::Wrong(total) => self.on(total)?.raise(Side::Wrong, most, stake),
            Rule::Repeat(total) => self.on(total)?.repeater.raise(most, stake),
            Rule::Totals(LOW) => self.counts.small.raise(most, stake),
            Rule::Totals(HIGH) => self.counts.tall.raise(most, stake),
            Rule::Totals(_) => self.counts.all.raise(most, stake),
            Rule::TwiceHard => self.counts.twice_hard.raise(most, stake),
            Rule::Count(count) => self.raise_count(count, pays, from, to),
            Rule::Muggsy => {
                let [come_out, then] = pays else {
                    return Err(Overflow);
                };
                if self.state.point.is_some() {
                    return self.raise_once((SEVENS, then), from, to);
                }
                self.muggsy.raise(most, stake)?;
                self.raise_once((SEVENS, come_out), from, to)
            }
            Rule::Once(sets) => sets
                .iter()
                .zip(pays)
                .try_for_each(|(pairs, prize)| self.raise_once((*pairs, prize), from, to)),
        }
    }

    fn most(&self) -> Result<Amount, Overflow> {
        let most = if self.counts.stakes == 0 {
            apart::most(self)
        } else {
            joint::most(self)
        };
        Ok(most.max(self.stakes))
    }
}
