//! The tables, the money behind them and the keepers who move them along.

use frame_support::{
    parameter_types,
    traits::{ConstU32, ConstU64, Get, TypedGet},
    PalletId,
};
use sp_runtime::traits::{AccountIdConversion, ConstU128, Verify};

use crate::{
    constants::{HOUR_MS, MILLI, MIN_KEEPER_BOND, SLOT_DURATION_MS, UNIT},
    weights, AccountId, AdminOrigin, Balance, Balances, Bankroll, GlobalTable, Keepers, Runtime, Signature,
    Timestamp,
};

/// The least that a withheld secret costs a keeper. It costs more when more was at stake.
const WITHHELD_SLASH: Balance = 10_000 * UNIT;
/// What a settled player earns its keeper: a little more than the player's part of the batch's fee, and less than it costs to
/// put a player there.
const SETTLE_REWARD_PER_PLAYER: Balance = MILLI * 13 / 20;

parameter_types! {
    pub const BankrollId: PalletId = PalletId(*b"gt/bankr");
    pub const KeepersPotId: PalletId = PalletId(*b"gt/keepr");
}

/// The account out of which keepers are paid.
pub struct KeepersPot;

impl TypedGet for KeepersPot {
    type Type = AccountId;

    fn get() -> AccountId {
        KeepersPotId::get().into_account_truncating()
    }
}

impl pallet_bankroll::Config for Runtime {
    type Currency = pallet_bankroll::Money<Runtime>;
    type Tables = GlobalTable;
    type PalletId = BankrollId;
    type MinDeposit = ConstU128<UNIT>;
    type MinShares = ConstU128<MILLI>;
    type WeightInfo = weights::Bankroll;
}

impl pallet_keepers::Config for Runtime {
    type Currency = Balances;
    type Time = Timestamp;
    type PotId = KeepersPotId;
    type MinBond = ConstU128<MIN_KEEPER_BOND>;
    type WithheldSlash = ConstU128<WITHHELD_SLASH>;
    type MaxKeepers = ConstU32<32>;
    // Three slots: one for the keeper on duty, one for a fork in it, one for the next block.
    type GracePeriod = ConstU64<{ 3 * SLOT_DURATION_MS }>;
    type LeaveDelay = ConstU64<HOUR_MS>;
    type LockReward = ConstU128<{ 5 * MILLI }>;
    type FinalizeReward = ConstU128<{ 5 * MILLI }>;
    type SettleRewardPerPlayer = ConstU128<SETTLE_REWARD_PER_PLAYER>;
    type WeightInfo = weights::Keepers;
}

/// The VRF output of the block that is being finalised: BABE has put it there, because its hooks run first.
pub struct AuthorVrf;

impl Get<Option<[u8; 32]>> for AuthorVrf {
    fn get() -> Option<[u8; 32]> {
        pallet_babe::AuthorVrfRandomness::<Runtime>::get()
    }
}

impl pallet_global_table::Config for Runtime {
    type AdminOrigin = AdminOrigin;
    type Time = Timestamp;
    type AuthorVrf = AuthorVrf;
    type House = Bankroll;
    type Keepers = Keepers;
    type Signature = Signature;
    type Signer = <Signature as Verify>::Signer;
    type Patience = ConstU64<{ 4 * SLOT_DURATION_MS }>;
    type WeightInfo = weights::GlobalTable;
    #[cfg(feature = "runtime-benchmarks")]
    type BenchmarkHelper = crate::benchmark_helper::Helper;
}
