//! The puck.

use global_table_games::{GameId, Outcome, TableState};

use super::{on, rolls, NUMBERS, OFF};

#[test]
fn the_first_roll_should_be_a_come_out() {
    assert_eq!(TableState::initial(GameId::Craps), OFF);
}

#[test]
fn a_number_on_the_come_out_should_become_the_point() {
    for [a, b] in rolls() {
        let expected = if NUMBERS.contains(&(a + b)) {
            on(a + b)
        } else {
            OFF
        };
        assert_eq!(OFF.next(&Outcome::Craps([a, b])), expected, "{a}-{b}");
    }
}

#[test]
fn only_the_point_and_seven_should_turn_the_puck_off() {
    for point in NUMBERS {
        for [a, b] in rolls() {
            let expected = if [point, 7].contains(&(a + b)) {
                OFF
            } else {
                on(point)
            };
            assert_eq!(
                on(point).next(&Outcome::Craps([a, b])),
                expected,
                "{point}: {a}-{b}"
            );
        }
    }
}
