//! Reading the view: what the planner sees, from the chain.

use futures::future::{try_join, try_join_all};
use global_table_client::{AccountId, At, Chain, GameId, Phase, ReadError, RoundId, TableView};

use crate::view::{Millis, Table, View};

/// The most keepers that are asked for to find this one among them.
const MAX_KEEPERS: u32 = 128;

/// The view at this moment: tables and rounds at the best block, and what is final of rounds that wait for a
/// secret.
///
/// # Errors
///
/// [`ReadError`] if no node answers.
pub async fn view(chain: &Chain, me: &AccountId, slot_ms: Millis) -> Result<View, ReadError> {
    // In this order, so that the best block builds on the final one.
    let finalised = chain.finalised().await?;
    let best = chain.best().await?;
    let (now, tables) = try_join(best.now(), best.tables()).await?;
    let tables = try_join_all(
        tables
            .into_iter()
            .map(|table| read_table(table, &best, &finalised, me)),
    )
    .await?;
    Ok(View {
        best: best.block().number,
        now,
        slot_ms,
        grace_ms: best.keepers_grace_ms()?,
        tables,
    })
}

async fn read_table(table: TableView, best: &At, finalised: &At, me: &AccountId) -> Result<Table, ReadError> {
    let next = table.round.saturating_add(1);
    let round = best.round(table.game, None);
    let (current, turns) = try_join(round, turns_to_duty(best, table.game, next, me)).await?;
    let awaits_reveal = current
        .as_ref()
        .is_some_and(|round| matches!(round.phase, Phase::Betting | Phase::Locked));
    let is_final = match awaits_reveal {
        true => finalised.round(table.game, Some(table.round)).await?,
        false => None,
    };
    Ok(Table::new(table, current, is_final, turns))
}

/// How many turns this keeper is away from duty for `round`, `None` if it is not in the rota.
///
/// Every keeper of the rota comes once before the first one comes again.
async fn turns_to_duty(
    best: &At,
    game: GameId,
    round: RoundId,
    me: &AccountId,
) -> Result<Option<u32>, ReadError> {
    let mut first = None;
    for turns in 0..MAX_KEEPERS {
        let keeper = best.on_duty(game, round.saturating_add(turns)).await?;
        if keeper.as_ref() == Some(me) {
            return Ok(Some(turns));
        }
        if keeper.is_none() || keeper == first {
            return Ok(None);
        }
        first = first.or(keeper);
    }
    Ok(None)
}
