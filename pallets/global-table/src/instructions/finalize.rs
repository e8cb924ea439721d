//! `finalize`: a settled round closes, and the table's state follows its outcome.

use frame_support::{ensure, traits::Time};
use global_table_games::{GameId, TableState};
use pallet_bankroll::{House, Reserve};
use pallet_keepers::{Keepers, Work};
use sp_runtime::DispatchResult;

use crate::{
    hands, Config, Ending, Error, Event, Pallet, Phase, RoundId, Rounds, Tables, VoidReason, HISTORY_ROUNDS,
};

/// Close `round`, and reward `who` if that is a keeper.
pub fn finalize<T: Config>(who: Option<T::AccountId>, game: GameId, round: RoundId) -> DispatchResult {
    let (mut table, mut record) = hands::current::<T>(game, round)?;
    ensure!(
        matches!(record.phase, Phase::Drawn | Phase::Voided | Phase::Settling),
        Error::<T>::WrongPhase
    );
    ensure!(record.unsettled == 0, Error::<T>::NotSettled);

    let now = T::Time::now();
    match &record.ending {
        Some(Ending::Drawn { outcome, .. }) => {
            table.state = table.state.next(outcome);
            table.drawn_at = now;
        }
        Some(Ending::Voided(VoidReason::Abandoned)) => {
            table.state = TableState::initial(game);
            table.drawn_at = now;
        }
        Some(Ending::Voided(VoidReason::Withheld)) | None => {}
    }
    let carried = record.carried;
    T::House::reserve(
        game,
        Reserve {
            exposure: carried.exposure,
            liability: carried.stakes,
        },
    )?;

    table.opens_at = table.opens_at.max(now);
    record.phase = Phase::Closed;
    record.owed = 0;
    record.moved_at = now;
    let (staked, returned) = (record.staked, record.returned);
    Tables::<T>::insert(game, table);
    Rounds::<T>::insert(game, round, record);
    if let Some(oldest) = round.checked_sub(HISTORY_ROUNDS) {
        Rounds::<T>::remove(game, oldest);
    }
    if let Some(who) = who {
        T::Keepers::reward(&who, Work::Finalize);
    }
    Pallet::<T>::deposit_event(Event::RoundFinalised {
        game,
        round,
        staked,
        returned,
    });
    Ok(())
}
