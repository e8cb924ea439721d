//! `resume`: rounds open again.

use frame_support::{ensure, traits::Time};
use global_table_games::GameId;
use sp_runtime::DispatchResult;

use crate::{Config, Error, Event, Pallet, Tables};

/// Resume the table of `game`. The keepers' rota starts anew, so that the keeper on duty comes first.
pub fn resume<T: Config>(game: GameId) -> DispatchResult {
    let round = Tables::<T>::try_mutate(game, |table| {
        let table = table.as_mut().ok_or(Error::<T>::NoTable)?;
        ensure!(table.paused, Error::<T>::NotPaused);
        table.paused = false;
        table.opens_at = table.opens_at.max(T::Time::now());
        Ok::<_, Error<T>>(table.round)
    })?;
    Pallet::<T>::deposit_event(Event::TableResumed { game, round });
    Ok(())
}
