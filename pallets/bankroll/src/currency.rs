//! The chain's money, taken and given with one read and one write of the account.
//!
//! [`Money`] is `pallet-balances`: the same accounts, issuance, events and errors. It only takes a short cut where money
//! is taken from an account, or given to one, that lives before and after. `pallet-balances` doesn't know that before it
//! has looked, and looks at the account some eight times, at a hash and a call out of the runtime each. With a thousand
//! slips in a block, that is a quarter of what they cost.
//!
//! The short cut is taken only if `pallet-balances` would do nothing but write the new free balance:
//!
//! * the account has its new reference counts (no upgrade, no `Upgraded` event), and a provider, so that it is stored;
//! * it has the existential deposit before and after, so that no provider comes or goes, nothing is dust, and there is no
//!   `Endowed`;
//! * if something of it is held or frozen, then it has a consumer, which is the one that counts for that;
//! * the new balance is what is asked for. Taken: what stays is at least the existential deposit, and at least what is
//!   frozen beyond what is held. That allows the amount under every [`Preservation`] and [`Fortitude`], hence under both
//!   values of [`Precision`]. Given: the account's total does not overflow, which allows it under both as well.
//!
//! In every other case nothing is written here and `pallet-balances` does it, or says why not. The tests hold both against
//! each other, for accounts of all kinds.

use alloc::vec::Vec;
use codec::Encode;
use core::marker::PhantomData;

use frame_support::{
    storage::{generator::StorageMap, unhashed},
    traits::{
        fungible::{Balanced, Dust, Inspect, Mutate, Unbalanced},
        tokens::{DepositConsequence, Fortitude, Precision, Preservation, Provenance, WithdrawConsequence},
        Get,
    },
};
use frame_system::{Account, AccountInfo};
use pallet_balances::AccountData;
use sp_io::hashing::blake2_128;
use sp_runtime::DispatchError;

use crate::Balance;

/// A runtime whose balances are kept by `pallet-balances` in the accounts of `frame-system`.
pub trait Accounts:
    frame_system::Config<AccountData = AccountData<Balance>>
    + pallet_balances::Config<Balance = Balance, AccountStore = frame_system::Pallet<Self>>
{
}

impl<T> Accounts for T where
    T: frame_system::Config<AccountData = AccountData<Balance>>
        + pallet_balances::Config<Balance = Balance, AccountStore = frame_system::Pallet<T>>
{
}

/// The money of `pallet-balances`, with a short cut for what happens once a slip. Amounts in the smallest unit.
pub struct Money<T>(PhantomData<T>);

type Balances<T> = pallet_balances::Pallet<T>;

type Info<T> = AccountInfo<<T as frame_system::Config>::Nonce, AccountData<Balance>>;

/// Where [`Account`] keeps the account. Its own functions ask the host for three hashes, of which two are always the same.
/// Should the key ever be made in another way, then there is nothing here, and `pallet-balances` does everything.
fn key_of<T: Accounts>(who: &T::AccountId) -> Vec<u8> {
    who.using_encoded(|who| [&Account::<T>::prefix_hash()[..], &blake2_128(who), who].concat())
}

/// Sets the free balance of `who` to what `change` makes of the account, if nothing else changes with it. Otherwise, or if
/// `change` has no answer, writes nothing. Returns whether it is done.
pub(crate) fn set_free<T: Accounts>(
    who: &T::AccountId,
    change: impl FnOnce(&AccountData<Balance>) -> Option<Balance>,
) -> bool {
    let key = key_of::<T>(who);
    let Some(mut account) = unhashed::get::<Info<T>>(&key) else {
        return false;
    };
    let least = T::ExistentialDeposit::get().max(1);
    let data = &account.data;
    let is_tied = data.reserved > 0 || data.frozen > 0;
    let is_counted = account.providers > 0 && (account.consumers > 0 || !is_tied);
    if !is_counted || !data.flags.is_new_logic() || data.free < least {
        return false;
    }
    let Some(free) = change(data).filter(|free| *free >= least) else {
        return false;
    };
    account.data.free = free;
    unhashed::put(&key, &account);
    true
}

impl<T: Accounts> Unbalanced<T::AccountId> for Money<T> {
    fn decrease_balance(
        who: &T::AccountId,
        amount: Balance,
        precision: Precision,
        preservation: Preservation,
        force: Fortitude,
    ) -> Result<Balance, DispatchError> {
        let done = set_free::<T>(who, |data| {
            let frozen = data.frozen.saturating_sub(data.reserved);
            data.free.checked_sub(amount).filter(|free| *free >= frozen)
        });
        if done {
            return Ok(amount);
        }
        Balances::<T>::decrease_balance(who, amount, precision, preservation, force)
    }

    fn increase_balance(
        who: &T::AccountId,
        amount: Balance,
        precision: Precision,
    ) -> Result<Balance, DispatchError> {
        let done = set_free::<T>(who, |data| {
            let free = data.free.checked_add(amount)?;
            free.checked_add(data.reserved).map(|_| free)
        });
        if done {
            return Ok(amount);
        }
        Balances::<T>::increase_balance(who, amount, precision)
    }

    fn handle_dust(dust: Dust<T::AccountId, Self>) {
        Balances::<T>::handle_dust(Dust(dust.0));
    }

    fn write_balance(who: &T::AccountId, amount: Balance) -> Result<Option<Balance>, DispatchError> {
        Balances::<T>::write_balance(who, amount)
    }

    fn set_total_issuance(amount: Balance) {
        Balances::<T>::set_total_issuance(amount);
    }

    fn deactivate(amount: Balance) {
        Balances::<T>::deactivate(amount);
    }

    fn reactivate(amount: Balance) {
        Balances::<T>::reactivate(amount);
    }
}

impl<T: Accounts> Inspect<T::AccountId> for Money<T> {
    type Balance = Balance;

    fn total_issuance() -> Balance {
        <Balances<T> as Inspect<T::AccountId>>::total_issuance()
    }

    fn active_issuance() -> Balance {
        <Balances<T> as Inspect<T::AccountId>>::active_issuance()
    }

    fn minimum_balance() -> Balance {
        <Balances<T> as Inspect<T::AccountId>>::minimum_balance()
    }

    fn total_balance(who: &T::AccountId) -> Balance {
        <Balances<T> as Inspect<T::AccountId>>::total_balance(who)
    }

    fn balance(who: &T::AccountId) -> Balance {
        <Balances<T> as Inspect<T::AccountId>>::balance(who)
    }

    fn reducible_balance(who: &T::AccountId, preservation: Preservation, force: Fortitude) -> Balance {
        Balances::<T>::reducible_balance(who, preservation, force)
    }

    fn can_deposit(who: &T::AccountId, amount: Balance, provenance: Provenance) -> DepositConsequence {
        Balances::<T>::can_deposit(who, amount, provenance)
    }

    fn can_withdraw(who: &T::AccountId, amount: Balance) -> WithdrawConsequence<Balance> {
        Balances::<T>::can_withdraw(who, amount)
    }
}

impl<T: Accounts> Balanced<T::AccountId> for Money<T> {
    type OnDropCredit = <Balances<T> as Balanced<T::AccountId>>::OnDropCredit;
    type OnDropDebt = <Balances<T> as Balanced<T::AccountId>>::OnDropDebt;

    fn done_deposit(who: &T::AccountId, amount: Balance) {
        Balances::<T>::done_deposit(who, amount);
    }

    fn done_withdraw(who: &T::AccountId, amount: Balance) {
        Balances::<T>::done_withdraw(who, amount);
    }

    fn done_issue(amount: Balance) {
        <Balances<T> as Balanced<T::AccountId>>::done_issue(amount);
    }

    fn done_rescind(amount: Balance) {
        <Balances<T> as Balanced<T::AccountId>>::done_rescind(amount);
    }
}

impl<T: Accounts> Mutate<T::AccountId> for Money<T> {
    fn done_mint_into(who: &T::AccountId, amount: Balance) {
        Balances::<T>::done_mint_into(who, amount);
    }

    fn done_burn_from(who: &T::AccountId, amount: Balance) {
        Balances::<T>::done_burn_from(who, amount);
    }

    fn done_shelve(who: &T::AccountId, amount: Balance) {
        Balances::<T>::done_shelve(who, amount);
    }

    fn done_restore(who: &T::AccountId, amount: Balance) {
        Balances::<T>::done_restore(who, amount);
    }

    fn done_transfer(source: &T::AccountId, dest: &T::AccountId, amount: Balance) {
        Balances::<T>::done_transfer(source, dest, amount);
    }
}
