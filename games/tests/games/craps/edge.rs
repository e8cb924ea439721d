//! House edges, exactly, from all rolls.

use global_table_games::{layout, GameId, Outcome, Resolution, Resolutions, SpotId, TableState};

use super::{counts, on, puck, rolls, spot, states, OFF};
use crate::fraction::Fraction;

/// What a bet on `spot` wins at the mean, for each unit staked, until it leaves the table.
fn value(spot: SpotId, state: TableState, follow_puck: bool) -> Fraction {
    let (mut sum, mut decided) = (Fraction::new(0, 1), 0);
    for roll in rolls() {
        let outcome = Outcome::Craps(roll);
        let next = puck(state.next(&outcome));
        let here = match Resolutions::of(&state, &outcome).get(spot) {
            Resolution::Win(pays) => Fraction::net(pays),
            Resolution::Lose => Fraction::new(-1, 1),
            Resolution::Push => Fraction::new(0, 1),
            Resolution::Move(to) => value(to, next, follow_puck),
            Resolution::Stay if follow_puck && next != state => value(spot, next, follow_puck),
            // The same bet again.
            Resolution::Stay => continue,
        };
        sum = sum + here;
        decided += 1;
    }
    sum / Fraction::new(decided, 1)
}

fn assert_edge(name: &str, state: TableState, over: i128, under: i128) {
    let line = matches!(name, "pass" | "dont_pass" | "muggsy");
    let edge = Fraction::new(0, 1) - value(spot(name), state, line);
    assert_eq!(edge, Fraction::new(over, under), "{name}");
}

#[test]
fn lines_should_have_the_published_edges() {
    assert_edge("pass", OFF, 7, 495);
    assert_edge("dont_pass", OFF, 3, 220);
    for state in states() {
        assert_edge("come", state, 7, 495);
        assert_edge("dont_come", state, 3, 220);
    }
}

#[test]
fn odds_should_have_no_edge() {
    for number in [4, 5, 6, 8, 9, 10] {
        for family in ["pass_odds", "dont_pass_odds", "come_odds", "dont_come_odds"] {
            assert_edge(&format!("{family}_{number}"), on(number), 0, 1);
        }
    }
}

#[test]
fn numbers_should_have_the_published_edges() {
    // On 4 and 10, 5 and 9, 6 and 8.
    let families = [
        ("place", [(1, 15), (1, 25), (1, 66)]),
        ("place_lose", [(1, 33), (1, 40), (1, 55)]),
        ("buy", [(1, 60), (1, 50), (1, 44)]),
        ("lay", [(1, 60), (1, 50), (1, 44)]),
    ];
    for (family, edges) in families {
        for (pair, (over, under)) in [[4, 10], [5, 9], [6, 8]].into_iter().zip(edges) {
            for (number, state) in pair
                .into_iter()
                .flat_map(|number| states().map(move |state| (number, state)))
            {
                assert_edge(&format!("{family}_{number}"), state, over, under);
            }
        }
    }
    let edges = [(3, 350), (3, 400), (1, 150), (3, 500), (3, 550)];
    for (i, (over, under)) in edges.into_iter().enumerate() {
        assert_edge(&format!("yes_{}", 2 + i), OFF, over, under);
        assert_edge(&format!("yes_{}", 12 - i), on(9), over, under);
    }
    let edges = [(1, 700), (1, 400), (1, 300), (1, 250), (1, 220)];
    for (i, (over, under)) in edges.into_iter().enumerate() {
        assert_edge(&format!("no_{}", 2 + i), OFF, over, under);
        assert_edge(&format!("no_{}", 12 - i), on(9), over, under);
    }
    for name in ["big_6", "big_8", "hard_6", "hard_8"] {
        assert_edge(name, OFF, 1, 11);
    }
    for name in ["hard_4", "hard_10"] {
        assert_edge(name, OFF, 1, 9);
    }
}

#[test]
fn one_roll_bets_should_have_the_published_edges() {
    let edges = [
        ("field", 1, 36),
        ("any_seven", 1, 6),
        ("any_craps", 1, 9),
        ("aces_2", 5, 36),
        ("twelve", 5, 36),
        ("ace_deuce_3", 1, 9),
        ("yo_11", 1, 9),
        ("hi_lo", 1, 9),
        ("horn", 1, 8),
        ("world", 2, 15),
        ("c_and_e", 1, 9),
        ("next_2", 7, 720),
        ("next_3", 17, 1800),
        ("next_4", 11, 1200),
        ("next_5", 2, 225),
        ("next_6", 31, 3600),
        ("next_7", 1, 120),
        ("next_8", 31, 3600),
        ("next_9", 2, 225),
        ("next_10", 11, 1200),
        ("next_11", 17, 1800),
        ("next_12", 7, 720),
    ];
    for (name, over, under) in edges {
        assert_edge(name, OFF, over, under);
    }
    for (a, b) in (1..=6).flat_map(|a| (a..=6).map(move |b| (a, b))) {
        let (over, under) = if a == b { (5, 36) } else { (1, 9) };
        assert_edge(&format!("hop_{a}_{b}"), OFF, over, under);
    }
}

#[test]
fn no_spot_that_takes_chips_should_favour_the_player() {
    for spot in layout(GameId::Craps)
        .iter()
        .filter(|spot| spot.placeable && !counts(spot.name))
    {
        let line = matches!(spot.name, "pass" | "dont_pass" | "muggsy");
        let value = format!("{:?}", value(spot.id, OFF, line));
        // Odds taken with the puck off never are; their value is 0 in any state.
        assert!(
            value.starts_with('-') || value.starts_with("0/"),
            "{}: {value}",
            spot.name
        );
    }
}
