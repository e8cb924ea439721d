use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError;

use crate::{mock::*, Cause, Error, Event, Jail, Tier};

/// A set of four whose first member has equivocated in session 0: it lost 30 of 300 units.
fn with_one_in_jail(test: impl FnOnce()) {
    ExtBuilder::default()
        .bonds(&[300, 300, 300, 300])
        .build_and_execute(|| {
            report(What::TwoBlocks, 1, 1, 4);
            let jail = Jail {
                cause: Cause::Offence(Tier::Heavy),
                since: 0,
                until: OFFENCE_JAIL,
            };
            assert_eq!(
                ValidatorSet::validator(&1).and_then(|known| known.jail),
                Some(jail)
            );
            test();
        });
}

#[test]
fn release_should_lead_back_into_the_set_after_the_time() {
    with_one_in_jail(|| {
        sessions(OFFENCE_JAIL - 1);
        assert_noop!(ValidatorSet::release(origin(1)), Error::<Test>::StillJailed);
        next_session();
        assert_eq!(next(), vec![2, 3, 4]);
        assert_ok!(ValidatorSet::release(origin(1)));
        System::assert_last_event(Event::Released { who: 1 }.into());
        next_session();
        assert_eq!(next(), vec![2, 3, 4, 1]);
        assert!(disabled().is_empty());
    });
}

#[test]
fn release_should_never_come_by_itself() {
    with_one_in_jail(|| {
        sessions(3 * OFFENCE_JAIL);
        assert_eq!(next(), vec![2, 3, 4]);
    });
}

#[test]
fn release_should_ask_for_the_least_bond() {
    with_one_in_jail(|| {
        let limits = crate::Limits {
            least_bond: 280 * UNIT,
            ..ValidatorSet::limits()
        };
        assert_ok!(ValidatorSet::set_limits(RuntimeOrigin::root(), limits));
        sessions(OFFENCE_JAIL);
        assert_noop!(ValidatorSet::release(origin(1)), Error::<Test>::BelowMinimum);
        assert_ok!(ValidatorSet::bond_more(origin(1), 10 * UNIT));
        assert_ok!(ValidatorSet::release(origin(1)));
    });
}

#[test]
fn release_should_ask_for_keys() {
    with_one_in_jail(|| {
        sessions(OFFENCE_JAIL);
        purge(1);
        assert_noop!(ValidatorSet::release(origin(1)), Error::<Test>::NoKeys);
    });
}

#[test]
fn release_should_fail_when_the_list_is_full() {
    with_one_in_jail(|| {
        for who in 5..=8 {
            assert_ok!(ValidatorSet::join(origin(who), 300 * UNIT));
        }
        sessions(OFFENCE_JAIL);
        assert_noop!(ValidatorSet::release(origin(1)), Error::<Test>::TooManyCandidates);
        assert_ok!(ValidatorSet::bond_more(origin(1), 31 * UNIT));
        assert_ok!(ValidatorSet::release(origin(1)));
        System::assert_has_event(Event::Displaced { who: 8 }.into());
    });
}

#[test]
fn release_should_not_be_got_around_by_leaving() {
    with_one_in_jail(|| {
        assert_ok!(ValidatorSet::leave(origin(1)));
        assert_noop!(ValidatorSet::release(origin(1)), Error::<Test>::NotValidator);
        assert_noop!(ValidatorSet::join(origin(1), UNIT), Error::<Test>::StillJailed);
        sessions(OFFENCE_JAIL);
        assert_ok!(ValidatorSet::join(origin(1), UNIT));
        assert_eq!(ValidatorSet::validator(&1).and_then(|known| known.jail), None);
    });
}

#[test]
fn release_should_fail_out_of_jail() {
    with_one_in_jail(|| {
        assert_noop!(ValidatorSet::release(origin(2)), Error::<Test>::NotJailed);
        assert_noop!(ValidatorSet::release(origin(9)), Error::<Test>::NotValidator);
        assert_noop!(
            ValidatorSet::release(RuntimeOrigin::none()),
            DispatchError::BadOrigin
        );
    });
}
