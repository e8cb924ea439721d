//! Sic bo.

mod exposure;
mod paytable;
mod resolve;

use global_table_games::{spot_by_name, GameId, Outcome, Pays, Resolution, Resolutions, SpotId, TableState};

fn spot(name: &str) -> SpotId {
    spot_by_name(GameId::SicBo, name).unwrap_or_else(|| panic!("no spot {name}"))
}

/// All 216 rolls.
fn rolls() -> impl Iterator<Item = [u8; 3]> {
    (1..=6).flat_map(|a| (1..=6).flat_map(move |b| (1..=6).map(move |c| [a, b, c])))
}

/// What `spot` pays on `dice`, or `None` if it loses.
fn won(spot: SpotId, dice: [u8; 3]) -> Option<Pays> {
    match Resolutions::of(&TableState::SicBo, &Outcome::SicBo(dice)).get(spot) {
        Resolution::Win(pays) => Some(pays),
        Resolution::Lose => None,
        other => panic!("{other:?}"),
    }
}
