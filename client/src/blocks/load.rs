//! Reading a block whole, once for everybody.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
};

use codec::Decode;
use subxt::config::{
    substrate::{BlakeTwo256, DigestItem},
    Hasher,
};
use tokio::sync::OnceCell;

use crate::{
    error::ReadError,
    events::{self, CallResult, EventAt},
    types::*,
    CallError, Chain, Event,
};

/// How many blocks are kept for the next one who asks.
const KEPT: usize = 256;
/// The name under which BABE leaves its digests.
const BABE: [u8; 4] = *b"BABE";

/// A block: what is in it, and what happened in it.
#[derive(Clone, Debug)]
pub struct Block {
    /// Which one it is.
    pub id: BlockId,
    /// The hash of the one before.
    pub parent_hash: Hash,
    /// Its BABE slot; 0 for the genesis block.
    pub slot: u64,
    /// Its consensus time in milliseconds.
    pub time_ms: u64,
    /// What happened at the tables, among the keepers and with the bankroll, in order.
    pub events: Vec<EventAt>,
    /// The hashes of its transactions.
    pub transactions: Vec<Hash>,
    results: Vec<CallResult>,
}

impl Block {
    /// The block before.
    pub fn parent(&self) -> BlockId {
        BlockId {
            number: self.id.number.saturating_sub(1),
            hash: self.parent_hash,
        }
    }

    /// What happened in the transaction of this index.
    pub fn events_of(&self, transaction: u32) -> impl Iterator<Item = &Event> {
        self.events
            .iter()
            .filter(move |at| at.transaction == Some(transaction))
            .map(|at| &at.event)
    }

    /// How the transaction of this index ended.
    pub fn result_of(&self, transaction: u32) -> Result<(), CallError> {
        let found = self.results.iter().find(|(index, _)| *index == transaction);
        found.map_or(Ok(()), |(_, result)| result.clone())
    }
}

type Slot = Arc<OnceCell<Arc<Block>>>;

/// The blocks that were read last.
#[derive(Default)]
pub(crate) struct Cache {
    blocks: Mutex<VecDeque<(Hash, Slot)>>,
}

impl Cache {
    /// A block, read at most once at a time. A block that can't be read is asked for anew by the next one.
    pub(crate) async fn load(&self, chain: &Chain, id: BlockId) -> Result<Arc<Block>, ReadError> {
        let slot = self.slot(id.hash);
        slot.get_or_try_init(|| async { Ok(Arc::new(read(chain, id).await?)) })
            .await
            .cloned()
    }

    fn slot(&self, hash: Hash) -> Slot {
        let mut blocks = self.blocks.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, slot)) = blocks.iter().rev().find(|(known, _)| *known == hash) {
            return slot.clone();
        }
        if blocks.len() >= KEPT {
            blocks.pop_front();
        }
        let slot = Slot::default();
        blocks.push_back((hash, slot.clone()));
        slot
    }
}

async fn read(chain: &Chain, id: BlockId) -> Result<Block, ReadError> {
    let at = chain.at_id(id).await?;
    let client = at.raw().events();
    let body = async { Ok(chain.rpc().chain_get_block(Some(id.hash)).await?) };
    let events = async { Ok::<_, ReadError>(client.fetch().await?) };
    let (details, events, time_ms) = futures::try_join!(body, events, at.now())?;
    let block = details.ok_or_else(|| ReadError::NoBlock(id.to_string()))?.block;
    let (events, results) = events::read(&events, &at.raw().metadata())?;
    Ok(Block {
        id,
        parent_hash: block.header.parent_hash,
        slot: slot_of(&block.header.digest.logs).unwrap_or(0),
        time_ms,
        events,
        transactions: block
            .extrinsics
            .iter()
            .map(|bytes| BlakeTwo256.hash(bytes))
            .collect(),
        results,
    })
}

/// The slot stands behind the kind (one byte) and the authority's index in BABE's pre-runtime digest.
fn slot_of(logs: &[DigestItem]) -> Option<u64> {
    let data = logs.iter().find_map(|item| match item {
        DigestItem::PreRuntime(engine, data) if *engine == BABE => Some(data),
        _ => None,
    })?;
    <(u8, u32, u64)>::decode(&mut &data[..])
        .ok()
        .map(|(_, _, slot)| slot)
}

#[cfg(test)]
mod tests {
    use super::*;
    use codec::Encode;

    #[test]
    fn slot_of_should_read_any_kind_of_babe_digest() {
        for kind in [1u8, 2, 3] {
            let data = (kind, 2u32, 77u64, [0u8; 96]).encode();
            let logs = [DigestItem::Other(vec![]), DigestItem::PreRuntime(*b"BABE", data)];
            assert_eq!(slot_of(&logs), Some(77));
        }
        assert_eq!(slot_of(&[]), None);
    }
}
