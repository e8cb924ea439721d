//! The layout: the sides, the six faces in each of their families, the totals, and the pairs of faces.
#![allow(
    clippy::arithmetic_side_effects,
    reason = "runs at compile time only, where an overflow is an error"
)]

use super::{
    resolve::Rule,
    roll::{Roll, ROLLS},
};
use crate::{name::Name, Pays, Prize, Spot, SpotId};

/// The spots of the layout.
pub const SPOTS: usize = 52;

/// The most prizes that a spot has.
const PRIZES: usize = 3;

/// What a prize of a single kind is called.
const WIN: &str = "win";

const fn on(on: &'static str, win: i32) -> Prize {
    Prize {
        on,
        pays: Pays::new(win, 1),
    }
}

const SIDE: &[Prize] = &[on(WIN, 1)];
const SINGLE: &[Prize] = &[on("one die", 1), on("two dice", 2), on("three dice", 12)];
const DOUBLE: &[Prize] = &[on(WIN, 10)];
const TRIPLE: &[Prize] = &[on(WIN, 180)];
const ANY_TRIPLE: &[Prize] = &[on(WIN, 30)];
const COMBO: &[Prize] = &[on(WIN, 6)];

/// The prizes of the totals 4 to 10. From there they run back: 11 pays what 10 pays, and 17 what 4 pays.
const TOTALS: [&[Prize]; 7] = [
    &[on(WIN, 60)],
    &[on(WIN, 30)],
    &[on(WIN, 17)],
    &[on(WIN, 12)],
    &[on(WIN, 8)],
    &[on(WIN, 6)],
    &[on(WIN, 6)],
];

#[derive(Clone, Copy)]
struct Draft {
    name: Name,
    rule: Rule,
    pays: &'static [Prize],
}

struct Drafts {
    all: [Draft; SPOTS],
    len: usize,
}

impl Drafts {
    const fn push(&mut self, name: Name, rule: Rule, pays: &'static [Prize]) {
        self.all[self.len] = Draft { name, rule, pays };
        self.len += 1;
    }
}

/// The order is the order of the ids: never change it, only append.
static DRAFTS: [Draft; SPOTS] = {
    let none = Draft {
        name: Name::new(""),
        rule: Rule::AnyTriple,
        pays: &[],
    };
    let mut drafts = Drafts {
        all: [none; SPOTS],
        len: 0,
    };
    drafts.push(Name::new("small"), Rule::Small, SIDE);
    drafts.push(Name::new("big"), Rule::Big, SIDE);
    drafts.push(Name::new("odd"), Rule::Odd, SIDE);
    drafts.push(Name::new("even"), Rule::Even, SIDE);
    faces(&mut drafts);
    totals(&mut drafts);
    combos(&mut drafts);
    assert!(drafts.len == SPOTS);
    drafts.all
};

const fn faces(drafts: &mut Drafts) {
    let mut face = 1;
    while face <= 6 {
        drafts.push(Name::new("single").number(face), Rule::Single(face), SINGLE);
        face += 1;
    }
    face = 1;
    while face <= 6 {
        drafts.push(Name::new("double").number(face), Rule::Double(face), DOUBLE);
        face += 1;
    }
    face = 1;
    while face <= 6 {
        drafts.push(Name::new("triple").number(face), Rule::Triple(face), TRIPLE);
        face += 1;
    }
    drafts.push(Name::new("any_triple"), Rule::AnyTriple, ANY_TRIPLE);
}

const fn totals(drafts: &mut Drafts) {
    let mut total = 4;
    while total <= 17 {
        let from_the_end = if total <= 10 { total - 4 } else { 17 - total };
        let pays = TOTALS[from_the_end as usize];
        drafts.push(Name::new("total").number(total), Rule::Total(total), pays);
        total += 1;
    }
}

const fn combos(drafts: &mut Drafts) {
    let mut low = 1;
    while low <= 5 {
        let mut high = low + 1;
        while high <= 6 {
            let name = Name::new("combo").number(low).number(high);
            drafts.push(name, Rule::Combo(low, high), COMBO);
            high += 1;
        }
        low += 1;
    }
}

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
        layout[i].name = DRAFTS[i].name.as_str();
        layout[i].pays = DRAFTS[i].pays;
        i += 1;
    }
    layout
};

/// For each spot, the rolls that bring each of its prizes: bit `n` is the roll with index `n`.
static SETS: [[u64; PRIZES]; SPOTS] = {
    let (mut sets, rolls) = ([[0; PRIZES]; SPOTS], Roll::all());
    let mut i = 0;
    while i < SPOTS {
        let mut roll = 0;
        while roll < ROLLS {
            if let Some(prize) = DRAFTS[i].rule.prize(rolls[roll]) {
                sets[i][prize] |= 1 << roll;
            }
            roll += 1;
        }
        i += 1;
    }
    sets
};

/// How `spot` is decided, and what it pays. `None` for a spot that is not in the layout.
pub(super) fn rule(spot: SpotId) -> Option<(Rule, &'static [Prize])> {
    DRAFTS.get(spot.index()).map(|draft| (draft.rule, draft.pays))
}

/// The rolls that bring each of the prizes of `spot`. None for a spot that is not in the layout.
pub(super) fn sets(spot: SpotId) -> &'static [u64] {
    SETS.get(spot.index()).map_or(&[], |sets| sets)
}
