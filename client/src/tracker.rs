//! What became of the transactions that were sent.
//!
//! One task per chain looks for all of them in the blocks, so that a thousand submitters cost two subscriptions. It sends
//! what vanished again; [`Track`] decides when, and knows no node.

mod track;

use std::{
    collections::HashMap,
    sync::{
        atomic::{AtomicU64, Ordering::Relaxed},
        Arc, Mutex, MutexGuard, PoisonError,
    },
};

use tokio::sync::{mpsc::UnboundedSender, OnceCell};

use crate::{
    blocks::{Block, Blocks, Update},
    error::LostReason,
    submitter::{Account, Answer},
    types::*,
    Call, CallError, Chain, Event,
};
pub(crate) use track::Track;
use track::{Act, State};

/// A transaction in a block.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Included {
    /// The block.
    pub block: BlockId,
    /// Its consensus time in milliseconds.
    pub time_ms: u64,
    /// The transaction's index in it.
    pub index: u32,
    /// Whether the call did what it should; a call that failed cost its fee and changed nothing else.
    pub result: Result<(), CallError>,
    /// What happened in it.
    pub events: Vec<Event>,
}

impl Included {
    fn of(block: &Block, index: u32) -> Self {
        Self {
            block: block.id,
            time_ms: block.time_ms,
            index,
            result: block.result_of(index),
            events: block.events_of(index).cloned().collect(),
        }
    }
}

/// Where a transaction stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Progress {
    /// It was sent.
    Pending,
    /// It is in a block of the best chain, which may still lose.
    Best(Included),
    /// The block that it was in is not on the best chain any more. It will be included again.
    Retracted(BlockId),
    /// It had vanished, from the pool or behind a fork, and was sent again.
    Resubmitted,
    /// It is in a final block. This is the last word.
    Finalised(Included),
    /// It was given up. This is the last word.
    Lost(LostReason),
}

/// How many transactions there were, by what became of them.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Counts {
    /// Sent, each counted once.
    pub sent: u64,
    /// Final.
    pub finalised: u64,
    /// Times that a block with one of them lost against another branch.
    pub retracted: u64,
    /// Times that one had vanished and was sent again.
    pub resubmitted: u64,
    /// Given up.
    pub lost: u64,
}

/// A transaction that is not final.
pub(crate) struct Tracked {
    pub(crate) track: Track,
    pub(crate) account: Arc<Account>,
    pub(crate) call: Call,
    pub(crate) bytes: Vec<u8>,
    pub(crate) reports: UnboundedSender<Progress>,
}

impl Tracked {
    fn report(&self, progress: Progress) {
        // Who dropped the ticket does not want to know; the transaction is looked after all the same.
        let _ = self.reports.send(progress);
    }
}

/// All transactions that are not final, by hash.
#[derive(Default)]
pub(crate) struct Tracking {
    started: OnceCell<()>,
    tracked: Mutex<HashMap<Hash, Tracked>>,
    best: AtomicU64,
    last: Mutex<Option<BlockId>>,
    sent: AtomicU64,
    finalised: AtomicU64,
    retracted: AtomicU64,
    resubmitted: AtomicU64,
    lost: AtomicU64,
    mending: tokio::sync::Mutex<()>,
}

impl Tracking {
    /// Starts to look, and returns once nothing that is sent from now on can be missed.
    pub(crate) async fn start(&self, chain: &Chain) {
        let start = async {
            let mut blocks = chain.blocks();
            self.set_last(blocks.started().await);
            tokio::spawn(watch(chain.clone(), blocks));
        };
        self.started.get_or_init(|| start).await;
    }

    /// The last finalised block that was looked through.
    pub(crate) fn last(&self) -> Option<BlockId> {
        *self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn best(&self) -> u64 {
        self.best.load(Relaxed)
    }

    pub(crate) fn counts(&self) -> Counts {
        Counts {
            sent: self.sent.load(Relaxed),
            finalised: self.finalised.load(Relaxed),
            retracted: self.retracted.load(Relaxed),
            resubmitted: self.resubmitted.load(Relaxed),
            lost: self.lost.load(Relaxed),
        }
    }

    /// Looks after a transaction. To be called before it is sent.
    pub(crate) fn add(&self, hash: Hash, tracked: Tracked) {
        tracked.account.hold(tracked.track.nonce);
        self.sent.fetch_add(1, Relaxed);
        self.lock().insert(hash, tracked);
    }

    /// Forgets a transaction that no pool took, without a word to its ticket.
    pub(crate) fn forget(&self, hash: &Hash) {
        if let Some(tracked) = self.lock().remove(hash) {
            tracked.account.free(tracked.track.nonce);
            self.sent.fetch_sub(1, Relaxed);
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Hash, Tracked>> {
        self.tracked.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set_last(&self, last: BlockId) {
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some(last);
        self.best.fetch_max(last.number, Relaxed);
    }

    fn on_best(&self, block: &Block) {
        self.best.store(block.id.number, Relaxed);
        let mut tracked = self.lock();
        for (index, hash) in (0u32..).zip(&block.transactions) {
            if let Some(found) = tracked.get_mut(hash) {
                found.track.state = State::Best(block.id);
                found.report(Progress::Best(Included::of(block, index)));
            }
        }
    }

    fn on_retracted(&self, block: BlockId) {
        let best = self.best();
        for tracked in self.lock().values_mut() {
            if tracked.track.retract(block, best) {
                self.retracted.fetch_add(1, Relaxed);
                tracked.report(Progress::Retracted(block));
            }
        }
    }

    fn on_finalised(&self, block: &Block) {
        let mut tracked = self.lock();
        for (index, hash) in (0u32..).zip(&block.transactions) {
            if let Some(found) = tracked.remove(hash) {
                found.account.free(found.track.nonce);
                self.finalised.fetch_add(1, Relaxed);
                found.report(Progress::Finalised(Included::of(block, index)));
            }
        }
        drop(tracked);
        self.set_last(block.id);
    }

    /// Nobody knows what was in a block: whatever waits may have been in it, and must not be sent a second time.
    fn on_missed(&self, block: BlockId) {
        let all: Vec<Hash> = self.lock().keys().copied().collect();
        for hash in all {
            self.give_up(&hash, LostReason::Unknown(block));
        }
        self.set_last(block);
    }

    fn give_up(&self, hash: &Hash, reason: LostReason) {
        if let Some(tracked) = self.lock().remove(hash) {
            tracing::warn!(?hash, call = ?tracked.call, %reason, "a transaction is lost");
            tracked.account.free(tracked.track.nonce);
            self.lost.fetch_add(1, Relaxed);
            tracked.report(Progress::Lost(reason));
        }
    }

    /// What is to be done about which transactions, in the order of their nonces.
    fn due(&self) -> Vec<(u64, Hash, Act)> {
        let (best, finalised) = (self.best(), self.last().map_or(0, |last| last.number));
        let acts = |(hash, tracked): (&Hash, &Tracked)| {
            let act = tracked.track.due(best, finalised);
            (act != Act::Wait).then_some((tracked.track.nonce, *hash, act))
        };
        let mut due: Vec<_> = self.lock().iter().filter_map(acts).collect();
        due.sort_by_key(|(nonce, hash, _)| (*nonce, *hash));
        due
    }
}

async fn watch(chain: Chain, mut blocks: Blocks) {
    loop {
        let update = blocks.next().await;
        let tracking = chain.tracking();
        match update {
            Update::Best(block) => {
                tracking.on_best(&block);
                if !tracking.due().is_empty() {
                    tokio::spawn(mend(chain.clone()));
                }
            }
            Update::Retracted(block) => tracking.on_retracted(block),
            Update::Finalised(block) => tracking.on_finalised(&block),
            Update::Missed(block) => tracking.on_missed(block),
        }
    }
}

/// Sends what vanished again. Beside the watch, so that blocks are not kept waiting; never twice at once.
async fn mend(chain: Chain) {
    let tracking = chain.tracking();
    let Ok(_guard) = tracking.mending.try_lock() else {
        return;
    };
    for (_, hash, act) in tracking.due() {
        match act {
            Act::Wait => {}
            Act::GiveUp(times) => tracking.give_up(&hash, LostReason::NeverIncluded(times)),
            Act::Resend => resend(&chain, hash).await,
            Act::Renew => renew(&chain, hash, None).await,
        }
    }
}

async fn resend(chain: &Chain, hash: Hash) {
    let tracking = chain.tracking();
    let Some((bytes, account, nonce)) = tracking.lock().get(&hash).map(|tracked| {
        (
            tracked.bytes.clone(),
            tracked.account.clone(),
            tracked.track.nonce,
        )
    }) else {
        return;
    };
    let answer = crate::submitter::send(chain, &bytes).await;
    tracing::debug!(?hash, nonce, ?answer, "asked the pool to have a transaction back");
    match answer {
        Answer::Refused(reason) => tracking.give_up(&hash, LostReason::Refused(reason)),
        Answer::CannotPay => tracking.give_up(&hash, LostReason::Refused("it can't pay its fee".into())),
        Answer::Stale | Answer::Occupied => {
            let taken = account
                .final_nonce(chain)
                .await
                .is_some_and(|final_nonce| final_nonce > nonce);
            if taken && tracking.lock().contains_key(&hash) {
                // All finalised blocks up to that nonce were looked through: it was another transaction that took it.
                let fresh = account.fresh_nonce(chain).await.ok();
                renew(chain, hash, fresh).await;
            } else {
                tracking.put_off(&hash, false);
            }
        }
        Answer::Taken => tracking.put_off(&hash, true),
        Answer::Known | Answer::Later(_) => tracking.put_off(&hash, false),
    }
}

/// Signs a call anew whose transaction can't get into a block any more: it has expired, or its nonce is used.
async fn renew(chain: &Chain, hash: Hash, nonce: Option<u64>) {
    let tracking = chain.tracking();
    let Some(mut tracked) = tracking.lock().remove(&hash) else {
        return;
    };
    let old = tracked.track.nonce;
    let signed = tracked
        .account
        .sign(chain, &tracked.call, nonce.unwrap_or(old))
        .await;
    let Ok((bytes, new_hash, birth)) = signed else {
        tracked.track.put_off(tracking.best(), false);
        tracking.lock().insert(hash, tracked);
        return;
    };
    tracked.account.free(old);
    tracked.account.hold(nonce.unwrap_or(old));
    tracked
        .track
        .renew(nonce.unwrap_or(old), birth.number, tracking.best());
    tracked.bytes = bytes.clone();
    tracked.report(Progress::Resubmitted);
    tracking.resubmitted.fetch_add(1, Relaxed);
    tracking.lock().insert(new_hash, tracked);
    let answer = crate::submitter::send(chain, &bytes).await;
    tracing::debug!(?hash, ?new_hash, ?answer, "signed a transaction anew");
}

impl Tracking {
    fn put_off(&self, hash: &Hash, vanished: bool) {
        let best = self.best();
        if let Some(tracked) = self.lock().get_mut(hash) {
            tracked.track.put_off(best, vanished);
            if vanished {
                self.resubmitted.fetch_add(1, Relaxed);
                tracked.report(Progress::Resubmitted);
            }
        }
    }
}
