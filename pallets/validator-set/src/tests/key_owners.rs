use frame_support::{assert_ok, traits::KeyOwnerProofSystem};

use crate::{mock::*, Identification};

#[test]
fn a_proof_should_name_the_bond_of_its_session_in_the_session_and_after_it() {
    ExtBuilder::default().bonds(&[300, 200]).build_and_execute(|| {
        next_session();
        let proof = Owners::prove(key(2)).expect("2 is a validator");
        let known = Some((2, Identification { bond: 200 * UNIT }));
        assert_eq!(Owners::check_proof(key(2), proof.clone()), known);
        // Neither more money nor a slash in between makes the proof void, or another one.
        assert_ok!(ValidatorSet::bond_more(origin(2), 50 * UNIT));
        report(What::TwoBlocks, 2, 1, 11);
        assert_eq!(Owners::check_proof(key(2), proof.clone()), known);
        sessions(REPORTABLE);
        assert_eq!(Owners::check_proof(key(2), proof.clone()), known);
        next_session();
        assert_eq!(Owners::check_proof(key(2), proof), None);
    });
}

#[test]
fn a_proof_should_name_the_new_key_after_a_change_of_keys() {
    ExtBuilder::default().bonds(&[300, 200]).build_and_execute(|| {
        next_session();
        register(2, 77);
        next_session();
        next_session();
        let proof = Owners::prove(key(77)).expect("77 is a key of 2");
        next_session();
        let found = Owners::check_proof(key(77), proof);
        assert_eq!(found.map(|(who, _)| who), Some(2));
    });
}

#[test]
fn a_proof_should_name_the_key_that_is_in_use_although_another_is_registered() {
    ExtBuilder::default().bonds(&[300, 200]).build_and_execute(|| {
        next_session();
        register(2, 77);
        // This session was planned with the old key, and so was the next.
        for _ in 0..2 {
            let proof = Owners::prove(key(2)).expect("2 is still signed with");
            let found = Owners::check_proof(key(2), proof.clone());
            assert_eq!(found.map(|(who, _)| who), Some(2));
            let early = Owners::prove(key(77)).and_then(|proof| Owners::check_proof(key(77), proof));
            assert_eq!(early, None);
            next_session();
            let found = Owners::check_proof(key(2), proof);
            assert_eq!(found.map(|(who, _)| who), Some(2));
        }
        let late = Owners::prove(key(2)).and_then(|proof| Owners::check_proof(key(2), proof));
        assert_eq!(late, None);
        let proof = Owners::prove(key(77)).expect("77 is signed with now");
        let found = Owners::check_proof(key(77), proof);
        assert_eq!(found.map(|(who, _)| who), Some(2));
    });
}

#[test]
fn a_proof_should_name_who_signs_with_a_key_although_somebody_else_has_registered_it_since() {
    ExtBuilder::default().bonds(&[300, 200]).build_and_execute(|| {
        next_session();
        register(2, 77);
        register(1, 2);
        let proof = Owners::prove(key(2)).expect("2 signs with it");
        assert_eq!(Owners::check_proof(key(2), proof).map(|(who, _)| who), Some(2));
    });
}

#[test]
fn a_proof_should_name_who_has_no_registered_keys_any_more() {
    ExtBuilder::default().bonds(&[300, 200]).build_and_execute(|| {
        next_session();
        purge(2);
        let proof = Owners::prove(key(2)).expect("2 signs with it");
        assert_eq!(Owners::check_proof(key(2), proof).map(|(who, _)| who), Some(2));
    });
}

#[test]
fn a_look_at_the_keys_in_use_should_leave_the_registered_ones_alone() {
    ExtBuilder::default().bonds(&[300]).build_and_execute(|| {
        register(1, 77);
        let _ = Owners::prove(key(1));
        assert_eq!(Session::load_keys(&1).map(|keys| keys.only.0), Some(77));
    });
}
