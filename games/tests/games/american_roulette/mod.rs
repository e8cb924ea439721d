//! American roulette.

mod exposure;
mod paytable;
mod resolve;

use global_table_games::{spot_by_name, GameId, Outcome, Pays, Resolution, Resolutions, SpotId, TableState};

fn spot(name: &str) -> SpotId {
    spot_by_name(GameId::AmericanRoulette, name).unwrap_or_else(|| panic!("no spot {name}"))
}

/// What `spot` pays in `pocket`, or `None` if it loses.
fn won(spot: SpotId, pocket: u8) -> Option<Pays> {
    let outcome = Outcome::AmericanRoulette(pocket);
    match Resolutions::of(&TableState::AmericanRoulette, &outcome).get(spot) {
        Resolution::Win(pays) => Some(pays),
        Resolution::Lose => None,
        other => panic!("{other:?}"),
    }
}

/// The pockets in which `spot` wins.
fn pockets(spot: SpotId) -> Vec<u8> {
    (0..38).filter(|pocket| won(spot, *pocket).is_some()).collect()
}
