//! Sessions, reports and bonds work together in the runtime as it is configured.

mod common;

use common::{account, chain};
use frame_support::{
    assert_ok,
    traits::{fungible::InspectHold, Hooks, KeyOwnerProofSystem},
};
use global_table_runtime::{
    constants::MIN_VALIDATOR_BOND, Babe, Balances, Grandpa, KeyOwners, Offences, Runtime, RuntimeCall,
    RuntimeHoldReason, RuntimeOrigin, Session, SessionKeys, ValidatorSet,
};
use pallet_session::SessionInterface;
use pallet_validator_set::{HoldReason, Identification, ReportsByKind, Tier};
use sp_core::crypto::UncheckedFrom;
use sp_genesis_builder::LOCAL_TESTNET_RUNTIME_PRESET;
use sp_runtime::traits::Dispatchable;
use sp_staking::offence::ReportOffence;

/// What each validator bonds at genesis.
const BOND: u128 = 3 * MIN_VALIDATOR_BOND;

fn on_hold(suri: &str) -> u128 {
    let reason = RuntimeHoldReason::ValidatorSet(HoldReason::Bond);
    Balances::balance_on_hold(&reason, &account(suri))
}

#[test]
fn genesis_validators_should_be_bonded() {
    chain(LOCAL_TESTNET_RUNTIME_PRESET).execute_with(|| {
        let members = ValidatorSet::members(0).into_iter();
        let members: Vec<_> = members.map(|member| member.who).collect();
        assert_eq!((members.len(), members), (4, Session::validators()));
        assert_eq!(on_hold("//Bob"), BOND);
        assert_ok!(ValidatorSet::do_try_state());
    });
}

#[test]
fn who_joins_should_author_and_vote_in_the_session_after_the_next() {
    chain(LOCAL_TESTNET_RUNTIME_PRESET).execute_with(|| {
        // Epochs change only in blocks.
        Babe::on_initialize(1);
        let keys = SessionKeys {
            babe: sp_core::sr25519::Public::unchecked_from([5; 32]).into(),
            grandpa: sp_core::ed25519::Public::unchecked_from([6; 32]).into(),
        };
        assert_ok!(<Session as SessionInterface>::set_keys(
            &account("//Eve"),
            keys.clone()
        ));
        assert_ok!(ValidatorSet::join(RuntimeOrigin::signed(account("//Eve")), BOND));
        Session::rotate_session();
        assert_eq!((Session::validators().len(), Babe::authorities().len()), (4, 4));
        Session::rotate_session();
        assert!(Session::validators().contains(&account("//Eve")));
        assert!(Babe::authorities().iter().any(|(key, _)| *key == keys.babe));
        let change = pallet_grandpa::PendingChange::<Runtime>::get().expect("the set has changed");
        assert!(change
            .next_authorities
            .iter()
            .any(|(key, _)| *key == keys.grandpa));
        assert_eq!(Grandpa::current_set_id(), 1);
        assert_ok!(ValidatorSet::do_try_state());
    });
}

#[test]
fn two_blocks_for_a_slot_should_cost_one_of_four_a_tenth() {
    chain(LOCAL_TESTNET_RUNTIME_PRESET).execute_with(|| {
        let offence = pallet_babe::EquivocationOffence {
            slot: 1.into(),
            session_index: 0,
            validator_set_count: 4,
            offender: (account("//Bob"), Identification { bond: BOND }),
        };
        let reported = ReportsByKind::<Runtime, Offences>::report_offence(vec![], offence);
        assert_eq!(reported, Ok(()));
        assert_eq!(on_hold("//Bob"), BOND - BOND / 10);
        assert_eq!(
            ValidatorSet::offence(0, &account("//Bob")).map(|offence| offence.tier),
            Some(Tier::Heavy)
        );
        assert_eq!(Session::disabled_validators().len(), 1);
    });
}

#[test]
fn a_key_should_be_its_holders_as_long_as_it_signs_whatever_is_registered_meanwhile() {
    chain(LOCAL_TESTNET_RUNTIME_PRESET).execute_with(|| {
        Babe::on_initialize(1);
        Session::rotate_session();
        let old = Session::load_keys(&account("//Bob")).expect("Bob has keys");
        let new = SessionKeys {
            babe: sp_core::sr25519::Public::unchecked_from([5; 32]).into(),
            grandpa: sp_core::ed25519::Public::unchecked_from([6; 32]).into(),
        };
        assert_ok!(<Session as SessionInterface>::set_keys(&account("//Bob"), new));
        // A report takes the same way: a proof from the runtime's API, which the consensus pallet checks.
        let proof = KeyOwners::prove((sp_consensus_babe::KEY_TYPE, old.babe.clone()));
        let proof = proof.expect("Bob authors with it in this session and in the next");
        let known = Identification { bond: BOND };
        let owner = KeyOwners::check_proof((sp_consensus_babe::KEY_TYPE, old.babe), proof);
        assert_eq!(owner, Some((account("//Bob"), known)));
    });
}

#[test]
fn calls_that_only_harm_the_chain_should_be_refused() {
    chain(LOCAL_TESTNET_RUNTIME_PRESET).execute_with(|| {
        let purge = RuntimeCall::Session(pallet_session::Call::purge_keys {});
        let refused = purge.dispatch(RuntimeOrigin::signed(account("//Bob")));
        assert_eq!(
            refused.map_err(|error| error.error),
            Err(frame_system::Error::<Runtime>::CallFiltered.into())
        );
    });
}

#[test]
fn a_network_of_four_should_have_room_for_one_whose_absence_harms_nobody() {
    chain(LOCAL_TESTNET_RUNTIME_PRESET).execute_with(|| {
        let most = ValidatorSet::limits().most;
        // GRANDPA needs more than two thirds.
        assert!(most > 4 && 4 * 3 > 2 * most);
    });
}
