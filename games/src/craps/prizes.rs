//! What the spots pay.

use crate::{Pays, Prize};

/// What a prize of a single kind is called.
const WIN: &str = "win";

const fn on(on: &'static str, win: i32, per: u32) -> Prize {
    Prize {
        on,
        pays: Pays::new(win, per),
    }
}

/// The prizes of a family: on 4 and 10, on 5 and 9, on 6 and 8.
pub(super) type ByNumber = [&'static [Prize]; 3];

pub(super) const EVEN: &[Prize] = &[on(WIN, 1, 1)];
pub(super) const EVEN_BAR_12: &[Prize] = &[on(WIN, 1, 1), on("push", 0, 1)];
pub(super) const EVENS: ByNumber = [EVEN; 3];
pub(super) const ODDS: ByNumber = [&[on(WIN, 2, 1)], &[on(WIN, 3, 2)], &[on(WIN, 6, 5)]];
pub(super) const DONT_ODDS: ByNumber = [&[on(WIN, 1, 2)], &[on(WIN, 2, 3)], &[on(WIN, 5, 6)]];
pub(super) const PLACE: ByNumber = [&[on(WIN, 9, 5)], &[on(WIN, 7, 5)], &[on(WIN, 7, 6)]];
pub(super) const PLACE_LOSE: ByNumber = [&[on(WIN, 5, 11)], &[on(WIN, 5, 8)], &[on(WIN, 4, 5)]];
pub(super) const BUY: ByNumber = [&[on(WIN, 39, 20)], &[on(WIN, 29, 20)], &[on(WIN, 23, 20)]];
pub(super) const LAY: ByNumber = [&[on(WIN, 19, 40)], &[on(WIN, 19, 30)], &[on(WIN, 19, 24)]];
pub(super) const HARD_4_10: &[Prize] = &[on(WIN, 7, 1)];
pub(super) const HARD_6_8: &[Prize] = &[on(WIN, 9, 1)];
pub(super) const FIELD: &[Prize] = &[on("2", 2, 1), on("12", 3, 1), on("3, 4, 9, 10, 11", 1, 1)];
pub(super) const ANY_SEVEN: &[Prize] = &[on(WIN, 4, 1)];
pub(super) const ANY_CRAPS: &[Prize] = &[on(WIN, 7, 1)];
pub(super) const ONE_WAY: &[Prize] = &[on(WIN, 30, 1)];
pub(super) const TWO_WAYS: &[Prize] = &[on(WIN, 15, 1)];
pub(super) const HORN: &[Prize] = &[on("2 or 12", 27, 4), on("3 or 11", 3, 1)];
pub(super) const WORLD: &[Prize] = &[on("2 or 12", 26, 5), on("3 or 11", 11, 5), on("push", 0, 1)];
pub(super) const C_AND_E: &[Prize] = &[on("2, 3 or 12", 3, 1), on("11", 7, 1)];

/// `next_n` on 2 and 12, on 3 and 11, ..., on 7: true odds less 1 % of the winnings.
pub(super) const NEXT: [&[Prize]; 6] = [
    &[on(WIN, 693, 20)],
    &[on(WIN, 1683, 100)],
    &[on(WIN, 1089, 100)],
    &[on(WIN, 198, 25)],
    &[on(WIN, 3069, 500)],
    &[on(WIN, 99, 20)],
];

/// `yes_n` on 2 and 12, on 3 and 11, ..., on 6 and 8: true odds less 1 % of the winnings.
pub(super) const YES: [&[Prize]; 5] = [
    &[on(WIN, 297, 50)],
    &[on(WIN, 297, 100)],
    &[on(WIN, 99, 50)],
    &[on(WIN, 297, 200)],
    &[on(WIN, 297, 250)],
];
/// `no_n`, in the same order and by the same rule.
pub(super) const NO: [&[Prize]; 5] = [
    &[on(WIN, 33, 200)],
    &[on(WIN, 33, 100)],
    &[on(WIN, 99, 200)],
    &[on(WIN, 33, 50)],
    &[on(WIN, 33, 40)],
];
/// `repeater_n`, in the same order.
pub(super) const REPEATER: [&[Prize]; 5] = [
    &[on(WIN, 40, 1)],
    &[on(WIN, 50, 1)],
    &[on(WIN, 65, 1)],
    &[on(WIN, 80, 1)],
    &[on(WIN, 90, 1)],
];
pub(super) const SMALL_TALL: &[Prize] = &[on(WIN, 34, 1)];
pub(super) const ALL: &[Prize] = &[on(WIN, 175, 1)];
pub(super) const TWICE_HARD: &[Prize] = &[on(WIN, 50, 1)];
pub(super) const MUGGSY: &[Prize] = &[on("come-out 7", 2, 1), on("point then 7", 3, 1)];

// One prize for each count, rising, up to the goal of the count.

pub(super) const FIRE: &[Prize] = &[
    on("4 points", 24, 1),
    on("5 points", 249, 1),
    on("6 points", 999, 1),
];
pub(super) const HOT_ROLLER: &[Prize] = &[
    on("2 numbers", 5, 1),
    on("3 numbers", 10, 1),
    on("4 numbers", 20, 1),
    on("5 numbers", 50, 1),
    on("6 numbers", 200, 1),
];
pub(super) const DIFFERENT_DOUBLES: &[Prize] = &[
    on("3 doubles", 4, 1),
    on("4 doubles", 8, 1),
    on("5 doubles", 15, 1),
    on("6 doubles", 100, 1),
];
pub(super) const RIDE_THE_LINE: &[Prize] = &[
    on("push", 0, 1),
    on("4 wins", 3, 1),
    on("5 wins", 5, 1),
    on("6 wins", 7, 1),
    on("7 wins", 12, 1),
    on("8 wins", 20, 1),
    on("9 wins", 25, 1),
    on("10 wins", 30, 1),
    on("11 wins", 100, 1),
];
