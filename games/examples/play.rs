//! Plays random rounds and prints what becomes of them, for another implementation to compare with.
//!
//!     play GAME ROUNDS SEED            the digest of every 1,000 rounds, a line each
//!     play GAME ROUNDS SEED --block N  the rounds of block N in words, a line each
//!
//! The draw of round `i` is `blake2_256("global-table/second" | game | seed | i)`, seed and `i` as u64, little-endian, `i`
//! from 0. A line is `outcome|state after|spot fate,spot fate,...` without the spots that lose, and, at a table with a
//! memory, `|spot,spot,...` with those that then take chips. A digest is `blake2_256` of the lines, each with a line feed.
//! The first round follows a table's initial state.

#[path = "text/mod.rs"]
mod text;

use std::{
    env,
    fmt::Write as _,
    io::{self, BufWriter, Write},
    process::ExitCode,
};

use global_table_games::{expand, layout, permit, GameId, Resolutions, Rules, Spot, TableState};

/// The rounds of a block.
const BLOCK: u64 = 1_000;

struct Asked {
    game: GameId,
    rounds: u64,
    seed: u64,
    block: Option<u64>,
}

impl Asked {
    fn from_words(words: &[String]) -> Option<Self> {
        let number = |word: &String| word.parse().ok();
        let (game, rounds, seed, block) = match words {
            [game, rounds, seed] => (game, rounds, seed, None),
            [game, rounds, seed, option, block] if option == "--block" => {
                (game, rounds, seed, Some(number(block)?))
            }
            _ => return None,
        };
        Some(Self {
            game: game.parse().ok()?,
            rounds: number(rounds)?,
            seed: number(seed)?,
            block,
        })
    }
}

/// The names of the spots that take one more unit from a player who has one everywhere.
fn takers(state: &TableState) -> impl Iterator<Item = &'static str> + '_ {
    let takes = |spot: &&Spot| permit(state, &Rules::default(), spot.id, 1, |_| 1).is_ok();
    layout(state.game()).iter().filter(takes).map(|spot| spot.name)
}

/// Appends the line of one round and returns the state after it.
fn play(game: GameId, state: TableState, draw: &[u8; 32], lines: &mut String) -> TableState {
    let outcome = expand(game, draw);
    let after = state.next(&outcome);
    let _ = write!(lines, "{}|{}|", text::outcome(&outcome), text::state(&after));
    let mut between = "";
    text::fates(game, &Resolutions::of(&state, &outcome), |spot, fate| {
        let _ = write!(lines, "{between}{spot} {fate}");
        between = ",";
    });
    if let TableState::Craps(_) = after {
        for (i, spot) in takers(&after).enumerate() {
            lines.push(if i == 0 { '|' } else { ',' });
            lines.push_str(spot);
        }
    }
    lines.push('\n');
    after
}

fn run(asked: &Asked) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    let (mut state, mut lines) = (TableState::initial(asked.game), String::new());
    for round in 0..asked.rounds {
        let draw = text::hash(&[
            b"global-table/second",
            asked.game.name().as_bytes(),
            &asked.seed.to_le_bytes(),
            &round.to_le_bytes(),
        ]);
        state = play(asked.game, state, &draw, &mut lines);
        if (round + 1) % BLOCK != 0 && round + 1 != asked.rounds {
            continue;
        }
        match asked.block {
            None => writeln!(out, "{}", text::hex(&text::hash(&[lines.as_bytes()])))?,
            Some(block) if block == round / BLOCK => out.write_all(lines.as_bytes())?,
            Some(_) => {}
        }
        lines.clear();
    }
    out.flush()
}

fn main() -> ExitCode {
    let words: Vec<_> = env::args().skip(1).collect();
    let Some(asked) = Asked::from_words(&words) else {
        eprintln!("usage: play GAME ROUNDS SEED [--block N]");
        return ExitCode::from(2);
    };
    match run(&asked) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("play: {error}");
            ExitCode::FAILURE
        }
    }
}
