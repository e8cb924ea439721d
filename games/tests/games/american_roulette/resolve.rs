//! Spins.

use global_table_games::{
    layout, permit, spot_by_name, GameId, Outcome, Pays, Resolution, Resolutions, Rules, SpotId, TableState,
};

use super::{pockets, spot, won};
use crate::fraction::Fraction;

/// The pocket of the second zero.
const DOUBLE_ZERO: u8 = 37;

#[test]
fn every_spot_but_the_basket_should_have_a_house_edge_of_one_in_19() {
    for spot in layout(GameId::AmericanRoulette) {
        let mut value = Fraction::new(0, 1);
        for pocket in 0..38 {
            value = value + won(spot.id, pocket).map_or(Fraction::new(-1, 1), Fraction::net);
        }
        // 7.89 % and 5.26 % are published (J. Grochowski, "Roulette's worst bet", Casino City Times, 2010).
        let edge = if spot.name == "basket" {
            Fraction::new(-3, 38)
        } else {
            Fraction::new(-1, 19)
        };
        assert_eq!(value / Fraction::new(38, 1), edge, "{}", spot.name);
    }
}

#[test]
fn either_zero_should_lose_every_outside_bet() {
    let outside = "dozen_1 dozen_2 dozen_3 column_1 column_2 column_3 red black odd even low high";
    for name in outside.split(' ') {
        for pocket in [0, DOUBLE_ZERO] {
            assert_eq!(won(spot(name), pocket), None, "{name} {pocket}");
        }
    }
}

#[test]
fn the_zeros_should_be_told_apart() {
    let cases: [(&str, &[u8]); 11] = [
        ("straight_0", &[0]),
        ("straight_00", &[37]),
        ("split_0_00", &[0, 37]),
        ("split_0_1", &[0, 1]),
        ("split_0_2", &[0, 2]),
        ("split_00_2", &[2, 37]),
        ("split_00_3", &[3, 37]),
        ("trio_0_1_2", &[0, 1, 2]),
        ("trio_0_00_2", &[0, 2, 37]),
        ("trio_00_2_3", &[2, 3, 37]),
        ("basket", &[0, 1, 2, 3, 37]),
    ];
    for (name, expected) in cases {
        assert_eq!(pockets(spot(name)), expected, "{name}");
    }
    for european in [
        "split_0_3",
        "trio_0_2_3",
        "first_four",
        "split_00_1",
        "straight_37",
    ] {
        assert_eq!(
            spot_by_name(GameId::AmericanRoulette, european),
            None,
            "{european}"
        );
    }
}

#[test]
fn mirror_images_should_be_told_apart() {
    let cases = [
        ("red", 1, true),
        ("black", 1, false),
        ("red", 2, false),
        ("red", 10, false),
        ("black", 10, true),
        ("red", 12, true),
        ("black", 11, true),
        ("red", 28, false),
        ("black", 29, true),
        ("odd", 1, true),
        ("even", 1, false),
        ("column_1", 34, true),
        ("column_3", 34, false),
        ("column_3", 36, true),
        ("dozen_1", 12, true),
        ("dozen_2", 12, false),
        ("low", 18, true),
        ("high", 18, false),
        ("high", 19, true),
        ("street_34", 36, true),
        ("six_line_31", 36, true),
        ("six_line_31", 30, false),
        ("corner_2_3_5_6", 4, false),
        ("corner_1_2_4_5", 4, true),
    ];
    for (name, pocket, expected) in cases {
        assert_eq!(won(spot(name), pocket).is_some(), expected, "{name} {pocket}");
    }
}

/// The names of the spots that win in `pocket`, without splits, streets, trios, corners and six lines.
fn winners(pocket: u8) -> Vec<&'static str> {
    let of_several = ["split", "street", "trio", "corner", "six_line"];
    layout(GameId::AmericanRoulette)
        .iter()
        .filter(|spot| won(spot.id, pocket).is_some())
        .map(|spot| spot.name)
        .filter(|name| !of_several.iter().any(|kind| name.starts_with(kind)))
        .collect()
}

#[test]
fn spins_should_be_won_by_the_spots_that_a_croupier_would_call() {
    assert_eq!(winners(0), ["straight_0", "basket"]);
    assert_eq!(winners(DOUBLE_ZERO), ["straight_00", "basket"]);
    let one = ["straight_1", "basket", "dozen_1", "column_1", "red", "odd", "low"];
    assert_eq!(winners(1), one);
    let two = [
        "straight_2",
        "basket",
        "dozen_1",
        "column_2",
        "black",
        "even",
        "low",
    ];
    assert_eq!(winners(2), two);
    let eighteen = ["straight_18", "dozen_2", "column_3", "red", "even", "low"];
    assert_eq!(winners(18), eighteen);
    let nineteen = ["straight_19", "dozen_2", "column_1", "red", "odd", "high"];
    assert_eq!(winners(19), nineteen);
    let last = ["straight_36", "dozen_3", "column_3", "red", "even", "high"];
    assert_eq!(winners(36), last);
    assert_eq!(won(spot("basket"), DOUBLE_ZERO), Some(Pays::new(6, 1)));
    assert_eq!(won(spot("straight_00"), DOUBLE_ZERO), Some(Pays::new(35, 1)));
}

#[test]
fn a_pocket_that_the_wheel_does_not_have_should_let_every_bet_stay() {
    for pocket in [38, 63, 64, 255] {
        let outcome = Outcome::AmericanRoulette(pocket);
        let resolutions = Resolutions::of(&TableState::AmericanRoulette, &outcome);
        for spot in 0..=255 {
            assert_eq!(resolutions.get(SpotId(spot)), Resolution::Stay, "{pocket} {spot}");
        }
    }
}

#[test]
fn the_wheel_should_have_no_memory_and_take_every_bet() {
    let state = TableState::AmericanRoulette;
    for pocket in 0..38 {
        assert_eq!(state.next(&Outcome::AmericanRoulette(pocket)), state);
    }
    for spot in layout(GameId::AmericanRoulette) {
        assert_eq!(
            permit(&state, &Rules::default(), spot.id, u128::MAX, |_| u128::MAX),
            Ok(())
        );
    }
}
