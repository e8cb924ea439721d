//! The round that a slip is for.

use std::time::Duration;

use global_table_client::{At, Chain, GameId, Phase, RoundId, RoundView, TableView};
use serde_json::json;

use crate::{cli::SlipArgs, failure::Failure, screen};

/// How often the chain is asked while a round is waited for.
const POLL: Duration = Duration::from_millis(300);

/// A round that takes slips, and its table, as a block shows them.
pub struct Open {
    pub at: At,
    pub table: TableView,
    pub round: RoundView,
}

/// The round that takes slips now. Waits for it if that is asked for, and says so.
pub async fn open(chain: &Chain, game: GameId, args: &SlipArgs, json: bool) -> Result<Open, Failure> {
    let mut told = false;
    loop {
        let at = chain.best().await?;
        let Some(table) = at.table(game).await? else {
            return Err(Failure::Refused(format!(
                "{game} has no table; `gt tables` lists those there are"
            )));
        };
        let current = at.round(game, None).await?;
        if let (Some(asked), Some(current)) = (args.round, &current) {
            on_time(asked, current)?;
        }
        let is_right =
            |round: &RoundView| is_open(round) && args.round.is_none_or(|asked| asked == round.round);
        match current {
            Some(round) if is_right(&round) => return Ok(Open { at, table, round }),
            _ if table.paused => {
                return Err(Failure::Refused(format!("the {game} table is paused; try later")));
            }
            _ if !args.wait => return Err(not_open(args)),
            current => {
                if !std::mem::replace(&mut told, true) {
                    tell_wait(&table, current.as_ref(), json);
                }
                tokio::time::sleep(POLL).await;
            }
        }
    }
}

fn is_open(round: &RoundView) -> bool {
    round.phase == Phase::Betting && round.now < round.betting_ends_at
}

fn not_open(args: &SlipArgs) -> Failure {
    let why = args.round.map_or("betting is closed".into(), |asked| {
        format!("round {asked} is not open yet")
    });
    Failure::Refused(format!("{why}; wait for it (`gt watch` shows it), or add --wait"))
}

fn tell_wait(table: &TableView, current: Option<&RoundView>, json: bool) {
    if json {
        let round = current.map(|round| round.round);
        say!(
            "{}",
            json!({ "game": table.game.name(), "round": round, "status": "waiting" })
        );
        return;
    }
    let phase = current.map_or("no round yet".into(), |round| {
        screen::phase_text(round, table, round.now)
    });
    say!("           waiting for the next round of {}: {phase}", table.game);
}

/// Can the round that is asked for still take a slip, now that `current` is the table's?
fn on_time(asked: RoundId, current: &RoundView) -> Result<(), Failure> {
    if asked < current.round || asked == current.round && !is_open(current) {
        return Err(Failure::Refused(format!(
            "round {asked} takes no slips any more, so none was sent now; `gt history` shows its end"
        )));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    #[test]
    fn a_round_that_is_asked_for_should_be_refused_once_it_takes_no_slips() {
        let current = RoundView {
            round: 7,
            betting_ends_at: 100,
            now: 99,
            ..fixture::round(GameId::Craps)
        };
        assert!(on_time(6, &current).is_err());
        assert!(on_time(7, &current).is_ok() && on_time(8, &current).is_ok());
        let late = RoundView { now: 100, ..current };
        assert!(on_time(7, &late).is_err() && on_time(8, &late).is_ok());
    }
}
