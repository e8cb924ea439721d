//! Validators on different continents: slow, jittery and lossy links between all, then spikes of latency.

use std::{collections::BTreeMap, time::Duration};

use anyhow::{ensure, Result};
use global_table_client::{connect, Event, GameId, Schedule, TableEvent};
use global_table_network_tests::{
    links::{self, Link, Play},
    Figures,
};

/// 100 ms one way, which is more than half around the world, with 20 ms jitter and 2 % loss.
const SLOW: Link = Link::slow(100, 20, 0.02);
const SPIKE: Link = Link::slow(500, 20, 0.02);
const SPIKE_LASTS: Duration = Duration::from_secs(5);
const SPIKE_EVERY: Duration = Duration::from_secs(20);
const SPIKES: u32 = 6;
/// How long the slow network is measured.
const MEASURED: Duration = Duration::from_secs(180);
/// For connections to get used to new links, so that what is measured is the rule.
const SETTLING: Duration = Duration::from_secs(15);
/// The finalised blocks that show that finality goes on.
const GOES_ON: u64 = 10;
/// What anything may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(180);

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_and_lossy_network_should_stay_within_bounds() -> Result<()> {
    if links::skip() {
        return Ok(());
    }
    let mut play = Play::start([&["alice", "bob"], &["charlie", "dave"]]).await?;
    let quick = play.watch.figures();
    play.validators.links.all(SLOW);
    tokio::time::sleep(SETTLING).await;
    play.watch = play.validators.watch().await?;
    tokio::time::sleep(MEASURED).await;
    let slow = play.watch.figures();
    let late = lateness(&play).await?;
    let (figures, _) = play
        .end("latency_100ms", |figures| {
            figures
                .with("finality_ms_median_before", quick.finality_ms_median)
                .with("rounds_late_ms_median", late.median)
                .with("rounds_late_ms_most", late.most)
        })
        .await?;
    check_bounds(&slow, &late)?;
    ensure!(figures.rounds.closed > 0, "no round was played");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn spikes_of_latency_should_be_survived() -> Result<()> {
    if links::skip() {
        return Ok(());
    }
    let mut play = Play::start([&["alice", "bob"], &["charlie", "dave"]]).await?;
    play.watch = play.validators.watch().await?;
    for _ in 0..SPIKES {
        play.validators.links.all(SPIKE);
        tokio::time::sleep(SPIKE_LASTS).await;
        play.validators.links.all(SLOW);
        tokio::time::sleep(SPIKE_EVERY - SPIKE_LASTS).await;
    }
    // Still slow, but for the spikes, and then as quick as before.
    play.watch.finality_advances(GOES_ON, PATIENCE).await?;
    play.validators.links.heal();
    play.watch.finality_advances(GOES_ON, PATIENCE).await?;
    play.end("latency_spikes_500ms", |figures| figures).await?;
    Ok(())
}

/// How much longer than their schedule rounds took, from one opening to the next at the same table, in milliseconds.
struct Lateness {
    median: u64,
    most: u64,
}

async fn lateness(play: &Play) -> Result<Lateness> {
    let chain = connect(&play.validators.urls(&["alice"])).await?;
    let tables = chain.best().await?.tables().await?;
    let schedules: BTreeMap<GameId, Schedule> = tables
        .into_iter()
        .map(|table| (table.game, table.config.schedule))
        .collect();
    let mut last = BTreeMap::new();
    let mut late = Vec::new();
    for block in play.watch.blocks() {
        for at in &block.events {
            let Event::Table(TableEvent::RoundOpened { game, .. }) = &at.event else {
                continue;
            };
            if let (Some(before), Some(schedule)) = (last.insert(*game, block.time_ms), schedules.get(game)) {
                late.push((block.time_ms - before).saturating_sub(cycle(schedule)));
            }
        }
    }
    late.sort_unstable();
    ensure!(!late.is_empty(), "no table has opened two rounds");
    Ok(Lateness {
        median: late[late.len() / 2],
        most: late[late.len() - 1],
    })
}

/// From one opening to the next, if all goes to plan, in milliseconds.
fn cycle(schedule: &Schedule) -> u64 {
    let Schedule {
        betting_ms,
        lock_ms,
        reveal_ms,
        payout_ms,
        cooldown_ms,
        ..
    } = schedule;
    [betting_ms, lock_ms, reveal_ms, payout_ms, cooldown_ms]
        .map(|ms| u64::from(*ms))
        .iter()
        .sum()
}

/// What a slow network must still do.
///
/// A block is at the next author after five trips: its announcement, two to open a stream, and two to ask for it and
/// have it. That is half a slot; a lost packet costs 300 ms and more until it is sent again. So some authors don't
/// know the block before theirs, and the chain forks: of two blocks one is lost, and votes wait until they agree. Of
/// two slots one must bear a final block, and finality must mostly follow within some slots.
///
/// Should forks make nodes hang up on each other, a node does not ask one that has done so for blocks for a minute. That may
/// pause finality for as long. A round waits for finality before its reveal, and every step for the next block.
fn check_bounds(figures: &Figures, late: &Lateness) -> Result<()> {
    let Figures {
        slots,
        slots_missed,
        finality_ms_median,
        finality_ms_p95,
        ..
    } = figures;
    ensure!(
        slots_missed * 2 <= *slots,
        "{slots_missed} of {slots} slots are missed"
    );
    ensure!(
        *finality_ms_median <= 5_000,
        "finality takes {finality_ms_median} ms"
    );
    ensure!(
        *finality_ms_p95 <= 20_000,
        "finality takes {finality_ms_p95} ms now and then"
    );
    let pause = figures.pauses.longest_without_finality_ms;
    ensure!(pause <= 75_000, "nothing became final for {pause} ms");
    let Lateness { median, most } = late;
    ensure!(*median <= 5_000, "rounds are {median} ms late");
    ensure!(*most <= 90_000, "a round was {most} ms late");
    Ok(())
}
