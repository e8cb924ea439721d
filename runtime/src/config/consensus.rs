//! Who writes blocks, who finalises them, and how cheating is proven.

use frame_support::{
    parameter_types,
    traits::{ConstU32, ConstU64},
};
use sp_runtime::traits::{ConvertInto, OpaqueKeys};

use crate::{
    constants::{EPOCH_SLOTS, MAX_VALIDATORS, REPORTABLE_SESSIONS, SLOT_DURATION_MS, UNIT},
    validators::{GenesisValidators, Identification, IdentificationOf},
    weights, AccountId, Babe, Balance, Balances, Historical, Offences, Runtime, RuntimeEvent, Session,
    SessionKeys,
};

parameter_types! {
    /// Slots in which a report of an equivocation is worth a transaction.
    pub const ReportLongevity: u64 = REPORTABLE_SESSIONS as u64 * EPOCH_SLOTS;
    /// Held while an account has session keys registered, against filling the state with them.
    pub const SessionKeyDeposit: Balance = UNIT;
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
        pallet_babe::EquivocationReportSystem<Self, Offences, Historical, ReportLongevity>;
}

impl pallet_grandpa::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type WeightInfo = weights::Grandpa;
    type MaxAuthorities = ConstU32<MAX_VALIDATORS>;
    type MaxNominators = ConstU32<0>;
    type MaxSetIdSessionEntries = ConstU64<{ REPORTABLE_SESSIONS as u64 }>;
    type KeyOwnerProof = sp_session::MembershipProof;
    type EquivocationReportSystem =
        pallet_grandpa::EquivocationReportSystem<Self, Offences, Historical, ReportLongevity>;
}

impl pallet_authorship::Config for Runtime {
    type FindAuthor = pallet_session::FindAccountFromAuthorIndex<Self, Babe>;
    type EventHandler = ();
}

impl pallet_session::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type ValidatorId = AccountId;
    type ValidatorIdOf = ConvertInto;
    type ShouldEndSession = Babe;
    type NextSessionRotation = Babe;
    type SessionManager = pallet_session::historical::NoteHistoricalRoot<Self, GenesisValidators>;
    type SessionHandler = <SessionKeys as OpaqueKeys>::KeyTypeIdProviders;
    type Keys = SessionKeys;
    // Disabling a validator is a punishment, and comes with the others.
    type DisablingStrategy = ();
    type WeightInfo = weights::Session;
    type Currency = Balances;
    type KeyDeposit = SessionKeyDeposit;
}

impl pallet_session::historical::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type FullIdentification = Identification;
    type FullIdentificationOf = IdentificationOf;
}

impl pallet_offences::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type IdentificationTuple = pallet_session::historical::IdentificationTuple<Self>;
    // Offences are recorded only: see `validators` for why, and until when.
    type OnOffenceHandler = ();
}
