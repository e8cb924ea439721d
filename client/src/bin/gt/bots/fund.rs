//! Money for the bots, from one account.

use futures::{stream, StreamExt, TryStreamExt};
use global_table_client::{amounts, call, AccountId, Amount, Chain, ReadError, Submitter};

use crate::failure::Failure;

/// What a bot should have to play with.
const PURSE: Amount = 2_000 * amounts::UNIT;
/// Below this, a bot gets money.
const LOW: Amount = 500 * amounts::UNIT;
/// Transfers in one batch.
const BATCH: usize = 100;
/// Balances that are asked for at once.
const AT_ONCE: usize = 32;

/// Gives every bot that is low on money what it lacks, and waits until it has it. Returns how many were given some.
pub async fn fund(chain: &Chain, purse: &Submitter, bots: Vec<AccountId>) -> Result<usize, Failure> {
    // A best block may lose against another one while this reads, and its state is gone with it.
    let at = chain.finalised().await?;
    let balance = |bot: AccountId| {
        let at = at.clone();
        async move { Ok::<_, ReadError>((bot, at.balance(&bot).await?)) }
    };
    let lacking: Vec<(AccountId, Amount)> = stream::iter(bots)
        .map(balance)
        .buffered(AT_ONCE)
        .try_filter_map(
            |(bot, free)| async move { Ok((free < LOW).then_some((bot, PURSE.saturating_sub(free)))) },
        )
        .try_collect()
        .await?;
    for batch in lacking.chunks(BATCH) {
        let total = batch
            .iter()
            .fold(0u128, |sum, (_, amount)| sum.saturating_add(*amount));
        let mut ticket = purse.submit(call::transfer_all(batch)).await?;
        let included = ticket.best().await?;
        included.result.map_err(|error| {
            Failure::Refused(format!(
                "the bots got no money ({error}); --suri must be an account with at least {} GTT",
                amounts::format(total)
            ))
        })?;
    }
    Ok(lacking.len())
}
