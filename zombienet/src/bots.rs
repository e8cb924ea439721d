//! Bots, as `gt bots` sends them to the tables.

use std::{
    fs::File,
    path::{Path, PathBuf},
    process::Stdio,
    time::Duration,
};

use anyhow::{Context, Result};
use nix::{
    sys::signal::{self, Signal},
    unistd::Pid,
};
use serde_json::Value;
use tokio::{
    process::{Child, Command},
    time::timeout,
};

use crate::{
    plan::program,
    process::{alive, last_lines},
};

/// How long the bots may take to see the end of their last transactions.
const FAREWELL: Duration = Duration::from_secs(60);

/// Bots at every table. They end with this value.
pub struct Bots {
    child: Child,
    said: PathBuf,
    log: PathBuf,
}

/// What became of the bots' transactions.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Played {
    /// Sent.
    pub sent: u64,
    /// In a finalised block.
    pub finalised: u64,
    /// In a block that left the best chain; most of them got into another one.
    pub retracted: u64,
    /// Sent anew after they had vanished.
    pub resubmitted: u64,
    /// Given up, and reported so.
    pub lost: u64,
    /// Without an end yet when the bots were stopped.
    pub waiting: u64,
}

impl Bots {
    /// Starts so many bots at every table, which use the nodes of these addresses, with more arguments for `gt bots`.
    /// What they say is written into `dir`. [`Network::bots`] gives them a folder and all nodes.
    ///
    /// [`Network::bots`]: crate::Network::bots
    ///
    /// # Errors
    ///
    /// If `gt` can't be run.
    pub fn start(dir: &Path, urls: &[String], count: usize, args: &[&str]) -> Result<Self> {
        let (said, log) = (dir.join("bots.json"), dir.join("bots.log"));
        let child = Command::new(program("gt")?)
            .args([
                "--url",
                &urls.join(","),
                "--json",
                "bots",
                "--count",
                &count.to_string(),
            ])
            .args(args)
            .stdin(Stdio::null())
            .stdout(File::create(&said)?)
            .stderr(File::create(&log)?)
            .kill_on_drop(true)
            .spawn()?;
        Ok(Self { child, said, log })
    }

    /// Do they play?
    pub fn run(&self) -> bool {
        self.child.id().is_some_and(alive)
    }

    /// The lines of `gt --json bots` so far: one object per settled round.
    pub fn rounds(&self) -> Vec<Value> {
        let said = std::fs::read_to_string(&self.said).unwrap_or_default();
        said.lines()
            .filter_map(|line| serde_json::from_str(line).ok())
            .collect()
    }

    /// What they said last, to people.
    pub fn last_lines(&self) -> String {
        last_lines(&std::fs::read_to_string(&self.log).unwrap_or_default())
    }

    /// Where their log is.
    pub fn log(&self) -> &Path {
        &self.log
    }

    /// Sends them away, and waits for the end of their last transactions.
    ///
    /// # Errors
    ///
    /// If they had ended before, or say nothing as they leave.
    pub async fn stop(&mut self) -> Result<Played> {
        let pid = self.child.id().filter(|_| self.run());
        let pid = pid.with_context(|| format!("the bots have ended; see {}", self.log.display()))?;
        signal::kill(Pid::from_raw(i32::try_from(pid)?), Signal::SIGINT)?;
        timeout(FAREWELL, self.child.wait())
            .await
            .context("the bots don't leave")??;
        let log = std::fs::read_to_string(&self.log)?;
        let farewell = log.lines().rev().find(|line| line.contains("the bots leave"));
        Ok(Played::read(farewell.context("the bots left without a word")?))
    }
}

impl Played {
    /// From a line of the log with fields like `sent=12`.
    fn read(line: &str) -> Self {
        let field = |name: &str| {
            let mut words = line.split_whitespace();
            let value = words.find_map(|word| word.strip_prefix(name)?.strip_prefix('='));
            value.and_then(|value| value.parse().ok()).unwrap_or_default()
        };
        Self {
            sent: field("sent"),
            finalised: field("finalised"),
            retracted: field("retracted"),
            resubmitted: field("resubmitted"),
            lost: field("lost"),
            waiting: field("waiting"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_farewell_should_be_read_field_by_field() {
        let line = "INFO gt::bots::report: the bots leave sent=12 finalised=9 retracted=2 resubmitted=0 lost=1 waiting=2";
        let told = Played {
            sent: 12,
            finalised: 9,
            retracted: 2,
            resubmitted: 0,
            lost: 1,
            waiting: 2,
        };
        assert_eq!(Played::read(line), told);
    }
}
