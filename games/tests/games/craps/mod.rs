//! Craps.

mod edge;
mod exposure;
mod paytable;
mod permit;
mod resolve;
mod search;
mod state;

use global_table_games::{
    craps::State, spot_by_name, GameId, Outcome, Resolution, Resolutions, SpotId, TableState,
};

const NUMBERS: [u8; 6] = [4, 5, 6, 8, 9, 10];
const OFF: TableState = TableState::Craps(State { point: None });

fn on(point: u8) -> TableState {
    TableState::Craps(State { point: Some(point) })
}

/// All states of the table.
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

fn resolve(state: &TableState, dice: [u8; 2], name: &str) -> Resolution {
    Resolutions::of(state, &Outcome::Craps(dice)).get(spot(name))
}
