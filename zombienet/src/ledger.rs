//! What the finalised blocks say, each read once.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use global_table_client::{Block, Blocks, Chain, Event, TableView, Update};
use tokio::time::sleep;

use crate::{figures::RoundCounts, money::Books, rounds::Rounds, watch::Shared};

/// How often the state of a finalised block is asked for before it counts as missed, and with which pause.
const ATTEMPTS: u32 = 40;
const PAUSE: Duration = Duration::from_millis(500);

/// The finalised blocks since the watch began.
pub(crate) struct Ledger {
    /// In order.
    pub(crate) blocks: Vec<Arc<Block>>,
    /// How many could not be read.
    pub(crate) missed: u64,
    pub(crate) books: Books,
    rounds: Rounds,
    height: u64,
}

impl Ledger {
    pub(crate) fn of(tables: Vec<TableView>) -> Self {
        Self {
            blocks: Vec::new(),
            missed: 0,
            books: Books::default(),
            rounds: Rounds::of(tables),
            height: 0,
        }
    }

    /// Up to where the finalised blocks are read.
    pub(crate) fn height(&self) -> u64 {
        self.height
    }

    /// The slots from the first block to the last one.
    pub(crate) fn slots(&self) -> u64 {
        match (self.blocks.first(), self.blocks.last()) {
            (Some(first), Some(last)) => last.slot - first.slot + 1,
            _ => 0,
        }
    }

    /// The rounds by the names of their games.
    pub(crate) fn rounds(&self) -> BTreeMap<String, RoundCounts> {
        let now = self.blocks.last().map_or(0, |block| block.time_ms);
        let counts = self.rounds.counts(now).into_iter();
        counts
            .map(|(game, counts)| (game.name().into(), counts))
            .collect()
    }

    /// Slips that were accepted.
    pub(crate) fn slips(&self) -> u64 {
        self.rounds.slips()
    }

    fn add(&mut self, block: Arc<Block>, held: Option<u128>) {
        for at in &block.events {
            if let Event::Table(event) = &at.event {
                self.rounds.hear(event);
            }
        }
        match held {
            Some(held) => self.books.check(block.id.number, &block.events, held),
            None => self.miss(),
        }
        self.height = block.id.number;
        self.blocks.push(block);
    }

    fn miss(&mut self) {
        self.missed += 1;
        self.books.skip();
    }
}

/// Reads every finalised block, for ever.
pub(crate) async fn keep(shared: Arc<Shared>, chain: Chain, mut blocks: Blocks) {
    loop {
        match blocks.next().await {
            Update::Finalised(block) => {
                let held = held(&chain, &block).await;
                shared.ledger().add(block, held);
                shared.changed();
            }
            Update::Missed(id) => {
                tracing::warn!(block = %id, "a finalised block can't be read");
                let mut ledger = shared.ledger();
                ledger.miss();
                ledger.height = id.number;
            }
            Update::Best(_) | Update::Retracted(_) => {}
        }
    }
}

/// What the bankroll holds in a block.
async fn held(chain: &Chain, block: &Block) -> Option<u128> {
    let bankroll = Books::bankroll();
    for _ in 0..ATTEMPTS {
        let held = async { chain.at(block.id.hash).await?.balance(&bankroll).await };
        match held.await {
            Ok(held) => return Some(held),
            Err(error) => tracing::debug!(%error, block = %block.id, "its state can't be read; trying again"),
        }
        sleep(PAUSE).await;
    }
    None
}
