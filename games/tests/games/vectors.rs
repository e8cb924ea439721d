//! Draws and what they have always meant. `UPDATE_VECTORS=1 cargo test -p global-table-games vectors` rewrites the files: a
//! deliberate act, for whoever checks old rounds relies on them.

#[path = "../../examples/text/mod.rs"]
mod text;

use std::{env, fmt::Write, fs, path::PathBuf};

use global_table_games::{expand, GameId, Resolutions, TableState};
use serde_json::{json, Map, Value};

/// Plain draws of a game, and draws whose expansion begins with bytes that are skipped.
fn draws(game: GameId) -> Vec<[u8; 32]> {
    let plain = match game {
        // Two long hands, in which most of the bets that count are paid.
        GameId::Craps => 335_365..335_425,
        _ => 0..40,
    };
    let draw = |i: u32| text::hash(&[b"global-table/vectors", game.name().as_bytes(), &i.to_le_bytes()]);
    let skipping = (plain.end..).map(draw).filter(|draw| skips(game, draw)).take(4);
    plain.map(draw).chain(skipping).collect()
}

/// Does the expansion of `draw` begin with a byte, or two, that mean nothing in `game`?
fn skips(game: GameId, draw: &[u8; 32]) -> bool {
    let block = text::hash(&[b"global-table/expand/v1", draw, &[0; 4]]);
    let pair = u16::from_le_bytes([block[0], block[1]]);
    match game {
        GameId::Roulette => block[0] >= 6 * 37,
        GameId::AmericanRoulette => block[0] >= 6 * 38,
        GameId::Craps | GameId::SicBo => block[0] >= 42 * 6,
        GameId::Baccarat => pair >= 157 * 416,
        GameId::Blackjack => pair >= 210 * 312,
    }
}

/// What the code says of the draws, each round after the one before it.
fn rounds(game: GameId) -> Vec<Value> {
    let mut state = TableState::initial(game);
    let mut round = |draw: [u8; 32]| {
        let outcome = expand(game, &draw);
        let mut spots = Map::new();
        text::fates(game, &Resolutions::of(&state, &outcome), |spot, fate| {
            spots.insert(spot.into(), fate.into());
        });
        let mut round = json!({
            "draw": text::hex(&draw),
            "outcome": text::outcome(&outcome),
            "spots": spots,
        });
        let before = text::state(&state);
        state = state.next(&outcome);
        if !before.is_empty() {
            round["before"] = before.into();
            round["after"] = text::state(&state).into();
        }
        round
    };
    draws(game).into_iter().map(&mut round).collect()
}

fn file(game: GameId) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("vectors/{game}.json"))
}

/// One round to a line, so that a change shows where it is.
fn write(game: GameId) {
    let mut text = format!("{{\n  \"game\": \"{game}\",\n  \"rounds\": [\n");
    let rounds: Vec<_> = rounds(game).iter().map(|round| format!("    {round}")).collect();
    let _ = writeln!(text, "{}\n  ]\n}}", rounds.join(",\n"));
    fs::write(file(game), text).unwrap();
    eprintln!(
        "WARNING: {} is rewritten. What a draw means must never change.",
        file(game).display()
    );
}

#[test]
fn draws_should_mean_what_they_have_always_meant() {
    for game in GameId::ALL {
        if env::var_os("UPDATE_VECTORS").is_some_and(|value| value == "1") {
            write(game);
        }
        let text = fs::read_to_string(file(game)).unwrap();
        let frozen: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(frozen["game"], game.name());
        let frozen = frozen["rounds"].as_array().unwrap();
        let rounds = rounds(game);
        assert_eq!(frozen.len(), rounds.len(), "{game}");
        for (i, (frozen, round)) in frozen.iter().zip(&rounds).enumerate() {
            assert_eq!(frozen, round, "{game}, round {i}");
        }
    }
}
