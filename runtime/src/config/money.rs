//! Balances and fees.

use frame_support::{
    parameter_types,
    traits::{ConstU32, ConstU8, VariantCountOf},
    weights::ConstantMultiplier,
};
use pallet_transaction_payment::{ConstFeeMultiplier, FungibleAdapter, Multiplier};
use sp_runtime::traits::{ConstU128, One};

use crate::{
    constants::EXISTENTIAL_DEPOSIT, fees::AuthorAndKeepers, weights, Balance, Balances, Runtime,
    RuntimeEvent, RuntimeFreezeReason, RuntimeHoldReason, System,
};

/// Plancks per picosecond of weight.
const WEIGHT_FEE: Balance = 4;
/// Plancks per byte of a transaction.
const LENGTH_FEE: Balance = 1_000_000;

parameter_types! {
    /// Fees do not follow the demand: a player who has chips on the layout must know what the next bet costs.
    pub FeeMultiplier: Multiplier = Multiplier::one();
}

impl pallet_balances::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type RuntimeHoldReason = RuntimeHoldReason;
    type RuntimeFreezeReason = RuntimeFreezeReason;
    type WeightInfo = weights::Balances;
    type Balance = Balance;
    type DustRemoval = ();
    type ExistentialDeposit = ConstU128<EXISTENTIAL_DEPOSIT>;
    type AccountStore = System;
    type ReserveIdentifier = [u8; 8];
    type FreezeIdentifier = RuntimeFreezeReason;
    type MaxLocks = ConstU32<50>;
    type MaxReserves = ConstU32<50>;
    type MaxFreezes = VariantCountOf<RuntimeFreezeReason>;
    type DoneSlashHandler = ();
}

impl pallet_transaction_payment::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type OnChargeTransaction = FungibleAdapter<Balances, AuthorAndKeepers>;
    type WeightToFee = ConstantMultiplier<Balance, ConstU128<WEIGHT_FEE>>;
    type LengthToFee = ConstantMultiplier<Balance, ConstU128<LENGTH_FEE>>;
    type FeeMultiplierUpdate = ConstFeeMultiplier<FeeMultiplier>;
    type OperationalFeeMultiplier = ConstU8<5>;
    type WeightInfo = weights::TransactionPayment;
}
