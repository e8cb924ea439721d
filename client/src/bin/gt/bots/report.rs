//! What the bots say.

use std::time::Duration;

use global_table_client::{amounts, Chain, Counts, RoundView};
use serde_json::{json, Value};

use super::book::Fate;
use crate::screen;

/// How often, and with which pauses, the last transactions are waited for at the end.
const PATIENCE: u32 = 50;
const PAUSE: Duration = Duration::from_millis(200);

/// A settled round: one line on stdout.
pub fn round(view: &RoundView, fate: &Fate, as_json: bool) {
    let (game, round) = (view.game, view.round);
    tracing::debug!(%game, round, ?fate, "settled");
    if fate.silent > 0 {
        tracing::warn!(%game, round, slips = fate.silent, "nothing was heard of some slips");
    }
    if as_json {
        say!("{}", line(view, fate));
        return;
    }
    let ms = |value: Option<u64>| value.map_or("-".into(), |ms| ms.to_string());
    say!(
        "{game} round {round}: {}; {}, {} GTT staked, {} GTT returned; accepted after {} ms, final after {} ms",
        screen::ending_text(view.ending.as_ref()),
        screen::count(view.players as usize, "player"),
        amounts::format(view.staked),
        amounts::format(view.returned),
        ms(fate.best.p50),
        ms(fate.finalised.p50),
    );
}

fn line(view: &RoundView, fate: &Fate) -> Value {
    json!({
        "game": view.game.name(),
        "round": view.round,
        "outcome": screen::ending_json(view.ending.as_ref()),
        "players": view.players,
        "staked": screen::amount_json(view.staked),
        "returned": screen::amount_json(view.returned),
        "latency_ms": { "best": fate.best, "final": fate.finalised },
        "voided": screen::is_void(view),
    })
}

/// Waits for the last transactions, then says what became of all of them, on stderr.
pub async fn farewell(chain: &Chain) {
    let waiting = |counts: &Counts| {
        counts
            .sent
            .saturating_sub(counts.finalised)
            .saturating_sub(counts.lost)
    };
    let mut counts = chain.counts();
    for _ in 0..PATIENCE {
        if waiting(&counts) == 0 {
            break;
        }
        tokio::time::sleep(PAUSE).await;
        counts = chain.counts();
    }
    tracing::info!(
        sent = counts.sent,
        finalised = counts.finalised,
        retracted = counts.retracted,
        resubmitted = counts.resubmitted,
        lost = counts.lost,
        waiting = waiting(&counts),
        "the bots leave"
    );
}
