//! What a craps bet sees of the table's state is all that matters to it.

use std::collections::BTreeSet;

use global_table_games::{
    craps::{Craps, State},
    layout, spot_by_name, Game, GameId, Resolution, SpotId,
};
use global_table_odds::{
    craps::{all_seen, odds, odds_from, rolls, seen, takes_chips},
    Error,
};

/// The states that long runs of the dice pass through: every tenth die is no 7, so that counts get far.
fn states() -> Vec<State> {
    let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
    let mut die = || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed >> 33) as u8 % 6 + 1
    };
    let (mut state, mut states) = (State::INITIAL, BTreeSet::from([State::INITIAL]));
    for round in 0..6_000 {
        let dice = [die(), die()];
        let lucky = round % 600 < 500 && dice[0] + dice[1] == 7;
        if !lucky {
            state = Craps::next(&state, &dice);
            states.insert(state);
        }
    }
    // Spread over the run, but few enough for every spot and every roll.
    let step = states.len() / 250 + 1;
    states.into_iter().step_by(step).collect()
}

fn spot(name: &str) -> SpotId {
    spot_by_name(GameId::Craps, name).expect("the spot is in the layout")
}

#[test]
fn what_a_bet_does_not_see_should_change_no_resolution() {
    for state in states() {
        for spot in layout(GameId::Craps) {
            let cut = seen(spot.id, &state);
            for (dice, _) in rolls() {
                let name = spot.name;
                let resolution = Craps::resolve(spot.id, &state, &dice);
                assert_eq!(
                    Craps::resolve(spot.id, &cut, &dice),
                    resolution,
                    "{name} {state:?} {dice:?}"
                );
                // Cut down before the roll or after it, for the spot where the bet is then.
                let then = if let Resolution::Move(to) = resolution {
                    to
                } else {
                    spot.id
                };
                let (whole, part) = (Craps::next(&state, &dice), Craps::next(&cut, &dice));
                assert_eq!(seen(then, &whole), seen(then, &part), "{name} {state:?} {dice:?}");
            }
        }
    }
}

#[test]
fn what_a_bet_does_not_see_should_change_no_permission() {
    for state in states() {
        for spot in layout(GameId::Craps) {
            let cut = seen(spot.id, &state);
            assert_eq!(
                takes_chips(spot.id, &state),
                takes_chips(spot.id, &cut),
                "{} {state:?}",
                spot.name
            );
        }
    }
}

#[test]
fn every_state_that_is_passed_should_be_among_those_seen() {
    for spot in layout(GameId::Craps) {
        let all = all_seen(spot.id);
        for state in states() {
            assert!(all.contains(&seen(spot.id, &state)), "{} {state:?}", spot.name);
        }
    }
}

#[test]
fn the_order_of_the_dice_should_not_matter() {
    for state in states() {
        for ([low, high], _) in rolls() {
            assert_eq!(
                Craps::next(&state, &[low, high]),
                Craps::next(&state, &[high, low])
            );
            for spot in layout(GameId::Craps) {
                assert_eq!(
                    Craps::resolve(spot.id, &state, &[low, high]),
                    Craps::resolve(spot.id, &state, &[high, low]),
                    "{} {state:?} {low}-{high}",
                    spot.name
                );
            }
        }
    }
    assert_eq!(rolls().map(|(_, weight)| weight).sum::<u32>(), 36);
}

#[test]
fn a_bet_with_other_odds_in_another_round_should_be_an_error() {
    let on = |number| State {
        point: Some(number),
        ..State::INITIAL
    };
    // A pass bet that could be put down with the puck on 4.
    let starts = [State::INITIAL, on(4)];
    let error = Error::StartsDiffer {
        game: GameId::Craps,
        spot: "pass",
    };
    assert_eq!(odds_from(spot("pass"), &starts), Err(error.clone()));
    assert_eq!(
        error.to_string(),
        "craps: the odds of pass are not the same in all states that take chips on it"
    );
    // 4 and 10 are alike, and a place bet doesn't see the puck.
    assert!(odds_from(spot("pass"), &[on(4), on(10)]).is_ok());
    assert_eq!(odds_from(spot("place_6"), &starts), odds(spot("place_6")));
}

#[test]
fn a_bet_that_is_never_taken_should_be_an_error() {
    let error = Error::NeverPlaced {
        game: GameId::Craps,
        spot: "pass",
    };
    assert_eq!(odds_from(spot("pass"), &[]), Err(error));
}
