//! The layout: twelve rows of three, row `r` holds `3r - 2`, `3r - 1` and `3r`, and 0 touches 1, 2 and 3.
//!
//! A name says what is covered: `straight_17`, `split_16_17`, `corner_16_17_19_20`, `trio_0_1_2`, `first_four`. Streets
//! and six lines are named by their first number: `street_16` is 16 to 18, `six_line_16` is 16 to 21.
#![allow(
    clippy::arithmetic_side_effects,
    reason = "runs at compile time only, where an overflow is an error"
)]

use crate::{name::Name, Pays, Prize, Spot, SpotId};

/// The pockets of the wheel, 0 to 36.
pub const POCKETS: u8 = 37;

/// The spots of the layout.
pub const SPOTS: usize = 157;

/// The red numbers; the others but for 0 are black.
const RED: [u8; 18] = [1, 3, 5, 7, 9, 12, 14, 16, 18, 19, 21, 23, 25, 27, 30, 32, 34, 36];

const STRAIGHT: &[Prize] = &[wins(35)];
const SPLIT: &[Prize] = &[wins(17)];
const STREET: &[Prize] = &[wins(11)];
const CORNER: &[Prize] = &[wins(8)];
const SIX_LINE: &[Prize] = &[wins(5)];
const THIRD: &[Prize] = &[wins(2)];
const HALF: &[Prize] = &[wins(1)];

const fn wins(win: u32) -> Prize {
    Prize {
        on: "win",
        pays: Pays::new(win, 1),
    }
}

#[derive(Clone, Copy)]
struct Draft {
    name: Name,
    covers: u64,
    pays: &'static [Prize],
}

struct Drafts {
    all: [Draft; SPOTS],
    len: usize,
}

impl Drafts {
    const fn push(&mut self, name: Name, covers: u64, pays: &'static [Prize]) {
        self.all[self.len] = Draft { name, covers, pays };
        self.len += 1;
    }

    /// A spot that is named by the numbers that it covers.
    const fn push_numbers(&mut self, mut name: Name, numbers: &[u8], pays: &'static [Prize]) {
        let mut i = 0;
        while i < numbers.len() {
            name = name.number(numbers[i]);
            i += 1;
        }
        self.push(name, set(numbers), pays);
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

/// The order is the order of the ids: never change it, only append.
const DRAFTS: [Draft; SPOTS] = {
    let none = Draft {
        name: Name::new(""),
        covers: 0,
        pays: &[],
    };
    let mut drafts = Drafts {
        all: [none; SPOTS],
        len: 0,
    };
    straights_and_splits(&mut drafts);
    streets_to_six_lines(&mut drafts);
    outside(&mut drafts);
    assert!(drafts.len == SPOTS);
    drafts.all
};

const fn straights_and_splits(drafts: &mut Drafts) {
    let mut n = 0;
    while n < POCKETS {
        drafts.push_numbers(Name::new("straight"), &[n], STRAIGHT);
        n += 1;
    }
    n = 1;
    while n < POCKETS {
        if n % 3 != 0 {
            drafts.push_numbers(Name::new("split"), &[n, n + 1], SPLIT);
        }
        n += 1;
    }
    n = 1;
    while n + 3 < POCKETS {
        drafts.push_numbers(Name::new("split"), &[n, n + 3], SPLIT);
        n += 1;
    }
    n = 1;
    while n <= 3 {
        drafts.push_numbers(Name::new("split"), &[0, n], SPLIT);
        n += 1;
    }
}

const fn streets_to_six_lines(drafts: &mut Drafts) {
    let mut n = 1;
    while n < POCKETS {
        drafts.push(Name::new("street").number(n), every(1, n, 3), STREET);
        n += 3;
    }
    drafts.push_numbers(Name::new("trio"), &[0, 1, 2], STREET);
    drafts.push_numbers(Name::new("trio"), &[0, 2, 3], STREET);
    n = 1;
    while n + 3 < POCKETS {
        if n % 3 != 0 {
            drafts.push_numbers(Name::new("corner"), &[n, n + 1, n + 3, n + 4], CORNER);
        }
        n += 1;
    }
    drafts.push(Name::new("first_four"), set(&[0, 1, 2, 3]), CORNER);
    n = 1;
    while n + 3 < POCKETS {
        drafts.push(Name::new("six_line").number(n), every(1, n, 6), SIX_LINE);
        n += 3;
    }
}

const fn outside(drafts: &mut Drafts) {
    let mut n = 1;
    while n <= 3 {
        drafts.push(Name::new("dozen").number(n), every(1, 12 * n - 11, 12), THIRD);
        n += 1;
    }
    n = 1;
    while n <= 3 {
        drafts.push(Name::new("column").number(n), every(3, n, 12), THIRD);
        n += 1;
    }
    drafts.push(Name::new("red"), set(&RED), HALF);
    drafts.push(Name::new("black"), every(1, 1, 36) & !set(&RED), HALF);
    drafts.push(Name::new("odd"), every(2, 1, 18), HALF);
    drafts.push(Name::new("even"), every(2, 2, 18), HALF);
    drafts.push(Name::new("low"), every(1, 1, 18), HALF);
    drafts.push(Name::new("high"), every(1, 19, 18), HALF);
}

static NAMES: [Name; SPOTS] = {
    let (mut names, mut i) = ([Name::new(""); SPOTS], 0);
    while i < SPOTS {
        names[i] = DRAFTS[i].name;
        i += 1;
    }
    names
};

pub(super) static LAYOUT: [Spot; SPOTS] = {
    let mut layout = [Spot {
        id: SpotId(0),
        name: "",
        pays: &[],
        placeable: true,
    }; SPOTS];
    let mut i = 0;
    while i < SPOTS {
        layout[i].id = SpotId(i as u8);
        layout[i].name = NAMES[i].as_str();
        layout[i].pays = DRAFTS[i].pays;
        i += 1;
    }
    layout
};

static COVERAGE: [u64; SPOTS] = {
    let (mut coverage, mut i) = ([0; SPOTS], 0);
    while i < SPOTS {
        coverage[i] = DRAFTS[i].covers;
        i += 1;
    }
    coverage
};

/// The pockets that `spot` covers: bit `n` is pocket `n`. None for a spot that is not in the layout.
pub fn coverage(spot: SpotId) -> u64 {
    COVERAGE.get(spot.index()).copied().unwrap_or(0)
}
