//! The most that a book can cost, against a plain count.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::OnceLock,
};

use global_table_games::{
    baccarat::{Coup, SPOTS},
    layout, payout, spot_by_name, Card, Exposure, GameId, Overflow, Resolution, Resolutions, SpotId, Suit,
    TableState,
};
use proptest::prelude::*;

use super::{brings, resolutions, visit_coups};

const STATE: TableState = TableState::Baccarat;

/// What is owed to a bet of `stake` on each spot.
fn owed(resolutions: &Resolutions, stakes: &[u128]) -> [u128; SPOTS] {
    core::array::from_fn(|spot| match resolutions.get(SpotId(spot as u8)) {
        Resolution::Lose => 0,
        Resolution::Push => stakes[spot],
        Resolution::Win(pays) => payout(stakes[spot], pays).unwrap(),
        other => panic!("{other:?}"),
    })
}

/// The first two cards of a hand: all ranks, in any order, and each pair with equal suits and with unequal ones.
fn hands() -> Vec<[Card; 2]> {
    let mut hands = Vec::new();
    for low in 1..=13 {
        for high in low..=13 {
            hands.push([Card::new(low, Suit::Clubs), Card::new(high, Suit::Hearts)]);
        }
        hands.push([Card::new(low, Suit::Clubs); 2]);
    }
    hands
}

/// All results that differ on any spot, and a coup that has each. The ten stands for all third cards that count 0.
fn results() -> &'static BTreeMap<[u128; SPOTS], Coup> {
    static RESULTS: OnceLock<BTreeMap<[u128; SPOTS], Coup>> = OnceLock::new();
    RESULTS.get_or_init(|| {
        let thirds: Vec<_> = (1..=10).map(|rank| Card::new(rank, Suit::Spades)).collect();
        let mut results = BTreeMap::new();
        visit_coups(&hands(), &thirds, |coup| {
            results
                .entry(owed(&resolutions(coup), &[100; SPOTS]))
                .or_insert(*coup);
        });
        results
    })
}

/// The most by going through all results and the refund.
fn plain(totals: &[u128]) -> u128 {
    static RESOLUTIONS: OnceLock<Vec<Resolutions>> = OnceLock::new();
    RESOLUTIONS
        .get_or_init(|| results().values().map(resolutions).collect())
        .iter()
        .map(|resolutions| owed(resolutions, totals).iter().sum())
        .fold(totals.iter().sum(), u128::max)
}

fn spot(name: &str) -> SpotId {
    spot_by_name(GameId::Baccarat, name).unwrap()
}

fn most(bets: &[(&str, u128)]) -> u128 {
    let mut exposure = Exposure::of(&STATE, &[]).unwrap();
    for (name, amount) in bets {
        exposure.raise(spot(name), 0, *amount).unwrap();
    }
    exposure.most().unwrap()
}

#[test]
fn nine_results_should_be_best() {
    const PAIRS: &str = "player_pair 11:1, banker_pair 11:1, either_pair 5:1, perfect_pair 200:1";
    let expected = [
        ("player 1:1", "small 3:2, dragon_bonus_player 1:1"),
        ("player 1:1", "panda_8 25:1, big 27:50, dragon_bonus_player 10:1"),
        ("player 1:1", "big 27:50, dragon_bonus_player 30:1"),
        ("banker 19:20", "small 3:2, dragon_bonus_banker 1:1"),
        (
            "banker 19:20",
            "dragon_7 40:1, big 27:50, dragon_bonus_banker 6:1",
        ),
        ("banker 19:20", "lucky_6 20:1, big 27:50, dragon_bonus_banker 4:1"),
        ("banker 19:20", "big 27:50, dragon_bonus_banker 30:1"),
        (
            "player push, banker push, tie 8:1",
            "small 3:2, dragon_bonus_player push, dragon_bonus_banker push",
        ),
        ("player push, banker push, tie 8:1", "big 27:50"),
    ];
    let expected: BTreeSet<_> = expected
        .map(|(before, after)| format!("{before}, {PAIRS}, {after}"))
        .into();
    let beats = |a: &[u128; SPOTS], b: &[u128; SPOTS]| a != b && a.iter().zip(b).all(|(a, b)| a >= b);
    let all = results();
    assert_eq!(all.len(), 310);
    let best = all
        .iter()
        .filter(|(result, _)| !all.keys().any(|other| beats(other, result)));
    assert_eq!(
        best.map(|(_, coup)| brings(coup)).collect::<BTreeSet<_>>(),
        expected
    );
}

#[test]
fn each_best_result_should_be_what_a_book_on_its_spots_costs() {
    let pairs = [
        ("player_pair", 1_000),
        ("banker_pair", 1_000),
        ("either_pair", 1_000),
        ("perfect_pair", 1_000),
    ];
    assert_eq!(most(&pairs), 12_000 + 12_000 + 6_000 + 201_000, "the pairs alone");
    // What is put on other spots, and what it gets on top of the pairs.
    let cases: [(&[(&str, u128)], u128); 9] = [
        (
            &[("player", 100), ("small", 10_000), ("dragon_bonus_player", 100)],
            200 + 25_000 + 200,
        ),
        (
            &[
                ("player", 100),
                ("panda_8", 100),
                ("big", 100),
                ("dragon_bonus_player", 100),
            ],
            200 + 2_600 + 154 + 1_100,
        ),
        (
            &[("player", 100), ("big", 100), ("dragon_bonus_player", 100)],
            200 + 154 + 3_100,
        ),
        (
            &[("banker", 100), ("small", 10_000), ("dragon_bonus_banker", 100)],
            195 + 25_000 + 200,
        ),
        (
            &[
                ("banker", 100),
                ("dragon_7", 100),
                ("big", 100),
                ("dragon_bonus_banker", 100),
            ],
            195 + 4_100 + 154 + 700,
        ),
        (
            &[
                ("banker", 100),
                ("lucky_6", 200),
                ("big", 100),
                ("dragon_bonus_banker", 100),
            ],
            195 + 4_200 + 154 + 500,
        ),
        (
            &[("banker", 100), ("big", 100), ("dragon_bonus_banker", 100)],
            195 + 154 + 3_100,
        ),
        (
            &[
                ("player", 100),
                ("banker", 100),
                ("tie", 100),
                ("small", 10_000),
                ("dragon_bonus_player", 100),
                ("dragon_bonus_banker", 100),
            ],
            100 + 100 + 900 + 25_000 + 100 + 100,
        ),
        (
            &[("player", 100), ("banker", 100), ("tie", 100), ("big", 100)],
            100 + 100 + 900 + 154,
        ),
    ];
    for (bets, expected) in cases {
        assert_eq!(most(&[&pairs, bets].concat()), 231_000 + expected, "{bets:?}");
    }
}

#[test]
fn opposite_bets_should_not_add_up() {
    assert_eq!(most(&[("player", 100), ("banker", 100)]), 200);
    assert_eq!(most(&[("dragon_7", 10), ("panda_8", 10)]), 410);
    assert_eq!(most(&[("big", 100), ("small", 100)]), 250);
    assert_eq!(most(&[("lucky_6", 10), ("small", 100)]), 250);
    assert_eq!(most(&[("lucky_6", 10), ("big", 100)]), 210 + 154);
    // A three-card 7 wins by 7 at most.
    assert_eq!(most(&[("dragon_7", 10), ("dragon_bonus_banker", 10)]), 410 + 70);
}

#[test]
fn a_void_round_should_be_covered() {
    assert_eq!(most(&[("big", 162), ("small", 100)]), 262);
}

#[test]
fn an_overflow_should_leave_the_exposure_as_it_was() {
    let mut exposure = Exposure::of(&STATE, &[]).unwrap();
    let (player, banker, perfect) = (spot("player"), spot("banker"), spot("perfect_pair"));
    exposure.raise(player, 0, u128::MAX / 4).unwrap();
    let before = exposure.most();
    assert_eq!(exposure.raise(perfect, 0, u128::MAX / 300), Err(Overflow));
    assert_eq!(exposure.raise(perfect, 0, u128::MAX), Err(Overflow));
    assert_eq!(exposure.raise(banker, 0, u128::MAX / 10), Err(Overflow));
    assert_eq!(exposure.most(), before);
    exposure.raise(player, u128::MAX / 4, 5).unwrap();
    assert_eq!(exposure.most(), Ok(10));
}

proptest! {
    #[test]
    fn exposure_should_be_that_of_the_worst_coup(
        bets in prop::collection::vec((0..SPOTS as u8, 0..1000u128), 0..30),
    ) {
        let mut totals = vec![0; SPOTS];
        let mut exposure = Exposure::of(&STATE, &totals).unwrap();
        for (spot, amount) in bets {
            exposure.raise(SpotId(spot), totals[usize::from(spot)], amount).unwrap();
            totals[usize::from(spot)] = amount;
        }
        prop_assert_eq!(exposure.most(), Ok(plain(&totals)));
        prop_assert_eq!(Exposure::of(&STATE, &totals).unwrap().most(), Ok(plain(&totals)));
    }

    /// The amounts are such that the bets that pay much don't outweigh the others.
    #[test]
    fn exposure_should_be_that_of_the_worst_coup_in_a_balanced_book(
        weights in prop::collection::vec(0..6u128, SPOTS),
    ) {
        let mut totals = weights;
        for (spot, total) in layout(GameId::Baccarat).iter().zip(&mut totals) {
            let best = spot.pays.iter().map(|prize| prize.pays.win / prize.pays.per as i32).max();
            *total *= 10_000 / (best.unwrap() as u128 + 1);
        }
        prop_assert_eq!(Exposure::of(&STATE, &totals).unwrap().most(), Ok(plain(&totals)));
    }
}
