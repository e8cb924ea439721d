//! The door to the rota and the bonds.
//!
//! A keeper is in the rota exactly when it has a bond that is not leaving, and every bond is on hold in its
//! keeper's account to the unit.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{
    ensure,
    traits::{
        fungible::hold::Mutate,
        tokens::{
            Fortitude::Force,
            Precision::{BestEffort, Exact},
        },
        Get, Time,
    },
    BoundedVec,
};
use global_table_games::GameId;
use scale_info::TypeInfo;
use sp_runtime::{ArithmeticError, DispatchError, DispatchResult};

use crate::{Balance, Bonds, Config, Error, Event, HoldReason, Millis, Pallet, Rota, RoundId};

/// What a keeper answers with.
#[derive(
    Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, Copy, Debug, PartialEq, Eq,
)]
pub struct Bond {
    /// What is on hold, in the currency's smallest unit.
    pub amount: Balance,
    /// `None` while the keeper is in the rota; otherwise from when on the bond can be withdrawn, in
    /// milliseconds of consensus time.
    pub leaving: Option<Millis>,
}

/// The keepers in the rota, in their order.
pub(crate) fn all<T: Config>() -> BoundedVec<T::AccountId, T::MaxKeepers> {
    Rota::<T>::get()
}

/// Whether `who` is in the rota.
pub(crate) fn contains<T: Config>(who: &T::AccountId) -> bool {
    bond::<T>(who).is_some_and(|bond| bond.leaving.is_none())
}

/// The bond of `who`.
pub(crate) fn bond<T: Config>(who: &T::AccountId) -> Option<Bond> {
    Bonds::<T>::get(who)
}

/// The keeper whose turn it is. The games are shifted against each other, so that one keeper that is down
/// does not stop all tables at once.
pub(crate) fn on_duty<T: Config>(game: GameId, round: RoundId) -> Option<T::AccountId> {
    let rota = all::<T>();
    let turn = u64::from(round).saturating_add(game as u64);
    let place = turn.checked_rem(rota.len() as u64)?;
    rota.get(usize::try_from(place).ok()?).cloned()
}

/// Puts `amount` more of `who` on hold, and `who` at the end of the rota. Says what the whole bond is.
///
/// # Errors
///
/// * `AlreadyKeeper`, `BelowMinimum`, `TooManyKeepers`, `Arithmetic(Overflow)`, `Token(_)`.
pub(crate) fn enter<T: Config>(who: &T::AccountId, amount: Balance) -> Result<Balance, DispatchError> {
    ensure!(!contains::<T>(who), Error::<T>::AlreadyKeeper);
    let total = raised::<T>(who, amount)?;
    ensure!(total >= T::MinBond::get(), Error::<T>::BelowMinimum);
    Rota::<T>::try_append(who).map_err(|()| Error::<T>::TooManyKeepers)?;
    hold::<T>(who, amount, total)?;
    Ok(total)
}

/// Puts `amount` more of a keeper in the rota on hold. Says what the whole bond is.
///
/// # Errors
///
/// * `NotKeeper`, `Arithmetic(Overflow)`, `Token(_)`.
pub(crate) fn raise<T: Config>(who: &T::AccountId, amount: Balance) -> Result<Balance, DispatchError> {
    ensure!(contains::<T>(who), Error::<T>::NotKeeper);
    let total = raised::<T>(who, amount)?;
    hold::<T>(who, amount, total)?;
    Ok(total)
}

/// Takes `who` out of the rota, keeps the order of the others, and starts the delay of its bond.
///
/// # Errors
///
/// * `NotKeeper`: `who` is not in the rota.
pub(crate) fn exit<T: Config>(who: &T::AccountId) -> DispatchResult {
    let bond = bond::<T>(who)
        .filter(|bond| bond.leaving.is_none())
        .ok_or(Error::<T>::NotKeeper)?;
    let free_at = T::Time::now().saturating_add(T::LeaveDelay::get());
    Rota::<T>::mutate(|rota| rota.retain(|other| other != who));
    Bonds::<T>::insert(
        who,
        Bond {
            leaving: Some(free_at),
            ..bond
        },
    );
    Pallet::<T>::deposit_event(Event::Left {
        who: who.clone(),
        bond_free_at: free_at,
    });
    Ok(())
}

/// Gives the bond of a keeper that has left back. Says how much that is.
///
/// # Errors
///
/// * `NoBond`, `StillKeeper`, `TooEarly`, `Token(_)`.
pub(crate) fn unbond<T: Config>(who: &T::AccountId) -> Result<Balance, DispatchError> {
    let bond = bond::<T>(who).ok_or(Error::<T>::NoBond)?;
    let free_at = bond.leaving.ok_or(Error::<T>::StillKeeper)?;
    ensure!(T::Time::now() >= free_at, Error::<T>::TooEarly);
    T::Currency::release(&HoldReason::Bond.into(), who, bond.amount, Exact)?;
    Bonds::<T>::remove(who);
    Ok(bond.amount)
}

/// Destroys up to `most` of the bond of `who`, in the rota or leaving. Says how much it was.
pub(crate) fn burn<T: Config>(who: &T::AccountId, most: Balance) -> Balance {
    let Some(bond) = bond::<T>(who) else { return 0 };
    let wanted = most.min(bond.amount);
    let burned =
        T::Currency::burn_held(&HoldReason::Bond.into(), who, wanted, BestEffort, Force).unwrap_or(0);
    Bonds::<T>::insert(
        who,
        Bond {
            amount: bond.amount.saturating_sub(burned),
            ..bond
        },
    );
    burned
}

/// Takes a keeper out of the rota whose bond is below the minimum, and off the records when nothing is left
/// of it.
pub(crate) fn expel_below_minimum<T: Config>(who: &T::AccountId) {
    let Some(bond) = bond::<T>(who) else { return };
    if bond.leaving.is_none() && bond.amount < T::MinBond::get() {
        // It is in the rota, which is the only thing that `exit` asks for.
        let _ = exit::<T>(who);
    }
    if bond.amount == 0 {
        Bonds::<T>::remove(who);
    }
}

/// What the bond of `who` is with `amount` more.
fn raised<T: Config>(who: &T::AccountId, amount: Balance) -> Result<Balance, ArithmeticError> {
    let held = bond::<T>(who).map_or(0, |bond| bond.amount);
    held.checked_add(amount).ok_or(ArithmeticError::Overflow)
}

/// Puts `amount` on hold, and `total` on the records of a keeper in the rota.
fn hold<T: Config>(who: &T::AccountId, amount: Balance, total: Balance) -> DispatchResult {
    T::Currency::hold(&HoldReason::Bond.into(), who, amount)?;
    Bonds::<T>::insert(
        who,
        Bond {
            amount: total,
            leaving: None,
        },
    );
    Ok(())
}
