//! The door to the sets: who is a member now, who will be in the next session, and who could be.

use alloc::{collections::BTreeSet, vec::Vec};
use core::cmp::Reverse;

use codec::Encode;
use frame_support::BoundedVec;
use sp_staking::SessionIndex;

use crate::{
    bonds, liveness, Candidates, Config, CurrentLimits, Event, Identification, Member, Pallet, Sessions,
    Sets, Slashed, Terms,
};

/// The members of a session's set. Those of the running and of the next session are known.
pub(crate) type Set<T> =
    BoundedVec<Member<<T as frame_system::Config>::AccountId>, <T as Config>::MaxValidators>;

/// The set of `session`, by rank.
pub(crate) fn members<T: Config>(session: SessionIndex) -> Set<T> {
    Sets::<T>::get(session)
}

/// The session that is planned already, the one after the running one.
pub(crate) fn planned<T: Config>() -> SessionIndex {
    T::Sessions::current().saturating_add(1)
}

/// Who is in the set of the running session, or in that of the next.
pub(crate) fn all_members<T: Config>() -> BTreeSet<T::AccountId> {
    let running = members::<T>(T::Sessions::current());
    let next = members::<T>(planned::<T>());
    running.into_iter().chain(next).map(|member| member.who).collect()
}

/// Whether `who` can go. A member always can, because the set keeps it as long as it must; who waits for a place can't
/// as long as the set is to have it.
pub(crate) fn can_go<T: Config>(who: &T::AccountId) -> bool {
    let fewest = CurrentLimits::<T>::get().fewest;
    let next = members::<T>(planned::<T>());
    all_members::<T>().contains(who) || Pool::<T>::after(&next).can_spare(who, fewest)
}

/// Who could be in a set.
pub(crate) struct Pool<T: Config> {
    /// Those who want to and may, the largest bonds first; equal bonds in the order in which they came.
    ready: Vec<Member<T::AccountId>>,
    /// Those who can be kept if there are too few others, in the order in which they are: members whose bond no longer
    /// suffices, the largest first; then members that want to leave, the last to ask first.
    kept: Vec<Member<T::AccountId>>,
}

impl<T: Config> Pool<T> {
    /// Who could be in the set after the one of which `before` are the members.
    pub(crate) fn after(before: &[Member<T::AccountId>]) -> Self {
        let least_bond = CurrentLimits::<T>::get().least_bond;
        let mut ready: Vec<_> = Candidates::<T>::get()
            .into_iter()
            .filter_map(member::<T>)
            .filter(|candidate| candidate.bond >= least_bond)
            .collect();
        ready.sort_by_key(|candidate| Reverse(candidate.bond));
        let kept = kept::<T>(before, &ready);
        Self { ready, kept }
    }

    /// How many members a set can have.
    fn len(&self) -> usize {
        self.ready.len().saturating_add(self.kept.len())
    }

    fn contains(&self, who: &T::AccountId) -> bool {
        self.ready
            .iter()
            .chain(&self.kept)
            .any(|member| member.who == *who)
    }

    /// Whether the set stays large enough if `who` is never in it.
    pub(crate) fn can_spare(&self, who: &T::AccountId, fewest: u32) -> bool {
        !self.contains(who) || self.len() > fewest as usize
    }

    /// Takes `who` out.
    pub(crate) fn remove(&mut self, who: &T::AccountId) {
        self.ready.retain(|member| member.who != *who);
        self.kept.retain(|member| member.who != *who);
    }
}

/// A validator as a member, if it has session keys.
fn member<T: Config>(who: T::AccountId) -> Option<Member<T::AccountId>> {
    let keys = T::Sessions::keys_of(&who)?.using_encoded(sp_io::hashing::blake2_256);
    let bond = bonds::validator::<T>(&who)?.bond;
    Some(Member { who, bond, keys })
}

/// Those of `before` that are not `ready`, but neither jailed nor without keys.
fn kept<T: Config>(
    before: &[Member<T::AccountId>],
    ready: &[Member<T::AccountId>],
) -> Vec<Member<T::AccountId>> {
    let others = before
        .iter()
        .filter(|old| !ready.iter().any(|new| new.who == old.who));
    let mut kept: Vec<_> = others
        .filter_map(|old| {
            let validator = bonds::validator::<T>(&old.who).filter(|validator| validator.jail.is_none())?;
            let rank = (
                validator.leaving.is_some(),
                Reverse(validator.leaving),
                Reverse(validator.bond),
            );
            Some((rank, member::<T>(old.who.clone())?))
        })
        .collect();
    kept.sort_by_key(|(rank, _)| *rank);
    kept.into_iter().map(|(_, member)| member).collect()
}

/// The set that follows `before`.
fn choose<T: Config>(before: &Set<T>) -> Set<T> {
    let limits = CurrentLimits::<T>::get();
    let Pool { ready, kept } = Pool::<T>::after(before);
    let missing = (limits.fewest as usize).saturating_sub(ready.len());
    let chosen = ready
        .into_iter()
        .take(limits.most as usize)
        .chain(kept.into_iter().take(missing));
    let mut chosen: Vec<_> = chosen.collect();
    if chosen.is_empty() {
        // A chain without validators could never get any again: those of before stay, jailed or not.
        chosen.extend(before.iter().filter_map(|old| member::<T>(old.who.clone())));
    }
    BoundedVec::truncate_from(chosen)
}

/// Plans the set of `session`. `None` if it is the one before, with the same bonds and keys, and nobody was slashed since.
pub(crate) fn plan<T: Config>(session: SessionIndex) -> Option<Vec<(T::AccountId, Identification)>> {
    let before_session = session.checked_sub(1);
    let before = before_session.map_or_else(Default::default, members::<T>);
    let chosen = choose::<T>(&before);
    // Who fills up what a slash took is in another term all the same: it has paid for the last one only.
    let is_same = chosen == before && !Slashed::<T>::get();
    // Where the validators were not bonded at first, those who are take over together, when they are enough.
    let too_few = chosen.len() < CurrentLimits::<T>::get().fewest as usize;
    if chosen.is_empty() || is_same || (before.is_empty() && too_few) {
        Sets::<T>::insert(session, before);
        Terms::<T>::insert(session, before_session.map_or(session, term::<T>));
        return None;
    }
    Slashed::<T>::kill();
    Terms::<T>::insert(session, session);
    for lost in absent_from(&before, &chosen) {
        bonds::lost_place::<T>(&lost, before_session.unwrap_or_default());
        liveness::forgive::<T>(&lost);
    }
    for who in absent_from(&chosen, &before) {
        Pallet::<T>::deposit_event(Event::Entered { who, session });
    }
    Sets::<T>::insert(session, &chosen);
    let identified = |member: Member<T::AccountId>| (member.who, Identification { bond: member.bond });
    Some(chosen.into_iter().map(identified).collect())
}

/// The first session of the term to which `session` belongs, if it is not too old to be known.
pub(crate) fn term<T: Config>(session: SessionIndex) -> SessionIndex {
    Terms::<T>::get(session).unwrap_or(session)
}

/// Those of `some` that are not in `others`.
fn absent_from<AccountId: Ord + Clone>(
    some: &[Member<AccountId>],
    others: &[Member<AccountId>],
) -> Vec<AccountId> {
    let others: BTreeSet<_> = others.iter().map(|member| &member.who).collect();
    let absent = some.iter().filter(|member| !others.contains(&member.who));
    absent.map(|member| member.who.clone()).collect()
}
