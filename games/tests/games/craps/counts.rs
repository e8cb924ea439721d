//! The bets that count, roll by roll.

use global_table_games::{Pays, Resolution};
use Resolution::{Lose, Push, Stay, Win};

use super::{after, resolve};

const WAYS: [[u8; 2]; 11] = [
    [1, 1],
    [1, 2],
    [1, 3],
    [4, 1],
    [4, 2],
    [3, 4],
    [6, 2],
    [3, 6],
    [4, 6],
    [6, 5],
    [6, 6],
];

/// Rolls with these totals.
fn totals(totals: &[u8]) -> Vec<[u8; 2]> {
    totals.iter().map(|total| WAYS[usize::from(*total) - 2]).collect()
}

fn win(win: i32) -> Resolution {
    Win(Pays::new(win, 1))
}

/// A bet on `name`, put down before the table's first roll, stays up until the last of these rolls, and then this
/// becomes of it.
#[track_caller]
fn assert_fate(name: &str, rolls: &[[u8; 2]], fate: Resolution) {
    for (done, dice) in rolls.iter().enumerate() {
        let expected = if done + 1 == rolls.len() { fate } else { Stay };
        let here = resolve(&after(&rolls[..done]), *dice, name);
        assert_eq!(here, expected, "{name} at roll {done} of {rolls:?}");
    }
}

#[test]
fn small_should_not_be_tall() {
    let (low, high) = ([4, 4, 2, 6, 3, 5], [10, 9, 12, 12, 8, 11]);
    assert_fate("small", &totals(&low), win(34));
    assert_fate("tall", &totals(&low), Stay);
    assert_fate("small", &totals(&high), Stay);
    assert_fate("tall", &totals(&high), win(34));
    assert_fate("all", &totals(&[&low[..], &high[..]].concat()), win(175));
    assert_fate("all", &totals(&[&high[..], &low[..]].concat()), win(175));
    assert_fate("all", &totals(&[&high[..], &low[..5]].concat()), Stay);
    // One short, then 7, be it a come-out one.
    assert_fate("small", &totals(&[4, 2, 6, 3, 7]), Lose);
    assert_fate("tall", &totals(&[9, 10, 9, 12, 8, 7]), Lose);
    assert_fate("all", &totals(&[11, 7]), Lose);
    // The 7 wipes the count.
    assert_eq!(resolve(&after(&totals(&[4, 2, 6, 3, 7])), [1, 4], "small"), Stay);
}

#[test]
fn repeaters_should_wait_for_their_number_of_rolls() {
    for (total, times, pays) in [
        (2, 2, 40),
        (3, 3, 50),
        (4, 4, 65),
        (5, 5, 80),
        (6, 6, 90),
        (8, 6, 90),
        (9, 5, 80),
        (10, 4, 65),
        (11, 3, 50),
        (12, 2, 40),
    ] {
        let name = format!("repeater_{total}");
        assert_fate(&name, &totals(&vec![total; times]), win(pays));
        let mut others = vec![total; times - 1];
        others.extend(
            [2, 3, 4, 5, 6, 8, 9, 10, 11, 12]
                .into_iter()
                .filter(|other| *other != total),
        );
        assert_fate(&name, &totals(&others), Stay);
        others.push(7);
        assert_fate(&name, &totals(&others), Lose);
        // Nothing is left of the count after the 7.
        assert_eq!(
            resolve(&after(&totals(&others)), WAYS[usize::from(total) - 2], &name),
            Stay
        );
    }
    // Hard or easy.
    assert_fate(
        "repeater_6",
        &[[3, 3], [1, 5], [2, 4], [6, 6], [5, 1], [4, 2], [3, 3]],
        win(90),
    );
    assert_fate("repeater_2", &totals(&[2, 7]), Lose);
}

#[test]
fn fire_should_count_different_points_only() {
    let four = [4, 4, 5, 5, 6, 6, 8, 8];
    let five = [&four[..], &[9, 2, 9][..]].concat();
    assert_fate("fire", &totals(&[5, 7]), Lose);
    assert_fate("fire", &totals(&[4, 4, 5, 5, 6, 6, 8, 7]), Lose);
    assert_fate("fire", &totals(&[4, 4, 4, 4, 4, 4, 5, 5, 8, 8, 9, 7]), Lose);
    assert_fate("fire", &totals(&[&four[..], &[10, 7]].concat()), win(24));
    assert_fate("fire", &totals(&[&five[..], &[10, 7]].concat()), win(249));
    assert_fate(
        "fire",
        &totals(&[&five[..], &[6, 6, 9, 9, 10, 10]].concat()),
        win(999),
    );
    // Numbers that are rolled while another is the point are not made.
    assert_fate("fire", &totals(&[4, 5, 6, 8, 9, 10, 5, 6, 8, 9, 10, 7]), Lose);
}

#[test]
fn fire_should_survive_a_come_out_seven() {
    assert_fate(
        "fire",
        &totals(&[7, 4, 4, 7, 7, 5, 5, 6, 6, 7, 8, 8, 11, 7, 9, 7]),
        win(24),
    );
    assert_fate("fire", &totals(&[7, 11, 2, 7, 4, 7]), Lose);
}

#[test]
fn a_number_of_the_hot_roller_should_need_every_pair() {
    let (four, five, nine) = ([[1, 3], [2, 2]], [[2, 3], [4, 1]], [[6, 3], [4, 5]]);
    let ten = [[4, 6], [5, 5]];
    let six = [[5, 1], [4, 2], [3, 3]];
    let eight = [[4, 4], [6, 2], [3, 5]];
    let seven = [[2, 5]];
    let fate = |rolls: &[&[[u8; 2]]], fate| assert_fate("hot_roller", &rolls.concat(), fate);
    fate(&[&seven], Lose);
    fate(&[&four, &seven], Lose);
    fate(&[&four, &five, &seven], win(5));
    // 1-3 twice is not 2-2, and six needs three pairs.
    fate(&[&[[1, 3], [3, 1]], &five, &seven], Lose);
    fate(&[&four, &six[..2], &seven], Lose);
    fate(&[&four, &six, &seven], win(5));
    fate(
        &[
            &ten,
            &nine,
            &eight[..2],
            &six[1..],
            &[[1, 1], [6, 6], [5, 6]],
            &seven,
        ],
        win(5),
    );
    fate(&[&ten, &nine, &eight, &seven], win(10));
    fate(&[&ten, &nine, &eight, &four, &seven], win(20));
    fate(&[&ten, &nine, &eight, &four, &six, &five[..1], &seven], win(50));
    fate(&[&ten, &nine, &eight, &four, &six, &five], win(200));
    fate(&[&five, &six, &four, &eight, &nine, &ten], win(200));
}

#[test]
fn doubles_should_be_paid_by_how_many_are_different() {
    let seven = [1, 6];
    let double = |side: u8| [side, side];
    let fate = |sides: &[u8], fate| {
        let mut rolls: Vec<_> = sides.iter().map(|side| double(*side)).collect();
        if sides.len() < 6 || fate == Lose {
            rolls.push(seven);
        }
        assert_fate("different_doubles", &rolls, fate);
    };
    fate(&[], Lose);
    fate(&[1, 2], Lose);
    fate(&[1, 1, 2, 2, 1, 1], Lose);
    fate(&[6, 6, 1, 2], win(4));
    fate(&[1, 2, 3], win(4));
    fate(&[4, 2, 6, 5], win(8));
    fate(&[1, 2, 3, 4, 6], win(15));
    fate(&[6, 5, 4, 3, 2, 1], win(100));
    // Easy ways are no doubles.
    assert_fate(
        "different_doubles",
        &[[1, 3], [2, 4], [3, 5], [4, 6], [6, 1]],
        Lose,
    );
}

#[test]
fn muggsy_should_win_on_the_come_out_or_straight_after_a_point() {
    assert_fate("muggsy", &totals(&[7]), win(2));
    for total in [2, 3, 11, 12] {
        assert_fate("muggsy", &totals(&[total]), Lose);
    }
    for point in [4, 5, 6, 8, 9, 10] {
        assert_fate("muggsy", &totals(&[point, 7]), win(3));
        for total in [2, 3, 4, 5, 6, 8, 9, 10, 11, 12] {
            assert_fate("muggsy", &totals(&[point, total]), Lose);
        }
    }
}

#[test]
fn riding_the_line_should_be_paid_by_the_wins_of_the_line() {
    let fate = |wins: usize, fate| {
        // Come-out 7 and 11, a point made after some other rolls, and craps that count for nothing.
        let way: [&[u8]; 3] = [&[7, 2], &[11, 3, 12], &[8, 5, 11, 8]];
        let mut rolls: Vec<u8> = (0..wins).flat_map(|win| way[win % 3].iter().copied()).collect();
        rolls.extend([4, 7]);
        assert_fate("ride_the_line", &totals(&rolls), fate);
    };
    for wins in 0..3 {
        fate(wins, Lose);
    }
    fate(3, Push);
    for (wins, pays) in [(4, 3), (5, 5), (6, 7), (7, 12), (8, 20), (9, 25), (10, 30)] {
        fate(wins, win(pays));
    }
    assert_fate("ride_the_line", &totals(&[7; 11]), win(100));
    assert_fate("ride_the_line", &totals(&[11; 11]), win(100));
    assert_fate("ride_the_line", &totals(&[6; 22]), win(100));
    assert_fate("ride_the_line", &totals(&[6; 21]), Stay);
}

#[test]
fn twice_hard_should_need_the_same_hardway_twice_running() {
    assert_fate("twice_hard", &[[2, 2], [2, 2]], win(50));
    assert_fate("twice_hard", &[[2, 2], [1, 3], [2, 2]], Stay);
    assert_fate("twice_hard", &[[2, 2], [3, 3], [2, 2], [4, 4], [5, 5]], Stay);
    assert_fate("twice_hard", &[[1, 1], [1, 1], [6, 6], [6, 6]], Stay);
    assert_fate("twice_hard", &[[4, 4], [6, 2], [5, 5], [5, 5]], win(50));
    assert_fate("twice_hard", &[[3, 3], [3, 4]], Lose);
    // The hardway before a 7 is forgotten.
    assert_eq!(resolve(&after(&[[3, 3], [3, 4]]), [3, 3], "twice_hard"), Stay);
}

#[test]
fn yes_and_no_should_be_the_two_sides_of_a_number() {
    for total in [2, 3, 4, 5, 6, 8, 9, 10, 11, 12] {
        for state in [after(&[]), after(&totals(&[6])), after(&totals(&[total]))] {
            for (index, dice) in WAYS.into_iter().enumerate() {
                let rolled = index as u8 + 2;
                let (yes, no) = (format!("yes_{total}"), format!("no_{total}"));
                let fates = (resolve(&state, dice, &yes), resolve(&state, dice, &no));
                match rolled {
                    7 => assert!(matches!(fates, (Lose, Win(_))), "{total}"),
                    _ if rolled == total => assert!(matches!(fates, (Win(_), Lose)), "{total}"),
                    _ => assert_eq!(fates, (Stay, Stay), "{total}: {rolled}"),
                }
            }
        }
    }
    assert_eq!(resolve(&after(&[]), [1, 1], "yes_2"), Win(Pays::new(297, 50)));
    assert_eq!(resolve(&after(&[]), [6, 1], "no_9"), Win(Pays::new(33, 50)));
}
