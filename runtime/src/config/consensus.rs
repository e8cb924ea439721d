//! Who writes blocks, who finalises them, and how cheating is proven.

use frame_support::{
    parameter_types,
    traits::{ConstU128, ConstU32, ConstU64},
};
use sp_runtime::traits::{ConvertInto, OpaqueKeys};

use crate::{
    config::AdminOrigin,
    constants::{
        EPOCH_SLOTS, MAX_CANDIDATES, MAX_JAIL_SESSIONS, MAX_REPORTS, MAX_VALIDATORS, MIN_VALIDATOR_BOND,
        REPORTABLE_SESSIONS, SLOT_DURATION_MS, UNIT, VALIDATOR_LIMITS,
    },
    weights, AccountId, Babe, Balance, Balances, KeyOwners, Offences, Runtime, RuntimeEvent, Session,
    SessionKeys, ValidatorSet,
};

/// Where equivocations are reported.
type Reports = pallet_validator_set::ReportsByKind<Runtime, Offences>;

parameter_types! {
    /// Slots in which a report of an equivocation is worth a transaction.
    pub const ReportLongevity: u64 = REPORTABLE_SESSIONS as u64 * EPOCH_SLOTS;
    /// Held while an account has session keys registered, against filling the state with them.
    pub const SessionKeyDeposit: Balance = UNIT;
    /// What the set of validators keeps to at first.
    pub const ValidatorLimits: pallet_validator_set::Limits = VALIDATOR_LIMITS;
}

impl pallet_babe::Config for Runtime {
    type EpochDuration = ConstU64<EPOCH_SLOTS>;
    type ExpectedBlockTime = ConstU64<SLOT_DURATION_MS>;
    type EpochChangeTrigger = pallet_babe::ExternalTrigger;
    type DisabledValidators = Session;
    type WeightInfo = weights::Babe;
    type MaxAuthorities = ConstU32<MAX_VALIDATORS>;
    type MaxNominators = ConstU32<0>;
    type KeyOwnerProof = sp_session::MembershipProof;
    type EquivocationReportSystem =
        pallet_babe::EquivocationReportSystem<Self, Reports, KeyOwners, ReportLongevity>;
}

impl pallet_grandpa::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type WeightInfo = weights::Grandpa;
    type MaxAuthorities = ConstU32<MAX_VALIDATORS>;
    type MaxNominators = ConstU32<0>;
    // Of the sessions whose offences count, the oldest and the running one are both among them.
    type MaxSetIdSessionEntries = ConstU64<{ REPORTABLE_SESSIONS as u64 + 2 }>;
    type KeyOwnerProof = sp_session::MembershipProof;
    type EquivocationReportSystem =
        pallet_grandpa::EquivocationReportSystem<Self, Reports, KeyOwners, ReportLongevity>;
}

impl pallet_authorship::Config for Runtime {
    type FindAuthor = pallet_session::FindAccountFromAuthorIndex<Self, Babe>;
    type EventHandler = ValidatorSet;
}

impl pallet_session::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type ValidatorId = AccountId;
    type ValidatorIdOf = ConvertInto;
    type ShouldEndSession = Babe;
    type NextSessionRotation = Babe;
    type SessionManager = pallet_session::historical::NoteHistoricalRoot<Self, ValidatorSet>;
    type SessionHandler = <SessionKeys as OpaqueKeys>::KeyTypeIdProviders;
    type Keys = SessionKeys;
    // No more than a third of the set, the worst first.
    type DisablingStrategy = pallet_session::disabling::UpToLimitWithReEnablingDisablingStrategy<3>;
    type WeightInfo = weights::Session;
    type Currency = Balances;
    type KeyDeposit = SessionKeyDeposit;
}

impl pallet_session::historical::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type FullIdentification = pallet_validator_set::Identification;
    type FullIdentificationOf = pallet_validator_set::IdentificationOf<Self>;
}

impl pallet_offences::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type IdentificationTuple = pallet_session::historical::IdentificationTuple<Self>;
    type OnOffenceHandler = ValidatorSet;
}

impl pallet_validator_set::Config for Runtime {
    type Currency = Balances;
    // What is slashed is destroyed: nobody gains when a validator fails.
    type OnSlash = ();
    type Sessions = Session;
    type AdminOrigin = AdminOrigin;
    type MinBond = ConstU128<MIN_VALIDATOR_BOND>;
    type MaxValidators = ConstU32<MAX_VALIDATORS>;
    type MaxCandidates = ConstU32<MAX_CANDIDATES>;
    type ReportableSessions = ConstU32<REPORTABLE_SESSIONS>;
    type MaxReports = ConstU32<MAX_REPORTS>;
    type MaxJail = ConstU32<MAX_JAIL_SESSIONS>;
    type DefaultLimits = ValidatorLimits;
    type WeightInfo = weights::ValidatorSet;
}
