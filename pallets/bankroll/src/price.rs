//! What a share is worth. Rounding never favours the one who acts.

use frame_support::ensure;
use sp_runtime::{
    helpers_128bit::multiply_by_rational_with_rounding, ArithmeticError, DispatchError, Rounding,
};

use crate::{ledger, reserves, shares, Balance, Config, Error};

/// What all shares together are worth: the funds, less what is owed to players.
///
/// # Errors
///
/// * `Insolvent`: more is owed than there is, or there are shares and nothing is left for them.
pub(crate) fn value<T: Config>() -> Result<Balance, DispatchError> {
    let value = ledger::funds::<T>()
        .checked_sub(reserves::liability::<T>())
        .ok_or(Error::<T>::Insolvent)?;
    ensure!(value > 0 || shares::total::<T>() == 0, Error::<T>::Insolvent);
    Ok(value)
}

/// How many shares `amount` buys, rounded down. To be asked before the money comes in.
pub(crate) fn shares_for<T: Config>(amount: Balance) -> Result<Balance, DispatchError> {
    let value = value::<T>()?;
    match shares::total::<T>() {
        0 => Ok(ledger::gain::<T>(amount)),
        total => part(amount, total, value),
    }
}

/// What `shares` are worth, rounded down. To be asked before they are given back.
pub(crate) fn worth<T: Config>(shares: Balance) -> Result<Balance, DispatchError> {
    part(shares, value::<T>()?, shares::total::<T>())
}

/// `floor(amount * of / whole)`, exact between.
fn part(amount: Balance, of: Balance, whole: Balance) -> Result<Balance, DispatchError> {
    multiply_by_rational_with_rounding(amount, of, whole, Rounding::Down)
        .ok_or(DispatchError::Arithmetic(ArithmeticError::Overflow))
}
