//! The local chain's validators behind links.

use std::{
    fs::File,
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{ensure, Context, Result};
use nix::sys::{prctl::set_pdeathsig, signal::Signal};
use subxt::rpcs::{client::RpcParams, RpcClient};
use tempfile::TempDir;
use tokio::time::{sleep, timeout};

use super::Links;
use crate::{
    bots::Bots,
    network::START,
    plan::{program, suri_of, validator_names, Plan},
    watch::Watch,
};

/// In namespaces of their own, all nodes can have the same ports.
const P2P_PORT: u16 = 30333;
const RPC_PORT: u16 = 9944;
const POLL: Duration = Duration::from_millis(200);
/// How long a node that listens may take to answer.
const ANSWER: Duration = Duration::from_secs(10);

/// A process that ends with this value, and with the thread that started it, should that be killed.
struct Daemon(Child);

impl Daemon {
    /// Starts it, with all that it says in a file.
    fn start(mut command: Command, log: &Path) -> Result<Self> {
        let log = File::create(log)?;
        command.stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
        // SAFETY: between fork and exec there is one more system call.
        unsafe { command.pre_exec(|| Ok(set_pdeathsig(Signal::SIGKILL)?)) };
        Ok(Self(command.spawn()?))
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Validators of the local chain, each in a namespace of its own. When it is dropped, they are killed; what they
/// wrote is left if it was not stopped, because then something has failed.
pub struct Validators {
    /// The links between them.
    pub links: Links,
    names: Vec<String>,
    urls: Vec<String>,
    daemons: Vec<Daemon>,
    dir: Option<TempDir>,
}

impl Validators {
    /// Starts so many validators, and waits until all answer. Each knows the addresses of the others from the start.
    ///
    /// # Errors
    ///
    /// If a program is missing, the machine can't have such [`Links`], or a node does not come up.
    pub async fn start(count: usize) -> Result<Self> {
        let dir = tempfile::Builder::new().prefix("global-table-").tempdir()?;
        let spec = Plan::of(count).write_spec(dir.path()).await?;
        let names = validator_names(count);
        let links = Links::new(&names.iter().map(String::as_str).collect::<Vec<_>>())?;
        let door = |name: &String| Ok(format!("ws://{}", links.door(name, RPC_PORT)?));
        let urls = names.iter().map(door).collect::<Result<Vec<_>>>()?;
        let mut network = Self {
            links,
            names,
            urls,
            daemons: Vec::new(),
            dir: Some(dir),
        };
        let addresses = network.addresses()?;
        for index in 0..count {
            let mut others = addresses.clone();
            others.remove(index);
            let node = network.node(index, &spec, &others)?;
            network.daemons.push(node);
        }
        for index in 0..count {
            network.answers(index).await?;
        }
        Ok(network)
    }

    /// The names and JSON-RPC addresses of all, for a watch.
    pub async fn watch(&self) -> Result<Watch> {
        Watch::over(
            self.names
                .iter()
                .cloned()
                .zip(self.urls.iter().cloned())
                .collect(),
        )
        .await
    }

    /// The JSON-RPC address of each of these.
    ///
    /// # Panics
    ///
    /// When there is no such node.
    pub fn urls(&self, names: &[&str]) -> Vec<String> {
        names
            .iter()
            .map(|name| self.urls[self.links.index(name)].clone())
            .collect()
    }

    /// Starts the keeper of this name, `keeper1` or `keeper2`, at these nodes: at the first one, and at the next if
    /// that fails.
    ///
    /// # Errors
    ///
    /// If it can't be run.
    pub fn keeper(&mut self, name: &str, at: &[&str]) -> Result<()> {
        let mut command = Command::new(program("global-table-keeper")?);
        command
            .args(["--url", &self.urls(at).join(","), "--suri", &suri_of(name)])
            .args(["--metrics-port", "0", "--stop-at-once"]);
        let keeper = Daemon::start(command, &self.log_of(name))?;
        self.daemons.push(keeper);
        Ok(())
    }

    /// Starts so many bots at every table, with more arguments for `gt bots`, at these nodes.
    ///
    /// # Errors
    ///
    /// If they can't be run.
    pub fn bots(&self, count: usize, args: &[&str], at: &[&str]) -> Result<Bots> {
        let dir = self.dir().join(format!("bots-{}", at.join("-")));
        std::fs::create_dir(&dir)?;
        Bots::start(&dir, &self.urls(at), count, args)
    }

    /// Ends everything and removes what was written: the scenario has succeeded.
    ///
    /// # Errors
    ///
    /// If something can't be removed.
    pub fn stop(mut self) -> Result<()> {
        self.daemons.clear();
        Ok(self.dir.take().context("the folder is taken once")?.close()?)
    }

    fn dir(&self) -> &Path {
        self.dir.as_ref().map_or(Path::new("."), TempDir::path)
    }

    fn log_of(&self, name: &str) -> PathBuf {
        self.dir().join(format!("{name}.log"))
    }

    /// Their addresses and identities, as they know each other by.
    fn addresses(&self) -> Result<Vec<String>> {
        let address = |(index, name): (usize, &String)| {
            let file = self.dir().join(format!("{name}.node-key"));
            std::fs::write(&file, node_key(index))?;
            let mut command = Command::new(program("global-table-node")?);
            let output = command
                .args(["key", "inspect-node-key", "--file"])
                .arg(file)
                .output()?;
            ensure!(
                output.status.success(),
                "{}",
                String::from_utf8_lossy(&output.stderr)
            );
            let id = String::from_utf8(output.stdout)?;
            Ok(format!("{}/p2p/{}", self.listens_at(name), id.trim()))
        };
        self.names.iter().enumerate().map(address).collect()
    }

    fn listens_at(&self, name: &str) -> String {
        format!("/ip4/{}/tcp/{P2P_PORT}", self.links.address(name))
    }

    fn node(&self, index: usize, spec: &Path, others: &[String]) -> Result<Daemon> {
        let name = &self.names[index];
        let mut command = self.links.command(name, program("global-table-node")?)?;
        command
            .args([
                "--validator",
                "--no-mdns",
                "--no-telemetry",
                "--no-prometheus",
                "--allow-private-ip",
            ])
            .args([&format!("--{name}"), "--node-key", &node_key(index)])
            .args(["--listen-addr", &self.listens_at(name)])
            .args(["--rpc-port", &RPC_PORT.to_string()])
            // Through a door, they are called by another port than their own.
            .args(["--rpc-methods", "unsafe", "--rpc-cors", "all"])
            .arg("--chain")
            .arg(spec)
            .arg("--base-path")
            .arg(self.dir().join(name))
            .arg("--bootnodes")
            .args(others);
        Daemon::start(command, &self.log_of(name))
    }

    /// Waits until a node answers.
    async fn answers(&mut self, index: usize) -> Result<()> {
        let since = Instant::now();
        let url = self.urls[index].clone();
        let ask = || async {
            let rpc = RpcClient::from_insecure_url(&url).await?;
            rpc.request::<String>("system_chain", RpcParams::new()).await
        };
        while !matches!(timeout(ANSWER, ask()).await, Ok(Ok(_))) {
            let runs = self.daemons[index].0.try_wait()?.is_none();
            let (name, dir) = (&self.names[index], self.dir().display());
            ensure!(
                runs && since.elapsed() < START,
                "{name} does not come up: see {dir}"
            );
            sleep(POLL).await;
        }
        Ok(())
    }
}

impl Drop for Validators {
    fn drop(&mut self) {
        self.daemons.clear();
        if let Some(dir) = self.dir.take() {
            eprintln!(
                "the network was not stopped: what it wrote is in {}",
                dir.keep().display()
            );
        }
    }
}

/// Node keys are 1, 2, 3 and so on.
fn node_key(index: usize) -> String {
    format!("{:064x}", index + 1)
}
