//! `deposit`: money comes in, shares go out.

use frame_support::{dispatch::DispatchResult, ensure, traits::Get};

use crate::{ledger, price, shares, Balance, Config, Error, Event, Pallet, Tables};

/// Takes `amount` from `who` and issues the shares that it buys.
pub(crate) fn run<T: Config>(who: T::AccountId, amount: Balance) -> DispatchResult {
    ensure!(!T::Tables::outcome_pending(), Error::<T>::OutcomePending);
    ensure!(amount >= T::MinDeposit::get(), Error::<T>::BelowMinimum);
    // The price must not contain the money that it is the price for.
    let bought = price::shares_for::<T>(amount)?;
    shares::issue::<T>(&who, bought)?;
    ledger::pay_in::<T>(&who, amount)?;
    Pallet::<T>::deposit_event(Event::Deposited {
        who,
        amount,
        shares: bought,
    });
    Ok(())
}
