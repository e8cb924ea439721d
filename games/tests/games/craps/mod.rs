//! Craps.

mod counts;
mod edge;
mod exposure;
mod joint;
mod paytable;
mod permit;
mod resolve;
mod search;
mod state;
mod take_down;

use global_table_games::{
    craps::State, spot_by_name, GameId, Outcome, Resolution, Resolutions, SpotId, TableState,
};

const NUMBERS: [u8; 6] = [4, 5, 6, 8, 9, 10];
const OFF: TableState = TableState::Craps(State::INITIAL);

fn on(point: u8) -> TableState {
    TableState::Craps(State {
        point: Some(point),
        ..State::INITIAL
    })
}

/// The table's state after these rolls from its first one on.
fn after(rolls: &[[u8; 2]]) -> TableState {
    rolls
        .iter()
        .fold(OFF, |state, dice| state.next(&Outcome::Craps(*dice)))
}

fn craps(state: TableState) -> State {
    match state {
        TableState::Craps(state) => state,
        other => panic!("{other:?}"),
    }
}

/// The puck alone, without any marks.
fn puck(state: TableState) -> TableState {
    craps(state).point.map_or(OFF, on)
}

/// Is this a bet whose fate hangs on more than the puck and the next roll?
fn counts(name: &str) -> bool {
    let names = [
        "small",
        "tall",
        "all",
        "fire",
        "hot_roller",
        "different_doubles",
        "ride_the_line",
        "twice_hard",
    ];
    names.contains(&name) || name.starts_with("repeater")
}

/// Every place of the puck, with no marks.
fn states() -> impl Iterator<Item = TableState> {
    NUMBERS.into_iter().map(on).chain([OFF])
}

fn spot(name: &str) -> SpotId {
    spot_by_name(GameId::Craps, name).unwrap_or_else(|| panic!("no spot {name}"))
}

/// The 36 rolls, equally likely.
fn rolls() -> impl Iterator<Item = [u8; 2]> {
    (1..=6).flat_map(|a| (1..=6).map(move |b| [a, b]))
}

/// The 21 pairs, in the order of their marks.
fn pairs() -> impl Iterator<Item = [u8; 2]> {
    (1..=6).flat_map(|a| (a..=6).map(move |b| [a, b]))
}

fn resolve(state: &TableState, dice: [u8; 2], name: &str) -> Resolution {
    Resolutions::of(state, &Outcome::Craps(dice)).get(spot(name))
}
