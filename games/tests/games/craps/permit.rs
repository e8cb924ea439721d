//! Which bets are taken, and how high odds may go.

use global_table_games::{layout, permit, GameId, NotPermitted, Rules, TableState};
use proptest::prelude::*;
use NotPermitted::{AboveOdds, NoFlatBet, NotNow};

use super::{after, counts, on, spot, states, NUMBERS, OFF};

/// Tries to put `amount` on `name` for a player who has `own`.
fn bet(state: &TableState, name: &str, amount: u128, own: &[(&str, u128)]) -> Result<(), NotPermitted> {
    let own = |id| {
        own.iter()
            .filter(|(name, _)| spot(name) == id)
            .map(|(_, amount)| amount)
            .sum()
    };
    permit(state, &Rules::default(), spot(name), amount, own)
}

#[test]
fn lines_should_wait_for_the_puck() {
    for name in ["pass", "dont_pass"] {
        assert_eq!(bet(&OFF, name, 1, &[]), Ok(()), "{name}");
        assert_eq!(bet(&on(6), name, 1, &[(name, 10)]), Err(NotNow), "{name}");
    }
    for name in ["come", "dont_come"] {
        assert_eq!(bet(&OFF, name, 1, &[]), Err(NotNow), "{name}");
        assert_eq!(bet(&on(6), name, 1, &[]), Ok(()), "{name}");
    }
}

#[test]
fn muggsy_should_be_taken_while_the_puck_is_off() {
    assert_eq!(bet(&OFF, "muggsy", 1, &[]), Ok(()));
    assert_eq!(bet(&after(&[[1, 1], [5, 6]]), "muggsy", 1, &[]), Ok(()));
    assert_eq!(bet(&after(&[[1, 3]]), "muggsy", 1, &[]), Err(NotNow));
    assert_eq!(bet(&after(&[[1, 3], [2, 2]]), "muggsy", 1, &[]), Ok(()));
}

#[test]
fn counting_bets_should_be_taken_only_where_their_count_starts() {
    let by_seven: Vec<String> = [
        "small",
        "tall",
        "all",
        "hot_roller",
        "different_doubles",
        "twice_hard",
    ]
    .map(String::from)
    .into_iter()
    .chain([2, 3, 4, 5, 6, 8, 9, 10, 11, 12].map(|n| format!("repeater_{n}")))
    .collect();
    // The rolls of the table, and whether the counts that end at any 7, and those of the shooter, start after them.
    let cases: [(&[[u8; 2]], bool, bool); 8] = [
        (&[], true, true),
        // One roll, even one that marks nothing for most of them, and even a come-out one that decides nothing.
        (&[[6, 6]], false, false),
        (&[[5, 6]], false, false),
        (&[[2, 2]], false, false),
        // A come-out 7 ends the first kind, but the shooter goes on.
        (&[[3, 4]], true, false),
        (&[[2, 2], [1, 3]], false, false),
        (&[[2, 2], [1, 3], [5, 2]], true, false),
        // A seven-out ends both.
        (&[[2, 2], [6, 6], [3, 4]], true, true),
    ];
    for (rolls, unmarked, new_shooter) in cases {
        let state = after(rolls);
        let expected = |open: bool| if open { Ok(()) } else { Err(NotNow) };
        for name in &by_seven {
            assert_eq!(bet(&state, name, 1, &[]), expected(unmarked), "{name} {rolls:?}");
        }
        for name in ["fire", "ride_the_line"] {
            assert_eq!(
                bet(&state, name, 1, &[]),
                expected(new_shooter),
                "{name} {rolls:?}"
            );
        }
    }
}

#[test]
fn travelled_spots_should_never_take_chips() {
    for (state, number) in states().flat_map(|state| NUMBERS.map(|number| (state, number))) {
        for family in ["come", "dont_come"] {
            let name = format!("{family}_{number}");
            assert_eq!(
                bet(&state, &name, 1, &[(&name, 10), ("come", 10)]),
                Err(NotNow),
                "{name}"
            );
        }
    }
}

#[test]
fn everything_that_stands_alone_should_be_taken_at_any_time() {
    let line = |name: &str| name.starts_with("pass") || name.contains("dont") || name.starts_with("come");
    let gated = |name: &str| line(name) || counts(name) || name == "muggsy";
    let free: Vec<_> = layout(GameId::Craps)
        .iter()
        .filter(|spot| !gated(spot.name))
        .collect();
    assert_eq!(free.len(), 152 - 40 - 19);
    for spot in free {
        for state in states() {
            assert_eq!(bet(&state, spot.name, u128::MAX, &[]), Ok(()), "{}", spot.name);
        }
    }
}

#[test]
fn line_odds_should_need_a_line_bet_and_its_point() {
    for (odds, flat) in [("pass_odds", "pass"), ("dont_pass_odds", "dont_pass")] {
        for number in NUMBERS {
            let name = format!("{odds}_{number}");
            for state in states() {
                let expected = if state == on(number) { Ok(()) } else { Err(NotNow) };
                assert_eq!(bet(&state, &name, 1, &[(flat, 10)]), expected, "{name} {state:?}");
            }
            assert_eq!(
                bet(&on(number), &name, 1, &[("come", 10)]),
                Err(NoFlatBet),
                "{name}"
            );
        }
    }
    assert_eq!(
        bet(&on(6), "pass_odds_6", 1, &[("dont_pass", 10)]),
        Err(NoFlatBet)
    );
    assert_eq!(
        bet(&on(6), "dont_pass_odds_6", 1, &[("pass", 10)]),
        Err(NoFlatBet)
    );
}

#[test]
fn come_odds_should_need_a_bet_that_has_travelled_there() {
    for (state, number) in states().flat_map(|state| NUMBERS.map(|number| (state, number))) {
        for (odds, flat) in [("come_odds", "come"), ("dont_come_odds", "dont_come")] {
            let name = format!("{odds}_{number}");
            let travelled = format!("{flat}_{number}");
            let other = format!("{flat}_{}", if number == 4 { 5 } else { 4 });
            assert_eq!(bet(&state, &name, 1, &[(&travelled, 10)]), Ok(()), "{name}");
            assert_eq!(
                bet(&state, &name, 1, &[(&other, 10), (flat, 10)]),
                Err(NoFlatBet),
                "{name}"
            );
        }
    }
}

#[test]
fn odds_should_stop_at_the_multiple_of_the_table() {
    // The most behind a bet of 10, on the right and on the wrong side: both win 60.
    for (number, right, wrong) in [
        (4, 30, 120),
        (5, 40, 90),
        (6, 50, 72),
        (8, 50, 72),
        (9, 40, 90),
        (10, 30, 120),
    ] {
        let come = format!("come_{number}");
        let dont_come = format!("dont_come_{number}");
        let cases = [
            ("pass_odds", "pass", right),
            ("come_odds", &come, right),
            ("dont_pass_odds", "dont_pass", wrong),
            ("dont_come_odds", &dont_come, wrong),
        ];
        for (family, flat, most) in cases {
            let (name, state) = (format!("{family}_{number}"), on(number));
            assert_eq!(bet(&state, &name, most, &[(flat, 10)]), Ok(()), "{name}");
            assert_eq!(
                bet(&state, &name, most + 1, &[(flat, 10)]),
                Err(AboveOdds),
                "{name}"
            );
            let own = [(flat, 10), (name.as_str(), most - 5)];
            assert_eq!(bet(&state, &name, 5, &own), Ok(()), "{name}");
            assert_eq!(bet(&state, &name, 6, &own), Err(AboveOdds), "{name}");
        }
    }
}

#[test]
fn odds_should_follow_the_rules_of_the_table() {
    let rules = Rules {
        odds_4_10: 1,
        odds_5_9: 100,
        odds_6_8: 0,
    };
    let own = |id| {
        if id == spot("pass") || id == spot("dont_pass") {
            10
        } else {
            0
        }
    };
    let bet = |number, name, amount| permit(&on(number), &rules, spot(name), amount, own);
    assert_eq!(
        (bet(10, "pass_odds_10", 10), bet(10, "pass_odds_10", 11)),
        (Ok(()), Err(AboveOdds))
    );
    assert_eq!(
        (bet(9, "pass_odds_9", 1000), bet(9, "pass_odds_9", 1001)),
        (Ok(()), Err(AboveOdds))
    );
    assert_eq!(
        (bet(9, "dont_pass_odds_9", 2250), bet(9, "dont_pass_odds_9", 2251)),
        (Ok(()), Err(AboveOdds))
    );
    assert_eq!(bet(8, "pass_odds_8", 1), Err(AboveOdds));
    assert_eq!(bet(8, "dont_pass_odds_8", 1), Err(AboveOdds));
}

#[test]
fn huge_odds_should_not_overflow() {
    assert_eq!(
        bet(&on(4), "pass_odds_4", u128::MAX, &[("pass", 10)]),
        Err(AboveOdds)
    );
    assert_eq!(
        bet(
            &on(4),
            "pass_odds_4",
            u128::MAX,
            &[("pass", 10), ("pass_odds_4", 1)]
        ),
        Err(AboveOdds)
    );
    assert_eq!(
        bet(&on(4), "pass_odds_4", u128::MAX, &[("pass", u128::MAX)]),
        Ok(())
    );
    assert_eq!(
        bet(&on(6), "dont_pass_odds_6", u128::MAX, &[("dont_pass", 1)]),
        Err(AboveOdds)
    );
}

proptest! {
    #[test]
    fn wrong_side_odds_should_win_at_most_what_the_right_side_could(
        flat in 1..1_000_000u128,
        total in 1..20_000_000u128,
        index in 0..6usize,
    ) {
        let number = NUMBERS[index];
        let (multiple, win, per) = [(3, 2, 1), (4, 3, 2), (5, 6, 5), (5, 6, 5), (4, 3, 2), (3, 2, 1)][index];
        // total * per / win <= flat * multiple * win / per, over a common denominator.
        let fits = total * per * per <= flat * multiple * win * win;
        let taken = bet(&on(number), &format!("dont_pass_odds_{number}"), total, &[("dont_pass", flat)]);
        prop_assert_eq!(taken, if fits { Ok(()) } else { Err(AboveOdds) });
    }
}
