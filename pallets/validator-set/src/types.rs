//! What the set knows of a validator, and what it calls things.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_staking::{offence::Kind, SessionIndex};

use crate::Tier;

/// An amount of money, in the currency's smallest unit.
pub type Balance = u128;
/// The hash of a validator's session keys.
pub type KeysId = [u8; 32];

/// What an offence report knows of a validator beside its account, as it was when the session of the offence was
/// planned.
#[derive(
    Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, Copy, Debug, PartialEq, Eq,
)]
pub struct Identification {
    /// The bond with which the validator was in that session's set, in the currency's smallest unit.
    pub bond: Balance,
}

/// An account that has a bond.
#[derive(
    Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, Copy, Debug, Default, PartialEq, Eq,
)]
pub struct Validator {
    /// What is on hold, in the currency's smallest unit.
    pub bond: Balance,
    /// The session in which it asked to leave, if it did.
    pub leaving: Option<SessionIndex>,
    /// Why and for how long it is kept out of the set, if it is.
    pub jail: Option<Jail>,
    /// The last session of whose set it was a member, known when it has lost its place. `None` if it never had one,
    /// or still has its first.
    pub last_session: Option<SessionIndex>,
}

/// A validator's time out of the set.
#[derive(
    Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, Copy, Debug, PartialEq, Eq,
)]
pub struct Jail {
    /// What brought it there.
    pub cause: Cause,
    /// The session in which it came there.
    pub since: SessionIndex,
    /// The first session in which it can ask for its release.
    pub until: SessionIndex,
}

/// Why a validator is jailed.
#[derive(
    Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, Copy, Debug, PartialEq, Eq,
)]
pub enum Cause {
    /// It was proven to have equivocated.
    Offence(Tier),
    /// It has authored nothing for too long. This costs no money.
    Offline,
}

/// A place in a session's set.
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, Debug, PartialEq, Eq)]
pub struct Member<AccountId> {
    /// The validator.
    pub who: AccountId,
    /// Its bond when the set was planned, in the currency's smallest unit.
    pub bond: Balance,
    /// The session keys with which it was planned.
    pub keys: KeysId,
}

/// How large the set may be, what it takes to be in it, and for what and for how long it jails.
#[derive(
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
    Serialize,
    Deserialize,
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
)]
pub struct Limits {
    /// The fewest validators of a set. As long as there are no more, nobody leaves and nobody is jailed.
    pub fewest: u32,
    /// The most validators of a set.
    pub most: u32,
    /// The least bond of a validator that enters the set, in the currency's smallest unit.
    pub least_bond: Balance,
    /// For how many sessions an offence jails. At least two, by which time the set does without the offender.
    pub offence_jail: SessionIndex,
    /// For how many sessions being offline jails. At least two.
    pub offline_jail: SessionIndex,
    /// How many sessions in a row a member misses before it is jailed.
    pub missed_sessions: u32,
    /// How many blocks it should have authored in them. An honest one that is online authors none of k with a chance of
    /// `exp(-k)`.
    pub missed_blocks: u32,
}

/// The gravest offence that a validator was proven to have committed in one term: sessions in a row with the same set, and
/// nobody slashed in between.
#[derive(
    Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, Copy, Debug, PartialEq, Eq,
)]
pub struct Offence {
    /// Its kind, as `pallet-offences` names it. All zeros if the report did not say.
    pub kind: Kind,
    /// What it costs.
    pub tier: Tier,
    /// How many offences of the term were reported, the lighter ones among them. At most [`crate::Config::MaxReports`].
    pub reports: u32,
    /// What was taken for all offences of the term, in the currency's smallest unit.
    pub slashed: Balance,
    /// The session in which it was reported.
    pub reported_in: SessionIndex,
}

/// For how long a member has authored nothing.
#[derive(
    Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, Copy, Debug, Default, PartialEq, Eq,
)]
pub struct Missed {
    /// Sessions in a row.
    pub sessions: u32,
    /// Blocks that it should have authored in them.
    pub blocks: u32,
}
