//! The door to the money: the only module that touches the bankroll's account.
//!
//! The account keeps its existential deposit for ever. Below it the currency would destroy the rest as dust,
//! and with it money that a book counts on. So that deposit is nobody's: it backs no share and covers no
//! exposure.

use frame_support::{
    dispatch::DispatchResult,
    ensure,
    traits::{
        fungible::{Balanced, Credit, Inspect, Mutate},
        tokens::{Fortitude::Polite, Precision::Exact, Preservation::Preserve},
        Get, Imbalance,
    },
};
use sp_runtime::{traits::AccountIdConversion, DispatchError};

use crate::{Balance, Config, Error};

/// The account that holds the bankroll.
pub(crate) fn account<T: Config>() -> T::AccountId {
    T::PalletId::get().into_account_truncating()
}

/// Opens the account at genesis, with its existential deposit and a reference that keeps it.
pub(crate) fn open<T: Config>() {
    let account = account::<T>();
    frame_system::Pallet::<T>::inc_providers(&account);
    let missing = T::Currency::minimum_balance().saturating_sub(T::Currency::balance(&account));
    if missing > 0 {
        let opened = T::Currency::mint_into(&account, T::Currency::minimum_balance());
        assert!(
            opened.is_ok(),
            "the bankroll's account can't be opened: {opened:?}"
        );
    }
}

/// What the bankroll can pay: its balance without the existential deposit.
pub(crate) fn funds<T: Config>() -> Balance {
    T::Currency::reducible_balance(&account::<T>(), Preserve, Polite)
}

/// By how much [`funds`] grow when `amount` comes in. Less than `amount` only while the account is not open.
pub(crate) fn gain<T: Config>(amount: Balance) -> Balance {
    let existential = T::Currency::minimum_balance();
    let before = T::Currency::balance(&account::<T>());
    before
        .saturating_add(amount)
        .saturating_sub(existential)
        .saturating_sub(before.saturating_sub(existential))
}

/// Moves a provider's money in.
pub(crate) fn pay_in<T: Config>(who: &T::AccountId, amount: Balance) -> DispatchResult {
    T::Currency::transfer(who, &account::<T>(), amount, Preserve)?;
    Ok(())
}

/// Moves a provider's money out.
pub(crate) fn pay_out<T: Config>(who: &T::AccountId, amount: Balance) -> DispatchResult {
    T::Currency::transfer(&account::<T>(), who, amount, Preserve)?;
    Ok(())
}

/// Puts stakes into the account. On an error they are destroyed, and the caller's storage layer must roll
/// back.
pub(crate) fn take_in<T: Config>(stakes: Credit<T::AccountId, T::Currency>) -> DispatchResult {
    if stakes.peek() > 0 {
        T::Currency::resolve(&account::<T>(), stakes).map_err(|_| Error::<T>::NotReceived)?;
    }
    Ok(())
}

/// Takes `amount` out of the account, or nothing on an error.
pub(crate) fn take_out<T: Config>(
    amount: Balance,
) -> Result<Credit<T::AccountId, T::Currency>, DispatchError> {
    ensure!(amount <= funds::<T>(), Error::<T>::NotCovered);
    T::Currency::withdraw(&account::<T>(), amount, Exact, Preserve, Polite)
}
