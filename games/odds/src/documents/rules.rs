//! The generated part of the rules pages.

use std::fmt::Write;

use global_table_games::{
    blackjack::{Chart, Row as ChartRow, CHART, OPEN},
    GameId, Rules,
};

use super::{families, names, note};
use crate::{percent, Row};

/// The line of a page after which its generated part begins.
pub const BEGIN: &str =
    "<!-- generated from the rules; UPDATE_DOCS=1 cargo test -p global-table-odds writes it anew -->";
/// The line of a page before which its generated part ends.
pub const END: &str = "<!-- end of the generated part -->";

/// The generated part of `docs/rules/GAME.md`, from the rows of the game.
pub fn rules_block(game: GameId, rows: &[Row]) -> String {
    let of_game: Vec<&Row> = rows.iter().filter(|row| row.game == game).collect();
    let mut block = paytable(&of_game);
    match game {
        GameId::Craps => block += &multiples_of_odds(),
        GameId::Blackjack => {
            if let Some(note) = note(&of_game) {
                let _ = write!(block, "\n{note}");
            }
            block += &chart();
        }
        _ => {}
    }
    block
}

/// `page` with `block` as its generated part. `None` if it has none.
pub fn with_block(page: &str, block: &str) -> Option<String> {
    let (before, rest) = page.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{BEGIN}\n\n{block}\n{END}{after}"))
}

fn paytable(of_game: &[&Row]) -> String {
    let mut table = String::from("| spot | pays | house edge |\n| --- | --- | ---: |\n");
    for family in families(of_game) {
        let Some(row) = family.first() else { continue };
        let edge = row.edge().filter(|_| row.placeable);
        let edge = edge.map_or(String::new(), |edge| percent(&edge, 2) + " %");
        let _ = writeln!(table, "| {} | {} | {edge} |", names(&family), row.pays);
    }
    table
}

fn multiples_of_odds() -> String {
    let Rules {
        odds_4_10,
        odds_5_9,
        odds_6_8,
    } = Rules::default();
    format!(
        "\n\u{2020} takes no chips: `come` and `dont_come` travel there.\n\n\
         Odds, as a multiple of the bet behind which they stand, unless the table's config says otherwise: at most\n\
         {odds_4_10} times on 4 and 10, {odds_5_9} times on 5 and 9, {odds_6_8} times on 6 and 8; on the don't side \
         up to what wins the same.\n"
    )
}

/// The strategy of blackjack.
fn chart() -> String {
    let mut chart = String::from(
        "\n## The chart\n\nBy the dealer's open card. H: hit, S: stand, D: double with two cards, else hit, \
         Ds: double with two cards, else\nstand, P: split; a pair that comes after a split is played by its total.\n",
    );
    let from = |first: u8| move |row: usize| (usize::from(first) + row).to_string();
    chart += &part("hard total", &CHART.hard, from(Chart::FIRST_HARD));
    chart += &part("soft total", &CHART.soft, from(Chart::FIRST_SOFT));
    chart += &part("pair of", &CHART.pairs, |row| OPEN[row].to_string());
    chart
}

/// Rows that say the same are one.
fn part(title: &str, rows: &[ChartRow], name: impl Fn(usize) -> String) -> String {
    let mut part = format!(
        "\n| {title} | {} |\n|{}\n",
        OPEN.join(" | "),
        " --- |".repeat(OPEN.len() + 1)
    );
    let mut first = 0;
    while first < rows.len() {
        let alike = rows[first..]
            .iter()
            .take_while(|row| **row == rows[first])
            .count();
        let names = match alike {
            1 => name(first),
            _ => format!("{} to {}", name(first), name(first + alike - 1)),
        };
        let letters: Vec<_> = rows[first].iter().map(|advice| advice.letters()).collect();
        let _ = writeln!(part, "| {names} | {} |", letters.join(" | "));
        first += alike;
    }
    part
}
