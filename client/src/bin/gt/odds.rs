//! `gt odds`

use global_table_client::GameId;
use global_table_odds::{decimal, table, Row};
use serde::Serialize;

use crate::{
    cli::{Common, OddsArgs},
    failure::Failure,
};

/// Decimals of the edge, for programs that do not read fractions.
const DECIMALS: u32 = 12;
/// The longest fraction that is printed in a list.
const SHORT: usize = 32;

/// Needs no node: the odds follow from the rules, which are the same for everybody.
pub fn run(common: &Common, args: &OddsArgs) -> Result<(), Failure> {
    let rows = rows(args.game, args.spot.as_deref())?;
    match (common.json, rows.as_slice()) {
        (true, rows) => rows
            .iter()
            .try_for_each(|row| json(row).map(|line| say!("{line}"))),
        (false, [row]) if args.spot.is_some() => {
            print(row);
            Ok(())
        }
        (false, rows) => {
            list(rows);
            Ok(())
        }
    }
}

fn rows(game: GameId, spot: Option<&str>) -> Result<Vec<&'static Row>, Failure> {
    let of_game = table().iter().filter(|row| row.game == game);
    let rows: Vec<_> = of_game
        .filter(|row| spot.is_none_or(|spot| spot == row.spot))
        .collect();
    match (rows.is_empty(), spot) {
        (true, Some(spot)) => Err(Failure::Usage(format!(
            "{game} has no spot `{spot}`; `gt odds {game}` lists them all"
        ))),
        _ => Ok(rows),
    }
}

/// A row for programs.
#[derive(Serialize)]
struct Line<'a> {
    #[serde(flatten)]
    row: &'a Row,
    /// The house edge as a decimal fraction of the stake.
    house_edge_decimal: Option<String>,
}

fn json(row: &Row) -> Result<String, Failure> {
    let line = Line {
        row,
        house_edge_decimal: row.edge().map(|edge| decimal(&edge, DECIMALS)),
    };
    serde_json::to_string(&line)
        .map_err(|error| Failure::Refused(format!("a row can't be written as JSON: {error}")))
}

/// One spot, with exact fractions.
fn print(row: &Row) {
    let travels = if row.placeable {
        ""
    } else {
        " (takes no chips; bets travel there)"
    };
    say!("{} {}{travels}", row.game, row.spot);
    say!("  pays             {}", row.pays);
    let percent = |name: &str, fraction: &str, percent: &str| {
        say!("  {name:<15}  {fraction} = {percent} %");
    };
    percent("wins", &row.p_win, &row.p_win_percent);
    percent("pushes", &row.p_push, &row.p_push_percent);
    percent("loses", &row.p_lose, &row.p_lose_percent);
    percent("house edge", &row.house_edge, &row.house_edge_percent);
    say!(
        "  expected rounds  {} = {}",
        row.expected_rounds,
        row.expected_rounds_decimal
    );
}

/// All spots of a game, one on a line.
fn list(rows: &[&Row]) {
    say!(
        "{:<20} {:>8} {:>8} {:>8} {:>8} {:>8}  {:<SHORT$}  pays",
        "spot",
        "win %",
        "push %",
        "lose %",
        "edge %",
        "rounds",
        "edge"
    );
    for row in rows {
        let edge = match row.house_edge.len() {
            0..=SHORT => row.house_edge.as_str(),
            _ => "(long; ask for the spot)",
        };
        let travels = if row.placeable { "" } else { "; takes no chips" };
        say!(
            "{:<20} {:>8} {:>8} {:>8} {:>8} {:>8}  {edge:<SHORT$}  {}{travels}",
            row.spot,
            row.p_win_percent,
            row.p_push_percent,
            row.p_lose_percent,
            row.house_edge_percent,
            row.expected_rounds_decimal,
            row.pays
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_should_get_exact_fractions_and_a_decimal() {
        let rows = rows(GameId::Craps, Some("pass")).unwrap();
        assert_eq!(rows.len(), 1);
        let line: serde_json::Value = serde_json::from_str(&json(rows[0]).unwrap()).unwrap();
        assert_eq!(line["game"], "craps");
        assert_eq!(line["spot"], "pass");
        assert_eq!(line["pays"]["win"], "1:1");
        assert_eq!(line["p_win"], "244/495");
        assert_eq!(line["p_push"], "0/1");
        assert_eq!(line["p_lose"], "251/495");
        assert_eq!(line["house_edge"], "7/495");
        assert_eq!(line["house_edge_decimal"], "0.014141414141");
        assert_eq!(line["expected_rounds"], "557/165");
    }

    #[test]
    fn every_game_should_have_odds_for_all_its_spots() {
        for game in GameId::ALL {
            let spots = crate::fixture::layout(game).spots().len();
            assert_eq!(rows(game, None).unwrap().len(), spots, "{game}");
        }
    }

    #[test]
    fn an_unknown_spot_should_be_answered_with_advice() {
        let Err(Failure::Usage(advice)) = rows(GameId::Craps, Some("hard_7")) else {
            panic!("hard_7 is no spot")
        };
        assert!(advice.contains("gt odds craps"), "{advice}");
    }
}
