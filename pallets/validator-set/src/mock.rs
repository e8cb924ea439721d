//! A chain with a currency, sessions, reports of offences and validators.

use codec::Encode;
use frame_support::{
    assert_ok, derive_impl, parameter_types,
    traits::fungible::{Inspect, InspectHold},
    weights::Weight,
};
use pallet_authorship::EventHandler;
use pallet_session::{disabling::UpToLimitDisablingStrategy, historical, SessionInterface};
use sp_runtime::{
    impl_opaque_keys,
    testing::{TestSignature, UintAuthorityId},
    traits::ConvertInto,
    BuildStorage, KeyTypeId, Perbill, RuntimeAppPublic,
};
use sp_staking::{
    offence::{Kind, Offence as Report, OffenceError, ReportOffence},
    SessionIndex,
};

use crate::{Balance, Event, HoldReason, Identification, IdentificationOf, KeyOwners, Limits, ReportsByKind};

/// One whole coin.
pub const UNIT: Balance = 1_000_000;
/// What every account of the tests starts with.
pub const PURSE: Balance = 10_000 * UNIT;
/// The least bond that limits can ask for.
pub const MIN_BOND: Balance = 100 * UNIT;
/// What is on hold for registered session keys.
pub const KEY_DEPOSIT: Balance = UNIT;
/// For how many sessions an offence can be reported.
pub const REPORTABLE: SessionIndex = 6;
/// For how many sessions an offence jails.
pub const OFFENCE_JAIL: SessionIndex = 4;
/// For how many sessions being offline jails.
pub const OFFLINE_JAIL: SessionIndex = 2;
/// For how many sessions limits can jail.
pub const MAX_JAIL: SessionIndex = 8;
/// How many offences of one validator are taken.
pub const MAX_REPORTS: u32 = 5;
/// How many members a set can have.
pub const MOST: u32 = 5;
/// How many candidates there can be.
pub const MOST_CANDIDATES: u32 = 7;

/// What the tests start with.
pub const LIMITS: Limits = Limits {
    fewest: 1,
    most: MOST,
    least_bond: MIN_BOND,
    offence_jail: OFFENCE_JAIL,
    offline_jail: OFFLINE_JAIL,
    missed_sessions: 2,
    missed_blocks: 6,
};

frame_support::construct_runtime!(
    pub enum Test {
        System: frame_system,
        Balances: pallet_balances,
        ValidatorSet: crate,
        Historical: historical,
        Session: pallet_session,
        Offences: pallet_offences,
    }
);

impl_opaque_keys! {
    #[derive(codec::MaxEncodedLen)]
    pub struct Keys {
        pub only: UintAuthorityId,
    }
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
    type Block = frame_system::mocking::MockBlock<Test>;
    type AccountData = pallet_balances::AccountData<Balance>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
    type Balance = Balance;
    type ExistentialDeposit = ExistentialDeposit;
    type AccountStore = System;
}

/// The tests end sessions by hand.
pub struct ByHand;

impl pallet_session::ShouldEndSession<u64> for ByHand {
    fn should_end_session(_: u64) -> bool {
        false
    }
}

impl pallet_session::Config for Test {
    type RuntimeEvent = RuntimeEvent;
    type ValidatorId = u64;
    type ValidatorIdOf = ConvertInto;
    type ShouldEndSession = ByHand;
    type NextSessionRotation = ();
    type SessionManager = historical::NoteHistoricalRoot<Self, ValidatorSet>;
    type SessionHandler = pallet_session::TestSessionHandler;
    type Keys = Keys;
    type DisablingStrategy = UpToLimitDisablingStrategy;
    type WeightInfo = ();
    type Currency = Balances;
    type KeyDeposit = KeyDeposit;
}

impl historical::Config for Test {
    type RuntimeEvent = RuntimeEvent;
    type FullIdentification = Identification;
    type FullIdentificationOf = IdentificationOf<Self>;
}

impl pallet_offences::Config for Test {
    type RuntimeEvent = RuntimeEvent;
    type IdentificationTuple = historical::IdentificationTuple<Self>;
    type OnOffenceHandler = ValidatorSet;
}

parameter_types! {
    pub const ExistentialDeposit: Balance = UNIT / 100;
    pub const KeyDeposit: Balance = KEY_DEPOSIT;
    pub const MinBond: Balance = MIN_BOND;
    pub const MaxValidators: u32 = MOST;
    pub const MaxCandidates: u32 = MOST_CANDIDATES;
    pub const ReportableSessions: SessionIndex = REPORTABLE;
    pub const MaxReports: u32 = MAX_REPORTS;
    pub const MaxJail: SessionIndex = MAX_JAIL;
    pub const DefaultLimits: Limits = LIMITS;
}

impl crate::Config for Test {
    type Currency = Balances;
    type OnSlash = ();
    type Sessions = Session;
    type AdminOrigin = frame_system::EnsureRoot<u64>;
    type MinBond = MinBond;
    type MaxValidators = MaxValidators;
    type MaxCandidates = MaxCandidates;
    type ReportableSessions = ReportableSessions;
    type MaxReports = MaxReports;
    type MaxJail = MaxJail;
    type DefaultLimits = DefaultLimits;
    type WeightInfo = ();
}

/// Builds the chain's first state: accounts 1 to 12 have a purse and keys.
pub struct ExtBuilder {
    validators: Vec<(u64, Balance)>,
    limits: Limits,
}

impl Default for ExtBuilder {
    fn default() -> Self {
        Self {
            validators: Vec::new(),
            limits: LIMITS,
        }
    }
}

impl ExtBuilder {
    /// Lets 1, 2, ... bond `bonds` at genesis, in units.
    pub fn bonds(mut self, bonds: &[Balance]) -> Self {
        self.validators = (1..).zip(bonds.iter().map(|bond| bond * UNIT)).collect();
        self
    }

    /// Lets a set have so few and so many members.
    pub fn sizes(mut self, fewest: u32, most: u32) -> Self {
        self.limits = Limits {
            fewest,
            most,
            ..self.limits
        };
        self
    }

    pub fn build(self) -> sp_io::TestExternalities {
        let genesis = RuntimeGenesisConfig {
            balances: pallet_balances::GenesisConfig {
                balances: (1..=12).map(|who| (who, PURSE)).collect(),
                ..Default::default()
            },
            validator_set: crate::GenesisConfig {
                validators: self.validators,
                limits: Some(self.limits),
            },
            session: pallet_session::GenesisConfig {
                keys: (1..=12).map(|who| (who, who, keys(who))).collect(),
                ..Default::default()
            },
            ..Default::default()
        };
        let mut ext = sp_io::TestExternalities::new(genesis.build_storage().expect("a sound genesis"));
        ext.execute_with(|| System::set_block_number(1));
        ext
    }

    /// Runs `test`, then checks every invariant.
    pub fn build_and_execute(self, test: impl FnOnce()) {
        self.build().execute_with(|| {
            test();
            assert_ok!(ValidatorSet::do_try_state());
        });
    }
}

fn keys(who: u64) -> Keys {
    Keys {
        only: UintAuthorityId(who),
    }
}

/// Registers the session keys with the number `key` for `who`.
pub fn register(who: u64, key: u64) {
    assert_ok!(<Session as SessionInterface>::set_keys(&who, keys(key)));
}

/// Registers them as `who` itself does, for a deposit.
pub fn register_with_deposit(who: u64, key: u64) {
    let proof = TestSignature(key, who.encode()).encode();
    assert_ok!(Session::set_keys(origin(who), keys(key), proof));
}

/// Takes the session keys of `who` off the records.
pub fn purge(who: u64) {
    assert_ok!(<Session as SessionInterface>::purge_keys(&who));
}

pub fn origin(who: u64) -> RuntimeOrigin {
    RuntimeOrigin::signed(who)
}

pub fn purse(who: u64) -> Balance {
    Balances::balance(&who)
}

/// What `who` has on hold as a bond.
pub fn on_hold(who: u64) -> Balance {
    Balances::balance_on_hold(&HoldReason::Bond.into(), &who)
}

/// The session that is running.
pub fn now() -> SessionIndex {
    Session::current_index()
}

/// The validators of the running session.
pub fn running() -> Vec<u64> {
    Session::validators()
}

/// The validators of the next session.
pub fn next() -> Vec<u64> {
    let queued: Vec<_> = Session::queued_keys().into_iter().map(|(who, _)| who).collect();
    let planned: Vec<_> = ValidatorSet::members(now() + 1)
        .into_iter()
        .map(|member| member.who)
        .collect();
    assert_eq!(planned, queued);
    planned
}

/// Those of the running session's validators that may not author.
pub fn disabled() -> Vec<u64> {
    let names = running();
    let disabled = Session::disabled_validators().into_iter();
    disabled.map(|index| names[index as usize]).collect()
}

/// Lets `author` write the next block.
pub fn block(author: u64) {
    System::set_block_number(System::block_number() + 1);
    <ValidatorSet as EventHandler<u64, u64>>::note_author(author);
}

/// Lets a session pass in which each of `authors` writes `blocks`, and its last block, which `last` writes, end it.
pub fn session_of(authors: &[u64], blocks: u32, last: u64) {
    (0..blocks).for_each(|_| authors.iter().copied().for_each(block));
    block(last);
    Session::rotate_session();
    assert_ok!(ValidatorSet::do_try_state());
}

/// Ends the session without a look at who has authored.
pub fn next_session() {
    System::set_block_number(System::block_number() + 1);
    Session::rotate_session();
    assert_ok!(ValidatorSet::do_try_state());
}

/// Ends so many sessions.
pub fn sessions(count: u32) {
    (0..count).for_each(|_| next_session());
}

/// What the chain has said about validators since the last time that it was asked.
pub fn events() -> Vec<Event<Test>> {
    let said = System::read_events_for_pallet::<Event<Test>>();
    System::reset_events();
    said
}

/// The kinds of offence that the tests report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    TwoBlocks,
    TwoVotes,
}

/// An offence as the consensus pallets report it.
pub struct Equivocation<const VOTES: bool> {
    session: SessionIndex,
    slot: u64,
    size: u32,
    offender: (u64, Identification),
}

impl<const VOTES: bool> Report<(u64, Identification)> for Equivocation<VOTES> {
    const ID: Kind = if VOTES {
        crate::TWO_VOTES
    } else {
        crate::TWO_BLOCKS
    };
    type Slot = u64;

    fn offenders(&self) -> Vec<(u64, Identification)> {
        vec![self.offender]
    }

    fn session_index(&self) -> SessionIndex {
        self.session
    }

    fn validator_set_count(&self) -> u32 {
        self.size
    }

    fn slot(&self) -> u64 {
        self.slot
    }

    fn slash_fraction(&self, offenders: u32) -> Perbill {
        Perbill::from_rational(3 * offenders, self.size).square()
    }
}

/// Reports that `who` did `what` in `slot` of `session`, in a set of `size`, in which its bond was `bond`.
pub fn report_of(
    what: What,
    who: u64,
    session: SessionIndex,
    slot: u64,
    size: u32,
    bond: Balance,
) -> Result<(), OffenceError> {
    fn send<const VOTES: bool>(offence: Equivocation<VOTES>) -> Result<(), OffenceError> {
        <ReportsByKind<Test, Offences> as ReportOffence<_, _, _>>::report_offence(vec![], offence)
    }
    let offender = (who, Identification { bond });
    match what {
        What::TwoBlocks => send(Equivocation::<false> {
            session,
            slot,
            size,
            offender,
        }),
        What::TwoVotes => send(Equivocation::<true> {
            session,
            slot,
            size,
            offender,
        }),
    }
}

/// Reports that `who` did `what` in `slot` of the running session, in a set of `size`.
pub fn report(what: What, who: u64, slot: u64, size: u32) {
    let member = ValidatorSet::members(now())
        .into_iter()
        .find(|member| member.who == who);
    let bond = member.expect("the offender is a member").bond;
    report_of(what, who, now(), slot, size, bond).expect("nobody has reported this");
}

/// Whose keys are in use.
pub type Owners = KeyOwners<Test>;

/// A key of the tests, as its proofs look it up.
pub fn key(number: u64) -> (KeyTypeId, Vec<u8>) {
    let public = UintAuthorityId(number);
    (UintAuthorityId::ID, public.to_raw_vec())
}

/// What handling a report weighs, at least.
pub fn weight_of_offence() -> Weight {
    <() as crate::WeightInfo>::on_offence(1)
}
