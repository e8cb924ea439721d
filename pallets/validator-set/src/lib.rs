//! Bonded validators: who is in the set, what an equivocation costs, and who is jailed.
//!
//! The README beside this crate shows the states, the rules and the table of slashes. The pallet stands beside
//! `pallet-session`, for which it plans the sets, and `pallet-offences`, whose reports it punishes.
#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(not(test), deny(clippy::arithmetic_side_effects))]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod bonds;
mod genesis;
mod instructions;
mod invariants;
mod jail;
mod key_owners;
mod liveness;
#[cfg(any(feature = "next-version", test))]
pub mod migrations;
#[cfg(test)]
mod mock;
mod offences;
mod sessions;
mod set;
#[cfg(test)]
mod tests;
mod tiers;
mod types;
mod view;
mod weights;

pub use key_owners::KeyOwners;
pub use offences::ReportsByKind;
pub use pallet::*;
pub use sessions::{IdentificationOf, Sessions};
pub use tiers::{Tier, TWO_BLOCKS, TWO_VOTES};
pub use types::{Balance, Cause, Identification, Jail, KeysId, Limits, Member, Missed, Offence, Validator};
pub use weights::WeightInfo;

use alloc::vec::Vec;
use frame_support::traits::StorageVersion;
use sp_staking::{offence::Kind, SessionIndex};

/// The layout of the storage.
const STORAGE_VERSION: StorageVersion =
    StorageVersion::new(if cfg!(feature = "next-version") { 1 } else { 0 });

/// The pallet's configuration, storage, events, errors and calls.
#[frame_support::pallet]
#[allow(
    unused_qualifications,
    reason = "the macro takes its own attributes for paths into this module"
)]
pub mod pallet {
    use super::*;
    use frame_support::{
        pallet_prelude::*,
        traits::{
            fungible::{hold, Credit},
            OnUnbalanced,
        },
    };
    use frame_system::pallet_prelude::*;

    /// What the validators need from their runtime.
    #[pallet::config]
    pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
        /// The currency of the bonds, which are on hold in the validators' own accounts.
        type Currency: hold::Balanced<Self::AccountId, Balance = Balance>
            + hold::Mutate<Self::AccountId, Reason: From<HoldReason>>;

        /// Takes what is slashed. `()` destroys it.
        type OnSlash: OnUnbalanced<Credit<Self::AccountId, Self::Currency>>;

        /// The sessions: `pallet-session`.
        type Sessions: Sessions<Self::AccountId>;

        /// Who may change the limits.
        type AdminOrigin: EnsureOrigin<Self::RuntimeOrigin>;

        /// The floor under every limit on the least bond, in the currency's smallest unit.
        #[pallet::constant]
        type MinBond: Get<Balance>;

        /// The most members that a set can ever have. No more than the consensus pallets' most authorities.
        #[pallet::constant]
        type MaxValidators: Get<u32>;

        /// The most validators that can want to be in the set. At least [`Config::MaxValidators`].
        #[pallet::constant]
        type MaxCandidates: Get<u32>;

        /// For how many sessions after one an offence in it can be reported. A bond stays on hold as long.
        #[pallet::constant]
        type ReportableSessions: Get<SessionIndex>;

        /// How many offences of one validator in one term are taken. Who reaches it pays the gravest tier, and nothing more is
        /// put on record. Out of reach for a node that was started twice by mistake, until it is out of the set.
        #[pallet::constant]
        type MaxReports: Get<u32>;

        /// The most sessions for which the limits can jail: as long, a bond can't be withdrawn.
        #[pallet::constant]
        type MaxJail: Get<SessionIndex>;

        /// The limits as long as nobody has set any.
        #[pallet::constant]
        type DefaultLimits: Get<Limits>;

        /// The weights of the calls and hooks.
        type WeightInfo: WeightInfo;
    }

    /// The validators' door to the other pallets of the runtime.
    #[pallet::pallet]
    #[pallet::storage_version(STORAGE_VERSION)]
    pub struct Pallet<T>(_);

    /// Why validators' money is on hold.
    #[pallet::composite_enum]
    pub enum HoldReason {
        /// The bond of a validator, which answers for what it signs.
        Bond,
    }

    /// Everybody that has a bond: candidates, those in jail, those that leave.
    #[pallet::storage]
    pub(crate) type Validators<T: Config> =
        StorageMap<_, Blake2_128Concat, T::AccountId, Validator, OptionQuery>;

    /// The validators that want in and may, in the order in which they came.
    #[pallet::storage]
    pub(crate) type Candidates<T: Config> =
        StorageValue<_, BoundedVec<T::AccountId, T::MaxCandidates>, ValueQuery>;

    /// The sets of the running and of the next session, by rank.
    #[pallet::storage]
    pub(crate) type Sets<T: Config> = StorageMap<_, Twox64Concat, SessionIndex, set::Set<T>, ValueQuery>;

    /// How large a set may be, what it takes to be in it, and for what and for how long it jails.
    #[pallet::storage]
    pub(crate) type CurrentLimits<T: Config> = StorageValue<_, Limits, ValueQuery, T::DefaultLimits>;

    /// The terms that can still matter: for each session, the first session of those before it that had the same set,
    /// with nobody slashed in between.
    #[pallet::storage]
    pub(crate) type Terms<T: Config> = StorageMap<_, Twox64Concat, SessionIndex, SessionIndex, OptionQuery>;

    /// The gravest offence in each term that can still be reported, by the first session of the term and offender.
    #[pallet::storage]
    pub(crate) type Offences<T: Config> =
        StorageDoubleMap<_, Twox64Concat, SessionIndex, Blake2_128Concat, T::AccountId, Offence, OptionQuery>;

    /// The kind of offence whose report is being handled. Gone when it is.
    #[pallet::storage]
    pub(crate) type Reporting<T: Config> = StorageValue<_, Kind, ValueQuery>;

    /// How many blocks each member has authored in the running session, the newest one not among them.
    #[pallet::storage]
    pub(crate) type Authored<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, u32, ValueQuery>;

    /// The newest block of which the author is known.
    #[pallet::storage]
    pub(crate) type NewestAuthor<T: Config> = StorageValue<_, (BlockNumberFor<T>, T::AccountId), OptionQuery>;

    /// The keys that the running set signs with. Who registers others is still known by these.
    #[pallet::storage]
    pub(crate) type RunningKeys<T: Config> = StorageValue<_, key_owners::Holders<T>, ValueQuery>;

    /// Whether somebody was slashed since the last set was planned.
    #[pallet::storage]
    pub(crate) type Slashed<T: Config> = StorageValue<_, bool, ValueQuery>;

    /// What members have missed since they last authored a block.
    #[pallet::storage]
    pub(crate) type MissedOf<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, Missed, ValueQuery>;

    /// The validators that the chain starts with.
    #[pallet::genesis_config]
    #[derive(frame_support::DefaultNoBound)]
    pub struct GenesisConfig<T: Config> {
        /// Who bonds how much, in the currency's smallest unit, out of the account's genesis balance. Their keys are
        /// in the genesis of `pallet-session`.
        pub validators: Vec<(T::AccountId, Balance)>,
        /// The limits, if they are not to be [`Config::DefaultLimits`].
        pub limits: Option<Limits>,
    }

    #[pallet::genesis_build]
    impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
        fn build(&self) {
            genesis::build::<T>(&self.validators, self.limits);
        }
    }

    /// What happened to the validators.
    #[pallet::event]
    #[pallet::generate_deposit(pub(crate) fn deposit_event)]
    pub enum Event<T: Config> {
        /// `who` wants to be in the set.
        Joined {
            /// The validator.
            who: T::AccountId,
            /// Its whole bond, in the currency's smallest unit.
            bond: Balance,
        },
        /// `who` has raised its bond.
        BondRaised {
            /// The validator.
            who: T::AccountId,
            /// What was added, in the currency's smallest unit.
            amount: Balance,
            /// The whole bond, in the currency's smallest unit.
            bond: Balance,
        },
        /// `who` wants to leave the set.
        Leaving {
            /// The validator.
            who: T::AccountId,
        },
        /// `who` had no place in any set, and a larger bond came when the list of candidates was full. It leaves.
        Displaced {
            /// The validator.
            who: T::AccountId,
        },
        /// `who` will be in the set of `session`, and was not in the one before.
        Entered {
            /// The validator.
            who: T::AccountId,
            /// The first session that it validates.
            session: SessionIndex,
        },
        /// `who` will be out of the set after `last_session`.
        Exited {
            /// The validator.
            who: T::AccountId,
            /// The last session that it validates.
            last_session: SessionIndex,
            /// The first session in which it can withdraw its bond, if it leaves.
            bond_free_from: SessionIndex,
        },
        /// `who` has its bond back and is no validator any more.
        BondWithdrawn {
            /// The former validator.
            who: T::AccountId,
            /// What was on hold, in the currency's smallest unit.
            amount: Balance,
        },
        /// `who` was proven to have committed an offence, and paid for it.
        Slashed {
            /// The validator.
            who: T::AccountId,
            /// The session of the offence.
            session: SessionIndex,
            /// The offence, as `pallet-offences` names it.
            kind: Kind,
            /// What it costs.
            tier: Tier,
            /// What was taken now, in the currency's smallest unit.
            amount: Balance,
        },
        /// `who` is kept out of the sets that are planned from now on.
        Jailed {
            /// The validator.
            who: T::AccountId,
            /// Why.
            cause: Cause,
            /// The first session in which it can ask for its release.
            until: SessionIndex,
        },
        /// `who` would have been jailed, but the set would have become too small.
        Spared {
            /// The validator.
            who: T::AccountId,
            /// For what it would have been jailed.
            cause: Cause,
        },
        /// `who` is out of jail and wants to be in the set.
        Released {
            /// The validator.
            who: T::AccountId,
        },
        /// `who` has authored nothing in a session in which it should have.
        Missed {
            /// The validator.
            who: T::AccountId,
            /// What it has missed by now.
            missed: Missed,
        },
        /// The limits are others from now on.
        LimitsChanged {
            /// The new limits.
            limits: Limits,
        },
    }

    /// Why the validators' calls refuse.
    #[pallet::error]
    pub enum Error<T> {
        /// The account is a validator already. Use `bond_more` to raise its bond.
        AlreadyValidator,
        /// The account has no bond, or is leaving. Use `join` first.
        NotValidator,
        /// The account has no session keys. Use `session.set_keys` first.
        NoKeys,
        /// The account has no bond.
        NoBond,
        /// The bond would be below the minimum.
        BelowMinimum,
        /// The list of candidates is full, and nobody on it waits with a smaller bond.
        TooManyCandidates,
        /// Nothing would be added.
        ZeroAmount,
        /// The account is a validator. Use `leave` first.
        StillValidator,
        /// The account is in the set of the running or of the next session.
        StillMember,
        /// The account has no place yet, but one is reserved for it: without it the set would be too small.
        Needed,
        /// The bond can't be withdrawn yet. The `Exited` event says from which session on.
        TooEarly,
        /// The account is not in jail.
        NotJailed,
        /// The account is in jail. The `Jailed` event says until when.
        StillJailed,
        /// A set can't keep to these limits.
        BadLimits,
    }

    #[pallet::hooks]
    impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
        fn integrity_test() {
            invariants::check_config::<T>();
        }

        #[cfg(feature = "try-runtime")]
        fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
            invariants::check::<T>()
        }
    }

    #[pallet::call(weight(<T as Config>::WeightInfo))]
    impl<T: Config> Pallet<T> {
        /// Puts a bond on hold and asks for a place in the set, from the next set on that is planned: the one of the
        /// session after the next.
        ///
        /// A validator that is leaving, or has left and not yet withdrawn its bond, comes back with it: what is still
        /// on hold counts.
        ///
        /// # Parameters
        ///
        /// * `bond`: what to put on hold, in the currency's smallest unit. With what is on hold already, at least the
        ///   `least_bond` of the limits.
        ///
        /// # Events
        ///
        /// * `Joined`; `Displaced` if the list of candidates was full.
        ///
        /// # Errors
        ///
        /// * `NoKeys`: the signer has registered no session keys.
        /// * `AlreadyValidator`: the signer is a validator and does not leave.
        /// * `StillJailed`: the signer was jailed before it left, and its time is not over.
        /// * `BelowMinimum`: the bond would be below the minimum.
        /// * `TooManyCandidates`: the list of candidates is full, and nobody on it waits with a smaller bond.
        /// * `Arithmetic(Overflow)`, `Token(_)`: the signer does not hold `bond`.
        ///
        /// # Who and when
        ///
        /// Any signed account, at any time.
        #[pallet::call_index(0)]
        pub fn join(origin: OriginFor<T>, #[pallet::compact] bond: Balance) -> DispatchResult {
            instructions::join::run::<T>(ensure_signed(origin)?, bond)
        }

        /// Raises the bond of a validator. It counts for the next set that is planned.
        ///
        /// # Parameters
        ///
        /// * `amount`: what to put on hold in addition, in the currency's smallest unit.
        ///
        /// # Events
        ///
        /// * `BondRaised`
        ///
        /// # Errors
        ///
        /// * `ZeroAmount`: `amount` is zero.
        /// * `NotValidator`: the signer has no bond, or is leaving.
        /// * `Arithmetic(Overflow)`, `Token(_)`: the signer does not hold `amount`.
        ///
        /// # Who and when
        ///
        /// A validator that does not leave, at any time, in jail or not.
        #[pallet::call_index(1)]
        pub fn bond_more(origin: OriginFor<T>, #[pallet::compact] amount: Balance) -> DispatchResult {
            instructions::bond_more::run::<T>(ensure_signed(origin)?, amount)
        }

        /// Asks for leave. The next set that is planned does without the signer, unless it would be too small; then the
        /// signer waits until it is not.
        ///
        /// The places in the sets of the running and of the next session remain: go on validating until the session in
        /// the `Exited` event is over. The bond stays on hold, and can be slashed, until an offence in that session
        /// can't be reported any more.
        ///
        /// # Events
        ///
        /// * `Leaving`
        ///
        /// # Errors
        ///
        /// * `NotValidator`: the signer has no bond, or is leaving.
        /// * `Needed`: the signer waits for its place, and the next set would be too small without it.
        ///
        /// # Who and when
        ///
        /// A validator that does not leave, at any time, in jail or not.
        #[pallet::call_index(2)]
        pub fn leave(origin: OriginFor<T>) -> DispatchResult {
            instructions::leave::run::<T>(ensure_signed(origin)?)
        }

        /// Takes what is left of the bond back, and the session keys off the records, with the deposit on them.
        ///
        /// # Events
        ///
        /// * `BondWithdrawn`
        ///
        /// # Errors
        ///
        /// * `NoBond`: the signer has no bond.
        /// * `StillValidator`: the signer has not asked for leave.
        /// * `StillMember`: the signer is in the set of the running or of the next session.
        /// * `StillJailed`: the signer's time in jail is not over.
        /// * `TooEarly`: an offence of the signer can still be reported.
        /// * `Token(_)`: the currency can't release the hold.
        ///
        /// # Who and when
        ///
        /// A validator that leaves, `ReportableSessions` after the last session that it validated; at once if it never
        /// was in a set.
        #[pallet::call_index(3)]
        pub fn withdraw_bond(origin: OriginFor<T>) -> DispatchResult {
            instructions::withdraw_bond::run::<T>(ensure_signed(origin)?)
        }

        /// Asks to be let back in after jail, from the next set on that is planned.
        ///
        /// # Events
        ///
        /// * `Released`; `Displaced` if the list of candidates was full.
        ///
        /// # Errors
        ///
        /// * `NotValidator`: the signer has no bond, or is leaving. Use `join` to come back from that.
        /// * `NotJailed`: the signer is not in jail.
        /// * `StillJailed`: its time is not over.
        /// * `NoKeys`: the signer has no session keys any more.
        /// * `BelowMinimum`: what is left of the bond does not suffice. Use `bond_more` first.
        /// * `TooManyCandidates`: the list of candidates is full, and nobody on it waits with a smaller bond.
        ///
        /// # Who and when
        ///
        /// A validator in jail, from the session in the `Jailed` event on.
        #[pallet::call_index(4)]
        pub fn release(origin: OriginFor<T>) -> DispatchResult {
            instructions::release::run::<T>(ensure_signed(origin)?)
        }

        /// Changes how large the set may be and what it takes to be in it, from the next set on that is planned, and for
        /// what and for how long it jails, at once. Who is in jail stays as long as it was told.
        ///
        /// Members whose bond does not reach a new `least_bond` lose their place at that set, unless it would be too
        /// small without them.
        ///
        /// # Parameters
        ///
        /// * `limits`: the new ones. `1 <= fewest <= most <= MaxValidators`, `least_bond >= MinBond`, both jails from 2
        ///   to `MaxJail` sessions, and at least one session and one block can be missed.
        ///
        /// # Events
        ///
        /// * `LimitsChanged`
        ///
        /// # Errors
        ///
        /// * `BadLimits`: they are not as above.
        ///
        /// # Who and when
        ///
        /// `AdminOrigin`, at any time.
        #[pallet::call_index(5)]
        pub fn set_limits(origin: OriginFor<T>, limits: Limits) -> DispatchResult {
            T::AdminOrigin::ensure_origin(origin)?;
            instructions::set_limits::run::<T>(limits)
        }
    }
}
