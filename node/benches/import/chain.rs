//! A chain of two nodes in one process: an author that builds blocks, and an importer that takes them as a
//! validator takes another one's blocks. Only the importer is measured, so that nothing of a block is in its
//! caches before it comes.

use std::{sync::Arc, time::Duration};

use codec::{Compact, Decode, Encode};
use frame_support::{storage::storage_prefix, weights::Weight};
use futures::executor::block_on;
use global_table_runtime::{
    constants::SLOT_DURATION_MS, opaque::Block, Hash, RuntimeApi, RuntimeCall, UncheckedExtrinsic,
    WASM_BINARY,
};
use sc_block_builder::BlockBuilderBuilder;
use sc_chain_spec::{GenericChainSpec, NoExtension};
use sc_client_api::{execution_extensions::ExecutionExtensions, Finalizer, StorageProvider};
use sc_client_db::DatabaseSettings;
use sc_consensus::{
    BlockImport, BlockImportParams, ForkChoiceStrategy, ImportResult, StateAction, StorageChanges,
};
use sc_executor::WasmExecutor;
use sc_service::{
    BlocksPruning, ClientConfig, DatabaseSource, GenesisBlockBuilder, PruningMode, TFullBackend, TFullClient,
};
use sp_api::ProvideRuntimeApi;
use sp_blockchain::{ApplyExtrinsicFailed, HeaderBackend};
use sp_consensus::BlockOrigin;
use sp_consensus_babe::{
    digests::{CompatibleDigestItem, PreDigest, SecondaryVRFPreDigest},
    make_vrf_sign_data, make_vrf_transcript, BabeApi, Epoch, Slot, RANDOMNESS_VRF_CONTEXT,
};
use sp_core::{crypto::VrfSecret, sr25519, storage::StorageKey, Pair};
use sp_keyring::Sr25519Keyring;
use sp_runtime::{
    transaction_validity::{InvalidTransaction, TransactionValidityError},
    Digest, DigestItem, OpaqueExtrinsic,
};
use tempfile::TempDir;

use crate::{clock::Clock, Options, Result};

/// As a node has it by default.
const TRIE_CACHE_BYTES: usize = 32 * 1024 * 1024;
/// As a node has it by default.
const STATE_PRUNING_BLOCKS: u32 = 256;
/// The first block's slot: some day in 2026, and no genesis is at slot 0.
const FIRST_SLOT: u64 = 1_780_000_000;

type Executor = WasmExecutor<sp_io::SubstrateHostFunctions>;
type Backend = TFullBackend<Block>;
type Client = TFullClient<Block, RuntimeApi, Executor>;

/// A node without its network: the client over its own database.
struct Node {
    client: Client,
    clock: Clock,
    _directory: TempDir,
}

/// The two nodes, and where the chain stands.
pub struct Chain {
    author: Node,
    importer: Node,
    author_key: sr25519::Pair,
    slot: u64,
    genesis: Hash,
}

/// A block that the importer has taken.
pub struct Imported {
    /// How many of the offered transactions are in it; the others did not fit.
    pub taken: usize,
    /// What its import took.
    pub time: Duration,
    /// What it weighs.
    pub weight: Weight,
}

impl Chain {
    /// Starts the chain from `genesis`, a patch of the default genesis.
    pub fn start(genesis: serde_json::Value, options: &Options) -> Result<Self> {
        let other = options.runtime.as_ref().map(std::fs::read).transpose()?;
        let code = other.as_deref().or(WASM_BINARY);
        let code = code.ok_or("built without the runtime's Wasm: build again without SKIP_WASM_BUILD")?;
        let spec = GenericChainSpec::<NoExtension>::builder(code, None)
            .with_genesis_config_patch(genesis)
            .build();
        let executor = Executor::builder().build();
        let author = Node::start(&spec, &executor, options)?;
        let importer = Node::start(&spec, &executor, options)?;
        let genesis = author.client.info().genesis_hash;
        Ok(Self {
            author,
            importer,
            author_key: Sr25519Keyring::Alice.pair(),
            slot: FIRST_SLOT,
            genesis,
        })
    }

    /// The hash of the genesis block.
    pub fn genesis(&self) -> Hash {
        self.genesis
    }

    /// The slot of the last block.
    pub fn slot(&self) -> u64 {
        self.slot
    }

    /// A value of the state after the last block.
    pub fn read<V: Decode>(&self, key: Vec<u8>) -> Result<Option<V>> {
        let client = &self.importer.client;
        let Some(data) = client.storage(client.info().best_hash, &StorageKey(key))? else {
            return Ok(None);
        };
        Ok(Some(V::decode(&mut &data.0[..])?))
    }

    /// The VRF output that the author will have in `slot`, as the runtime sees it.
    pub fn vrf_output(&self, slot: u64) -> Result<[u8; 32]> {
        let (_, epoch) = self.epoch(slot)?;
        let transcript = make_vrf_transcript(&epoch.randomness, Slot::from(slot), epoch.epoch_index);
        let signature = self.author_key.vrf_sign(&transcript.clone().into());
        let output =
            self.author_key
                .public()
                .make_bytes(RANDOMNESS_VRF_CONTEXT, &transcript, &signature.pre_output);
        output.map_err(|error| format!("no VRF output: {error:?}").into())
    }

    /// Builds the block of `slot` with as many of the transactions as fit, in order, and has it imported.
    pub fn block(&mut self, slot: u64, transactions: &[OpaqueExtrinsic]) -> Result<Imported> {
        let client = &self.author.client;
        let parent = client.info().best_hash;
        let mut builder = BlockBuilderBuilder::new(client)
            .on_parent_block(parent)
            .fetch_parent_block_number(client)?
            .with_inherent_digests(Digest {
                logs: vec![self.pre_digest(slot)?],
            })
            .build()?;
        builder.push(timestamp(slot)?)?;
        let mut taken = 0;
        for transaction in transactions {
            match builder.push(transaction.clone()) {
                Ok(()) => taken += 1,
                Err(error) if is_full(&error) => break,
                Err(error) => return Err(error.into()),
            }
        }
        let (block, changes) = builder.build()?.into_inner();
        let own = StateAction::ApplyChanges(StorageChanges::Changes(changes));
        self.author.import(BlockOrigin::Own, block.clone(), own)?;
        let time = self
            .importer
            .import(BlockOrigin::NetworkBroadcast, block, StateAction::Execute)?;
        self.slot = slot;
        Ok(Imported {
            taken,
            time,
            weight: self.weight()?,
        })
    }

    /// What the last block weighs, all classes together.
    fn weight(&self) -> Result<Weight> {
        let key = storage_prefix(b"System", b"BlockWeight").to_vec();
        let per_class: Option<[(Compact<u64>, Compact<u64>); 3]> = self.read(key)?;
        let sum = per_class.ok_or("a block leaves its weight")?;
        Ok(sum.iter().fold(Weight::zero(), |sum, (time, proof)| {
            sum.saturating_add(Weight::from_parts(time.0, proof.0))
        }))
    }

    /// Whether `slot` begins an epoch. With that comes a session, which fills the block that begins it.
    pub fn begins_epoch(&self, slot: u64) -> Result<bool> {
        let client = &self.author.client;
        let epoch = client.runtime_api().current_epoch(client.info().best_hash)?;
        Ok(client.info().best_number > 0 && *epoch.start_slot + epoch.duration <= slot)
    }

    fn pre_digest(&self, slot: u64) -> Result<DigestItem> {
        let (authority_index, epoch) = self.epoch(slot)?;
        let data = make_vrf_sign_data(&epoch.randomness, Slot::from(slot), epoch.epoch_index);
        let vrf_signature = self.author_key.vrf_sign(&data);
        let digest = SecondaryVRFPreDigest {
            authority_index,
            slot: Slot::from(slot),
            vrf_signature,
        };
        Ok(DigestItem::babe_pre_digest(PreDigest::SecondaryVRF(digest)))
    }

    /// The epoch of `slot`, and the author's place in it.
    fn epoch(&self, slot: u64) -> Result<(u32, Epoch)> {
        let client = &self.author.client;
        let best = client.info().best_hash;
        let epoch = match self.begins_epoch(slot)? {
            true => client.runtime_api().next_epoch(best)?,
            false => client.runtime_api().current_epoch(best)?,
        };
        let author = sp_consensus_babe::AuthorityId::from(self.author_key.public());
        let place = epoch.authorities.iter().position(|(id, _)| *id == author);
        Ok((place.ok_or("the author is no validator")?.try_into()?, epoch))
    }
}

impl Node {
    fn start(spec: &GenericChainSpec<NoExtension>, executor: &Executor, options: &Options) -> Result<Self> {
        let directory = match &options.directory {
            Some(directory) => TempDir::new_in(directory)?,
            None => TempDir::new()?,
        };
        let clock = if options.cpu { Clock::Thread } else { Clock::Wall };
        let backend: Arc<Backend> = sc_service::new_db_backend(DatabaseSettings {
            trie_cache_maximum_size: Some(TRIE_CACHE_BYTES),
            state_pruning: Some(PruningMode::blocks_pruning(STATE_PRUNING_BLOCKS)),
            source: DatabaseSource::ParityDb {
                path: directory.path().join("db"),
            },
            blocks_pruning: BlocksPruning::KeepFinalized,
            pruning_filters: Vec::new(),
            metrics_registry: None,
        })?;
        let genesis = GenesisBlockBuilder::new(spec, true, backend.clone(), executor.clone())?;
        let client = sc_service::new_client(
            backend,
            executor.clone(),
            genesis,
            None,
            None,
            ExecutionExtensions::new(None, Arc::new(executor.clone())),
            Box::new(sp_core::testing::TaskExecutor::new()),
            None,
            None,
            ClientConfig::default(),
        )?;
        Ok(Self {
            client,
            clock,
            _directory: directory,
        })
    }

    /// Imports the block, makes it final, and returns what the import took.
    fn import(&self, origin: BlockOrigin, block: Block, state: StateAction<Block>) -> Result<Duration> {
        let hash = block.header.hash();
        let mut params = BlockImportParams::new(origin, block.header);
        params.body = Some(block.extrinsics);
        params.state_action = state;
        params.fork_choice = Some(ForkChoiceStrategy::LongestChain);
        let (result, time) = self.clock.time(|| block_on(self.client.import_block(params)))?;
        let result = result?;
        if !matches!(result, ImportResult::Imported(_)) {
            return Err(format!("block {hash:?} was not imported: {result:?}").into());
        }
        self.client.finalize_block(hash, None, false)?;
        Ok(time)
    }
}

fn timestamp(slot: u64) -> Result<OpaqueExtrinsic> {
    let now = slot.saturating_mul(SLOT_DURATION_MS);
    let call = RuntimeCall::Timestamp(pallet_timestamp::Call::set { now });
    opaque(&UncheckedExtrinsic::new_bare(call))
}

/// The transaction as nodes pass it around.
pub fn opaque(transaction: &UncheckedExtrinsic) -> Result<OpaqueExtrinsic> {
    Ok(OpaqueExtrinsic::try_from_encoded_extrinsic(
        &transaction.encode(),
    )?)
}

fn is_full(error: &sp_blockchain::Error) -> bool {
    const FULL: TransactionValidityError =
        TransactionValidityError::Invalid(InvalidTransaction::ExhaustsResources);
    let sp_blockchain::Error::ApplyExtrinsicFailed(error) = error else {
        return false;
    };
    matches!(error, ApplyExtrinsicFailed::Validity(why) if *why == FULL)
}
