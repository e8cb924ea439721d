//! The networks in the TOML files start by zombienet's own means, finalise and play.

use std::{path::Path, time::Duration};

use anyhow::{Context, Result};
use global_table_client::{Event, TableEvent};
use global_table_network_tests::{program, Watch};
use zombienet_sdk::{NetworkConfig, NetworkConfigExt};

/// What anything may take on a busy machine. A round takes half a minute.
const PATIENCE: Duration = Duration::from_secs(300);

/// Starts what zombie-cli would start, where the README says to start it: the programs on the PATH, in the root of the
/// checkout.
async fn plays(file: &str) -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .context("the crate is in the checkout")?;
    std::env::set_current_dir(root)?;
    let programs = program("global-table-node")?;
    let programs = programs.parent().context("a program is in a folder")?;
    let path = std::env::var("PATH").unwrap_or_default();
    std::env::set_var("PATH", format!("{}:{path}", programs.display()));

    let network = NetworkConfig::load_from_toml(file)?.spawn_native().await?;
    let nodes = network.nodes();
    let nodes = nodes
        .iter()
        .map(|node| (node.name().into(), node.ws_uri().into()));
    let watch = Watch::over(nodes.collect()).await?;
    watch.finality_advances(5, PATIENCE).await?;
    let is_closing = |event: &Event| matches!(event, Event::Table(TableEvent::RoundFinalised { .. }));
    watch
        .event_after(0, "a round to be closed", PATIENCE, is_closing)
        .await?;
    watch.finish().await?.check_sound()?;

    let dir = network.base_dir().map(String::from);
    network.destroy().await?;
    Ok(std::fs::remove_dir_all(dir.context("the network has a folder")?)?)
}

#[tokio::test(flavor = "multi_thread")]
async fn local_toml_should_be_a_network_that_plays() -> Result<()> {
    plays("zombienet/local.toml").await
}

#[tokio::test(flavor = "multi_thread")]
async fn seven_toml_should_be_a_network_that_plays() -> Result<()> {
    plays("zombienet/seven.toml").await
}
