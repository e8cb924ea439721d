//! Which rounds are played in a repetition, and what the players put where.

use global_table_games::{GameId, Outcome};

use crate::{play::BETS, report::Settled};

/// One round: what lies where, and how it ends.
pub struct Plan {
    /// The game.
    pub game: GameId,
    /// What the figures are printed under.
    pub name: &'static str,
    /// A slip bets on one spot of each list.
    pub spots: [&'static [&'static str]; BETS],
    /// Who bets.
    pub who: Who,
    /// The outcomes with which the round may end.
    pub wanted: fn(&Outcome) -> bool,
    /// What that does to the bets.
    pub settled: Settled,
}

/// Who bets in a round.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Players whose slips are relayed, and others who submit theirs.
    All,
    /// Only players whose slips are relayed: those who have bets up from the round before.
    Relayed,
    /// Nobody: what is up waits for the roll.
    Nobody,
}

/// Games in which nothing outlives a round.
const ONE_ROUND: [Plan; 5] = [
    one_round(
        GameId::Roulette,
        "roulette",
        [
            &["red", "black", "odd", "even"],
            &["dozen_1", "dozen_2", "column_3"],
            &["straight_0", "straight_7", "straight_11"],
            &["straight_17", "straight_23", "straight_32"],
        ],
    ),
    one_round(
        GameId::AmericanRoulette,
        "american_roulette",
        [
            &["red", "black", "odd", "even"],
            &["dozen_1", "dozen_2", "column_3"],
            &["straight_00", "straight_7", "straight_11"],
            &["straight_17", "straight_23", "straight_32"],
        ],
    ),
    one_round(
        GameId::SicBo,
        "sic_bo",
        [
            &["small", "big"],
            &["total_9", "total_12"],
            &["single_1", "single_6"],
            &["combo_1_2", "double_5", "any_triple"],
        ],
    ),
    one_round(
        GameId::Baccarat,
        "baccarat",
        [
            &["player", "banker"],
            &["tie"],
            &["player_pair", "dragon_7"],
            &["big", "dragon_bonus_player"],
        ],
    ),
    one_round(
        GameId::Blackjack,
        "blackjack",
        [&["hand"], &["perfect_pairs"], &["21_plus_3"], &["dealer_bust"]],
    ),
];

/// A hand of craps: a point, a roll on which everything stays up, and the seven that ends it.
const HAND: [Plan; 3] = [
    Plan {
        game: GameId::Craps,
        name: "craps",
        spots: [
            &["pass", "dont_pass"],
            &["field"],
            &["hard_4", "hard_10"],
            &["any_craps", "yo_11", "hop_1_6"],
        ],
        who: Who::All,
        wanted: |outcome| matches!(dice(outcome), 5 | 6 | 8 | 9),
        settled: Settled::Some,
    },
    Plan {
        game: GameId::Craps,
        name: "craps",
        spots: [
            &["place_4", "buy_4"],
            &["place_5"],
            &["place_8", "hard_8"],
            &["place_9", "place_10"],
        ],
        who: Who::Relayed,
        wanted: |outcome| matches!(dice(outcome), 2 | 3 | 11 | 12),
        settled: Settled::None,
    },
    SEVEN,
];

/// The bets that count, against numbers that would end them: the dearest exposure there is.
const COUNTS: [Plan; 2] = [
    Plan {
        game: GameId::Craps,
        name: "craps counts",
        spots: [
            &["small", "tall", "all", "fire"],
            &["hot_roller", "different_doubles", "ride_the_line"],
            &["repeater_6", "repeater_8", "twice_hard"],
            &["no_4", "no_6", "no_10", "no_12"],
        ],
        who: Who::All,
        wanted: |outcome| matches!(dice(outcome), 5 | 9),
        settled: Settled::None,
    },
    Plan {
        name: "craps counts",
        ..SEVEN
    },
];

const SEVEN: Plan = Plan {
    game: GameId::Craps,
    name: "craps",
    spots: [&["field"]; BETS],
    who: Who::Nobody,
    wanted: |outcome| dice(outcome) == 7,
    settled: Settled::All,
};

const fn one_round(game: GameId, name: &'static str, spots: [&'static [&'static str]; BETS]) -> Plan {
    Plan {
        game,
        name,
        spots,
        who: Who::All,
        wanted: |_| true,
        settled: Settled::All,
    }
}

/// All rounds of a repetition, by the players who are in them from the first to the last.
pub fn all() -> impl Iterator<Item = &'static [Plan]> {
    ONE_ROUND.chunks(1).chain([HAND.as_slice(), COUNTS.as_slice()])
}

/// The sum of both dice at craps.
fn dice(outcome: &Outcome) -> u8 {
    match outcome {
        Outcome::Craps([first, second]) => first.saturating_add(*second),
        _ => 0,
    }
}
