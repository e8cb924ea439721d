//! The most that a book with counting bets can cost.

use std::collections::BTreeMap;

use global_table_games::{
    craps::{State, SPOTS},
    SpotId, TableState,
};
use proptest::prelude::*;

use super::{
    after, craps,
    exposure::{book, most},
    rolls,
    search::{self, refund, roll, Book},
    states, NUMBERS, OFF,
};

#[test]
fn small_and_tall_should_not_exclude_each_other() {
    let bets = [("small", 10), ("tall", 10), ("all", 10)];
    assert_eq!(most(&book(&bets), &OFF), 350 + 350 + 1760);
    // No need of the 2 any more, as it was rolled.
    let bets = [("small", 10), ("no_2", 200)];
    assert_eq!(most(&book(&bets), &OFF), 350);
    assert_eq!(most(&book(&bets), &after(&[[1, 1]])), 350 + 233);
    assert_eq!(most(&book(&bets), &after(&[[1, 1], [3, 4]])), 350);
    // The stakes of both at an abandoned table, or the 7.
    assert_eq!(most(&book(&[("small", 10), ("no_2", 400)]), &OFF), 466);
    assert_eq!(
        most(&book(&[("small", 10), ("no_2", 400), ("yes_2", 100)]), &OFF),
        350 + 694
    );
    assert_eq!(
        most(&book(&[("small", 10), ("no_3", 1000), ("yes_3", 350)]), &OFF),
        350 + 1389
    );
    assert_eq!(
        most(&book(&[("small", 10), ("no_3", 1000), ("yes_3", 100)]), &OFF),
        1330
    );
    assert_eq!(
        most(&book(&[("tall", 10), ("no_3", 1000), ("yes_3", 100)]), &OFF),
        1330 + 350
    );
}

#[test]
fn repeaters_should_need_their_number() {
    assert_eq!(most(&book(&[("repeater_12", 10), ("no_12", 200)]), &OFF), 410);
    assert_eq!(most(&book(&[("repeater_12", 10), ("no_12", 600)]), &OFF), 699);
    // The second 12 comes next or later; a bet that travels needs the same number again.
    assert_eq!(
        most(&book(&[("repeater_12", 10), ("twelve", 10)]), &after(&[[6, 6]])),
        410 + 310
    );
    assert_eq!(
        most(&book(&[("repeater_4", 10), ("come", 10)]), &after(&[[1, 3]])),
        660 + 20
    );
}

#[test]
fn the_shooter_should_get_everywhere_unless_the_next_seven_is_the_seven_out() {
    let (come_out, point) = (after(&[[1, 2]]), after(&[[1, 3]]));
    for (bet, best) in [("fire", 10_000), ("ride_the_line", 1010)] {
        assert_eq!(most(&book(&[(bet, 10)]), &come_out), best);
        assert_eq!(most(&book(&[(bet, 10)]), &point), best);
        // 6 is not in the way: 4 is made, a come-out 7 follows.
        assert_eq!(most(&book(&[(bet, 10), ("no_6", 2000)]), &point), best + 3650);
        // 4 is.
        assert_eq!(most(&book(&[(bet, 10), ("no_4", 2000)]), &point), best.max(2990));
        assert_eq!(most(&book(&[(bet, 10), ("no_4", 2000)]), &come_out), best + 2990);
    }
    // Three wins push.
    let three = after(&[[5, 6], [5, 6], [5, 6], [1, 3]]);
    assert_eq!(
        most(&book(&[("ride_the_line", 10), ("no_4", 2000)]), &three),
        3000
    );
    // Made 5, 6, 8 and 9: 24 to 1.
    let four = [5, 6, 8, 9].map(|total| [[3, total - 3]; 2]).concat();
    let four = after(&[four, vec![[1, 3]]].concat());
    assert_eq!(
        most(&book(&[("fire", 10), ("no_4", 20_000)]), &four),
        250 + 29_900
    );
    // All but 4: it is made, and the table abandoned, with stakes on 10 that are more than either side pays.
    let five = [5, 6, 8, 9, 10].map(|total| [[4, total - 4]; 2]).concat();
    let five = after(&[five, vec![[1, 3]]].concat());
    let bets = [("fire", 10), ("no_10", 20_000), ("yes_10", 10_000)];
    assert_eq!(most(&book(&bets), &five), 10_000 + 30_000);
    assert_eq!(most(&book(&bets), &four), 10_000 + 29_900);
}

#[test]
fn the_shooter_should_win_before_the_table_is_abandoned() {
    // Both sides of every number: 154,000 if the table is abandoned with none of them hit, 153,400 on the 7, and at
    // least 120 less for each that is hit.
    let sides = [
        ("yes_4", 10_000),
        ("no_4", 20_000),
        ("yes_5", 10_000),
        ("no_5", 15_000),
        ("yes_6", 10_000),
        ("no_6", 12_000),
        ("yes_8", 10_000),
        ("no_8", 12_000),
        ("yes_9", 10_000),
        ("no_9", 15_000),
        ("yes_10", 10_000),
        ("no_10", 20_000),
    ];
    let beside = |bets: &[(&str, u128)]| book(&[&sides[..], bets].concat());
    assert_eq!(most(&beside(&[]), &OFF), 154_000);
    // Eleven times 11.
    assert_eq!(most(&beside(&[("ride_the_line", 10)]), &OFF), 155_010);
    // The next roll makes the point for the eleventh win, and that is all.
    let ten = after(&[&[[5, 6]; 10][..], &[[1, 3]]].concat());
    let bets = [
        ("ride_the_line", 10),
        ("hop_1_3", 10),
        ("yes_11", 10_000),
        ("no_11", 30_000),
        ("come", 100),
        ("dont_come", 101),
    ];
    let owed = 1010 + 160 + 29_800;
    assert_eq!(most(&beside(&bets), &ten), owed + 124_000 + 40_000 + 201);
    // Two numbers are complete: no more than the stake comes back unless a 7 pays them.
    let two = after(&[[1, 3], [2, 2], [1, 4], [2, 3]]);
    assert_eq!(most(&beside(&[("hot_roller", 1)]), &two), 154_001);
    // The other four are hit.
    assert_eq!(most(&beside(&[("hot_roller", 10)]), &two), 154_000 - 590 + 2010);
}

#[test]
fn hot_numbers_and_doubles_should_count_what_is_marked() {
    assert_eq!(most(&book(&[("hot_roller", 10)]), &OFF), 2010);
    assert_eq!(most(&book(&[("different_doubles", 10)]), &OFF), 1010);
    // Each number that is hit takes its side away; five of the six pay 510.
    let against_four = |amount| book(&[("hot_roller", 10), ("no_4", amount)]);
    assert_eq!(most(&against_four(800), &OFF), 2010);
    assert_eq!(most(&against_four(2000), &OFF), 510 + 2990);
    let four = after(&[[1, 3], [2, 2]]);
    assert_eq!(most(&against_four(2000), &four), 2010 + 2990);
    // Doubles are seen when 12 was; 2-2 is not when only 1-3 was.
    let against_twelve = book(&[("different_doubles", 10), ("no_12", 1000)]);
    assert_eq!(most(&against_twelve, &OFF), 160 + 1165);
    assert_eq!(most(&against_twelve, &after(&[[6, 6]])), 1010 + 1165);
    assert_eq!(
        most(
            &book(&[("different_doubles", 10), ("no_4", 1000)]),
            &after(&[[1, 3]])
        ),
        160 + 1495
    );
}

#[test]
fn twice_hard_should_take_one_hardway() {
    let bets = [
        ("twice_hard", 10),
        ("no_4", 200),
        ("no_6", 200),
        ("no_8", 200),
        ("no_10", 200),
    ];
    assert_eq!(most(&book(&bets), &OFF), 510 + 299 + 365 + 365);
    // Straight after a hardway the same as a hop bet.
    let bets = [("twice_hard", 10), ("hop_3_3", 10)];
    assert_eq!(most(&book(&bets), &after(&[[3, 3]])), 510 + 310);
    assert_eq!(most(&book(&[("twice_hard", 10), ("hop_3_4", 10)]), &OFF), 510);
}

#[test]
fn muggsy_should_end_with_the_second_roll() {
    let on = after(&[[1, 3]]);
    for state in [OFF, on] {
        assert_eq!(most(&book(&[("muggsy", 10)]), &state), 40);
        assert_eq!(most(&book(&[("muggsy", 10), ("no_6", 40)]), &state), 40 + 73);
    }
    // A 5 pays the one and brings the other to its second stage.
    assert_eq!(most(&book(&[("muggsy", 10), ("place_5", 100)]), &OFF), 240 + 40);
    assert_eq!(most(&book(&[("muggsy", 10), ("place_5", 100)]), &on), 240);
    assert_eq!(most(&book(&[("muggsy", 10), ("yes_2", 100)]), &OFF), 694);
    // Beside a counting bet too.
    assert_eq!(
        most(&book(&[("muggsy", 10), ("place_5", 100), ("tall", 1)]), &OFF),
        240 + 40
    );
    // A come-out 7 pays both.
    assert_eq!(most(&book(&[("muggsy", 10), ("any_seven", 10)]), &OFF), 80);
}

/// Marks of which a few are missing at most, so that little can be rolled that changes them.
fn any_marks() -> impl Strategy<Value = TableState> {
    let point = prop_oneof![Just(None), prop::sample::select(&NUMBERS[..]).prop_map(Some)];
    let some = |bits: u32| prop_oneof![Just(0), (0..1u32 << bits)];
    // Pairs that are missing: few of them, by taking what three random sets share.
    let missing = prop::array::uniform3(0..1u32 << 21).prop_map(|[a, b, c]| a & b & c);
    let hard = prop_oneof![Just(None), prop::sample::select(vec![4, 6, 8, 10]).prop_map(Some)];
    let repeats = prop::array::uniform10(0..6u8);
    let wins = prop_oneof![0..12u8, Just(10)];
    let made = (some(6), some(6)).prop_map(|(a, b)| 63 & !(a & b) as u8);
    (point, missing, repeats, hard, made, wins).prop_map(|(point, missing, repeats, hard, made, wins)| {
        let goals = [2, 3, 4, 5, 6, 6, 5, 4, 3, 2];
        TableState::Craps(State {
            point,
            pairs: !missing & !search::pairs_of(&[7]) & ((1 << 21) - 1),
            repeats: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map(|i| repeats[i].min(goals[i])),
            hard,
            made,
            wins,
            rolled: true,
        })
    })
}

const COUNTING: &str = "small tall all fire hot_roller different_doubles ride_the_line twice_hard muggsy
    repeater_2 repeater_4 repeater_6 repeater_9 repeater_11";
/// Bets that would rather see some totals missed, and some that interfere in other ways.
const OTHERS: &str = "no_2 no_3 no_4 no_6 no_8 no_9 no_11 no_12 place_lose_5 lay_10 yes_2 yes_4 yes_6 yes_9 yes_11
    yes_12 place_5 place_6 hard_8 hard_4 pass dont_pass come dont_come come_6 dont_come_9 hop_2_2 hop_5_6 any_seven
    field";

/// A few counting bets, and others beside them.
fn counting_book() -> impl Strategy<Value = (Book, TableState)> {
    let names = |names: &'static str| names.split_whitespace().collect::<Vec<_>>();
    // Beside marks some, before the first roll one only (and not the one with too many ways to go).
    let some = prop::collection::btree_map(prop::sample::select(names(COUNTING)), 1..60u128, 1..4);
    let light = names(COUNTING).into_iter().filter(|name| *name != "hot_roller");
    let one = prop::sample::select(light.collect::<Vec<_>>());
    let one = (one, 1..60u128).prop_map(|bet| BTreeMap::from([bet]));
    // Enough to be worth more than a count's best prize, at times.
    let amount = prop_oneof![1..100u128, 1..5_000u128, 1..50_000u128];
    let others = prop::collection::btree_map(prop::sample::select(names(OTHERS)), amount, 0..5);
    let counting = prop_oneof![
        3 => (some, any_marks()),
        1 => (one, prop::sample::select(states().collect::<Vec<_>>())),
    ];
    // Both sides of a few totals, which are worth most at an abandoned table.
    let totals = [2, 3, 4, 5, 6, 8, 9, 10, 11, 12];
    let sides = (5_000..10_000u128, 8_000..30_000u128);
    let both = prop_oneof![
        Just(BTreeMap::new()),
        prop::collection::btree_map(prop::sample::select(totals.to_vec()), sides, 1..4),
    ];
    (counting, others, both).prop_map(|((counting, state), others, both)| {
        let bets = counting.into_iter().chain(others);
        let mut bets: Vec<_> = bets.map(|(name, amount)| (name.to_string(), amount)).collect();
        for (total, (yes, no)) in both {
            let (right, wrong) = (format!("yes_{total}"), format!("no_{total}"));
            bets.retain(|(name, _)| *name != right && *name != wrong);
            bets.extend([(right, yes), (wrong, no)]);
        }
        let bets: Vec<_> = bets
            .iter()
            .map(|(name, amount)| (name.as_str(), *amount))
            .collect();
        (book(&bets), state)
    })
}

/// Any amounts on all spots, or on most of them.
fn full_book() -> impl Strategy<Value = (Book, TableState)> {
    let amount = prop_oneof![Just(0), 1..100u128, 1..10_000u128];
    (prop::collection::vec(amount, SPOTS), any_marks()).prop_map(|(amounts, state)| {
        let bets = (0..).map(SpotId).zip(amounts);
        (bets.filter(|(_, amount)| *amount > 0).collect(), state)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn exposure_of_counting_bets_should_be_exact((book, state) in counting_book()) {
        prop_assert_eq!(most(&book, &state), search::most(&book, state));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn exposure_should_cover_the_next_roll_and_all_after_it((book, state) in prop_oneof![full_book(), counting_book()]) {
        let before = most(&book, &state);
        let after = rolls().map(|dice| {
            let (owed, rest, next) = roll(&book, craps(state), dice);
            owed + most(&rest, &TableState::Craps(next))
        });
        prop_assert_eq!(before, after.max().unwrap().max(refund(&book)));
    }
}
