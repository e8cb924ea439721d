//! Watching a network: the heads of every node, and each finalised block once.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use anyhow::{Context, Result};
use global_table_client::{connect, Block, Event};
use tokio::{
    sync::watch,
    task::JoinSet,
    time::{sleep, timeout},
};

use crate::{
    figures::{Figures, RoundCounts},
    follow,
    ledger::{self, Ledger},
    network::Network,
    node::Node,
    view::View,
};

/// How long a slot lasts.
const SLOT_MS: u64 = 1_000;
/// How long it may take until every node of a running network has said something.
const FIRST_WORDS: Duration = Duration::from_secs(60);
/// How long reading the last finalised blocks may take at the end.
const LAST_BLOCKS: Duration = Duration::from_secs(60);
const POLL: Duration = Duration::from_millis(200);

/// What all that watches shares.
pub(crate) struct Shared {
    view: Mutex<View>,
    ledger: Mutex<Ledger>,
    changes: watch::Sender<u64>,
}

impl Shared {
    pub(crate) fn view(&self) -> MutexGuard<'_, View> {
        self.view.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn ledger(&self) -> MutexGuard<'_, Ledger> {
        self.ledger.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Wakes whoever waits for something.
    pub(crate) fn changed(&self) {
        self.changes.send_modify(|count| *count += 1);
    }
}

/// A watch of a network. It survives that nodes die, freeze and come back, and it ends with this value.
pub struct Watch {
    shared: Arc<Shared>,
    tasks: JoinSet<()>,
    /// Two clocks at the same moment.
    began: (Instant, SystemTime),
}

impl Watch {
    /// Begins to watch all nodes that the network has by now.
    ///
    /// # Errors
    ///
    /// If not all of them answer.
    pub async fn start(network: &Network) -> Result<Self> {
        let nodes = network.nodes().iter();
        Self::over(
            nodes
                .map(|node| (node.name().into(), node.url().into()))
                .collect(),
        )
        .await
    }

    /// Begins to watch nodes by their names and JSON-RPC addresses, wherever they are.
    ///
    /// # Errors
    ///
    /// If not all of them answer.
    pub async fn over(nodes: Vec<(String, String)>) -> Result<Self> {
        let urls: Vec<String> = nodes.iter().map(|(_, url)| url.clone()).collect();
        let chain = connect(&urls).await?;
        let tables = chain.best().await?.tables().await?;
        let began = (Instant::now(), SystemTime::now());
        let shared = Arc::new(Shared {
            view: Mutex::new(View::new(began.0)),
            ledger: Mutex::new(Ledger::of(tables)),
            changes: watch::Sender::default(),
        });
        let mut tasks = JoinSet::new();
        let blocks = {
            let mut blocks = chain.blocks();
            blocks.started().await;
            blocks
        };
        tasks.spawn(ledger::keep(shared.clone(), chain, blocks));
        let mut watch = Self { shared, tasks, began };
        for (name, url) in &nodes {
            watch.add_url(name, url);
        }
        let all = |view: &View| nodes.iter().all(|(name, _)| view.finalised(name).is_some());
        watch.until("a word of every node", FIRST_WORDS, all).await?;
        Ok(watch)
    }

    /// Watches another node, too.
    pub fn add(&mut self, node: &Node) {
        self.add_url(node.name(), node.url());
    }

    fn add_url(&mut self, name: &str, url: &str) {
        self.tasks
            .spawn(follow::follow(self.shared.clone(), name.into(), url.into()));
    }

    /// What was seen so far.
    pub fn view(&self) -> View {
        self.shared.view().clone()
    }

    /// The finalised blocks that were read so far, without gaps and in order.
    pub fn blocks(&self) -> Vec<Arc<Block>> {
        self.shared.ledger().blocks.clone()
    }

    /// The rounds so far, of all games together.
    pub fn rounds(&self) -> RoundCounts {
        sum(self.shared.ledger().rounds().values())
    }

    /// Waits until something holds of what the nodes say.
    ///
    /// # Errors
    ///
    /// If it does not hold in time.
    pub async fn until(&self, what: &str, within: Duration, holds: impl Fn(&View) -> bool) -> Result<()> {
        let mut changes = self.shared.changes.subscribe();
        let wait = async {
            while !holds(&self.shared.view()) {
                // The sender lives in `shared`.
                let _ = changes.changed().await;
            }
        };
        let late = || {
            format!(
                "waited {within:?} in vain for {what}; seen: {}",
                self.shared.view()
            )
        };
        timeout(within, wait).await.with_context(late)
    }

    /// Waits until a finalised block above a height holds an event of a kind; it may have been read before. Returns the
    /// block.
    ///
    /// # Errors
    ///
    /// If there is none in time.
    pub async fn event_after(
        &self,
        height: u64,
        what: &str,
        within: Duration,
        is: impl Fn(&Event) -> bool,
    ) -> Result<Arc<Block>> {
        let mut changes = self.shared.changes.subscribe();
        let has =
            |block: &&Arc<Block>| block.id.number > height && block.events.iter().any(|at| is(&at.event));
        let wait = async {
            loop {
                if let Some(block) = self.shared.ledger().blocks.iter().find(&has) {
                    return block.clone();
                }
                // The sender lives in `shared`.
                let _ = changes.changed().await;
            }
        };
        let late = || {
            format!(
                "waited {within:?} in vain for {what}; seen: {}",
                self.shared.view()
            )
        };
        timeout(within, wait).await.with_context(late)
    }

    /// Waits until so many more blocks are final than now.
    ///
    /// # Errors
    ///
    /// If they are not in time.
    pub async fn finality_advances(&self, blocks: u64, within: Duration) -> Result<()> {
        let target = self.shared.view().finalised_height() + blocks;
        let what = format!("block {target} to be final");
        self.until(&what, within, |view| view.finalised_height() >= target)
            .await
    }

    /// Waits until the best chain is so many blocks longer than now.
    ///
    /// # Errors
    ///
    /// If it is not in time.
    pub async fn chain_grows(&self, blocks: u64, within: Duration) -> Result<()> {
        let target = self.shared.view().best_height() + blocks;
        let what = format!("block {target}");
        self.until(&what, within, |view| view.best_height() >= target)
            .await
    }

    /// Waits until a node has final what is final anywhere by now.
    ///
    /// # Errors
    ///
    /// If it has not in time.
    pub async fn catches_up(&self, node: &str, within: Duration) -> Result<()> {
        let target = self.shared.view().finalised_height();
        let what = format!("{node} to have block {target} final");
        let has = |view: &View| view.finalised(node).is_some_and(|block| block.number >= target);
        self.until(&what, within, has).await
    }

    /// Reads what is final by now, and ends.
    ///
    /// # Errors
    ///
    /// If the last blocks can't be read.
    pub async fn finish(mut self) -> Result<Figures> {
        let target = self.shared.view().finalised_height();
        let read = async {
            while self.shared.ledger().height() < target {
                sleep(POLL).await;
            }
        };
        timeout(LAST_BLOCKS, read)
            .await
            .context("the last finalised blocks can't be read")?;
        self.tasks.shutdown().await;
        Ok(self.figures())
    }

    /// The figures so far.
    pub fn figures(&self) -> Figures {
        let (view, ledger) = (self.shared.view(), self.shared.ledger());
        let games = ledger.rounds();
        let mut lags = self.lags(&view, &ledger.blocks);
        lags.sort_unstable();
        let at = |percent: usize| lags.get(lags.len() * percent / 100).copied().unwrap_or_default();
        let slots = ledger.slots();
        Figures {
            seconds: self.began.0.elapsed().as_secs(),
            pauses: view.pauses(self.began.0),
            slots,
            slots_missed: slots.saturating_sub(ledger.blocks.len() as u64 + ledger.missed),
            blocks_lost_to_forks: view.lost_to_forks(),
            finality_ms_median: at(50),
            finality_ms_p95: at(95),
            rounds: sum(games.values()),
            games,
            slips: ledger.slips(),
            blocks_checked: ledger.books.blocks,
            blocks_out_of_balance: ledger.books.unbalanced.clone(),
            blocks_missed: ledger.missed,
            conflicts: view.conflicts(),
            more: BTreeMap::new(),
        }
    }

    /// From the start of each block's slot until a node had it final, in milliseconds.
    fn lags(&self, view: &View, blocks: &[Arc<Block>]) -> Vec<u64> {
        let (instant, time) = self.began;
        let epoch_ms = time.duration_since(UNIX_EPOCH).unwrap_or_default().as_millis() as u64;
        let lag = |block: &Arc<Block>| {
            let arrived = view
                .final_since(block.id.number)?
                .saturating_duration_since(instant);
            Some((epoch_ms + arrived.as_millis() as u64).saturating_sub(block.slot * SLOT_MS))
        };
        blocks.iter().filter_map(lag).collect()
    }
}

fn sum<'a>(counts: impl Iterator<Item = &'a RoundCounts>) -> RoundCounts {
    counts.fold(RoundCounts::default(), |sum, counts| RoundCounts {
        opened: sum.opened + counts.opened,
        closed: sum.closed + counts.closed,
        voided: sum.voided + counts.voided,
        lost: sum.lost + counts.lost,
    })
}
