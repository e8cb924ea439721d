//! The chart.

use global_table_games::blackjack::{action, splits, Action, Advice, Chart, Row, Total, CHART, OPEN};

fn lines(rows: &[Row]) -> Vec<String> {
    let line = |row: &Row| row.map(Advice::letters).join(" ");
    rows.iter().map(line).collect()
}

/// The chart that is published for these rules, against 2, 3, ..., 10, ace.
#[test]
fn the_chart_should_be_the_basic_strategy() {
    let hard = [
        "H H H H H H H H H H",
        "H H H H H H H H H H",
        "H H H H H H H H H H",
        "H H H H H H H H H H",
        "H H H H H H H H H H",
        "H D D D D H H H H H",
        "D D D D D D D D H H",
        "D D D D D D D D D H",
        "H H S S S H H H H H",
        "S S S S S H H H H H",
        "S S S S S H H H H H",
        "S S S S S H H H H H",
        "S S S S S H H H H H",
        "S S S S S S S S S S",
        "S S S S S S S S S S",
        "S S S S S S S S S S",
        "S S S S S S S S S S",
        "S S S S S S S S S S",
    ];
    let soft = [
        "H H H D D H H H H H",
        "H H H D D H H H H H",
        "H H D D D H H H H H",
        "H H D D D H H H H H",
        "H D D D D H H H H H",
        "S Ds Ds Ds Ds S S H H H",
        "S S S S S S S S S S",
        "S S S S S S S S S S",
        "S S S S S S S S S S",
    ];
    let pairs = [
        "P P P P P P H H H H",
        "P P P P P P H H H H",
        "H H H P P H H H H H",
        "D D D D D D D D H H",
        "P P P P P H H H H H",
        "P P P P P P H H H H",
        "P P P P P P P P P P",
        "P P P P P S P P S S",
        "S S S S S S S S S S",
        "P P P P P P P P P P",
    ];
    assert_eq!(OPEN, ["2", "3", "4", "5", "6", "7", "8", "9", "10", "A"]);
    assert_eq!(lines(&CHART.hard), hard);
    assert_eq!(lines(&CHART.soft), soft);
    assert_eq!(lines(&CHART.pairs), pairs);
}

#[test]
fn pairs_that_are_not_split_should_say_what_their_total_says() {
    for (row, value) in CHART.pairs.iter().zip(2..=10) {
        let total = &CHART.hard[usize::from(2 * value - Chart::FIRST_HARD)];
        for (pair, hard) in row.iter().zip(total).filter(|(pair, _)| **pair != Advice::Split) {
            assert_eq!(pair, hard, "{value}");
        }
    }
}

#[test]
fn what_may_not_be_doubled_should_be_hit_or_stood_on() {
    let hard = |points| Total { points, soft: false };
    let soft = |points| Total { points, soft: true };
    assert_eq!(action(hard(11), true, 10), Action::Double);
    assert_eq!(action(hard(11), false, 10), Action::Hit);
    assert_eq!(action(hard(11), true, 1), Action::Hit);
    assert_eq!(action(soft(18), true, 3), Action::Double);
    assert_eq!(action(soft(18), false, 3), Action::Stand);
    assert_eq!(action(soft(17), false, 3), Action::Hit);
    assert_eq!(action(soft(17), true, 2), Action::Hit);
    assert_eq!(action(soft(18), true, 2), Action::Stand);
    assert_eq!(action(hard(10), true, 1), Action::Hit);
}

#[test]
fn nothing_beyond_the_chart_should_be_played() {
    for points in [0, 3, 22, 30, 255] {
        for soft in [false, true] {
            assert_eq!(action(Total { points, soft }, true, 7), Action::Stand);
        }
    }
    let sixteen = Total {
        points: 16,
        soft: false,
    };
    for open in [0, 11, 255] {
        assert_eq!(action(sixteen, true, open), Action::Stand);
        assert!(!splits(8, open));
    }
    for value in [0, 11, 255] {
        assert!(!splits(value, 8));
    }
    assert!(splits(1, 1) && splits(9, 9) && !splits(9, 7) && !splits(10, 6));
}
