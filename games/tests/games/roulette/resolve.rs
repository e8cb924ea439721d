//! Spins.

use global_table_games::{
    layout, permit, roulette::POCKETS, spot_by_name, GameId, Outcome, Rules, TableState,
};

use super::wins;
use crate::fraction::Fraction;

#[test]
fn every_spot_should_have_a_house_edge_of_one_in_37() {
    for spot in layout(GameId::Roulette) {
        let mut value = Fraction::new(0, 1);
        for pocket in 0..POCKETS {
            value = value
                + match wins(spot.id, pocket) {
                    true => Fraction::net(spot.pays[0].pays),
                    false => Fraction::new(-1, 1),
                };
        }
        assert_eq!(
            value / Fraction::new(37, 1),
            Fraction::new(-1, 37),
            "{}",
            spot.name
        );
    }
}

#[test]
fn zero_should_lose_every_outside_bet() {
    let outside = "dozen_1 dozen_2 dozen_3 column_1 column_2 column_3 red black odd even low high";
    for name in outside.split(' ') {
        assert!(!wins(spot_by_name(GameId::Roulette, name).unwrap(), 0), "{name}");
    }
}

#[test]
fn mirror_images_should_be_told_apart() {
    let cases = [
        ("red", 1, true),
        ("red", 2, false),
        ("red", 10, false),
        ("red", 12, true),
        ("black", 11, true),
        ("black", 29, true),
        ("column_1", 34, true),
        ("column_3", 34, false),
        ("low", 18, true),
        ("high", 19, true),
        ("trio_0_1_2", 3, false),
        ("trio_0_2_3", 1, false),
        ("split_0_3", 3, true),
        ("street_34", 36, true),
        ("six_line_31", 36, true),
        ("six_line_31", 30, false),
        ("corner_2_3_5_6", 4, false),
    ];
    for (name, pocket, expected) in cases {
        assert_eq!(
            wins(spot_by_name(GameId::Roulette, name).unwrap(), pocket),
            expected,
            "{name} {pocket}"
        );
    }
}

#[test]
fn the_wheel_should_have_no_memory_and_take_every_bet() {
    let state = TableState::Roulette;
    for pocket in 0..POCKETS {
        assert_eq!(state.next(&Outcome::Roulette(pocket)), state);
    }
    for spot in layout(GameId::Roulette) {
        assert_eq!(
            permit(&state, &Rules::default(), spot.id, u128::MAX, |_| u128::MAX),
            Ok(())
        );
    }
}
