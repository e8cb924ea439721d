//! `lock`: the stored phase follows the deadline.

use frame_support::{ensure, traits::Time};
use global_table_games::GameId;
use pallet_keepers::{Keepers, Work};
use sp_runtime::DispatchResult;

use crate::{hands, Config, Error, Event, Pallet, Phase, RoundId, RoundOf, Rounds};

/// Lock `round`, and reward `who` if that is a keeper.
pub fn lock<T: Config>(who: T::AccountId, game: GameId, round: RoundId) -> DispatchResult {
    let (_, mut record) = hands::current::<T>(game, round)?;
    ensure!(record.phase == Phase::Betting, Error::<T>::WrongPhase);
    let now = T::Time::now();
    ensure!(now >= record.betting_ends_at, Error::<T>::BettingOpen);
    turn::<T>(game, round, &mut record, now);
    Rounds::<T>::insert(game, round, record);
    T::Keepers::reward(&who, Work::Lock);
    Ok(())
}

/// Turn a round whose betting is over to Locked, if it is not yet.
pub fn turn<T: Config>(game: GameId, round: RoundId, record: &mut RoundOf<T>, now: u64) {
    if record.phase == Phase::Betting {
        record.phase = Phase::Locked;
        record.moved_at = now;
        Pallet::<T>::deposit_event(Event::Locked { game, round });
    }
}
