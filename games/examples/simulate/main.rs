//! Plays millions of rounds and compares what every spot returned with its exact edge in `odds/odds.json`.
//!
//!     simulate [--rounds=N] [--seed=N] [--game=GAME]... [--control]
//!
//! Every spot has a bet of one unit whenever it takes one and has none. Exits 0 if the mean of every spot stands within
//! four standard errors of the exact one, and 1 if one does not. `--control` plays with a paytable that is wrong in one
//! prize of each game, and exits 0 if that is noticed in each, and 1 if it is not.

mod table;
mod tally;

use std::{collections::BTreeMap, env, fs, process::ExitCode, thread};

use global_table_games::GameId;
use serde_json::Value;

use table::{play, Wrong};
use tally::{Verdict, ALLOWED};

/// How many of a game's spots are shown: those that are furthest off.
const SHOWN: usize = 5;

/// The exact edges, by game and spot.
type Edges = BTreeMap<(String, String), String>;

struct Asked {
    games: Vec<GameId>,
    rounds: u64,
    seed: u64,
    control: bool,
}

impl Asked {
    fn from_words(words: impl Iterator<Item = String>) -> Option<Self> {
        let mut asked = Self {
            games: vec![],
            rounds: 10_000_000,
            seed: 1,
            control: false,
        };
        for word in words {
            match word.split_once('=') {
                None if word == "--control" => asked.control = true,
                Some(("--rounds", rounds)) => asked.rounds = rounds.parse().ok()?,
                Some(("--seed", seed)) => asked.seed = seed.parse().ok()?,
                Some(("--game", game)) => asked.games.push(game.parse().ok()?),
                _ => return None,
            }
        }
        if asked.games.is_empty() {
            asked.games = GameId::ALL.into();
        }
        Some(asked)
    }
}

fn edges() -> Result<Edges, String> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/odds/odds.json");
    let text = fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    let rows: Vec<Value> = serde_json::from_str(&text).map_err(|error| format!("{path}: {error}"))?;
    let word = |row: &Value, key: &str| row[key].as_str().map(String::from);
    rows.iter()
        .map(|row| Some(((word(row, "game")?, word(row, "spot")?), word(row, "house_edge")?)))
        .collect::<Option<_>>()
        .ok_or(format!("{path}: a row lacks its game, spot or house_edge"))
}

/// Plays one game. The verdict on each spot, those that are furthest off first.
fn simulate(game: GameId, asked: &Asked, edges: &Edges) -> Result<Vec<(&'static str, Verdict)>, String> {
    let wrong = asked.control.then(|| Wrong::of(game));
    let tallies = play(game, asked.rounds, asked.seed, wrong);
    let mut verdicts = Vec::new();
    for (spot, tally) in tallies.by_spot() {
        let edge = edges.get(&(game.name().into(), spot.name.into()));
        let verdict = edge.and_then(|edge| tally.verdict(edge));
        verdicts.push((
            spot.name,
            verdict.ok_or(format!("{game} {}: no edge, or too few bets", spot.name))?,
        ));
    }
    verdicts.sort_by(|(_, a), (_, b)| b.off().abs().total_cmp(&a.off().abs()));
    Ok(verdicts)
}

/// Prints the spots of a game that are furthest off, and gives the names of those that do not stand.
fn report<'a>(game: GameId, verdicts: &[(&'a str, Verdict)]) -> Vec<&'a str> {
    let fallen = verdicts.iter().filter(|(_, verdict)| !verdict.stands);
    let fallen: Vec<_> = fallen.map(|(spot, _)| *spot).collect();
    println!(
        "{game}: {} spots, {} beyond {ALLOWED} standard errors",
        verdicts.len(),
        fallen.len()
    );
    println!(
        "  {:24} {:>12} {:>11} {:>11} {:>8}",
        "spot", "bets", "mean %", "exact %", "off s.e."
    );
    for (spot, verdict) in verdicts.iter().take(SHOWN.max(fallen.len())) {
        let (mean, exact) = verdict.percents();
        println!(
            "  {spot:24} {:12} {mean:11.4} {exact:11.4} {:8.2}",
            verdict.bets,
            verdict.off()
        );
    }
    fallen
}

/// Is every game as it must be: do all its spots stand, or, in a control run, does the wrong one fall?
fn run(asked: &Asked) -> Result<bool, String> {
    let edges = &edges()?;
    thread::scope(|scope| {
        let start = |game| (game, scope.spawn(move || simulate(game, asked, edges)));
        let threads: Vec<_> = asked.games.iter().copied().map(start).collect();
        let mut right = true;
        for (game, thread) in threads {
            let verdicts = thread.join().map_err(|_| format!("{game}: stopped"))??;
            let fallen = report(game, &verdicts);
            right &= if asked.control {
                fallen.contains(&Wrong::of(game).spot)
            } else {
                fallen.is_empty()
            };
        }
        Ok(right)
    })
}

fn main() -> ExitCode {
    let Some(asked) = Asked::from_words(env::args().skip(1)) else {
        eprintln!("usage: simulate [--rounds=N] [--seed=N] [--game=GAME]... [--control]");
        return ExitCode::from(2);
    };
    match run(&asked) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("simulate: {error}");
            ExitCode::from(2)
        }
    }
}
