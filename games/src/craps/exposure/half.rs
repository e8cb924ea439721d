//! What can be hit in one half of the totals, 2 to 6 or 8 to 12, and what that means for the other half.

use super::{sum, Ending, First, Lanes, OnTotal};
use crate::{
    craps::{
        marks::{completed, doubled, rolled, total_bit, total_index, DOUBLES, HARDWAYS, POINTS, RIDE_GOAL},
        roll::Roll,
        State,
    },
    Amount,
};

/// Totals in a half.
const WIDTH: usize = 5;
/// The sets of totals in a half.
pub(super) const SETS: usize = 1 << WIDTH;
/// The totals of a half, each alone.
const BITS: [u16; WIDTH] = [1, 2, 4, 8, 16];
/// A half with all its totals.
const WHOLE: u16 = 0b11111;
/// The come-out rolls at which the line wins at once or gets a point, which it then makes. 7 aside.
const RIDES: u16 = POINTS | total_bit(11);

/// What the set of totals that are hit in a half means for the bets that count, marks included.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Sign {
    /// Bits of `FULL`, `HARD`, `RIDE`, `COLD` and either `ALONE` or `OTHER_FULL`.
    pub(super) flags: u8,
    /// Completed points * 7 + doubles, so that those of both halves add up.
    pub(super) counts: u8,
}

/// All totals of the half are rolled.
pub(super) const FULL: u8 = 1;
/// A hardway comes twice running.
pub(super) const HARD: u8 = 2;
/// The shooter can win the line as often as it takes, before any 7.
pub(super) const RIDE: u8 = 4;
/// A point that the shooter still needs for `fire` is not made before the 7.
pub(super) const COLD: u8 = 8;
/// All totals of the other half are rolled.
pub(super) const OTHER_FULL: u8 = 16;
/// The puck is on a number of this half, so that hits of the other one win no line.
pub(super) const ALONE: u8 = 16;
pub(super) const FLAGS: usize = 32;
/// One more than the counts of a half, and of both, can be.
pub(super) const HALF_COUNTS: usize = 3 * 7 + 3 + 1;
pub(super) const COUNTS: usize = 6 * 7 + 6 + 1;

/// One half of the totals: 0 for 2 to 6, 1 for 8 to 12.
#[derive(Clone, Copy)]
pub(super) struct Side(u8);

impl Side {
    pub(super) const BOTH: [Self; 2] = [Self(0), Self(1)];

    /// 2 to 6.
    pub(super) fn is_low(self) -> bool {
        self.0 == 0
    }

    pub(super) fn other(self) -> Self {
        Self(1u8.saturating_sub(self.0))
    }

    /// Does any total of `set` lie here?
    pub(super) fn holds(self, set: u16) -> bool {
        self.part(set) != 0
    }

    /// The totals of `set` in this half, the lowest of the half as the lowest bit.
    fn part(self, set: u16) -> u16 {
        let shift = if self.is_low() { 0 } else { WIDTH as u32 };
        set.wrapping_shr(shift) & WHOLE
    }
}

/// A set of totals of a half that are hit.
#[derive(Clone, Copy, Default)]
pub(super) struct Hits {
    /// What the bets on the totals of the half bring with it.
    pub(super) owed: Amount,
    pub(super) sign: Sign,
}

/// A half, and where it begins.
pub(super) struct Half<'a> {
    lanes: &'a Lanes,
    side: Side,
    pub(super) ending: Ending,
    /// The first roll, if it was in this half, and the table after it.
    first: Option<&'a First>,
    state: &'a State,
    /// Flags that hold for all sets.
    flags: u8,
    /// Totals that win the line for the shooter, if hit.
    rides: u16,
}

impl Half<'_> {
    /// The half in which the first roll does not fall.
    pub(super) fn beside(lanes: &Lanes, side: Side, ending: Ending) -> Half<'_> {
        let point = point(&lanes.state);
        Half {
            lanes,
            side,
            ending,
            first: None,
            state: &lanes.state,
            flags: 0,
            rides: if side.holds(point) { point } else { RIDES },
        }
    }

    /// The half in which it does.
    pub(super) fn after<'a>(
        lanes: &'a Lanes,
        side: Side,
        ending: Ending,
        (roll, first, next): &'a (&Roll, First, State),
    ) -> Half<'a> {
        let point = point(next);
        // Before a 7, the point alone says what the shooter's bets are worth: see `fate`.
        let abandoned = ending == Ending::Abandoned;
        let twice = roll.hard && lanes.state.hard == Some(roll.total);
        Half {
            lanes,
            side,
            ending,
            first: Some(first),
            state: next,
            flags: flag(twice, HARD)
                | flag(abandoned && next.wins >= RIDE_GOAL, RIDE)
                | flag(abandoned && side.holds(point), ALONE),
            rides: if point == 0 { RIDES } else { point },
        }
    }

    /// Every set of hits, in the order of its bits.
    pub(super) fn write_sets(&self, sets: &mut [Hits; SETS]) {
        let mut len = 1usize;
        let pairs = self.state.pairs;
        let marks = [rolled(pairs), completed(pairs), doubled(pairs)];
        let [rolled, completed, doubled] = marks.map(|set| self.side.part(set));
        sets[0] = Hits {
            owed: 0,
            sign: Sign {
                flags: self.flags,
                counts: counts(completed, doubled),
            },
        };
        for (bit, (hit, missed)) in BITS.into_iter().zip(self.fates()) {
            let flags = self.flags_when_hit(bit);
            let more = counts(
                self.side.part(POINTS) & bit & !completed,
                self.side.part(DOUBLES) & bit & !doubled,
            );
            let (without, with) = sets.split_at_mut(len);
            for (without, with) in without.iter_mut().zip(with) {
                with.owed = without.owed.saturating_add(hit);
                without.owed = without.owed.saturating_add(missed);
                with.sign.flags = without.sign.flags | flags;
                with.sign.counts = without.sign.counts.saturating_add(more);
            }
            len = len.saturating_mul(2);
        }
        self.flag_whole_sets(sets, rolled);
    }

    /// For each total of the half: what the bets on it bring if it is hit, and if it is not.
    fn fates(&self) -> impl Iterator<Item = (Amount, Amount)> + '_ {
        let start = if self.side.is_low() { 0 } else { WIDTH };
        let totals = self.lanes.totals.iter().enumerate().skip(start).take(WIDTH);
        totals.map(|(index, on)| self.fate(index, on))
    }

    fn fate(&self, index: usize, on: &OnTotal) -> (Amount, Amount) {
        let first = self.first.filter(|first| first.index == index);
        let on = first.map_or(on, |first| &first.rest);
        let (hit, missed) = (on.hit(), on.missed(self.ending));
        if self.ending == Ending::Abandoned || self.state.point.and_then(total_index) != Some(index) {
            return (hit, missed);
        }
        // If the point is hit, the 7 can wait for a come-out, and the shooter goes on. If not, it is a seven-out.
        let counts = &self.lanes.counts;
        (
            sum([hit, counts.fire.paid, counts.ride.paid].into_iter()),
            sum([missed, counts.fire_now, counts.ride_now].into_iter()),
        )
    }

    /// No set of hits brings more than this to the bets on the half's totals.
    pub(super) fn most(&self) -> Amount {
        sum(self.fates().map(|(hit, missed)| hit.max(missed)))
    }

    fn flags_when_hit(&self, bit: u16) -> u8 {
        let hard = self.side.part(HARDWAYS) & bit != 0;
        let ride = self.ending == Ending::Abandoned && self.side.part(self.rides) & bit != 0;
        flag(hard, HARD) | flag(ride, RIDE)
    }

    /// Sets the flags that depend on several totals.
    fn flag_whole_sets(&self, sets: &mut [Hits; SETS], rolled: u16) {
        let cold = match self.ending {
            Ending::Seven => 0,
            Ending::Abandoned => self.side.part(self.cold()),
        };
        for (set, hits) in (0u16..).zip(sets) {
            hits.sign.flags |= flag(rolled | set == WHOLE, FULL) | flag(cold & !set != 0, COLD);
        }
    }

    /// The points that `fire` needs at its goal, the one under the puck first.
    fn cold(&self) -> u16 {
        let made = u16::from(self.state.made).wrapping_shl(total_bit(4).trailing_zeros());
        match POINTS & !made {
            0 => 0,
            missing => missing | point(self.state),
        }
    }
}

/// The flag, if it is `on`.
pub(super) fn flag(on: bool, flag: u8) -> u8 {
    if on {
        flag
    } else {
        0
    }
}

/// The counts of a sign.
fn counts(completed: u16, doubled: u16) -> u8 {
    let (points, doubles) = (completed.count_ones() as u8, doubled.count_ones() as u8);
    points.saturating_mul(7).saturating_add(doubles)
}

/// The point as a set of totals.
fn point(state: &State) -> u16 {
    state.point.map_or(0, total_bit)
}
