//! What the runtime API and other pallets read.

use alloc::vec::Vec;
use frame_support::traits::Time;
use global_table_games::{GameId, SpotId};

use crate::{
    runtime_api::{PlayerView, RoundView, TableView},
    BetsOf, Config, Pallet, Phase, RoundId, Rounds, Tables, Totals,
};

impl<T: Config> Pallet<T> {
    /// The table of `game`.
    pub fn table(game: GameId) -> Option<TableView> {
        Tables::<T>::get(game).map(|table| TableView {
            game,
            round: table.round,
            paused: table.paused,
            opens_at: table.opens_at,
            seats: table.seats,
            state: table.state,
            config: table.config,
        })
    }

    /// A round of `game` that is still kept; the current one if `round` is `None`.
    pub fn round(game: GameId, round: Option<RoundId>) -> Option<RoundView<T::AccountId>> {
        let table = Tables::<T>::get(game)?;
        let number = round.unwrap_or(table.round);
        let record = Rounds::<T>::get(game, number)?;
        let draw_complete = crate::draw::is_complete::<T>(&table, &record);
        Some(RoundView {
            game,
            round: number,
            phase: record.phase,
            keeper: record.keeper,
            commitment: record.commitment,
            opened_at: record.opened_at,
            betting_ends_at: record.betting_ends_at,
            reveal_by: record.reveal_by,
            moved_at: record.moved_at,
            draw_complete,
            ending: record.ending,
            players: record.players,
            unsettled: record.unsettled,
            staked: record.staked,
            returned: record.returned,
            now: T::Time::now(),
        })
    }

    /// The spots of `game`'s table on which something lies, with their amounts.
    pub fn totals(game: GameId) -> Vec<(SpotId, u128)> {
        (0u8..)
            .zip(Totals::<T>::get(game))
            .filter(|(_, total)| *total > 0)
            .map(|(spot, total)| (SpotId(spot), total))
            .collect()
    }

    /// What `player` has at the table of `game`.
    pub fn bets(game: GameId, player: T::AccountId) -> Option<PlayerView> {
        let round = Tables::<T>::get(game)?.round;
        let closed = Rounds::<T>::get(game, round).is_none_or(|record| record.phase == Phase::Closed);
        let mut bets = BetsOf::<T>::get(game, player)?;
        if bets.round != round || closed {
            bets.raise_fresh();
            bets.slips.clear();
        }
        Some(PlayerView {
            round,
            slips: bets.slips.into_inner(),
            fresh: bets.fresh.into_inner(),
            up: bets.up.into_inner(),
        })
    }
}

impl<T: Config> pallet_bankroll::Tables for Pallet<T> {
    fn outcome_pending() -> bool {
        let now = T::Time::now();
        GameId::ALL.into_iter().any(|game| {
            Tables::<T>::get(game)
                .and_then(|table| Rounds::<T>::get(game, table.round))
                .is_some_and(|record| {
                    matches!(record.phase, Phase::Betting | Phase::Locked) && now >= record.betting_ends_at
                })
        })
    }
}
