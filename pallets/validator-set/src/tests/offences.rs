use frame_support::assert_ok;
use sp_runtime::Perbill;
use sp_staking::offence::{OffenceDetails, OffenceError, OnOffenceHandler};

use crate::{mock::*, Cause, Event, Identification, Offence, Tier, TWO_BLOCKS, TWO_VOTES};

fn five(test: impl FnOnce()) {
    ExtBuilder::default()
        .bonds(&[500, 400, 300, 200, 100])
        .build_and_execute(test);
}

fn jailed_until(who: u64) -> Option<u32> {
    let jail = ValidatorSet::validator(&who).and_then(|known| known.jail);
    jail.map(|jail| jail.until)
}

#[test]
fn an_offence_should_cost_its_tier_and_the_money_should_be_destroyed() {
    five(|| {
        let issuance = Balances::total_issuance();
        events();
        report(What::TwoBlocks, 2, 1, 10);
        assert_eq!(on_hold(2), 380 * UNIT);
        assert_eq!(Balances::total_issuance(), issuance - 20 * UNIT);
        let offence = Offence {
            kind: TWO_BLOCKS,
            tier: Tier::Medium,
            reports: 1,
            slashed: 20 * UNIT,
            reported_in: 0,
        };
        assert_eq!(ValidatorSet::offence(0, &2), Some(offence));
        let slashed = Event::Slashed {
            who: 2,
            session: 0,
            kind: TWO_BLOCKS,
            tier: Tier::Medium,
            amount: 20 * UNIT,
        };
        let jailed = Event::Jailed {
            who: 2,
            cause: Cause::Offence(Tier::Medium),
            until: OFFENCE_JAIL,
        };
        let said: Vec<_> = System::read_events_for_pallet::<Event<Test>>();
        assert_eq!(said, vec![slashed, jailed]);
    });
}

#[test]
fn two_votes_should_cost_more_than_two_blocks() {
    five(|| {
        report(What::TwoVotes, 2, 1, 10);
        assert_eq!(on_hold(2), 360 * UNIT);
        assert_eq!(
            ValidatorSet::offence(0, &2).map(|offence| offence.kind),
            Some(TWO_VOTES)
        );
    });
}

#[test]
fn an_offender_should_be_out_of_the_next_set_and_author_nothing_until_then() {
    five(|| {
        report(What::TwoBlocks, 2, 1, 10);
        assert_eq!(disabled(), vec![2]);
        // The next set was planned before.
        next_session();
        assert_eq!((running(), next()), (vec![1, 2, 3, 4, 5], vec![1, 3, 4, 5]));
        assert_eq!(disabled(), vec![2]);
        next_session();
        assert_eq!(running(), vec![1, 3, 4, 5]);
        assert!(disabled().is_empty());
    });
}

#[test]
fn an_offender_should_stay_disabled_when_its_session_brings_another_set() {
    five(|| {
        // The set of session 2 is another one than that of session 1, and was planned before the offence.
        assert_ok!(ValidatorSet::leave(origin(1)));
        next_session();
        report(What::TwoBlocks, 3, 1, 10);
        assert_eq!(disabled(), vec![3]);
        next_session();
        assert_eq!((running(), disabled()), (vec![2, 3, 4, 5], vec![3]));
    });
}

#[test]
fn the_same_offence_twice_in_a_session_should_cost_once() {
    five(|| {
        report(What::TwoBlocks, 2, 1, 10);
        report(What::TwoBlocks, 2, 2, 10);
        assert_eq!(on_hold(2), 380 * UNIT);
        assert_eq!(
            report_of(What::TwoBlocks, 2, 0, 1, 10, 400 * UNIT),
            Err(OffenceError::DuplicateReport)
        );
        // A graver one costs the difference.
        report(What::TwoVotes, 2, 3, 10);
        assert_eq!(on_hold(2), 360 * UNIT);
        let offence = Offence {
            kind: TWO_VOTES,
            tier: Tier::Heavy,
            reports: 3,
            slashed: 40 * UNIT,
            reported_in: 0,
        };
        assert_eq!(ValidatorSet::offence(0, &2), Some(offence));
        report(What::TwoBlocks, 2, 4, 10);
        assert_eq!(on_hold(2), 360 * UNIT);
    });
}

#[test]
fn an_offence_in_another_session_of_the_same_set_should_cost_once() {
    five(|| {
        report(What::TwoBlocks, 2, 1, 10);
        next_session();
        report(What::TwoBlocks, 2, 2, 10);
        assert_eq!(on_hold(2), 380 * UNIT);
        assert_eq!(jailed_until(2), Some(OFFENCE_JAIL));
        assert!(ValidatorSet::offence(1, &2).is_some());
    });
}

#[test]
fn an_offence_in_another_set_should_cost_again() {
    five(|| {
        assert_ok!(ValidatorSet::bond_more(origin(1), UNIT));
        sessions(2);
        report(What::TwoBlocks, 2, 2, 10);
        assert_eq!(on_hold(2), 380 * UNIT);
        next_session();
        report_of(What::TwoBlocks, 2, 1, 1, 10, 400 * UNIT).expect("it is new");
        assert_eq!(on_hold(2), 360 * UNIT);
        assert_eq!(jailed_until(2), Some(3 + OFFENCE_JAIL));
    });
}

#[test]
fn a_bond_that_is_filled_up_should_answer_for_the_next_offence() {
    ExtBuilder::default()
        .bonds(&[400, 300, 200, 100])
        .sizes(4, 5)
        .build_and_execute(|| {
            report(What::TwoBlocks, 1, 1, 4);
            // With its bond as it was, the set is the same as before, and the offender is needed there.
            assert_ok!(ValidatorSet::bond_more(origin(1), 40 * UNIT));
            sessions(2);
            assert_eq!((running(), on_hold(1)), (vec![1, 2, 3, 4], 400 * UNIT));
            report(What::TwoBlocks, 1, 2, 4);
            assert_eq!(on_hold(1), 360 * UNIT);
        });
}

#[test]
fn who_offends_too_often_should_pay_the_gravest_tier_and_fill_no_more_records() {
    five(|| {
        let last = u64::from(MAX_REPORTS);
        (1..last).for_each(|slot| report(What::TwoBlocks, 2, slot, 16));
        assert_eq!(on_hold(2), 396 * UNIT);
        report(What::TwoBlocks, 2, last, 16);
        assert_eq!(on_hold(2), 200 * UNIT);
        let recorded = ValidatorSet::offence(0, &2).map(|offence| (offence.reports, offence.tier));
        assert_eq!(recorded, Some((MAX_REPORTS, Tier::Grave)));
        let one_more = |who, bond| report_of(What::TwoBlocks, who, 0, last + 1, 16, bond);
        assert_eq!(one_more(2, 400 * UNIT), Err(OffenceError::DuplicateReport));
        assert_eq!(on_hold(2), 200 * UNIT);
        // Others are still reported.
        assert_eq!(one_more(3, 300 * UNIT), Ok(()));
    });
}

#[test]
fn a_report_of_others_should_not_count_as_another_of_the_same() {
    five(|| {
        for who in 2..=5 {
            report(What::TwoBlocks, who, 1, 16);
        }
        let reports = ValidatorSet::offence(0, &2).map(|offence| offence.reports);
        assert_eq!(reports, Some(1));
    });
}

#[test]
fn who_offend_together_should_all_pay_for_it() {
    five(|| {
        report(What::TwoBlocks, 2, 1, 16);
        assert_eq!(on_hold(2), 396 * UNIT);
        report(What::TwoBlocks, 3, 1, 16);
        assert_eq!((on_hold(2), on_hold(3)), (380 * UNIT, 285 * UNIT));
        report(What::TwoBlocks, 4, 1, 16);
        report(What::TwoBlocks, 5, 1, 16);
        let held = [2, 3, 4, 5].map(|who| on_hold(who) / UNIT);
        assert_eq!(held, [360, 270, 180, 90]);
        report(What::TwoBlocks, 1, 1, 16);
        assert_eq!(on_hold(1), 450 * UNIT);
    });
}

#[test]
fn the_bond_of_the_session_of_the_offence_should_count() {
    five(|| {
        assert_ok!(ValidatorSet::bond_more(origin(2), 600 * UNIT));
        report(What::TwoBlocks, 2, 1, 10);
        assert_eq!(on_hold(2), 980 * UNIT);
    });
}

#[test]
fn a_slash_should_take_no_more_than_there_is() {
    five(|| {
        for _ in 0..4 {
            assert_ok!(ValidatorSet::bond_more(origin(1), UNIT));
            next_session();
        }
        for session in [0, 2, 3] {
            let slot = session.into();
            report_of(What::TwoVotes, 2, session, slot, 3, 400 * UNIT).expect("it is new");
        }
        assert_eq!(on_hold(2), 0);
        let third = ValidatorSet::offence(3, &2).map(|offence| offence.slashed);
        assert_eq!(third, Some(0));
    });
}

#[test]
fn who_has_left_should_pay_as_long_as_its_bond_is_there() {
    five(|| {
        assert_ok!(ValidatorSet::leave(origin(2)));
        sessions(4);
        assert_eq!(running(), vec![1, 3, 4, 5]);
        report_of(What::TwoBlocks, 2, 1, 1, 10, 400 * UNIT).expect("it is new");
        assert_eq!(on_hold(2), 380 * UNIT);
        assert_eq!(jailed_until(2), Some(4 + OFFENCE_JAIL));
        // Jail keeps it neither from leaving nor its bond beyond its time.
        sessions(OFFENCE_JAIL);
        assert_ok!(ValidatorSet::withdraw_bond(origin(2)));
    });
}

#[test]
fn an_offender_whom_the_set_needs_should_pay_and_stay() {
    ExtBuilder::default()
        .bonds(&[400, 300, 200, 100])
        .sizes(4, 5)
        .build_and_execute(|| {
            report(What::TwoBlocks, 1, 1, 4);
            assert_eq!((on_hold(1), jailed_until(1)), (360 * UNIT, None));
            let spared = Event::Spared {
                who: 1,
                cause: Cause::Offence(Tier::Heavy),
            };
            System::assert_has_event(spared.into());
            assert_eq!(disabled(), vec![1]);
            next_session();
            assert_eq!(next(), vec![1, 2, 3, 4]);
            next_session();
            // With its new bond it is a new set.
            assert!(disabled().is_empty());
        });
}

#[test]
fn only_as_many_should_be_jailed_as_the_set_can_spare() {
    ExtBuilder::default()
        .bonds(&[500, 400, 300, 200, 100])
        .sizes(3, 5)
        .build_and_execute(|| {
            for who in 1..=5 {
                report(What::TwoBlocks, who, who, 16);
            }
            let jailed = [1, 2, 3, 4, 5].map(|who| jailed_until(who).is_some());
            assert_eq!(jailed, [true, true, false, false, false]);
            next_session();
            assert_eq!(next(), vec![3, 4, 5]);
        });
}

#[test]
fn who_waits_for_a_place_should_make_jail_possible() {
    ExtBuilder::default()
        .bonds(&[400, 300, 200, 100])
        .sizes(4, 4)
        .build_and_execute(|| {
            assert_ok!(ValidatorSet::join(origin(5), 100 * UNIT));
            report(What::TwoBlocks, 1, 1, 4);
            assert!(jailed_until(1).is_some());
            next_session();
            assert_eq!(next(), vec![2, 3, 4, 5]);
        });
}

#[test]
fn a_record_should_go_with_the_last_session_in_which_it_can_be_reported() {
    five(|| {
        // The set of session 1 is that of session 0, and the last before the offender is out.
        report(What::TwoBlocks, 2, 1, 10);
        sessions(REPORTABLE + 1);
        assert!(ValidatorSet::offence(1, &2).is_some());
        next_session();
        assert_eq!(ValidatorSet::offence(1, &2), None);
        // Nobody can prove it any more; if somebody could, it would cost nothing.
        let held = on_hold(3);
        report_of(What::TwoBlocks, 3, 1, 1, 10, 300 * UNIT).expect("it is new");
        assert_eq!((on_hold(3), jailed_until(3)), (held, None));
    });
}

#[test]
fn an_offence_without_its_kind_should_cost_what_two_votes_cost() {
    five(|| {
        let offender = (2, Identification { bond: 400 * UNIT });
        let details = [OffenceDetails {
            offender,
            reporters: vec![],
        }];
        let weight = ValidatorSet::on_offence(&details, &[Perbill::from_percent(9)], 0);
        assert_eq!(weight, weight_of_offence());
        assert_eq!(on_hold(2), 360 * UNIT);
    });
}

#[test]
fn somebody_without_a_bond_should_be_on_record_only() {
    five(|| {
        report_of(What::TwoBlocks, 9, 0, 1, 10, 400 * UNIT).expect("it is new");
        assert_eq!(
            ValidatorSet::offence(0, &9).map(|offence| offence.slashed),
            Some(0)
        );
        assert_eq!(purse(9), PURSE);
    });
}
