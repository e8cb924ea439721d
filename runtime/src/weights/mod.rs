//! The weights of every pallet's calls. The files are what `scripts/weights` measured on this runtime; their headers say on
//! what machine, and when.

mod frame_system;
mod frame_system_extensions;
mod pallet_balances;
mod pallet_bankroll;
mod pallet_global_table;
mod pallet_keepers;
mod pallet_proxy;
mod pallet_sudo;
mod pallet_timestamp;
mod pallet_transaction_payment;
mod pallet_utility;
mod pallet_validator_set;

use crate::Runtime;

pub use frame_support::weights::constants::ParityDbWeight as DbWeight;

/// Of `pallet_balances`.
pub type Balances = pallet_balances::WeightInfo<Runtime>;
/// Of `pallet_bankroll`.
pub type Bankroll = pallet_bankroll::WeightInfo<Runtime>;
/// Of `frame_system_extensions`.
pub type Extensions = frame_system_extensions::WeightInfo<Runtime>;
/// Of `pallet_global_table`.
pub type GlobalTable = pallet_global_table::WeightInfo<Runtime>;
/// Of `pallet_keepers`.
pub type Keepers = pallet_keepers::WeightInfo<Runtime>;
/// Of `pallet_proxy`.
pub type Proxy = pallet_proxy::WeightInfo<Runtime>;
/// Of `pallet_sudo`.
pub type Sudo = pallet_sudo::WeightInfo<Runtime>;
/// Of `frame_system`.
pub type System = frame_system::WeightInfo<Runtime>;
/// Of `pallet_timestamp`.
pub type Timestamp = pallet_timestamp::WeightInfo<Runtime>;
/// Of `pallet_transaction_payment`.
pub type TransactionPayment = pallet_transaction_payment::WeightInfo<Runtime>;
/// Of `pallet_utility`.
pub type Utility = pallet_utility::WeightInfo<Runtime>;
/// Of `pallet_validator_set`.
pub type ValidatorSet = pallet_validator_set::WeightInfo<Runtime>;

/// Setting session keys, the one call of this pallet. Its benchmark needs a staking pallet, so this is what the pallet's
/// authors measured.
pub type Session = ::pallet_session::weights::SubstrateWeight<Runtime>;
/// Reports of equivocations come from validators only, at most once each; their pallets have no benchmark but their authors'
/// estimate.
pub type Babe = ();
/// See [`Babe`].
pub type Grandpa = ();
