//! What a round brought an account.

use global_table_client::{
    amounts, AccountId, Amount, Bet, Block, Blocks, Chain, Event, GameId, Outcome, ReadError, RoundId,
    TableEvent, Update,
};
use serde_json::{json, Map, Value};

use crate::{failure::Failure, screen};

/// An account at a table, and the blocks in which its rounds end.
pub struct Account<'a> {
    chain: &'a Chain,
    game: GameId,
    who: AccountId,
    blocks: Blocks,
}

/// How a round ended for an account. Amounts in the currency's smallest unit.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Result {
    /// The outcome, unless the round is void.
    outcome: Option<Outcome>,
    /// What the account staked in the round, if a node could tell.
    staked: Option<Amount>,
    /// What it got back, for bets that were up before as well.
    returned: Amount,
    /// What it still has on the table, if a node could tell.
    up: Option<Amount>,
}

impl<'a> Account<'a> {
    /// Begins to listen: no round that closes from now on is missed.
    pub async fn begin(chain: &'a Chain, game: GameId, who: AccountId) -> Self {
        let mut blocks = chain.blocks();
        blocks.started().await;
        Self {
            chain,
            game,
            who,
            blocks,
        }
    }

    /// Waits until `round` is closed, and says what it brought.
    pub async fn result(mut self, round: RoundId) -> std::result::Result<Result, Failure> {
        let mut result = Result::default();
        loop {
            match self.blocks.next().await {
                Update::Finalised(block) => {
                    if self.read(&block, round, &mut result).await {
                        return Ok(result);
                    }
                }
                Update::Missed(block) => {
                    return Err(Failure::Unreachable(format!(
                        "block {block} can't be read any more, so the result is not known; `gt balance` shows the \
                         account"
                    )))
                }
                Update::Best(_) | Update::Retracted(_) => {}
            }
        }
    }

    /// Reads what a final block says about the round. True if it closes it.
    async fn read(&self, block: &Block, round: RoundId, result: &mut Result) -> bool {
        let events = block.events.iter().filter_map(|at| match &at.event {
            Event::Table(event) if event.at() == (self.game, round) => Some(event),
            _ => None,
        });
        for event in events {
            match event {
                TableEvent::Outcome { outcome, .. } => result.outcome = Some(*outcome),
                TableEvent::Settled { payouts, .. } => {
                    if let Some((_, returned)) = payouts.iter().find(|(who, _)| *who == self.who) {
                        result.returned = *returned;
                    }
                }
                TableEvent::Locked { .. } | TableEvent::RoundVoided { .. } if result.staked.is_none() => {
                    result.staked = self.fresh(block).await.ok();
                }
                TableEvent::RoundFinalised { .. } => {
                    result.up = self.up(block).await.ok();
                    return true;
                }
                _ => {}
            }
        }
        false
    }

    /// What the account staked in the round that the block locks, or voids: it takes no slip for it any more.
    async fn fresh(&self, block: &Block) -> std::result::Result<Amount, ReadError> {
        let bets = self
            .chain
            .at(block.parent_hash)
            .await?
            .bets(self.game, &self.who)
            .await?;
        Ok(bets.map_or(0, |bets| sum(&bets.fresh)))
    }

    /// What it has on the table after the block.
    async fn up(&self, block: &Block) -> std::result::Result<Amount, ReadError> {
        let bets = self
            .chain
            .at(block.id.hash)
            .await?
            .bets(self.game, &self.who)
            .await?;
        Ok(bets.map_or(0, |bets| sum(&bets.up)))
    }
}

fn sum(bets: &[Bet]) -> Amount {
    bets.iter()
        .fold(0, |sum: Amount, bet| sum.saturating_add(bet.amount))
}

impl Result {
    /// For people: `17 black; you staked 3.5 GTT and got 36 GTT back`.
    pub fn text(&self) -> String {
        let outcome = self.outcome.as_ref().map_or("void".into(), screen::outcome_text);
        let staked = match self.staked {
            Some(staked) => format!("staked {} GTT and ", amounts::format(staked)),
            None => String::new(),
        };
        let back = match self.returned {
            0 => "got nothing back".into(),
            returned => format!("got {} GTT back", amounts::format(returned)),
        };
        let up = match self.up {
            Some(up @ 1..) => format!("; {} GTT stay up", amounts::format(up)),
            _ => String::new(),
        };
        format!("{outcome}; you {staked}{back}{up}")
    }

    /// For programs. Null is what no node could tell.
    pub fn json(&self) -> Map<String, Value> {
        let amount = |amount: Option<Amount>| amount.map_or(Value::Null, screen::amount_json);
        let result = json!({
            "outcome": self.outcome.as_ref().map(screen::outcome_json),
            "voided": self.outcome.is_none(),
            "staked": amount(self.staked),
            "returned": screen::amount_json(self.returned),
            "up": amount(self.up),
        });
        result.as_object().cloned().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use global_table_client::amounts::UNIT;

    #[test]
    fn a_result_should_say_what_was_staked_came_back_and_stays() {
        let won = Result {
            outcome: Some(Outcome::Roulette(17)),
            staked: Some(3 * UNIT + UNIT / 2),
            returned: 36 * UNIT,
            up: Some(0),
        };
        assert_eq!(won.text(), "17 black; you staked 3.5 GTT and got 36 GTT back");
        assert_eq!(won.json()["returned"], (36 * UNIT).to_string());
        let stays = Result {
            outcome: Some(Outcome::Craps([3, 1])),
            returned: 0,
            up: Some(5 * UNIT),
            ..won
        };
        assert_eq!(
            stays.text(),
            "3 + 1 = 4; you staked 3.5 GTT and got nothing back; 5 GTT stay up"
        );
    }

    #[test]
    fn a_void_round_should_be_told_as_one() {
        let void = Result {
            staked: Some(UNIT),
            returned: UNIT,
            ..Result::default()
        };
        assert_eq!(void.text(), "void; you staked 1 GTT and got 1 GTT back");
        assert_eq!(void.json()["voided"], true);
        assert_eq!(void.json()["up"], Value::Null);
    }
}
