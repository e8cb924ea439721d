//! Into jail, and who is spared.

use sp_staking::SessionIndex;

use crate::{bonds, set, Cause, Config, CurrentLimits, Event, Jail, Pallet, Sessions};

/// Whether `who` is in jail.
pub(crate) fn holds<T: Config>(who: &T::AccountId) -> bool {
    bonds::validator::<T>(who).is_some_and(|validator| validator.jail.is_some())
}

/// Jails `who` for an offence, unless the set would become too small without it. Who is in jail already stays at least
/// as long as the new offence demands.
pub(crate) fn punish<T: Config>(who: &T::AccountId, cause: Cause) {
    let limits = CurrentLimits::<T>::get();
    let jailable = holds::<T>(who) || {
        let next = set::members::<T>(set::planned::<T>());
        set::Pool::<T>::after(&next).can_spare(who, limits.fewest)
    };
    if jailable {
        confine::<T>(who, cause, limits.offence_jail);
    } else {
        spare::<T>(who, cause);
    }
}

/// Jails `who` for so many sessions.
pub(crate) fn confine<T: Config>(who: &T::AccountId, cause: Cause, sessions: SessionIndex) {
    let Some(validator) = bonds::validator::<T>(who) else {
        return;
    };
    let now = T::Sessions::current();
    let until = now.saturating_add(sessions);
    let jail = Jail {
        cause,
        since: validator.jail.map_or(now, |jail| jail.since),
        until: validator.jail.map_or(until, |jail| jail.until.max(until)),
    };
    bonds::confine::<T>(who, jail);
    Pallet::<T>::deposit_event(Event::Jailed {
        who: who.clone(),
        cause,
        until: jail.until,
    });
}

/// Says that `who` would have been jailed if the set were larger.
pub(crate) fn spare<T: Config>(who: &T::AccountId, cause: Cause) {
    Pallet::<T>::deposit_event(Event::Spared {
        who: who.clone(),
        cause,
    });
}
