//! The most that a book can cost, against all deals that matter.

use global_table_games::{
    expand, layout, payout, Exposure, GameId, Outcome, Overflow, Pays, Resolution, Resolutions, SpotId,
};
use proptest::prelude::*;

use super::{deal, resolve, spot, win, STATE};

const NAMES: [&str; 4] = ["hand", "perfect_pairs", "21_plus_3", "dealer_bust"];

fn owed(outcome: &Outcome, totals: &[u128; 4]) -> u128 {
    let resolutions = Resolutions::of(&STATE, outcome);
    let spots = (0..).map(SpotId).zip(totals);
    spots
        .map(|(spot, total)| match resolutions.get(spot) {
            Resolution::Lose => 0,
            Resolution::Push => *total,
            Resolution::Win(pays) => payout(*total, pays).unwrap(),
            other => panic!("{other:?}"),
        })
        .sum()
}

/// No prize is above those of this deal, so that no deal costs more on any book.
#[test]
fn one_deal_should_pay_every_spot_its_best_prize() {
    let best = deal("8s 4d 10h", "8s 3c 10c|8s 3d Jd");
    let expected = [win(1, 1), win(25, 1), win(100, 1), win(12, 5)];
    assert_eq!(NAMES.map(|name| resolve(name, best)), expected);
    for (spot, best) in layout(GameId::Blackjack).iter().zip(expected) {
        let Resolution::Win(Pays { win, per }) = best else {
            panic!("{best:?}")
        };
        for prize in spot.pays {
            let (a, b) = (
                i64::from(prize.pays.win) * i64::from(per),
                i64::from(win) * i64::from(prize.pays.per),
            );
            assert!(a <= b, "{} {}", spot.name, prize.on);
        }
    }
}

#[test]
fn exposure_should_add_up_and_go_back() {
    let mut exposure = Exposure::of(&STATE, &[]).unwrap();
    assert_eq!(exposure.most(), Ok(0));
    exposure.raise(spot("hand"), 0, 40).unwrap();
    assert_eq!(exposure.most(), Ok(80));
    exposure.raise(spot("perfect_pairs"), 0, 10).unwrap();
    assert_eq!(exposure.most(), Ok(340));
    exposure.raise(spot("21_plus_3"), 0, 10).unwrap();
    assert_eq!(exposure.most(), Ok(1350));
    exposure.raise(spot("dealer_bust"), 0, 7).unwrap();
    assert_eq!(exposure.most(), Ok(1373));
    exposure.raise(spot("21_plus_3"), 10, 0).unwrap();
    assert_eq!(exposure.most(), Ok(363));
}

#[test]
fn an_overflow_should_leave_the_exposure_as_it_was() {
    let mut exposure = Exposure::of(&STATE, &[1, 1, 1, 1]).unwrap();
    let before = exposure.most();
    assert_eq!(
        exposure.raise(spot("21_plus_3"), 1, u128::MAX / 101 + 1),
        Err(Overflow)
    );
    assert_eq!(exposure.raise(spot("hand"), 1, u128::MAX / 2), Err(Overflow));
    assert_eq!(exposure.raise(SpotId(4), 0, 1), Err(Overflow));
    assert_eq!(exposure.most(), before);
}

proptest! {
    #[test]
    fn no_deal_should_cost_more_than_the_exposure(totals: [u64; 4], draws: [[u8; 32]; 8]) {
        let totals = totals.map(u128::from);
        let most = Exposure::of(&STATE, &totals).unwrap().most().unwrap();
        prop_assert!(totals.iter().sum::<u128>() <= most);
        for draw in draws {
            prop_assert!(owed(&expand(GameId::Blackjack, &draw), &totals) <= most);
        }
        let best = Outcome::Blackjack(deal("8s 4d 10h", "8s 3c 10c|8s 3d Jd"));
        prop_assert_eq!(owed(&best, &totals), most);
    }
}
