//! One of four validators dies, or freezes: blocks and finality go on without it, and back again it catches up.

use std::time::{Duration, Instant};

use anyhow::{ensure, Result};
use global_table_network_tests::{Node, Plan, Scene};

/// How many blocks the other three finalise while it is away. They have three of every four slots.
const BLOCKS_AWAY: u64 = 40;
/// What anything may take on a busy machine: some ten times what it takes on an idle one.
const PATIENCE: Duration = Duration::from_secs(180);

async fn start() -> Result<(Scene, Node)> {
    let scene = Scene::start(Plan::of(4).keepers(2), 40).await?;
    let dave = scene.network.node("dave")?;
    Ok((scene, dave))
}

/// What the network does while one is away.
async fn goes_on(scene: &Scene, one: &Node) -> Result<()> {
    let left_at = scene
        .watch
        .view()
        .finalised("dave")
        .map_or(0, |block| block.number);
    scene.watch.finality_advances(BLOCKS_AWAY, PATIENCE).await?;
    let of_one = scene
        .watch
        .view()
        .finalised(one.name())
        .map_or(0, |block| block.number);
    // What it had received in the moment of its end may still have been told.
    ensure!(
        of_one < left_at + BLOCKS_AWAY / 2,
        "{} was not away: it has {of_one} final",
        one.name()
    );
    Ok(())
}

/// What the network does once it is back.
async fn is_whole(scene: Scene, one: &Node, scenario: &str, away: Instant) -> Result<()> {
    let back = Instant::now();
    let pauses = scene.watch.view().pauses(away);
    scene.watch.catches_up(one.name(), PATIENCE).await?;
    let caught_up_ms = back.elapsed().as_millis() as u64;
    scene.watch.finality_advances(10, PATIENCE).await?;
    scene.a_round_is_played(PATIENCE).await?;
    let figures = scene.end(scenario, |figures| {
        figures
            .with(
                "away_longest_without_finality_ms",
                pauses.longest_without_finality_ms,
            )
            .with("away_longest_without_block_ms", pauses.longest_without_block_ms)
            .with("caught_up_ms", caught_up_ms)
    });
    figures.await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_network_of_four_should_go_on_without_one_that_is_killed() -> Result<()> {
    let (scene, dave) = start().await?;
    let away = Instant::now();
    dave.kill().await?;
    goes_on(&scene, &dave).await?;
    dave.start_again().await?;
    is_whole(scene, &dave, "one_of_four_killed", away).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_network_of_four_should_go_on_without_one_that_is_frozen() -> Result<()> {
    let (scene, dave) = start().await?;
    let away = Instant::now();
    dave.freeze()?;
    goes_on(&scene, &dave).await?;
    dave.thaw()?;
    is_whole(scene, &dave, "one_of_four_frozen", away).await
}
