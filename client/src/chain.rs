//! Reading the chain.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use subxt::{
    backend::LegacyBackend,
    client::{OnlineClientAtBlock, OnlineClientAtBlockImpl},
    config::RpcConfigFor,
    rpcs::{LegacyRpcMethods, RpcClient},
    OnlineClient, SubstrateConfig,
};

use crate::{
    blocks::{Blocks, Shared},
    connection::Connection,
    error::{chain_of, ConnectError, ReadError},
    metadata::chain::{constants, runtime_apis, storage, tx},
    submitter::Signing,
    tracker::{Counts, Tracking},
    types::*,
    Key, Layout, Submitter,
};

pub(crate) type RawAt = OnlineClientAtBlock<SubstrateConfig>;
pub(crate) type Rpc = LegacyRpcMethods<RpcConfigFor<SubstrateConfig>>;

/// The chain, through whichever of the given nodes answers. A clone shares the connection and what is watched on it.
#[derive(Clone)]
pub struct Chain {
    client: OnlineClient<SubstrateConfig>,
    rpc: Rpc,
    raw_rpc: RpcClient,
    shared: Arc<Shared>,
    tracking: Arc<Tracking>,
    signing: Arc<Signing>,
    layouts: Arc<Mutex<BTreeMap<GameId, Arc<Layout>>>>,
}

/// Connects to the first of `urls` that answers; when it stops to, the next takes over, round and round.
///
/// # Errors
///
/// [`ConnectError`] if no node answers, or if the one that does runs a runtime that this client does not know.
pub async fn connect(urls: &[String]) -> Result<Chain, ConnectError> {
    let rpc = RpcClient::new(Connection::open(urls).await?);
    let backend = LegacyBackend::builder().build(rpc.clone());
    let unreachable = |error: &dyn std::error::Error| ConnectError::Unreachable(chain_of(error));
    let client = OnlineClient::<SubstrateConfig>::from_backend(Arc::new(backend))
        .await
        .map_err(|error| unreachable(&error))?;
    let at = client
        .at_current_block()
        .await
        .map_err(|error| unreachable(&error))?;
    check(&at)?;
    Ok(Chain {
        client,
        rpc: LegacyRpcMethods::new(rpc.clone()),
        raw_rpc: rpc,
        shared: Arc::default(),
        tracking: Arc::default(),
        signing: Arc::default(),
        layouts: Arc::default(),
    })
}

/// Is the node's runtime the one whose metadata this client was built with, in everything that it asks and says?
fn check(at: &RawAt) -> Result<(), ConnectError> {
    let api = || runtime_apis().global_table_api();
    let asks = at.runtime_apis();
    let game = || GameId::Roulette.into();
    let bets = || crate::convert::bets_of(&[]);
    let fits = asks.validate(api().tables()).is_ok()
        && asks.validate(api().round(game(), None)).is_ok()
        && asks.validate(api().totals(game())).is_ok()
        && asks.validate(api().layout(game())).is_ok()
        && at
            .transactions()
            .validate(&tx().global_table().submit_bets(game(), 0, 0, bets()))
            .is_ok()
        && at
            .transactions()
            .validate(&tx().global_table().take_down(game(), 0, 0, bets()))
            .is_ok();
    fits.then_some(())
        .ok_or_else(|| ConnectError::Incompatible(format!("version {}", at.spec_version())))
}

impl Chain {
    /// The hash of block 0, which names the chain.
    pub fn genesis(&self) -> Hash {
        self.client.genesis_hash()
    }

    /// The chain at its best block of this moment.
    ///
    /// # Errors
    ///
    /// [`ReadError`] if no node answers.
    pub async fn best(&self) -> Result<At, ReadError> {
        let hash = self.rpc.chain_get_block_hash(None).await?;
        self.at(hash.ok_or_else(|| ReadError::NoBlock("a best block".into()))?)
            .await
    }

    /// The chain at its last finalised block of this moment.
    ///
    /// # Errors
    ///
    /// [`ReadError`] if no node answers.
    pub async fn finalised(&self) -> Result<At, ReadError> {
        self.at(self.rpc.chain_get_finalized_head().await?).await
    }

    /// The chain at a block.
    ///
    /// # Errors
    ///
    /// [`ReadError`] if no node answers or the node does not know the block.
    pub async fn at(&self, hash: Hash) -> Result<At, ReadError> {
        Ok(At {
            raw: self.client.at_block(hash).await?,
        })
    }

    /// The chain at a block of which the height is known, which saves a request.
    pub(crate) async fn at_id(&self, id: BlockId) -> Result<At, ReadError> {
        let block = subxt::backend::BlockRef::from_hash(id.hash);
        Ok(At {
            raw: self.client.at_block_hash_and_number(block, id.number).await?,
        })
    }

    /// The layout of a game. It is asked for once and then remembered: a layout only grows, and what a new release of the
    /// runtime adds to it is seen by the next connection.
    ///
    /// # Errors
    ///
    /// [`ReadError`] if no node answers.
    pub async fn layout(&self, game: GameId) -> Result<Arc<Layout>, ReadError> {
        let known = || self.layouts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(layout) = known().get(&game) {
            return Ok(layout.clone());
        }
        let layout = Arc::new(self.best().await?.layout(game).await?);
        known().insert(game, layout.clone());
        Ok(layout)
    }

    /// Every best and every finalised block from now on.
    pub fn blocks(&self) -> Blocks {
        Blocks::new(self.clone())
    }

    /// The submitter of an account. There must be one per account; clone it to share it.
    pub fn submitter(&self, key: Key) -> Submitter {
        Submitter::new(self.clone(), key)
    }

    /// What became of the transactions that were sent through this chain and its clones.
    pub fn counts(&self) -> Counts {
        self.tracking.counts()
    }

    pub(crate) fn rpc(&self) -> &Rpc {
        &self.rpc
    }

    /// For what the usual methods don't have.
    pub(crate) fn raw_rpc(&self) -> &RpcClient {
        &self.raw_rpc
    }

    pub(crate) fn shared(&self) -> &Arc<Shared> {
        &self.shared
    }

    pub(crate) fn tracking(&self) -> &Arc<Tracking> {
        &self.tracking
    }

    pub(crate) fn signing(&self) -> &Signing {
        &self.signing
    }
}

/// The chain at one block: all answers of one `At` fit together.
#[derive(Clone)]
pub struct At {
    raw: RawAt,
}

impl At {
    /// The block.
    pub fn block(&self) -> BlockId {
        BlockId {
            number: self.raw.block_number(),
            hash: self.raw.block_hash(),
        }
    }

    /// Every table.
    ///
    /// # Errors
    ///
    /// [`ReadError`], as of every method here.
    pub async fn tables(&self) -> Result<Vec<TableView>, ReadError> {
        let tables = self.ask(runtime_apis().global_table_api().tables()).await?;
        Ok(tables.into_iter().map(Into::into).collect())
    }

    /// The table of a game, if it has one.
    pub async fn table(&self, game: GameId) -> Result<Option<TableView>, ReadError> {
        Ok(self
            .ask(runtime_apis().global_table_api().table(game.into()))
            .await?
            .map(Into::into))
    }

    /// A round that is still kept; the current one for `None`.
    pub async fn round(&self, game: GameId, round: Option<RoundId>) -> Result<Option<RoundView>, ReadError> {
        Ok(self
            .ask(runtime_apis().global_table_api().round(game.into(), round))
            .await?
            .map(Into::into))
    }

    /// The spots on which something lies, with their amounts.
    pub async fn totals(&self, game: GameId) -> Result<Vec<(SpotId, Amount)>, ReadError> {
        let totals = self
            .ask(runtime_apis().global_table_api().totals(game.into()))
            .await?;
        Ok(totals
            .into_iter()
            .map(|(spot, amount)| (spot.0, amount))
            .collect())
    }

    /// What a player has at a table.
    pub async fn bets(&self, game: GameId, player: &AccountId) -> Result<Option<PlayerView>, ReadError> {
        let asked = runtime_apis().global_table_api().bets(game.into(), *player);
        Ok(self.ask(asked).await?.map(Into::into))
    }

    /// The layout of a game at this block. [`Chain::layout`] remembers it.
    pub async fn layout(&self, game: GameId) -> Result<Layout, ReadError> {
        let spots = self
            .ask(runtime_apis().global_table_api().layout(game.into()))
            .await?;
        Ok(Layout::new(game, spots.into_iter().map(Into::into).collect()))
    }

    /// The keeper on duty for a round; nobody if there is no keeper.
    pub async fn on_duty(&self, game: GameId, round: RoundId) -> Result<Option<AccountId>, ReadError> {
        self.ask(runtime_apis().global_table_api().on_duty(game.into(), round))
            .await
    }

    /// What an account can spend, in the currency's smallest unit. 0 for an account that does not exist.
    pub async fn balance(&self, account: &AccountId) -> Result<Amount, ReadError> {
        let address = storage().system().account();
        let found = self.raw.storage().try_fetch(address, (*account,)).await?;
        Ok(found
            .map(|value| value.decode())
            .transpose()?
            .map_or(0, |account| account.data.free))
    }

    /// For how long a due step of a round is the business of the keeper on duty alone, in milliseconds.
    ///
    /// # Errors
    ///
    /// [`ReadError::Incompatible`] if the runtime names it in another way than this client knows.
    pub fn keepers_grace_ms(&self) -> Result<u64, ReadError> {
        let grace = self.raw.constants().entry(constants().keepers().grace_period());
        grace.map_err(|_| ReadError::Incompatible)
    }

    /// The block's consensus time in milliseconds.
    pub async fn now(&self) -> Result<u64, ReadError> {
        let found = self
            .raw
            .storage()
            .try_fetch(storage().timestamp().now(), ())
            .await?;
        Ok(found.map(|value| value.decode()).transpose()?.unwrap_or(0))
    }

    /// How many transactions of the account are in the chain up to this block.
    pub async fn nonce(&self, account: &AccountId) -> Result<u64, ReadError> {
        let nonce = self
            .ask(runtime_apis().account_nonce_api().account_nonce(*account))
            .await?;
        Ok(nonce.into())
    }

    pub(crate) fn raw(&self) -> &RawAt {
        &self.raw
    }

    async fn ask<P: subxt::runtime_apis::Payload>(&self, payload: P) -> Result<P::ReturnType, ReadError> {
        Ok(self.raw.runtime_apis().call(payload).await?)
    }
}

// The public surface must stay usable across threads.
const _: fn() = || {
    fn assert_send_sync<T: Send + Sync>() {}
    assert_send_sync::<Chain>();
    assert_send_sync::<At>();
    assert_send_sync::<OnlineClientAtBlockImpl<SubstrateConfig>>();
};
