//! The chain's runtime: which pallets it has, how they are configured, what it answers to its node.
//!
//! It holds no logic of its own beyond the split of fees ([`fees`]).

#![cfg_attr(not(feature = "std"), no_std)]
// `construct_runtime` does a lot of recursion and needs more than the default limit.
#![recursion_limit = "256"]
// The macros that compose a runtime write public items without documentation, here and in `apis`.
#![allow(missing_docs)]

#[cfg(feature = "std")]
include!(concat!(env!("OUT_DIR"), "/wasm_binary.rs"));

extern crate alloc;

pub mod apis;
mod config;
pub mod constants;
pub mod fees;
pub mod genesis;
pub mod migrations;
pub mod tables;
pub mod weights;

#[cfg(feature = "runtime-benchmarks")]
mod benchmark_helper;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarks;

use alloc::{borrow::Cow, vec::Vec};

use sp_runtime::{
    generic, impl_opaque_keys,
    traits::{BlakeTwo256, IdentifyAccount, Verify},
    MultiAddress, MultiSignature,
};
use sp_version::RuntimeVersion;

pub use apis::RuntimeApi;
pub use config::{AdminOrigin, ProxyType};
pub use frame_system::Call as SystemCall;
pub use pallet_balances::Call as BalancesCall;

/// A signature of one of the three schemes that an account can have.
pub type Signature = MultiSignature;
/// An account, named by its public key or derived from other data.
pub type AccountId = <<Signature as Verify>::Signer as IdentifyAccount>::AccountId;
/// How a transaction names an account.
pub type Address = MultiAddress<AccountId, ()>;
/// An amount of money in plancks: [`constants::UNIT`] of them are one GTT.
pub type Balance = u128;
/// The number of an account's next transaction.
pub type Nonce = u32;
/// The height of a block.
pub type BlockNumber = u32;
/// A hash of the chain.
pub type Hash = sp_core::H256;
/// Milliseconds of consensus time since the Unix epoch.
pub type Moment = u64;
/// A block's header.
pub type Header = generic::Header<BlockNumber, BlakeTwo256>;
/// A block with its transactions decoded.
pub type Block = generic::Block<Header, UncheckedExtrinsic>;

/// What the node knows of the types above: transactions are opaque to it, so that a runtime upgrade leaves it alone.
pub mod opaque {
    use super::{generic, BlockNumber, Hash, Header};

    pub use sp_runtime::OpaqueExtrinsic as UncheckedExtrinsic;

    /// A block whose transactions are bytes.
    pub type Block = generic::Block<Header, UncheckedExtrinsic>;
    /// Names a block by its number or hash.
    pub type BlockId = generic::BlockId<Block>;
    /// A block's hash.
    pub type BlockHash = Hash;
    /// A block's height.
    pub type Height = BlockNumber;
}

impl_opaque_keys! {
    /// What a validator signs with in a session.
    #[derive(codec::MaxEncodedLen)]
    pub struct SessionKeys {
        /// For blocks and their VRF outputs.
        pub babe: Babe,
        /// For finality votes.
        pub grandpa: Grandpa,
    }
}

/// The runtime's version. `spec_version` rises with every change of behaviour, `transaction_version` with every change
/// of how a call is encoded.
#[cfg(not(feature = "next-version"))]
#[sp_version::runtime_version]
pub const VERSION: RuntimeVersion = RuntimeVersion {
    spec_name: Cow::Borrowed("global-table"),
    impl_name: Cow::Borrowed("global-table"),
    authoring_version: 1,
    spec_version: 1,
    impl_version: 1,
    apis: apis::RUNTIME_API_VERSIONS,
    transaction_version: 1,
    system_version: 1,
};

/// The version after this one: what an upgrade is rehearsed with. Written out, because the attribute takes literals only.
#[cfg(feature = "next-version")]
#[sp_version::runtime_version]
pub const VERSION: RuntimeVersion = RuntimeVersion {
    spec_name: Cow::Borrowed("global-table"),
    impl_name: Cow::Borrowed("global-table"),
    authoring_version: 1,
    spec_version: 2,
    impl_version: 1,
    apis: apis::RUNTIME_API_VERSIONS,
    transaction_version: 1,
    system_version: 1,
};

/// What a transaction carries beside its call and signature, in the order in which it is checked.
pub type TxExtension = (
    frame_system::AuthorizeCall<Runtime>,
    frame_system::CheckNonZeroSender<Runtime>,
    frame_system::CheckSpecVersion<Runtime>,
    frame_system::CheckTxVersion<Runtime>,
    frame_system::CheckGenesis<Runtime>,
    frame_system::CheckMortality<Runtime>,
    frame_system::CheckNonce<Runtime>,
    frame_system::CheckWeight<Runtime>,
    pallet_transaction_payment::ChargeTransactionPayment<Runtime>,
    frame_metadata_hash_extension::CheckMetadataHash<Runtime>,
    frame_system::WeightReclaim<Runtime>,
);

/// A transaction as it comes from outside.
pub type UncheckedExtrinsic = generic::UncheckedExtrinsic<Address, RuntimeCall, Signature, TxExtension>;
/// What a sender signs.
pub type SignedPayload = generic::SignedPayload<RuntimeCall, TxExtension>;
/// Executes blocks.
pub type Executive = frame_executive::Executive<
    Runtime,
    Block,
    frame_system::ChainContext<Runtime>,
    Runtime,
    AllPalletsWithSystem,
>;

/// Whose a session key is, for reports of equivocations.
pub type KeyOwners = pallet_validator_set::KeyOwners<Runtime>;

/// The order is the order of the hooks and of the genesis: what GlobalTable does at the end of a block reads what Babe
/// left there, and the first sets are planned for Session out of the bonds of ValidatorSet.
#[frame_support::runtime]
mod runtime {
    /// The chain's runtime.
    #[runtime::runtime]
    #[runtime::derive(
        RuntimeCall,
        RuntimeEvent,
        RuntimeError,
        RuntimeOrigin,
        RuntimeFreezeReason,
        RuntimeHoldReason,
        RuntimeSlashReason,
        RuntimeLockId,
        RuntimeTask,
        RuntimeViewFunction
    )]
    pub struct Runtime;

    #[runtime::pallet_index(0)]
    pub type System = frame_system::Pallet<Runtime>;
    #[runtime::pallet_index(1)]
    pub type Timestamp = pallet_timestamp::Pallet<Runtime>;
    #[runtime::pallet_index(2)]
    pub type Babe = pallet_babe::Pallet<Runtime>;
    #[runtime::pallet_index(3)]
    pub type Authorship = pallet_authorship::Pallet<Runtime>;
    #[runtime::pallet_index(4)]
    pub type Balances = pallet_balances::Pallet<Runtime>;
    #[runtime::pallet_index(5)]
    pub type TransactionPayment = pallet_transaction_payment::Pallet<Runtime>;
    #[runtime::pallet_index(6)]
    pub type ValidatorSet = pallet_validator_set::Pallet<Runtime>;
    #[runtime::pallet_index(7)]
    pub type Historical = pallet_session::historical::Pallet<Runtime>;
    #[runtime::pallet_index(8)]
    pub type Session = pallet_session::Pallet<Runtime>;
    #[runtime::pallet_index(9)]
    pub type Offences = pallet_offences::Pallet<Runtime>;
    #[runtime::pallet_index(10)]
    pub type Grandpa = pallet_grandpa::Pallet<Runtime>;
    #[runtime::pallet_index(11)]
    pub type Utility = pallet_utility::Pallet<Runtime>;
    #[runtime::pallet_index(12)]
    pub type Proxy = pallet_proxy::Pallet<Runtime>;
    #[runtime::pallet_index(13)]
    pub type Sudo = pallet_sudo::Pallet<Runtime>;
    #[runtime::pallet_index(14)]
    pub type Bankroll = pallet_bankroll::Pallet<Runtime>;
    #[runtime::pallet_index(15)]
    pub type Keepers = pallet_keepers::Pallet<Runtime>;
    #[runtime::pallet_index(16)]
    pub type GlobalTable = pallet_global_table::Pallet<Runtime>;
}
