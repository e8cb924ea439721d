use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError;

use crate::{mock::*, Balance, Error, Event, Limits};

fn limits(fewest: u32, most: u32, least_bond: Balance) -> Limits {
    Limits {
        fewest,
        most,
        least_bond,
        ..LIMITS
    }
}

fn set(limits: Limits) {
    assert_ok!(ValidatorSet::set_limits(RuntimeOrigin::root(), limits));
}

#[test]
fn set_limits_should_count_from_the_next_set_that_is_planned() {
    ExtBuilder::default()
        .bonds(&[100, 300, 200])
        .build_and_execute(|| {
            let two = limits(1, 2, MIN_BOND);
            set(two);
            System::assert_last_event(Event::LimitsChanged { limits: two }.into());
            assert_eq!(ValidatorSet::limits(), two);
            assert_eq!(next(), vec![2, 3, 1]);
            next_session();
            assert_eq!(next(), vec![2, 3]);
            set(limits(1, 3, MIN_BOND));
            next_session();
            assert_eq!(next(), vec![2, 3, 1]);
        });
}

#[test]
fn a_higher_least_bond_should_cost_the_place_of_who_does_not_reach_it() {
    ExtBuilder::default()
        .bonds(&[100, 300, 200])
        .build_and_execute(|| {
            set(limits(1, 5, 200 * UNIT));
            next_session();
            assert_eq!(next(), vec![2, 3]);
            assert_ok!(ValidatorSet::bond_more(origin(1), 100 * UNIT));
            next_session();
            assert_eq!(next(), vec![2, 1, 3]);
        });
}

#[test]
fn a_higher_least_bond_should_leave_the_set_large_enough() {
    ExtBuilder::default()
        .bonds(&[100, 300, 200, 150])
        .sizes(3, 5)
        .build_and_execute(|| {
            assert_ok!(ValidatorSet::leave(origin(3)));
            set(limits(3, 5, 250 * UNIT));
            next_session();
            // Who would stay is kept before who wants to leave, the larger bond before the smaller.
            assert_eq!(next(), vec![2, 4, 1]);
        });
}

#[test]
fn set_limits_should_fail_if_they_contradict_each_other() {
    ExtBuilder::default().bonds(&[100]).build_and_execute(|| {
        let bad = [
            limits(0, 2, MIN_BOND),
            limits(3, 2, MIN_BOND),
            limits(1, MOST + 1, MIN_BOND),
            limits(1, 2, MIN_BOND - 1),
            Limits {
                offence_jail: 1,
                ..LIMITS
            },
            Limits {
                offence_jail: MAX_JAIL + 1,
                ..LIMITS
            },
            Limits {
                offline_jail: 1,
                ..LIMITS
            },
            Limits {
                offline_jail: MAX_JAIL + 1,
                ..LIMITS
            },
            Limits {
                missed_sessions: 0,
                ..LIMITS
            },
            Limits {
                missed_blocks: 0,
                ..LIMITS
            },
        ];
        for limits in bad {
            assert_noop!(
                ValidatorSet::set_limits(RuntimeOrigin::root(), limits),
                Error::<Test>::BadLimits
            );
        }
    });
}

#[test]
fn set_limits_should_say_for_how_long_an_offence_jails() {
    ExtBuilder::default().bonds(&[100, 100]).build_and_execute(|| {
        report(What::TwoBlocks, 1, 1, 12);
        set(Limits {
            offence_jail: MAX_JAIL,
            ..LIMITS
        });
        let until = |who| ValidatorSet::validator(&who)?.jail.map(|jail| jail.until);
        assert_eq!(until(1), Some(OFFENCE_JAIL));
        assert_ok!(ValidatorSet::join(origin(3), MIN_BOND));
        sessions(2);
        report(What::TwoBlocks, 2, 2, 12);
        assert_eq!((until(1), until(2)), (Some(OFFENCE_JAIL), Some(2 + MAX_JAIL)));
    });
}

#[test]
fn set_limits_should_say_how_much_jails_for_being_offline_and_for_how_long() {
    ExtBuilder::default()
        .bonds(&[100, 100, 100])
        .build_and_execute(|| {
            set(Limits {
                offline_jail: MAX_JAIL,
                missed_sessions: 1,
                missed_blocks: 3,
                ..LIMITS
            });
            let jail = || ValidatorSet::validator(&3).and_then(|validator| validator.jail);
            session_of(&[1, 2], 4, 1);
            assert_eq!(jail(), None, "of eight blocks, two were expected of each");
            session_of(&[1, 2], 5, 1);
            assert_eq!(jail().map(|jail| jail.until), Some(1 + MAX_JAIL));
        });
}

#[test]
fn set_limits_should_fail_for_others_than_the_admin() {
    ExtBuilder::default().bonds(&[100]).build_and_execute(|| {
        assert_noop!(
            ValidatorSet::set_limits(origin(1), limits(1, 2, MIN_BOND)),
            DispatchError::BadOrigin
        );
    });
}
