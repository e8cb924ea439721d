//! Money, time and block limits.
//!
//! The feature `short-sessions` shortens what is measured in sessions, so that a test network sees in minutes what
//! takes hours or a day elsewhere: epochs of 30 slots, six sessions to prove an equivocation, three in jail, and three
//! (with ten blocks) to be offline.

use frame_support::{
    parameter_types,
    weights::{
        constants::{ExtrinsicBaseWeight, WEIGHT_REF_TIME_PER_MILLIS},
        Weight,
    },
};
use frame_system::limits::{BlockLength, BlockWeights};
use sp_runtime::Perbill;

use crate::{Balance, BlockNumber};

/// Symbol of the chain's token. The build script puts it into the metadata hash.
pub const TOKEN_SYMBOL: &str = "GTT";
/// Decimals of the chain's token: 1 GTT is [`UNIT`].
pub const TOKEN_DECIMALS: u8 = 12;
/// One GTT.
pub const UNIT: Balance = 1_000_000_000_000;
/// A thousandth of a GTT.
pub const MILLI: Balance = UNIT / 1_000;
/// The least that an account holds; what is below goes away with the account.
pub const EXISTENTIAL_DEPOSIT: Balance = MILLI;
/// The least bond of a keeper. It answers for what is at stake in the rounds that the keeper opens, so that the tables'
/// limits are set by it.
pub const MIN_KEEPER_BOND: Balance = 1_000_000 * UNIT;
/// The least bond of a validator.
pub const MIN_VALIDATOR_BOND: Balance = 100_000 * UNIT;
/// Prefix of the chain's addresses.
pub const SS58_PREFIX: u16 = 42;

/// Milliseconds of a slot, and so of a block. Fixed at genesis.
pub const SLOT_DURATION_MS: u64 = 1_000;
/// Slots of an epoch, which is also a session: five minutes. Fixed at genesis.
pub const EPOCH_SLOTS: u64 = if cfg!(feature = "short-sessions") { 30 } else { 300 };
/// The chance that a slot has primary authors, as a fraction. Small, because a slot with a primary and a secondary
/// author forks; a twentieth still gives an epoch's randomness some fifteen contributions.
pub const PRIMARY_PROBABILITY: (u64, u64) = (1, 20);
/// Milliseconds of an hour.
pub const HOUR_MS: u64 = 3_600_000;
/// Sessions for which an equivocation can be proven, and so punished: one day.
pub const REPORTABLE_SESSIONS: u32 = if cfg!(feature = "short-sessions") { 6 } else { 288 };
/// The most offences of one validator that are put on record for sessions with the same set. An offender is out of the set two
/// sessions later at the latest, and until then there are fewer slots, and rounds of votes, of which five or so fit into a slot.
pub const MAX_REPORTS: u32 = 16 * EPOCH_SLOTS as u32;
/// The most validators that a session can have.
pub const MAX_VALIDATORS: u32 = 128;
/// The most validators that can want to be in the set.
pub const MAX_CANDIDATES: u32 = 2 * MAX_VALIDATORS;
/// The most sessions for which the administrator can let something jail: four weeks.
pub const MAX_JAIL_SESSIONS: u32 = 28 * 288;
/// The limits of the set of validators as long as the administrator sets no others.
pub const VALIDATOR_LIMITS: pallet_validator_set::Limits = pallet_validator_set::Limits {
    fewest: 1,
    most: MAX_VALIDATORS,
    least_bond: MIN_VALIDATOR_BOND,
    // One day, and one hour.
    offence_jail: if cfg!(feature = "short-sessions") { 3 } else { 288 },
    offline_jail: if cfg!(feature = "short-sessions") { 3 } else { 12 },
    // One hour, in which an honest validator misses twenty blocks with a chance of one in 500 million.
    missed_sessions: if cfg!(feature = "short-sessions") { 3 } else { 12 },
    missed_blocks: if cfg!(feature = "short-sessions") { 10 } else { 20 },
};

/// How many block hashes the state remembers, and so how long a mortal transaction can live: 68 minutes.
pub const BLOCK_HASH_COUNT: BlockNumber = 4_096;
/// Half of a slot to compute a block in. The other half is for propagation and for the importers, who compute it
/// again before they vote.
pub const BLOCK_COMPUTE_MS: u64 = SLOT_DURATION_MS / 2;
/// The share of a block that is open to everybody's transactions. The rest is for inherents, operational calls and
/// the runtime's own hands.
pub const NORMAL_DISPATCH_RATIO: Perbill = Perbill::from_percent(75);
/// Bytes of a block.
pub const BLOCK_LENGTH: u32 = 4 * 1024 * 1024;
/// The share of a full block that the runtime's start-up work is expected to take.
const AVERAGE_ON_INITIALIZE_RATIO: Perbill = Perbill::from_percent(5);

// An epoch as short as a test network's may have no contribution at all: its randomness, and so who authors when, can
// then be foreseen. That does no harm where nothing is at stake.
const _: () = assert!(
    cfg!(feature = "short-sessions") || EPOCH_SLOTS * PRIMARY_PROBABILITY.0 / PRIMARY_PROBABILITY.1 >= 10
);
const _: () = assert!(BLOCK_COMPUTE_MS < SLOT_DURATION_MS);
const _: () = assert!(MILLI * 1_000 == UNIT && UNIT == 10u128.pow(TOKEN_DECIMALS as u32));

/// The compute of a full block. Proof size does not count on a chain of its own.
const BLOCK_WEIGHT: Weight = Weight::from_parts(BLOCK_COMPUTE_MS * WEIGHT_REF_TIME_PER_MILLIS, u64::MAX);

/// What a block takes in which nothing happens: execution, state root and commit. `scripts/bench` measures a millisecond,
/// and up to two.
const EMPTY_BLOCK_WEIGHT: Weight = Weight::from_parts(2 * WEIGHT_REF_TIME_PER_MILLIS, 0);

parameter_types! {
    /// Limits on the length of a block.
    pub RuntimeBlockLength: BlockLength = BlockLength::builder()
        .max_length(BLOCK_LENGTH)
        .modify_max_length_for_class(frame_support::dispatch::DispatchClass::Normal, |length| {
            *length = NORMAL_DISPATCH_RATIO * BLOCK_LENGTH
        })
        .build();
    /// Limits on the weight of a block.
    pub RuntimeBlockWeights: BlockWeights = BlockWeights::builder()
        .base_block(EMPTY_BLOCK_WEIGHT)
        .for_class(frame_support::dispatch::DispatchClass::all(), |limits| {
            limits.base_extrinsic = ExtrinsicBaseWeight::get();
        })
        .for_class(frame_support::dispatch::DispatchClass::Normal, |limits| {
            limits.max_total = Some(NORMAL_DISPATCH_RATIO * BLOCK_WEIGHT);
        })
        .for_class(frame_support::dispatch::DispatchClass::Operational, |limits| {
            limits.max_total = Some(BLOCK_WEIGHT);
            limits.reserved = Some(BLOCK_WEIGHT - NORMAL_DISPATCH_RATIO * BLOCK_WEIGHT);
        })
        .avg_block_initialization(AVERAGE_ON_INITIALIZE_RATIO)
        .build_or_panic();
}
