//! `gt history`

use global_table_client::{amounts, RoundView};
use serde_json::json;

use crate::{
    cli::{Common, HistoryArgs},
    failure::Failure,
    screen,
};

pub async fn run(common: &Common, args: HistoryArgs) -> Result<(), Failure> {
    let at = common.connect().await?.best().await?;
    let Some(table) = at.table(args.game).await? else {
        return Err(Failure::Usage(format!(
            "{} has no table; `gt tables` lists those there are",
            args.game
        )));
    };
    if !common.json {
        say!(
            "{:>8}  {:<9}  {:>7}  {:>16}  {:>16}  outcome",
            "round",
            "phase",
            "players",
            "staked",
            "returned"
        );
    }
    let first = table.round.saturating_sub(args.rounds.saturating_sub(1)).max(1);
    for number in (first..=table.round).rev() {
        match at.round(args.game, Some(number)).await? {
            Some(round) if common.json => say!("{}", json(&round)),
            Some(round) => print(&round),
            // Older rounds are not kept.
            None => break,
        }
    }
    Ok(())
}

fn print(round: &RoundView) {
    say!(
        "{:>8}  {:<9}  {:>7}  {:>16}  {:>16}  {}",
        round.round,
        round.phase,
        round.players,
        amounts::format(round.staked),
        amounts::format(round.returned),
        screen::ending_text(round.ending.as_ref()),
    );
}

fn json(round: &RoundView) -> serde_json::Value {
    json!({
        "game": round.game.name(),
        "round": round.round,
        "phase": round.phase.to_string(),
        "opened_at": round.opened_at,
        "betting_ends_at": round.betting_ends_at,
        "players": round.players,
        "staked": screen::amount_json(round.staked),
        "returned": screen::amount_json(round.returned),
        "outcome": screen::ending_json(round.ending.as_ref()),
        "voided": screen::is_void(round),
    })
}
