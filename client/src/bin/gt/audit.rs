//! `gt audit`: money in = money out + what the bankroll holds, at every finalised block; and how the blocks come.

use std::{
    collections::VecDeque,
    time::{SystemTime, UNIX_EPOCH},
};

use global_table_client::{AccountId, BankrollEvent, Block, Chain, Event, KeepersEvent, TableEvent, Update};
use serde_json::json;

use crate::{
    bots::percentiles,
    cli::{AuditArgs, Common},
    failure::Failure,
    screen,
};

/// Milliseconds of a slot; fixed at genesis.
const SLOT_MS: u64 = 1_000;
/// The latencies over which the percentiles of the summary go: a day of blocks.
const MAX_LATENCIES: usize = 86_400;

#[derive(Default)]
struct Tally {
    blocks: u64,
    missed_slots: u64,
    retracted: u64,
    unread: u64,
    wrong: u64,
    voided: u64,
    slashed: u64,
    last_slot: u64,
    finality_ms: VecDeque<u64>,
}

pub async fn run(common: &Common, args: AuditArgs) -> Result<(), Failure> {
    let chain = common.connect().await?;
    let mut blocks = chain.blocks();
    let start = blocks.started().await;
    let at = chain.at(start.hash).await?;
    let account = at.bankroll_account()?;
    let mut held = at.balance(&account).await?;
    let mut tally = Tally::default();
    loop {
        let update = tokio::select! {
            update = blocks.next() => update,
            _ = tokio::signal::ctrl_c() => break,
        };
        match update {
            Update::Best(_) => {}
            Update::Retracted(_) => tally.retracted += 1,
            Update::Missed(_) => tally.unread += 1,
            Update::Finalised(block) => {
                held = audit(&chain, &account, &block, held, &mut tally).await?;
                if args.blocks.is_some_and(|blocks| tally.blocks >= blocks) {
                    break;
                }
            }
        }
    }
    summary(tally)
}

/// Compares the bankroll's balance with the events of one block; returns the balance.
async fn audit(
    chain: &Chain,
    account: &AccountId,
    block: &Block,
    before: u128,
    tally: &mut Tally,
) -> Result<u128, Failure> {
    let seen = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default()
        .as_millis();
    let seen = u64::try_from(seen).unwrap_or(u64::MAX);
    let after = chain.at(block.id.hash).await?.balance(account).await?;
    let (mut came, mut went) = (0u128, 0u128);
    for at in &block.events {
        match &at.event {
            Event::Table(TableEvent::BetAccepted { staked, .. }) => came = came.saturating_add(*staked),
            Event::Table(TableEvent::Settled { payouts, .. }) => {
                went = payouts
                    .iter()
                    .fold(went, |sum, (_, amount)| sum.saturating_add(*amount));
            }
            Event::Bankroll(BankrollEvent::Deposited { amount, .. }) => came = came.saturating_add(*amount),
            Event::Bankroll(BankrollEvent::Withdrawn { amount, .. }) => went = went.saturating_add(*amount),
            Event::Table(TableEvent::RoundVoided { .. }) => tally.voided += 1,
            Event::Keepers(KeepersEvent::Slashed { .. }) => tally.slashed += 1,
            _ => {}
        }
    }
    let balanced = before.saturating_add(came) == after.saturating_add(went);
    let finality_ms = seen.saturating_sub(block.slot.saturating_mul(SLOT_MS));
    tally.blocks += 1;
    tally.wrong += u64::from(!balanced);
    if tally.last_slot > 0 {
        tally.missed_slots += block.slot.saturating_sub(tally.last_slot).saturating_sub(1);
    }
    tally.last_slot = block.slot;
    tally.finality_ms.push_back(finality_ms);
    if tally.finality_ms.len() > MAX_LATENCIES {
        tally.finality_ms.pop_front();
    }
    say!(
        "{}",
        json!({
            "block": block.id.number,
            "slot": block.slot,
            "time_ms": block.time_ms,
            "finality_ms": finality_ms,
            "bankroll": screen::amount_json(after),
            "came": screen::amount_json(came),
            "went": screen::amount_json(went),
            "balanced": balanced,
        })
    );
    Ok(after)
}

fn summary(tally: Tally) -> Result<(), Failure> {
    say!(
        "{}",
        json!({
            "summary": true,
            "blocks": tally.blocks,
            "missed_slots": tally.missed_slots,
            "retracted_blocks": tally.retracted,
            "unread_blocks": tally.unread,
            "voided_rounds": tally.voided,
            "slashes": tally.slashed,
            "unbalanced_blocks": tally.wrong,
            "finality_ms": percentiles(tally.finality_ms.into()),
        })
    );
    if tally.wrong > 0 || tally.unread > 0 {
        return Err(Failure::Refused(format!(
            "{} blocks do not balance and {} could not be read; the lines above name them",
            tally.wrong, tally.unread
        )));
    }
    Ok(())
}
