use frame_support::assert_ok;

use crate::{mock::*, Event};

#[test]
fn the_largest_bonds_should_be_in_the_set() {
    ExtBuilder::default()
        .bonds(&[100, 150, 120, 110, 140, 130, 105])
        .build_and_execute(|| {
            assert_eq!(running(), vec![2, 5, 6, 3, 4]);
            assert_ok!(ValidatorSet::bond_more(origin(7), 6 * UNIT));
            next_session();
            assert_eq!(next(), vec![2, 5, 6, 3, 7]);
            System::assert_has_event(Event::Entered { who: 7, session: 2 }.into());
        });
}

#[test]
fn equal_bonds_should_be_ranked_by_who_came_first() {
    ExtBuilder::default()
        .bonds(&[100, 100, 100])
        .sizes(1, 2)
        .build_and_execute(|| {
            assert_eq!(running(), vec![1, 2]);
            assert_ok!(ValidatorSet::leave(origin(1)));
            assert_ok!(ValidatorSet::join(origin(1), 0));
            next_session();
            assert_eq!(next(), vec![2, 3]);
        });
}

#[test]
fn who_has_purged_its_keys_should_not_be_planned() {
    ExtBuilder::default().bonds(&[300, 200]).build_and_execute(|| {
        purge(1);
        next_session();
        assert_eq!(next(), vec![2]);
        register(1, 55);
        next_session();
        assert_eq!(next(), vec![1, 2]);
    });
}

#[test]
fn the_last_validator_should_stay() {
    ExtBuilder::default().bonds(&[300]).build_and_execute(|| {
        assert_ok!(ValidatorSet::leave(origin(1)));
        sessions(3);
        assert_eq!((running(), next()), (vec![1], vec![1]));
    });
}

#[test]
fn an_unchanged_set_should_not_be_a_change_for_the_sessions() {
    ExtBuilder::default().bonds(&[300, 200]).build_and_execute(|| {
        next_session();
        let root = Historical::historical_root(1);
        let changed = || pallet_session::QueuedChanged::<Test>::get();
        assert!(!changed());
        next_session();
        assert!(!changed());
        assert_eq!(Historical::historical_root(3), root);
        // Another bond is a change, and so is another key: both are in the proofs of who was a validator.
        assert_ok!(ValidatorSet::bond_more(origin(2), 1));
        next_session();
        assert!(changed());
        next_session();
        assert!(!changed());
        register(1, 77);
        next_session();
        assert!(changed());
        assert_ne!(Historical::historical_root(now() + 1), root);
    });
}

#[test]
fn the_set_should_stay_when_nobody_has_keys() {
    ExtBuilder::default().bonds(&[300]).build_and_execute(|| {
        purge(1);
        System::set_block_number(2);
        pallet_session::Pallet::<Test>::rotate_session();
        assert_eq!((running(), ValidatorSet::members(2).len()), (vec![1], 1));
    });
}
