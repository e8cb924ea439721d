//! Bonded keepers: who is on duty for which round, what their work earns, and what a withheld secret costs.
//!
//! The README beside this crate shows the states and the rules. The tables reach the keepers through
//! [`Keepers`]; this crate knows nothing of bets, draws or the bankroll.
#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(not(test), deny(clippy::arithmetic_side_effects))]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod duty;
mod instructions;
mod invariants;
#[cfg(test)]
mod mock;
mod pot;
mod rota;
#[cfg(test)]
mod tests;
mod weights;

pub use duty::{Balance, Keepers, Millis, RoundId, Work};
pub use pallet::*;
pub use rota::Bond;
pub use weights::WeightInfo;

use alloc::vec::Vec;
use global_table_games::GameId;

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
            fungible::{self, hold},
            Time,
        },
        PalletId,
    };
    use frame_system::pallet_prelude::*;

    /// What the keepers need from their runtime.
    #[pallet::config]
    pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
        /// The currency of bonds and rewards. Bonds are on hold in the keepers' own accounts.
        type Currency: fungible::Mutate<Self::AccountId, Balance = Balance>
            + hold::Mutate<Self::AccountId, Reason: From<HoldReason>>;

        /// The chain's consensus time, in milliseconds.
        type Time: Time<Moment = Millis>;

        /// Names the account of the pot out of which rewards are paid.
        #[pallet::constant]
        type PotId: Get<PalletId>;

        /// The least bond of a keeper in the rota, in the currency's smallest unit. At least
        /// [`Config::WithheldSlash`]; as much times the number of games if a keeper is to pay in full for all
        /// tables.
        #[pallet::constant]
        type MinBond: Get<Balance>;

        /// What a withheld secret costs, in the currency's smallest unit.
        #[pallet::constant]
        type WithheldSlash: Get<Balance>;

        /// The most keepers in the rota.
        #[pallet::constant]
        type MaxKeepers: Get<u32>;

        /// For how long a due round is the business of its keeper on duty alone, in milliseconds.
        #[pallet::constant]
        type GracePeriod: Get<Millis>;

        /// How long a bond stays held and can be slashed after its keeper has left the rota, in milliseconds.
        /// Longer than any round can last, so that nobody withholds a secret and is gone.
        #[pallet::constant]
        type LeaveDelay: Get<Millis>;

        /// What locking a round earns, in the currency's smallest unit.
        #[pallet::constant]
        type LockReward: Get<Balance>;

        /// What finalising a round earns, in the currency's smallest unit.
        #[pallet::constant]
        type FinalizeReward: Get<Balance>;

        /// What settling earns per player, in the currency's smallest unit.
        #[pallet::constant]
        type SettleRewardPerPlayer: Get<Balance>;

        /// The weights of the calls.
        type WeightInfo: WeightInfo;
    }

    /// The keepers' door to the other pallets of the runtime.
    #[pallet::pallet]
    pub struct Pallet<T>(_);

    /// Why keepers' money is on hold.
    #[pallet::composite_enum]
    pub enum HoldReason {
        /// The bond of a keeper, which answers for its secrets.
        Bond,
    }

    /// The keepers that take turns, in the order in which they joined.
    #[pallet::storage]
    pub(crate) type Rota<T: Config> = StorageValue<_, BoundedVec<T::AccountId, T::MaxKeepers>, ValueQuery>;

    /// The bond of each keeper, in the rota or leaving.
    #[pallet::storage]
    pub(crate) type Bonds<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, Bond, OptionQuery>;

    /// The keepers that the chain starts with.
    #[pallet::genesis_config]
    #[derive(frame_support::DefaultNoBound)]
    pub struct GenesisConfig<T: Config> {
        /// Who bonds how much, in the currency's smallest unit, out of the account's genesis balance.
        pub keepers: Vec<(T::AccountId, Balance)>,
    }

    #[pallet::genesis_build]
    impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
        fn build(&self) {
            pot::open::<T>();
            for (who, bond) in &self.keepers {
                let joined = instructions::join::run::<T>(who.clone(), *bond);
                assert!(joined.is_ok(), "a genesis keeper can't join: {joined:?}");
            }
        }
    }

    /// What happened to the keepers.
    #[pallet::event]
    #[pallet::generate_deposit(pub(crate) fn deposit_event)]
    pub enum Event<T: Config> {
        /// `who` is in the rota from now on.
        Joined {
            /// The keeper.
            who: T::AccountId,
            /// Its whole bond, in the currency's smallest unit.
            bond: Balance,
        },
        /// `who` has raised its bond.
        BondRaised {
            /// The keeper.
            who: T::AccountId,
            /// What was added, in the currency's smallest unit.
            amount: Balance,
            /// The whole bond, in the currency's smallest unit.
            bond: Balance,
        },
        /// `who` is out of the rota from now on, by its own will or because its bond fell below the minimum.
        Left {
            /// The keeper.
            who: T::AccountId,
            /// From when on the bond can be withdrawn, in milliseconds of consensus time.
            bond_free_at: Millis,
        },
        /// `who` has its bond back and is no keeper any more.
        BondWithdrawn {
            /// The former keeper.
            who: T::AccountId,
            /// What was on hold, in the currency's smallest unit.
            amount: Balance,
        },
        /// `who` withheld a secret, and a part of its bond was destroyed.
        Slashed {
            /// The keeper.
            who: T::AccountId,
            /// The game whose round had no reveal.
            game: GameId,
            /// The round that had no reveal.
            round: RoundId,
            /// What was destroyed, in the currency's smallest unit.
            amount: Balance,
        },
        /// `who` was paid out of the pot.
        Rewarded {
            /// The keeper.
            who: T::AccountId,
            /// What it has done.
            work: Work,
            /// What it got, in the currency's smallest unit.
            amount: Balance,
        },
    }

    /// Why the keepers' calls refuse.
    #[pallet::error]
    pub enum Error<T> {
        /// The account is in the rota already. Use `bond_more` to raise its bond.
        AlreadyKeeper,
        /// The account is not in the rota. Use `join` first.
        NotKeeper,
        /// The account has no bond.
        NoBond,
        /// The bond would be below the minimum.
        BelowMinimum,
        /// The rota is full. Try again when a keeper has left.
        TooManyKeepers,
        /// Nothing would be added.
        ZeroAmount,
        /// The account is still in the rota. Use `leave` first.
        StillKeeper,
        /// The bond can't be withdrawn yet. The `Left` event says from when on.
        TooEarly,
    }

    #[pallet::hooks]
    impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
        fn integrity_test() {
            assert!(T::WithheldSlash::get() > 0, "a withheld secret costs nothing");
            assert!(
                T::WithheldSlash::get() <= T::MinBond::get(),
                "WithheldSlash is above MinBond"
            );
            assert!(T::MaxKeepers::get() > 0, "there is no place in the rota");
            assert!(
                T::LeaveDelay::get() > T::GracePeriod::get(),
                "LeaveDelay is not above GracePeriod"
            );
        }

        #[cfg(feature = "try-runtime")]
        fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
            invariants::check::<T>()
        }
    }

    #[pallet::call(weight(<T as Config>::WeightInfo))]
    impl<T: Config> Pallet<T> {
        /// Puts a bond on hold and enters the rota, at its end.
        ///
        /// A keeper that is leaving, or that was slashed out of the rota, comes back with it: what is still
        /// on hold counts.
        ///
        /// # Parameters
        ///
        /// * `bond`: what to put on hold, in the currency's smallest unit. With what is on hold already, at
        ///   least `MinBond`.
        ///
        /// # Events
        ///
        /// * `Joined`
        ///
        /// # Errors
        ///
        /// * `AlreadyKeeper`: the signer is in the rota.
        /// * `BelowMinimum`: the bond would be below `MinBond`.
        /// * `TooManyKeepers`: the rota is full.
        /// * `Arithmetic(Overflow)`, `Token(_)`: the signer does not hold `bond`.
        ///
        /// # Who and when
        ///
        /// Any signed account, at any time.
        #[pallet::call_index(0)]
        pub fn join(origin: OriginFor<T>, #[pallet::compact] bond: Balance) -> DispatchResult {
            instructions::join::run::<T>(ensure_signed(origin)?, bond)
        }

        /// Raises the bond of a keeper in the rota.
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
        /// * `NotKeeper`: the signer is not in the rota.
        /// * `Arithmetic(Overflow)`, `Token(_)`: the signer does not hold `amount`.
        ///
        /// # Who and when
        ///
        /// A keeper in the rota, at any time.
        #[pallet::call_index(1)]
        pub fn bond_more(origin: OriginFor<T>, #[pallet::compact] amount: Balance) -> DispatchResult {
            instructions::bond_more::run::<T>(ensure_signed(origin)?, amount)
        }

        /// Leaves the rota at once. The bond stays on hold, and can be slashed, for `LeaveDelay`.
        ///
        /// The last keeper may leave too: rounds in flight then void and pay out without any keeper.
        ///
        /// # Events
        ///
        /// * `Left`
        ///
        /// # Errors
        ///
        /// * `NotKeeper`: the signer is not in the rota.
        ///
        /// # Who and when
        ///
        /// A keeper in the rota, at any time.
        #[pallet::call_index(2)]
        pub fn leave(origin: OriginFor<T>) -> DispatchResult {
            instructions::leave::run::<T>(ensure_signed(origin)?)
        }

        /// Takes what is left of the bond back.
        ///
        /// # Events
        ///
        /// * `BondWithdrawn`
        ///
        /// # Errors
        ///
        /// * `NoBond`: the signer has no bond, or it was destroyed whole.
        /// * `StillKeeper`: the signer is in the rota.
        /// * `TooEarly`: `LeaveDelay` is not over.
        /// * `Token(_)`: the currency can't release the hold.
        ///
        /// # Who and when
        ///
        /// A keeper that has left the rota, from `LeaveDelay` after that on.
        #[pallet::call_index(3)]
        pub fn withdraw_bond(origin: OriginFor<T>) -> DispatchResult {
            instructions::withdraw_bond::run::<T>(ensure_signed(origin)?)
        }
    }

    impl<T: Config> Pallet<T> {
        /// The keeper whose turn it is to open `round` of `game`; nobody if the rota is empty.
        pub fn on_duty(game: GameId, round: RoundId) -> Option<T::AccountId> {
            rota::on_duty::<T>(game, round)
        }

        /// The keepers that take turns, in their order.
        pub fn rota() -> Vec<T::AccountId> {
            rota::all::<T>().into_inner()
        }

        /// The bond of `who`, if there is one.
        pub fn bond_of(who: &T::AccountId) -> Option<Bond> {
            rota::bond::<T>(who)
        }

        /// The account of the pot. Transaction fees, or whatever the runtime decides on, fill it.
        pub fn pot() -> T::AccountId {
            pot::account::<T>()
        }

        /// Checks every invariant of the keepers, as `try_state` does. Reads every entry: for tests and
        /// checks beside the chain only.
        ///
        /// # Errors
        ///
        /// The number and the text of the first invariant that does not hold.
        pub fn do_try_state() -> Result<(), sp_runtime::TryRuntimeError> {
            invariants::check::<T>()
        }
    }
}
