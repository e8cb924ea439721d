//! What always holds between two calls.

use alloc::{collections::BTreeSet, vec::Vec};

use frame_support::{
    ensure,
    traits::{fungible::hold::Inspect, Get},
};
use sp_runtime::TryRuntimeError;
use sp_staking::SessionIndex;

use crate::{
    bonds, instructions::set_limits, set, Candidates, Config, CurrentLimits, HoldReason, Member, MissedOf,
    Offences, Reporting, RunningKeys, Sessions, Sets, Terms, Validators,
};

/// Panics if the runtime's constants contradict each other.
pub(crate) fn check_config<T: Config>() {
    assert!(
        T::MaxCandidates::get() >= T::MaxValidators::get(),
        "fewer candidates than validators"
    );
    assert!(T::MaxValidators::get() > 0, "there is no place in the set");
    assert!(T::MinBond::get() > 0, "a bond may be nothing");
    assert!(T::MaxReports::get() > 0, "no offence is ever taken");
    assert!(
        set_limits::are_sound::<T>(&T::DefaultLimits::get()),
        "the default limits contradict each other"
    );
}

/// Checks every invariant and names the first that does not hold.
pub(crate) fn check<T: Config>() -> Result<(), TryRuntimeError> {
    candidates_want_in_and_may::<T>()?;
    bonds_are_on_hold::<T>()?;
    two_sets_are_known::<T>()?;
    members_are_bonded_and_free::<T>()?;
    sessions_have_the_members::<T>()?;
    offences_can_still_be_reported::<T>()?;
    only_members_miss_sessions::<T>()?;
    let limits = CurrentLimits::<T>::get();
    ensure!(
        set_limits::are_sound::<T>(&limits),
        "8: the limits contradict each other"
    );
    keys_are_those_of_the_running_set::<T>()
}

/// 1. The candidates are exactly the validators that neither leave nor are jailed, each once.
fn candidates_want_in_and_may<T: Config>() -> Result<(), TryRuntimeError> {
    let listed = Candidates::<T>::get();
    let distinct: BTreeSet<_> = listed.iter().cloned().collect();
    ensure!(distinct.len() == listed.len(), "1: a candidate is listed twice");
    let wanted: BTreeSet<_> = Validators::<T>::iter()
        .filter(|(_, validator)| validator.leaving.is_none() && validator.jail.is_none())
        .map(|(who, _)| who)
        .collect();
    ensure!(
        wanted == distinct,
        "1: the candidates are not those who want in and may"
    );
    Ok(())
}

/// 2. What the records say is what is on hold.
fn bonds_are_on_hold<T: Config>() -> Result<(), TryRuntimeError> {
    let reason = HoldReason::Bond.into();
    let mut validators = Validators::<T>::iter();
    let held = validators.all(|(who, known)| T::Currency::balance_on_hold(&reason, &who) == known.bond);
    ensure!(held, "2: a bond is not what is on hold");
    Ok(())
}

/// 3. The sets of the running and of the next session are known, no others, and nobody is in one twice.
fn two_sets_are_known<T: Config>() -> Result<(), TryRuntimeError> {
    for (session, members) in Sets::<T>::iter() {
        ensure!(
            sessions::<T>().contains(&session),
            "3: the set of another session is known"
        );
        let distinct: BTreeSet<_> = members.iter().map(|member| &member.who).collect();
        ensure!(
            distinct.len() == members.len(),
            "3: a validator is in a set twice"
        );
    }
    Ok(())
}

/// 4. Each member has a bond on the records, and nobody is planned who was jailed before.
fn members_are_bonded_and_free<T: Config>() -> Result<(), TryRuntimeError> {
    let mut members = set::all_members::<T>().into_iter();
    ensure!(
        members.all(|who| Validators::<T>::contains_key(&who)),
        "4: a member has no bond"
    );
    let now = T::Sessions::current();
    let jailed_before = |who| {
        let jail = bonds::validator::<T>(who).and_then(|validator| validator.jail);
        jail.is_some_and(|jail| jail.since < now)
    };
    let next = set::members::<T>(set::planned::<T>());
    // When nobody at all could be planned, everybody stays.
    let names = |members: &[Member<T::AccountId>]| -> Vec<_> {
        members.iter().map(|member| member.who.clone()).collect()
    };
    let stays = names(&next) == names(&set::members::<T>(now));
    ensure!(
        stays || !next.iter().any(|member| jailed_before(&member.who)),
        "4: a validator that was jailed is planned"
    );
    Ok(())
}

/// 5. The running set is that of `pallet-session`, if this pallet has planned it; but who has no session keys is not
///    there.
fn sessions_have_the_members<T: Config>() -> Result<(), TryRuntimeError> {
    let running = set::members::<T>(T::Sessions::current());
    let mut members = running.iter().map(|member| &member.who);
    let in_order = T::Sessions::validators()
        .iter()
        .all(|who| members.any(|member| member == who));
    ensure!(running.is_empty() || in_order, "5: another set is running");
    Ok(())
}

/// 6. The terms of all sessions are known that can still be reported, and no others; no offence is on record of any
///    other term; and no report is halfway through.
fn offences_can_still_be_reported<T: Config>() -> Result<(), TryRuntimeError> {
    let oldest = T::Sessions::current().saturating_sub(T::ReportableSessions::get());
    ensure!(
        Terms::<T>::iter_keys().all(|session| (oldest..=set::planned::<T>()).contains(&session)),
        "6: the term of a session is known that does not matter"
    );
    let terms: BTreeSet<_> = Terms::<T>::iter_values().collect();
    ensure!(
        Offences::<T>::iter_keys().all(|(term, _)| terms.contains(&term)),
        "6: an offence is too old"
    );
    ensure!(!Reporting::<T>::exists(), "6: a report was not completed");
    ensure!(
        Offences::<T>::iter_values().all(|offence| offence.reports <= T::MaxReports::get()),
        "6: more reports are on record than are taken"
    );
    Ok(())
}

/// 7. Missed sessions are counted for members only.
fn only_members_miss_sessions<T: Config>() -> Result<(), TryRuntimeError> {
    let members = set::all_members::<T>();
    ensure!(
        MissedOf::<T>::iter_keys().all(|who| members.contains(&who)),
        "7: somebody misses sessions without a place in the set"
    );
    Ok(())
}

/// 9. The keys in use are known, and are those of the validators of the running session, if this pallet has planned it.
fn keys_are_those_of_the_running_set<T: Config>() -> Result<(), TryRuntimeError> {
    let planned_by_others = set::members::<T>(T::Sessions::current()).is_empty();
    let holders = RunningKeys::<T>::get().into_iter().map(|(who, _)| who);
    let holders: Vec<_> = holders.collect();
    ensure!(
        planned_by_others || holders == T::Sessions::validators(),
        "9: the keys in use are those of another set"
    );
    Ok(())
}

fn sessions<T: Config>() -> [SessionIndex; 2] {
    [T::Sessions::current(), set::planned::<T>()]
}
