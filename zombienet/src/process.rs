//! The processes of a network, and what can be done to them.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use anyhow::{bail, ensure, Context, Result};
use nix::{
    sys::signal::{self, Signal},
    unistd::Pid,
};
use tokio::time::{sleep, timeout};
use zombienet_sdk::SpawnedNode;

/// How long the kernel may take to end a process that was killed.
const DEATH: Duration = Duration::from_secs(30);
const POLL: Duration = Duration::from_millis(50);

/// A node or a keeper that zombienet started. A clone is the same process.
///
/// zombienet can freeze and restart a process, but not kill it and leave it dead: its record then lacks what its own
/// `restart` needs. So [`Process::kill`] takes the process id from that record and sends the signal itself.
#[derive(Clone)]
pub struct Process(pub(crate) Arc<dyn SpawnedNode>);

impl Process {
    /// Its name in the network.
    pub fn name(&self) -> &str {
        self.0.name()
    }

    /// The id of its process; of the last one, if it is dead.
    pub fn pid(&self) -> Result<u32> {
        let record = serde_json::to_value(&*self.0)?;
        let pid = record["inner"]["process_handle"].as_u64();
        Ok(u32::try_from(
            pid.with_context(|| format!("{} has no process", self.name()))?,
        )?)
    }

    /// Where what it says is written, stdout and stderr.
    pub fn log(&self) -> &Path {
        self.0.core().inner().log_path()
    }

    /// Everything that it has said, of all its lives.
    pub fn logged(&self) -> String {
        let bytes = std::fs::read(self.log()).unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// The folder of its own.
    pub fn dir(&self) -> &Path {
        self.0.base_dir()
    }

    /// Is there a process? One that is frozen counts.
    pub fn runs(&self) -> bool {
        self.pid().is_ok_and(alive)
    }

    /// SIGKILL. It stays dead until [`Process::start_again`].
    ///
    /// # Errors
    ///
    /// If it does not run.
    pub async fn kill(&self) -> Result<()> {
        self.signal(Signal::SIGKILL)?;
        tracing::info!(name = self.name(), "killed");
        self.ended(DEATH).await
    }

    /// Waits until its process is gone by itself.
    ///
    /// # Errors
    ///
    /// If it runs for longer than `within`.
    pub async fn ended(&self, within: Duration) -> Result<()> {
        let gone = async {
            while self.runs() {
                sleep(POLL).await;
            }
        };
        timeout(within, gone)
            .await
            .with_context(|| format!("{} still runs after {within:?}", self.name()))
    }

    /// Starts it anew, with the same arguments, ports and data.
    ///
    /// # Errors
    ///
    /// If it runs.
    pub async fn start_again(&self) -> Result<()> {
        ensure!(!self.runs(), "{} runs already", self.name());
        self.0.restart(None).await?;
        tracing::info!(name = self.name(), "started again");
        Ok(())
    }

    /// SIGSTOP: its connections stay open, and nothing moves.
    pub fn freeze(&self) -> Result<()> {
        tracing::info!(name = self.name(), "frozen");
        self.signal(Signal::SIGSTOP)
    }

    /// SIGCONT.
    pub fn thaw(&self) -> Result<()> {
        tracing::info!(name = self.name(), "thawed");
        self.signal(Signal::SIGCONT)
    }

    /// SIGTERM: asks it to end.
    pub fn ask_to_end(&self) -> Result<()> {
        self.signal(Signal::SIGTERM)
    }

    fn signal(&self, signal: Signal) -> Result<()> {
        let pid = self.pid()?;
        // A process id of the past may be somebody else's by now.
        if !alive(pid) {
            bail!("{} does not run", self.name());
        }
        Ok(signal::kill(Pid::from_raw(i32::try_from(pid)?), signal)?)
    }
}

/// Is there such a process of ours? One that has ended and was not waited for yet does not count.
pub(crate) fn alive(pid: u32) -> bool {
    let Ok(stat) = std::fs::read_to_string(PathBuf::from(format!("/proc/{pid}/stat"))) else {
        return false;
    };
    // PID (NAME) STATE PARENT ..., and the name may hold anything.
    let mut rest = stat.rsplit(") ").next().unwrap_or_default().split(' ');
    let ended = matches!(rest.next(), Some("Z" | "X"));
    let parent = rest.next().and_then(|parent| parent.parse().ok());
    !ended && parent == Some(std::process::id())
}

/// The last lines of a log.
pub(crate) fn last_lines(logged: &str) -> String {
    let lines: Vec<&str> = logged.lines().rev().take(20).collect();
    lines.into_iter().rev().collect::<Vec<_>>().join("\n")
}
