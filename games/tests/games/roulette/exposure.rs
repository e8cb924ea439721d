//! The most that a book can cost, against a plain count.

use global_table_games::{
    layout, payout, roulette::POCKETS, spot_by_name, Exposure, GameId, Overflow, SpotId, TableState,
};
use proptest::prelude::*;

use super::wins;

const STATE: TableState = TableState::Roulette;

/// The same by going through all pockets and the refund.
fn plain(totals: &[u128]) -> u128 {
    let owed = |pocket| -> u128 {
        let winners = layout(GameId::Roulette)
            .iter()
            .filter(|spot| wins(spot.id, pocket));
        winners
            .map(|spot| payout(totals[spot.id.index()], spot.pays[0].pays).unwrap())
            .sum()
    };
    (0..POCKETS).map(owed).max().unwrap().max(totals.iter().sum())
}

fn spot(name: &str) -> SpotId {
    spot_by_name(GameId::Roulette, name).unwrap()
}

#[test]
fn opposite_bets_should_not_add_up() {
    let mut exposure = Exposure::of(&STATE, &[]).unwrap();
    exposure.raise(spot("red"), 0, 100).unwrap();
    exposure.raise(spot("black"), 0, 100).unwrap();
    assert_eq!(exposure.most(), Ok(200));
    exposure.raise(spot("straight_0"), 0, 10).unwrap();
    assert_eq!(exposure.most(), Ok(360));
    exposure.raise(spot("straight_1"), 0, 9).unwrap();
    assert_eq!(exposure.most(), Ok(524));
}

#[test]
fn a_void_round_should_be_covered() {
    // A chip on every number costs 37 to give back and 36 to pay.
    let totals: Vec<u128> = (0..157).map(|spot| u128::from(spot < 37)).collect();
    assert_eq!(Exposure::of(&STATE, &totals).unwrap().most(), Ok(37));
}

#[test]
fn an_overflow_should_leave_the_exposure_as_it_was() {
    let mut exposure = Exposure::of(&STATE, &[]).unwrap();
    let (red, zero) = (spot("red"), spot("straight_0"));
    exposure.raise(red, 0, u128::MAX / 2).unwrap();
    let before = exposure.most();
    assert_eq!(exposure.raise(zero, 0, u128::MAX / 36), Err(Overflow));
    assert_eq!(exposure.raise(zero, 0, u128::MAX), Err(Overflow));
    assert_eq!(exposure.most(), before);
    exposure.raise(red, u128::MAX / 2, 5).unwrap();
    assert_eq!(exposure.most(), Ok(10));
}

proptest! {
    #[test]
    fn exposure_should_be_that_of_the_worst_pocket(
        bets in prop::collection::vec((0..157u8, 0..1000u128), 0..40),
    ) {
        let mut totals = vec![0; 157];
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
