//! What the spots are called, what they pay and what they cost, spelled out.

use global_table_games::{layout, GameId, Pays};

use super::{rolls, spot, won};
use crate::fraction::Fraction;

/// Some spots, and when and what they pay: so much to 1.
type Family = (&'static str, &'static [(&'static str, i32)]);

/// All spots in the order of the ids.
const PAYTABLE: [Family; 17] = [
    ("small big odd even", &[("win", 1)]),
    (
        "single_1 single_2 single_3 single_4 single_5 single_6",
        &[("one die", 1), ("two dice", 2), ("three dice", 12)],
    ),
    (
        "double_1 double_2 double_3 double_4 double_5 double_6",
        &[("win", 10)],
    ),
    (
        "triple_1 triple_2 triple_3 triple_4 triple_5 triple_6",
        &[("win", 180)],
    ),
    ("any_triple", &[("win", 30)]),
    ("total_4", &[("win", 60)]),
    ("total_5", &[("win", 30)]),
    ("total_6", &[("win", 17)]),
    ("total_7", &[("win", 12)]),
    ("total_8", &[("win", 8)]),
    ("total_9 total_10 total_11 total_12", &[("win", 6)]),
    ("total_13", &[("win", 8)]),
    ("total_14", &[("win", 12)]),
    ("total_15", &[("win", 17)]),
    ("total_16", &[("win", 30)]),
    ("total_17", &[("win", 60)]),
    (
        "combo_1_2 combo_1_3 combo_1_4 combo_1_5 combo_1_6 combo_2_3 combo_2_4 combo_2_5 combo_2_6 combo_3_4
         combo_3_5 combo_3_6 combo_4_5 combo_4_6 combo_5_6",
        &[("win", 6)],
    ),
];

#[test]
fn all_52_spots_should_pay_what_the_paytable_says() {
    let families = PAYTABLE.iter().flat_map(|(names, prizes)| {
        names
            .split_whitespace()
            .map(|name| (name.to_string(), prizes.to_vec()))
    });
    let ours = layout(GameId::SicBo).iter().map(|spot| {
        assert!(spot.placeable, "{}", spot.name);
        let prizes = spot.pays.iter().map(|prize| {
            assert_eq!(prize.pays.per, 1, "{}", spot.name);
            (prize.on, prize.pays.win)
        });
        (spot.name.to_string(), prizes.collect::<Vec<_>>())
    });
    assert_eq!(ours.collect::<Vec<_>>(), families.collect::<Vec<_>>());
    assert_eq!(layout(GameId::SicBo).len(), 52);
}

#[test]
fn there_should_be_as_many_spots_of_each_kind_as_on_the_cloth() {
    let counts = [
        ("small", 1),
        ("big", 1),
        ("odd", 1),
        ("even", 1),
        ("single_", 6),
        ("double_", 6),
        ("triple_", 6),
        ("any_triple", 1),
        ("total_", 14),
        ("combo_", 15),
    ];
    for (kind, count) in counts {
        let spots = layout(GameId::SicBo)
            .iter()
            .filter(|spot| spot.name.starts_with(kind));
        assert_eq!(spots.count(), count, "{kind}");
    }
}

/// In how many of the 216 rolls the spots of a kind win, and what they return over all of them for one unit on each.
///
/// Counted by hand. Published for these pays: small and big 2.78 %, total 4 15.28 %, total 5 13.89 % (Wizard of Odds,
/// "Sic Bo"); single 3.7 %, double 18.52 %, triple 16.20 % (onlinesicbo.org, "Sic Bo Odds").
const EDGES: [(&str, usize, i128); 18] = [
    ("small big odd even", 105, -6),
    ("single", 91, -8),
    ("double", 16, -40),
    ("triple", 1, -35),
    ("any_triple", 6, -30),
    ("total_4", 3, -33),
    ("total_5", 6, -30),
    ("total_6", 10, -36),
    ("total_7", 15, -21),
    ("total_8", 21, -27),
    ("total_9 total_12", 25, -41),
    ("total_10 total_11", 27, -27),
    ("total_13", 21, -27),
    ("total_14", 15, -21),
    ("total_15", 10, -36),
    ("total_16", 6, -30),
    ("total_17", 3, -33),
    ("combo", 30, -6),
];

#[test]
fn every_spot_should_win_as_often_and_cost_as_much_as_counted() {
    for spot in layout(GameId::SicBo) {
        let of_spot = |kinds: &str| {
            let family = spot.name.split('_').next().unwrap();
            let family_names = ["single", "double", "triple", "combo"];
            kinds
                .split(' ')
                .any(|kind| kind == spot.name || (kind == family && family_names.contains(&kind)))
        };
        let found: Vec<_> = EDGES.iter().filter(|(kinds, ..)| of_spot(kinds)).collect();
        let [(_, ways, returned)] = found[..] else {
            panic!("{} is {} times in the list", spot.name, found.len())
        };
        let wins = rolls().filter_map(|dice| won(spot.id, dice));
        assert_eq!(wins.count(), *ways, "{}", spot.name);
        let value = rolls().fold(Fraction::new(0, 1), |value, dice| {
            value + won(spot.id, dice).map_or(Fraction::new(-1, 1), Fraction::net)
        });
        assert_eq!(value, Fraction::new(*returned, 1), "{}", spot.name);
    }
}

#[test]
fn a_single_should_pay_for_each_die_in_its_own_way() {
    let one = spot("single_1");
    let ways = |win| {
        rolls()
            .filter(|dice| won(one, *dice) == Some(Pays::new(win, 1)))
            .count()
    };
    assert_eq!((ways(1), ways(2), ways(12)), (75, 15, 1));
}
