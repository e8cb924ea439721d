//! One benchmark per call and hook, on a list of candidates and sets that are as full as they can be.
#![allow(clippy::arithmetic_side_effects)]

use frame_benchmarking::v2::*;
use frame_support::traits::{fungible::Inspect, fungible::Mutate, EnsureOrigin, Get};
use frame_system::RawOrigin;
use pallet_authorship::EventHandler;
use sp_runtime::Perbill;
use sp_staking::offence::{OffenceDetails, OnOffenceHandler};

use crate::*;

type Who<T> = <T as frame_system::Config>::AccountId;

/// Gives `who` enough for a few bonds, and keys.
fn prepared<T: Config>(who: &Who<T>, seed: u32)
where
    T::Currency: Mutate<Who<T>, Balance = Balance>,
{
    let purse = T::MinBond::get() * 10 + T::Currency::minimum_balance() * 10;
    T::Currency::set_balance(who, purse);
    T::Sessions::register(who, seed);
}

/// A candidate with twice the least bond.
fn candidate<T: Config>(index: u32) -> Result<Who<T>, BenchmarkError>
where
    T::Currency: Mutate<Who<T>, Balance = Balance>,
{
    let who = account("validator", index, 0);
    prepared::<T>(&who, index);
    instructions::join::run::<T>(who.clone(), T::MinBond::get() * 2)?;
    Ok(who)
}

/// The limits with which the set is as large as it can be.
fn widest<T: Config>() -> Limits {
    Limits {
        fewest: 1,
        most: T::MaxValidators::get(),
        least_bond: T::MinBond::get(),
        ..T::DefaultLimits::get()
    }
}

/// Forgets who came with genesis, lets the list be full and the set as large as it can be. Says who is listed.
fn crowd<T: Config>() -> Result<Vec<Who<T>>, BenchmarkError>
where
    T::Currency: Mutate<Who<T>, Balance = Balance>,
{
    crowd_with::<T>(widest::<T>())
}

/// The same with a set of one: of the others each may be displaced, and is looked at.
fn waiting_crowd<T: Config>() -> Result<Vec<Who<T>>, BenchmarkError>
where
    T::Currency: Mutate<Who<T>, Balance = Balance>,
{
    crowd_with::<T>(Limits {
        most: 1,
        ..widest::<T>()
    })
}

fn crowd_with<T: Config>(limits: Limits) -> Result<Vec<Who<T>>, BenchmarkError>
where
    T::Currency: Mutate<Who<T>, Balance = Balance>,
{
    CurrentLimits::<T>::put(limits);
    let genesis = Candidates::<T>::take();
    for who in genesis {
        Validators::<T>::remove(who);
    }
    let listed: Result<Vec<_>, _> = (0..T::MaxCandidates::get()).map(candidate::<T>).collect();
    let now = T::Sessions::current();
    Sets::<T>::remove(now);
    set::plan::<T>(now + 1);
    let planned = set::members::<T>(now + 1);
    let holders = planned.iter().filter_map(|member| {
        let keys = T::Sessions::keys_of(&member.who)?;
        Some((member.who.clone(), keys))
    });
    RunningKeys::<T>::put(key_owners::Holders::<T>::truncate_from(holders.collect()));
    Sets::<T>::insert(now, planned);
    listed
}

/// A report of what each of `offenders` has done in the running session.
fn reports<T: Config>(offenders: &[Who<T>]) -> Vec<OffenceDetails<Who<T>, (Who<T>, Identification)>> {
    let known = Identification {
        bond: T::MinBond::get() * 2,
    };
    let report = |who: &Who<T>| OffenceDetails {
        offender: (who.clone(), known),
        reporters: Default::default(),
    };
    offenders.iter().map(report).collect()
}

#[benchmarks(where T::Currency: Mutate<Who<T>, Balance = Balance>)]
mod benchmarks {
    use super::*;

    /// A new validator displaces another.
    #[benchmark]
    fn join() -> Result<(), BenchmarkError> {
        waiting_crowd::<T>()?;
        let caller: Who<T> = whitelisted_caller();
        prepared::<T>(&caller, u32::MAX);

        #[extrinsic_call]
        _(RawOrigin::Signed(caller.clone()), T::MinBond::get() * 3);

        assert!(Candidates::<T>::get().contains(&caller));
        Ok(())
    }

    /// A validator raises its bond.
    #[benchmark]
    fn bond_more() -> Result<(), BenchmarkError> {
        let listed = crowd::<T>()?;

        #[extrinsic_call]
        _(RawOrigin::Signed(listed[0].clone()), T::MinBond::get());

        assert_eq!(
            bonds::validator::<T>(&listed[0]).map(|known| known.bond),
            Some(T::MinBond::get() * 3)
        );
        Ok(())
    }

    /// One that waits goes, so that everybody is counted.
    #[benchmark]
    fn leave() -> Result<(), BenchmarkError> {
        let listed = crowd::<T>()?;
        let caller = listed.last().expect("there are candidates").clone();

        #[extrinsic_call]
        _(RawOrigin::Signed(caller.clone()));

        assert!(!Candidates::<T>::get().contains(&caller));
        Ok(())
    }

    /// A bond is released.
    #[benchmark]
    fn withdraw_bond() -> Result<(), BenchmarkError> {
        let listed = crowd::<T>()?;
        let caller = listed.last().expect("there are candidates").clone();
        bonds::exit::<T>(&caller)?;
        // Where all have a place, the sets are looked at nevertheless, and the place goes.
        for session in [T::Sessions::current(), set::planned::<T>()] {
            Sets::<T>::mutate(session, |members| members.retain(|member| member.who != caller));
        }

        #[extrinsic_call]
        _(RawOrigin::Signed(caller.clone()));

        assert!(bonds::validator::<T>(&caller).is_none());
        Ok(())
    }

    /// A validator comes out of jail and displaces another.
    #[benchmark]
    fn release() -> Result<(), BenchmarkError> {
        let listed = waiting_crowd::<T>()?;
        let caller = listed[0].clone();
        bonds::raise::<T>(&caller, T::MinBond::get())?;
        let now = T::Sessions::current();
        let jail = Jail {
            cause: Cause::Offline,
            since: now,
            until: now,
        };
        bonds::confine::<T>(&caller, jail);
        candidate::<T>(u32::MAX - 1)?;

        #[extrinsic_call]
        _(RawOrigin::Signed(caller.clone()));

        assert!(Candidates::<T>::get().contains(&caller));
        Ok(())
    }

    /// The admin changes the limits.
    #[benchmark]
    fn set_limits() -> Result<(), BenchmarkError> {
        let origin = T::AdminOrigin::try_successful_origin().map_err(|()| BenchmarkError::Weightless)?;
        let limits = Limits {
            most: 1,
            ..widest::<T>()
        };

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, limits);

        assert_eq!(CurrentLimits::<T>::get(), limits);
        Ok(())
    }

    /// The author of the block before is counted, and that of this one remembered.
    #[benchmark]
    fn note_author() -> Result<(), BenchmarkError> {
        let author: Who<T> = account("author", 0, 0);
        <Pallet<T> as EventHandler<_, _>>::note_author(author.clone());

        #[block]
        {
            <Pallet<T> as EventHandler<_, _>>::note_author(author.clone());
        }

        assert_eq!(Authored::<T>::get(&author), 1);
        Ok(())
    }

    /// So many members have offended at the same time, and somebody has looked whose keys they are.
    #[benchmark]
    fn on_offence(n: Linear<1, 16>) -> Result<(), BenchmarkError> {
        let listed = crowd::<T>()?;
        let offenders = &listed[..listed.len().min(n as usize)];
        let reports = reports::<T>(offenders);
        let fractions = alloc::vec![Perbill::one(); reports.len()];
        let now = T::Sessions::current();

        #[block]
        {
            // Before the report gets into a block, and in it.
            key_owners::as_they_run::<T, _>(|| ());
            key_owners::as_they_run::<T, _>(|| ());
            <Pallet<T> as OnOffenceHandler<_, _, _>>::on_offence(&reports, &fractions, now);
            let (who, known) = &reports[0].offender;
            offences::count::<T>(who, *known, TWO_BLOCKS, now);
        }

        assert!(Offences::<T>::get(now, &listed[0]).is_some());
        Ok(())
    }

    /// Two thirds of a full set have authored, the others miss the session once too often and are jailed, and a set of
    /// others is planned.
    #[benchmark]
    fn change_session() -> Result<(), BenchmarkError> {
        let listed = crowd::<T>()?;
        let now = T::Sessions::current();
        let members = set::members::<T>(now);
        let awake = members.len() * 2 / 3 + 1;
        for (place, member) in members.iter().enumerate() {
            if place < awake {
                Authored::<T>::insert(&member.who, 1_000);
            } else {
                let missed = Missed {
                    sessions: CurrentLimits::<T>::get().missed_sessions,
                    blocks: CurrentLimits::<T>::get().missed_blocks,
                };
                MissedOf::<T>::insert(&member.who, missed);
            }
        }
        for who in listed.iter().rev().take(members.len()) {
            bonds::raise::<T>(who, T::MinBond::get())?;
        }

        let holders = RunningKeys::<T>::take();

        #[block]
        {
            liveness::session_ends::<T>(now);
            key_owners::note::<T>();
            // Not those of genesis, which are queued here, but those of a full set.
            RunningKeys::<T>::put(holders);
            offences::forget::<T>(now);
            offences::disable_jailed::<T>(now + 1);
            T::Sessions::forget_before(0);
            set::plan::<T>(now + 2);
        }

        assert!(!set::members::<T>(now + 2).is_empty());
        Ok(())
    }

    impl_benchmark_test_suite!(
        Pallet,
        crate::mock::ExtBuilder::default().bonds(&[300]).build(),
        crate::mock::Test
    );
}
