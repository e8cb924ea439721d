//! Payouts.

use global_table_games::{payout, Pays};
use proptest::prelude::*;

#[test]
fn payout_should_return_the_stake_and_the_win() {
    assert_eq!(payout(10, Pays::new(35, 1)), Some(360));
    assert_eq!(payout(12, Pays::new(7, 6)), Some(26));
    assert_eq!(payout(10, Pays::new(0, 1)), Some(10));
    assert_eq!(payout(0, Pays::new(30, 1)), Some(0));
}

#[test]
fn payout_should_round_the_win_down() {
    assert_eq!(payout(11, Pays::new(7, 6)), Some(23));
    assert_eq!(payout(1, Pays::new(19, 40)), Some(1));
    assert_eq!(payout(20, Pays::new(39, 20)), Some(59));
    assert_eq!(payout(19, Pays::new(39, 20)), Some(56));
}

#[test]
fn payout_should_be_none_when_it_does_not_fit() {
    assert_eq!(payout(u128::MAX, Pays::new(0, 1)), Some(u128::MAX));
    assert_eq!(payout(u128::MAX, Pays::new(1, 1)), None);
    assert_eq!(payout(u128::MAX, Pays::new(2, 1)), None);
    assert_eq!(payout(u128::MAX / 2, Pays::new(3, 2)), None);
    assert_eq!(payout(1, Pays::new(1, 0)), None);
}

#[test]
fn a_lost_part_should_be_rounded_up() {
    assert_eq!(payout(4, Pays::new(-1, 4)), Some(3));
    assert_eq!(payout(5, Pays::new(-1, 4)), Some(3));
    assert_eq!(payout(7, Pays::new(-3, 4)), Some(1));
    assert_eq!(payout(1, Pays::new(-1, 4)), Some(0));
    assert_eq!(payout(9, Pays::new(-1, 1)), Some(0));
    assert_eq!(payout(9, Pays::new(-2, 1)), None);
    assert_eq!(payout(9, Pays::new(-1, 0)), None);
    assert_eq!(payout(u128::MAX, Pays::new(-2, 1)), None);
}

proptest! {
    #[test]
    fn payout_should_pay_many_bets_no_more_than_one_of_their_sum(
        stakes in prop::collection::vec(0..1u128 << 90, 1..10),
        (win, per) in (0..4000i32, 1..500u32),
    ) {
        let pays = Pays::new(win, per);
        let apart: u128 = stakes.iter().map(|stake| payout(*stake, pays).unwrap()).sum();
        let together = payout(stakes.iter().sum(), pays).unwrap();
        prop_assert!(apart <= together);
        prop_assert!(together - apart < stakes.len() as u128);
    }

    #[test]
    fn payout_should_grow_with_the_stake(
        (stake, more) in (0..1u128 << 100, 0..1u128 << 100),
        (win, per) in (0..4000i32, 1..500u32),
    ) {
        let pays = Pays::new(win, per);
        prop_assert!(payout(stake, pays).unwrap() + more <= payout(stake + more, pays).unwrap());
    }
}
