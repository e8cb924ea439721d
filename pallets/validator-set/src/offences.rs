//! What follows from a proven offence: a record, a slash, jail.

use alloc::vec::Vec;
use core::marker::PhantomData;

use frame_support::{dispatch::DispatchClass, traits::Get, weights::Weight};
use sp_runtime::Perbill;
use sp_staking::{
    offence::{
        Kind, Offence as Report, OffenceDetails, OffenceError, OffenceSeverity, OnOffenceHandler,
        ReportOffence,
    },
    SessionIndex,
};

use crate::{
    bonds, jail, set, Cause, Config, Event, Identification, Offence, Offences, Pallet, Reporting, Sessions,
    Slashed, Terms, Tier, WeightInfo,
};

/// Stands between the consensus pallets and `pallet-offences` (`Inner`) and remembers what kind of offence is reported,
/// which `pallet-offences` does not tell its handler. Without it, every kind costs what two votes cost.
pub struct ReportsByKind<T, Inner>(PhantomData<(T, Inner)>);

/// Whom a report names: the account, and what it was planned with.
type Offender<T> = (<T as frame_system::Config>::AccountId, Identification);

impl<T, Inner, Reporter, O> ReportOffence<Reporter, Offender<T>, O> for ReportsByKind<T, Inner>
where
    T: Config,
    Inner: ReportOffence<Reporter, Offender<T>, O>,
    O: Report<Offender<T>>,
{
    /// Refuses the report as a duplicate if all that it names were reported [`Config::MaxReports`] times in the term.
    fn report_offence(reporters: Vec<Reporter>, offence: O) -> Result<(), OffenceError> {
        let (session, offenders) = (offence.session_index(), offence.offenders());
        if offenders.iter().all(|(who, _)| is_full::<T>(session, who)) {
            return Err(OffenceError::DuplicateReport);
        }
        Reporting::<T>::put(O::ID);
        let result = Inner::report_offence(reporters, offence);
        Reporting::<T>::kill();
        result?;
        for (who, known) in offenders {
            count::<T>(&who, known, O::ID, session);
        }
        Ok(())
    }

    fn is_known_offence(offenders: &[Offender<T>], time_slot: &O::Slot) -> bool {
        Inner::is_known_offence(offenders, time_slot)
    }
}

type Details<T> = OffenceDetails<<T as frame_system::Config>::AccountId, Offender<T>>;

impl<T: Config> OnOffenceHandler<T::AccountId, Offender<T>, Weight> for Pallet<T> {
    /// `offenders` are all that did the same at the same time, those that were punished for it before among them: with
    /// each that comes to light it costs all of them more.
    fn on_offence(offenders: &[Details<T>], fractions: &[Perbill], session: SessionIndex) -> Weight {
        let kind = Reporting::<T>::get();
        for (details, fraction) in offenders.iter().zip(fractions) {
            let (who, known) = &details.offender;
            punish::<T>(who, *known, Tier::of(kind, *fraction), kind, session);
        }
        let weight = T::WeightInfo::on_offence(offenders.len() as u32);
        // `pallet-offences` does not count it.
        frame_system::Pallet::<T>::register_extra_weight_unchecked(weight, DispatchClass::Mandatory);
        weight
    }
}

/// Punishes an offence, unless `who` has paid for one as grave in the same term. A graver one costs the difference.
///
/// A session would be too short: of the sessions that have the same set, GRANDPA lets the reporter choose one.
fn punish<T: Config>(
    who: &T::AccountId,
    known: Identification,
    tier: Tier,
    kind: Kind,
    session: SessionIndex,
) {
    let now = T::Sessions::current();
    if is_forgotten::<T>(session, now) {
        return;
    }
    let term = set::term::<T>(session);
    let before = Offences::<T>::get(term, who);
    if before.is_some_and(|offence| offence.tier >= tier) {
        return;
    }
    let paid = before.map_or(0, |offence| offence.tier.cost(known.bond));
    let amount = bonds::slash::<T>(who, tier.cost(known.bond).saturating_sub(paid));
    if amount > 0 {
        Slashed::<T>::put(true);
    }
    let offence = Offence {
        kind,
        tier,
        reports: before.map_or(0, |offence| offence.reports),
        slashed: before.map_or(0, |offence| offence.slashed).saturating_add(amount),
        reported_in: now,
    };
    Offences::<T>::insert(term, who, offence);
    Pallet::<T>::deposit_event(Event::Slashed {
        who: who.clone(),
        session,
        kind,
        tier,
        amount,
    });
    jail::punish::<T>(who, Cause::Offence(tier));
    T::Sessions::disable(who, OffenceSeverity(tier.share()));
}

/// Whether so many offences of `who` in the term of `session` are on record that no more are taken.
pub(crate) fn is_full<T: Config>(session: SessionIndex, who: &T::AccountId) -> bool {
    if is_forgotten::<T>(session, T::Sessions::current()) {
        return false;
    }
    let reports = Offences::<T>::get(set::term::<T>(session), who).map_or(0, |offence| offence.reports);
    reports >= T::MaxReports::get()
}

/// Counts a report. Each leaves a record for good, and the ones after the first cost nothing: so there is an end to them, and it
/// costs the gravest tier. With that, whoever offends together with `who` later finds a record that can't become graver.
pub(crate) fn count<T: Config>(who: &T::AccountId, known: Identification, kind: Kind, session: SessionIndex) {
    if is_forgotten::<T>(session, T::Sessions::current()) {
        return;
    }
    Offences::<T>::mutate(set::term::<T>(session), who, |offence| {
        if let Some(offence) = offence {
            offence.reports = offence.reports.saturating_add(1).min(T::MaxReports::get());
        }
    });
    if is_full::<T>(session, who) {
        punish::<T>(who, known, Tier::Grave, kind, session);
    }
}

/// Whether an offence in `session` is too old to be punished when `now` runs.
fn is_forgotten<T: Config>(session: SessionIndex, now: SessionIndex) -> bool {
    session.saturating_add(T::ReportableSessions::get()) < now
}

/// Forgets the session that has become too old with the start of `now`, and, if it was the last of its term, the
/// offences of the term. There is at most one for each member.
pub(crate) fn forget<T: Config>(now: SessionIndex) {
    let kept = T::ReportableSessions::get();
    let Some(oldest) = now.checked_sub(kept.saturating_add(1)) else {
        return;
    };
    let term = set::term::<T>(oldest);
    Terms::<T>::remove(oldest);
    if set::term::<T>(oldest.saturating_add(1)) != term {
        let _ = Offences::<T>::clear_prefix(term, T::MaxValidators::get(), None);
    }
}

/// Asks again that those author nothing who were jailed for an offence after the set of `session` was planned: with a
/// new set, `pallet-session` forgets who was disabled.
pub(crate) fn disable_jailed<T: Config>(session: SessionIndex) {
    for member in set::members::<T>(session) {
        let jail = bonds::validator::<T>(&member.who).and_then(|validator| validator.jail);
        if let Some(Cause::Offence(tier)) = jail.map(|jail| jail.cause) {
            T::Sessions::disable(&member.who, OffenceSeverity(tier.share()));
        }
    }
}
