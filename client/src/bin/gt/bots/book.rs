//! The bots' own book: which slips were submitted when, and what was heard of them.

use std::{
    collections::{BTreeMap, HashMap},
    time::Instant,
};

use global_table_client::{AccountId, GameId, RoundId, SlipId, TableEvent};
use serde::Serialize;

/// Rounds that are remembered per game; older ones are over.
const REMEMBERED: usize = 16;

/// Percentiles of latencies, in milliseconds; null without any.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Percentiles {
    /// Half of them are at most this.
    pub p50: Option<u64>,
    /// 95 of 100 are at most this.
    pub p95: Option<u64>,
}

/// By nearest rank.
fn percentiles(mut values: Vec<u64>) -> Percentiles {
    values.sort_unstable();
    let rank = |percent: usize| {
        let index = (values.len() * percent).div_ceil(100).checked_sub(1)?;
        values.get(index).copied()
    };
    Percentiles {
        p50: rank(50),
        p95: rank(95),
    }
}

/// One slip.
#[derive(Debug)]
struct Slip {
    submitted: Instant,
    best_ms: Option<u64>,
    final_ms: Option<u64>,
    rejected: bool,
}

/// What became of a round's slips.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Fate {
    /// Heard of in a final block as accepted, or as taken down.
    pub accepted: u64,
    /// Refused by the table.
    pub rejected: u64,
    /// Never heard of.
    pub silent: u64,
    /// From submission to a best block.
    pub best: Percentiles,
    /// From submission to a final block.
    pub finalised: Percentiles,
}

/// The slips of one round, by the player and the player's number for it.
type Slips = BTreeMap<(AccountId, SlipId), Slip>;

/// All slips of the last rounds.
#[derive(Default)]
pub struct Book {
    rounds: HashMap<GameId, BTreeMap<RoundId, Slips>>,
}

impl Book {
    /// A slip is about to be submitted.
    pub fn submitted(&mut self, game: GameId, round: RoundId, player: AccountId, number: SlipId) {
        let rounds = self.rounds.entry(game).or_default();
        let slip = Slip {
            submitted: Instant::now(),
            best_ms: None,
            final_ms: None,
            rejected: false,
        };
        rounds.entry(round).or_default().insert((player, number), slip);
        while rounds.len() > REMEMBERED {
            rounds.pop_first();
        }
    }

    /// A slip could not be submitted.
    pub fn withdrawn(&mut self, game: GameId, round: RoundId, player: AccountId, number: SlipId) {
        if let Some(slips) = self
            .rounds
            .get_mut(&game)
            .and_then(|rounds| rounds.get_mut(&round))
        {
            slips.remove(&(player, number));
        }
    }

    /// An event in a block of the best chain, or in a final one.
    pub fn heard(&mut self, event: &TableEvent, is_final: bool) {
        let (game, round) = event.at();
        let (key, rejected) = match event {
            TableEvent::BetAccepted { player, slip, .. } | TableEvent::BetTakenDown { player, slip, .. } => {
                ((*player, *slip), false)
            }
            TableEvent::BetRejected { player, slip, .. } => ((*player, *slip), true),
            _ => return,
        };
        let slips = self
            .rounds
            .get_mut(&game)
            .and_then(|rounds| rounds.get_mut(&round));
        let Some(slip) = slips.and_then(|slips| slips.get_mut(&key)) else {
            return;
        };
        let ms = u64::try_from(slip.submitted.elapsed().as_millis()).unwrap_or(u64::MAX);
        slip.best_ms.get_or_insert(ms);
        if is_final {
            slip.final_ms.get_or_insert(ms);
            slip.rejected = rejected;
        }
    }

    /// The round is over, and final.
    pub fn close(&mut self, game: GameId, round: RoundId) -> Fate {
        let slips = self
            .rounds
            .get_mut(&game)
            .and_then(|rounds| rounds.remove(&round))
            .unwrap_or_default();
        let count = |wanted: fn(&Slip) -> bool| {
            u64::try_from(slips.values().filter(|slip| wanted(slip)).count()).unwrap_or(u64::MAX)
        };
        let accepted = || {
            slips
                .values()
                .filter(|slip| !slip.rejected && slip.final_ms.is_some())
        };
        Fate {
            accepted: count(|slip| !slip.rejected && slip.final_ms.is_some()),
            rejected: count(|slip| slip.rejected),
            silent: count(|slip| slip.final_ms.is_none()),
            best: percentiles(accepted().filter_map(|slip| slip.best_ms).collect()),
            finalised: percentiles(accepted().filter_map(|slip| slip.final_ms).collect()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use global_table_client::Rejection;

    fn player(n: u8) -> AccountId {
        AccountId([n; 32])
    }

    fn accepted(n: u8) -> TableEvent {
        let game = GameId::Craps;
        TableEvent::BetAccepted {
            game,
            round: 1,
            player: player(n),
            slip: 1,
            staked: 1,
            fee: 0,
        }
    }

    #[test]
    fn percentiles_should_be_by_nearest_rank() {
        assert_eq!(percentiles(vec![]), Percentiles::default());
        assert_eq!(
            percentiles(vec![7]),
            Percentiles {
                p50: Some(7),
                p95: Some(7)
            }
        );
        assert_eq!(
            percentiles((1..=100).rev().collect()),
            Percentiles {
                p50: Some(50),
                p95: Some(95)
            }
        );
    }

    #[test]
    fn a_closed_round_should_count_accepted_rejected_and_silent_slips() {
        let mut book = Book::default();
        (1..=4).for_each(|n| book.submitted(GameId::Craps, 1, player(n), 1));
        book.withdrawn(GameId::Craps, 1, player(4), 1);
        book.heard(&accepted(1), false);
        book.heard(&accepted(1), true);
        book.heard(&accepted(9), true);
        let (game, reason) = (GameId::Craps, Rejection::BettingClosed);
        book.heard(
            &TableEvent::BetRejected {
                game,
                round: 1,
                player: player(2),
                slip: 1,
                reason,
            },
            true,
        );
        let fate = book.close(GameId::Craps, 1);
        assert_eq!((fate.accepted, fate.rejected, fate.silent), (1, 1, 1));
        assert!(fate.best.p50.is_some() && fate.finalised.p95.is_some());
        assert_eq!(book.close(GameId::Craps, 1), Fate::default());
    }

    #[test]
    fn a_slip_with_another_number_should_not_be_taken_for_the_bots_own() {
        let mut book = Book::default();
        book.submitted(GameId::Craps, 1, player(1), 2);
        book.heard(&accepted(1), true);
        assert_eq!(book.close(GameId::Craps, 1).silent, 1);
    }
}
