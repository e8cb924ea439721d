//! The most that a book can cost, against a plain count.

use global_table_games::{payout, Exposure, Outcome, Overflow, Resolution, Resolutions, SpotId, TableState};
use proptest::prelude::*;

use super::{rolls, spot};

const STATE: TableState = TableState::SicBo;

/// The same by going through all rolls and the refund.
fn plain(totals: &[u128]) -> u128 {
    let owed = |dice| -> u128 {
        let resolutions = Resolutions::of(&STATE, &Outcome::SicBo(dice));
        let bets = totals.iter().enumerate();
        bets.filter_map(|(spot, total)| match resolutions.get(SpotId(spot as u8)) {
            Resolution::Win(pays) => payout(*total, pays),
            _ => None,
        })
        .sum()
    };
    rolls().map(owed).max().unwrap().max(totals.iter().sum())
}

/// The exposure of a book.
fn most(bets: &[(&str, u128)]) -> u128 {
    let mut exposure = Exposure::of(&STATE, &[]).unwrap();
    for (name, amount) in bets {
        exposure.raise(spot(name), 0, *amount).unwrap();
    }
    exposure.most().unwrap()
}

#[test]
fn bets_that_exclude_each_other_should_not_add_up() {
    assert_eq!(most(&[("small", 100), ("big", 100)]), 200);
    // Two of the four win, and both lines below are reached by 1-2-4.
    let sides = [("small", 10), ("big", 10), ("odd", 10), ("even", 10)];
    assert_eq!(most(&sides), 40);
    assert_eq!(most(&[("small", 10), ("odd", 10), ("total_7", 10)]), 170);
    // A triple pays no side: 1-1-1 pays 181 and 31.
    assert_eq!(most(&[("small", 10), ("triple_1", 1), ("any_triple", 1)]), 212);
    // Total 4 is never 5.
    assert_eq!(most(&[("total_4", 1), ("total_5", 1)]), 61);
}

#[test]
fn one_bet_should_cost_its_best_prize() {
    for (name, owed) in [
        ("single_4", 13),
        ("double_4", 11),
        ("triple_4", 181),
        ("total_12", 7),
        ("combo_1_6", 7),
        ("even", 2),
    ] {
        assert_eq!(most(&[(name, 1)]), owed, "{name}");
    }
    // Three dice pay a single 12 and the double 10; no roll has both faces three times.
    assert_eq!(most(&[("single_4", 1), ("double_4", 1)]), 24);
    assert_eq!(most(&[("single_4", 1), ("single_5", 1)]), 13);
    // 4-4-5: two dice, one die, and the pair; 4-4-4 pays less.
    assert_eq!(most(&[("single_4", 1), ("single_5", 1), ("combo_4_5", 2)]), 19);
}

#[test]
fn a_void_round_should_be_covered() {
    // These 82 chips must be given back; the dearest total, 7, pays 78.
    let mut totals = vec![0u128; 52];
    for (total, chips) in (4..=17).zip([1, 2, 4, 6, 8, 10, 10, 10, 10, 8, 6, 4, 2, 1]) {
        totals[spot(&format!("total_{total}")).index()] = chips;
    }
    assert_eq!(Exposure::of(&STATE, &totals).unwrap().most(), Ok(82));
}

#[test]
fn an_overflow_should_leave_the_exposure_as_it_was() {
    let mut exposure = Exposure::of(&STATE, &[]).unwrap();
    let (small, single) = (spot("small"), spot("single_6"));
    exposure.raise(small, 0, u128::MAX / 8).unwrap();
    let before = exposure.most();
    // What two dice pay would fit, what three pay does not.
    assert_eq!(exposure.raise(single, 0, u128::MAX / 16), Err(Overflow));
    assert_eq!(exposure.raise(single, 0, u128::MAX), Err(Overflow));
    assert_eq!(exposure.raise(SpotId(52), 0, 1), Err(Overflow));
    assert_eq!(exposure.most(), before);
    exposure.raise(small, u128::MAX / 8, 5).unwrap();
    assert_eq!(exposure.most(), Ok(10));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn exposure_should_be_that_of_the_worst_roll(
        bets in prop::collection::vec((0..52u8, 0..1000u128), 0..30),
    ) {
        let mut totals = vec![0; 52];
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
