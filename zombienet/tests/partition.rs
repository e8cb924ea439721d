//! A network falls into two parts for two minutes: two and two validators, or three and one.

use std::time::{Duration, Instant};

use anyhow::{ensure, Result};
use global_table_client::{Event, TableEvent};
use global_table_network_tests::{
    links::{self, Play},
    View,
};

const APART: Duration = Duration::from_secs(120);
/// Votes that were on their way may still make blocks final so long after the cut.
const LAST_VOTES: Duration = Duration::from_secs(5);
/// The finalised blocks that show that finality goes on.
const GOES_ON: u64 = 20;
/// What anything may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(180);
/// Nobody tells a node that its links are healed. It has given the silent connections up, and dials again every sixteen seconds at
/// the latest; then it has to catch up.
const HEALING_MS: u64 = 90_000;

#[tokio::test(flavor = "multi_thread")]
async fn halves_should_finalise_nothing_and_become_one_chain_when_they_meet_again() -> Result<()> {
    if links::skip() {
        return Ok(());
    }
    let (left, right) = (["alice", "bob"], ["charlie", "dave"]);
    let play = Play::start([&left, &right]).await?;
    cut(&play, [&left, &right]).await?;
    tokio::time::sleep(LAST_VOTES).await;
    let before = play.watch.view();
    tokio::time::sleep(APART - LAST_VOTES).await;
    let after = play.watch.view();
    for name in left.iter().chain(&right) {
        let [before, after] = [&before, &after].map(|view| view.finalised(name));
        ensure!(
            before == after,
            "{name} has finalised {after:?} with two of four, after {before:?}"
        );
    }
    let grown = |name| {
        after
            .best(name)
            .map_or(0, |best| best.number)
            .saturating_sub(before.best_height())
    };
    let blocks = [grown(left[0]), grown(right[0])];
    ensure!(
        blocks.iter().all(|blocks| *blocks > 0),
        "a half has no blocks: {after}"
    );
    ensure!(
        after.best(left[0]) != after.best(right[0]),
        "the halves are not apart"
    );

    let healing = heal(&play).await?;
    let (_, fates) = play
        .end("partition_2_2", |figures| {
            figures
                .with("blocks_of_each_half", blocks.to_vec())
                .with("final_again_after_ms", healing)
        })
        .await?;
    in_time(healing)?;
    let retracted: u64 = fates.iter().map(|fates| fates.retracted).sum();
    ensure!(retracted > 0, "no bet was on the losing fork: {fates:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn three_should_go_on_without_the_fourth_which_joins_them_again() -> Result<()> {
    if links::skip() {
        return Ok(());
    }
    let (three, one) = (["alice", "bob", "charlie"], ["dave"]);
    let play = Play::start([&three, &one]).await?;
    let apart = cut(&play, [&three, &one]).await?;
    tokio::time::sleep(LAST_VOTES).await;
    let before = play.watch.view();
    play.watch.finality_advances(GOES_ON, APART - LAST_VOTES).await?;
    tokio::time::sleep(APART.saturating_sub(apart.elapsed())).await;
    let after = play.watch.view();
    let pauses = after.pauses(apart);
    let [was, is] = [&before, &after].map(|view| view.finalised("dave"));
    ensure!(was == is, "dave alone has finalised {is:?} after {was:?}");
    let alone = after
        .best("dave")
        .map_or(0, |best| best.number)
        .saturating_sub(was.map_or(0, |was| was.number));
    ensure!(alone > 0, "dave has no blocks of his own: {after}");

    let healing = heal(&play).await?;
    let (_, fates) = play
        .end("partition_3_1", |figures| {
            figures
                .with(
                    "apart_longest_without_finality_ms",
                    pauses.longest_without_finality_ms,
                )
                .with("blocks_of_the_one", alone)
                .with("final_again_after_ms", healing)
        })
        .await?;
    in_time(healing)?;
    ensure!(fates[1].retracted > 0, "no bet was on the losing fork: {fates:?}");
    Ok(())
}

/// Parts the sides as a round opens, so that there are bets on both; says when.
async fn cut(play: &Play, sides: [&[&str]; 2]) -> Result<Instant> {
    let now = play.watch.view().finalised_height();
    let opens = |event: &Event| matches!(event, Event::Table(TableEvent::RoundOpened { .. }));
    play.watch
        .event_after(now, "a round to open", PATIENCE, opens)
        .await?;
    play.validators.links.partition(&sides);
    Ok(Instant::now())
}

/// Heals the links, and waits until all nodes have the same finalised blocks. Returns after how many milliseconds
/// each had a block final that is newer than all that were there at the healing.
async fn heal(play: &Play) -> Result<u64> {
    let watch = &play.watch;
    let best = watch.view().best_height();
    play.validators.links.heal();
    let healed = Instant::now();
    let names = ["alice", "bob", "charlie", "dave"];
    let all = |target| {
        let has = move |view: &View, name| view.finalised(name).is_some_and(|block| block.number > target);
        watch.until("all to have new blocks final", PATIENCE, move |view| {
            names.iter().all(|name| has(view, name))
        })
    };
    all(best).await?;
    let healing = healed.elapsed().as_millis() as u64;
    all(best + GOES_ON).await?;
    Ok(healing)
}

fn in_time(healing_ms: u64) -> Result<()> {
    ensure!(
        healing_ms <= HEALING_MS,
        "it took {healing_ms} ms until all had new blocks final"
    );
    Ok(())
}
