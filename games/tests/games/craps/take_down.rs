//! Which bets can be taken down again.

use global_table_games::{layout, permit_take_down, GameId, NotPermitted, Rules, TableState};
use NotPermitted::{Contract, NotUp, OddsBehind};

use super::{on, spot, states, OFF};

/// Tries to take `amount` of `name` down for a player who has `own` up.
fn take(state: &TableState, name: &str, amount: u128, own: &[(&str, u128)]) -> Result<(), NotPermitted> {
    let own = |id| {
        own.iter()
            .filter(|(name, _)| spot(name) == id)
            .map(|(_, amount)| amount)
            .sum()
    };
    permit_take_down(state, &Rules::default(), spot(name), amount, own)
}

#[test]
fn bets_that_wait_for_a_number_or_seven_should_come_down_at_any_time() {
    let families = ["place_", "buy_", "lay_", "yes_", "no_", "hard_", "big_"];
    let odds = ["pass_odds_", "come_odds_", "dont_pass_odds_", "dont_come_odds_"];
    let mut found = 0;
    for spot in layout(GameId::Craps) {
        if families
            .iter()
            .chain(&odds)
            .any(|family| spot.name.starts_with(family))
        {
            found += 1;
            for state in states() {
                assert_eq!(
                    take(&state, spot.name, 7, &[(spot.name, 7)]),
                    Ok(()),
                    "{}",
                    spot.name
                );
                assert_eq!(
                    take(&state, spot.name, 8, &[(spot.name, 7)]),
                    Err(NotUp),
                    "{}",
                    spot.name
                );
                assert_eq!(
                    take(&state, spot.name, 0, &[(spot.name, 7)]),
                    Err(NotUp),
                    "{}",
                    spot.name
                );
            }
        }
    }
    // Place, place to lose, buy, lay; yes and no; hard; big; odds.
    assert_eq!(found, 24 + 20 + 4 + 2 + 24);
}

#[test]
fn contracts_should_stay() {
    let counting =
        "small tall all fire repeater_2 repeater_3 repeater_4 repeater_5 repeater_6 repeater_8 repeater_9
        repeater_10 repeater_11 repeater_12 hot_roller different_doubles muggsy ride_the_line twice_hard";
    let right = "pass come_4 come_5 come_6 come_8 come_9 come_10";
    for name in counting.split_whitespace().chain(right.split_whitespace()) {
        for state in states() {
            assert_eq!(take(&state, name, 1, &[(name, 10)]), Err(Contract), "{name}");
            assert_eq!(take(&state, name, 11, &[(name, 10)]), Err(NotUp), "{name}");
        }
    }
}

#[test]
fn the_wrong_side_of_the_lines_should_come_down_once_it_has_a_point() {
    assert_eq!(take(&on(4), "dont_pass", 10, &[("dont_pass", 10)]), Ok(()));
    assert_eq!(take(&on(4), "dont_come_9", 10, &[("dont_come_9", 10)]), Ok(()));
    assert_eq!(take(&OFF, "dont_come_9", 10, &[("dont_come_9", 10)]), Ok(()));
    assert_eq!(take(&OFF, "dont_pass", 10, &[("dont_pass", 10)]), Err(Contract));
}

#[test]
fn one_roll_bets_should_never_be_up() {
    for name in [
        "field",
        "hop_1_2",
        "any_seven",
        "next_7",
        "horn",
        "come",
        "dont_come",
    ] {
        assert_eq!(take(&on(4), name, 1, &[(name, 1)]), Err(NotUp), "{name}");
    }
}

#[test]
fn odds_should_come_down_before_the_bet_behind_which_they_stand() {
    // On 6, 72 of odds are the most behind 10, 36 the most behind 5, and none behind nothing.
    for (state, flat, odds) in [
        (on(6), "dont_pass", "dont_pass_odds_6"),
        (on(4), "dont_come_6", "dont_come_odds_6"),
    ] {
        let up = |behind| [(flat, 10), (odds, behind)];
        assert_eq!(take(&state, flat, 5, &up(36)), Ok(()), "{flat}");
        assert_eq!(take(&state, flat, 5, &up(37)), Err(OddsBehind), "{flat}");
        assert_eq!(take(&state, flat, 6, &up(36)), Err(OddsBehind), "{flat}");
        assert_eq!(take(&state, flat, 10, &up(1)), Err(OddsBehind), "{flat}");
        assert_eq!(take(&state, flat, 10, &up(0)), Ok(()), "{flat}");
        assert_eq!(take(&state, odds, 72, &up(72)), Ok(()), "{flat}");
    }
    // Odds behind other bets, or on other numbers, do not matter.
    let up = [
        ("dont_pass", 10),
        ("dont_pass_odds_6", 72),
        ("dont_come_odds_4", 72),
        ("pass_odds_4", 30),
    ];
    assert_eq!(take(&on(4), "dont_pass", 10, &up), Ok(()));
}
