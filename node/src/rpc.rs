//! The JSON-RPC methods that the node adds to those of every Substrate node.

use std::sync::Arc;

use jsonrpsee::RpcModule;
use pallet_transaction_payment_rpc::{TransactionPayment, TransactionPaymentApiServer};
use sc_consensus_babe::BabeWorkerHandle;
use sc_consensus_babe_rpc::{Babe, BabeApiServer};
use sc_consensus_grandpa::{
    FinalityProofProvider, GrandpaJustificationStream, SharedAuthoritySet, SharedVoterState,
};
use sc_consensus_grandpa_rpc::{Grandpa, GrandpaApiServer};
use sc_rpc::SubscriptionTaskExecutor;
use sc_sync_state_rpc::{SyncState, SyncStateApiServer};
use sp_core::H256;
use sp_keystore::KeystorePtr;
use substrate_frame_rpc_system::{System, SystemApiServer};

use crate::service::{Backend, Block, Client, Pool, SelectChain};

/// What the methods need.
pub struct Deps {
    /// Reads the chain.
    pub client: Arc<Client>,
    /// Knows the transactions that wait.
    pub pool: Arc<Pool>,
    /// Knows the best chain.
    pub select_chain: SelectChain,
    /// What the chain is started from.
    pub chain_spec: Box<dyn sc_chain_spec::ChainSpec>,
    /// The validator's keys.
    pub keystore: KeystorePtr,
    /// Answers questions about BABE's epochs.
    pub babe_worker: BabeWorkerHandle<Block>,
    /// GRANDPA's voters.
    pub authority_set: SharedAuthoritySet<H256, u32>,
    /// Where the node's own vote stands.
    pub voter_state: SharedVoterState,
    /// Justifications as they come.
    pub justifications: GrandpaJustificationStream<Block>,
    /// Proves that a block is final.
    pub finality_proofs: Arc<FinalityProofProvider<Backend, Block>>,
}

/// All methods of [`Deps`], in one module.
pub fn module(
    deps: &Deps,
    executor: SubscriptionTaskExecutor,
) -> Result<RpcModule<()>, Box<dyn std::error::Error + Send + Sync>> {
    let client = || deps.client.clone();
    let babe_worker = || deps.babe_worker.clone();
    let mut module = RpcModule::new(());

    module.merge(System::new(client(), deps.pool.clone()).into_rpc())?;
    module.merge(TransactionPayment::new(client()).into_rpc())?;
    module.merge(
        Babe::new(
            client(),
            babe_worker(),
            deps.keystore.clone(),
            deps.select_chain.clone(),
        )
        .into_rpc(),
    )?;
    module.merge(
        Grandpa::new(
            executor,
            deps.authority_set.clone(),
            deps.voter_state.clone(),
            deps.justifications.clone(),
            deps.finality_proofs.clone(),
        )
        .into_rpc(),
    )?;
    module.merge(
        SyncState::new(
            deps.chain_spec.cloned_box(),
            client(),
            deps.authority_set.clone(),
            babe_worker(),
        )?
        .into_rpc(),
    )?;

    Ok(module)
}
