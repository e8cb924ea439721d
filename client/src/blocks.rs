//! Every best and every finalised block, whatever happens to the connection.
//!
//! One task per chain listens to the heads. Each [`Blocks`] remembers the last finalised block that it handed out, walks
//! from there to the head, and so fills every gap: after a reconnect, after a finality that jumped, after a slow reader.

mod load;
mod path;

use std::{
    collections::VecDeque,
    sync::{Arc, Weak},
    time::Duration,
};

use codec::Encode;
use subxt::config::{
    substrate::{BlakeTwo256, SubstrateHeader},
    Hasher,
};
use tokio::{
    sync::{watch, OnceCell},
    time::{sleep, timeout},
};

use crate::{chain::Rpc, error::ReadError, types::*, Chain};

pub use load::Block;
use path::Path;

/// After so long without a new head, the subscriptions are made anew: a node may be gone without a word.
const SILENCE: Duration = Duration::from_secs(5);
/// Pause before reading or subscribing again after a failure.
const PAUSE: Duration = Duration::from_millis(400);
/// The most blocks of a best chain that are handed out before they are final.
const MAX_BRANCH: usize = 128;
/// How often a finalised block is asked for before it counts as missed.
const MAX_ATTEMPTS: u32 = 20;

/// What changed on the chain.
#[derive(Clone, Debug)]
pub enum Update {
    /// The block is on the best chain now, on top of the one before.
    Best(Arc<Block>),
    /// The block is not on the best chain any more: another branch won. Newest first.
    Retracted(BlockId),
    /// The block is final. Every finalised block is handed out once, in order.
    Finalised(Arc<Block>),
    /// The block is final, but no node can tell any more what was in it.
    Missed(BlockId),
}

/// What all watches of one chain share: the heads and the blocks that were read.
#[derive(Default)]
pub(crate) struct Shared {
    heads: watch::Sender<Heads>,
    listening: OnceCell<()>,
    pub(crate) cache: load::Cache,
}

/// The newest blocks, as far as they are known.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Heads {
    best: Option<BlockId>,
    finalised: Option<BlockId>,
}

/// A watch of best and finalised blocks. It never ends; while no node answers, it waits.
pub struct Blocks {
    chain: Chain,
    heads: watch::Receiver<Heads>,
    path: Path,
    queue: VecDeque<Update>,
    /// The heads have moved since the last walk.
    moved: bool,
    attempts: u32,
}

impl Blocks {
    pub(crate) fn new(chain: Chain) -> Self {
        let heads = chain.shared().heads.subscribe();
        Self {
            chain,
            heads,
            path: Path::default(),
            queue: VecDeque::new(),
            moved: true,
            attempts: 0,
        }
    }

    /// Waits until it is known where the watch begins: from then on nothing is missed.
    pub async fn started(&mut self) -> BlockId {
        self.listen().await;
        loop {
            if let Some(last) = self.path.last() {
                return last;
            }
            self.path = Path::after(self.heads.borrow_and_update().finalised);
            if self.path.last().is_none() {
                // The sender lives in the chain that this watch holds, so this never fails.
                let _ = self.heads.changed().await;
            }
        }
    }

    /// The next change. Waits for as long as there is none.
    ///
    /// Nothing is lost if the future is dropped, but what it was reading is read again: beside a fast clock, give the
    /// watch a task of its own.
    pub async fn next(&mut self) -> Update {
        self.started().await;
        loop {
            if let Some(update) = self.queue.pop_front() {
                return update;
            }
            if !self.moved {
                let _ = self.heads.changed().await;
                self.moved = true;
            }
            match self.advance().await {
                Ok(()) => (self.moved, self.attempts) = (false, 0),
                Err(error) => {
                    self.attempts += 1;
                    tracing::debug!(%error, "a block can't be read; trying again");
                    sleep(PAUSE).await;
                }
            }
        }
    }

    async fn listen(&self) {
        let shared = self.chain.shared();
        let start = async {
            tokio::spawn(listen(self.chain.rpc().clone(), Arc::downgrade(shared)));
        };
        shared.listening.get_or_init(|| start).await;
    }

    /// Walks from what was handed out to the heads.
    async fn advance(&mut self) -> Result<(), ReadError> {
        let heads = *self.heads.borrow();
        if let Some(best) = heads.best {
            // A branch that loses may be gone before it is read. What is final does not depend on it.
            if let Err(error) = self.advance_best(best).await {
                tracing::debug!(%error, block = %best, "the best block can't be read");
            }
        }
        match heads.finalised {
            Some(finalised) => self.advance_finalised(finalised).await,
            None => Ok(()),
        }
    }

    async fn advance_best(&mut self, best: BlockId) -> Result<(), ReadError> {
        if self.path.last().is_some_and(|last| best.number <= last.number) {
            // The node lags behind another one that was asked before.
            return Ok(());
        }
        let mut branch: Vec<Arc<Block>> = Vec::new();
        let mut id = best;
        while !self.path.reaches(id) && branch.len() < MAX_BRANCH {
            let block = self.load(id).await?;
            id = block.parent();
            branch.push(block);
        }
        let ids = branch.iter().rev().map(|block| block.id);
        let gone = self.path.switch(id, ids);
        self.queue.extend(gone.into_iter().map(Update::Retracted));
        self.queue.extend(branch.into_iter().rev().map(Update::Best));
        Ok(())
    }

    async fn advance_finalised(&mut self, finalised: BlockId) -> Result<(), ReadError> {
        while let Some(last) = self.path.last().filter(|last| last.number < finalised.number) {
            let number = last.number + 1;
            let id = if number == finalised.number {
                finalised
            } else {
                self.final_at(number).await?
            };
            let update = match self.load(id).await {
                Ok(block) => Update::Finalised(block),
                Err(_) if self.attempts >= MAX_ATTEMPTS => Update::Missed(id),
                Err(error) => return Err(error),
            };
            let gone = self.path.finalise(id);
            self.queue.extend(gone.into_iter().map(Update::Retracted));
            self.queue.push_back(update);
            self.attempts = 0;
        }
        Ok(())
    }

    /// The finalised block of a height that is below the finalised head.
    async fn final_at(&self, number: u64) -> Result<BlockId, ReadError> {
        let hash = self.chain.rpc().chain_get_block_hash(Some(number.into())).await?;
        let hash = hash.ok_or_else(|| ReadError::NoBlock(format!("block {number}")))?;
        Ok(BlockId { number, hash })
    }

    async fn load(&self, id: BlockId) -> Result<Arc<Block>, ReadError> {
        self.chain.shared().cache.load(&self.chain, id).await
    }
}

/// Listens to the heads until nobody watches any more.
async fn listen(rpc: Rpc, shared: Weak<Shared>) {
    while shared.strong_count() > 0 {
        if let Err(error) = follow(&rpc, &shared).await {
            tracing::debug!(%error, "no heads; subscribing again");
        }
        sleep(PAUSE).await;
    }
}

async fn follow(rpc: &Rpc, shared: &Weak<Shared>) -> Result<(), subxt::rpcs::Error> {
    let mut best = rpc.chain_subscribe_new_heads().await?;
    let mut finalised = rpc.chain_subscribe_finalized_heads().await?;
    loop {
        let head = async {
            tokio::select! {
                header = best.next() => header.map(|header| (header, false)),
                header = finalised.next() => header.map(|header| (header, true)),
            }
        };
        let Ok(Some((header, is_final))) = timeout(SILENCE, head).await else {
            return Ok(());
        };
        let id = id_of(&header?);
        let Some(shared) = shared.upgrade() else {
            return Ok(());
        };
        shared.heads.send_if_modified(|heads| {
            let head = if is_final {
                &mut heads.finalised
            } else {
                &mut heads.best
            };
            head.replace(id) != Some(id)
        });
    }
}

fn id_of(header: &SubstrateHeader<Hash>) -> BlockId {
    BlockId {
        number: header.number,
        hash: BlakeTwo256.hash(&header.encode()),
    }
}
