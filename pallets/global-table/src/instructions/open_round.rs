//! `open_round`: a keeper commits to a secret, and betting begins.

use frame_support::{ensure, traits::Time, BoundedVec};
use global_table_games::{Exposure, GameId};
use pallet_keepers::Keepers;
use sp_runtime::{DispatchError, DispatchResult};

use crate::{
    book, hands, Carried, Commitment, Config, Error, Event, Pallet, Phase, Round, RoundId, Rounds, Table,
    Tables, Totals,
};

/// Open `round` of `game` for `keeper`.
pub fn open_round<T: Config>(
    keeper: T::AccountId,
    game: GameId,
    round: RoundId,
    commitment: Commitment,
) -> DispatchResult {
    let mut table = Tables::<T>::get(game).ok_or(Error::<T>::NoTable)?;
    let now = T::Time::now();
    ensure_may_open::<T>(&table, game, round, &keeper, now)?;

    let betting_ends_at = now.saturating_add(table.config.schedule.betting_ms.into());
    let record = Round {
        phase: Phase::Betting,
        keeper: Some(keeper.clone()),
        commitment,
        opened_at: now,
        betting_ends_at,
        reveal_by: betting_ends_at.saturating_add(table.config.schedule.reveal_window_ms()),
        moved_at: now,
        closing_block: None,
        vrfs: BoundedVec::new(),
        ending: None,
        players: 0,
        unsettled: 0,
        staked: 0,
        returned: 0,
        owed: 0,
        carried: carried::<T>(game, &table)?,
    };
    if table.seats == 0 {
        // Nobody has waited for anything: only from now on can the table be abandoned.
        table.drawn_at = now;
    }
    table.round = round;
    table.opens_at = now.saturating_add(table.config.schedule.cycle_ms());
    Tables::<T>::insert(game, table);
    Rounds::<T>::insert(game, round, record);
    Pallet::<T>::deposit_event(Event::RoundOpened {
        game,
        round,
        keeper,
        commitment,
        betting_ends_at,
    });
    Ok(())
}

fn ensure_may_open<T: Config>(
    table: &Table,
    game: GameId,
    round: RoundId,
    keeper: &T::AccountId,
    now: u64,
) -> DispatchResult {
    ensure!(Some(round) == table.round.checked_add(1), Error::<T>::NoRound);
    ensure!(!table.paused, Error::<T>::Paused);
    ensure!(!hands::in_flight::<T>(game, table), Error::<T>::RoundInFlight);
    ensure!(!hands::is_abandoned(table, now), Error::<T>::Abandoned);
    ensure!(now >= table.opens_at, Error::<T>::TooEarly);
    ensure!(
        T::Keepers::may_open(keeper, game, round, table.opens_at, now),
        Error::<T>::NotOnDuty
    );
    Ok(())
}

/// What stands behind the bets that are up before the round's first slip.
fn carried<T: Config>(game: GameId, table: &Table) -> Result<Carried, DispatchError> {
    let totals = Totals::<T>::get(game);
    let exposure = Exposure::of(&table.state, &totals).and_then(|book| book.most());
    Ok(Carried {
        exposure: exposure.map_err(|_| Error::<T>::Overflow)?,
        stakes: book::sum(&totals).ok_or(Error::<T>::Overflow)?,
    })
}
