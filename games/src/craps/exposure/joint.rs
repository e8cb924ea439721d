//! A book with counting bets: which totals are hit before the next 7 matters together.
//!
//! The totals fall into a low half and a high one, five each. Of the 32 sets that can be hit in a half, the other half
//! only needs to know a few things (its [`Sign`]). So for every first roll the sets of its own half are tried, each
//! with the best that the other half can do beside its sign; and that is the same for all first rolls of the half.

use super::{
    half::{
        flag, Half, Hits, Side, Sign, ALONE, COLD, COUNTS, FLAGS, FULL, HALF_COUNTS, HARD, OTHER_FULL, RIDE,
        SETS,
    },
    sum, Ending, First, Lanes,
};
use crate::{
    craps::{
        marks::total_bit,
        roll::{Roll, ROLLS},
        State,
    },
    Amount,
};

const ENDINGS: [Ending; 2] = [Ending::Seven, Ending::Abandoned];

/// What the counting bets bring, by the signs of both halves.
struct Prices {
    flags: [Amount; FLAGS],
    counts: [Amount; COUNTS],
}

impl Prices {
    /// For first rolls in the half `side`.
    fn new(lanes: &Lanes, side: Side, ending: Ending) -> Self {
        let counts = &lanes.counts;
        let mut prices = Self {
            flags: [0; FLAGS],
            counts: [0; COUNTS],
        };
        let (mine, other) = if side.is_low() {
            (&counts.small, &counts.tall)
        } else {
            (&counts.tall, &counts.small)
        };
        for (flags, price) in (0u8..).zip(&mut prices.flags) {
            let has = |flag: u8| flags & flag != 0;
            let hits = [
                mine.at(has(FULL), ending),
                other.at(has(OTHER_FULL), ending),
                counts.all.at(has(FULL) && has(OTHER_FULL), ending),
                counts.twice_hard.at(has(HARD), ending),
            ];
            *price = sum(hits.into_iter());
            if ending == Ending::Abandoned {
                let shooter = [
                    counts.fire.at(!has(COLD), ending),
                    counts.ride.at(has(RIDE), ending),
                ];
                *price = price.saturating_add(sum(shooter.into_iter()));
            }
        }
        for (complete, row) in (0u8..).zip(prices.counts.chunks_mut(7)) {
            for (doubles, price) in (0u8..).zip(row) {
                *price = counts
                    .hot_roller
                    .at(complete, ending)
                    .saturating_add(counts.doubles.at(doubles, ending));
            }
        }
        prices
    }

    /// What a set of hits in the one half and one in the other bring together, the bets on the first one's totals
    /// aside.
    fn owed(&self, sign: Sign, other: &Hits) -> Amount {
        let flags = if sign.flags & ALONE == 0 {
            sign.flags | other.sign.flags
        } else {
            (sign.flags & !ALONE) | (other.sign.flags & !RIDE)
        };
        let counts = sign.counts.saturating_add(other.sign.counts);
        let flags = self.flags.get(usize::from(flags)).copied().unwrap_or(0);
        let counts = self.counts.get(usize::from(counts)).copied().unwrap_or(0);
        other.owed.saturating_add(flags).saturating_add(counts)
    }
}

/// The half in which the first roll does not fall.
struct Beside {
    prices: Prices,
    /// The best set for each sign.
    sets: [Hits; SETS],
    len: usize,
    /// The set that hits nothing.
    none: Hits,
    /// No set brings more than this, whatever is hit in the half of the first roll.
    top: Amount,
    /// The most beside each sign of the half of the first roll; 0 if it was not needed yet.
    most: [Amount; FLAGS * HALF_COUNTS],
}

impl Beside {
    /// For first rolls in the half `side`.
    fn new(lanes: &Lanes, side: Side, ending: Ending) -> Self {
        Self {
            prices: Prices::new(lanes, side, ending),
            sets: [Hits::default(); SETS],
            len: 0,
            none: Hits::default(),
            top: 0,
            most: [0; FLAGS * HALF_COUNTS],
        }
    }

    /// Takes in every set of the other half.
    fn fill(&mut self, lanes: &Lanes, side: Side, ending: Ending) {
        let mut sets = [Hits::default(); SETS];
        let half = Half::beside(lanes, side.other(), ending);
        half.write_sets(&mut sets);
        let best = |prices: &[Amount]| prices.iter().copied().fold(0, Amount::max);
        self.top = half
            .most()
            .saturating_add(best(&self.prices.flags))
            .saturating_add(best(&self.prices.counts));
        for hits in &mut sets {
            let full = flag(hits.sign.flags & FULL != 0, OTHER_FULL);
            hits.sign.flags = (hits.sign.flags & !FULL) | full;
            self.add(hits);
        }
        self.none = sets[0];
    }

    fn add(&mut self, hits: &Hits) {
        let known = self.sets.iter_mut().take(self.len);
        for other in known {
            if other.sign == hits.sign {
                other.owed = other.owed.max(hits.owed);
                return;
            }
        }
        if let Some(free) = self.sets.get_mut(self.len) {
            *free = *hits;
            self.len = self.len.saturating_add(1);
        }
    }

    /// The most beside hits with this `sign`.
    fn most(&mut self, sign: Sign) -> Amount {
        let Self {
            prices,
            sets,
            len,
            most,
            ..
        } = self;
        let index = usize::from(sign.counts)
            .saturating_mul(FLAGS)
            .saturating_add(sign.flags.into());
        let Some(most) = most.get_mut(index) else {
            return 0;
        };
        if *most == 0 {
            let owed = sets.iter().take(*len).map(|other| prices.owed(sign, other));
            *most = owed.fold(0, Amount::max);
        }
        *most
    }
}

/// The most that can be owed after at least one roll.
pub(super) fn most(lanes: &Lanes) -> Amount {
    let mut most = 0;
    for roll in ROLLS.iter().filter(|roll| roll.total == 7) {
        most = lanes.owed_on_seven(roll).max(most);
    }
    for side in Side::BOTH {
        for ending in ENDINGS {
            let mut beside = Beside::new(lanes, side, ending);
            beside.fill(lanes, side, ending);
            for roll in ROLLS.iter().filter(|roll| side.holds(total_bit(roll.total))) {
                if let Some(first) = lanes.first(roll) {
                    let first = (roll, first, lanes.state.next(roll));
                    let half = Half::after(lanes, side, ending, &first);
                    most = owed(lanes, &half, &first, &mut beside, most).max(most);
                }
            }
        }
    }
    most
}

/// The most that can be owed from a first roll on, in whose half is `half`; or 0 if that cannot be more than `least`.
fn owed(
    lanes: &Lanes,
    half: &Half<'_>,
    (roll, first, next): &(&Roll, First, State),
    beside: &mut Beside,
    least: Amount,
) -> Amount {
    let muggsy = lanes.muggsy(roll, half.ending);
    let mut at_once = first.owed;
    if half.ending == Ending::Seven && next.point.is_none() {
        // The 7 can come on a come-out.
        at_once = sum([at_once, lanes.counts.fire.paid, lanes.counts.ride.paid].into_iter());
    }
    let top = sum([at_once, half.most(), beside.top, muggsy.unwrap_or(0)].into_iter());
    if top <= least {
        return 0;
    }
    let mut sets = [Hits::default(); SETS];
    half.write_sets(&mut sets);
    let mut most = 0;
    for hits in &sets {
        most = hits.owed.saturating_add(beside.most(hits.sign)).max(most);
    }
    if let Some(muggsy) = muggsy {
        let none = beside.prices.owed(sets[0].sign, &beside.none);
        most = sum([none, sets[0].owed, muggsy].into_iter()).max(most);
    }
    at_once.saturating_add(most)
}
