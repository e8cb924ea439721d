//! A network of nodes and keepers on loopback.

use std::{
    path::{Path, PathBuf},
    sync::{
        atomic::{AtomicUsize, Ordering},
        Arc,
    },
    time::Duration,
};

use anyhow::{bail, Context, Result};
use global_table_client::{connect, Chain};
use nix::{
    sys::signal::{self, Signal},
    unistd::Pid,
};
use subxt::rpcs::rpc_params;
use tempfile::TempDir;
use zombienet_sdk::{generators::generate_node_keys, AddNodeOptions, LocalFileSystem, NetworkConfigExt};

use crate::{
    bots::Bots,
    config::{config, full_node_names, keeper_names},
    node::{arguments, Node},
    peers::Peers,
    plan::{suri_of, validator_names, Plan},
    process::Process,
};

/// What a node may take to start: several of them compile the runtime at once, on a busy machine.
pub(crate) const START: Duration = Duration::from_secs(180);

/// Real nodes and keepers. When it is dropped, all of them are killed; their folders are left if it was not stopped,
/// because then something has failed.
pub struct Network {
    plan: Plan,
    peers: Peers,
    /// There until it is stopped.
    inner: Option<zombienet_sdk::Network<LocalFileSystem>>,
    nodes: Vec<Node>,
    keepers: Vec<Process>,
    dir: Option<TempDir>,
    spec: PathBuf,
    bots: AtomicUsize,
}

impl Network {
    /// Starts a network, and waits until every node answers and has peers.
    ///
    /// # Errors
    ///
    /// If the plan can't be met, a program is missing, or a node does not come up.
    pub async fn start(plan: Plan) -> Result<Self> {
        plan.check()?;
        log_to_stderr();
        let dir = tempfile::Builder::new().prefix("global-table-").tempdir()?;
        let spec = plan.write_spec(dir.path()).await?;
        let peers = Peers::of(validator_names(plan.validators))?;
        let inner = match spawn(&plan, &peers, dir.path(), &spec).await {
            Ok(inner) => inner,
            Err(error) => bail!(
                "the network does not start: {error}; see {}",
                dir.keep().display()
            ),
        };
        let (nodes, keepers) = members(&plan, &peers, &inner)?;
        let network = Self {
            plan,
            peers,
            inner: Some(inner),
            nodes,
            keepers,
            dir: Some(dir),
            spec,
            bots: AtomicUsize::new(0),
        };
        for node in &network.nodes {
            node.answers(START).await?;
            node.has_peers((network.nodes.len() - 1).min(OUT_PEERS), START)
                .await?;
        }
        Ok(network)
    }

    /// A node by its name.
    ///
    /// # Errors
    ///
    /// If there is none.
    pub fn node(&self, name: &str) -> Result<Node> {
        let node = self.nodes.iter().find(|node| node.name() == name);
        node.cloned().with_context(|| format!("there is no node {name}"))
    }

    /// All nodes, validators first, then in the order in which they came.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The JSON-RPC addresses of all nodes.
    pub fn urls(&self) -> Vec<String> {
        self.nodes.iter().map(|node| node.url().into()).collect()
    }

    /// A keeper by its name, `keeper1` or `keeper2`. Its account is `//Keeper1` or `//Keeper2`.
    ///
    /// # Errors
    ///
    /// If there is none.
    pub fn keeper(&self, name: &str) -> Result<Process> {
        let keeper = self.keepers.iter().find(|keeper| keeper.name() == name);
        keeper
            .cloned()
            .with_context(|| format!("there is no keeper {name}"))
    }

    /// The raw chain spec of the network, without bootnodes.
    pub fn spec(&self) -> &Path {
        &self.spec
    }

    /// The folder of all that the network writes.
    pub fn dir(&self) -> &Path {
        self.spec.parent().unwrap_or(Path::new("."))
    }

    /// The chain, through whichever of the nodes answers.
    pub async fn chain(&self) -> Result<Chain> {
        Ok(connect(&self.urls()).await?)
    }

    /// Starts so many bots at every table, with more arguments for `gt bots`. They use all nodes.
    pub fn bots(&self, count: usize, args: &[&str]) -> Result<Bots> {
        let dir = self
            .dir()
            .join(format!("bots{}", self.bots.fetch_add(1, Ordering::Relaxed)));
        std::fs::create_dir(&dir)?;
        Bots::start(&dir, &self.urls(), count, args)
    }

    /// Adds a node that only follows, and waits until it answers. Its database is empty.
    pub async fn add_full_node(&mut self, name: &str, args: &[&str]) -> Result<Node> {
        self.add(name, args, false).await
    }

    /// Adds a node that would validate with the keys that [`suri_of`] its name gives, and waits until it answers.
    pub async fn add_validator(&mut self, name: &str, args: &[&str]) -> Result<Node> {
        self.add(name, args, true).await
    }

    /// Adds a node that validates with the keys of another one, which is a thing that nobody should do.
    pub async fn add_double(&mut self, of: &str, name: &str) -> Result<Node> {
        let node = self.add(name, &[], true).await?;
        let suri = suri_of(of);
        let keys = generate_node_keys(&suri)?;
        for (kind, scheme) in [("babe", "sr"), ("gran", "ed")] {
            let public = &keys.get(scheme).context("zombienet knows the scheme")?.public_key;
            let params = rpc_params![kind, &suri, format!("0x{public}")];
            node.request::<()>("author_insertKey", params).await?;
        }
        Ok(node)
    }

    async fn add(&mut self, name: &str, args: &[&str], is_validator: bool) -> Result<Node> {
        let mut all = self.plan.arguments(name, &self.peers)?;
        all.extend(args.iter().map(ToString::to_string));
        let options = AddNodeOptions {
            args: arguments(all.iter().map(String::as_str)),
            is_validator,
            ..AddNodeOptions::default()
        };
        let inner = self.inner.as_mut().context("the network is stopped")?;
        inner.add_node(name, options).await?;
        let node = Node::new(inner.get_node(name)?.clone(), all);
        self.nodes.push(node.clone());
        node.answers(START).await?;
        Ok(node)
    }

    /// Ends everything and removes what was written: the scenario has succeeded.
    pub async fn stop(mut self) -> Result<()> {
        let inner = self.inner.take().context("a network is stopped once")?;
        inner.destroy().await?;
        let dir = self.dir.take().context("a network is stopped once")?;
        Ok(dir.close()?)
    }

    /// Without waiting, as it must work while a panic unwinds.
    fn kill_all(&self) {
        let nodes = self.nodes.iter().map(|node| &**node);
        for process in nodes.chain(&self.keepers).filter(|process| process.runs()) {
            if let Ok(Ok(pid)) = process.pid().map(i32::try_from) {
                let _ = signal::kill(Pid::from_raw(pid), Signal::SIGKILL);
            }
        }
    }
}

impl Drop for Network {
    fn drop(&mut self) {
        self.kill_all();
        if let Some(dir) = self.dir.take() {
            eprintln!(
                "the network was not stopped: what it wrote is in {}",
                dir.keep().display()
            );
        }
    }
}

/// How many peers a node looks for by itself; so in larger networks not every node is connected to every other one.
const OUT_PEERS: usize = 8;
/// How often ports are drawn.
const DRAWS: usize = 10;

/// Starts the processes. zombienet draws ports by chance, and gives up at the first one that somebody has already.
async fn spawn(
    plan: &Plan,
    peers: &Peers,
    dir: &Path,
    spec: &Path,
) -> Result<zombienet_sdk::Network<LocalFileSystem>> {
    for _ in 1..DRAWS {
        match config(plan, peers, dir, spec)?.spawn_native().await {
            Err(error) if error.to_string().contains("Can't bind in socket") => continue,
            outcome => return Ok(outcome?),
        }
    }
    Ok(config(plan, peers, dir, spec)?.spawn_native().await?)
}

/// The nodes and the keepers of a network that has started.
fn members(
    plan: &Plan,
    peers: &Peers,
    inner: &zombienet_sdk::Network<LocalFileSystem>,
) -> Result<(Vec<Node>, Vec<Process>)> {
    let names = validator_names(plan.validators)
        .into_iter()
        .chain(full_node_names(plan));
    let node = |name: String| {
        Ok(Node::new(
            inner.get_node(&name)?.clone(),
            plan.arguments(&name, peers)?,
        ))
    };
    let keeper = |name: String| Ok(Process(Arc::new(inner.get_custom_process(&name)?.clone())));
    let nodes = names.map(node).collect::<Result<_>>()?;
    Ok((
        nodes,
        keeper_names(plan)
            .into_iter()
            .map(keeper)
            .collect::<Result<_>>()?,
    ))
}

/// What zombienet and the harness say, filtered by `RUST_LOG`.
fn log_to_stderr() {
    use tracing_subscriber::EnvFilter;

    let quiet = || EnvFilter::new("error,global_table_network_tests=info");
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| quiet());
    // Only the first test of a file can set it up.
    let _ = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(false)
        .try_init();
}
