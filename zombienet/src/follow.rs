//! Following the heads of one node, whatever happens to it.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::{bail, Context, Result};
use global_table_client::{BlockId, Hash};
use subxt::{
    config::{
        substrate::{BlakeTwo256, SubstrateHeader},
        Hasher, RpcConfigFor,
    },
    ext::codec::Encode,
    rpcs::{LegacyRpcMethods, RpcClient},
    SubstrateConfig,
};
use tokio::time::{sleep, timeout};

use crate::watch::Shared;

/// How long a node may take to accept a connection.
const CONNECT: Duration = Duration::from_secs(5);
/// After so long without a new head, the connection is made anew.
const SILENCE: Duration = Duration::from_secs(15);
const PAUSE: Duration = Duration::from_millis(300);

type Rpc = LegacyRpcMethods<RpcConfigFor<SubstrateConfig>>;

/// Tells what a node says about its heads, for ever.
pub(crate) async fn follow(shared: Arc<Shared>, name: String, url: String) {
    let mut last = None;
    loop {
        if let Err(error) = listen(&shared, &name, &url, &mut last).await {
            tracing::trace!(name, %error, "no heads");
        }
        sleep(PAUSE).await;
    }
}

/// Listens until the connection breaks. `last` is the height up to which the node's finalised blocks are known.
async fn listen(shared: &Shared, name: &str, url: &str, last: &mut Option<u64>) -> Result<()> {
    let rpc = timeout(CONNECT, RpcClient::from_insecure_url(url)).await??;
    let rpc = Rpc::new(rpc);
    let mut all = rpc.chain_subscribe_all_heads().await?;
    let mut best = rpc.chain_subscribe_new_heads().await?;
    let mut finalised = rpc.chain_subscribe_finalized_heads().await?;
    loop {
        let head = async {
            tokio::select! {
                head = all.next() => (head, Kind::Any),
                head = best.next() => (head, Kind::Best),
                head = finalised.next() => (head, Kind::Final),
            }
        };
        let (head, kind) = timeout(SILENCE, head).await.context("the node is silent")?;
        let Some(head) = head else {
            bail!("the connection is closed")
        };
        let block = id_of(&head?);
        match kind {
            Kind::Any => shared.view().on_seen(block),
            Kind::Best => shared.view().on_best(Instant::now(), name, block),
            Kind::Final => on_final(shared, &rpc, name, block, last).await?,
        }
        shared.changed();
    }
}

/// What is known of a block at a node.
enum Kind {
    Any,
    Best,
    Final,
}

/// Takes a finalised head, and asks for those between it and the one before.
async fn on_final(
    shared: &Shared,
    rpc: &Rpc,
    name: &str,
    head: BlockId,
    last: &mut Option<u64>,
) -> Result<()> {
    let first = last.map_or(head.number, |last| last + 1);
    for number in first..head.number {
        let hash = rpc.chain_get_block_hash(Some(number.into())).await?;
        let hash = hash.with_context(|| format!("block {number} is unknown"))?;
        shared
            .view()
            .on_final(Instant::now(), name, BlockId { number, hash });
        *last = Some(number);
    }
    shared.view().on_final(Instant::now(), name, head);
    *last = Some(head.number.max(last.unwrap_or_default()));
    Ok(())
}

fn id_of(header: &SubstrateHeader<Hash>) -> BlockId {
    BlockId {
        number: header.number,
        hash: BlakeTwo256.hash(&header.encode()),
    }
}
