//! Who authors, and who has not for too long.
//!
//! A member that authored no block in a session misses it, unless nobody could have been expected to author one, or
//! fewer than two thirds of the set did: then it is the network that had a problem, and nobody is blamed. Who misses
//! `missed_sessions` in a row, in which it should have authored `missed_blocks` or more, is jailed without a slash, as
//! long as the set stays large enough. [`Limits`] has both.

use alloc::collections::{BTreeMap, BTreeSet};

use frame_support::dispatch::DispatchClass;
use frame_system::pallet_prelude::BlockNumberFor;
use sp_staking::SessionIndex;

use crate::{
    jail, set, Authored, Cause, Config, CurrentLimits, Event, Limits, Member, MissedOf, NewestAuthor, Pallet,
    WeightInfo,
};

impl<T: Config> pallet_authorship::EventHandler<T::AccountId, BlockNumberFor<T>> for Pallet<T> {
    fn note_author(author: T::AccountId) {
        let now = frame_system::Pallet::<T>::block_number();
        if let Some((_, who)) = NewestAuthor::<T>::get() {
            count::<T>(&who);
        }
        NewestAuthor::<T>::put((now, author));
        frame_system::Pallet::<T>::register_extra_weight_unchecked(
            T::WeightInfo::note_author(),
            DispatchClass::Mandatory,
        );
    }
}

fn count<T: Config>(who: &T::AccountId) {
    Authored::<T>::mutate(who, |blocks| *blocks = blocks.saturating_add(1));
}

/// Looks at what was authored in the session that ends, and begins to count anew.
pub(crate) fn session_ends<T: Config>(session: SessionIndex) {
    let authored = take_authored::<T>();
    let members = set::members::<T>(session);
    let present = |member: &&Member<T::AccountId>| authored.contains_key(&member.who);
    let mut awake = 0u32;
    for member in members.iter().filter(present) {
        forgive::<T>(&member.who);
        awake = awake.saturating_add(1);
    }
    let size = members.len() as u32;
    if awake.saturating_mul(3) < size.saturating_mul(2) {
        return;
    }
    let blocks = authored
        .values()
        .fold(0u32, |sum, blocks| sum.saturating_add(*blocks));
    let expected = blocks.checked_div(size).unwrap_or(0);
    if expected == 0 {
        return;
    }
    let absent = members.iter().filter(|member| !present(member));
    jail_idle::<T>(absent.map(|member| &member.who), expected);
}

/// How many blocks each has authored since the last time.
///
/// The block that changes the session belongs to the next one, and its author may have been looked up in the wrong set:
/// it counts for nobody.
fn take_authored<T: Config>() -> BTreeMap<T::AccountId, u32> {
    if let Some((block, who)) = NewestAuthor::<T>::take() {
        if block < frame_system::Pallet::<T>::block_number() {
            count::<T>(&who);
        }
    }
    Authored::<T>::drain().collect()
}

/// Notes one more missed session for each of `absent`, and jails those that missed too many.
fn jail_idle<'a, T: Config>(absent: impl Iterator<Item = &'a T::AccountId>, expected: u32) {
    let limits = CurrentLimits::<T>::get();
    let next = set::members::<T>(set::planned::<T>());
    let stays: BTreeSet<_> = next.iter().map(|member| &member.who).collect();
    let mut pool = set::Pool::<T>::after(&next);
    // Who has lost its place already has nothing more to miss.
    for who in absent.filter(|who| stays.contains(who) && !jail::holds::<T>(who)) {
        if !misses_too_many::<T>(who, expected, &limits) {
            continue;
        }
        if pool.can_spare(who, limits.fewest) {
            jail::confine::<T>(who, Cause::Offline, limits.offline_jail);
            forgive::<T>(who);
            pool.remove(who);
        } else {
            jail::spare::<T>(who, Cause::Offline);
        }
    }
}

fn misses_too_many<T: Config>(who: &T::AccountId, expected: u32, limits: &Limits) -> bool {
    let missed = MissedOf::<T>::mutate(who, |missed| {
        missed.sessions = missed.sessions.saturating_add(1);
        missed.blocks = missed.blocks.saturating_add(expected);
        *missed
    });
    Pallet::<T>::deposit_event(Event::Missed {
        who: who.clone(),
        missed,
    });
    missed.sessions >= limits.missed_sessions && missed.blocks >= limits.missed_blocks
}

/// Forgets what `who` has missed.
pub(crate) fn forgive<T: Config>(who: &T::AccountId) {
    MissedOf::<T>::remove(who);
}
