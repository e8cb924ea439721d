//! The layout.
//!
//! Families that exist for each of the six numbers come in the order 4, 5, 6, 8, 9, 10, and those that exist for every
//! total but 7 in the order of the totals. `come_n` and `dont_come_n` are where travelling bets stand.
#![allow(
    clippy::arithmetic_side_effects,
    reason = "runs at compile time only, where an overflow is an error"
)]

use super::{
    marks::{Count, HIGH, LOW, TOTALS},
    prizes::*,
    roll::{pair_index, pairs_with_total, PAIRS},
};
use crate::{name::Name, Prize, Spot, SpotId};

/// The spots of the layout.
pub const SPOTS: usize = 152;

/// The numbers that can be a point.
pub const NUMBERS: [u8; 6] = [4, 5, 6, 8, 9, 10];

pub(super) const PASS: SpotId = SpotId(0);
pub(super) const DONT_PASS: SpotId = SpotId(1);
/// `come_4`, where the spots to which `come` travels begin.
pub(super) const COME_4: u8 = 4;
/// `dont_come_4`, where the spots to which `dont_come` travels begin.
pub(super) const DONT_COME_4: u8 = 10;
/// `dont_pass_odds_4`, where the odds behind `dont_pass` begin.
pub(super) const DONT_PASS_ODDS_4: u8 = 22;
/// `dont_come_odds_4`, where the odds behind the family of `dont_come_4` begin.
pub(super) const DONT_COME_ODDS_4: u8 = 34;

/// Where `number` stands in [`NUMBERS`].
pub(super) const fn number_index(number: u8) -> Option<u8> {
    match number {
        4..=6 => Some(number.saturating_sub(4)),
        8..=10 => Some(number.saturating_sub(5)),
        _ => None,
    }
}

/// The spot of `number` in the family that begins at `first`.
pub(super) const fn of_number(first: u8, number: u8) -> Option<SpotId> {
    match number_index(number) {
        Some(index) => Some(SpotId(first.saturating_add(index))),
        None => None,
    }
}

/// How a spot is decided.
#[derive(Clone, Copy)]
pub(super) enum Rule {
    /// The line: with the puck off like `Come`, but it stays; with the puck on like `Right` on the point.
    Pass,
    /// The other side of the line, bar 12.
    DontPass,
    /// 7 and 11 win, 2, 3 and 12 lose, a number moves it to its `come_n`.
    Come,
    /// 2 and 3 win, 12 pushes, 7 and 11 lose, a number moves it to its `dont_come_n`.
    DontCome,
    /// Wins on the number, loses on 7.
    Right(u8),
    /// Wins on 7, loses on the number.
    Wrong(u8),
    /// Wins on the double of the number, loses on its other ways and on 7.
    Hard(u8),
    /// One roll: the sets of pairs on which each of the spot's prizes is paid, as bits. Anything else loses.
    Once(&'static [u32]),
    /// Wins when all these totals have been rolled since the last 7, loses on 7.
    Totals(u16),
    /// Wins when the number has been rolled as often as its goal says since the last 7, loses on 7.
    Repeat(u8),
    /// Wins when a hardway is rolled twice running, loses on 7.
    TwiceHard,
    /// Paid by a count, at its goal or when a 7 ends it.
    Count(Count),
    /// The come-out 7, or a point and 7 on the very next roll.
    Muggsy,
}

/// When a spot takes chips.
#[derive(Clone, Copy)]
pub(super) enum Opens {
    Always,
    PuckOff,
    PuckOn,
    /// After any 7 and at the table's first roll.
    Unmarked,
    /// Straight after a seven-out and at the table's first roll.
    NewShooter,
    /// Only travelling bets get there.
    Never,
    /// Odds behind a line bet, while its point is the number of the odds.
    BehindLine(SpotId),
    /// Odds behind a come bet that has travelled to this spot.
    BehindCome(SpotId),
}

#[derive(Clone, Copy)]
struct Draft {
    name: Name,
    rule: Rule,
    opens: Opens,
    pays: &'static [Prize],
}

struct Drafts {
    all: [Draft; SPOTS],
    len: usize,
}

/// The pair with each index alone, as bits.
static PAIR: [[u32; 1]; PAIRS] = {
    let (mut pairs, mut i) = ([[0]; PAIRS], 0);
    while i < PAIRS {
        pairs[i] = [1 << i];
        i += 1;
    }
    pairs
};

/// The pairs with each total, as bits.
static TOTAL: [[u32; 1]; 13] = {
    let (mut totals, mut total) = ([[0]; 13], 2);
    while total <= 12 {
        totals[total] = [pairs_with_total(&[total as u8])];
        total += 1;
    }
    totals
};

static ON_FIELD: [u32; 3] = [TOTAL[2][0], TOTAL[12][0], pairs_with_total(&[3, 4, 9, 10, 11])];
static ON_ANY_CRAPS: [u32; 1] = [pairs_with_total(&[2, 3, 12])];
static ON_HI_LO: [u32; 1] = [pairs_with_total(&[2, 12])];
static ON_HORN: [u32; 2] = [pairs_with_total(&[2, 12]), pairs_with_total(&[3, 11])];
static ON_WORLD: [u32; 3] = [ON_HORN[0], ON_HORN[1], TOTAL[7][0]];
static ON_C_AND_E: [u32; 2] = [ON_ANY_CRAPS[0], TOTAL[11][0]];

/// Which constructor of [`Rule`] a family takes.
#[derive(Clone, Copy)]
enum Side {
    Right,
    Wrong,
}

/// When a family takes chips.
#[derive(Clone, Copy)]
enum FamilyOpens {
    Always,
    Never,
    BehindLine(SpotId),
    /// The first spot of the family behind which the odds stand.
    BehindCome(u8),
}

impl Drafts {
    const fn push(&mut self, name: Name, rule: Rule, opens: Opens, pays: &'static [Prize]) {
        self.all[self.len] = Draft {
            name,
            rule,
            opens,
            pays,
        };
        self.len += 1;
    }

    const fn once(&mut self, name: Name, pairs: &'static [u32], pays: &'static [Prize]) {
        assert!(pairs.len() == pays.len());
        self.push(name, Rule::Once(pairs), Opens::Always, pays);
    }

    /// A bet that counts from any 7 on.
    const fn unmarked(&mut self, name: &str, rule: Rule, pays: &'static [Prize]) {
        self.push(Name::new(name), rule, Opens::Unmarked, pays);
    }

    /// One spot for each of the six numbers.
    const fn family(&mut self, name: &str, side: Side, opens: FamilyOpens, pays: ByNumber) {
        let mut i = 0;
        while i < NUMBERS.len() {
            let number = NUMBERS[i];
            let rule = match side {
                Side::Right => Rule::Right(number),
                Side::Wrong => Rule::Wrong(number),
            };
            let opens = match opens {
                FamilyOpens::Always => Opens::Always,
                FamilyOpens::Never => Opens::Never,
                FamilyOpens::BehindLine(flat) => Opens::BehindLine(flat),
                FamilyOpens::BehindCome(first) => Opens::BehindCome(SpotId(first + i as u8)),
            };
            let pays = pays[if i < 3 { i } else { 5 - i }];
            self.push(Name::new(name).number(number), rule, opens, pays);
            i += 1;
        }
    }
}

/// The order is the order of the ids: never change it, only append.
const DRAFTS: [Draft; SPOTS] = {
    let none = Draft {
        name: Name::new(""),
        rule: Rule::Once(&[]),
        opens: Opens::Never,
        pays: &[],
    };
    let mut drafts = Drafts {
        all: [none; SPOTS],
        len: 0,
    };
    lines_and_odds(&mut drafts);
    numbers(&mut drafts);
    propositions(&mut drafts);
    totals(&mut drafts);
    counts(&mut drafts);
    assert!(drafts.len == SPOTS);
    drafts.all
};

const fn lines_and_odds(drafts: &mut Drafts) {
    drafts.push(Name::new("pass"), Rule::Pass, Opens::PuckOff, EVEN);
    drafts.push(
        Name::new("dont_pass"),
        Rule::DontPass,
        Opens::PuckOff,
        EVEN_BAR_12,
    );
    drafts.push(Name::new("come"), Rule::Come, Opens::PuckOn, EVEN);
    drafts.push(Name::new("dont_come"), Rule::DontCome, Opens::PuckOn, EVEN_BAR_12);
    assert!(drafts.len == COME_4 as usize);
    drafts.family("come", Side::Right, FamilyOpens::Never, EVENS);
    assert!(drafts.len == DONT_COME_4 as usize);
    drafts.family("dont_come", Side::Wrong, FamilyOpens::Never, EVENS);
    drafts.family("pass_odds", Side::Right, FamilyOpens::BehindLine(PASS), ODDS);
    assert!(drafts.len == DONT_PASS_ODDS_4 as usize);
    drafts.family(
        "dont_pass_odds",
        Side::Wrong,
        FamilyOpens::BehindLine(DONT_PASS),
        DONT_ODDS,
    );
    drafts.family("come_odds", Side::Right, FamilyOpens::BehindCome(COME_4), ODDS);
    assert!(drafts.len == DONT_COME_ODDS_4 as usize);
    drafts.family(
        "dont_come_odds",
        Side::Wrong,
        FamilyOpens::BehindCome(DONT_COME_4),
        DONT_ODDS,
    );
}

const fn numbers(drafts: &mut Drafts) {
    drafts.family("place", Side::Right, FamilyOpens::Always, PLACE);
    drafts.family("place_lose", Side::Wrong, FamilyOpens::Always, PLACE_LOSE);
    drafts.family("buy", Side::Right, FamilyOpens::Always, BUY);
    drafts.family("lay", Side::Wrong, FamilyOpens::Always, LAY);
    drafts.once(Name::new("field"), &ON_FIELD, FIELD);
    drafts.push(Name::new("big_6"), Rule::Right(6), Opens::Always, EVEN);
    drafts.push(Name::new("big_8"), Rule::Right(8), Opens::Always, EVEN);
    drafts.push(Name::new("hard_4"), Rule::Hard(4), Opens::Always, HARD_4_10);
    drafts.push(Name::new("hard_6"), Rule::Hard(6), Opens::Always, HARD_6_8);
    drafts.push(Name::new("hard_8"), Rule::Hard(8), Opens::Always, HARD_6_8);
    drafts.push(Name::new("hard_10"), Rule::Hard(10), Opens::Always, HARD_4_10);
}

const fn propositions(drafts: &mut Drafts) {
    drafts.once(Name::new("any_seven"), &TOTAL[7], ANY_SEVEN);
    drafts.once(Name::new("any_craps"), &ON_ANY_CRAPS, ANY_CRAPS);
    drafts.once(Name::new("aces_2"), &TOTAL[2], ONE_WAY);
    drafts.once(Name::new("twelve"), &TOTAL[12], ONE_WAY);
    drafts.once(Name::new("ace_deuce_3"), &TOTAL[3], TWO_WAYS);
    drafts.once(Name::new("yo_11"), &TOTAL[11], TWO_WAYS);
    drafts.once(Name::new("hi_lo"), &ON_HI_LO, TWO_WAYS);
    let mut low = 1;
    while low <= 6 {
        let mut high = low;
        while high <= 6 {
            let Some(pair) = pair_index(low, high) else {
                panic!("no such pair")
            };
            let pays = if low == high { ONE_WAY } else { TWO_WAYS };
            drafts.once(
                Name::new("hop").number(low).number(high),
                &PAIR[pair as usize],
                pays,
            );
            high += 1;
        }
        low += 1;
    }
    drafts.once(Name::new("horn"), &ON_HORN, HORN);
    drafts.once(Name::new("world"), &ON_WORLD, WORLD);
    drafts.once(Name::new("c_and_e"), &ON_C_AND_E, C_AND_E);
    let mut total = 2;
    while total <= 12 {
        let pays = NEXT[if total <= 7 { total - 2 } else { 12 - total }];
        drafts.once(Name::new("next").number(total as u8), &TOTAL[total], pays);
        total += 1;
    }
}

const fn totals(drafts: &mut Drafts) {
    let mut i = 0;
    while i < TOTALS.len() {
        let name = Name::new("yes").number(TOTALS[i]);
        drafts.push(name, Rule::Right(TOTALS[i]), Opens::Always, mirrored(YES, i));
        i += 1;
    }
    let mut i = 0;
    while i < TOTALS.len() {
        let name = Name::new("no").number(TOTALS[i]);
        drafts.push(name, Rule::Wrong(TOTALS[i]), Opens::Always, mirrored(NO, i));
        i += 1;
    }
}

const fn counts(drafts: &mut Drafts) {
    drafts.unmarked("small", Rule::Totals(LOW), SMALL_TALL);
    drafts.unmarked("tall", Rule::Totals(HIGH), SMALL_TALL);
    drafts.unmarked("all", Rule::Totals(LOW | HIGH), ALL);
    drafts.push(
        Name::new("fire"),
        Rule::Count(Count::Fire),
        Opens::NewShooter,
        FIRE,
    );
    let mut i = 0;
    while i < TOTALS.len() {
        let name = Name::new("repeater").number(TOTALS[i]);
        drafts.push(
            name,
            Rule::Repeat(TOTALS[i]),
            Opens::Unmarked,
            mirrored(REPEATER, i),
        );
        i += 1;
    }
    drafts.unmarked("hot_roller", Rule::Count(Count::HotRoller), HOT_ROLLER);
    drafts.unmarked(
        "different_doubles",
        Rule::Count(Count::Doubles),
        DIFFERENT_DOUBLES,
    );
    drafts.push(Name::new("muggsy"), Rule::Muggsy, Opens::PuckOff, MUGGSY);
    let ride = Rule::Count(Count::Ride);
    drafts.push(Name::new("ride_the_line"), ride, Opens::NewShooter, RIDE_THE_LINE);
    drafts.unmarked("twice_hard", Rule::TwiceHard, TWICE_HARD);
}

/// What the total at `index` of [`TOTALS`] pays in a family that is the same on either side of 7.
const fn mirrored(pays: [&'static [Prize]; 5], index: usize) -> &'static [Prize] {
    pays[if index < 5 { index } else { 9 - index }]
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
        layout[i].placeable = !matches!(DRAFTS[i].opens, Opens::Never);
        i += 1;
    }
    layout
};

static FATES: [(Rule, Opens); SPOTS] = {
    let (mut fates, mut i) = ([(Rule::Pass, Opens::Never); SPOTS], 0);
    while i < SPOTS {
        fates[i] = (DRAFTS[i].rule, DRAFTS[i].opens);
        i += 1;
    }
    fates
};

/// How `spot` is decided, when it takes chips, and what it pays.
pub(super) fn fate(spot: SpotId) -> Option<(Rule, Opens, &'static [Prize])> {
    let (rule, opens) = FATES.get(spot.index())?;
    Some((*rule, *opens, LAYOUT.get(spot.index())?.pays))
}
