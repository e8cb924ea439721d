//! The most that a book can cost: exact, by an exhaustive search.

use global_table_games::{craps::SPOTS, Exposure, Overflow, SpotId, TableState};
use proptest::prelude::*;

use super::{
    craps, on, rolls,
    search::{self, refund, roll, Book},
    spot, states, OFF,
};

fn totals(book: &Book) -> Vec<u128> {
    let mut totals = vec![0; SPOTS];
    for (spot, amount) in book {
        totals[spot.index()] += amount;
    }
    totals
}

pub fn most(book: &Book, state: &TableState) -> u128 {
    Exposure::of(state, &totals(book)).unwrap().most().unwrap()
}

pub fn book(bets: &[(&str, u128)]) -> Book {
    let mut book: Book = bets.iter().map(|(name, amount)| (spot(name), *amount)).collect();
    book.sort();
    book
}

#[test]
fn one_bet_should_cost_its_best_prize() {
    for (name, owed) in [
        ("place_6", 26),
        ("hard_8", 120),
        ("field", 48),
        ("world", 74),
        ("dont_come", 24),
        ("yes_2", 83),
        ("no_12", 13),
        ("small", 420),
        ("all", 2112),
        ("fire", 12_000),
        ("repeater_6", 1092),
        ("hot_roller", 2412),
        ("different_doubles", 1212),
        ("muggsy", 48),
        ("ride_the_line", 1212),
        ("twice_hard", 612),
    ] {
        for state in states() {
            assert_eq!(most(&book(&[(name, 12)]), &state), owed, "{name}");
        }
    }
}

#[test]
fn both_sides_of_a_number_should_not_add_up() {
    assert_eq!(most(&book(&[("place_4", 50), ("place_lose_4", 55)]), &OFF), 140);
    // Two numbers: the one is hit, then a 7 pays the other.
    assert_eq!(most(&book(&[("place_4", 50), ("lay_10", 40)]), &OFF), 140 + 59);
    // The stakes are more than either side pays.
    assert_eq!(most(&book(&[("big_6", 100), ("lay_6", 240)]), &OFF), 430);
    assert_eq!(most(&book(&[("big_6", 100), ("lay_6", 48)]), &OFF), 200);
    assert_eq!(most(&book(&[("pass", 10), ("dont_pass", 10)]), &OFF), 20);
}

#[test]
fn a_bet_should_not_be_paid_twice_for_a_point_and_its_come_out() {
    assert_eq!(most(&book(&[("pass", 10)]), &OFF), 20);
    assert_eq!(most(&book(&[("pass", 10), ("pass_odds_4", 30)]), &on(4)), 110);
    // The first 6 pays come_6 and brings come there; the second pays that.
    assert_eq!(most(&book(&[("come", 10), ("come_6", 10)]), &on(4)), 40);
    // A 12 pushes, a 3 pays, and the others are still to come.
    assert_eq!(
        most(
            &book(&[("dont_come", 10), ("place_8", 60), ("hop_1_2", 1)]),
            &on(4)
        ),
        16 + 20 + 130
    );
    assert_eq!(most(&book(&[("dont_come", 10), ("twelve", 10)]), &on(4)), 320);
}

#[test]
fn every_stake_should_be_covered_at_an_abandoned_table() {
    let everything: Book = (0..SPOTS as u8).map(|spot| (SpotId(spot), 7)).collect();
    for state in states() {
        assert!(most(&everything, &state) >= refund(&everything));
    }
    // Every pair pays 496, and all stakes together are more than that.
    let hops =
        (1..=6).flat_map(|a| (a..=6).map(move |b| (format!("hop_{a}_{b}"), if a == b { 16 } else { 31 })));
    let hops: Book = hops.map(|(name, amount)| (spot(&name), amount)).collect();
    assert_eq!(most(&hops, &OFF), 561);
}

#[test]
fn a_void_round_beside_older_bets_should_need_the_fresh_stakes_on_top() {
    // An older place bet, and a fresh lay against it: a void round gives back the lay and leaves the place bet up.
    let (older, both) = (
        book(&[("place_4", 100)]),
        book(&[("place_4", 100), ("lay_4", 100)]),
    );
    assert_eq!((most(&older, &OFF), most(&both, &OFF)), (280, 280));
    assert!(most(&older, &OFF) + 100 > most(&both, &OFF));
}

#[test]
fn an_overflow_should_leave_the_exposure_as_it_was() {
    let mut exposure = Exposure::of(&OFF, &totals(&book(&[("place_4", 100), ("dont_pass", 5)]))).unwrap();
    let before = exposure.most();
    for name in [
        "pass",
        "dont_come",
        "hard_4",
        "lay_6",
        "field",
        "hop_1_1",
        "no_12",
        "small",
        "fire",
        "repeater_2",
        "hot_roller",
        "muggsy",
        "ride_the_line",
        "twice_hard",
    ] {
        assert_eq!(exposure.raise(spot(name), 0, u128::MAX), Err(Overflow), "{name}");
        assert_eq!(
            exposure.raise(spot(name), 0, u128::MAX / 2),
            Err(Overflow),
            "{name}"
        );
        assert_eq!(exposure.most(), before, "{name}");
    }
    exposure.raise(spot("field"), 0, 1000).unwrap();
    exposure.raise(spot("field"), 1000, 0).unwrap();
    assert_eq!(exposure.most(), before);
}

/// The first spot whose bets count.
const SMALL: u8 = 133;

/// Any few bets in any state, and more often those whose fates hang together; but none that count, which would make the
/// search long.
fn any_book() -> impl Strategy<Value = (Book, TableState)> {
    let spot = prop_oneof![0..SMALL, 0..16u8, 40..71u8];
    let bets = prop::collection::btree_map(spot, 1..200u128, 1..8);
    (bets, prop::sample::select(states().collect::<Vec<_>>())).prop_map(|(bets, state)| {
        (
            bets.into_iter()
                .map(|(spot, amount)| (SpotId(spot), amount))
                .collect(),
            state,
        )
    })
}

/// Bets that all hang on one number and its line.
fn tangled_book() -> impl Strategy<Value = (Book, TableState)> {
    let names = [
        "pass",
        "dont_pass",
        "come",
        "dont_come",
        "come_6",
        "dont_come_6",
        "pass_odds_6",
        "dont_pass_odds_6",
        "come_odds_6",
        "place_6",
        "place_lose_6",
        "buy_6",
        "lay_6",
        "big_6",
        "hard_6",
        "hard_8",
        "place_8",
        "lay_8",
        "hop_3_3",
        "hop_1_5",
        "field",
        "horn",
        "any_seven",
        "next_6",
    ];
    let bets = prop::collection::btree_map(0..names.len(), 1..200u128, 1..10);
    (bets, prop::sample::select(vec![OFF, on(6), on(8)])).prop_map(move |(bets, state)| {
        (
            book(
                &bets
                    .into_iter()
                    .map(|(i, amount)| (names[i], amount))
                    .collect::<Vec<_>>(),
            ),
            state,
        )
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn exposure_should_be_exact((book, state) in prop_oneof![any_book(), tangled_book()]) {
        prop_assert_eq!(most(&book, &state), search::most(&book, state));
    }

    #[test]
    fn exposure_should_cover_what_is_owed_and_what_stays_up(
        (book, state) in prop_oneof![any_book(), tangled_book()],
    ) {
        let before = most(&book, &state);
        for dice in rolls() {
            let (owed, rest, next) = roll(&book, craps(state), dice);
            prop_assert!(before >= owed + most(&rest, &TableState::Craps(next)), "{:?}", dice);
        }
        prop_assert!(before >= refund(&book));
    }

    #[test]
    fn raise_should_agree_with_a_fresh_count(
        state in prop::sample::select(states().collect::<Vec<_>>()),
        bets in prop::collection::vec((0..SPOTS as u8, 0..1000u128), 0..40),
        undo in any::<bool>(),
    ) {
        let mut totals = vec![0; SPOTS];
        let mut exposure = Exposure::of(&state, &totals).unwrap();
        for (spot, amount) in bets {
            let total = &mut totals[usize::from(spot)];
            exposure.raise(SpotId(spot), *total, *total + amount).unwrap();
            if undo {
                exposure.raise(SpotId(spot), *total + amount, *total).unwrap();
            } else {
                *total += amount;
            }
            prop_assert_eq!(exposure.most(), Exposure::of(&state, &totals).unwrap().most());
        }
    }
}
