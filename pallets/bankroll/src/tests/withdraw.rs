use frame_support::{assert_noop, assert_ok};
use global_table_games::GameId;

use crate::{mock::*, Error, Event};

#[test]
fn withdraw_should_pay_the_shares_part_of_the_value() {
    ExtBuilder::default()
        .provider(ALICE, 10 * UNIT)
        .provider(BOB, 30 * UNIT)
        .build_and_execute(|| {
            assert_ok!(stake(GameId::Roulette, 20 * UNIT));
            assert_ok!(Bankroll::withdraw(origin(ALICE), 10 * UNIT));
            assert_eq!(purse(ALICE), PURSE + 5 * UNIT);
            assert_eq!(Bankroll::shares_of(&ALICE), 0);
            assert_eq!(worth(BOB), 45 * UNIT);
            System::assert_last_event(
                Event::Withdrawn {
                    who: ALICE,
                    amount: 15 * UNIT,
                    shares: 10 * UNIT,
                }
                .into(),
            );
        });
}

#[test]
fn withdraw_should_share_a_loss() {
    ExtBuilder::default()
        .provider(ALICE, 10 * UNIT)
        .provider(BOB, 30 * UNIT)
        .build_and_execute(|| {
            assert_ok!(pay(GameId::Craps, 20 * UNIT));
            assert_ok!(Bankroll::withdraw(origin(BOB), 30 * UNIT));
            assert_eq!(purse(BOB), PURSE - 15 * UNIT);
            assert_eq!(worth(ALICE), 5 * UNIT);
        });
}

#[test]
fn withdraw_should_round_down() {
    ExtBuilder::default()
        .provider(ALICE, 10 * UNIT)
        .provider(BOB, 20 * UNIT)
        .build_and_execute(|| {
            assert_ok!(stake(GameId::Roulette, 1));
            assert_ok!(Bankroll::withdraw(origin(ALICE), 10 * UNIT));
            assert_eq!(purse(ALICE), PURSE);
            assert_eq!(worth(BOB), 20 * UNIT + 1);
        });
}

#[test]
fn withdraw_should_fail_below_the_reserve() {
    ExtBuilder::default()
        .provider(ALICE, 10 * UNIT)
        .build_and_execute(|| {
            assert_ok!(stake(GameId::Roulette, UNIT));
            assert_ok!(reserve(GameId::Roulette, 4 * UNIT, UNIT));
            assert_ok!(reserve(GameId::Craps, 3 * UNIT, 0));
            assert_noop!(
                Bankroll::withdraw(origin(ALICE), 4 * UNIT + 1),
                Error::<Test>::Reserved
            );
            assert_ok!(Bankroll::withdraw(origin(ALICE), 4 * UNIT));
            assert_eq!(Bankroll::funds(), 7 * UNIT);
        });
}

#[test]
fn withdraw_should_fail_while_an_outcome_is_pending() {
    ExtBuilder::default()
        .provider(ALICE, 10 * UNIT)
        .build_and_execute(|| {
            OutcomePending::set(true);
            assert_noop!(
                Bankroll::withdraw(origin(ALICE), UNIT),
                Error::<Test>::OutcomePending
            );
            OutcomePending::set(false);
            assert_ok!(Bankroll::withdraw(origin(ALICE), UNIT));
        });
}

#[test]
fn withdraw_should_fail_without_enough_shares() {
    ExtBuilder::default()
        .provider(ALICE, 10 * UNIT)
        .build_and_execute(|| {
            assert_noop!(Bankroll::withdraw(origin(BOB), UNIT), Error::<Test>::NoShares);
            assert_noop!(
                Bankroll::withdraw(origin(ALICE), 10 * UNIT + 1),
                Error::<Test>::NotEnoughShares
            );
            assert_noop!(
                Bankroll::withdraw(origin(ALICE), u128::MAX),
                Error::<Test>::NotEnoughShares
            );
            assert_noop!(Bankroll::withdraw(origin(ALICE), 0), Error::<Test>::ZeroShares);
        });
}

#[test]
fn withdraw_should_fail_before_anyone_has_provided() {
    ExtBuilder::default().build_and_execute(|| {
        assert_noop!(Bankroll::withdraw(origin(ALICE), 1), Error::<Test>::NoShares);
    });
}

#[test]
fn withdraw_should_fail_when_crumbs_would_stay() {
    ExtBuilder::default()
        .provider(ALICE, 10 * UNIT)
        .build_and_execute(|| {
            assert_noop!(
                Bankroll::withdraw(origin(ALICE), 9 * UNIT + 1),
                Error::<Test>::BelowMinimum
            );
            assert_ok!(Bankroll::withdraw(origin(ALICE), 9 * UNIT));
            assert_eq!(Bankroll::shares_of(&ALICE), UNIT);
        });
}

#[test]
fn withdraw_should_fail_when_there_is_nothing_to_pay() {
    ExtBuilder::default()
        .provider(ALICE, 10 * UNIT)
        .build_and_execute(|| {
            assert_ok!(pay(GameId::Craps, 10 * UNIT - 1));
            assert_noop!(
                Bankroll::withdraw(origin(ALICE), UNIT),
                Error::<Test>::WorthNothing
            );
            assert_ok!(pay(GameId::Craps, 1));
            assert_noop!(Bankroll::withdraw(origin(ALICE), UNIT), Error::<Test>::Insolvent);
        });
}

#[test]
fn withdraw_should_leave_the_account_alive_when_all_leave() {
    ExtBuilder::default()
        .provider(ALICE, 10 * UNIT)
        .build_and_execute(|| {
            assert_ok!(Bankroll::withdraw(origin(ALICE), 10 * UNIT));
            assert_eq!(purse(ALICE), PURSE);
            assert_eq!(purse(<Bankroll as crate::House<u64>>::account()), EXISTENTIAL);
            assert_eq!(Bankroll::total_shares(), 0);
            assert!(!crate::Shares::<Test>::contains_key(ALICE));
        });
}

#[test]
fn withdraw_should_fail_unsigned() {
    ExtBuilder::default().build_and_execute(|| {
        assert_noop!(
            Bankroll::withdraw(RuntimeOrigin::none(), 1),
            sp_runtime::DispatchError::BadOrigin
        );
    });
}
