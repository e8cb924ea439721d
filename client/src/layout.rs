//! A game's layout, as the chain tells it.

use std::collections::BTreeMap;

use crate::{GameId, SpotId, SpotView};

/// The spots of one game: what each is called, and what it pays.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Layout {
    game: GameId,
    spots: Vec<SpotView>,
    by_name: BTreeMap<String, SpotId>,
}

impl Layout {
    /// The layout of `game` with these spots. [`crate::Chain::layout`] asks the chain for them.
    pub fn new(game: GameId, spots: Vec<SpotView>) -> Self {
        let by_name = spots.iter().map(|spot| (spot.name.clone(), spot.spot)).collect();
        Self { game, spots, by_name }
    }

    /// Its game.
    pub fn game(&self) -> GameId {
        self.game
    }

    /// All spots, in the order of their ids.
    pub fn spots(&self) -> &[SpotView] {
        &self.spots
    }

    /// The spots on which chips can be put; to the others bets only travel.
    pub fn placeable(&self) -> impl Iterator<Item = &SpotView> {
        self.spots.iter().filter(|spot| spot.placeable)
    }

    /// The spot with this exact name.
    pub fn spot(&self, name: &str) -> Option<SpotId> {
        self.by_name.get(name).copied()
    }

    /// The name of a spot; `?` for one that the layout does not have.
    pub fn name(&self, spot: SpotId) -> &str {
        let at_its_index = self.spots.get(spot.index()).filter(|view| view.spot == spot);
        at_its_index.map_or("?", |view| &view.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout() -> Layout {
        let view = |id: u8, name: &str, placeable: bool| SpotView {
            spot: SpotId(id),
            name: name.into(),
            pays: Vec::new(),
            placeable,
        };
        Layout::new(
            GameId::Craps,
            vec![view(0, "come", true), view(1, "come_4", false)],
        )
    }

    #[test]
    fn a_spot_should_be_found_by_its_name_and_named_by_its_id() {
        let layout = layout();
        assert_eq!(layout.spot("come_4"), Some(SpotId(1)));
        assert_eq!(layout.name(SpotId(1)), "come_4");
        assert_eq!(layout.spot("come_5"), None);
        assert_eq!(layout.name(SpotId(2)), "?");
    }

    #[test]
    fn only_spots_that_take_chips_should_be_placeable() {
        let layout = layout();
        let names: Vec<&str> = layout.placeable().map(|spot| spot.name.as_str()).collect();
        assert_eq!(names, ["come"]);
    }
}
