//! The money behind the tables: who provided it, what the tables' books tie up, and how each game has done.
//!
//! The README beside this crate shows the states and the rules. The tables reach the bankroll through
//! [`House`], and it asks about them through [`Tables`]; it knows nothing of rounds, bets or players.
#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(not(test), deny(clippy::arithmetic_side_effects))]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod currency;
mod house;
mod instructions;
mod invariants;
mod ledger;
#[cfg(test)]
mod mock;
mod price;
mod reserves;
mod results;
mod shares;
#[cfg(test)]
mod tests;
mod weights;

pub use currency::{Accounts, Money};
pub use house::{Balance, GameResult, House, Reserve, Tables};
pub use pallet::*;
pub use weights::WeightInfo;

use global_table_games::GameId;

/// The pallet's configuration, storage, events, errors and calls.
#[frame_support::pallet]
#[allow(
    unused_qualifications,
    reason = "the macro takes its own attributes for paths into this module"
)]
pub mod pallet {
    use super::*;
    use alloc::vec::Vec;
    use frame_support::{pallet_prelude::*, traits::fungible, PalletId};
    use frame_system::pallet_prelude::*;

    /// What the bankroll needs from its runtime.
    #[pallet::config]
    pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
        /// The currency in which providers pay in and the tables play.
        type Currency: fungible::Balanced<Self::AccountId, Balance = Balance>
            + fungible::Mutate<Self::AccountId>;

        /// The tables whose outcomes move the bankroll's value.
        type Tables: Tables;

        /// Names the account that holds the bankroll.
        #[pallet::constant]
        type PalletId: Get<PalletId>;

        /// The least that can be deposited at once, in the currency's smallest unit. At least
        /// [`Config::MinShares`] and the currency's existential deposit.
        #[pallet::constant]
        type MinDeposit: Get<Balance>;

        /// The fewest shares that a provider can hold. So many shares exist that no gift can make the price
        /// of a single one worth stealing by rounding.
        #[pallet::constant]
        type MinShares: Get<Balance>;

        /// The weights of the calls.
        type WeightInfo: WeightInfo;
    }

    /// The bankroll's door to the other pallets of the runtime.
    #[pallet::pallet]
    pub struct Pallet<T>(_);

    /// All shares there are. One share entitles to `1 / TotalShares` of the bankroll's value.
    #[pallet::storage]
    pub(crate) type TotalShares<T: Config> = StorageValue<_, Balance, ValueQuery>;

    /// The shares of each provider. Never zero.
    #[pallet::storage]
    pub(crate) type Shares<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, Balance, ValueQuery>;

    /// What the book of each game ties up.
    #[pallet::storage]
    pub(crate) type Reserves<T: Config> = StorageMap<_, Twox64Concat, GameId, Reserve, ValueQuery>;

    /// What each game took and gave back since genesis.
    #[pallet::storage]
    pub(crate) type Results<T: Config> = StorageMap<_, Twox64Concat, GameId, GameResult, ValueQuery>;

    /// The providers that the chain starts with.
    #[pallet::genesis_config]
    #[derive(frame_support::DefaultNoBound)]
    pub struct GenesisConfig<T: Config> {
        /// Who provides how much, in the currency's smallest unit, out of the account's genesis balance.
        pub providers: Vec<(T::AccountId, Balance)>,
    }

    #[pallet::genesis_build]
    impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
        fn build(&self) {
            ledger::open::<T>();
            for (who, amount) in &self.providers {
                let deposited = instructions::deposit::run::<T>(who.clone(), *amount);
                assert!(
                    deposited.is_ok(),
                    "a genesis provider can't deposit: {deposited:?}"
                );
            }
        }
    }

    /// What happened to the bankroll's shares.
    #[pallet::event]
    #[pallet::generate_deposit(pub(crate) fn deposit_event)]
    pub enum Event<T: Config> {
        /// `who` put money behind the tables.
        Deposited {
            /// The provider.
            who: T::AccountId,
            /// What the provider paid, in the currency's smallest unit.
            amount: Balance,
            /// The shares that the provider got for it.
            shares: Balance,
        },
        /// `who` took money from behind the tables.
        Withdrawn {
            /// The provider.
            who: T::AccountId,
            /// What the provider got, in the currency's smallest unit.
            amount: Balance,
            /// The shares that the provider gave for it.
            shares: Balance,
        },
    }

    /// Why the bankroll refuses.
    #[pallet::error]
    pub enum Error<T> {
        /// The outcome of a round may be known that the price of a share does not show yet. Try again after
        /// its draw.
        OutcomePending,
        /// The deposit is below the minimum, or the provider would hold fewer shares than the minimum.
        BelowMinimum,
        /// The account holds no shares.
        NoShares,
        /// The account holds fewer shares than it wants to give back.
        NotEnoughShares,
        /// No share would change hands.
        ZeroShares,
        /// The shares are worth less than the currency's smallest unit.
        WorthNothing,
        /// The withdrawal would take what the tables' books count on. Try less, or after the rounds in play.
        Reserved,
        /// There are shares, but they have no value, so there is no price for new ones.
        Insolvent,
        /// The bankroll can't pay for the exposure beside those of the other games.
        NotCovered,
        /// A reserve names a liability above its exposure.
        LiabilityAboveExposure,
        /// The bankroll's account can't take the stakes.
        NotReceived,
    }

    #[pallet::hooks]
    impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
        fn integrity_test() {
            let existential = <T::Currency as fungible::Inspect<T::AccountId>>::minimum_balance();
            assert!(
                T::MinDeposit::get() >= existential,
                "MinDeposit is below the existential deposit"
            );
            assert!(T::MinShares::get() > 0, "MinShares is zero");
            assert!(
                T::MinDeposit::get() >= T::MinShares::get(),
                "MinDeposit buys fewer than MinShares at 1:1"
            );
        }

        #[cfg(feature = "try-runtime")]
        fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
            invariants::check::<T>()
        }
    }

    #[pallet::call(weight(<T as Config>::WeightInfo))]
    impl<T: Config> Pallet<T> {
        /// Puts money behind the tables, for shares of the bankroll at their present price.
        ///
        /// The price is the bankroll's value (what it holds beyond its account's existential deposit, less
        /// what it owes to players) divided by the shares there are. The shares are rounded down. The first
        /// shares cost 1 unit each.
        ///
        /// # Parameters
        ///
        /// * `amount`: what to pay, in the currency's smallest unit; at least `MinDeposit`.
        ///
        /// # Events
        ///
        /// * `Deposited`
        ///
        /// # Errors
        ///
        /// * `OutcomePending`: the outcome of a round may already be known to somebody.
        /// * `BelowMinimum`: `amount` is below `MinDeposit`, or the provider would hold fewer than
        ///   `MinShares`.
        /// * `ZeroShares`: a share costs more than `amount`.
        /// * `Insolvent`: the shares that there are have no value.
        /// * `Arithmetic(Overflow)`: the shares do not fit into their counter.
        /// * `Token(_)`: the signer does not hold `amount` beside its own existential deposit.
        ///
        /// # Who and when
        ///
        /// Any signed account, while no round is between the end of its betting and its draw or void.
        #[pallet::call_index(0)]
        pub fn deposit(origin: OriginFor<T>, #[pallet::compact] amount: Balance) -> DispatchResult {
            instructions::deposit::run::<T>(ensure_signed(origin)?, amount)
        }

        /// Gives shares back, for their part of the bankroll's value, rounded down.
        ///
        /// # Parameters
        ///
        /// * `shares`: how many to give back. What stays is either nothing or at least `MinShares`.
        ///
        /// # Events
        ///
        /// * `Withdrawn`
        ///
        /// # Errors
        ///
        /// * `OutcomePending`: the outcome of a round may already be known to somebody.
        /// * `ZeroShares`: `shares` is zero.
        /// * `NoShares`, `NotEnoughShares`: the signer does not hold that many.
        /// * `BelowMinimum`: between 1 and `MinShares - 1` shares would stay.
        /// * `Insolvent`, `WorthNothing`: there is nothing to pay.
        /// * `Reserved`: the bankroll would no longer cover the exposure of the tables' books.
        /// * `Token(_)`: the signer's account is gone, and the payment is too small to open it.
        ///
        /// # Who and when
        ///
        /// Any signed account with shares, while no round is between the end of its betting and its draw or
        /// void.
        #[pallet::call_index(1)]
        pub fn withdraw(origin: OriginFor<T>, #[pallet::compact] shares: Balance) -> DispatchResult {
            instructions::withdraw::run::<T>(ensure_signed(origin)?, shares)
        }
    }

    impl<T: Config> Pallet<T> {
        /// What all shares together are worth, in the currency's smallest unit. Zero if the bankroll owes
        /// more than it can pay.
        pub fn value() -> Balance {
            price::value::<T>().unwrap_or_default()
        }

        /// What the bankroll can pay, in the currency's smallest unit: its account without the existential
        /// deposit.
        pub fn funds() -> Balance {
            ledger::funds::<T>()
        }

        /// How many shares there are.
        pub fn total_shares() -> Balance {
            shares::total::<T>()
        }

        /// How many shares `who` holds.
        pub fn shares_of(who: &T::AccountId) -> Balance {
            shares::of::<T>(who)
        }

        /// What the book of `game` ties up.
        pub fn reserve_of(game: GameId) -> Reserve {
            reserves::of::<T>(game)
        }

        /// What `game` took and gave back since genesis.
        pub fn result_of(game: GameId) -> GameResult {
            results::of::<T>(game)
        }

        /// Checks every invariant of the bankroll, as `try_state` does. Reads every entry: for tests and
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
