//! What became of each round, by the events of the finalised chain. Pure.

use std::collections::BTreeMap;

use global_table_client::{GameId, RoundId, Schedule, TableEvent, TableView};

use crate::figures::RoundCounts;

/// How much longer than its schedule a round may take to be closed, in milliseconds of consensus time. Steps that the
/// runtime takes by itself, and those that keepers take for each other, are due long before.
const SETTLED_WITHIN_MS: u64 = 60_000;

/// The rounds of all games.
#[derive(Default)]
pub(crate) struct Rounds {
    schedules: BTreeMap<GameId, Schedule>,
    games: BTreeMap<GameId, BTreeMap<RoundId, Round>>,
    slips: u64,
}

/// A round that was seen to open.
#[derive(Default)]
struct Round {
    /// The consensus time at which it must be closed.
    deadline: u64,
    voided: bool,
    closed: bool,
}

impl Rounds {
    pub(crate) fn of(tables: Vec<TableView>) -> Self {
        Self {
            schedules: tables
                .into_iter()
                .map(|table| (table.game, table.config.schedule))
                .collect(),
            ..Self::default()
        }
    }

    pub(crate) fn hear(&mut self, event: &TableEvent) {
        match event {
            TableEvent::RoundOpened {
                game,
                round,
                betting_ends_at,
                ..
            } => {
                let deadline = betting_ends_at + self.patience(*game);
                let opened = Round {
                    deadline,
                    ..Round::default()
                };
                self.games.entry(*game).or_default().insert(*round, opened);
            }
            TableEvent::RoundVoided { game, round, .. } => {
                self.change(*game, *round, |round| round.voided = true);
            }
            TableEvent::RoundFinalised { game, round, .. } => {
                self.change(*game, *round, |round| round.closed = true);
            }
            TableEvent::BetAccepted { .. } => self.slips += 1,
            _ => {}
        }
    }

    /// Slips that were accepted.
    pub(crate) fn slips(&self) -> u64 {
        self.slips
    }

    /// The counts by game, at a consensus time.
    pub(crate) fn counts(&self, now: u64) -> BTreeMap<GameId, RoundCounts> {
        let counts = |rounds: &BTreeMap<RoundId, Round>| {
            let count =
                |which: fn(&Round) -> bool| rounds.values().filter(|round| which(round)).count() as u64;
            let late = |round: &&Round| !round.closed && round.deadline < now;
            RoundCounts {
                opened: rounds.len() as u64,
                closed: count(|round| round.closed),
                voided: count(|round| round.voided),
                lost: rounds.values().filter(late).count() as u64 + skipped(rounds),
            }
        };
        self.games
            .iter()
            .map(|(game, rounds)| (*game, counts(rounds)))
            .collect()
    }

    /// From the end of betting until a round must be closed.
    fn patience(&self, game: GameId) -> u64 {
        let schedule = self.schedules.get(&game);
        let steps = schedule.map_or(0, |schedule| {
            let Schedule {
                lock_ms,
                reveal_ms,
                payout_ms,
                reveal_grace_ms,
                ..
            } = schedule;
            [lock_ms, reveal_ms, payout_ms, reveal_grace_ms]
                .map(|ms| u64::from(*ms))
                .iter()
                .sum()
        });
        steps + SETTLED_WITHIN_MS
    }

    /// Changes a round, if it was seen to open: one that was open when the watch began is not counted.
    fn change(&mut self, game: GameId, round: RoundId, how: fn(&mut Round)) {
        if let Some(round) = self
            .games
            .get_mut(&game)
            .and_then(|rounds| rounds.get_mut(&round))
        {
            how(round);
        }
    }
}

/// Numbers between the first and the last round that no round had.
fn skipped(rounds: &BTreeMap<RoundId, Round>) -> u64 {
    match (rounds.first_key_value(), rounds.last_key_value()) {
        (Some((first, _)), Some((last, _))) => u64::from(last - first) + 1 - rounds.len() as u64,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use global_table_client::{AccountId, VoidReason};

    const GAME: GameId = GameId::Roulette;

    fn open(round: RoundId) -> TableEvent {
        TableEvent::RoundOpened {
            game: GAME,
            round,
            keeper: AccountId([0; 32]),
            commitment: [0; 32],
            betting_ends_at: u64::from(round) * 1_000,
        }
    }

    fn close(round: RoundId) -> TableEvent {
        TableEvent::RoundFinalised {
            game: GAME,
            round,
            staked: 0,
            returned: 0,
        }
    }

    fn counts(events: &[TableEvent], now: u64) -> RoundCounts {
        let mut rounds = Rounds::default();
        events.iter().for_each(|event| rounds.hear(event));
        rounds.counts(now)[&GAME]
    }

    #[test]
    fn a_round_should_be_lost_when_it_is_open_past_its_deadline() {
        let events = [open(1), close(1), open(2)];
        assert_eq!(counts(&events, 2_000 + SETTLED_WITHIN_MS).lost, 0);
        assert_eq!(counts(&events, 2_001 + SETTLED_WITHIN_MS).lost, 1);
    }

    #[test]
    fn a_round_should_be_lost_when_its_number_is_skipped() {
        assert_eq!(counts(&[open(3), close(3), open(5), close(5)], 0).lost, 1);
    }

    #[test]
    fn a_voided_round_should_not_be_lost() {
        let void = TableEvent::RoundVoided {
            game: GAME,
            round: 1,
            reason: VoidReason::Withheld,
        };
        let told = RoundCounts {
            opened: 1,
            closed: 1,
            voided: 1,
            lost: 0,
        };
        assert_eq!(counts(&[close(0), open(1), void, close(1)], u64::MAX), told);
    }
}
