use frame_support::{assert_ok, traits::Hooks};

use crate::mock::*;

#[test]
fn genesis_should_put_the_validators_into_the_first_sets() {
    ExtBuilder::default()
        .bonds(&[100, 300, 200])
        .build_and_execute(|| {
            assert_eq!((running(), next()), (vec![2, 3, 1], vec![2, 3, 1]));
            assert_eq!((on_hold(2), purse(2)), (300 * UNIT, PURSE - 300 * UNIT));
            assert!(Historical::historical_root(0).is_some());
            assert_eq!(Historical::historical_root(0), Historical::historical_root(1));
        });
}

#[test]
fn genesis_should_put_no_more_into_the_set_than_it_may_have() {
    ExtBuilder::default()
        .bonds(&[100, 300, 200])
        .sizes(1, 2)
        .build_and_execute(|| assert_eq!(running(), vec![2, 3]));
}

#[test]
fn genesis_without_validators_should_leave_the_set_to_the_sessions() {
    ExtBuilder::default().build_and_execute(|| {
        sessions(2);
        assert_eq!(running().len(), 12);
    });
}

#[test]
fn bonded_validators_should_take_over_from_others_when_they_are_enough() {
    ExtBuilder::default().sizes(2, 5).build_and_execute(|| {
        assert_ok!(ValidatorSet::join(origin(3), MIN_BOND));
        sessions(2);
        assert_eq!(running().len(), 12);
        assert_ok!(ValidatorSet::join(origin(4), MIN_BOND));
        sessions(2);
        assert_eq!(running(), vec![3, 4]);
    });
}

#[test]
#[should_panic(expected = "a genesis validator can't join")]
fn genesis_should_fail_when_a_bond_is_too_small() {
    ExtBuilder::default().bonds(&[99]).build();
}

#[test]
#[should_panic(expected = "there are too few validators")]
fn genesis_should_fail_with_too_few_validators() {
    ExtBuilder::default().bonds(&[100, 100]).sizes(3, 5).build();
}

#[test]
#[should_panic(expected = "the genesis limits contradict each other")]
fn genesis_should_fail_with_bad_limits() {
    ExtBuilder::default().bonds(&[100]).sizes(3, 2).build();
}

#[test]
fn integrity_test_should_accept_the_mock() {
    <ValidatorSet as Hooks<_>>::integrity_test();
}
