//! What the bets that count look at.
//!
//! Sets of totals are bits in the order of [`TOTALS`], so that the low half is 2 to 6 and the high half 8 to 12.

use super::{
    roll::{pair_index, pairs_with_total, ROLLS},
    State,
};
use crate::Prize;

/// The totals that a count can be about: all but 7.
pub(super) const TOTALS: [u8; 10] = [2, 3, 4, 5, 6, 8, 9, 10, 11, 12];

/// 2, 3, 4, 5 and 6.
pub(super) const LOW: u16 = 0b00000_11111;
/// 8, 9, 10, 11 and 12.
pub(super) const HIGH: u16 = 0b11111_00000;
/// 4, 5, 6, 8, 9 and 10.
pub(super) const POINTS: u16 = 0b00111_11100;
/// The totals that a double makes.
pub(super) const DOUBLES: u16 = 0b10101_10101;
/// 4, 6, 8 and 10.
pub(super) const HARDWAYS: u16 = DOUBLES & POINTS;

/// The win of the line at which `ride_the_line` is paid at once.
pub(super) const RIDE_GOAL: u8 = 11;

/// The pairs that make each of the [`TOTALS`], as bits.
static WAYS: [u32; TOTALS.len()] = {
    let (mut ways, mut i) = ([0; TOTALS.len()], 0);
    while i < TOTALS.len() {
        ways[i] = pairs_with_total(&[TOTALS[i]]);
        i = i.saturating_add(1);
    }
    ways
};

/// All doubles, as bits of pairs.
const DOUBLE_PAIRS: u32 = {
    let (mut pairs, mut side) = (0, 1);
    while side <= 6 {
        if let Some(index) = pair_index(side, side) {
            pairs |= ROLLS[index as usize].bit();
        }
        side = side.saturating_add(1);
    }
    pairs
};

/// Where `total` stands in [`TOTALS`].
pub(super) const fn total_index(total: u8) -> Option<usize> {
    match total {
        2..=6 => Some(total.saturating_sub(2) as usize),
        8..=12 => Some(total.saturating_sub(3) as usize),
        _ => None,
    }
}

/// `total` as a set.
pub(super) const fn total_bit(total: u8) -> u16 {
    match total_index(total) {
        Some(index) => 1u16.wrapping_shl(index as u32),
        None => 0,
    }
}

/// How often `total` must come for its repeater: itself below 7, as far from 14 above.
pub(super) const fn goal(total: u8) -> u8 {
    let other = 14u8.saturating_sub(total);
    if total < other {
        total
    } else {
        other
    }
}

/// The totals of which `mark` says yes, by their pairs.
fn totals_with(mark: impl Fn(u32) -> bool) -> u16 {
    WAYS.iter()
        .rev()
        .fold(0, |set: u16, ways| set.wrapping_shl(1) | u16::from(mark(*ways)))
}

/// The totals that `pairs` have made.
pub(super) fn rolled(pairs: u32) -> u16 {
    totals_with(|ways| pairs & ways != 0)
}

/// The points of which every pair is in `pairs`.
pub(super) fn completed(pairs: u32) -> u16 {
    totals_with(|ways| pairs & ways == ways) & POINTS
}

/// The totals whose doubles are in `pairs`.
pub(super) fn doubled(pairs: u32) -> u16 {
    totals_with(|ways| pairs & ways & DOUBLE_PAIRS != 0)
}

/// The bets that are paid by how far they have got.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Count {
    /// Points of which every pair was rolled.
    HotRoller,
    /// Different doubles.
    Doubles,
    /// Different points made.
    Fire,
    /// Wins of the pass line.
    Ride,
}

impl Count {
    /// The count that gets the first prize; each further one gets the next.
    const fn first(self) -> u8 {
        match self {
            Self::HotRoller => 2,
            Self::Doubles | Self::Ride => 3,
            Self::Fire => 4,
        }
    }

    /// The count that gets the last prize, at once.
    pub(super) const fn goal(self) -> u8 {
        match self {
            Self::HotRoller | Self::Doubles | Self::Fire => 6,
            Self::Ride => RIDE_GOAL,
        }
    }

    /// Does a 7 end it even on the come-out?
    pub(super) const fn ends_at_any_seven(self) -> bool {
        matches!(self, Self::HotRoller | Self::Doubles)
    }

    /// Where it stands.
    pub(super) fn of(self, state: &State) -> u8 {
        let count = match self {
            Self::HotRoller => completed(state.pairs).count_ones(),
            Self::Doubles => doubled(state.pairs).count_ones(),
            Self::Fire => state.made.count_ones(),
            Self::Ride => state.wins.into(),
        };
        u8::try_from(count).unwrap_or(u8::MAX)
    }

    /// What it is paid when it ends at `count`; `None` if it loses.
    pub(super) fn prize(self, pays: &'static [Prize], count: u8) -> Option<&'static Prize> {
        let tier = count.min(self.goal()).checked_sub(self.first())?;
        pays.get(usize::from(tier))
    }
}
