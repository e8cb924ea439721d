//! Two dice.

/// The pairs that two dice can show, order aside.
pub(super) const PAIRS: usize = 21;

/// Every pair, in the order of its index: 1-1, 1-2, ..., 1-6, 2-2, ..., 6-6.
pub(super) static ROLLS: [Roll; PAIRS] = {
    let (mut rolls, mut pair) = (
        [Roll {
            total: 0,
            hard: false,
            pair: 0,
        }; PAIRS],
        0,
    );
    let mut low = 1;
    while low <= 6 {
        let mut high = low;
        while high <= 6 {
            rolls[pair as usize] = Roll {
                total: low + high,
                hard: low == high,
                pair,
            };
            pair += 1;
            high += 1;
        }
        low += 1;
    }
    rolls
};

/// What a roll means.
#[derive(Clone, Copy)]
pub(super) struct Roll {
    pub(super) total: u8,
    /// Both dice show the same.
    pub(super) hard: bool,
    /// The index of its pair.
    pub(super) pair: u8,
}

impl Roll {
    /// `None` unless both dice show 1 to 6.
    pub(super) fn of(dice: &[u8; 2]) -> Option<&'static Self> {
        let (low, high) = (dice[0].min(dice[1]), dice[0].max(dice[1]));
        ROLLS.get(usize::from(pair_index(low, high)?))
    }

    /// Its pair as a set of bits.
    pub(super) const fn bit(&self) -> u32 {
        1u32.wrapping_shl(self.pair as u32)
    }

    /// The total, if this is 2-2, 3-3, 4-4 or 5-5.
    pub(super) fn hardway(&self) -> Option<u8> {
        (self.hard && matches!(self.total, 4..=10)).then_some(self.total)
    }

    /// Is this pair one of `pairs`, a set of bits?
    pub(super) fn is_in(&self, pairs: u32) -> bool {
        pairs & self.bit() != 0
    }
}

/// Where the pair `low`-`high` stands in [`ROLLS`].
pub(super) const fn pair_index(low: u8, high: u8) -> Option<u8> {
    let row: u8 = match low {
        1 => 0,
        2 => 6,
        3 => 11,
        4 => 15,
        5 => 18,
        6 => 20,
        _ => return None,
    };
    if high < low || high > 6 {
        return None;
    }
    Some(row.saturating_add(high.saturating_sub(low)))
}

/// The pairs with one of these totals, as bits.
pub(super) const fn pairs_with_total(totals: &[u8]) -> u32 {
    let (mut pairs, mut i) = (0, 0);
    while i < PAIRS {
        let mut t = 0;
        while t < totals.len() {
            if ROLLS[i].total == totals[t] {
                pairs |= 1 << i;
            }
            t = t.saturating_add(1);
        }
        i = i.saturating_add(1);
    }
    pairs
}
