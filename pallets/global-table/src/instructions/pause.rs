//! `pause`: no round opens after the current one.

use frame_support::ensure;
use global_table_games::GameId;
use sp_runtime::DispatchResult;

use crate::{Config, Error, Event, Pallet, Tables};

/// Pause the table of `game`.
pub fn pause<T: Config>(game: GameId) -> DispatchResult {
    let round = Tables::<T>::try_mutate(game, |table| {
        let table = table.as_mut().ok_or(Error::<T>::NoTable)?;
        ensure!(!table.paused, Error::<T>::Paused);
        table.paused = true;
        Ok::<_, Error<T>>(table.round)
    })?;
    Pallet::<T>::deposit_event(Event::TablePaused { game, round });
    Ok(())
}
