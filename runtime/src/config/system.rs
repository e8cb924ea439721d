//! The ground that the other pallets stand on: blocks, accounts, time.

use frame_support::{
    derive_impl, parameter_types,
    traits::{ConstU16, ConstU32, ConstU64, Contains},
};
use sp_runtime::generic;
use sp_version::RuntimeVersion;

use crate::{
    constants::{RuntimeBlockLength, RuntimeBlockWeights, BLOCK_HASH_COUNT, SLOT_DURATION_MS, SS58_PREFIX},
    migrations, weights, AccountId, Babe, Balance, Block, Hash, Moment, Nonce, PalletInfo, Runtime,
    RuntimeCall, RuntimeEvent, RuntimeOrigin, RuntimeTask, UncheckedExtrinsic, VERSION,
};

parameter_types! {
    pub const Version: RuntimeVersion = VERSION;
}

/// Refuses the calls that only harm the chain: when all validators take their keys off the records, nobody can write blocks any
/// more; and a node reports an equivocation without a signature, so that signed reports, which cost no fee once they are
/// taken, serve to fill blocks only.
pub struct Harmless;

impl Contains<RuntimeCall> for Harmless {
    fn contains(call: &RuntimeCall) -> bool {
        !matches!(
            call,
            RuntimeCall::Session(pallet_session::Call::purge_keys { .. })
                | RuntimeCall::Babe(pallet_babe::Call::report_equivocation { .. })
                | RuntimeCall::Grandpa(pallet_grandpa::Call::report_equivocation { .. })
        )
    }
}

#[derive_impl(frame_system::config_preludes::SolochainDefaultConfig)]
impl frame_system::Config for Runtime {
    type BaseCallFilter = Harmless;
    type Block = Block;
    type AccountId = AccountId;
    type Nonce = Nonce;
    type Hash = Hash;
    type AccountData = pallet_balances::AccountData<Balance>;
    type BlockHashCount = ConstU32<BLOCK_HASH_COUNT>;
    type BlockWeights = RuntimeBlockWeights;
    type BlockLength = RuntimeBlockLength;
    type DbWeight = weights::DbWeight;
    type Version = Version;
    type SS58Prefix = ConstU16<SS58_PREFIX>;
    type SystemWeightInfo = weights::System;
    type ExtensionsWeightInfo = weights::Extensions;
    type SingleBlockMigrations = migrations::ThisVersion;
}

impl pallet_timestamp::Config for Runtime {
    type Moment = Moment;
    type OnTimestampSet = Babe;
    type MinimumPeriod = ConstU64<{ SLOT_DURATION_MS / 2 }>;
    type WeightInfo = weights::Timestamp;
}

/// The consensus pallets send their equivocation reports as bare transactions.
impl<C> frame_system::offchain::CreateTransactionBase<C> for Runtime
where
    RuntimeCall: From<C>,
{
    type Extrinsic = UncheckedExtrinsic;
    type RuntimeCall = RuntimeCall;
}

impl<C> frame_system::offchain::CreateBare<C> for Runtime
where
    RuntimeCall: From<C>,
{
    fn create_bare(call: RuntimeCall) -> UncheckedExtrinsic {
        generic::UncheckedExtrinsic::new_bare(call)
    }
}
