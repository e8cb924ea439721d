//! One node of a network.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use anyhow::{Context, Result};
use global_table_client::{connect, Chain};
use serde_json::Value;
use subxt::rpcs::{client::RpcParams, RpcClient};
use tokio::{
    process::Command,
    time::{sleep, timeout},
};
use zombienet_sdk::{Arg, NetworkNode};

use crate::{
    network::START,
    plan::program,
    process::{last_lines, Process},
};

/// How long a node that listens may take to answer.
const ANSWER: Duration = Duration::from_secs(10);
const POLL: Duration = Duration::from_millis(200);

/// A node. A clone is the same node.
#[derive(Clone)]
pub struct Node {
    inner: NetworkNode,
    process: Process,
    args: Vec<String>,
}

/// Everything that can be done to a process.
impl std::ops::Deref for Node {
    type Target = Process;

    fn deref(&self) -> &Process {
        &self.process
    }
}

impl Node {
    pub(crate) fn new(inner: NetworkNode, args: Vec<String>) -> Self {
        let process = Process(Arc::new(inner.clone()));
        Self { inner, process, args }
    }

    /// Where its JSON-RPC answers: `ws://127.0.0.1:PORT`. It allows the unsafe methods.
    pub fn url(&self) -> &str {
        self.inner.ws_uri()
    }

    /// Its address and identity for other nodes: `/ip4/127.0.0.1/tcp/PORT/p2p/ID`.
    pub fn p2p(&self) -> &str {
        self.inner.multiaddr()
    }

    /// Its `--base-path`; the database is in `chains/local/db` there, the keys in `chains/local/keystore`.
    pub fn data_dir(&self) -> PathBuf {
        self.dir().join("data")
    }

    /// Starts it anew and waits until it answers.
    ///
    /// # Errors
    ///
    /// If it runs already, or ends, or does not answer within three minutes.
    pub async fn start_again(&self) -> Result<()> {
        self.process.start_again().await?;
        self.answers(START).await
    }

    /// Starts it anew with more arguments, and does not wait. The next `start_again` forgets them.
    pub async fn start_again_with(&self, more: &[&str]) -> Result<()> {
        anyhow::ensure!(!self.runs(), "{} runs already", self.name());
        let args = self.args.iter().map(String::as_str).chain(more.iter().copied());
        let args = Some(arguments(args));
        self.inner.restart_with(Vec::new(), None, args, None).await?;
        Ok(())
    }

    /// Removes its database, as an operator does: `global-table-node purge-chain`. Its keys stay.
    ///
    /// # Errors
    ///
    /// If it runs, or there is no database.
    pub async fn purge_chain(&self, spec: &Path) -> Result<()> {
        anyhow::ensure!(!self.runs(), "{} runs", self.name());
        let output = Command::new(program("global-table-node")?)
            .args(["purge-chain", "-y", "--chain"])
            .arg(spec)
            .arg("--base-path")
            .arg(self.data_dir())
            .output()
            .await?;
        let said = String::from_utf8_lossy(&output.stderr);
        anyhow::ensure!(output.status.success(), "the database was not removed: {said}");
        Ok(())
    }

    /// Waits until it answers a request.
    ///
    /// # Errors
    ///
    /// If it ends before, or does not answer within the time.
    pub async fn answers(&self, within: Duration) -> Result<()> {
        let answered = async {
            while self
                .request::<String>("system_chain", RpcParams::new())
                .await
                .is_err()
            {
                anyhow::ensure!(self.runs(), "{} has ended:\n{}", self.name(), self.last_lines());
                sleep(POLL).await;
            }
            anyhow::Ok(())
        };
        let late = || format!("{} does not answer:\n{}", self.name(), self.last_lines());
        timeout(within, answered).await.with_context(late)?
    }

    /// Waits until it is connected to so many other nodes.
    ///
    /// # Errors
    ///
    /// If it is not within the time.
    pub async fn has_peers(&self, count: usize, within: Duration) -> Result<()> {
        let connected = async {
            loop {
                let health = self.request::<Value>("system_health", RpcParams::new()).await;
                let peers = health.ok().and_then(|health| health["peers"].as_u64());
                if peers.is_some_and(|peers| peers >= count as u64) {
                    return;
                }
                sleep(POLL).await;
            }
        };
        let late = || format!("{} is not connected to {count} nodes", self.name());
        timeout(within, connected).await.with_context(late)
    }

    /// A metric of its Prometheus endpoint, like `substrate_block_height{status="best"}`; 0 if it has none such.
    ///
    /// # Errors
    ///
    /// If it does not answer.
    pub async fn metric(&self, name: &str) -> Result<f64> {
        self.inner.reports(name).await
    }

    /// Waits until a metric is that high. The node sets most of them every few seconds only.
    ///
    /// # Errors
    ///
    /// If it is not within the time.
    pub async fn metric_reaches(&self, name: &str, least: f64, within: Duration) -> Result<()> {
        let reached = |value| value >= least;
        let seconds = within.as_secs();
        let waited = self.inner.wait_metric_with_timeout(name, reached, seconds);
        waited
            .await
            .with_context(|| format!("{name} of {} is below {least}", self.name()))
    }

    /// The chain as this node alone sees it.
    pub async fn chain(&self) -> Result<Chain> {
        Ok(connect(&[self.url().into()]).await?)
    }

    /// A connection to its JSON-RPC.
    pub async fn rpc(&self) -> Result<RpcClient> {
        Ok(timeout(ANSWER, RpcClient::from_insecure_url(self.url())).await??)
    }

    /// Asks it by any method of the JSON-RPC; `subxt::rpcs::rpc_params![...]` are the parameters.
    pub async fn request<T: serde::de::DeserializeOwned>(
        &self,
        method: &str,
        params: RpcParams,
    ) -> Result<T> {
        let rpc = self.rpc().await?;
        Ok(timeout(ANSWER, rpc.request(method, params)).await??)
    }

    fn last_lines(&self) -> String {
        last_lines(&self.logged())
    }
}

/// Arguments as zombienet takes them.
pub(crate) fn arguments<'a>(args: impl IntoIterator<Item = &'a str>) -> Vec<Arg> {
    let argument = |arg: &'a str| match arg.split_once('=') {
        Some(pair) => pair.into(),
        None => arg.into(),
    };
    args.into_iter().map(argument).collect()
}
