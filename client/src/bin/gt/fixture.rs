//! What a chain would answer, for tests without one.

use global_table_client::{
    amounts::UNIT, Bet, GameId, Layout, Limits, Outcome, Phase, PrizeView, RoundView, Rules, Schedule,
    SpotView, TableConfig, TableState, TableView,
};

/// The layout that the chain tells: its runtime reads it from the same constants.
pub fn layout(game: GameId) -> Layout {
    let spots = global_table_games::layout(game).iter().map(|spot| SpotView {
        spot: spot.id,
        name: spot.name.into(),
        pays: Vec::from_iter(spot.pays.iter().map(|prize| PrizeView {
            on: prize.on.into(),
            win: prize.pays.win,
            per: prize.pays.per,
        })),
        placeable: spot.placeable,
    });
    Layout::new(game, spots.collect())
}

/// A bet on a spot of craps.
pub fn bet(name: &str, amount: u128) -> Bet {
    let spot = layout(GameId::Craps).spot(name).unwrap();
    Bet { spot, amount }
}

/// A craps table's state after these rolls.
pub fn after(rolls: &[[u8; 2]]) -> TableState {
    let start = TableState::initial(GameId::Craps);
    rolls
        .iter()
        .fold(start, |state, dice| state.next(&Outcome::Craps(*dice)))
}

/// A table in its seventh round, which opened at 0 and takes slips for 6 s.
pub fn table(state: TableState) -> TableView {
    TableView {
        game: state.game(),
        round: 7,
        paused: false,
        opens_at: 12_000,
        seats: 0,
        state,
        config: TableConfig {
            schedule: Schedule {
                betting_ms: 6_000,
                lock_ms: 2_000,
                reveal_ms: 1_000,
                payout_ms: 1_000,
                cooldown_ms: 2_000,
                reveal_grace_ms: 60_000,
            },
            limits: Limits {
                min_bet: UNIT / 10,
                max_bet: 100 * UNIT,
                max_player_stake: 1_000 * UNIT,
                max_exposure: 1_000_000 * UNIT,
                max_players: 100,
            },
            rules: Rules::default(),
            draw_blocks: 2,
            abandoned_after_ms: 600_000,
        },
    }
}

/// The round of that table, as it opens.
pub fn round(game: GameId) -> RoundView {
    RoundView {
        game,
        round: 7,
        phase: Phase::Betting,
        keeper: None,
        commitment: [0; 32],
        opened_at: 0,
        betting_ends_at: 6_000,
        reveal_by: 69_000,
        moved_at: 0,
        draw_complete: false,
        ending: None,
        players: 0,
        unsettled: 0,
        staked: 0,
        returned: 0,
        now: 0,
    }
}
