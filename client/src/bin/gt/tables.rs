//! `gt tables`

use global_table_client::{amounts, At, TableView};
use serde_json::json;

use crate::{cli::Common, failure::Failure, screen};

pub async fn run(common: &Common) -> Result<(), Failure> {
    let at = common.connect().await?.best().await?;
    let tables = at.tables().await?;
    if tables.is_empty() && !common.json {
        say!("there are no tables; the administrator opens one with the call GlobalTable.init");
    }
    for table in tables {
        if common.json {
            print_json(&at, &table).await?;
        } else {
            print(&at, &table).await?;
        }
    }
    Ok(())
}

async fn print(at: &At, table: &TableView) -> Result<(), Failure> {
    let (limits, schedule) = (&table.config.limits, &table.config.schedule);
    let round = at.round(table.game, None).await?;
    let phase = round
        .as_ref()
        .map_or("no round yet".into(), |round| round.phase.to_string());
    let phase = if table.paused {
        format!("{phase}, paused")
    } else {
        phase
    };
    say!(
        "{}  round {}  {phase}  {}",
        table.game,
        table.round,
        screen::state_text(&table.state)
    );
    say!(
        "  bets {} to {} GTT a spot, {} GTT a player; up to {} GTT at risk; {} of {} seats taken",
        amounts::format(limits.min_bet),
        amounts::format(limits.max_bet),
        amounts::format(limits.max_player_stake),
        amounts::format(limits.max_exposure),
        table.seats,
        limits.max_players,
    );
    let seconds = |ms: u32| screen::seconds(ms.into());
    say!(
        "  betting {} s, lock {} s, reveal {} s, payout {} s, cooldown {} s",
        seconds(schedule.betting_ms),
        seconds(schedule.lock_ms),
        seconds(schedule.reveal_ms),
        seconds(schedule.payout_ms),
        seconds(schedule.cooldown_ms),
    );
    Ok(())
}

async fn print_json(at: &At, table: &TableView) -> Result<(), Failure> {
    let (limits, schedule) = (&table.config.limits, &table.config.schedule);
    let round = at.round(table.game, None).await?;
    say!(
        "{}",
        json!({
            "game": table.game.name(),
            "round": table.round,
            "phase": round.as_ref().map(|round| round.phase.to_string()),
            "betting_ends_at": round.as_ref().map(|round| round.betting_ends_at),
            "now": round.as_ref().map(|round| round.now),
            "opens_at": table.opens_at,
            "paused": table.paused,
            "state": screen::state_text(&table.state),
            "seats": table.seats,
            "limits": {
                "min_bet": screen::amount_json(limits.min_bet),
                "max_bet": screen::amount_json(limits.max_bet),
                "max_player_stake": screen::amount_json(limits.max_player_stake),
                "max_exposure": screen::amount_json(limits.max_exposure),
                "max_players": limits.max_players,
            },
            "schedule_ms": {
                "betting": schedule.betting_ms,
                "lock": schedule.lock_ms,
                "reveal": schedule.reveal_ms,
                "payout": schedule.payout_ms,
                "cooldown": schedule.cooldown_ms,
            },
        })
    );
    Ok(())
}
