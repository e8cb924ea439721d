use frame_support::{assert_ok, assert_storage_noop};
use global_table_games::GameId::{Craps, Roulette};

use crate::{mock::*, Bond, Event, Keepers, Work};

fn three() -> ExtBuilder {
    ExtBuilder::default().keeper(ALICE).keeper(BOB).keeper(CHARLIE)
}

#[test]
fn on_duty_should_go_round_and_differ_between_games() {
    three().build_and_execute(|| {
        let turns = |game| {
            (1..=4)
                .filter_map(|round| KeepersPallet::on_duty(game, round))
                .collect::<Vec<_>>()
        };
        assert_eq!(turns(Roulette), vec![BOB, CHARLIE, ALICE, BOB]);
        assert_eq!(turns(Craps), vec![CHARLIE, ALICE, BOB, CHARLIE]);
        assert!(KeepersPallet::on_duty(Craps, u32::MAX).is_some());
    });
}

#[test]
fn may_open_should_be_true_for_the_keeper_on_duty_at_any_time() {
    three().build_and_execute(|| {
        assert!(KeepersPallet::may_open(&BOB, Roulette, 1, START, START));
        assert!(KeepersPallet::may_open(
            &BOB,
            Roulette,
            1,
            START,
            START + 10 * GRACE
        ));
    });
}

#[test]
fn may_open_should_be_true_for_the_whole_rota_after_the_grace_period() {
    three().build_and_execute(|| {
        for who in [ALICE, CHARLIE] {
            assert!(!KeepersPallet::may_open(
                &who,
                Roulette,
                1,
                START,
                START + GRACE - 1
            ));
            assert!(KeepersPallet::may_open(&who, Roulette, 1, START, START + GRACE));
        }
        assert!(!KeepersPallet::may_open(&ALICE, Roulette, 1, u64::MAX, START));
    });
}

#[test]
fn may_open_should_be_false_outside_the_rota() {
    three().build_and_execute(|| {
        assert!(!KeepersPallet::may_open(&DAVE, Roulette, 1, START, START + GRACE));
        assert_ok!(KeepersPallet::leave(origin(CHARLIE)));
        assert!(!KeepersPallet::may_open(
            &CHARLIE,
            Roulette,
            1,
            START,
            START + GRACE
        ));
    });
}

#[test]
fn reward_should_pay_for_each_work_out_of_the_pot() {
    three().build_and_execute(|| {
        fill_pot(100 * UNIT);
        let works = [
            (Work::Lock, 5 * UNIT),
            (Work::Settle { players: 30 }, 3 * UNIT),
            (Work::Finalize, 7 * UNIT),
        ];
        for (work, amount) in works {
            let before = purse(ALICE);
            KeepersPallet::reward(&ALICE, work);
            assert_eq!(purse(ALICE), before + amount);
            System::assert_last_event(
                Event::Rewarded {
                    who: ALICE,
                    work,
                    amount,
                }
                .into(),
            );
        }
        assert_eq!(purse(KeepersPallet::pot()), EXISTENTIAL + 85 * UNIT);
    });
}

#[test]
fn reward_should_pay_what_the_pot_holds_and_keep_it_open() {
    three().build_and_execute(|| {
        fill_pot(2 * UNIT);
        KeepersPallet::reward(&ALICE, Work::Settle { players: u32::MAX });
        assert_eq!(purse(ALICE), PURSE - MIN_BOND + 2 * UNIT);
        assert_eq!(purse(KeepersPallet::pot()), EXISTENTIAL);
        assert_storage_noop!(KeepersPallet::reward(&ALICE, Work::Lock));
    });
}

#[test]
fn reward_should_pay_nothing_for_nothing_or_to_a_non_keeper() {
    three().build_and_execute(|| {
        fill_pot(100 * UNIT);
        assert_ok!(KeepersPallet::leave(origin(CHARLIE)));
        assert_storage_noop!(KeepersPallet::reward(&ALICE, Work::Settle { players: 0 }));
        assert_storage_noop!(KeepersPallet::reward(&DAVE, Work::Lock));
        assert_storage_noop!(KeepersPallet::reward(&CHARLIE, Work::Lock));
    });
}

#[test]
fn slash_should_destroy_what_was_at_stake_if_that_is_more_than_the_price() {
    ExtBuilder::default()
        .keeper_with(ALICE, MIN_BOND + 3 * SLASH)
        .build_and_execute(|| {
            let issuance = Balances::total_issuance();
            KeepersPallet::slash(&ALICE, Craps, 9, 2 * SLASH);
            assert_eq!(Balances::total_issuance(), issuance - 2 * SLASH);
        });
}

#[test]
fn slash_should_destroy_the_price_and_leave_a_larger_bond_in_the_rota() {
    ExtBuilder::default()
        .keeper_with(ALICE, MIN_BOND + SLASH)
        .build_and_execute(|| {
            let issuance = Balances::total_issuance();
            KeepersPallet::slash(&ALICE, Craps, 9, 0);
            assert_eq!(
                (on_hold(ALICE), purse(ALICE)),
                (MIN_BOND, PURSE - MIN_BOND - SLASH)
            );
            assert_eq!(Balances::total_issuance(), issuance - SLASH);
            assert_eq!(KeepersPallet::rota(), vec![ALICE]);
            System::assert_last_event(
                Event::Slashed {
                    who: ALICE,
                    game: Craps,
                    round: 9,
                    amount: SLASH,
                }
                .into(),
            );
        });
}

#[test]
fn slash_should_take_a_keeper_below_the_minimum_out_of_the_rota() {
    three().build_and_execute(|| {
        KeepersPallet::slash(&BOB, Craps, 9, 0);
        assert_eq!(KeepersPallet::rota(), vec![ALICE, CHARLIE]);
        let bond = Bond {
            amount: MIN_BOND - SLASH,
            leaving: Some(START + DELAY),
        };
        assert_eq!(KeepersPallet::bond_of(&BOB), Some(bond));
        System::assert_last_event(
            Event::Left {
                who: BOB,
                bond_free_at: START + DELAY,
            }
            .into(),
        );
    });
}

#[test]
fn slash_should_reach_a_leaving_keeper_without_touching_its_delay() {
    three().build_and_execute(|| {
        assert_ok!(KeepersPallet::leave(origin(BOB)));
        set_time(START + DELAY - 1);
        KeepersPallet::slash(&BOB, Roulette, 2, 0);
        let bond = Bond {
            amount: MIN_BOND - SLASH,
            leaving: Some(START + DELAY),
        };
        assert_eq!(KeepersPallet::bond_of(&BOB), Some(bond));
    });
}

#[test]
fn slash_should_take_no_more_than_the_bond() {
    three().build_and_execute(|| {
        (1..=3).for_each(|round| KeepersPallet::slash(&BOB, Roulette, round, 0));
        assert_eq!((on_hold(BOB), purse(BOB)), (0, PURSE - MIN_BOND));
        assert_eq!(KeepersPallet::bond_of(&BOB), None);
        let amount = MIN_BOND - 2 * SLASH;
        System::assert_last_event(
            Event::Slashed {
                who: BOB,
                game: Roulette,
                round: 3,
                amount,
            }
            .into(),
        );
        assert_storage_noop!(KeepersPallet::slash(&BOB, Roulette, 4, 0));
    });
}

#[test]
fn slash_should_do_nothing_to_an_account_without_a_bond() {
    three().build_and_execute(|| {
        assert_storage_noop!(KeepersPallet::slash(&DAVE, Roulette, 1, 0));
    });
}
