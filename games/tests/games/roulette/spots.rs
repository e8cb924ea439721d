//! The layout, built a second time from the geometry of the cloth.

use std::collections::{BTreeMap, BTreeSet};

use global_table_games::{
    layout,
    roulette::{coverage, POCKETS},
    spot_by_name, GameId, Pays,
};

use super::wins;

type Covers = BTreeSet<u8>;

/// Where a number lies on the cloth: row from 0, place in the row from 0.
fn place(number: u8) -> (i32, i32) {
    (i32::from(number - 1) / 3, i32::from(number - 1) % 3)
}

fn named(kind: &str, covers: &Covers) -> String {
    covers
        .iter()
        .fold(kind.to_string(), |name, number| format!("{name}_{number}"))
}

/// The numbers 1 to 36 for which `is` holds.
fn numbers(is: impl Fn(u8) -> bool) -> Covers {
    (1..=36).filter(|number| is(*number)).collect()
}

fn is_red(number: u8) -> bool {
    // Reds are odd in 1-10 and 19-28, even in 11-18 and 29-36.
    let odd_is_red = matches!(number, 1..=10 | 19..=28);
    (number % 2 == 1) == odd_is_red
}

fn inside() -> Vec<(String, Covers, i32)> {
    let mut spots = Vec::new();
    for a in 0..=36u8 {
        spots.push((format!("straight_{a}"), Covers::from([a]), 35));
        for b in a + 1..=36 {
            let touch = match a {
                0 => b <= 3,
                _ => {
                    let ((row_a, place_a), (row_b, place_b)) = (place(a), place(b));
                    (row_a - row_b).abs() + (place_a - place_b).abs() == 1
                }
            };
            if touch {
                let covers = Covers::from([a, b]);
                spots.push((named("split", &covers), covers, 17));
            }
        }
    }
    for row in 0..12 {
        let street = numbers(|n| place(n).0 == row);
        let two_rows = numbers(|n| [row, row + 1].contains(&place(n).0));
        let first = street.first().unwrap();
        if row < 11 {
            spots.push((format!("six_line_{first}"), two_rows.clone(), 5));
            for left in 0..2 {
                let corner = numbers(|n| two_rows.contains(&n) && [left, left + 1].contains(&place(n).1));
                spots.push((named("corner", &corner), corner, 8));
            }
        }
        spots.push((format!("street_{first}"), street, 11));
    }
    spots.push(("trio_0_1_2".into(), Covers::from([0, 1, 2]), 11));
    spots.push(("trio_0_2_3".into(), Covers::from([0, 2, 3]), 11));
    spots.push(("first_four".into(), Covers::from([0, 1, 2, 3]), 8));
    spots
}

fn outside() -> Vec<(String, Covers, i32)> {
    let mut spots = vec![
        ("red".into(), numbers(is_red), 1),
        ("black".into(), numbers(|n| !is_red(n)), 1),
        ("odd".into(), numbers(|n| n % 2 == 1), 1),
        ("even".into(), numbers(|n| n % 2 == 0), 1),
        ("low".into(), numbers(|n| n <= 18), 1),
        ("high".into(), numbers(|n| n >= 19), 1),
    ];
    for i in 1..=3 {
        spots.push((format!("dozen_{i}"), numbers(|n| n.div_ceil(12) == i), 2));
        spots.push((format!("column_{i}"), numbers(|n| n % 3 == i % 3), 2));
    }
    spots
}

#[test]
fn all_157_spots_should_cover_and_pay_what_the_cloth_says() {
    let expected: Vec<_> = inside().into_iter().chain(outside()).collect();
    assert_eq!(expected.len(), 157);
    let expected: BTreeMap<_, _> = expected
        .into_iter()
        .map(|(name, covers, win)| (name, (covers, win)))
        .collect();
    let ours: BTreeMap<_, _> = layout(GameId::Roulette)
        .iter()
        .map(|spot| {
            assert!(spot.placeable, "{}", spot.name);
            let [prize] = spot.pays else {
                panic!("{} has one prize", spot.name)
            };
            assert_eq!((prize.on, prize.pays.per), ("win", 1), "{}", spot.name);
            let covers: Covers = (0..POCKETS).filter(|pocket| wins(spot.id, *pocket)).collect();
            (spot.name.to_string(), (covers, prize.pays.win))
        })
        .collect();
    assert_eq!(ours, expected);
}

#[test]
fn there_should_be_as_many_spots_of_each_kind_as_the_paytable_counts() {
    let counts = [
        ("straight_", 37, 1, 35),
        ("split_", 60, 2, 17),
        ("street_", 12, 3, 11),
        ("trio_", 2, 3, 11),
        ("corner_", 22, 4, 8),
        ("first_four", 1, 4, 8),
        ("six_line_", 11, 6, 5),
        ("dozen_", 3, 12, 2),
        ("column_", 3, 12, 2),
    ];
    for (kind, count, size, win) in counts {
        let spots: Vec<_> = layout(GameId::Roulette)
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
fn colours_should_be_those_of_the_wheel() {
    let red = [1, 3, 5, 7, 9, 12, 14, 16, 18, 19, 21, 23, 25, 27, 30, 32, 34, 36];
    let spot = |name| spot_by_name(GameId::Roulette, name).unwrap();
    for pocket in 0..POCKETS {
        assert_eq!(wins(spot("red"), pocket), red.contains(&pocket), "{pocket}");
        assert_eq!(
            wins(spot("black"), pocket),
            pocket != 0 && !red.contains(&pocket),
            "{pocket}"
        );
    }
}
