//! `void`: a round without a draw gives its slips back; an abandoned table gives everything back.

use frame_support::{ensure, traits::Time, BoundedVec};
use global_table_games::{Exposure, GameId};
use pallet_keepers::Keepers;
use sp_runtime::DispatchResult;

use crate::{
    book::needed, draw, hands, Carried, Config, Ending, Error, Event, Pallet, Phase, Round, RoundOf, Rounds,
    Table, Tables, Totals, VoidReason,
};

/// Void the current round of `game`, or the abandoned table as a whole.
pub fn void<T: Config>(game: GameId) -> DispatchResult {
    let table = Tables::<T>::get(game).ok_or(Error::<T>::NoTable)?;
    let now = T::Time::now();
    match Rounds::<T>::get(game, table.round).filter(|record| record.phase != Phase::Closed) {
        Some(record) => void_overdue::<T>(game, table, record, now),
        None => void_abandoned::<T>(game, table, now),
    }
}

fn void_overdue<T: Config>(game: GameId, table: Table, mut record: RoundOf<T>, now: u64) -> DispatchResult {
    ensure!(
        matches!(record.phase, Phase::Betting | Phase::Locked),
        Error::<T>::WrongPhase
    );
    ensure!(now >= record.reveal_by, Error::<T>::NotOverdue);
    ensure!(
        draw::is_complete::<T>(&table, &record),
        Error::<T>::DrawIncomplete
    );
    ensure!(
        draw::is_overdue::<T>(&table, &record, now),
        Error::<T>::NotOverdue
    );
    if let Some(keeper) = &record.keeper {
        // Whoever saw the outcome and withheld it has saved the house, or an accomplice at the table, no more than the most
        // that the book could have been owed.
        let totals = Totals::<T>::get(game);
        let at_stake = Exposure::of(&table.state, &totals)
            .ok()
            .and_then(|exposure| needed(&exposure, record.staked, record.carried.exposure))
            // A book that was taken has a sum. Should it not, then this must not keep the players' money.
            .unwrap_or(u128::MAX);
        T::Keepers::slash(keeper, game, table.round, at_stake);
    }
    // A table that stood empty for long is not abandoned: only bets that were up before the round have waited.
    let waited = record.carried.stakes > 0 && hands::is_abandoned(&table, now);
    let reason = if waited {
        VoidReason::Abandoned
    } else {
        VoidReason::Withheld
    };
    turn::<T>(game, &table, &mut record, now, reason);
    Rounds::<T>::insert(game, table.round, record);
    Ok(())
}

fn void_abandoned<T: Config>(game: GameId, mut table: Table, now: u64) -> DispatchResult {
    ensure!(hands::is_abandoned(&table, now), Error::<T>::WrongPhase);
    table.round = table.round.checked_add(1).ok_or(Error::<T>::Overflow)?;
    let carried =
        Rounds::<T>::get(game, table.round.saturating_sub(1)).map_or_else(Carried::default, |r| r.carried);
    let mut record = Round {
        phase: Phase::Betting,
        keeper: None,
        commitment: [0; 32],
        opened_at: now,
        betting_ends_at: now,
        reveal_by: now,
        moved_at: now,
        closing_block: None,
        vrfs: BoundedVec::new(),
        ending: None,
        players: 0,
        unsettled: 0,
        staked: 0,
        returned: 0,
        owed: 0,
        carried,
    };
    turn::<T>(game, &table, &mut record, now, VoidReason::Abandoned);
    Rounds::<T>::insert(game, table.round, record);
    Tables::<T>::insert(game, table);
    Ok(())
}

/// Turn the round to Voided: its slips are owed their stakes and, if the table is abandoned, so are the bets up. The
/// reserve stays as it is until players are refunded.
fn turn<T: Config>(game: GameId, table: &Table, record: &mut RoundOf<T>, now: u64, reason: VoidReason) {
    record.phase = Phase::Voided;
    record.moved_at = now;
    record.unsettled = table.seats;
    record.owed = record.staked;
    if reason == VoidReason::Abandoned {
        record.owed = record.owed.saturating_add(record.carried.stakes);
        record.carried = Carried::default();
    }
    record.ending = Some(Ending::Voided(reason));
    Pallet::<T>::deposit_event(Event::RoundVoided {
        game,
        round: table.round,
        reason,
    });
}
