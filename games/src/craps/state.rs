//! The puck and the marks.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

use super::{
    marks::{goal, total_index, RIDE_GOAL, TOTALS},
    roll::Roll,
    spots::number_index,
};

/// What the craps table hands from roll to roll: the puck, and the marks of the bets that count.
#[derive(
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Default,
    Debug,
)]
pub struct State {
    /// Where the puck stands: on 4, 5, 6, 8, 9 or 10, or off (`None`).
    pub point: Option<u8>,
    /// The pairs rolled since the last 7, as bits: 1-1 is the lowest, then 1-2, ..., 1-6, 2-2, ..., 6-6. None if and
    /// only if the last roll was a 7 or there was none yet. They tell which totals and which doubles were rolled, too.
    pub pairs: u32,
    /// How often 2, 3, 4, 5, 6, 8, 9, 10, 11 and 12 were rolled since the last 7, each up to the goal of its repeater:
    /// 2, 3, 4, 5, 6, 6, 5, 4, 3 and 2 times.
    pub repeats: [u8; 10],
    /// The total of the last roll (4, 6, 8 or 10), if that was a hardway.
    pub hard: Option<u8>,
    /// The points that the shooter has made, as bits: 4 is the lowest, then 5, 6, 8, 9, 10.
    pub made: u8,
    /// How often the pass line has won with this shooter, up to 11: points made, and come-out rolls of 7 and 11.
    pub wins: u8,
    /// Has the shooter rolled yet? Not at the table's first roll, nor straight after a seven-out.
    pub rolled: bool,
}

impl State {
    /// A table before its first roll: the puck is off, the shooter is new, and nothing is marked.
    pub const INITIAL: Self = Self {
        point: None,
        pairs: 0,
        repeats: [0; 10],
        hard: None,
        made: 0,
        wins: 0,
        rolled: false,
    };

    /// A number on the come-out becomes the point; the point and 7 turn the puck off. A 7 wipes the marks, and the
    /// shooter's too if the puck is on.
    pub(super) fn next(&self, roll: &Roll) -> Self {
        let wins = self.wins.saturating_add(self.line_wins(roll).into());
        let shooter = Self {
            made: self.made | self.newly_made(roll),
            wins: wins.min(RIDE_GOAL),
            rolled: true,
            ..Self::INITIAL
        };
        match (self.point, roll.total) {
            (Some(_), 7) => Self::INITIAL,
            (None, 7) => shooter,
            (point, total) => Self {
                point: match point {
                    None => number_index(total).map(|_| total),
                    Some(point) => (total != point).then_some(point),
                },
                pairs: self.pairs | roll.bit(),
                repeats: self.repeated(total),
                hard: roll.hardway(),
                ..shooter
            },
        }
    }

    /// Does the pass line win on `roll`?
    fn line_wins(&self, roll: &Roll) -> bool {
        match self.point {
            None => matches!(roll.total, 7 | 11),
            Some(point) => roll.total == point,
        }
    }

    /// The point that `roll` makes, as a bit.
    fn newly_made(&self, roll: &Roll) -> u8 {
        let point = self.point.filter(|point| *point == roll.total);
        let index = point.and_then(number_index);
        index.map_or(0, |index| 1u8.wrapping_shl(index.into()))
    }

    fn repeated(&self, total: u8) -> [u8; TOTALS.len()] {
        let mut repeats = self.repeats;
        if let Some(count) = total_index(total).and_then(|index| repeats.get_mut(index)) {
            *count = count.saturating_add(1).min(goal(total));
        }
        repeats
    }

    /// Does the next roll of `total` reach the goal of its repeater?
    pub(super) fn repeats_at(&self, total: u8) -> bool {
        let count = total_index(total).and_then(|index| self.repeats.get(index));
        count.is_some_and(|count| count.saturating_add(1) >= goal(total))
    }
}
