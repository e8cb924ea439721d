//! The door to the bonds and to the list of candidates.
//!
//! A candidate is a validator that neither leaves nor is jailed, and every bond is on hold in its validator's account
//! to the unit.

use frame_support::{
    ensure,
    traits::{
        fungible::{hold::Balanced, hold::Mutate},
        tokens::Precision::Exact,
        Get, OnUnbalanced,
    },
};
use sp_runtime::{ArithmeticError, DispatchError, DispatchResult};
use sp_staking::SessionIndex;

use crate::{
    set, Balance, Candidates, Config, CurrentLimits, Error, Event, HoldReason, Jail, Pallet, Sessions,
    Validator, Validators,
};

/// What is known of `who`, if it has a bond.
pub(crate) fn validator<T: Config>(who: &T::AccountId) -> Option<Validator> {
    Validators::<T>::get(who)
}

/// What is known of `who`, if it is a validator that does not leave.
///
/// # Errors
///
/// * `NotValidator`.
pub(crate) fn staying<T: Config>(who: &T::AccountId) -> Result<Validator, DispatchError> {
    let staying = validator::<T>(who).filter(|validator| validator.leaving.is_none());
    staying.ok_or(Error::<T>::NotValidator.into())
}

/// Puts `amount` more of `who` on hold, and `who` at the end of the candidates. Says what the whole bond is.
///
/// # Errors
///
/// * `AlreadyValidator`, `StillJailed`, `NoKeys`, `BelowMinimum`, `TooManyCandidates`, `Arithmetic(Overflow)`,
///   `Token(_)`.
pub(crate) fn enter<T: Config>(who: &T::AccountId, amount: Balance) -> Result<Balance, DispatchError> {
    ensure!(T::Sessions::keys_of(who).is_some(), Error::<T>::NoKeys);
    enroll::<T>(who, amount)
}

/// As [`enter`], but whether `who` has keys is seen when the set is planned: at genesis, keys come after bonds.
pub(crate) fn enroll<T: Config>(who: &T::AccountId, amount: Balance) -> Result<Balance, DispatchError> {
    ensure!(staying::<T>(who).is_err(), Error::<T>::AlreadyValidator);
    let former = validator::<T>(who).unwrap_or_default();
    ensure_not_in_jail::<T>(former.jail)?;
    let bond = sum(former.bond, amount)?;
    become_candidate::<T>(who, bond)?;
    let back = Validator {
        leaving: None,
        jail: None,
        ..former
    };
    hold::<T>(who, amount, Validator { bond, ..back })
}

/// Puts `amount` more of a validator that stays on hold. Says what the whole bond is.
///
/// # Errors
///
/// * `NotValidator`, `Arithmetic(Overflow)`, `Token(_)`.
pub(crate) fn raise<T: Config>(who: &T::AccountId, amount: Balance) -> Result<Balance, DispatchError> {
    let validator = staying::<T>(who)?;
    let bond = sum(validator.bond, amount)?;
    hold::<T>(who, amount, Validator { bond, ..validator })
}

/// Takes `who` off the candidates. It keeps the places that it has until a set is planned without it.
///
/// # Errors
///
/// * `NotValidator`.
pub(crate) fn exit<T: Config>(who: &T::AccountId) -> DispatchResult {
    let validator = staying::<T>(who)?;
    drop_candidate::<T>(who);
    let leaving = Some(T::Sessions::current());
    Validators::<T>::insert(who, Validator { leaving, ..validator });
    Ok(())
}

/// Makes a validator that has served its time a candidate again.
///
/// # Errors
///
/// * `NotValidator`, `NotJailed`, `StillJailed`, `NoKeys`, `BelowMinimum`, `TooManyCandidates`.
pub(crate) fn readmit<T: Config>(who: &T::AccountId) -> DispatchResult {
    let validator = staying::<T>(who)?;
    ensure!(validator.jail.is_some(), Error::<T>::NotJailed);
    ensure_not_in_jail::<T>(validator.jail)?;
    ensure!(T::Sessions::keys_of(who).is_some(), Error::<T>::NoKeys);
    become_candidate::<T>(who, validator.bond)?;
    Validators::<T>::insert(
        who,
        Validator {
            jail: None,
            ..validator
        },
    );
    Ok(())
}

/// Puts `who` into jail, and off the candidates.
pub(crate) fn confine<T: Config>(who: &T::AccountId, jail: Jail) {
    drop_candidate::<T>(who);
    Validators::<T>::mutate_extant(who, |validator| validator.jail = Some(jail));
}

/// Gives the bond of a validator that has left back. Says how much that is.
///
/// # Errors
///
/// * `NoBond`, `StillValidator`, `StillMember`, `StillJailed`, `TooEarly`, `Token(_)`.
pub(crate) fn unbond<T: Config>(who: &T::AccountId) -> Result<Balance, DispatchError> {
    let validator = validator::<T>(who).ok_or(Error::<T>::NoBond)?;
    ensure!(validator.leaving.is_some(), Error::<T>::StillValidator);
    ensure!(!set::all_members::<T>().contains(who), Error::<T>::StillMember);
    ensure_not_in_jail::<T>(validator.jail)?;
    let free = validator.last_session.map_or(0, free_from::<T>);
    ensure!(T::Sessions::current() >= free, Error::<T>::TooEarly);
    T::Currency::release(&HoldReason::Bond.into(), who, validator.bond, Exact)?;
    Validators::<T>::remove(who);
    Ok(validator.bond)
}

/// The first session in which a validator has nothing to answer for any more whose last place was in `session`.
fn free_from<T: Config>(session: SessionIndex) -> SessionIndex {
    session
        .saturating_add(T::ReportableSessions::get())
        .saturating_add(1)
}

/// Takes up to `most` of the bond of `who`, wherever it stands, and hands it to [`Config::OnSlash`]. Says how much
/// it was.
pub(crate) fn slash<T: Config>(who: &T::AccountId, most: Balance) -> Balance {
    let Some(validator) = validator::<T>(who) else {
        return 0;
    };
    let wanted = most.min(validator.bond);
    let (credit, missing) = T::Currency::slash(&HoldReason::Bond.into(), who, wanted);
    let slashed = wanted.saturating_sub(missing);
    let bond = validator.bond.saturating_sub(slashed);
    Validators::<T>::insert(who, Validator { bond, ..validator });
    T::OnSlash::on_unbalanced(credit);
    slashed
}

/// Notes that `last` is the last session of whose set `who` is a member.
pub(crate) fn lost_place<T: Config>(who: &T::AccountId, last: SessionIndex) {
    Validators::<T>::mutate_extant(who, |validator| validator.last_session = Some(last));
    Pallet::<T>::deposit_event(Event::Exited {
        who: who.clone(),
        last_session: last,
        bond_free_from: free_from::<T>(last),
    });
}

fn ensure_not_in_jail<T: Config>(jail: Option<Jail>) -> DispatchResult {
    let served = jail.is_none_or(|jail| T::Sessions::current() >= jail.until);
    ensure!(served, Error::<T>::StillJailed);
    Ok(())
}

fn sum(bond: Balance, amount: Balance) -> Result<Balance, ArithmeticError> {
    bond.checked_add(amount).ok_or(ArithmeticError::Overflow)
}

/// Puts `amount` on hold and the validator on the records. Says what the whole bond is.
fn hold<T: Config>(
    who: &T::AccountId,
    amount: Balance,
    validator: Validator,
) -> Result<Balance, DispatchError> {
    T::Currency::hold(&HoldReason::Bond.into(), who, amount)?;
    Validators::<T>::insert(who, validator);
    Ok(validator.bond)
}

/// Puts `who` at the end of the candidates, if `bond` suffices.
fn become_candidate<T: Config>(who: &T::AccountId, bond: Balance) -> DispatchResult {
    ensure!(
        bond >= CurrentLimits::<T>::get().least_bond,
        Error::<T>::BelowMinimum
    );
    if Candidates::<T>::decode_len().unwrap_or(0) >= T::MaxCandidates::get() as usize {
        make_room::<T>(bond)?;
    }
    Candidates::<T>::try_append(who).map_err(|()| Error::<T>::TooManyCandidates.into())
}

/// Displaces the candidate with the smallest bond that is a member of no set, the latest of them, if it is below
/// `bond`. So the list can't be filled up with small bonds against large ones.
fn make_room<T: Config>(bond: Balance) -> DispatchResult {
    let members = set::all_members::<T>();
    let candidates = Candidates::<T>::get();
    let waiting = candidates.iter().rev().filter(|who| !members.contains(who));
    let smallest = waiting
        .filter_map(|who| Some((validator::<T>(who)?.bond, who)))
        .min_by_key(|(bond, _)| *bond);
    let (_, who) = smallest
        .filter(|(smallest, _)| *smallest < bond)
        .ok_or(Error::<T>::TooManyCandidates)?;
    exit::<T>(who)?;
    Pallet::<T>::deposit_event(Event::Displaced { who: who.clone() });
    Ok(())
}

fn drop_candidate<T: Config>(who: &T::AccountId) {
    Candidates::<T>::mutate(|candidates| candidates.retain(|candidate| candidate != who));
}
