//! `withdraw`: shares come back, money goes out.

use frame_support::{dispatch::DispatchResult, ensure};

use crate::{ledger, price, reserves, shares, Balance, Config, Error, Event, Pallet, Tables};

/// Redeems `shares` of `who` and pays what they are worth.
pub(crate) fn run<T: Config>(who: T::AccountId, shares: Balance) -> DispatchResult {
    ensure!(!T::Tables::outcome_pending(), Error::<T>::OutcomePending);
    // The price must be that of all shares, those included that are about to go. It is unwrapped only after
    // the holder's own errors, which say more.
    let worth = price::worth::<T>(shares);
    shares::redeem::<T>(&who, shares)?;
    let amount = worth?;
    ensure!(amount > 0, Error::<T>::WorthNothing);
    let rest = ledger::funds::<T>().saturating_sub(amount);
    ensure!(rest >= reserves::exposure::<T>(), Error::<T>::Reserved);
    ledger::pay_out::<T>(&who, amount)?;
    Pallet::<T>::deposit_event(Event::Withdrawn { who, amount, shares });
    Ok(())
}
