//! The puck and the marks.

use codec::{Decode, Encode, MaxEncodedLen};
use global_table_games::{craps::State, GameId, Outcome, TableState};

use super::{after, craps, on, puck, rolls, NUMBERS, OFF};

#[test]
fn the_first_roll_should_be_a_come_out() {
    assert_eq!(TableState::initial(GameId::Craps), OFF);
    assert_eq!(State::default(), State::INITIAL);
}

#[test]
fn a_number_on_the_come_out_should_become_the_point() {
    for [a, b] in rolls() {
        let expected = if NUMBERS.contains(&(a + b)) {
            on(a + b)
        } else {
            OFF
        };
        assert_eq!(puck(OFF.next(&Outcome::Craps([a, b]))), expected, "{a}-{b}");
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
                puck(on(point).next(&Outcome::Craps([a, b]))),
                expected,
                "{point}: {a}-{b}"
            );
        }
    }
}

#[test]
fn every_roll_should_leave_its_marks() {
    let state = after(&[[6, 6], [4, 4], [2, 6], [3, 3], [5, 1], [1, 5], [5, 5]]);
    let expected = State {
        point: Some(6),
        // 1-5, 2-6, 3-3, 4-4, 5-5, 6-6.
        pairs: 1 << 4 | 1 << 10 | 1 << 11 | 1 << 15 | 1 << 18 | 1 << 20,
        repeats: [0, 0, 0, 0, 3, 2, 0, 1, 0, 1],
        hard: Some(10),
        // 8 and 6.
        made: 0b001100,
        wins: 2,
        rolled: true,
    };
    assert_eq!(craps(state), expected);
}

#[test]
fn only_four_doubles_should_be_hardways() {
    let hard = [1, 2, 3, 4, 5, 6].map(|side| craps(after(&[[side, side]])).hard);
    assert_eq!(hard, [None, Some(4), Some(6), Some(8), Some(10), None]);
    assert_eq!(craps(after(&[[2, 2], [1, 3]])).hard, None);
}

#[test]
fn a_come_out_seven_should_leave_the_marks_of_the_shooter_alone() {
    let state = after(&[[2, 3], [1, 4], [5, 6], [3, 4]]);
    let expected = State {
        // 5.
        made: 0b000010,
        wins: 3,
        rolled: true,
        ..State::INITIAL
    };
    assert_eq!(craps(state), expected);
    assert_eq!(after(&[[2, 3], [1, 4], [5, 6], [3, 3], [3, 4]]), OFF);
}

#[test]
fn counts_should_stop_at_their_goals() {
    let goals = [
        ([1, 1], 2),
        ([1, 2], 3),
        ([1, 3], 4),
        ([1, 4], 5),
        ([1, 5], 6),
        ([2, 6], 6),
        ([3, 6], 5),
        ([4, 6], 4),
        ([5, 6], 3),
        ([6, 6], 2),
    ];
    for (index, (dice, goal)) in goals.into_iter().enumerate() {
        for count in 0..9 {
            let mut expected = [0; 10];
            expected[index] = count.min(goal);
            assert_eq!(
                craps(after(&vec![dice; count.into()])).repeats,
                expected,
                "{dice:?}"
            );
        }
    }
    assert_eq!(craps(after(&[[5, 6]; 30])).wins, 11);
}

#[test]
fn states_should_keep_their_encoding() {
    let state = craps(after(&[[6, 6], [4, 4], [2, 6], [3, 3]]));
    let bytes = [
        1, 6, 0x00, 0x8c, 0x10, 0, 0, 0, 0, 0, 1, 2, 0, 0, 0, 1, 1, 6, 8, 1, 1,
    ];
    assert_eq!(state.encode(), bytes);
    assert_eq!(State::decode(&mut &bytes[..]), Ok(state));
    assert_eq!(State::max_encoded_len(), 21);
    assert_eq!(State::INITIAL.encode(), [0; 19]);
}
