use frame_support::{assert_ok, traits::KeyOwnerProofSystem};
use sp_runtime::traits::Convert;

use crate::{mock::*, Identification, IdentificationOf};

#[test]
fn a_proof_should_name_the_bond_of_its_session_in_the_session_and_after_it() {
    ExtBuilder::default().bonds(&[300, 200]).build_and_execute(|| {
        next_session();
        let proof = Historical::prove(key(2)).expect("2 is a validator");
        let known = Some((2, Identification { bond: 200 * UNIT }));
        assert_eq!(Historical::check_proof(key(2), proof.clone()), known);
        // Neither more money nor a slash in between makes the proof void, or another one.
        assert_ok!(ValidatorSet::bond_more(origin(2), 50 * UNIT));
        report(What::TwoBlocks, 2, 1, 11);
        assert_eq!(Historical::check_proof(key(2), proof.clone()), known);
        sessions(REPORTABLE);
        assert_eq!(Historical::check_proof(key(2), proof.clone()), known);
        next_session();
        assert_eq!(Historical::check_proof(key(2), proof), None);
    });
}

#[test]
fn a_proof_should_name_the_new_key_after_a_change_of_keys() {
    ExtBuilder::default().bonds(&[300, 200]).build_and_execute(|| {
        next_session();
        register(2, 77);
        next_session();
        next_session();
        let proof = Historical::prove(key(77)).expect("77 is a key of 2");
        next_session();
        let found = Historical::check_proof(key(77), proof);
        assert_eq!(found.map(|(who, _)| who), Some(2));
    });
}

#[test]
fn nobody_but_members_should_be_identified() {
    ExtBuilder::default().bonds(&[300]).build_and_execute(|| {
        assert_ok!(ValidatorSet::join(origin(2), 200 * UNIT));
        assert_eq!(IdentificationOf::<Test>::convert(2), None);
        sessions(2);
        let known = Identification { bond: 200 * UNIT };
        assert_eq!(IdentificationOf::<Test>::convert(2), Some(known));
    });
}
