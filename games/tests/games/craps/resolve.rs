//! Rolls.

use global_table_games::{layout, GameId, Outcome, Pays, Resolution, Resolutions};

use super::{on, puck, resolve, rolls, spot, states, NUMBERS, OFF};
use Resolution::{Lose, Move, Push, Stay, Win};

const EVEN: Resolution = Win(Pays::new(1, 1));

/// A roll with this total, the easy way if there is one.
fn total(total: u8) -> [u8; 2] {
    rolls()
        .filter(|[a, b]| a + b == total)
        .max_by_key(|[a, b]| a != b)
        .unwrap()
}

#[test]
fn the_line_should_follow_the_come_out_and_then_the_point() {
    for roll in 2..=12 {
        let (pass, dont) = match roll {
            7 | 11 => (EVEN, Lose),
            2 | 3 => (Lose, EVEN),
            12 => (Lose, Push),
            _ => (Stay, Stay),
        };
        assert_eq!(resolve(&OFF, total(roll), "pass"), pass, "{roll}");
        assert_eq!(resolve(&OFF, total(roll), "dont_pass"), dont, "{roll}");
        for point in NUMBERS {
            let (pass, dont) = match roll {
                7 => (Lose, EVEN),
                _ if roll == point => (EVEN, Lose),
                _ => (Stay, Stay),
            };
            assert_eq!(resolve(&on(point), total(roll), "pass"), pass, "{point}: {roll}");
            assert_eq!(
                resolve(&on(point), total(roll), "dont_pass"),
                dont,
                "{point}: {roll}"
            );
        }
    }
}

#[test]
fn come_bets_should_travel_to_their_number_whatever_the_puck_shows() {
    for state in states() {
        for roll in 2..=12 {
            let (come, dont) = match roll {
                7 | 11 => (EVEN, Lose),
                2 | 3 => (Lose, EVEN),
                12 => (Lose, Push),
                _ => (
                    Move(spot(&format!("come_{roll}"))),
                    Move(spot(&format!("dont_come_{roll}"))),
                ),
            };
            assert_eq!(resolve(&state, total(roll), "come"), come, "{state:?} {roll}");
            assert_eq!(
                resolve(&state, total(roll), "dont_come"),
                dont,
                "{state:?} {roll}"
            );
        }
    }
}

#[test]
fn bets_on_a_number_should_wait_for_it_or_for_seven_in_every_state() {
    let right = ["come", "pass_odds", "come_odds", "place", "buy"];
    let wrong = [
        "dont_come",
        "dont_pass_odds",
        "dont_come_odds",
        "place_lose",
        "lay",
    ];
    for (state, number) in states().flat_map(|state| NUMBERS.map(|number| (state, number))) {
        for roll in rolls() {
            let sum = roll[0] + roll[1];
            for (names, good, bad) in [(right, number, 7), (wrong, 7, number)] {
                for name in names {
                    let name = format!("{name}_{number}");
                    let pays = layout(GameId::Craps)[spot(&name).index()].pays[0].pays;
                    let expected = match sum {
                        _ if sum == good => Win(pays),
                        _ if sum == bad => Lose,
                        _ => Stay,
                    };
                    assert_eq!(
                        resolve(&state, roll, &name),
                        expected,
                        "{state:?} {name} {roll:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn a_come_bet_should_travel_while_the_one_before_it_is_paid() {
    // Roll 5 with the puck on 6, then 5 again: the first come bet is paid as the second arrives.
    let state = on(6);
    assert_eq!(resolve(&state, [2, 3], "come"), Move(spot("come_5")));
    let state = state.next(&Outcome::Craps([2, 3]));
    assert_eq!(puck(state), on(6));
    let second = Resolutions::of(&state, &Outcome::Craps([4, 1]));
    assert_eq!(
        (second.get(spot("come_5")), second.get(spot("come"))),
        (EVEN, Move(spot("come_5")))
    );
    assert_eq!(second.get(spot("come_odds_5")), Win(Pays::new(3, 2)));
    // The point is made; the come bet stays up over the come-out and is taken by a come-out 7, at which pass wins.
    let state = state.next(&Outcome::Craps([4, 1]));
    assert_eq!(resolve(&state, [3, 3], "come_5"), Stay);
    let state = state.next(&Outcome::Craps([3, 3]));
    assert_eq!(puck(state), OFF);
    let seven = Resolutions::of(&state, &Outcome::Craps([3, 4]));
    let fates = ["pass", "come_5", "come_odds_5", "dont_come_5"].map(|name| seven.get(spot(name)));
    assert_eq!(fates, [EVEN, Lose, Lose, EVEN]);
}

#[test]
fn hardways_should_lose_to_the_easy_way_and_to_seven() {
    for (name, number, win) in [
        ("hard_4", 4, 7),
        ("hard_6", 6, 9),
        ("hard_8", 8, 9),
        ("hard_10", 10, 7),
    ] {
        for [a, b] in rolls() {
            let expected = match (a + b, a == b) {
                (7, _) => Lose,
                (sum, true) if sum == number => Win(Pays::new(win, 1)),
                (sum, false) if sum == number => Lose,
                _ => Stay,
            };
            for state in states() {
                assert_eq!(resolve(&state, [a, b], name), expected, "{name} {a}-{b}");
            }
        }
    }
}

#[test]
fn big_6_and_big_8_should_be_told_apart() {
    assert_eq!(
        [total(6), total(8), total(7), total(2)].map(|r| resolve(&OFF, r, "big_6")),
        [EVEN, Stay, Lose, Stay]
    );
    assert_eq!(
        [total(6), total(8), total(7), total(2)].map(|r| resolve(&OFF, r, "big_8")),
        [Stay, EVEN, Lose, Stay]
    );
}

/// Totals and what they pay.
type Wins = Vec<(u8, i32, u32)>;

#[test]
fn one_roll_bets_should_win_on_their_totals_and_lose_on_all_others() {
    let mut bets: Vec<(String, Wins)> = [
        (
            "field",
            &[
                (2, 2, 1),
                (12, 3, 1),
                (3, 1, 1),
                (4, 1, 1),
                (9, 1, 1),
                (10, 1, 1),
                (11, 1, 1),
            ][..],
        ),
        ("any_seven", &[(7, 4, 1)]),
        ("any_craps", &[(2, 7, 1), (3, 7, 1), (12, 7, 1)]),
        ("aces_2", &[(2, 30, 1)]),
        ("twelve", &[(12, 30, 1)]),
        ("ace_deuce_3", &[(3, 15, 1)]),
        ("yo_11", &[(11, 15, 1)]),
        ("hi_lo", &[(2, 15, 1), (12, 15, 1)]),
        ("horn", &[(2, 27, 4), (12, 27, 4), (3, 3, 1), (11, 3, 1)]),
        (
            "world",
            &[(2, 26, 5), (12, 26, 5), (3, 11, 5), (11, 11, 5), (7, 0, 1)],
        ),
        ("c_and_e", &[(2, 3, 1), (3, 3, 1), (12, 3, 1), (11, 7, 1)]),
    ]
    .map(|(name, wins)| (name.to_string(), wins.to_vec()))
    .into();
    let next = [
        (693, 20),
        (1683, 100),
        (1089, 100),
        (198, 25),
        (3069, 500),
        (99, 20),
    ];
    bets.extend((2..=12u8).map(|total| {
        let (win, per) = next[usize::from(5 - total.abs_diff(7))];
        (format!("next_{total}"), vec![(total, win, per)])
    }));
    for (name, wins) in bets {
        for roll in rolls() {
            let expected = match wins.iter().find(|(total, ..)| *total == roll[0] + roll[1]) {
                Some((_, 0, _)) => Push,
                Some((_, win, per)) => Win(Pays::new(*win, *per)),
                None => Lose,
            };
            for state in states() {
                assert_eq!(resolve(&state, roll, &name), expected, "{name} {roll:?}");
            }
        }
    }
}

#[test]
fn hops_should_win_on_their_pair_alone_in_either_order() {
    for (low, high) in (1..=6).flat_map(|low| (low..=6).map(move |high| (low, high))) {
        let name = format!("hop_{low}_{high}");
        let pays = Pays::new(if low == high { 30 } else { 15 }, 1);
        for [a, b] in rolls() {
            let expected = if (a.min(b), a.max(b)) == (low, high) {
                Win(pays)
            } else {
                Lose
            };
            assert_eq!(resolve(&OFF, [a, b], &name), expected, "{name} {a}-{b}");
        }
    }
    assert_eq!(
        (resolve(&OFF, [5, 3], "hop_2_6"), resolve(&OFF, [6, 2], "hop_3_5")),
        (Lose, Lose)
    );
}

#[test]
fn the_bar_should_be_12_and_not_2() {
    for name in ["dont_pass", "dont_come"] {
        assert_eq!(
            (resolve(&OFF, [6, 6], name), resolve(&OFF, [1, 1], name)),
            (Push, EVEN),
            "{name}"
        );
    }
}
