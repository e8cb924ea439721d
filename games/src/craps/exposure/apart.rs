//! A book without counting bets: every total goes its own way.

use super::{Ending, Lanes, OnTotal};
use crate::{craps::roll::ROLLS, Amount};

/// The most that the bets on some totals can still bring, by how the rolls end.
#[derive(Clone, Copy, Default)]
struct Future {
    seven: Amount,
    abandoned: Amount,
}

impl Future {
    fn of(on: &OnTotal) -> Self {
        let hit = on.hit();
        Self {
            seven: hit.max(on.missed(Ending::Seven)),
            abandoned: hit.max(on.missed(Ending::Abandoned)),
        }
    }

    /// With none of the totals hit.
    fn missed(on: &OnTotal) -> Self {
        Self {
            seven: on.missed(Ending::Seven),
            abandoned: on.missed(Ending::Abandoned),
        }
    }

    fn sum(totals: &[OnTotal], of: impl Fn(&OnTotal) -> Self) -> Self {
        totals.iter().fold(Self::default(), |sum, on| sum.with(of(on)))
    }

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

/// The most that can be owed after at least one roll.
pub(super) fn most(lanes: &Lanes) -> Amount {
    let future = Future::sum(&lanes.totals, Future::of);
    let missed = Future::sum(&lanes.totals, Future::missed);
    let owed = ROLLS.iter().map(|roll| {
        let Some(first) = lanes.first(roll) else {
            return lanes.owed_on_seven(roll);
        };
        let Some(on) = lanes.totals.get(first.index) else {
            return first.owed;
        };
        let all = future
            .without(Future::of(on))
            .with(Future::of(&first.rest))
            .most();
        let muggsy = [Ending::Seven, Ending::Abandoned].map(|ending| lanes.muggsy(roll, ending));
        let most = match muggsy {
            [Some(seven), Some(abandoned)] => {
                let missed = missed
                    .without(Future::missed(on))
                    .with(Future::missed(&first.rest));
                all.max(missed.with(Future { seven, abandoned }).most())
            }
            _ => all,
        };
        first.owed.saturating_add(most)
    });
    owed.fold(0, Amount::max)
}
