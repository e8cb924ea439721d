use frame_support::{
    assert_noop, assert_ok, traits::fungible::Mutate, traits::tokens::Preservation::Expendable,
};
use global_table_games::GameId;
use sp_runtime::{ArithmeticError, TokenError};

use crate::{mock::*, Balance, Error, Event, House};

#[test]
fn deposit_should_give_the_first_shares_at_one_to_one() {
    ExtBuilder::default().build_and_execute(|| {
        assert_ok!(Bankroll::deposit(origin(ALICE), 5 * UNIT));
        assert_eq!(Bankroll::shares_of(&ALICE), 5 * UNIT);
        assert_eq!(Bankroll::total_shares(), 5 * UNIT);
        assert_eq!(Bankroll::value(), 5 * UNIT);
        assert_eq!(purse(ALICE), PURSE - 5 * UNIT);
        System::assert_last_event(
            Event::Deposited {
                who: ALICE,
                amount: 5 * UNIT,
                shares: 5 * UNIT,
            }
            .into(),
        );
    });
}

#[test]
fn deposit_should_cost_the_price_before_it_rounded_down() {
    ExtBuilder::default()
        .provider(ALICE, 10 * UNIT)
        .build_and_execute(|| {
            assert_ok!(stake(GameId::Roulette, 5 * UNIT));
            assert_ok!(Bankroll::deposit(origin(BOB), 10 * UNIT));
            assert_eq!(Bankroll::shares_of(&BOB), 10 * UNIT * 10 / 15);
            assert_eq!(worth(BOB), 10 * UNIT - 1);
        });
}

#[test]
fn deposit_should_not_count_what_is_owed_as_value() {
    ExtBuilder::default()
        .provider(ALICE, 10 * UNIT)
        .build_and_execute(|| {
            assert_ok!(stake(GameId::Craps, 5 * UNIT));
            assert_ok!(reserve(GameId::Craps, 8 * UNIT, 5 * UNIT));
            assert_eq!(Bankroll::value(), 10 * UNIT);
            assert_ok!(Bankroll::deposit(origin(BOB), 10 * UNIT));
            assert_eq!(Bankroll::shares_of(&BOB), 10 * UNIT);
        });
}

#[test]
fn deposit_should_fail_while_an_outcome_is_pending() {
    ExtBuilder::default()
        .provider(ALICE, 10 * UNIT)
        .build_and_execute(|| {
            // The house is about to win the stakes: everybody who has seen the draw would like to share that.
            assert_ok!(stake(GameId::Roulette, 5 * UNIT));
            assert_ok!(reserve(GameId::Roulette, 10 * UNIT, 5 * UNIT));
            OutcomePending::set(true);
            assert_noop!(
                Bankroll::deposit(origin(MALLORY), 10 * UNIT),
                Error::<Test>::OutcomePending
            );
            // Drawn: the price says what is owed now, so that nothing is left to gain.
            OutcomePending::set(false);
            assert_ok!(reserve(GameId::Roulette, 0, 0));
            assert_ok!(Bankroll::deposit(origin(MALLORY), 10 * UNIT));
            assert!(worth(MALLORY) <= 10 * UNIT);
            assert!(worth(ALICE) >= 15 * UNIT);
        });
}

#[test]
fn deposit_should_fail_below_the_minimum() {
    ExtBuilder::default().build_and_execute(|| {
        assert_noop!(
            Bankroll::deposit(origin(ALICE), UNIT - 1),
            Error::<Test>::BelowMinimum
        );
        assert_noop!(Bankroll::deposit(origin(ALICE), 0), Error::<Test>::BelowMinimum);
    });
}

#[test]
fn deposit_should_fail_when_it_buys_fewer_than_the_least_shares() {
    ExtBuilder::default()
        .provider(ALICE, 10 * UNIT)
        .build_and_execute(|| {
            assert_ok!(stake(GameId::Roulette, 10 * UNIT));
            assert_noop!(Bankroll::deposit(origin(BOB), UNIT), Error::<Test>::BelowMinimum);
            assert_ok!(Bankroll::deposit(origin(BOB), 2 * UNIT));
            // A holder may add any amount that reaches the least deposit.
            assert_ok!(Bankroll::deposit(origin(BOB), UNIT));
        });
}

#[test]
fn deposit_should_fail_without_the_money() {
    ExtBuilder::default().build_and_execute(|| {
        assert_noop!(
            Bankroll::deposit(origin(ALICE), PURSE + 1),
            TokenError::FundsUnavailable
        );
        assert_noop!(Bankroll::deposit(origin(ALICE), PURSE), TokenError::NotExpendable);
        assert_ok!(Bankroll::deposit(origin(ALICE), PURSE - EXISTENTIAL));
    });
}

#[test]
fn deposit_should_fail_unsigned() {
    ExtBuilder::default().build_and_execute(|| {
        assert_noop!(
            Bankroll::deposit(RuntimeOrigin::none(), UNIT),
            sp_runtime::DispatchError::BadOrigin
        );
        assert_noop!(
            Bankroll::deposit(RuntimeOrigin::root(), UNIT),
            sp_runtime::DispatchError::BadOrigin
        );
    });
}

#[test]
fn deposit_should_fail_when_the_shares_that_there_are_have_no_value() {
    ExtBuilder::default()
        .provider(ALICE, 10 * UNIT)
        .build_and_execute(|| {
            assert_ok!(pay(GameId::Craps, 10 * UNIT));
            assert_noop!(Bankroll::deposit(origin(BOB), UNIT), Error::<Test>::Insolvent);
            // A gift gives them a value again.
            assert_ok!(Balances::transfer(&BOB, &Bankroll::account(), UNIT, Expendable));
            assert_ok!(Bankroll::deposit(origin(BOB), UNIT));
            assert_eq!(worth(BOB), UNIT);
        });
}

#[test]
fn deposit_should_fail_when_the_shares_overflow() {
    ExtBuilder::default()
        .provider(ALICE, PURSE / 2)
        .build_and_execute(|| {
            assert_ok!(pay(GameId::Craps, PURSE / 2 - 1));
            // 1 unit is left for 5e17 shares, so this would buy some 2e35 of them, and the next one 1e53.
            assert_ok!(Bankroll::deposit(origin(BOB), PURSE / 2));
            assert_ok!(pay(GameId::Craps, PURSE / 2));
            assert_noop!(
                Bankroll::deposit(origin(MALLORY), PURSE / 2),
                ArithmeticError::Overflow
            );
        });
}

#[test]
fn deposit_should_leave_a_gift_to_all_providers() {
    ExtBuilder::default()
        .provider(ALICE, 10 * UNIT)
        .provider(BOB, 30 * UNIT)
        .build_and_execute(|| {
            assert_ok!(Balances::transfer(
                &MALLORY,
                &Bankroll::account(),
                4 * UNIT,
                Expendable
            ));
            assert_eq!(worth(ALICE), 11 * UNIT);
            assert_eq!(worth(BOB), 33 * UNIT);
        });
}

#[test]
fn deposit_should_not_lose_to_a_first_provider_who_inflates_the_price() {
    let gifts: [Balance; 4] = [1, UNIT, 1_000 * UNIT, 900_000 * UNIT];
    for gift in gifts {
        ExtBuilder::default().build_and_execute(|| {
            assert_ok!(Bankroll::deposit(origin(MALLORY), UNIT));
            assert_ok!(Balances::transfer(
                &MALLORY,
                &Bankroll::account(),
                gift,
                Expendable
            ));
            match Bankroll::deposit(origin(ALICE), 2_000 * UNIT) {
                // Rounding costs less than the price of one share.
                Ok(()) => assert!(worth(ALICE) + gift / UNIT + 2 >= 2_000 * UNIT),
                Err(error) => assert_eq!(error, Error::<Test>::BelowMinimum.into()),
            }
            assert_ok!(Bankroll::withdraw(origin(MALLORY), UNIT));
            // What rounding leaves goes to the other holders: not a millionth of a coin, far less than a fee.
            assert!(purse(MALLORY) < PURSE + UNIT / 1_000_000, "the attack pays");
        });
    }
}

#[test]
fn deposit_should_find_a_price_after_all_have_left() {
    ExtBuilder::default()
        .provider(ALICE, 3 * UNIT)
        .build_and_execute(|| {
            assert_ok!(Bankroll::withdraw(origin(ALICE), 3 * UNIT));
            assert_eq!((Bankroll::total_shares(), Bankroll::funds()), (0, 0));
            assert_ok!(Bankroll::deposit(origin(BOB), 2 * UNIT));
            assert_eq!(worth(BOB), 2 * UNIT);
        });
}
