//! The door to the pot out of which rewards are paid.

use frame_support::traits::{
    fungible::{Inspect, Mutate},
    tokens::{Fortitude::Polite, Preservation::Preserve},
    Get,
};
use sp_runtime::traits::AccountIdConversion;

use crate::{Balance, Config};

/// The pot's account.
pub(crate) fn account<T: Config>() -> T::AccountId {
    T::PotId::get().into_account_truncating()
}

/// Opens the pot at genesis, with its existential deposit and a reference that keeps it, so that the smallest
/// fee can come in.
pub(crate) fn open<T: Config>() {
    let pot = account::<T>();
    frame_system::Pallet::<T>::inc_providers(&pot);
    if T::Currency::balance(&pot) < T::Currency::minimum_balance() {
        let opened = T::Currency::mint_into(&pot, T::Currency::minimum_balance());
        assert!(opened.is_ok(), "the pot can't be opened: {opened:?}");
    }
}

/// Pays `amount` to `who`, or what the pot holds beyond its existential deposit. Says how much that was.
pub(crate) fn pay<T: Config>(who: &T::AccountId, amount: Balance) -> Balance {
    let pot = account::<T>();
    let amount = amount.min(T::Currency::reducible_balance(&pot, Preserve, Polite));
    if amount == 0 {
        return 0;
    }
    // Nobody's work fails for want of a reward.
    T::Currency::transfer(&pot, who, amount, Preserve).unwrap_or(0)
}
