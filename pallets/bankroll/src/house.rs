//! The door through which the tables reach the bankroll, and the one through which it asks about them.

use codec::{Decode, Encode, MaxEncodedLen};
use frame_support::{
    dispatch::DispatchResult,
    ensure,
    traits::{
        fungible::{self, Credit},
        Imbalance,
    },
};
use global_table_games::GameId;
use scale_info::TypeInfo;
use sp_runtime::DispatchError;

use crate::{ledger, reserves, results, Config, Error, Pallet};

/// An amount of the chain's currency, in its smallest unit.
pub type Balance = u128;

/// What the book of one game ties up in the bankroll, in the currency's smallest unit.
///
/// `liability <= exposure`, because giving every stake back is one of the things that the exposure covers.
#[derive(Encode, Decode, MaxEncodedLen, TypeInfo, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reserve {
    /// The most that can be owed to the players of the game, over every outcome and every refund.
    pub exposure: Balance,
    /// What is owed to the players as the books stand now: stakes at their face value, and known winnings.
    pub liability: Balance,
}

/// What a game took and what it gave back since genesis, in the currency's smallest unit.
#[derive(Encode, Decode, MaxEncodedLen, TypeInfo, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GameResult {
    /// The sum of all stakes that came in.
    pub staked: Balance,
    /// The sum of all payouts and refunds that went out.
    pub returned: Balance,
}

/// The bankroll, as the tables see it.
pub trait House<AccountId: Eq> {
    /// The currency in which stakes and payouts are paid.
    type Currency: fungible::Balanced<AccountId, Balance = Balance> + fungible::Mutate<AccountId>;

    /// The account that holds the bankroll.
    fn account() -> AccountId;

    /// The most that the book of `game` may owe: what the bankroll can pay, less the exposures of the other
    /// games.
    fn cover(game: GameId) -> Balance;

    /// Replaces what the book of `game` ties up.
    ///
    /// An exposure that does not grow is always accepted, so that a settlement never gets stuck.
    ///
    /// # Errors
    ///
    /// * `NotCovered`: the exposure grows, and the sum over all games is more than the bankroll can pay.
    /// * `LiabilityAboveExposure`: the reserve contradicts itself.
    fn reserve(game: GameId, reserve: Reserve) -> DispatchResult;

    /// Puts `stakes` into the bankroll and counts them in the result of `game`.
    ///
    /// # Errors
    ///
    /// * `Overflow`: the game's result does not fit into its counter.
    /// * `NotReceived`: the account cannot take the money. The caller's storage layer must roll back.
    fn receive(game: GameId, stakes: Credit<AccountId, Self::Currency>) -> DispatchResult;

    /// Takes `amount` out of the bankroll for players of `game` and counts it in the game's result.
    ///
    /// # Errors
    ///
    /// * `NotCovered`: the bankroll does not hold `amount` beside the exposures of the other games.
    /// * `Overflow`: the game's result does not fit into its counter.
    fn release(game: GameId, amount: Balance) -> Result<Credit<AccountId, Self::Currency>, DispatchError>;
}

/// The tables, as the bankroll sees them.
pub trait Tables {
    /// Whether the outcome of some round may be known to somebody while the bankroll's price does not show it
    /// yet: its betting is over, and it is neither drawn nor voided.
    fn outcome_pending() -> bool;
}

impl<T: Config> House<T::AccountId> for Pallet<T> {
    type Currency = T::Currency;

    fn account() -> T::AccountId {
        ledger::account::<T>()
    }

    fn cover(game: GameId) -> Balance {
        ledger::funds::<T>().saturating_sub(reserves::exposure_beside::<T>(game))
    }

    fn reserve(game: GameId, reserve: Reserve) -> DispatchResult {
        ensure!(
            reserve.liability <= reserve.exposure,
            Error::<T>::LiabilityAboveExposure
        );
        let grows = reserve.exposure > reserves::of::<T>(game).exposure;
        ensure!(
            !grows || reserve.exposure <= Self::cover(game),
            Error::<T>::NotCovered
        );
        reserves::set::<T>(game, reserve);
        Ok(())
    }

    fn receive(game: GameId, stakes: Credit<T::AccountId, T::Currency>) -> DispatchResult {
        let result = results::with_staked::<T>(game, stakes.peek())?;
        ledger::take_in::<T>(stakes)?;
        results::set::<T>(game, result);
        Ok(())
    }

    fn release(game: GameId, amount: Balance) -> Result<Credit<T::AccountId, T::Currency>, DispatchError> {
        // One table never pays with what the book of another one counts on.
        ensure!(amount <= Self::cover(game), Error::<T>::NotCovered);
        let result = results::with_returned::<T>(game, amount)?;
        let credit = ledger::take_out::<T>(amount)?;
        results::set::<T>(game, result);
        Ok(credit)
    }
}
