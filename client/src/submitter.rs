//! Sending transactions: one submitter per account.
//!
//! The nonce is asked for once and then counted here; after an error it is asked for again. Every transaction is looked
//! for in the blocks until it is final: see [`crate::tracker`].

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use subxt::config::{substrate::BlakeTwo256, Hasher};
use tokio::sync::{
    mpsc::{unbounded_channel, UnboundedReceiver},
    Mutex as AsyncMutex,
};

use crate::{
    call::MORTALITY_BLOCKS,
    chain::At,
    error::{chain_of, LostReason, ReadError, SubmitError},
    tracker::{Included, Progress, Track, Tracked},
    types::*,
    Call, Chain, Key,
};

/// How many transactions of one account may wait at once; the pool has a limit per sender, too.
const MAX_WAITING: usize = 64;
/// How often a transaction is signed anew when its nonce turns out to be used.
const MAX_ATTEMPTS: u32 = 4;
/// How far from the best block a fork seldom begins, as long as all nodes reach each other.
const FORK_BLOCKS: u64 = 12;
/// How long what a signature needs to know of the runtime is good for.
const SIGNING_AGE: Duration = Duration::from_secs(20);

/// Sends an account's transactions. Clones share the nonce.
#[derive(Clone)]
pub struct Submitter {
    chain: Chain,
    account: Arc<Account>,
    /// Held while a transaction is on its way, so that they leave in the order of their nonces.
    next_nonce: Arc<AsyncMutex<Option<u64>>>,
}

/// An account and the nonces of its transactions that are not final.
pub(crate) struct Account {
    key: Key,
    held: Mutex<BTreeSet<u64>>,
}

/// The way to hear what becomes of a transaction. Dropping it changes nothing about the transaction.
#[derive(Debug)]
pub struct Ticket {
    hash: Hash,
    nonce: u64,
    reports: UnboundedReceiver<Progress>,
}

impl Submitter {
    pub(crate) fn new(chain: Chain, key: Key) -> Self {
        let account = Arc::new(Account {
            key,
            held: Mutex::default(),
        });
        Self {
            chain,
            account,
            next_nonce: Arc::default(),
        }
    }

    /// The account.
    pub fn account(&self) -> AccountId {
        self.account.key.account()
    }

    /// Signs a call and sends it. From then on the transaction is looked after until it is final or lost, whether the
    /// ticket is kept or not.
    ///
    /// # Errors
    ///
    /// [`SubmitError`] if the transaction was not sent. A node that does not answer is no such error: the transaction is
    /// sent as soon as one does.
    pub async fn submit(&self, call: Call) -> Result<Ticket, SubmitError> {
        self.chain.tracking().start(&self.chain).await;
        let mut next = self.next_nonce.lock().await;
        let waiting = self.account.held().len();
        if waiting >= MAX_WAITING {
            return Err(SubmitError::TooManyWaiting(waiting));
        }
        for _ in 0..MAX_ATTEMPTS {
            let nonce = match *next {
                Some(nonce) => nonce,
                None => self.account.fresh_nonce(&self.chain).await?,
            };
            // Whatever goes wrong from here on, the next transaction asks again.
            *next = None;
            let (ticket, bytes) = self.track(&call, nonce).await?;
            let answer = send(&self.chain, &bytes).await;
            if let Some(error) = answer.error() {
                self.chain.tracking().forget(&ticket.hash);
                return Err(error);
            }
            if !matches!(answer, Answer::Stale | Answer::Occupied) {
                *next = Some(nonce + 1);
                return Ok(ticket);
            }
            self.chain.tracking().forget(&ticket.hash);
        }
        Err(SubmitError::Refused(
            "its nonce is used again and again; use one submitter per account".into(),
        ))
    }

    async fn track(&self, call: &Call, nonce: u64) -> Result<(Ticket, Vec<u8>), SubmitError> {
        let (bytes, hash, birth) = self.account.sign(&self.chain, call, nonce).await?;
        let (reports, receiver) = unbounded_channel();
        let _ = reports.send(Progress::Pending);
        let track = Track::new(nonce, birth.number, self.chain.tracking().best());
        let account = self.account.clone();
        let tracked = Tracked {
            track,
            account,
            call: call.clone(),
            bytes: bytes.clone(),
            reports,
        };
        self.chain.tracking().add(hash, tracked);
        Ok((
            Ticket {
                hash,
                nonce,
                reports: receiver,
            },
            bytes,
        ))
    }
}

impl Account {
    /// A nonce that neither the chain nor the pool nor a transaction of ours uses.
    pub(crate) async fn fresh_nonce(&self, chain: &Chain) -> Result<u64, ReadError> {
        let mut nonce = chain.rpc().system_account_next_index(&self.key.account()).await?;
        let held = self.held();
        while held.contains(&nonce) {
            nonce += 1;
        }
        Ok(nonce)
    }

    /// The account's nonce at the last finalised block that was looked through.
    pub(crate) async fn final_nonce(&self, chain: &Chain) -> Option<u64> {
        let at = chain.at_id(chain.tracking().last()?).await.ok()?;
        at.nonce(&self.key.account()).await.ok()
    }

    /// A signed transaction with its hash and the block from which on it is good.
    pub(crate) async fn sign(
        &self,
        chain: &Chain,
        call: &Call,
        nonce: u64,
    ) -> Result<(Vec<u8>, Hash, BlockId), SubmitError> {
        let at = chain.signing().at(chain).await?;
        let birth = birth(chain, chain.tracking().last().unwrap_or(at.block())).await;
        let bytes = call
            .sign(at.raw(), birth, nonce, &self.key)
            .map_err(|error| SubmitError::Encode(chain_of(&error)))?;
        let hash = BlakeTwo256.hash(&bytes);
        Ok((bytes, hash, birth))
    }

    pub(crate) fn hold(&self, nonce: u64) {
        self.held().insert(nonce);
    }

    pub(crate) fn free(&self, nonce: u64) {
        self.held().remove(&nonce);
    }

    fn held(&self) -> MutexGuard<'_, BTreeSet<u64>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The block from which on a new transaction is good: the last final one, so that no fork can undo it. When nothing has become
/// final for long, that one would be too old, and it is one of the best chain which few forks reach.
async fn birth(chain: &Chain, last_final: BlockId) -> BlockId {
    let best = chain.tracking().best();
    if best.saturating_sub(last_final.number) <= MORTALITY_BLOCKS / 2 {
        return last_final;
    }
    let number = best.saturating_sub(FORK_BLOCKS);
    match chain.rpc().chain_get_block_hash(Some(number.into())).await {
        Ok(Some(hash)) => BlockId { number, hash },
        _ => last_final,
    }
}

/// What a signature needs to know of the runtime, asked for now and then.
#[derive(Default)]
pub(crate) struct Signing(AsyncMutex<Option<(Instant, At)>>);

impl Signing {
    async fn at(&self, chain: &Chain) -> Result<At, ReadError> {
        let mut known = self.0.lock().await;
        if let Some((since, at)) = &*known {
            if since.elapsed() < SIGNING_AGE {
                return Ok(at.clone());
            }
        }
        let at = chain.finalised().await?;
        *known = Some((Instant::now(), at.clone()));
        Ok(at)
    }
}

impl Ticket {
    /// The transaction's hash. One that is signed anew gets another.
    pub fn hash(&self) -> Hash {
        self.hash
    }

    /// The transaction's nonce, as far as it is not signed anew.
    pub fn nonce(&self) -> u64 {
        self.nonce
    }

    /// What happens next; `None` after the last word.
    pub async fn next(&mut self) -> Option<Progress> {
        self.reports.recv().await
    }

    /// Waits until the transaction is in a block of the best chain.
    ///
    /// # Errors
    ///
    /// [`LostReason`] if it was given up.
    pub async fn best(&mut self) -> Result<Included, LostReason> {
        loop {
            match self.next().await {
                Some(Progress::Best(included) | Progress::Finalised(included)) => return Ok(included),
                Some(Progress::Lost(reason)) => return Err(reason),
                Some(_) => {}
                None => return Err(LostReason::Unwatched),
            }
        }
    }

    /// Waits until the transaction is in a final block.
    ///
    /// # Errors
    ///
    /// [`LostReason`] if it was given up.
    pub async fn finalised(&mut self) -> Result<Included, LostReason> {
        loop {
            match self.next().await {
                Some(Progress::Finalised(included)) => return Ok(included),
                Some(Progress::Lost(reason)) => return Err(reason),
                Some(_) => {}
                None => return Err(LostReason::Unwatched),
            }
        }
    }
}

/// What a pool says to a transaction.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Answer {
    /// It is in the pool now.
    Taken,
    /// It was in the pool already.
    Known,
    /// Its nonce is used in the chain.
    Stale,
    /// Another transaction with its nonce is in the pool.
    Occupied,
    /// Its account can't pay the fee.
    CannotPay,
    /// It can never be taken.
    Refused(String),
    /// Not now: the pool is full, or no node answers.
    Later(String),
}

impl Answer {
    fn error(&self) -> Option<SubmitError> {
        match self {
            Self::CannotPay => Some(SubmitError::CannotPay),
            Self::Refused(reason) => Some(SubmitError::Refused(reason.clone())),
            _ => None,
        }
    }

    /// By the code and the data of the JSON-RPC error.
    fn of(code: i32, message: &str, data: &str) -> Self {
        match code {
            1010 if data.contains("outdated") => Self::Stale,
            1010 if data.contains("fees") => Self::CannotPay,
            // Expired transactions are signed anew in time; until then they only wait.
            1010 if data.contains("birth block") => Self::Later(data.into()),
            1010 if data.contains("exhaust") => Self::Later(data.into()),
            1010 => Self::Refused(format!("{message}: {data}")),
            1013 => Self::Known,
            1014 => Self::Occupied,
            _ => Self::Later(format!("{message}: {data}")),
        }
    }
}

/// Offers a signed transaction to the pool.
pub(crate) async fn send(chain: &Chain, bytes: &[u8]) -> Answer {
    match chain.rpc().author_submit_extrinsic(bytes).await {
        Ok(_) => Answer::Taken,
        Err(subxt::rpcs::Error::User(error)) => {
            let data = error.data.as_ref().map_or("", |data| data.get());
            Answer::of(error.code, &error.message, data)
        }
        Err(error) => Answer::Later(chain_of(&error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pools_answer_should_be_known_by_its_code() {
        let invalid = |data| Answer::of(1010, "Invalid Transaction", data);
        assert_eq!(invalid("\"Transaction is outdated\""), Answer::Stale);
        assert_eq!(
            invalid("\"Inability to pay some fees (e.g. account balance too low)\""),
            Answer::CannotPay
        );
        assert!(matches!(
            invalid("\"Transaction has a bad signature\""),
            Answer::Refused(_)
        ));
        assert!(matches!(
            invalid("\"Transaction has an ancient birth block\""),
            Answer::Later(_)
        ));
        assert_eq!(
            Answer::of(1013, "Transaction is already imported", ""),
            Answer::Known
        );
        assert_eq!(Answer::of(1014, "Priority is too low", ""), Answer::Occupied);
        assert!(matches!(
            Answer::of(1016, "Immediately Dropped", ""),
            Answer::Later(_)
        ));
    }
}
