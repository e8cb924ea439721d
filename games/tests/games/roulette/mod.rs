//! European roulette.

mod exposure;
mod resolve;
mod spots;

use global_table_games::{Outcome, Resolution, Resolutions, SpotId, TableState};

/// Does `spot` win in `pocket`?
fn wins(spot: SpotId, pocket: u8) -> bool {
    match Resolutions::of(&TableState::Roulette, &Outcome::Roulette(pocket)).get(spot) {
        Resolution::Win(_) => true,
        Resolution::Lose => false,
        other => panic!("{other:?}"),
    }
}
