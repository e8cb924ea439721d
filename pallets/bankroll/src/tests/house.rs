use frame_support::{assert_noop, assert_ok};
use global_table_games::GameId::{Craps, Roulette};
use sp_runtime::ArithmeticError;

use crate::{mock::*, Balance, Error, GameResult, House, Reserve, Results};

fn cover(game: global_table_games::GameId) -> Balance {
    <Bankroll as House<u64>>::cover(game)
}

#[test]
fn cover_should_be_the_funds_without_the_other_games_exposure() {
    ExtBuilder::default()
        .provider(ALICE, 10 * UNIT)
        .build_and_execute(|| {
            assert_eq!((cover(Roulette), cover(Craps)), (10 * UNIT, 10 * UNIT));
            assert_ok!(reserve(Craps, 4 * UNIT, UNIT));
            assert_eq!((cover(Roulette), cover(Craps)), (6 * UNIT, 10 * UNIT));
        });
}

#[test]
fn cover_should_be_zero_without_a_provider() {
    ExtBuilder::default().build_and_execute(|| assert_eq!(cover(Roulette), 0));
}

#[test]
fn reserve_should_fail_beyond_the_cover() {
    ExtBuilder::default()
        .provider(ALICE, 10 * UNIT)
        .build_and_execute(|| {
            assert_ok!(reserve(Craps, 4 * UNIT, 0));
            assert_noop!(reserve(Roulette, 6 * UNIT + 1, 0), Error::<Test>::NotCovered);
            assert_noop!(reserve(Roulette, Balance::MAX, 0), Error::<Test>::NotCovered);
            assert_ok!(reserve(Roulette, 6 * UNIT, 0));
            assert_noop!(reserve(Craps, 4 * UNIT + 1, 0), Error::<Test>::NotCovered);
            assert_eq!(
                Bankroll::reserve_of(Craps),
                Reserve {
                    exposure: 4 * UNIT,
                    liability: 0
                }
            );
        });
}

#[test]
fn reserve_should_be_coverable_by_the_stakes_themselves() {
    ExtBuilder::default().build_and_execute(|| {
        assert_ok!(stake(Roulette, 5));
        assert_ok!(reserve(Roulette, 5, 5));
        assert_noop!(reserve(Roulette, 6, 5), Error::<Test>::NotCovered);
    });
}

#[test]
fn reserve_should_fail_with_a_liability_above_the_exposure() {
    ExtBuilder::default()
        .provider(ALICE, 10 * UNIT)
        .build_and_execute(|| {
            assert_noop!(reserve(Craps, 1, 2), Error::<Test>::LiabilityAboveExposure);
        });
}

#[test]
fn reserve_should_shrink_even_when_it_is_not_covered() {
    ExtBuilder::default()
        .provider(ALICE, 10 * UNIT)
        .build()
        .execute_with(|| {
            assert_ok!(reserve(Craps, 10 * UNIT, 0));
            // Only root could take money from under a book. The settlement must still be able to go on.
            assert_ok!(Balances::force_set_balance(
                RuntimeOrigin::root(),
                <Bankroll as House<u64>>::account(),
                EXISTENTIAL + 2 * UNIT
            ));
            assert!(Bankroll::do_try_state().is_err());
            assert_ok!(reserve(Craps, 9 * UNIT, 0));
            assert_noop!(reserve(Craps, 9 * UNIT + 1, 0), Error::<Test>::NotCovered);
            assert_ok!(reserve(Craps, 0, 0));
            assert_ok!(Bankroll::do_try_state());
        });
}

#[test]
fn reserve_should_not_store_an_empty_one() {
    ExtBuilder::default()
        .provider(ALICE, 10 * UNIT)
        .build_and_execute(|| {
            assert_ok!(reserve(Craps, 1, 1));
            assert_ok!(reserve(Craps, 0, 0));
            assert!(!crate::Reserves::<Test>::contains_key(Craps));
        });
}

#[test]
fn receive_should_count_the_stakes_of_its_game() {
    ExtBuilder::default().build_and_execute(|| {
        assert_ok!(stake(Roulette, 7));
        assert_ok!(stake(Roulette, 5));
        assert_ok!(stake(Craps, 3));
        assert_ok!(stake(Craps, 0));
        assert_eq!(
            Bankroll::result_of(Roulette),
            GameResult {
                staked: 12,
                returned: 0
            }
        );
        assert_eq!(
            Bankroll::result_of(Craps),
            GameResult {
                staked: 3,
                returned: 0
            }
        );
        assert_eq!((Bankroll::funds(), purse(PLAYER)), (15, PURSE - 15));
    });
}

#[test]
fn receive_should_fail_when_the_result_overflows() {
    ExtBuilder::default().build_and_execute(|| {
        Results::<Test>::insert(
            Craps,
            GameResult {
                staked: Balance::MAX,
                returned: 0,
            },
        );
        assert_noop!(
            frame_support::storage::with_storage_layer(|| stake(Craps, 1)),
            ArithmeticError::Overflow
        );
    });
}

#[test]
fn release_should_count_what_its_game_returns() {
    ExtBuilder::default()
        .provider(ALICE, 10 * UNIT)
        .build_and_execute(|| {
            assert_ok!(pay(Craps, 3 * UNIT));
            assert_eq!(
                Bankroll::result_of(Craps),
                GameResult {
                    staked: 0,
                    returned: 3 * UNIT
                }
            );
            assert_eq!((Bankroll::funds(), purse(PLAYER)), (7 * UNIT, PURSE + 3 * UNIT));
        });
}

#[test]
fn release_should_pay_to_the_last_unit_and_no_further() {
    ExtBuilder::default()
        .provider(ALICE, 10 * UNIT)
        .build_and_execute(|| {
            assert_noop!(pay(Craps, 10 * UNIT + 1), Error::<Test>::NotCovered);
            assert_ok!(pay(Craps, 10 * UNIT - 1));
            assert_ok!(pay(Craps, 1));
            assert_ok!(pay(Craps, 0));
            assert_noop!(pay(Craps, 1), Error::<Test>::NotCovered);
            // No dust: what comes in next counts from the first unit on.
            assert_ok!(stake(Craps, 1));
            assert_eq!(Bankroll::funds(), 1);
        });
}

#[test]
fn release_should_not_touch_what_another_games_book_counts_on() {
    ExtBuilder::default()
        .provider(ALICE, 10 * UNIT)
        .build_and_execute(|| {
            assert_ok!(reserve(Roulette, 6 * UNIT, 0));
            assert_noop!(pay(Craps, 4 * UNIT + 1), Error::<Test>::NotCovered);
            assert_ok!(pay(Craps, 4 * UNIT));
        });
}

#[test]
fn release_should_fail_when_the_result_overflows() {
    ExtBuilder::default()
        .provider(ALICE, 10 * UNIT)
        .build_and_execute(|| {
            Results::<Test>::insert(
                Craps,
                GameResult {
                    staked: 0,
                    returned: Balance::MAX,
                },
            );
            assert_noop!(pay(Craps, 1), ArithmeticError::Overflow);
        });
}

#[test]
fn release_and_receive_should_conserve_the_issuance() {
    ExtBuilder::default()
        .provider(ALICE, 10 * UNIT)
        .build_and_execute(|| {
            let before = Balances::total_issuance();
            assert_ok!(stake(Roulette, 123));
            assert_ok!(pay(Roulette, 45));
            assert_eq!(Balances::total_issuance(), before);
        });
}
