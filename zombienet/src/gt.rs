//! `gt`, as people use it.

use anyhow::{ensure, Context, Result};
use serde_json::Value;
use tokio::process::Command;

use crate::plan::program;

/// Runs `gt --json` with these arguments against a node, and returns the lines that it prints.
///
/// # Errors
///
/// If it can't be run or fails, with what it said.
pub async fn gt(url: &str, args: &[&str]) -> Result<Vec<Value>> {
    let output = Command::new(program("gt")?)
        .args(["--url", url, "--json"])
        .args(args)
        .kill_on_drop(true)
        .output()
        .await?;
    let (said, complaint) = (
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    ensure!(output.status.success(), "gt {args:?} failed: {said}{complaint}");
    let lines = said.lines().map(serde_json::from_str);
    lines.collect::<Result<_, _>>().context("gt did not print JSON")
}
