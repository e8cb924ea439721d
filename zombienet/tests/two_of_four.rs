//! Two of four validators die: finality stops, nothing conflicting is ever final, and it goes on when they are back.

use std::time::{Duration, Instant};

use anyhow::{ensure, Result};
use global_table_network_tests::{Plan, Scene};

/// How many blocks the other two write meanwhile. They have every other slot.
const BLOCKS_AWAY: u64 = 20;
/// Votes that were on their way may finalise this many more blocks.
const LAST_VOTES: Duration = Duration::from_secs(5);
/// What anything may take on a busy machine: some ten times what it takes on an idle one.
const PATIENCE: Duration = Duration::from_secs(180);

#[tokio::test(flavor = "multi_thread")]
async fn finality_should_stop_without_two_of_four_and_go_on_when_they_return() -> Result<()> {
    let scene = Scene::start(Plan::of(4).keepers(2), 40).await?;
    let two = [scene.network.node("charlie")?, scene.network.node("dave")?];
    for node in &two {
        node.kill().await?;
    }
    tokio::time::sleep(LAST_VOTES).await;
    let away = Instant::now();
    let stopped_at = scene.watch.view().finalised_height();
    scene.watch.chain_grows(BLOCKS_AWAY, PATIENCE).await?;
    let finalised = scene.watch.view().finalised_height();
    ensure!(
        finalised == stopped_at,
        "two of four have finalised blocks up to {finalised}"
    );

    for node in &two {
        node.start_again().await?;
    }
    scene.watch.finality_advances(BLOCKS_AWAY, PATIENCE).await?;
    let pauses = scene.watch.view().pauses(away);
    for node in &two {
        scene.watch.catches_up(node.name(), PATIENCE).await?;
    }
    scene.a_round_is_played(PATIENCE).await?;
    let figures = scene.end("two_of_four_killed", |figures| {
        figures.with("away_longest_without_block_ms", pauses.longest_without_block_ms)
    });
    figures.await?;
    Ok(())
}
