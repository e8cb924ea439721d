//! `gt tables`

use global_table_client::{amounts, At, Phase, RoundView, TableView};
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
    say!("{}", heading(table, round.as_ref()));
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

/// `craps  round 12  betting, 5.2 s left  puck on 6`
fn heading(table: &TableView, round: Option<&RoundView>) -> String {
    let phase = round.map_or("no round yet".into(), |round| {
        screen::phase_text(round, table, round.now)
    });
    let is_told = round.is_some_and(|round| round.phase == Phase::Closed);
    let paused = if table.paused && !is_told { ", paused" } else { "" };
    let heading = format!(
        "{}  round {}  {phase}{paused}  {}",
        table.game,
        table.round,
        screen::state_text(&table.state)
    );
    heading.trim_end().to_owned()
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
            "phase_left_ms": round.as_ref().and_then(|round| screen::ms_left(round, table, round.now)),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{self, after};
    use global_table_client::GameId;

    #[test]
    fn a_table_should_say_how_long_its_phase_still_lasts() {
        let mut table = fixture::table(after(&[[3, 3]]));
        let round = RoundView {
            now: 800,
            ..fixture::round(GameId::Craps)
        };
        let said = heading(&table, Some(&round));
        assert!(
            said.starts_with("craps  round 7  betting, 5.2 s left  puck on 6"),
            "{said}"
        );
        table.paused = true;
        let said = heading(&table, Some(&round));
        assert!(said.contains("5.2 s left, paused"), "{said}");
        assert!(heading(&table, None).contains("no round yet, paused"));
    }
}
