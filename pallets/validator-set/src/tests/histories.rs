//! Random histories: whatever happens in whatever order, the chain does what the model does, every invariant holds, and
//! money only disappears by slashes.

use frame_support::{assert_ok, storage::with_storage_layer};
use pallet_session::SessionInterface;
use proptest::prelude::*;
use sp_runtime::DispatchError;

use super::model::{Known, Model, Place};
use crate::{mock::*, Candidates, Limits, MissedOf, Validators};

const PEOPLE: u64 = 10;
const BONDS: [u128; 5] = [500, 400, 300, 300, 200];

#[derive(Clone, Debug)]
enum Step {
    Join(u64, u128),
    BondMore(u64, u128),
    Leave(u64),
    Withdraw(u64),
    Release(u64),
    Limits(u32, u32, u128),
    Purge(u64),
    Register(u64),
    Offend {
        member: usize,
        ago: u32,
        what: What,
        size: u32,
    },
    Session {
        absent: Vec<u64>,
        blocks: u32,
        /// For how many sessions.
        times: u32,
    },
}

fn step() -> impl Strategy<Value = Step> {
    let who = || 1..=PEOPLE;
    let what = prop_oneof![Just(What::TwoBlocks), Just(What::TwoVotes)];
    let size = prop_oneof![Just(3u32), Just(4), Just(7), Just(16)];
    prop_oneof![
        3 => (who(), 0..8u128).prop_map(|(who, bond)| Step::Join(who, bond * 70 * UNIT)),
        1 => (who(), 0..4u128).prop_map(|(who, amount)| Step::BondMore(who, amount * 50 * UNIT)),
        2 => who().prop_map(Step::Leave),
        2 => who().prop_map(Step::Withdraw),
        2 => who().prop_map(Step::Release),
        1 => (0..6u32, 0..7u32, 90..300u128).prop_map(|(few, most, bond)| Step::Limits(few, most, bond * UNIT)),
        1 => who().prop_map(Step::Purge),
        1 => who().prop_map(Step::Register),
        3 => (0..5usize, 0..9u32, what, size)
            .prop_map(|(member, ago, what, size)| Step::Offend { member, ago, what, size }),
        5 => (prop::collection::vec(who(), 0..3), 0..6u32, 1..4u32)
            .prop_map(|(absent, blocks, times)| Step::Session { absent, blocks, times }),
    ]
}

/// What an offence costs in a set of `size`, in percent.
fn percent(what: What, size: u32) -> u32 {
    match (what, size) {
        (_, 3) | (What::TwoVotes, 4) => 50,
        (What::TwoBlocks, 4) | (What::TwoVotes, 7) => 10,
        (What::TwoBlocks, 7) | (What::TwoVotes, 16) => 5,
        _ => 1,
    }
}

/// Lets the chain and the model take a step. `number` makes its offence another one than those before.
fn take(model: &mut Model, number: u64, step: Step) {
    let called = |call: &dyn Fn() -> Result<(), DispatchError>| with_storage_layer(call).map_err(|_| ());
    match step {
        Step::Join(who, bond) => {
            let done = called(&|| ValidatorSet::join(origin(who), bond));
            assert_eq!(done, model.join(who, bond));
        }
        Step::BondMore(who, amount) => {
            let done = called(&|| ValidatorSet::bond_more(origin(who), amount));
            assert_eq!(done, model.bond_more(who, amount));
        }
        Step::Leave(who) => {
            let done = called(&|| ValidatorSet::leave(origin(who)));
            assert_eq!(done, model.leave(who));
        }
        Step::Withdraw(who) => {
            let done = called(&|| ValidatorSet::withdraw_bond(origin(who)));
            assert_eq!(done, model.withdraw(who));
        }
        Step::Release(who) => {
            let done = called(&|| ValidatorSet::release(origin(who)));
            assert_eq!(done, model.release(who));
        }
        Step::Limits(fewest, most, least_bond) => limit(model, fewest, most, least_bond),
        Step::Purge(who) => {
            let _ = <Session as SessionInterface>::purge_keys(&who);
            model.keys.remove(&who);
        }
        Step::Register(who) => {
            register(who, 100 + number);
            model.keys.insert(who, 100 + number);
        }
        Step::Offend {
            member,
            ago,
            what,
            size,
        } => offend(model, number, member, ago, what, size),
        Step::Session {
            absent,
            blocks,
            times,
        } => (0..times).for_each(|_| pass(model, &absent, blocks)),
    }
}

fn limit(model: &mut Model, fewest: u32, most: u32, least_bond: u128) {
    let limits = Limits {
        fewest,
        most,
        least_bond,
        ..LIMITS
    };
    let sound = (1..=most).contains(&fewest) && most <= MOST && least_bond >= MIN_BOND;
    let done = with_storage_layer(|| ValidatorSet::set_limits(RuntimeOrigin::root(), limits));
    assert_eq!(done.is_ok(), sound);
    if sound {
        (model.fewest, model.most, model.least) = (fewest as usize, most as usize, least_bond);
    }
}

fn offend(model: &mut Model, slot: u64, member: usize, ago: u32, what: What, size: u32) {
    let Some(session) = model.now.checked_sub(ago) else {
        return;
    };
    let set = &model.sets[session as usize];
    let (who, bond, _) = set[member % set.len()];
    // The slot is new.
    let done = report_of(what, who, session, slot, size, bond).map_err(|_| ());
    assert_eq!(done, model.offend(who, session, percent(what, size)));
}

fn pass(model: &mut Model, absent: &[u64], blocks: u32) {
    let running = running().into_iter();
    let authors: Vec<_> = running.filter(|who| !absent.contains(who)).collect();
    (0..blocks).for_each(|_| authors.iter().copied().for_each(block));
    System::set_block_number(System::block_number() + 1);
    Session::rotate_session();
    model.end_session(&authors, blocks);
}

fn compare(model: &Model) {
    assert_eq!(now(), model.now);
    assert_eq!(Candidates::<Test>::get().into_inner(), model.list);
    let known = |who: u64| {
        let known = ValidatorSet::validator(&who)?;
        Some(Known {
            bond: known.bond,
            leaving: known.leaving,
            jail: known.jail.map(|jail| (jail.since, jail.until)),
            last: known.last_session,
        })
    };
    for who in 1..=PEOPLE {
        assert_eq!(known(who), model.known.get(&who).cloned(), "{who}");
        assert_eq!(purse(who), model.free[&who], "{who}");
        let missed = MissedOf::<Test>::get(who);
        let expected = model.missed.get(&who).copied().unwrap_or_default();
        assert_eq!((missed.sessions, missed.blocks), expected, "{who}");
    }
    assert_eq!(Validators::<Test>::iter().count(), model.known.len());
    let names = |set: &[Place]| set.iter().map(|place| (place.0, place.1)).collect::<Vec<_>>();
    let places = |session| {
        let members = ValidatorSet::members(session).into_iter();
        members
            .map(|member| (member.who, member.bond))
            .collect::<Vec<_>>()
    };
    assert_eq!(places(now()), names(model.running()));
    assert_eq!(places(now() + 1), names(model.next()));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..Default::default() })]

    #[test]
    fn random_histories_should_be_those_of_the_model(
        fewest in 1..5u32,
        steps in prop::collection::vec(step(), 1..80),
    ) {
        ExtBuilder::default().bonds(&BONDS).sizes(fewest, MOST).build_and_execute(|| {
            let most = MOST as usize;
            let mut model = Model::new(&BONDS, fewest as usize, most);
            let issuance = Balances::total_issuance();
            compare(&model);
            for (number, step) in (1..).zip(steps) {
                take(&mut model, number, step);
                compare(&model);
                assert_ok!(ValidatorSet::do_try_state());
                assert_eq!(Balances::total_issuance() + model.destroyed, issuance);
            }
        });
    }
}
