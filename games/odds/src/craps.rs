//! Craps: Markov chains over what a bet sees of the table's state.
//!
//! The whole state has too many values to walk through, and hardly a bet looks at more than one part of it: [`seen`]
//! keeps that part and sets the rest to where it stands at a table's first roll. The tests show that this changes no
//! resolution and no permission, and that it does not matter whether the state is cut down before a roll or after it.

use std::{collections::BTreeSet, ops::RangeInclusive};

use global_table_games::{
    craps::{Craps, State},
    Amount, Game, GameId, Resolution, Rules, Spot, SpotId,
};

use crate::{
    chain::{solve, Fate},
    odds::net,
    Error, Odds,
};

/// What stands behind odds when they are asked for: any amount will do.
const FLAT: Amount = 1_000;

/// All that two dice can show, with the number of orders in which they can.
pub fn rolls() -> impl Iterator<Item = ([u8; 2], u32)> {
    (1..=6).flat_map(|low| (low..=6).map(move |high| ([low, high], if low == high { 1 } else { 2 })))
}

/// What a bet on `spot` sees of `state`.
pub fn seen(spot: SpotId, state: &State) -> State {
    let State {
        point,
        pairs,
        repeats,
        hard,
        made,
        wins,
        rolled,
    } = *state;
    let nothing = State::INITIAL;
    let pairs = |counted: &[u32]| State {
        pairs: seen_pairs(pairs, counted),
        ..nothing
    };
    let name = Craps::layout().get(spot.index()).map_or("", |spot| spot.name);
    let (family, number) = match name.rsplit_once('_') {
        Some((family, number)) => (family, number.parse().ok()),
        None => (name, None),
    };
    match (name, family) {
        ("pass" | "dont_pass" | "come" | "dont_come" | "muggsy", _) | (_, "pass_odds" | "dont_pass_odds") => {
            State { point, ..nothing }
        }
        ("fire", _) => State {
            point,
            made,
            rolled,
            ..nothing
        },
        ("ride_the_line", _) => State {
            point,
            wins,
            rolled,
            ..nothing
        },
        ("small", _) => pairs(&totals(2..=6)),
        ("tall", _) => pairs(&totals(8..=12)),
        ("all", _) => pairs(&[totals(2..=6), totals(8..=12)].concat()),
        ("hot_roller", _) => pairs(&each(|low, high| matches!(low + high, 4..=6 | 8..=10))),
        ("different_doubles", _) => pairs(&each(|low, high| low == high)),
        ("twice_hard", _) => State { hard, ..pairs(&[]) },
        (_, "repeater") => State {
            repeats: only(repeats, number),
            ..pairs(&[])
        },
        _ => nothing,
    }
}

/// Of the pairs rolled since the last 7: one of each set that was hit. If none was, one that is in no set stands for all
/// others: what counts begins when nothing at all has been rolled.
fn seen_pairs(pairs: u32, counted: &[u32]) -> u32 {
    let lowest = |set: u32| set & set.wrapping_neg();
    let hit: u32 = counted
        .iter()
        .filter(|&set| pairs & set != 0)
        .map(|&set| lowest(set))
        .sum();
    if hit == 0 && pairs != 0 {
        lowest(!counted.iter().fold(0, |all, set| all | set))
    } else {
        hit
    }
}

/// The pairs that make each of these totals: one set for each.
fn totals(totals: RangeInclusive<u8>) -> Vec<u32> {
    totals
        .map(|total| each(|low, high| low + high == total).iter().sum())
        .collect()
}

/// One set for each pair that `counts`. The lowest bit is 1-1, then 1-2, ..., as in the table's state.
fn each(counts: impl Fn(u8, u8) -> bool) -> Vec<u32> {
    let pairs = rolls().enumerate();
    let counted = pairs.filter(|(_, ([low, high], _))| counts(*low, *high));
    counted.map(|(index, _)| 1 << index).collect()
}

/// The count of one number, of those of 2 to 6 and 8 to 12.
fn only(repeats: [u8; 10], number: Option<u8>) -> [u8; 10] {
    let mut only = State::INITIAL.repeats;
    for (i, number_here) in (2..=6).chain(8..=12).enumerate() {
        if number == Some(number_here) {
            only[i] = repeats[i];
        }
    }
    only
}

/// All that a bet on `spot` can ever see, from a table's first roll on.
pub fn all_seen(spot: SpotId) -> BTreeSet<State> {
    let first = seen(spot, &State::INITIAL);
    let (mut all, mut new) = (BTreeSet::from([first]), vec![first]);
    while let Some(state) = new.pop() {
        for (dice, _) in rolls() {
            let next = seen(spot, &Craps::next(&state, &dice));
            if all.insert(next) {
                new.push(next);
            }
        }
    }
    all
}

/// Does a table in `state` take chips on `spot`, from a player who has what must stand behind them?
pub fn takes_chips(spot: SpotId, state: &State) -> bool {
    let own = |other| if other == spot { 0 } else { FLAT };
    Craps::permit(state, &Rules::default(), spot, 1, own).is_ok()
}

/// The odds of a bet on `spot`, of one that has travelled there if it takes no chips.
///
/// # Errors
///
/// [`Error`] if the spot takes chips in no state, or not with the same odds in all that do.
pub fn odds(spot: SpotId) -> Result<Odds, Error> {
    let placeable = place(spot).placeable;
    let starts = all_seen(spot);
    let starts = starts
        .into_iter()
        .filter(|state| !placeable || takes_chips(spot, state));
    odds_from(spot, &starts.collect::<Vec<_>>())
}

/// The odds of a bet on `spot` that is placed in any of the states `starts`.
///
/// # Errors
///
/// [`Error`] if there is no start, or if the odds are not the same in all.
pub fn odds_from(spot: SpotId, starts: &[State]) -> Result<Odds, Error> {
    let (game, name) = (GameId::Craps, place(spot).name);
    let starts: Vec<_> = starts.iter().map(|state| (spot, seen(spot, state))).collect();
    let mut odds = solve(&starts, step).ok_or(Error::NeverSettled { game, spot: name })?;
    let first = odds.pop().ok_or(Error::NeverPlaced { game, spot: name })?;
    if odds.iter().any(|odds| *odds != first) {
        return Err(Error::StartsDiffer { game, spot: name });
    }
    Ok(first)
}

fn place(spot: SpotId) -> &'static Spot {
    &Craps::layout()[spot.index()]
}

/// A spot, and what a bet on it sees of the table's state.
type Node = (SpotId, State);

fn step((spot, state): &Node) -> Vec<(u32, Fate<Node>)> {
    rolls()
        .map(|(dice, weight)| {
            let next = Craps::next(state, &dice);
            let resolution = Craps::resolve(*spot, state, &dice);
            let fate = match (net(resolution), resolution) {
                (Some(pays), _) => Fate::Settled(pays),
                (None, Resolution::Move(to)) => Fate::Goes((to, seen(to, &next))),
                (None, _) => Fate::Goes((*spot, seen(*spot, &next))),
            };
            (weight, fate)
        })
        .collect()
}
