//! The node's parts, and how they hold together.

use std::{sync::Arc, time::Duration};

use global_table_runtime::RuntimeApi;
use sc_consensus_babe::{BabeLink, BabeWorkerHandle, SlotProportion};
use sc_consensus_grandpa::{
    warp_proof::NetworkProvider, FinalityProofProvider, GrandpaPruningFilter, SharedVoterState,
    VotingRulesBuilder,
};
use sc_consensus_slots::BackoffAuthoringOnFinalizedHeadLagging;
use sc_executor::WasmExecutor;
use sc_network::{
    config::{FullNetworkConfiguration, NetworkBackendType},
    Litep2pNetworkBackend, NetworkBackend,
};
use sc_service::{error::Error, Configuration, KeystoreContainer, TaskManager, WarpSyncConfig};
use sc_storage_monitor::{StorageMonitorParams, StorageMonitorService};
use sc_telemetry::{Telemetry, TelemetryWorker};
use sc_transaction_pool_api::OffchainTransactionPoolFactory;
use sp_consensus_babe::inherents::BabeCreateInherentDataProviders;
use sp_core::H256;
use sp_runtime::Percent;
use substrate_prometheus_endpoint::Registry;

pub use global_table_runtime::opaque::Block;

/// What the runtime can call in the node.
#[cfg(not(feature = "runtime-benchmarks"))]
pub type HostFunctions = sp_io::SubstrateHostFunctions;
/// What the runtime can call in the node.
#[cfg(feature = "runtime-benchmarks")]
pub type HostFunctions = (
    sp_io::SubstrateHostFunctions,
    frame_benchmarking::benchmarking::HostFunctions,
);

type Executor = WasmExecutor<HostFunctions>;
/// Reads and extends the chain.
pub type Client = sc_service::TFullClient<Block, RuntimeApi, Executor>;
/// The chain's database.
pub type Backend = sc_service::TFullBackend<Block>;
/// Picks the best of the chain's forks.
pub type SelectChain = sc_consensus::LongestChain<Backend, Block>;
/// Transactions that wait for a block.
pub type Pool = sc_transaction_pool::TransactionPoolHandle<Block, Client>;
/// Checks and takes in blocks that come from outside.
pub type ImportQueue = sc_consensus::DefaultImportQueue<Block>;
type GrandpaImport = sc_consensus_grandpa::GrandpaBlockImport<Backend, Block, Client, SelectChain>;
type GrandpaLink = sc_consensus_grandpa::LinkHalf<Block, Client, SelectChain>;
type BabeImport = sc_consensus_babe::BabeBlockImport<
    Block,
    Client,
    GrandpaImport,
    BabeCreateInherentDataProviders<Block>,
    SelectChain,
>;

/// How long a vote is expected to travel. Blocks are final some four of these after their slot begins.
const GOSSIP_DURATION: Duration = Duration::from_millis(50);
/// Every block has its justification stored, so that a client can ask for any block's.
const JUSTIFICATION_PERIOD_BLOCKS: u32 = 1;
/// The share of a slot in which an author collects transactions. The other validators need as long again to check
/// them, before the next author's turn.
const PROPOSAL_SLOT_PORTION: f32 = 0.5;
/// The share of that time after which an author no longer looks for smaller transactions for a full block.
const SOFT_DEADLINE: Percent = Percent::from_percent(60);
/// When blocks are not final, authors slow down: after `UNFINALISED_SLACK` of them, down to one block in
/// `AUTHORING_PAUSE_MAX_SLOTS`, so that a healed network has little to catch up with and tables are slow, not stuck.
const UNFINALISED_SLACK: u32 = 50;
const AUTHORING_PAUSE_MAX_SLOTS: u32 = 10;

/// The parts that the node and the tools have in common.
pub struct Parts {
    /// See [`Client`].
    pub client: Arc<Client>,
    /// See [`Backend`].
    pub backend: Arc<Backend>,
    /// Owns everything that runs.
    pub task_manager: TaskManager,
    keystore: KeystoreContainer,
    select_chain: SelectChain,
    pool: Arc<Pool>,
    block_import: BabeImport,
    babe_link: BabeLink<Block>,
    babe_worker: BabeWorkerHandle<Block>,
    grandpa_link: GrandpaLink,
    telemetry: Option<Telemetry>,
}

/// Puts together what the node and the tools have in common.
pub fn parts(config: &Configuration) -> Result<(Parts, ImportQueue), Error> {
    let telemetry = telemetry(config)?;
    let telemetry_handle = || telemetry.as_ref().map(|(_, telemetry)| telemetry.handle());
    let executor: Executor = sc_service::new_wasm_executor(&config.executor);
    // Justifications at which the validators change stay for good: warp sync is made of them.
    let keep = vec![Arc::new(GrandpaPruningFilter) as Arc<dyn sc_service::PruningFilter>];
    let (client, backend, keystore, mut task_manager) =
        sc_service::new_full_parts::<Block, RuntimeApi, _>(config, telemetry_handle(), executor, keep)?;
    let client = Arc::new(client);
    let select_chain = SelectChain::new(backend.clone());
    let pool = Arc::new(
        sc_transaction_pool::Builder::new(
            task_manager.spawn_essential_handle(),
            client.clone(),
            config.role.is_authority().into(),
        )
        .with_options(config.transaction_pool.clone())
        .with_prometheus(config.prometheus_registry())
        .build(),
    );

    let (grandpa_import, grandpa_link) = sc_consensus_grandpa::block_import(
        client.clone(),
        JUSTIFICATION_PERIOD_BLOCKS,
        &client,
        select_chain.clone(),
        telemetry_handle(),
    )?;
    let babe_config = sc_consensus_babe::configuration(&*client)?;
    let slot_duration = babe_config.slot_duration();
    let (block_import, babe_link) = sc_consensus_babe::block_import(
        babe_config,
        grandpa_import.clone(),
        client.clone(),
        inherents(slot_duration),
        select_chain.clone(),
        OffchainTransactionPoolFactory::new(pool.clone()),
    )?;
    let (import_queue, babe_worker) =
        sc_consensus_babe::import_queue(sc_consensus_babe::ImportQueueParams {
            link: babe_link.clone(),
            block_import: block_import.clone(),
            justification_import: Some(Box::new(grandpa_import)),
            client: client.clone(),
            slot_duration,
            spawner: &task_manager.spawn_essential_handle(),
            registry: config.prometheus_registry(),
            telemetry: telemetry_handle(),
        })?;
    // The worker is an essential task, and ends with its last handle.
    task_manager.keep_alive(babe_worker.clone());

    let telemetry = telemetry.map(|(worker, telemetry)| {
        task_manager.spawn_handle().spawn("telemetry", None, worker.run());
        telemetry
    });
    let parts = Parts {
        client,
        backend,
        task_manager,
        keystore,
        select_chain,
        pool,
        block_import,
        babe_link,
        babe_worker,
        grandpa_link,
        telemetry,
    };
    Ok((parts, import_queue))
}

fn telemetry(config: &Configuration) -> Result<Option<(TelemetryWorker, Telemetry)>, Error> {
    let Some(endpoints) = config
        .telemetry_endpoints
        .clone()
        .filter(|endpoints| !endpoints.is_empty())
    else {
        return Ok(None);
    };
    let worker = TelemetryWorker::new(16)?;
    let telemetry = worker.handle().new_telemetry(endpoints);
    Ok(Some((worker, telemetry)))
}

/// What a block's author, or who checks it, holds against the block: the slot, and as its time the slot's start. So the
/// deadlines of rounds fall on slots, whenever within its slot an author gets to work.
fn inherents(slot_duration: sp_consensus_babe::SlotDuration) -> BabeCreateInherentDataProviders<Block> {
    Arc::new(move |_, _| async move {
        let now = sp_timestamp::Timestamp::current();
        let slot = sp_consensus_babe::Slot::from_timestamp(now, slot_duration);
        let start = slot.timestamp(slot_duration).unwrap_or(now);
        Ok((
            sp_consensus_babe::inherents::InherentDataProvider::new(slot),
            sp_timestamp::InherentDataProvider::new(start),
        ))
    })
}

/// The node's connections, and what GRANDPA needs of them.
struct Network {
    service: Arc<dyn sc_network::service::traits::NetworkService>,
    sync: Arc<sc_network_sync::SyncingService<Block>>,
    grandpa_protocol: sc_network::ProtocolName,
    grandpa_notifications: Box<dyn sc_network::NotificationService>,
}

/// What the operator asked of the node as a validator.
struct Duties {
    role: sc_service::Role,
    force_authoring: bool,
    votes: bool,
    name: String,
    registry: Option<Registry>,
}

/// Starts the node. It ends by itself when the disk of its database has less left than `disk` says: the database could
/// not say so, as it writes through mapped memory.
pub fn run(config: Configuration, disk: StorageMonitorParams) -> Result<TaskManager, Error> {
    if !matches!(config.network.network_backend, NetworkBackendType::Litep2p) {
        return Err(Error::Other(
            "this node speaks through litep2p: drop `--network-backend`".into(),
        ));
    }
    let (mut parts, import_queue) = parts(&config)?;
    if let Some(path) = config.database.path() {
        let spawner = parts.task_manager.spawn_essential_handle();
        StorageMonitorService::try_spawn(disk, path.to_path_buf(), &spawner)
            .map_err(|error| Error::Application(Box::new(error)))?;
    }
    let voter_state = SharedVoterState::empty();
    let duties = Duties {
        role: config.role,
        force_authoring: config.force_authoring,
        votes: !config.disable_grandpa,
        name: config.network.node_name.clone(),
        registry: config.prometheus_registry().cloned(),
    };

    let network = connect(config, &mut parts, import_queue, voter_state.clone())?;
    if duties.role.is_authority() {
        author(&parts, &duties, network.sync.clone())?;
    }
    if duties.votes {
        return vote(parts, duties, network, voter_state);
    }
    Ok(parts.task_manager)
}

/// Opens the node to its peers and to its clients.
fn connect(
    config: Configuration,
    parts: &mut Parts,
    import_queue: ImportQueue,
    voter_state: SharedVoterState,
) -> Result<Network, Error> {
    let registry = config.prometheus_registry();
    let metrics =
        <Litep2pNetworkBackend as NetworkBackend<Block, H256>>::register_notification_metrics(registry);
    let mut net_config =
        FullNetworkConfiguration::<_, _, Litep2pNetworkBackend>::new(&config.network, registry.cloned());
    let genesis_hash = parts.client.chain_info().genesis_hash;
    let grandpa_protocol = sc_consensus_grandpa::protocol_standard_name(&genesis_hash, &config.chain_spec);
    let (grandpa_net_config, grandpa_notifications) =
        sc_consensus_grandpa::grandpa_peers_set_config::<Block, Litep2pNetworkBackend>(
            grandpa_protocol.clone(),
            metrics.clone(),
            net_config.peer_store_handle(),
        );
    net_config.add_notification_protocol(grandpa_net_config);
    let warp_sync = NetworkProvider::new(
        parts.backend.clone(),
        parts.grandpa_link.shared_authority_set().clone(),
        vec![],
    );

    let (service, system_rpc_tx, tx_handler_controller, sync, _) =
        sc_service::build_network(sc_service::BuildNetworkParams {
            config: &config,
            net_config,
            client: parts.client.clone(),
            transaction_pool: parts.pool.clone(),
            spawn_handle: parts.task_manager.spawn_handle(),
            spawn_essential_handle: parts.task_manager.spawn_essential_handle(),
            import_queue,
            block_announce_validator_builder: None,
            warp_sync_config: Some(WarpSyncConfig::WithProvider(Arc::new(warp_sync))),
            block_relay: None,
            metrics,
            gap_sync_body_policy: None,
        })?;
    let rpc_deps = rpc_deps(&config, parts, voter_state);
    sc_service::spawn_tasks(sc_service::SpawnTasksParams {
        config,
        client: parts.client.clone(),
        backend: parts.backend.clone(),
        task_manager: &mut parts.task_manager,
        keystore: parts.keystore.keystore(),
        transaction_pool: parts.pool.clone(),
        rpc_builder: Box::new(move |executor| Ok(crate::rpc::module(&rpc_deps, executor)?)),
        network: service.clone(),
        system_rpc_tx,
        tx_handler_controller,
        sync_service: sync.clone(),
        telemetry: parts.telemetry.as_mut(),
        tracing_execute_block: None,
    })?;
    Ok(Network {
        service,
        sync,
        grandpa_protocol,
        grandpa_notifications,
    })
}

fn rpc_deps(config: &Configuration, parts: &Parts, voter_state: SharedVoterState) -> crate::rpc::Deps {
    let authority_set = parts.grandpa_link.shared_authority_set().clone();
    crate::rpc::Deps {
        client: parts.client.clone(),
        pool: parts.pool.clone(),
        select_chain: parts.select_chain.clone(),
        chain_spec: config.chain_spec.cloned_box(),
        keystore: parts.keystore.keystore(),
        babe_worker: parts.babe_worker.clone(),
        authority_set: authority_set.clone(),
        voter_state,
        justifications: parts.grandpa_link.justification_stream(),
        finality_proofs: FinalityProofProvider::new_for_service(parts.backend.clone(), Some(authority_set)),
    }
}

/// Writes blocks in the slots that the node's keys win.
fn author(
    parts: &Parts,
    duties: &Duties,
    sync: Arc<sc_network_sync::SyncingService<Block>>,
) -> Result<(), Error> {
    let telemetry = parts.telemetry.as_ref().map(Telemetry::handle);
    let mut proposer = sc_basic_authorship::ProposerFactory::new(
        parts.task_manager.spawn_handle(),
        parts.client.clone(),
        parts.pool.clone(),
        duties.registry.as_ref(),
        telemetry.clone(),
    );
    proposer.set_soft_deadline(SOFT_DEADLINE);

    let babe = sc_consensus_babe::start_babe(sc_consensus_babe::BabeParams {
        keystore: parts.keystore.keystore(),
        client: parts.client.clone(),
        select_chain: parts.select_chain.clone(),
        env: proposer,
        block_import: parts.block_import.clone(),
        sync_oracle: sync.clone(),
        justification_sync_link: sync,
        create_inherent_data_providers: inherents(parts.babe_link.config().slot_duration()),
        force_authoring: duties.force_authoring,
        backoff_authoring_blocks: Some(BackoffAuthoringOnFinalizedHeadLagging {
            max_interval: AUTHORING_PAUSE_MAX_SLOTS,
            unfinalized_slack: UNFINALISED_SLACK,
            authoring_bias: 2,
        }),
        babe_link: parts.babe_link.clone(),
        block_proposal_slot_portion: SlotProportion::new(PROPOSAL_SLOT_PORTION),
        // Not more after missed slots either: the next author may be far away.
        max_block_proposal_slot_portion: Some(SlotProportion::new(PROPOSAL_SLOT_PORTION)),
        telemetry,
    })?;
    parts
        .task_manager
        .spawn_essential_handle()
        .spawn_blocking("babe", Some("block-authoring"), babe);
    Ok(())
}

/// Votes for what is to be final. Without keys the node follows the votes of others.
fn vote(
    parts: Parts,
    duties: Duties,
    network: Network,
    voter_state: SharedVoterState,
) -> Result<TaskManager, Error> {
    let telemetry = parts.telemetry.as_ref().map(Telemetry::handle);
    let voter = sc_consensus_grandpa::run_grandpa_voter(sc_consensus_grandpa::GrandpaParams {
        config: sc_consensus_grandpa::Config {
            gossip_duration: GOSSIP_DURATION,
            justification_generation_period: JUSTIFICATION_PERIOD_BLOCKS,
            observer_enabled: false,
            local_role: duties.role,
            name: Some(duties.name),
            keystore: duties.role.is_authority().then(|| parts.keystore.keystore()),
            telemetry: telemetry.clone(),
            protocol_name: network.grandpa_protocol,
        },
        link: parts.grandpa_link,
        network: network.service,
        sync: network.sync,
        notification_service: network.grandpa_notifications,
        // No rule holds the votes back: they are for the best block.
        voting_rule: VotingRulesBuilder::new().build(),
        prometheus_registry: duties.registry,
        shared_voter_state: voter_state,
        telemetry,
        offchain_tx_pool_factory: OffchainTransactionPoolFactory::new(parts.pool),
    })?;
    parts
        .task_manager
        .spawn_essential_handle()
        .spawn_blocking("grandpa-voter", None, voter);
    Ok(parts.task_manager)
}
