//! What to do next: a pure function from the chain's view, its time and the config to actions.
//!
//! Nothing is remembered between two plans. An action that has taken effect is no longer planned, because the
//! view shows its effect; one that has not is planned again. So a keeper may crash between any two of its
//! actions and go on.
//!
//! Who acts when: the keeper on duty opens a round at once, and the keeper that opened it does its work at
//! once. The others wait for the grace period and then, by their distance in the rota, a slot longer each, so
//! that they do not all send the same thing.

use global_table_client::{AccountId, Commitment, GameId, Phase, RoundId};

use crate::{
    secret::Secrets,
    view::{Millis, Round, Table, View},
};

#[cfg(test)]
mod tests;

/// How many blocks the chain gives a keeper to reveal after the draw's last one, whatever the clock says.
const MIN_REVEAL_BLOCKS: u64 = 10;
/// Blocks before those: the one that closes betting, and the one that the void itself lands in.
const BLOCKS_AROUND: u64 = 2;
/// The most batches of one round that are sent in one go.
const MAX_BATCHES: u32 = 4;

/// One call to the chain, and what tells it from every other one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// `open_round`.
    OpenRound {
        /// The table.
        game: GameId,
        /// The round to open.
        round: RoundId,
        /// The hash of its secret.
        commitment: Commitment,
    },
    /// `lock`.
    Lock {
        /// The table.
        game: GameId,
        /// Its current round.
        round: RoundId,
    },
    /// `reveal`. The secret is derived when the call is made, so that no plan holds it.
    Reveal {
        /// The table.
        game: GameId,
        /// Its current round.
        round: RoundId,
    },
    /// `settle`.
    Settle {
        /// The table.
        game: GameId,
        /// Its current round.
        round: RoundId,
        /// How many players are unsettled before this batch.
        unsettled: u32,
        /// The most players to settle.
        max_players: u32,
    },
    /// `finalize`.
    Finalize {
        /// The table.
        game: GameId,
        /// Its current round.
        round: RoundId,
    },
    /// `void`.
    Void {
        /// The table.
        game: GameId,
        /// The round that is overdue, or the last one of an abandoned table.
        round: RoundId,
    },
}

impl Action {
    /// The table that it is for.
    pub fn game(&self) -> GameId {
        match *self {
            Self::OpenRound { game, .. }
            | Self::Lock { game, .. }
            | Self::Reveal { game, .. }
            | Self::Settle { game, .. }
            | Self::Finalize { game, .. }
            | Self::Void { game, .. } => game,
        }
    }

    /// The round that it is for.
    pub fn round(&self) -> RoundId {
        match *self {
            Self::OpenRound { round, .. }
            | Self::Lock { round, .. }
            | Self::Reveal { round, .. }
            | Self::Settle { round, .. }
            | Self::Finalize { round, .. }
            | Self::Void { round, .. } => round,
        }
    }

    /// The name of the call.
    pub fn name(&self) -> &'static str {
        match self {
            Self::OpenRound { .. } => "open_round",
            Self::Lock { .. } => "lock",
            Self::Reveal { .. } => "reveal",
            Self::Settle { .. } => "settle",
            Self::Finalize { .. } => "finalize",
            Self::Void { .. } => "void",
        }
    }
}

/// What the planner knows beside the view.
pub struct Config {
    /// This keeper's account.
    pub account: AccountId,
    /// This keeper's secrets on this chain.
    pub secrets: Secrets,
    /// The tables to look after.
    pub games: Vec<GameId>,
    /// Whether new rounds are opened; not when the keeper is about to stop.
    pub opens: bool,
    /// The most players in one `settle`, at least 1.
    pub settle_batch: u32,
}

/// What to send now, in this order. `now` is the best block's consensus time.
pub fn plan(view: &View, now: Millis, config: &Config) -> Vec<Action> {
    let tables = view
        .tables
        .iter()
        .filter(|table| config.games.contains(&table.game));
    tables
        .flat_map(|table| {
            Desk {
                table,
                now,
                slot_ms: view.slot_ms,
                grace_ms: view.grace_ms,
                config,
            }
            .actions()
        })
        .collect()
}

/// Whether a round that this keeper committed to is not closed, at one of the tables that it looks after.
pub fn has_own_rounds(view: &View, config: &Config) -> bool {
    let in_flight = |table: &Table| {
        let round = table
            .current
            .as_ref()
            .filter(|round| round.phase != Phase::Closed);
        round.is_some_and(|round| round.commitment == config.secrets.commitment(table.game, round.round))
    };
    let mut tables = view
        .tables
        .iter()
        .filter(|table| config.games.contains(&table.game));
    tables.any(in_flight)
}

/// One table, and who looks at it when.
struct Desk<'a> {
    table: &'a Table,
    now: Millis,
    slot_ms: Millis,
    grace_ms: Millis,
    config: &'a Config,
}

impl Desk<'_> {
    fn actions(&self) -> Vec<Action> {
        match self
            .table
            .current
            .as_ref()
            .filter(|round| round.phase != Phase::Closed)
        {
            None => self.next_round().into_iter().collect(),
            Some(round) if round.awaits_reveal() => self.drawing(round),
            Some(round) => self.settlement(round),
        }
    }

    /// No round is in flight: open the next one, or give an abandoned table's bets back.
    fn next_round(&self) -> Option<Action> {
        let Table {
            game,
            round,
            paused,
            opens_at,
            abandoned_at,
            turns_to_duty,
            ..
        } = *self.table;
        let patience = self.patience(turns_to_duty?);
        if let Some(due) = abandoned_at.filter(|due| self.now >= *due) {
            return (self.now >= due.saturating_add(patience)).then_some(Action::Void { game, round });
        }
        // The call lands in the next block at the earliest, which is a slot later.
        let lands_at = self.now.saturating_add(self.slot_ms);
        let round = round
            .checked_add(1)
            .filter(|_| self.config.opens && !paused && lands_at >= opens_at.saturating_add(patience))?;
        let commitment = self.config.secrets.commitment(game, round);
        Some(Action::OpenRound {
            game,
            round,
            commitment,
        })
    }

    /// Betting is over or will be: lock, reveal, and void what is overdue.
    fn drawing(&self, round: &Round) -> Vec<Action> {
        let (game, number) = (self.table.game, round.round);
        let reveal = self
            .may_reveal(round)
            .then_some(Action::Reveal { game, round: number });
        // A reveal locks as well.
        let lock =
            (reveal.is_none() && round.phase == Phase::Betting && self.is_due(round, round.betting_ends_at))
                .then_some(Action::Lock { game, round: number });
        // After the reveal, so that of the two the reveal takes effect as long as the chain takes it.
        let void = self
            .may_void(round)
            .then_some(Action::Void { game, round: number });
        [lock, reveal, void].into_iter().flatten().collect()
    }

    /// Whether this keeper has the round's secret and no fork can hold another outcome of it: the draw's
    /// blocks are in, and they are final.
    fn may_reveal(&self, round: &Round) -> bool {
        let is_final = self.table.finalised.as_ref().is_some_and(|is_final| {
            is_final.round == round.round && is_final.draw_complete && is_final.commitment == round.commitment
        });
        is_final && round.draw_complete && self.is_ours(round)
    }

    /// Whether the secret is overdue. A keeper voids its own round only beside a last attempt to reveal, and
    /// last of all.
    fn may_void(&self, round: &Round) -> bool {
        let turns = match self.is_ours(round) {
            true if !self.may_reveal(round) => return false,
            true => Some(u32::MAX),
            false => self.table.turns_to_duty,
        };
        let blocks = u64::from(self.table.draw_blocks).saturating_add(MIN_REVEAL_BLOCKS + BLOCKS_AROUND);
        let blocks_gone_at = round
            .betting_ends_at
            .saturating_add(blocks.saturating_mul(self.slot_ms));
        let due = round.reveal_by.max(blocks_gone_at);
        turns.is_some_and(|turns| round.draw_complete && self.now >= due.saturating_add(self.patience(turns)))
    }

    /// The round is drawn or voided: settle it in batches, and close it. Everything that fits is sent in one
    /// go.
    fn settlement(&self, round: &Round) -> Vec<Action> {
        if !self.is_due(round, round.moved_at) {
            return Vec::new();
        }
        let (game, number, batch) = (self.table.game, round.round, self.config.settle_batch.max(1));
        let mut unsettled = round.unsettled;
        let mut actions = Vec::new();
        while unsettled > 0 && (actions.len() as u32) < MAX_BATCHES {
            actions.push(Action::Settle {
                game,
                round: number,
                unsettled,
                max_players: batch,
            });
            unsettled = unsettled.saturating_sub(batch);
        }
        if unsettled == 0 {
            actions.push(Action::Finalize { game, round: number });
        }
        actions
    }

    /// Whether a step of a round in flight that is due at `due` is this keeper's to take now.
    fn is_due(&self, round: &Round, due: Millis) -> bool {
        let opened_it = round.keeper.as_ref() == Some(&self.config.account);
        let patience = match self.table.turns_to_duty {
            _ if opened_it => Some(0),
            // Nobody opened it, so nobody comes before the next keeper on duty.
            Some(turns) if round.keeper.is_none() => Some(self.patience(turns)),
            Some(turns) => Some(self.patience(turns.saturating_add(1))),
            None => None,
        };
        patience.is_some_and(|patience| self.now >= due.saturating_add(patience))
    }

    /// How long a keeper waits that is so many turns away from duty.
    fn patience(&self, turns: u32) -> Millis {
        match turns.checked_sub(1) {
            None => 0,
            Some(others) => {
                let stagger = self.slot_ms.saturating_mul(u64::from(others.min(MAX_STAGGER)));
                self.grace_ms.saturating_add(stagger)
            }
        }
    }

    /// Whether the round's secret is one of this keeper's, whichever copy of it opened the round.
    fn is_ours(&self, round: &Round) -> bool {
        round.commitment == self.config.secrets.commitment(self.table.game, round.round)
    }
}

/// Beyond so many turns nobody waits longer.
const MAX_STAGGER: u32 = 8;
