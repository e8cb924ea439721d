//! The weights of every pallet's calls, as measured on this runtime.

pub use frame_support::weights::constants::ParityDbWeight as DbWeight;

/// For pallets that have not been measured on this runtime yet: what their authors measured.
pub type Balances = pallet_balances::weights::SubstrateWeight<crate::Runtime>;
/// See [`Balances`].
pub type Extensions = frame_system::SubstrateExtensionsWeight<crate::Runtime>;
/// See [`Balances`].
pub type Proxy = pallet_proxy::weights::SubstrateWeight<crate::Runtime>;
/// See [`Balances`].
pub type Session = pallet_session::weights::SubstrateWeight<crate::Runtime>;
/// See [`Balances`].
pub type Sudo = pallet_sudo::weights::SubstrateWeight<crate::Runtime>;
/// See [`Balances`].
pub type System = frame_system::weights::SubstrateWeight<crate::Runtime>;
/// See [`Balances`].
pub type Timestamp = pallet_timestamp::weights::SubstrateWeight<crate::Runtime>;
/// See [`Balances`].
pub type TransactionPayment = pallet_transaction_payment::weights::SubstrateWeight<crate::Runtime>;
/// See [`Balances`].
pub type Utility = pallet_utility::weights::SubstrateWeight<crate::Runtime>;
/// Not measured on this runtime yet.
pub type Bankroll = ();
/// See [`Bankroll`].
pub type GlobalTable = ();
/// See [`Bankroll`].
pub type Keepers = ();
/// Reports of equivocations come from validators only and at most once each: what the pallet's authors estimate.
pub type Babe = ();
/// See [`Babe`].
pub type Grandpa = ();
