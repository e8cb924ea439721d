//! The chain spec of a network.

use std::path::{Path, PathBuf};

use anyhow::{ensure, Result};
use tokio::process::Command;

use crate::plan::{program, Plan};

/// The script that writes it, for zombie-cli just as for this harness.
const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/chain-spec");

/// Writes the spec of a planned network into `dir`. Raw, because zombienet leaves that as it is: in a plain spec it
/// would replace the session keys, with ones for pallets that this runtime has not got.
pub(crate) async fn write(plan: &Plan, dir: &Path) -> Result<PathBuf> {
    let path = dir.join("spec.json");
    let mut command = Command::new(SCRIPT);
    if let Some(code) = plan.runtime.file() {
        command.arg("--code").arg(code);
    }
    command
        .arg(program("global-table-node")?)
        .arg(plan.validators.to_string());
    let output = command.output().await?;
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(
        output.status.success(),
        "the chain spec could not be written: {said}"
    );
    std::fs::write(&path, output.stdout)?;
    Ok(path)
}
