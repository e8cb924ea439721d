//! The files that are made from the rules and the odds: what they must hold.
//!
//! The tests compare them with what is committed, and write them anew with `UPDATE_ODDS=1` (`odds.json`,
//! `paytables.json`, `docs/ODDS.md`) and `UPDATE_DOCS=1` (the generated part of `docs/rules/*.md`).

mod rules;

use std::fmt::Write;

use global_table_games::{blackjack::UNITS, GameId};
use num_bigint::BigInt;
use serde::Serialize;

pub use rules::{rules_block, with_block, BEGIN, END};

use crate::{paytable, percent, Row};

/// A line names no more spots than this.
const MOST_NAMES: usize = 6;
/// Fractions of more characters than this are left to `odds.json`.
const LONGEST: usize = 40;

const ODDS_HEAD: &str = "\
# Odds

Generated from the rules that the chain settles by: `UPDATE_ODDS=1 cargo test -p global-table-odds` writes this page
anew, and the tests compare it. Everything is computed exactly, over all outcomes; nothing is simulated.

* **win**, **push**, **lose**: the probability that a bet settles with more than its stake, with exactly its stake, with
  less.
* **edge**: the house edge, the expected loss as a fraction of the stake, from placing to settling; a push is settled
  with zero. 0 is a fair bet, and only a bet that has travelled can be better than that.
* **rounds**: how many rounds a bet lies on the table at the mean, the one that settles it included.

Percentages and rounds are rounded to the nearest. Where the exact fraction is too long for the table, `gt odds GAME
SPOT` prints it, as it does for every spot; `games/odds/odds.json` holds them all. `9:5` is a net win of 9 for each 5
staked, the stake comes back as well; what has to happen for it stands in parentheses if there is more than one way.
Spots of one family with the same numbers share a line. Spots marked \u{2020} take no chips: `come` and `dont_come`
travel there, and their odds are those from there on.
";

/// A JSON array with one line for each row.
pub fn json<R: Serialize>(rows: &[R]) -> String {
    let lines: Vec<String> = rows
        .iter()
        .map(|row| serde_json::to_string(row).expect("rows are plain text"))
        .collect();
    format!("[\n{}\n]\n", lines.join(",\n"))
}

/// `games/paytables.json`: what every spot pays.
pub fn paytables_json() -> String {
    json(&paytable())
}

/// `docs/ODDS.md`, from the rows of all games.
pub fn odds_page(rows: &[Row]) -> String {
    let mut page = ODDS_HEAD.to_string();
    for game in GameId::ALL {
        let of_game: Vec<&Row> = rows.iter().filter(|row| row.game == game).collect();
        let _ = write!(page, "\n## {}\n\n", title(game));
        page += "| spot | pays | win % | push % | lose % | edge % | edge | rounds |\n";
        page += "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |\n";
        for family in families(&of_game) {
            let Some(row) = family.first() else { continue };
            let edge = if row.house_edge.len() <= LONGEST {
                &row.house_edge
            } else {
                ""
            };
            let _ = writeln!(
                page,
                "| {} | {} | {} | {} | {} | {} | {edge} | {} |",
                names(&family),
                row.pays,
                row.p_win_percent,
                row.p_push_percent,
                row.p_lose_percent,
                row.house_edge_percent,
                row.expected_rounds_decimal,
            );
        }
        if let Some(note) = note(&of_game) {
            let _ = write!(page, "\n{note}");
        }
    }
    page
}

/// What has to be known about a game's table.
fn note(of_game: &[&Row]) -> Option<String> {
    let hand = of_game
        .iter()
        .find(|row| row.game == GameId::Blackjack && row.spot == "hand")?;
    let for_each_unit = percent(&(hand.edge()? * BigInt::from(UNITS)), 4);
    Some(format!(
        "A stake on `hand` is {UNITS} units, for one of which the hand is dealt: for each unit dealt the edge is\n\
         {for_each_unit} %. It is computed over all rounds of a fresh shoe for the chart that every hand is played by.\n"
    ))
}

/// The name of the game as a heading.
fn title(game: GameId) -> &'static str {
    match game {
        GameId::Roulette => "Roulette",
        GameId::Craps => "Craps",
        GameId::AmericanRoulette => "American roulette",
        GameId::SicBo => "Sic bo",
        GameId::Baccarat => "Baccarat",
        GameId::Blackjack => "Blackjack",
    }
}

/// The name without its numbers: `split` of `split_16_17`.
fn family_of(row: &Row) -> &str {
    row.spot
        .trim_end_matches(|c: char| c.is_ascii_digit() || c == '_')
}

fn same_odds(one: &Row, other: &Row) -> bool {
    let numbers = |row: &Row| {
        let Row {
            p_win,
            p_push,
            house_edge,
            expected_rounds,
            ..
        } = row;
        [
            p_win.clone(),
            p_push.clone(),
            house_edge.clone(),
            expected_rounds.clone(),
        ]
    };
    one.pays == other.pays && one.placeable == other.placeable && numbers(one) == numbers(other)
}

/// Spots of one family that do not differ, where the first of them stands.
fn families<'a>(rows: &[&'a Row]) -> Vec<Vec<&'a Row>> {
    let mut families: Vec<Vec<&Row>> = vec![];
    for &row in rows {
        let same =
            |family: &&mut Vec<&Row>| family_of(family[0]) == family_of(row) && same_odds(family[0], row);
        match families.iter_mut().find(same) {
            Some(family) => family.push(row),
            None => families.push(vec![row]),
        }
    }
    families
}

/// All names, if they are few.
fn names(family: &[&Row]) -> String {
    let mark = if family.iter().all(|row| row.placeable) {
        ""
    } else {
        " \u{2020}"
    };
    let name = |row: &&Row| format!("`{}`", row.spot);
    let names = match family {
        [first, second, .., last] if family.len() > MOST_NAMES => {
            format!(
                "{}, {}, ..., {}: {} spots",
                name(first),
                name(second),
                name(last),
                family.len()
            )
        }
        few => few.iter().map(name).collect::<Vec<_>>().join(", "),
    };
    names + mark
}
