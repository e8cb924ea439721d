//! The cloth: twelve rows of three, row `r` holds `3r - 2`, `3r - 1` and `3r`, and the zeros lie above the first row.
//!
//! A name says what is covered: `straight_17`, `split_16_17`, `corner_16_17_19_20`, `trio_0_1_2`. Streets and six lines
//! are named by their first number: `street_16` is 16 to 18, `six_line_16` is 16 to 21. Pocket 37 is called 00.
#![allow(
    clippy::arithmetic_side_effects,
    reason = "runs at compile time only, where an overflow is an error"
)]

use crate::{name::Name, Pays, Prize, Spot, SpotId};

/// The greatest number.
const LAST: u8 = 36;

/// The pocket of the second zero.
const DOUBLE_ZERO: u8 = 37;

/// The red numbers; the others but for the zeros are black.
const RED: [u8; 18] = [1, 3, 5, 7, 9, 12, 14, 16, 18, 19, 21, 23, 25, 27, 30, 32, 34, 36];

const STRAIGHT: &[Prize; 1] = &wins(35);
const SPLIT: &[Prize; 1] = &wins(17);
const STREET: &[Prize; 1] = &wins(11);
const CORNER: &[Prize; 1] = &wins(8);
const SIX_LINE: &[Prize; 1] = &wins(5);
const THIRD: &[Prize; 1] = &wins(2);
const HALF: &[Prize; 1] = &wins(1);

/// `win` to 1, and nothing else.
pub(crate) const fn wins(win: i32) -> [Prize; 1] {
    [Prize {
        on: "win",
        pays: Pays::new(win, 1),
    }]
}

/// What tells one wheel's cloth from another's.
pub(crate) struct Zeros {
    /// All pockets of the wheel, 37 or 38.
    pub(crate) pockets: u8,
    /// The pairs that touch, of which one is a zero.
    pub(crate) splits: &'static [[u8; 2]],
    /// The threes that meet at a point, of which one is a zero.
    pub(crate) trios: &'static [[u8; 3]],
    /// The spot that covers the zeros and the first row: its name, its pockets, and what it pays.
    pub(crate) all: (&'static str, &'static [u8], &'static [Prize; 1]),
}

/// One spot.
#[derive(Clone, Copy)]
pub(super) struct Area {
    name: Name,
    /// The pockets as bits.
    pub(super) covers: u64,
    pub(super) pays: &'static [Prize; 1],
}

/// All spots of a wheel; the index of a spot is its id.
pub(crate) struct Cloth<const SPOTS: usize> {
    pub(super) areas: [Area; SPOTS],
    pub(super) pockets: u8,
    /// How many of the areas are drawn.
    len: usize,
}

impl<const SPOTS: usize> Cloth<SPOTS> {
    /// Draws a cloth. The order is the order of the ids: never change it.
    pub(crate) const fn new(zeros: &Zeros) -> Self {
        let nothing = Area {
            name: Name::new(""),
            covers: 0,
            pays: STRAIGHT,
        };
        Self {
            areas: [nothing; SPOTS],
            pockets: zeros.pockets,
            len: 0,
        }
        .straights_and_splits(zeros)
        .streets_to_six_lines(zeros)
        .outside()
    }

    /// The spots of a whole cloth.
    pub(crate) const fn layout(&'static self) -> [Spot; SPOTS] {
        assert!(self.len == SPOTS);
        let mut layout = [Spot {
            id: SpotId(0),
            name: "",
            pays: &[],
            placeable: true,
        }; SPOTS];
        let mut i = 0;
        while i < SPOTS {
            layout[i].id = SpotId(i as u8);
            layout[i].name = self.areas[i].name.as_str();
            layout[i].pays = self.areas[i].pays;
            i += 1;
        }
        layout
    }

    const fn push(&mut self, name: Name, covers: u64, pays: &'static [Prize; 1]) {
        self.areas[self.len] = Area { name, covers, pays };
        self.len += 1;
    }

    /// A spot that is named by the numbers that it covers.
    const fn push_numbers(&mut self, name: &str, numbers: &[u8], pays: &'static [Prize; 1]) {
        let (mut name, mut i) = (Name::new(name), 0);
        while i < numbers.len() {
            name = match numbers[i] {
                DOUBLE_ZERO => name.text("_00"),
                number => name.number(number),
            };
            i += 1;
        }
        self.push(name, set(numbers), pays);
    }

    const fn straights_and_splits(mut self, zeros: &Zeros) -> Self {
        let mut n = 0;
        while n < zeros.pockets {
            self.push_numbers("straight", &[n], STRAIGHT);
            n += 1;
        }
        n = 1;
        while n < LAST {
            if n % 3 != 0 {
                self.push_numbers("split", &[n, n + 1], SPLIT);
            }
            n += 1;
        }
        n = 1;
        while n + 3 <= LAST {
            self.push_numbers("split", &[n, n + 3], SPLIT);
            n += 1;
        }
        let mut i = 0;
        while i < zeros.splits.len() {
            self.push_numbers("split", &zeros.splits[i], SPLIT);
            i += 1;
        }
        self
    }

    const fn streets_to_six_lines(mut self, zeros: &Zeros) -> Self {
        let mut n = 1;
        while n < LAST {
            self.push(Name::new("street").number(n), every(1, n, 3), STREET);
            n += 3;
        }
        let mut i = 0;
        while i < zeros.trios.len() {
            self.push_numbers("trio", &zeros.trios[i], STREET);
            i += 1;
        }
        n = 1;
        while n + 3 <= LAST {
            if n % 3 != 0 {
                self.push_numbers("corner", &[n, n + 1, n + 3, n + 4], CORNER);
            }
            n += 1;
        }
        let (name, numbers, pays) = zeros.all;
        self.push(Name::new(name), set(numbers), pays);
        n = 1;
        while n + 3 <= LAST {
            self.push(Name::new("six_line").number(n), every(1, n, 6), SIX_LINE);
            n += 3;
        }
        self
    }

    const fn outside(mut self) -> Self {
        let mut n = 1;
        while n <= 3 {
            self.push(Name::new("dozen").number(n), every(1, 12 * n - 11, 12), THIRD);
            n += 1;
        }
        n = 1;
        while n <= 3 {
            self.push(Name::new("column").number(n), every(3, n, 12), THIRD);
            n += 1;
        }
        self.push(Name::new("red"), set(&RED), HALF);
        self.push(Name::new("black"), every(1, 1, LAST) & !set(&RED), HALF);
        self.push(Name::new("odd"), every(2, 1, 18), HALF);
        self.push(Name::new("even"), every(2, 2, 18), HALF);
        self.push(Name::new("low"), every(1, 1, 18), HALF);
        self.push(Name::new("high"), every(1, 19, 18), HALF);
        self
    }
}

/// The pockets `numbers` as bits.
const fn set(numbers: &[u8]) -> u64 {
    let (mut bits, mut i) = (0, 0);
    while i < numbers.len() {
        bits |= 1 << numbers[i];
        i += 1;
    }
    bits
}

/// `count` pockets as bits: `first`, `first + step`, ...
const fn every(step: u8, first: u8, count: u8) -> u64 {
    let (mut bits, mut i) = (0, 0);
    while i < count {
        bits |= 1 << (first + step * i);
        i += 1;
    }
    bits
}
