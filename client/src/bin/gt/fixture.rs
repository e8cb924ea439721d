//! What a chain would answer, for tests without one.

use global_table_client::{GameId, Layout, PrizeView, SpotView};

/// The layout that the chain tells: its runtime reads it from the same constants.
pub fn layout(game: GameId) -> Layout {
    let spots = global_table_games::layout(game).iter().map(|spot| SpotView {
        spot: spot.id,
        name: spot.name.into(),
        pays: Vec::from_iter(spot.pays.iter().map(|prize| PrizeView {
            on: prize.on.into(),
            win: prize.pays.win,
            per: prize.pays.per,
        })),
        placeable: spot.placeable,
    });
    Layout::new(game, spots.collect())
}
