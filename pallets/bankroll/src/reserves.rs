//! The door to what the tables' books tie up.

use global_table_games::GameId;

use crate::{Balance, Config, Reserve, Reserves};

/// What the book of `game` ties up.
pub(crate) fn of<T: Config>(game: GameId) -> Reserve {
    Reserves::<T>::get(game)
}

/// Replaces what the book of `game` ties up. The caller has checked that it is covered.
pub(crate) fn set<T: Config>(game: GameId, reserve: Reserve) {
    if reserve == Reserve::default() {
        Reserves::<T>::remove(game);
    } else {
        Reserves::<T>::insert(game, reserve);
    }
}

/// The exposures of all games.
pub(crate) fn exposure<T: Config>() -> Balance {
    sum(GameId::ALL.into_iter().map(|game| of::<T>(game).exposure))
}

/// The exposures of all games but one.
pub(crate) fn exposure_beside<T: Config>(game: GameId) -> Balance {
    sum(GameId::ALL
        .into_iter()
        .filter(|other| *other != game)
        .map(|other| of::<T>(other).exposure))
}

/// What is owed to the players of all games.
pub(crate) fn liability<T: Config>() -> Balance {
    sum(GameId::ALL.into_iter().map(|game| of::<T>(game).liability))
}

/// Saturates, so that a sum that fits no balance counts as more than any balance covers.
fn sum(amounts: impl Iterator<Item = Balance>) -> Balance {
    amounts.fold(0, Balance::saturating_add)
}
