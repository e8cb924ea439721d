//! What the bots say.

use global_table_client::{amounts, Chain, RoundView};
use serde_json::{json, Value};

use super::book::Fate;
use crate::screen;

/// A settled round: one line on stdout.
pub fn round(view: &RoundView, fate: &Fate, as_json: bool) {
    let (game, round) = (view.game, view.round);
    tracing::debug!(%game, round, ?fate, "settled");
    if fate.silent > 0 {
        tracing::warn!(%game, round, slips = fate.silent, "nothing was heard of some slips");
    }
    if as_json {
        println!("{}", line(view, fate));
        return;
    }
    let ms = |value: Option<u64>| value.map_or("-".into(), |ms| ms.to_string());
    println!(
        "{game} round {round}: {}; {} players, {} GTT staked, {} GTT returned; accepted after {} ms, final after {} ms",
        screen::ending_text(view.ending.as_ref()),
        view.players,
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

/// What became of all transactions, on stderr.
pub fn farewell(chain: &Chain) {
    let counts = chain.counts();
    tracing::info!(
        sent = counts.sent,
        finalised = counts.finalised,
        retracted = counts.retracted,
        resubmitted = counts.resubmitted,
        lost = counts.lost,
        "the bots leave"
    );
}
