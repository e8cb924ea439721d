//! The whole layout, spelled out: what each spot is called, what it covers, what it pays.

use std::collections::BTreeMap;

use global_table_games::{american_roulette::coverage, layout, GameId, Pays};

use super::{pockets, won};

/// The families that are named by the numbers that they cover, each number as it is written on the cloth.
const BY_NUMBERS: [(&str, usize, i32, &str); 4] = [
    (
        "straight",
        38,
        35,
        "0 00 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36",
    ),
    (
        "split",
        62,
        17,
        "1_2 2_3 4_5 5_6 7_8 8_9 10_11 11_12 13_14 14_15 16_17 17_18 19_20 20_21 22_23 23_24 25_26 26_27 28_29
         29_30 31_32 32_33 34_35 35_36 1_4 2_5 3_6 4_7 5_8 6_9 7_10 8_11 9_12 10_13 11_14 12_15 13_16 14_17 15_18
         16_19 17_20 18_21 19_22 20_23 21_24 22_25 23_26 24_27 25_28 26_29 27_30 28_31 29_32 30_33 31_34 32_35
         33_36 0_00 0_1 0_2 00_2 00_3",
    ),
    ("trio", 3, 11, "0_1_2 0_00_2 00_2_3"),
    (
        "corner",
        22,
        8,
        "1_2_4_5 2_3_5_6 4_5_7_8 5_6_8_9 7_8_10_11 8_9_11_12 10_11_13_14 11_12_14_15 13_14_16_17 14_15_17_18
         16_17_19_20 17_18_20_21 19_20_22_23 20_21_23_24 22_23_25_26 23_24_26_27 25_26_28_29 26_27_29_30
         28_29_31_32 29_30_32_33 31_32_34_35 32_33_35_36",
    ),
];

/// The others, with their numbers.
const BY_NAME: [(&str, i32, &str); 36] = [
    ("street_1", 11, "1 2 3"),
    ("street_4", 11, "4 5 6"),
    ("street_7", 11, "7 8 9"),
    ("street_10", 11, "10 11 12"),
    ("street_13", 11, "13 14 15"),
    ("street_16", 11, "16 17 18"),
    ("street_19", 11, "19 20 21"),
    ("street_22", 11, "22 23 24"),
    ("street_25", 11, "25 26 27"),
    ("street_28", 11, "28 29 30"),
    ("street_31", 11, "31 32 33"),
    ("street_34", 11, "34 35 36"),
    ("basket", 6, "0 00 1 2 3"),
    ("six_line_1", 5, "1 2 3 4 5 6"),
    ("six_line_4", 5, "4 5 6 7 8 9"),
    ("six_line_7", 5, "7 8 9 10 11 12"),
    ("six_line_10", 5, "10 11 12 13 14 15"),
    ("six_line_13", 5, "13 14 15 16 17 18"),
    ("six_line_16", 5, "16 17 18 19 20 21"),
    ("six_line_19", 5, "19 20 21 22 23 24"),
    ("six_line_22", 5, "22 23 24 25 26 27"),
    ("six_line_25", 5, "25 26 27 28 29 30"),
    ("six_line_28", 5, "28 29 30 31 32 33"),
    ("six_line_31", 5, "31 32 33 34 35 36"),
    ("dozen_1", 2, "1 2 3 4 5 6 7 8 9 10 11 12"),
    ("dozen_2", 2, "13 14 15 16 17 18 19 20 21 22 23 24"),
    ("dozen_3", 2, "25 26 27 28 29 30 31 32 33 34 35 36"),
    ("column_1", 2, "1 4 7 10 13 16 19 22 25 28 31 34"),
    ("column_2", 2, "2 5 8 11 14 17 20 23 26 29 32 35"),
    ("column_3", 2, "3 6 9 12 15 18 21 24 27 30 33 36"),
    ("red", 1, "1 3 5 7 9 12 14 16 18 19 21 23 25 27 30 32 34 36"),
    ("black", 1, "2 4 6 8 10 11 13 15 17 20 22 24 26 28 29 31 33 35"),
    ("odd", 1, "1 3 5 7 9 11 13 15 17 19 21 23 25 27 29 31 33 35"),
    ("even", 1, "2 4 6 8 10 12 14 16 18 20 22 24 26 28 30 32 34 36"),
    ("low", 1, "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18"),
    ("high", 1, "19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36"),
];

/// Pockets from lowest to highest; 00 is 37.
fn read<'a>(numbers: impl Iterator<Item = &'a str>) -> Vec<u8> {
    let mut pockets: Vec<u8> = numbers
        .map(|number| match number {
            "00" => 37,
            number => number.parse().unwrap(),
        })
        .collect();
    pockets.sort();
    pockets
}

#[test]
fn all_161_spots_should_cover_and_pay_what_the_paytable_says() {
    let by_name = BY_NAME
        .iter()
        .map(|(name, win, numbers)| (name.to_string(), (read(numbers.split(' ')), *win)));
    let mut expected: BTreeMap<_, _> = by_name.collect();
    for (family, count, win, all) in BY_NUMBERS {
        assert_eq!(all.split_whitespace().count(), count, "{family}");
        for numbers in all.split_whitespace() {
            expected.insert(format!("{family}_{numbers}"), (read(numbers.split('_')), win));
        }
    }
    assert_eq!(expected.len(), 161);
    let ours: BTreeMap<_, _> = layout(GameId::AmericanRoulette)
        .iter()
        .map(|spot| {
            assert!(spot.placeable, "{}", spot.name);
            let [prize] = spot.pays else {
                panic!("{} has one prize", spot.name)
            };
            assert_eq!((prize.on, prize.pays.per), ("win", 1), "{}", spot.name);
            (spot.name.to_string(), (pockets(spot.id), prize.pays.win))
        })
        .collect();
    assert_eq!(ours, expected);
}

#[test]
fn there_should_be_as_many_spots_of_each_kind_as_the_paytable_counts() {
    let counts = [
        ("straight_", 38, 1, 35),
        ("split_", 62, 2, 17),
        ("street_", 12, 3, 11),
        ("trio_", 3, 3, 11),
        ("corner_", 22, 4, 8),
        ("basket", 1, 5, 6),
        ("six_line_", 11, 6, 5),
        ("dozen_", 3, 12, 2),
        ("column_", 3, 12, 2),
    ];
    for (kind, count, size, win) in counts {
        let spots: Vec<_> = layout(GameId::AmericanRoulette)
            .iter()
            .filter(|spot| spot.name.starts_with(kind))
            .collect();
        assert_eq!(spots.len(), count, "{kind}");
        for spot in spots {
            assert_eq!(coverage(spot.id).count_ones(), size, "{}", spot.name);
            assert_eq!(spot.pays[0].pays, Pays::new(win, 1), "{}", spot.name);
        }
    }
}

#[test]
fn a_spin_should_pay_what_the_layout_promises() {
    for spot in layout(GameId::AmericanRoulette) {
        for pocket in 0..38 {
            let covered = coverage(spot.id) & (1 << pocket) != 0;
            assert_eq!(
                won(spot.id, pocket),
                covered.then_some(spot.pays[0].pays),
                "{} {pocket}",
                spot.name
            );
        }
    }
}
