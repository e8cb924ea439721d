//! A node's disk is full, and another one's database is damaged: it ends and says why, the network goes on, and the documented
//! repair works.

use std::{
    fs::{self, File, OpenOptions},
    io::{Seek, SeekFrom, Write},
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

use anyhow::{ensure, Context, Result};
use global_table_network_tests::{Figures, Node, Plan, Scene};
use nix::mount::{mount, umount2, MntFlags, MsFlags};

/// The disk of the node that gets full, and what must remain of it, in MiB.
const DISK_MIB: u64 = 512;
const LEFT_MIB: u64 = 64;
const MIB: u64 = 1024 * 1024;
/// How long a node may take to notice; it looks every five seconds.
const NOTICE: Duration = Duration::from_secs(60);
/// Blocks that the others finalise meanwhile.
const BLOCKS_AWAY: u64 = 20;
/// What anything may take on a busy machine: some ten times what it takes on an idle one.
const PATIENCE: Duration = Duration::from_secs(180);

/// A file system of its own at a folder, as long as this lives.
struct SmallDisk(PathBuf);

impl SmallDisk {
    /// Mounts it over a folder, with what is in the folder.
    fn over(folder: &Path) -> Result<Self> {
        let aside = folder.with_extension("aside");
        fs::rename(folder, &aside)?;
        fs::create_dir(folder)?;
        let size = format!("size={DISK_MIB}m");
        mount(
            Some("tmpfs"),
            folder,
            Some("tmpfs"),
            MsFlags::empty(),
            Some(size.as_str()),
        )
        .context("a file system can't be mounted: this takes root")?;
        let disk = Self(folder.into());
        // Holes stay holes: a database's index is mostly that.
        let copied = Command::new("cp")
            .args(["-a", "--sparse=always"])
            .arg(aside.join("."))
            .arg(folder)
            .status()?;
        ensure!(copied.success(), "the database could not be moved");
        fs::remove_dir_all(aside)?;
        Ok(disk)
    }

    /// Fills it until less is left than the node asks for.
    fn fill(&self) -> Result<PathBuf> {
        let path = self.0.join("filler");
        let mut file = File::create(&path)?;
        let chunk = vec![1u8; MIB as usize];
        while nix::sys::statvfs::statvfs(&self.0)?.blocks_available() * 4096 >= LEFT_MIB * MIB {
            file.write_all(&chunk)?;
        }
        Ok(path)
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = umount2(&self.0, MntFlags::MNT_DETACH);
    }
}

/// The database of a node.
fn database(node: &Node) -> Result<PathBuf> {
    let chains = fs::read_dir(node.data_dir().join("chains"))?;
    let chain = chains.flatten().next().context("a chain")?.path();
    Ok(chain.join("paritydb/full"))
}

/// Writes over every other half page of each table of the database, with bytes that mean nothing; and of its log, out of which
/// the tables would mend themselves.
fn damage(database: &Path) -> Result<()> {
    let mut state = 0x9e37_79b9_7f4a_7c15u64;
    // Marsaglia's xorshift.
    let mut noise = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 32) as u8
    };
    for entry in fs::read_dir(database)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.starts_with("table_") && !name.starts_with("log") {
            continue;
        }
        let mut file = OpenOptions::new().write(true).open(entry.path())?;
        for offset in (0..entry.metadata()?.len()).step_by(4096) {
            let bytes: Vec<u8> = std::iter::repeat_with(&mut noise).take(2048).collect();
            file.seek(SeekFrom::Start(offset))?;
            file.write_all(&bytes)?;
        }
    }
    Ok(())
}

/// What a node says from now on, until it has ended.
async fn last_words(node: &Node, said: usize) -> Result<String> {
    node.ended(NOTICE).await?;
    Ok(node.logged().get(said..).unwrap_or_default().into())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_node_with_a_full_disk_should_end_and_go_on_once_there_is_room() -> Result<()> {
    let least = format!("--db-storage-threshold={LEFT_MIB}");
    let plan = Plan::of(4).keepers(2).args_of("dave", &[&least]);
    let scene = Scene::start(plan, 20).await?;
    let dave = scene.network.node("dave")?;
    dave.ask_to_end()?;
    dave.ended(PATIENCE).await?;
    let disk = SmallDisk::over(&dave.data_dir())?;
    dave.start_again().await?;
    scene.watch.catches_up("dave", PATIENCE).await?;

    let (said, full) = (dave.logged().len(), Instant::now());
    let filler = disk.fill()?;
    let words = last_words(&dave, said).await?;
    ensure!(
        words.contains("dropped below threshold"),
        "it ended without a reason:\n{words}"
    );
    let noticed_ms = full.elapsed().as_millis() as u64;
    scene.watch.finality_advances(BLOCKS_AWAY, PATIENCE).await?;

    // Still full: it does not begin to work, and says why.
    let said = dave.logged().len();
    dave.start_again_with(&[]).await?;
    let words = last_words(&dave, said).await?;
    ensure!(
        words.contains("Out of storage space"),
        "it did not say why:\n{words}"
    );

    fs::remove_file(filler)?;
    dave.start_again().await?;
    scene.watch.catches_up("dave", PATIENCE).await?;
    scene.a_round_is_played(PATIENCE).await?;
    dave.kill().await?;
    drop(disk);
    let row = |figures: Figures| figures.with("noticed_within_ms", noticed_ms);
    scene.end("disk_full", row).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_node_with_a_damaged_database_should_end_and_be_repaired_by_a_new_one() -> Result<()> {
    let scene = Scene::start(Plan::of(4).keepers(2), 20).await?;
    let dave = scene.network.node("dave")?;
    dave.kill().await?;
    damage(&database(&dave)?)?;
    let said = dave.logged().len();
    dave.start_again_with(&[]).await?;
    let words = last_words(&dave, said).await?;
    ensure!(
        words.contains("error:") && words.contains("purge-chain"),
        "it did not say what to do:\n{words}"
    );
    scene.watch.finality_advances(BLOCKS_AWAY, PATIENCE).await?;

    // As docs/OPERATIONS.md says: the database goes, the keys stay, and warp sync brings the state.
    let repair = Instant::now();
    dave.purge_chain(scene.network.spec()).await?;
    dave.start_again_with(&["--sync=warp"]).await?;
    dave.answers(PATIENCE).await?;
    scene.watch.catches_up("dave", PATIENCE).await?;
    let repaired_ms = repair.elapsed().as_millis() as u64;
    scene.watch.finality_advances(BLOCKS_AWAY, PATIENCE).await?;
    scene.a_round_is_played(PATIENCE).await?;
    let row = |figures: Figures| figures.with("repaired_within_ms", repaired_ms);
    scene.end("database_damaged", row).await?;
    Ok(())
}
