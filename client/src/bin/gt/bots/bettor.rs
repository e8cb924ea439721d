//! A bettor: a habit, and what it remembers from round to round.

use global_table_client::{Amount, Bet};

use super::{
    habits::{Habit, ONE_ROLL},
    luck::Luck,
    seat::Seat,
};

/// The numbers on which the puck can stand.
const NUMBERS: [u8; 6] = [4, 5, 6, 8, 9, 10];
/// Spots on which a sweep puts chips in one round.
const SWEEP: usize = 8;
/// One of so many times, what can be taken down is.
const TAKE_DOWN_EVERY: u64 = 10;
/// The golden ratio, as a part of 2^32: its multiples lie evenly between whole numbers, however many they are.
const GOLDEN: u32 = 0x9e37_79b9;

/// Somebody at a table.
#[derive(Clone, Debug)]
pub struct Bettor {
    habit: Habit,
    luck: Luck,
    /// Losses in a row.
    losses: u32,
    /// Where a sweep goes on.
    next: Option<usize>,
}

impl Bettor {
    pub fn new(habit: Habit, seed: u64) -> Self {
        Self {
            habit,
            luck: Luck(seed),
            losses: 0,
            next: None,
        }
    }

    /// What came back in a round in which bets were decided.
    pub fn settled(&mut self, returned: Amount) {
        self.losses = if returned == 0 {
            self.losses.saturating_add(1)
        } else {
            0
        };
    }

    /// The bets for a round. May be empty: not everybody bets in every round.
    pub fn bets(&mut self, mut seat: Seat<'_>, unit: Amount) -> Vec<Bet> {
        let unit = unit.saturating_mul(u128::from(self.luck.below(3)) + 1);
        match self.habit {
            Habit::Pocket(37) => seat.take("straight_00", unit),
            Habit::Pocket(pocket) => seat.take(&format!("straight_{pocket}"), unit),
            Habit::Neighbours => self.neighbours(&mut seat, unit),
            Habit::Doubling(spot) => seat.take(spot, self.doubled(unit)),
            Habit::All(spots) => spots.iter().for_each(|spot| seat.take(spot, unit)),
            Habit::OneOfEach(groups) => {
                let one = |group: &&[&'static str]| self.luck.one_of(group).copied();
                let spots: Vec<&str> = groups.iter().filter_map(one).collect();
                spots.iter().for_each(|spot| seat.once(spot, unit));
            }
            Habit::Keep(spots) => spots.iter().for_each(|spot| seat.once(spot, unit)),
            Habit::Line(flats) => flats.iter().for_each(|flat| line(&mut seat, flat, unit)),
            Habit::Hops => self.hops(&mut seat, unit),
            Habit::Scatter => self.scatter(&mut seat, unit),
            Habit::Sweep(walker) => self.sweep(&mut seat, walker, unit),
        }
        seat.bets
    }

    /// What to take down in a round, now and then: a bet that the game lets go, or a half of it.
    pub fn take_down(&mut self, seat: &Seat<'_>) -> Option<Bet> {
        let bet = *self.luck.one_of(&seat.removable())?;
        if self.luck.below(TAKE_DOWN_EVERY) > 0 {
            return None;
        }
        // Neither half may be below the table's minimum.
        let half = bet.amount / 2;
        let in_half = half >= seat.limits.min_bet && self.luck.below(2) == 0;
        Some(Bet {
            amount: if in_half { half } else { bet.amount },
            ..bet
        })
    }

    fn doubled(&self, unit: Amount) -> Amount {
        unit.saturating_mul(1u128 << self.losses.min(8))
    }

    fn neighbours(&mut self, seat: &mut Seat<'_>, unit: Amount) {
        let number = 1 + self.luck.below(35);
        seat.take(&format!("straight_{number}"), unit);
        seat.take(&format!("split_{number}_{}", number + 1), unit);
        let street = number - (number - 1) % 3;
        seat.take(&format!("street_{street}"), unit);
    }

    fn hops(&mut self, seat: &mut Seat<'_>, unit: Amount) {
        let (one, other) = (1 + self.luck.below(6), 1 + self.luck.below(6));
        seat.take(&format!("hop_{}_{}", one.min(other), one.max(other)), unit);
        if let Some(spot) = self.luck.one_of(ONE_ROLL) {
            seat.take(spot, unit);
        }
    }

    fn scatter(&mut self, seat: &mut Seat<'_>, unit: Amount) {
        let layout = seat.layout;
        for _ in 0..=self.luck.below(4) {
            if let Some(spot) = self.luck.one_of(layout.spots()) {
                seat.take(&spot.name, unit);
            }
        }
    }

    /// The next spots in turn that take chips now and hold none of the bettor's.
    fn sweep(&mut self, seat: &mut Seat<'_>, walker: u32, unit: Amount) {
        let layout = seat.layout;
        let spots: Vec<&str> = layout.placeable().map(|spot| spot.name.as_str()).collect();
        let start = self.next.unwrap_or_else(|| spread(walker, spots.len()));
        for step in 0..spots.len() {
            let at = (start + step) % spots.len();
            self.next = Some(at);
            if seat.bets.len() >= SWEEP {
                break;
            }
            seat.once(spots[at], unit);
        }
    }
}

/// Where a walker begins: each as far as can be from those before.
fn spread(walker: u32, length: usize) -> usize {
    let part = u64::from(walker.wrapping_mul(GOLDEN));
    let length = u64::try_from(length).unwrap_or(0);
    usize::try_from(part.saturating_mul(length) >> 32).unwrap_or(0)
}

/// A line or come bet, and odds behind it wherever it has its point.
fn line(seat: &mut Seat<'_>, flat: &str, unit: Amount) {
    seat.once(flat, unit);
    for number in NUMBERS {
        seat.once(&format!("{flat}_odds_{number}"), unit);
    }
}

#[cfg(test)]
mod tests;
