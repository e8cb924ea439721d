//! Networks of 4, 7 and 16 validators on one machine: they finalise, and what a node takes of it.

use std::time::Duration;

use anyhow::{ensure, Result};
use global_table_network_tests::{Figures, Node, Plan, Scene, Usage};
use tokio::time::sleep;

/// Bots at each of the six tables.
const BOTS_PER_TABLE: usize = 10;
/// Until the start is over: the runtime is compiled, the first rounds are open.
const WARM_UP: Duration = Duration::from_secs(30);
/// How long a network is measured.
const LASTS: Duration = Duration::from_secs(120);
/// Blocks that must become final meanwhile. Sixteen nodes and their clients share one machine, so this says that it
/// works, not how fast.
const BLOCKS: u64 = 60;
const MIB: f64 = 1024.0 * 1024.0;

fn readings(nodes: &[Node]) -> Result<Vec<Usage>> {
    nodes.iter().map(|node| Usage::of(node.pid()?)).collect()
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

fn hundredths(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

async fn measure(validators: usize) -> Result<()> {
    let scene = Scene::start(Plan::of(validators).keepers(2), BOTS_PER_TABLE).await?;
    sleep(WARM_UP).await;
    let nodes = scene.network.nodes();
    let before = readings(nodes)?;
    let height = scene.watch.view().finalised_height();
    sleep(LASTS).await;
    let after = readings(nodes)?;
    let grown = scene.watch.view().finalised_height() - height;
    ensure!(grown >= BLOCKS, "{grown} blocks became final in {LASTS:?}");

    let memory: Vec<f64> = after
        .iter()
        .map(|usage| usage.resident_bytes as f64 / MIB)
        .collect();
    let most = memory.iter().copied().fold(0.0, f64::max);
    let shares = before
        .iter()
        .zip(&after)
        .map(|(before, after)| 100.0 * after.core_share_since(before));
    let core = median(shares.collect());
    let row = |figures: Figures| {
        figures
            .with("validators", validators)
            .with("memory_mib_median", hundredths(median(memory)))
            .with("memory_mib_most", hundredths(most))
            .with("core_percent_median", hundredths(core))
            .with("blocks_finalised_in_two_minutes", grown)
    };
    scene.end(&format!("validators_{validators}"), row).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes four minutes"]
async fn four_validators_should_finalise_on_one_machine() -> Result<()> {
    measure(4).await
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes five minutes"]
async fn seven_validators_should_finalise_on_one_machine() -> Result<()> {
    measure(7).await
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes six minutes"]
async fn sixteen_validators_should_finalise_on_one_machine() -> Result<()> {
    measure(16).await
}
