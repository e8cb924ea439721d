//! The runtime is upgraded by `set_code` while everybody plays, with a migration: nothing else changes.

use std::time::{Duration, Instant};

use anyhow::{ensure, Result};
use global_table_network_tests::{
    state::{limit, spec_version, upgrade},
    Figures, Plan, Runtime, Scene,
};
use subxt_signer::sr25519::dev;

/// Blocks before and after, across a change of sessions of thirty slots each.
const BLOCKS: u64 = 40;
/// The limit that the migration doubles.
const MIGRATED: &str = "offline_jail";
/// What anything may take on a busy machine: some ten times what it takes on an idle one.
const PATIENCE: Duration = Duration::from_secs(180);

#[tokio::test(flavor = "multi_thread")]
async fn an_upgrade_should_migrate_the_state_and_harm_no_round() -> Result<()> {
    let plan = Plan::of(4)
        .full_nodes(1)
        .keepers(2)
        .runtime(Runtime::ShortSessions);
    let scene = Scene::start(plan, 20).await?;
    let alice = scene.network.node("alice")?;
    scene.watch.finality_advances(BLOCKS, PATIENCE).await?;
    let jail = limit(&alice, MIGRATED).await?;
    let version = spec_version(&alice).await?;

    let since = Instant::now();
    upgrade(&alice, &dev::alice(), Runtime::Next.code()?).await?;
    // Every node compiles the new code before it goes on, and on a machine with few cores they are slow to answer meanwhile.
    while !matches!(spec_version(&alice).await, Ok(now) if now == version + 1) {
        ensure!(
            since.elapsed() < PATIENCE,
            "the runtime is not version {}",
            version + 1
        );
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    let upgraded_ms = since.elapsed().as_millis() as u64;

    scene.watch.finality_advances(BLOCKS, PATIENCE).await?;
    for node in scene.network.nodes() {
        scene.watch.catches_up(node.name(), PATIENCE).await?;
        ensure!(
            spec_version(node).await? == version + 1,
            "{} has not upgraded",
            node.name()
        );
    }
    // What the migration is for: runtime/src/migrations.rs.
    let migrated = limit(&alice, MIGRATED).await?;
    ensure!(migrated == 2 * jail, "{MIGRATED} was {jail} and is {migrated}");
    scene.a_round_is_played(PATIENCE).await?;
    let row = |figures: Figures| figures.with("upgraded_within_ms", upgraded_ms);
    let figures = scene.end("runtime_upgrade", row).await?;
    ensure!(figures.rounds.voided == 0, "rounds are void: {:?}", figures.games);
    Ok(())
}
