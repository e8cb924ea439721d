//! The layout.

use super::Side;
use crate::{Pays, Prize, Spot, SpotId};

/// The spots of the layout.
pub const SPOTS: usize = 14;

/// How a spot is decided. The prizes of the spot are in the order that the comments say.
#[derive(Clone, Copy)]
pub(super) enum Rule {
    /// The side wins; a tie.
    Wins(Side),
    /// A tie.
    Tie,
    /// The side's first two cards are of one rank.
    Pair(Side),
    /// Those of at least one side are.
    EitherPair,
    /// One side's first two cards are of one rank and suit; both sides' are.
    PerfectPair,
    /// The side wins with three cards and this total.
    WinsInThree(Side, u8),
    /// The banker wins with this total and two cards; with three cards.
    BankerWinsWith(u8),
    /// Five or six cards in all.
    Big,
    /// Four cards in all.
    Small,
    /// A natural of the side wins; two naturals tie; the side wins without one by 9, by 8, ... by 4.
    DragonBonus(Side),
}

/// What a prize of a single kind is called.
const WIN: &str = "win";

const fn on(on: &'static str, win: i32, per: u32) -> Prize {
    Prize {
        on,
        pays: Pays::new(win, per),
    }
}

const PUSH: Prize = on("push", 0, 1);
const PAIR: &[Prize] = &[on(WIN, 11, 1)];
const DRAGON_BONUS: &[Prize] = &[
    on("natural win", 1, 1),
    PUSH,
    on("by 9", 30, 1),
    on("by 8", 10, 1),
    on("by 7", 6, 1),
    on("by 6", 4, 1),
    on("by 5", 2, 1),
    on("by 4", 1, 1),
];

struct Draft {
    name: &'static str,
    rule: Rule,
    pays: &'static [Prize],
}

const fn draft(name: &'static str, rule: Rule, pays: &'static [Prize]) -> Draft {
    Draft { name, rule, pays }
}

/// The order is the order of the ids: never change it, only append.
const DRAFTS: [Draft; SPOTS] = [
    draft("player", Rule::Wins(Side::Player), &[on(WIN, 1, 1), PUSH]),
    // Even money less a commission of 5 %.
    draft("banker", Rule::Wins(Side::Banker), &[on(WIN, 19, 20), PUSH]),
    draft("tie", Rule::Tie, &[on(WIN, 8, 1)]),
    draft("player_pair", Rule::Pair(Side::Player), PAIR),
    draft("banker_pair", Rule::Pair(Side::Banker), PAIR),
    draft("either_pair", Rule::EitherPair, &[on(WIN, 5, 1)]),
    draft(
        "perfect_pair",
        Rule::PerfectPair,
        &[on("one hand", 25, 1), on("both hands", 200, 1)],
    ),
    draft("dragon_7", Rule::WinsInThree(Side::Banker, 7), &[on(WIN, 40, 1)]),
    draft("panda_8", Rule::WinsInThree(Side::Player, 8), &[on(WIN, 25, 1)]),
    draft(
        "lucky_6",
        Rule::BankerWinsWith(6),
        &[on("two cards", 12, 1), on("three cards", 20, 1)],
    ),
    draft("big", Rule::Big, &[on(WIN, 27, 50)]),
    draft("small", Rule::Small, &[on(WIN, 3, 2)]),
    draft(
        "dragon_bonus_player",
        Rule::DragonBonus(Side::Player),
        DRAGON_BONUS,
    ),
    draft(
        "dragon_bonus_banker",
        Rule::DragonBonus(Side::Banker),
        DRAGON_BONUS,
    ),
];

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
        layout[i].name = DRAFTS[i].name;
        layout[i].pays = DRAFTS[i].pays;
        i = i.saturating_add(1);
    }
    layout
};

pub(super) static RULES: [Rule; SPOTS] = {
    let (mut rules, mut i) = ([Rule::Tie; SPOTS], 0);
    while i < SPOTS {
        rules[i] = DRAFTS[i].rule;
        i = i.saturating_add(1);
    }
    rules
};
