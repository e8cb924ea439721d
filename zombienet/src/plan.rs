//! What a network is made of.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use anyhow::{ensure, Context, Result};

use crate::{peers::Peers, spec};

/// The validators that the local chain has by itself; those of larger networks follow.
const NAMED: [&str; 6] = ["alice", "bob", "charlie", "dave", "eve", "ferdie"];
/// The most validators of a network.
pub(crate) const MAX_VALIDATORS: usize = 16;
/// The keepers that are bonded at genesis.
pub(crate) const MAX_KEEPERS: usize = 2;

/// Which runtime stands in the genesis.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Runtime {
    /// The one that the node was built with.
    #[default]
    Regular,
    /// Epochs of 30 slots; reports, bonds, jail and patience with who is offline last a few sessions.
    ShortSessions,
    /// `ShortSessions` one version on, with a migration: for an upgrade by `set_code`.
    Next,
}

impl Runtime {
    /// The compressed Wasm of a runtime that the node does not have itself.
    ///
    /// # Errors
    ///
    /// For [`Runtime::Regular`], or if it has not been built, which `scripts/test-network` does.
    pub fn code(self) -> Result<Vec<u8>> {
        let path = self.file().context("the node has the regular runtime")?;
        std::fs::read(&path).with_context(|| format!("no runtime at {}", path.display()))
    }

    /// Where that is.
    pub(crate) fn file(self) -> Option<PathBuf> {
        let name = match self {
            Self::Regular => return None,
            Self::ShortSessions => "short-sessions.wasm",
            Self::Next => "next-version.wasm",
        };
        Some(crate::figures::target_dir().join("runtimes").join(name))
    }
}

/// A network to start: so many validators, full nodes and keepers, on loopback.
#[derive(Clone, Debug)]
pub struct Plan {
    pub(crate) validators: usize,
    pub(crate) full_nodes: usize,
    pub(crate) keepers: usize,
    pub(crate) runtime: Runtime,
    pub(crate) log: String,
    pub(crate) args: Vec<String>,
    pub(crate) args_of: BTreeMap<String, Vec<String>>,
}

impl Plan {
    /// A network of 1 to 16 validators, named as [`validator_names`] says; nothing else yet.
    pub fn of(validators: usize) -> Self {
        Self {
            validators,
            full_nodes: 0,
            keepers: 0,
            runtime: Runtime::default(),
            log: "info".into(),
            args: Vec::new(),
            args_of: BTreeMap::new(),
        }
    }

    /// Besides, so many nodes that only follow: `full1`, `full2`, ...
    pub fn full_nodes(mut self, count: usize) -> Self {
        self.full_nodes = count;
        self
    }

    /// Besides, up to two keepers: `keeper1`, `keeper2`. Each begins at a validator of its own.
    pub fn keepers(mut self, count: usize) -> Self {
        self.keepers = count;
        self
    }

    /// The runtime in the genesis.
    pub fn runtime(mut self, runtime: Runtime) -> Self {
        self.runtime = runtime;
        self
    }

    /// What the nodes log: the value of their `--log`, like `info,grandpa=debug`.
    pub fn log(mut self, filter: &str) -> Self {
        self.log = filter.into();
        self
    }

    /// More arguments for every node, each one as `--flag` or `--option=value`.
    pub fn args(mut self, args: &[&str]) -> Self {
        self.args.extend(args.iter().map(ToString::to_string));
        self
    }

    /// More arguments for the node of this name.
    pub fn args_of(mut self, name: &str, args: &[&str]) -> Self {
        let of = self.args_of.entry(name.into()).or_default();
        of.extend(args.iter().map(ToString::to_string));
        self
    }

    /// Writes the raw chain spec of the planned network into a folder, and returns its path. [`Network::start`] does
    /// this by itself.
    ///
    /// [`Network::start`]: crate::Network::start
    ///
    /// # Errors
    ///
    /// If the node, or Python 3, can't be run.
    pub async fn write_spec(&self, dir: &Path) -> Result<PathBuf> {
        spec::write(self, dir).await
    }

    /// The arguments of a node among its peers, beside those that zombienet gives it.
    pub(crate) fn arguments(&self, name: &str, peers: &Peers) -> Result<Vec<String>> {
        let mut args = vec![
            // Loopback only: left alone, zombienet opens the nodes' ports and their metrics to the network around.
            "--listen-addr=/ip4/127.0.0.1/tcp/0".into(),
            "-:--prometheus-external".into(),
            "--no-mdns".into(),
            format!("--log={}", self.log),
        ];
        args.extend(peers.arguments(name)?);
        args.extend(self.args.iter().cloned());
        args.extend(self.args_of.get(name).into_iter().flatten().cloned());
        Ok(args)
    }

    pub(crate) fn check(&self) -> Result<()> {
        ensure!(
            (1..=MAX_VALIDATORS).contains(&self.validators),
            "1 to {MAX_VALIDATORS} validators"
        );
        ensure!(
            self.keepers <= MAX_KEEPERS,
            "at most {MAX_KEEPERS} keepers are bonded at genesis"
        );
        Ok(())
    }
}

/// The names of the first `count` validators: `alice`, `bob`, `charlie`, `dave`, `eve`, `ferdie`, `validator7`, ...
pub fn validator_names(count: usize) -> Vec<String> {
    (0..count)
        .map(|index| match NAMED.get(index) {
            Some(name) => (*name).into(),
            None => format!("validator{}", index + 1),
        })
        .collect()
}

/// The secret URI from which the keys of the node of this name are derived, the account's and the session's:
/// `//Alice` for `alice`.
pub fn suri_of(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    format!(
        "//{}{}",
        first.map(String::from).unwrap_or_default(),
        letters.as_str()
    )
}

/// Where a program of the project is: in `$GLOBAL_TABLE_BIN`, or where the main workspace builds it.
///
/// # Errors
///
/// If there is no such file.
pub fn program(name: &str) -> Result<PathBuf> {
    let dir = match std::env::var_os("GLOBAL_TABLE_BIN") {
        Some(dir) => PathBuf::from(dir),
        None => cache_dir().join("target/debug"),
    };
    let path = dir.join(name);
    ensure!(
        path.is_file(),
        "there is no {}: build it, or set GLOBAL_TABLE_BIN",
        path.display()
    );
    Ok(path)
}

/// Where the project's scripts keep what is built, unless they are told otherwise.
pub(crate) fn cache_dir() -> PathBuf {
    let cache = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let home = || PathBuf::from(std::env::var_os("HOME").unwrap_or_default());
    cache
        .unwrap_or_else(|| home().join(".cache"))
        .join("global-table")
}
