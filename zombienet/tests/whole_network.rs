//! Every node is stopped for longer than an epoch: the chain goes on where it stood.

use std::time::{Duration, Instant};

use anyhow::{ensure, Result};
use global_table_network_tests::{Plan, Runtime, Scene};

/// Longer than two epochs of thirty slots, so that whole epochs are skipped.
const AWAY: Duration = Duration::from_secs(75);
/// Blocks after the return: more than an epoch's, so that the sessions change again, too.
const BLOCKS_AFTER: u64 = 70;
/// What anything may take on a busy machine: some ten times what it takes on an idle one.
const PATIENCE: Duration = Duration::from_secs(300);

#[tokio::test(flavor = "multi_thread")]
async fn a_network_that_stood_still_for_longer_than_an_epoch_should_go_on() -> Result<()> {
    let plan = Plan::of(4)
        .full_nodes(1)
        .keepers(2)
        .runtime(Runtime::ShortSessions);
    let scene = Scene::start(plan, 20).await?;
    // Beyond the first epoch, which BABE treats in its own way.
    scene.watch.finality_advances(40, PATIENCE).await?;
    for node in scene.network.nodes() {
        node.kill().await?;
    }
    let stopped_at = scene.watch.view().finalised_height();
    tokio::time::sleep(AWAY).await;
    // All at once: each of them waits for others before it answers as a network.
    for node in scene.network.nodes() {
        node.start_again().await?;
    }
    let back = Instant::now();
    scene.watch.finality_advances(1, PATIENCE).await?;
    let resumed_ms = back.elapsed().as_millis() as u64;
    scene.watch.finality_advances(BLOCKS_AFTER, PATIENCE).await?;
    for node in scene.network.nodes() {
        scene.watch.catches_up(node.name(), PATIENCE).await?;
    }
    ensure!(scene.watch.view().finalised_height() > stopped_at + BLOCKS_AFTER);
    scene.a_round_is_played(PATIENCE).await?;
    let figures = scene.end("whole_network_stopped", |figures| {
        figures
            .with("away_ms", AWAY.as_millis() as u64)
            .with("resumed_within_ms", resumed_ms)
    });
    figures.await?;
    Ok(())
}
