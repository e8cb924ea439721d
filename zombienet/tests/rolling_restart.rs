//! All validators are restarted, one by one, while 300 bots play: no round is voided.

use std::time::Duration;

use anyhow::{ensure, Result};
use global_table_network_tests::{Plan, Scene};

/// Bots at each of the six tables.
const BOTS_PER_TABLE: usize = 50;
/// How long a node may take to end when it is asked to.
const FAREWELL: Duration = Duration::from_secs(60);
/// Blocks that all four have final together before the next one goes.
const BLOCKS_BETWEEN: u64 = 10;
/// What anything may take on a busy machine: some ten times what it takes on an idle one.
const PATIENCE: Duration = Duration::from_secs(180);

#[tokio::test(flavor = "multi_thread")]
async fn no_round_should_be_voided_when_all_validators_are_restarted_one_by_one() -> Result<()> {
    let scene = Scene::start(Plan::of(4).keepers(2), BOTS_PER_TABLE).await?;
    let mut longest_away_ms = 0;
    for node in scene.network.nodes() {
        let away = std::time::Instant::now();
        node.ask_to_end()?;
        node.ended(FAREWELL).await?;
        node.start_again().await?;
        scene.watch.catches_up(node.name(), PATIENCE).await?;
        longest_away_ms = longest_away_ms.max(away.elapsed().as_millis() as u64);
        scene.watch.finality_advances(BLOCKS_BETWEEN, PATIENCE).await?;
    }
    scene.a_round_is_played(PATIENCE).await?;
    let row = |figures: global_table_network_tests::Figures| figures.with("longest_away_ms", longest_away_ms);
    let figures = scene.end("rolling_restart", row).await?;
    ensure!(figures.rounds.voided == 0, "rounds are void: {:?}", figures.games);
    Ok(())
}
