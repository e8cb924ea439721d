//! Which actions are under way, so that none is sent twice.
//!
//! This is bookkeeping and no truth: forgetting it costs a fee for a call that the chain refuses, and nothing
//! else. So it is bounded in time, and starts empty after a restart.

use std::collections::HashMap;

use crate::plan::Action;

/// After so many blocks without news an action may be sent again.
const FORGET_AFTER_BLOCKS: u64 = 16;
/// For so many blocks after the chain has refused an action, it is not sent again.
const RETRY_AFTER_BLOCKS: u64 = 3;

/// The actions that are under way, each with the best block's number up to which it is not sent again.
#[derive(Debug, Default)]
pub struct InFlight {
    held_until: HashMap<Action, u64>,
}

impl InFlight {
    /// Those of `planned` that are not under way at block `best`, in their order.
    pub fn fresh(&mut self, planned: Vec<Action>, best: u64) -> Vec<Action> {
        self.held_until.retain(|_, until| *until > best);
        planned
            .into_iter()
            .filter(|action| !self.held_until.contains_key(action))
            .collect()
    }

    /// The action is on its way, or took effect, or fell out of its block and will be in another one.
    pub fn hold(&mut self, action: Action, best: u64) {
        self.held_until
            .insert(action, best.saturating_add(FORGET_AFTER_BLOCKS));
    }

    /// The chain refused the action; the reason may be gone in some blocks.
    pub fn refuse(&mut self, action: Action, best: u64) {
        self.held_until
            .insert(action, best.saturating_add(RETRY_AFTER_BLOCKS));
    }

    /// The action was not sent, or came too early: it may be sent at once.
    pub fn release(&mut self, action: &Action) {
        self.held_until.remove(action);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use global_table_client::GameId;

    const LOCK: Action = Action::Lock {
        game: GameId::Craps,
        round: 3,
    };
    const FINALIZE: Action = Action::Finalize {
        game: GameId::Craps,
        round: 3,
    };

    #[test]
    fn an_action_under_way_should_not_be_sent_twice() {
        let mut in_flight = InFlight::default();
        in_flight.hold(LOCK, 10);
        assert_eq!(in_flight.fresh(vec![LOCK, FINALIZE], 10), [FINALIZE]);
        assert_eq!(in_flight.fresh(vec![LOCK], 10 + FORGET_AFTER_BLOCKS - 1), []);
    }

    #[test]
    fn an_action_without_news_should_be_sent_again() {
        let mut in_flight = InFlight::default();
        in_flight.hold(LOCK, 10);
        assert_eq!(in_flight.fresh(vec![LOCK], 10 + FORGET_AFTER_BLOCKS), [LOCK]);
    }

    #[test]
    fn a_refused_action_should_wait_some_blocks() {
        let mut in_flight = InFlight::default();
        in_flight.hold(LOCK, 10);
        in_flight.refuse(LOCK, 11);
        assert_eq!(in_flight.fresh(vec![LOCK], 11), []);
        assert_eq!(in_flight.fresh(vec![LOCK], 11 + RETRY_AFTER_BLOCKS), [LOCK]);
    }

    #[test]
    fn an_action_that_came_too_early_should_be_sent_at_once() {
        let mut in_flight = InFlight::default();
        in_flight.hold(LOCK, 10);
        in_flight.release(&LOCK);
        assert_eq!(in_flight.fresh(vec![LOCK], 10), [LOCK]);
    }

    #[test]
    fn another_batch_of_the_same_round_should_be_another_action() {
        let settle = |unsettled| Action::Settle {
            game: GameId::Craps,
            round: 3,
            unsettled,
            max_players: 100,
        };
        let mut in_flight = InFlight::default();
        in_flight.hold(settle(230), 10);
        assert_eq!(in_flight.fresh(vec![settle(230), settle(130)], 10), [settle(130)]);
    }
}
