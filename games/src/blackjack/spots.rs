//! The layout.

use crate::{Pays, Prize, Spot, SpotId};

/// The spots of the layout.
pub const SPOTS: usize = 4;

/// The units of a stake on `hand`: the most that a hand can need, split and both halves doubled.
pub const UNITS: u8 = 4;

pub(super) const HAND: SpotId = SpotId(0);
pub(super) const PERFECT_PAIRS: SpotId = SpotId(1);
pub(super) const TWENTY_ONE_PLUS_3: SpotId = SpotId(2);
pub(super) const DEALER_BUST: SpotId = SpotId(3);

const fn on(on: &'static str, win: i32, per: u32) -> Prize {
    Prize {
        on,
        pays: Pays::new(win, per),
    }
}

/// Blackjack, then the net in units from 4 down to -3. A loss of all four is the loss of the stake.
pub(super) const HAND_PAYS: &[Prize] = &[
    on("blackjack", 3, 8),
    on("win 4 units", 1, 1),
    on("win 3 units", 3, 4),
    on("win 2 units", 1, 2),
    on("win 1 unit", 1, 4),
    on("push", 0, 1),
    on("lose 1 unit", -1, 4),
    on("lose 2 units", -1, 2),
    on("lose 3 units", -3, 4),
];

/// In the order of [`super::Pair`].
pub(super) const PAIR_PAYS: &[Prize] = &[
    on("mixed pair", 6, 1),
    on("coloured pair", 12, 1),
    on("perfect pair", 25, 1),
];

/// In the order of [`super::Three`].
pub(super) const THREE_PAYS: &[Prize] = &[
    on("flush", 5, 1),
    on("straight", 10, 1),
    on("three of a kind", 30, 1),
    on("straight flush", 40, 1),
    on("suited three of a kind", 100, 1),
];

pub(super) const BUST_PAYS: &[Prize] = &[on("win", 12, 5)];

const fn spot(id: SpotId, name: &'static str, pays: &'static [Prize]) -> Spot {
    Spot {
        id,
        name,
        pays,
        placeable: true,
    }
}

/// The order is the order of the ids: never change it, only append.
pub(super) static LAYOUT: [Spot; SPOTS] = [
    spot(HAND, "hand", HAND_PAYS),
    spot(PERFECT_PAIRS, "perfect_pairs", PAIR_PAYS),
    spot(TWENTY_ONE_PLUS_3, "21_plus_3", THREE_PAYS),
    spot(DEALER_BUST, "dealer_bust", BUST_PAYS),
];
