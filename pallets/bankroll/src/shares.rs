//! The door to the shares: the total always is the sum of what the providers hold.

use frame_support::{ensure, traits::Get};
use sp_runtime::{ArithmeticError, DispatchResult};

use crate::{Balance, Config, Error, Shares, TotalShares};

/// How many shares there are.
pub(crate) fn total<T: Config>() -> Balance {
    TotalShares::<T>::get()
}

/// How many shares `who` holds.
pub(crate) fn of<T: Config>(who: &T::AccountId) -> Balance {
    Shares::<T>::get(who)
}

/// Makes `shares` for `who`.
///
/// # Errors
///
/// * `ZeroShares`, `BelowMinimum`, `Arithmetic(Overflow)`; nothing has changed then.
pub(crate) fn issue<T: Config>(who: &T::AccountId, shares: Balance) -> DispatchResult {
    ensure!(shares > 0, Error::<T>::ZeroShares);
    let own = of::<T>(who)
        .checked_add(shares)
        .ok_or(ArithmeticError::Overflow)?;
    let total = total::<T>()
        .checked_add(shares)
        .ok_or(ArithmeticError::Overflow)?;
    ensure!(own >= T::MinShares::get(), Error::<T>::BelowMinimum);
    Shares::<T>::insert(who, own);
    TotalShares::<T>::put(total);
    Ok(())
}

/// Destroys `shares` of `who`.
///
/// # Errors
///
/// * `ZeroShares`, `NoShares`, `NotEnoughShares`, `BelowMinimum`; nothing has changed then.
pub(crate) fn redeem<T: Config>(who: &T::AccountId, shares: Balance) -> DispatchResult {
    ensure!(shares > 0, Error::<T>::ZeroShares);
    let own = of::<T>(who);
    ensure!(own > 0, Error::<T>::NoShares);
    let rest = own.checked_sub(shares).ok_or(Error::<T>::NotEnoughShares)?;
    ensure!(rest == 0 || rest >= T::MinShares::get(), Error::<T>::BelowMinimum);
    let total = total::<T>()
        .checked_sub(shares)
        .ok_or(ArithmeticError::Underflow)?;
    if rest == 0 {
        Shares::<T>::remove(who);
    } else {
        Shares::<T>::insert(who, rest);
    }
    TotalShares::<T>::put(total);
    Ok(())
}
