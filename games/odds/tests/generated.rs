//! The committed files are those that the rules make.
//!
//! `UPDATE_ODDS=1` and `UPDATE_DOCS=1` write them anew.

use std::{fs, path::PathBuf, sync::OnceLock};

use global_table_games::{layout, GameId, Spot};
use global_table_odds::{
    blackjack, compute,
    documents::{json, odds_page, paytables_json, rules_block, with_block},
    paytable, table, Row,
};

fn updates() -> bool {
    std::env::var_os("UPDATE_ODDS").is_some()
}

/// The rows of all games, computed once for all tests. The `hand` of blackjack takes a while, has a test of its own, and is
/// taken as committed here unless it is to be written anew.
fn rows() -> &'static [Row] {
    static ROWS: OnceLock<Vec<Row>> = OnceLock::new();
    ROWS.get_or_init(|| {
        let of = |game| match game {
            GameId::Blackjack if !updates() => blackjack_rows(),
            game => compute(game).expect("every spot has odds"),
        };
        GameId::ALL.into_iter().flat_map(of).collect()
    })
}

fn blackjack_rows() -> Vec<Row> {
    let row = |spot: &Spot| match spot.name {
        "hand" => committed_hand().clone(),
        _ => Row::of(
            GameId::Blackjack,
            spot,
            &blackjack::odds(spot.id).expect("every spot has odds"),
        ),
    };
    layout(GameId::Blackjack).iter().map(row).collect()
}

fn committed_hand() -> &'static Row {
    let mut rows = table().iter();
    let hand = rows.find(|row| row.game == GameId::Blackjack && row.spot == "hand");
    hand.expect("the table holds every spot")
}

fn path(from_root: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(from_root)
}

fn assert_committed(file: &str, update: &str, expected: &str) {
    if std::env::var_os(update).is_some() {
        fs::write(path(file), expected).expect("the file can be written");
    }
    let committed = fs::read_to_string(path(file)).unwrap_or_default();
    let different = committed
        .lines()
        .zip(expected.lines())
        .position(|(one, other)| one != other);
    assert!(
        committed == expected,
        "{file} is not what the rules make (first at line {:?}): look at the change that {update}=1 makes",
        different.map(|line| line + 1)
    );
}

#[test]
fn the_committed_odds_should_be_what_the_rules_make() {
    assert_committed("games/odds/odds.json", "UPDATE_ODDS", &json(rows()));
}

#[test]
fn the_embedded_table_should_hold_every_spot() {
    if !updates() {
        assert!(table() == rows());
    }
}

#[test]
fn the_committed_hand_should_have_the_edge_of_a_quicker_count() {
    if !updates() {
        let hand = committed_hand();
        assert_eq!(hand.edge(), Some(blackjack::quick_hand_edge()));
        let layout = paytable().into_iter();
        let pays: Vec<_> = layout
            .filter(|row| row.spot == "hand")
            .map(|row| row.pays)
            .collect();
        assert_eq!(pays.first(), Some(&hand.pays));
    }
}

#[test]
fn the_committed_hand_should_be_what_the_rules_make() {
    let rows = compute(GameId::Blackjack).expect("every spot has odds");
    assert_eq!(rows.first(), Some(committed_hand()));
}

#[test]
fn the_page_of_odds_should_be_what_the_rules_make() {
    assert_committed("docs/ODDS.md", "UPDATE_ODDS", &odds_page(rows()));
}

#[test]
fn the_paytables_should_be_what_the_layouts_hold() {
    assert_committed("games/paytables.json", "UPDATE_ODDS", &paytables_json());
}

#[test]
fn the_rules_pages_should_print_the_constants() {
    for game in GameId::ALL {
        let file = format!("docs/rules/{game}.md");
        let page = fs::read_to_string(path(&file)).unwrap_or_default();
        let expected = with_block(&page, &rules_block(game, rows()));
        let expected = expected.unwrap_or_else(|| panic!("{file} has no generated part"));
        assert_committed(&file, "UPDATE_DOCS", &expected);
    }
}
