//! Money on its way between players and the house.

use frame_support::{
    defensive,
    traits::{
        fungible::{Balanced, Credit},
        tokens::{Fortitude, Precision, Preservation},
        Imbalance,
    },
};
use global_table_games::GameId;
use pallet_bankroll::House;
use sp_runtime::DispatchError;

use crate::{Config, Error, Rejection};

/// The currency of the table.
pub type CurrencyOf<T> = <<T as Config>::House as House<<T as frame_system::Config>::AccountId>>::Currency;
/// Money in the currency of the table that is on its way.
pub type CreditOf<T> = Credit<<T as frame_system::Config>::AccountId, CurrencyOf<T>>;

/// Take `price` from `player`, whose account stays alive.
pub fn take<T: Config>(player: &T::AccountId, price: u128) -> Result<CreditOf<T>, Rejection> {
    CurrencyOf::<T>::withdraw(
        player,
        price,
        Precision::Exact,
        Preservation::Preserve,
        Fortitude::Polite,
    )
    .map_err(|_| Rejection::InsufficientFunds)
}

/// Move each player's money from the bankroll, and return the sum.
pub fn pay<T: Config>(game: GameId, payouts: &[(T::AccountId, u128)]) -> Result<u128, DispatchError> {
    let total = payouts
        .iter()
        .try_fold(0u128, |sum, (_, back)| sum.checked_add(*back))
        .ok_or(Error::<T>::Overflow)?;
    if total == 0 {
        return Ok(0);
    }
    let mut money = T::House::release(game, total)?;
    for (player, back) in payouts.iter().filter(|(_, back)| *back > 0) {
        if let Err(refused) = CurrencyOf::<T>::resolve(player, money.extract(*back)) {
            // No account refuses a payout of at least the existential deposit, short of a balance of 128 bits. Should
            // one do so, then the money stays with the bankroll, and everybody else is paid.
            defensive!("a payout was refused");
            money.subsume(refused);
        }
    }
    if money.peek() > 0 {
        T::House::receive(game, money)?;
    }
    Ok(total)
}
