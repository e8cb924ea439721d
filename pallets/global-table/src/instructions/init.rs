//! `init`: give a game its table.

use frame_support::{
    ensure,
    traits::{fungible::Inspect, Time},
};
use global_table_games::{layout, payout, GameId, TableState};
use sp_runtime::DispatchResult;

use crate::{money::CurrencyOf, Config, Error, Event, Pallet, Table, TableConfig, Tables, MAX_DRAW_BLOCKS};

/// Set up the table of `game`; its first round may open at once.
pub fn seat_table<T: Config>(game: GameId, config: TableConfig) -> DispatchResult {
    ensure!(!Tables::<T>::contains_key(game), Error::<T>::AlreadyInitialised);
    ensure!(is_valid::<T>(game, &config), Error::<T>::InvalidConfig);
    let now = T::Time::now();
    let table = Table {
        config,
        state: TableState::initial(game),
        round: 0,
        paused: false,
        opens_at: now,
        drawn_at: now,
        seats: 0,
    };
    Tables::<T>::insert(game, table);
    Pallet::<T>::deposit_event(Event::TableInitialised { game, round: 0 });
    Ok(())
}

fn is_valid<T: Config>(game: GameId, config: &TableConfig) -> bool {
    let TableConfig {
        schedule,
        limits,
        draw_blocks,
        abandoned_after_ms,
        ..
    } = config;
    let longest_round = schedule.cycle_ms().saturating_add(schedule.reveal_window_ms());
    schedule.betting_ms > 0
        && (1..=MAX_DRAW_BLOCKS).contains(&u32::from(*draw_blocks))
        && *abandoned_after_ms > longest_round
        && limits.min_bet > 0
        && opens_accounts::<T>(game, limits.min_bet)
        && limits.max_bet >= limits.min_bet
        && limits.max_player_stake >= limits.min_bet
        && limits.max_exposure >= limits.min_bet
        && limits.max_players > 0
}

/// Can everything that comes back of a bet of `min_bet` open its player's account? That may be a part of the stake.
fn opens_accounts<T: Config>(game: GameId, min_bet: u128) -> bool {
    let existential = CurrencyOf::<T>::minimum_balance();
    let prizes = layout(game).iter().flat_map(|spot| spot.pays);
    let mut back = prizes.filter_map(|prize| payout(min_bet, prize.pays));
    min_bet >= existential && back.all(|back| back >= existential)
}
