//! What the other scenarios rely on: more validators than the local chain has, and nodes that come later.

use std::time::Duration;

use anyhow::{ensure, Result};
use global_table_network_tests::{Network, Plan, Watch};
use subxt::rpcs::rpc_params;

/// What anything may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(180);
/// The public key of `//Eve`.
const EVE: &str = "0xe659a7a1628cdd93febc04a4e0646ea20e9f5f0ce097d9a05290d4a9e054df4e";

#[tokio::test(flavor = "multi_thread")]
async fn a_network_of_five_should_finalise_and_take_more_nodes_in() -> Result<()> {
    let mut network = Network::start(Plan::of(5).full_nodes(1).log("info,sync=debug")).await?;
    let mut watch = Watch::start(&network).await?;
    // Four of five are needed for that: the fifth validator is real.
    network.node("alice")?.kill().await?;
    watch.finality_advances(10, PATIENCE).await?;
    network.node("alice")?.start_again().await?;
    watch.catches_up("alice", PATIENCE).await?;

    let late = network
        .add_full_node("late", &["--state-pruning=archive"])
        .await?;
    watch.add(&late);
    watch.catches_up("late", PATIENCE).await?;
    let height = "substrate_block_height{status=\"finalized\"}";
    late.metric_reaches(height, 10.0, PATIENCE).await?;
    ensure!(late.metric(height).await? >= 10.0);

    late.kill().await?;
    late.start_again_with(&["--log=babe=trace"]).await?;
    late.answers(PATIENCE).await?;
    ensure!(
        late.logged().contains("TRACE"),
        "the arguments did not reach the node"
    );

    let double = network.add_double("eve", "eve2").await?;
    ensure!(
        double
            .request::<bool>("author_hasKey", rpc_params![EVE, "babe"])
            .await?
    );
    double.kill().await?;
    watch.finality_advances(5, PATIENCE).await?;
    let figures = watch.finish().await?;
    ensure!(figures.conflicts.is_empty(), "{:?}", figures.conflicts);
    network.stop().await
}
