//! How the tables of the genesis are run. A table's config is changed by an upgrade of the runtime.

use alloc::{vec, vec::Vec};

use global_table_games::{GameId, Rules};
use pallet_global_table::{Limits, Schedule, TableConfig};

use crate::constants::{HOUR_MS, MILLI, MIN_KEEPER_BOND, UNIT};

const SECOND: u32 = 1_000;

/// The blocks whose authors' VRF outputs decide a draw.
const DRAW_BLOCKS: u8 = 2;

/// The tables of a real network, at the pace of a casino.
pub fn regular() -> Vec<(GameId, TableConfig)> {
    let pace = |betting, lock, reveal, payout, cooldown| Schedule {
        betting_ms: betting * SECOND,
        lock_ms: lock * SECOND,
        reveal_ms: reveal * SECOND,
        payout_ms: payout * SECOND,
        cooldown_ms: cooldown * SECOND,
        // Finality may be slow now and then; a keeper must not pay for that.
        reveal_grace_ms: 30 * SECOND,
    };
    vec![
        (GameId::Roulette, table(pace(15, 2, 2, 3, 5), HOUR_MS)),
        (GameId::Craps, table(pace(18, 2, 1, 2, 7), HOUR_MS)),
        (GameId::AmericanRoulette, table(pace(15, 2, 2, 3, 5), HOUR_MS)),
        (GameId::SicBo, table(pace(15, 2, 2, 3, 5), HOUR_MS)),
        // Cards take a while to be looked at.
        (GameId::Baccarat, table(pace(15, 2, 2, 4, 7), HOUR_MS)),
        (GameId::Blackjack, table(pace(18, 2, 2, 4, 7), HOUR_MS)),
    ]
}

/// The tables of a development chain, for the impatient.
pub fn quick() -> Vec<(GameId, TableConfig)> {
    let schedule = Schedule {
        betting_ms: 6 * SECOND,
        lock_ms: 2 * SECOND,
        reveal_ms: SECOND,
        payout_ms: SECOND,
        cooldown_ms: 2 * SECOND,
        reveal_grace_ms: 15 * SECOND,
    };
    GameId::ALL
        .map(|game| (game, table(schedule.clone(), HOUR_MS / 6)))
        .into()
}

fn table(schedule: Schedule, abandoned_after_ms: u64) -> TableConfig {
    TableConfig {
        schedule,
        limits: limits(),
        rules: Rules::default(),
        draw_blocks: DRAW_BLOCKS,
        abandoned_after_ms,
    }
}

fn limits() -> Limits {
    Limits {
        min_bet: 10 * MILLI,
        max_bet: 1_000 * UNIT,
        max_player_stake: 5_000 * UNIT,
        // All tables together no more than a keeper's bond, which answers for it if secrets are withheld.
        max_exposure: MIN_KEEPER_BOND / GameId::ALL.len() as u128,
        max_players: 20_000,
    }
}
