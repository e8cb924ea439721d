//! The most that a book can cost, against a plain count.

use global_table_games::{payout, Exposure, Overflow, SpotId, TableState};
use proptest::prelude::*;

use super::{spot, won};

const STATE: TableState = TableState::AmericanRoulette;

/// The same by going through all pockets and the refund.
fn plain(totals: &[u128]) -> u128 {
    let owed = |pocket| -> u128 {
        let bets = totals.iter().enumerate().filter(|(_, total)| **total > 0);
        bets.filter_map(|(spot, total)| payout(*total, won(SpotId(spot as u8), pocket)?))
            .sum()
    };
    (0..38).map(owed).max().unwrap().max(totals.iter().sum())
}

#[test]
fn opposite_bets_should_not_add_up() {
    let mut exposure = Exposure::of(&STATE, &[]).unwrap();
    exposure.raise(spot("red"), 0, 100).unwrap();
    exposure.raise(spot("black"), 0, 100).unwrap();
    assert_eq!(exposure.most(), Ok(200));
    exposure.raise(spot("straight_0"), 0, 10).unwrap();
    exposure.raise(spot("straight_00"), 0, 10).unwrap();
    assert_eq!(exposure.most(), Ok(360));
    exposure.raise(spot("basket"), 0, 1).unwrap();
    assert_eq!(exposure.most(), Ok(367));
    exposure.raise(spot("split_00_2"), 0, 12).unwrap();
    assert_eq!(exposure.most(), Ok(583));
    exposure.raise(spot("straight_2"), 0, 5).unwrap();
    assert_eq!(exposure.most(), Ok(603));
}

#[test]
fn a_void_round_should_be_covered() {
    // A chip on every number costs 38 to give back and 36 to pay.
    let totals: Vec<u128> = (0..161).map(|spot| u128::from(spot < 38)).collect();
    assert_eq!(Exposure::of(&STATE, &totals).unwrap().most(), Ok(38));
}

#[test]
fn an_overflow_should_leave_the_exposure_as_it_was() {
    let mut exposure = Exposure::of(&STATE, &[]).unwrap();
    let (red, zero) = (spot("red"), spot("straight_00"));
    exposure.raise(red, 0, u128::MAX / 2).unwrap();
    let before = exposure.most();
    assert_eq!(exposure.raise(zero, 0, u128::MAX / 36), Err(Overflow));
    assert_eq!(exposure.raise(zero, 0, u128::MAX), Err(Overflow));
    assert_eq!(exposure.raise(SpotId(161), 0, 1), Err(Overflow));
    assert_eq!(exposure.most(), before);
    exposure.raise(red, u128::MAX / 2, 5).unwrap();
    assert_eq!(exposure.most(), Ok(10));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn exposure_should_be_that_of_the_worst_pocket(
        bets in prop::collection::vec((0..161u8, 0..1000u128), 0..40),
    ) {
        let mut totals = vec![0; 161];
        let mut exposure = Exposure::of(&STATE, &totals).unwrap();
        for (spot, amount) in bets {
            let total = &mut totals[usize::from(spot)];
            exposure.raise(SpotId(spot), *total, *total + amount).unwrap();
            *total += amount;
        }
        prop_assert_eq!(exposure.most(), Ok(plain(&totals)));
        prop_assert_eq!(Exposure::of(&STATE, &totals).unwrap().most(), Ok(plain(&totals)));
    }
}
