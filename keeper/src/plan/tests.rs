//! The planner's decisions, one sentence each.

mod crashes;
mod duty;
mod properties;
mod reveals;
mod settlements;
mod voids;

use std::sync::LazyLock;

use super::*;
use crate::secret::Key;

/// The roulette table, which most tests look at.
const GAME: GameId = GameId::Roulette;
/// When betting ends in most tests.
const ENDS: Millis = 100_000;
/// When the next round may open in most tests.
const OPENS: Millis = 120_000;
/// The grace period of most tests.
const GRACE: Millis = 5_000;
/// A slot, which is also what each further keeper waits.
const SLOT: Millis = 1_000;
/// When the round of most tests is overdue by the clock.
const REVEAL_BY: Millis = 115_000;

/// The keeper that all tests look through.
static OURS: LazyLock<Key> = LazyLock::new(|| Key::from_suri("//Keeper1").expect("a valid URI"));
/// Another one.
static THEIRS: LazyLock<Key> = LazyLock::new(|| Key::from_suri("//Keeper2").expect("a valid URI"));

fn config_of(key: &Key) -> Config {
    Config {
        account: key.account(),
        secrets: key.secrets([7; 32]),
        games: GameId::ALL.to_vec(),
        opens: true,
        settle_batch: 100,
    }
}

fn config() -> Config {
    config_of(&OURS)
}

/// A round that `config` opened.
fn round_of(config: &Config, round: RoundId, phase: Phase) -> Round {
    Round {
        round,
        phase,
        keeper: Some(config.account),
        commitment: config.secrets.commitment(GAME, round),
        betting_ends_at: ENDS,
        reveal_by: REVEAL_BY,
        moved_at: ENDS,
        draw_complete: false,
        unsettled: 0,
    }
}

/// A table with that round, which is not final yet, and on which the keeper is not on duty next.
fn table_with(round: Round) -> Table {
    Table {
        round: round.round,
        current: Some(round),
        turns_to_duty: Some(1),
        ..idle_table()
    }
}

/// A table whose last round is closed and final, with this keeper on duty next.
fn idle_table() -> Table {
    let closed = round_of(&config(), 4, Phase::Closed);
    Table {
        game: GAME,
        round: 4,
        paused: false,
        opens_at: OPENS,
        draw_blocks: 2,
        abandoned_at: None,
        turns_to_duty: Some(0),
        current: Some(closed.clone()),
        finalised: Some(closed),
    }
}

/// A table on which the draw of that round is in, and final.
fn drawn_and_final(config: &Config, phase: Phase) -> Table {
    let round = Round {
        draw_complete: true,
        ..round_of(config, 5, phase)
    };
    Table {
        finalised: Some(round.clone()),
        ..table_with(round)
    }
}

/// What `config` does about `table` at `now`.
fn planned(table: &Table, now: Millis, config: &Config) -> Vec<Action> {
    let view = View {
        best: 50,
        now,
        slot_ms: SLOT,
        grace_ms: GRACE,
        tables: vec![table.clone()],
    };
    plan(&view, now, config)
}

/// The names of what this keeper does about `table` at `now`.
fn names(table: &Table, now: Millis) -> Vec<&'static str> {
    planned(table, now, &config()).iter().map(Action::name).collect()
}
