//! What becomes of a slip, line by line.

use std::time::Instant;

use global_table_client::{slip::Purpose, Amount, BlockId, GameId, LostReason, RoundId, SlipId};
use serde_json::{json, Value};

use crate::failure::Failure;

/// Tells what becomes of one slip.
pub struct Report {
    pub json: bool,
    pub purpose: Purpose,
    pub game: GameId,
    pub round: RoundId,
    pub slip: SlipId,
    pub since: Instant,
}

impl Report {
    /// The slip is lost, or out of sight: what to do about it.
    pub fn lost(&self, reason: LostReason) -> Failure {
        match Failure::from(reason) {
            Failure::Unknown(message) => Failure::Unknown(format!(
                "{message}. Before trying again, look at `gt balance` and `gt history`, or repeat the \
                 command with --round {} --slip {}, which can be taken only once",
                self.round, self.slip
            )),
            failure => failure,
        }
    }

    /// The slip is in a block, and `moved` is what it staked or took back.
    pub fn included(&self, status: &str, block: BlockId, moved: Amount) {
        let moved = moved.to_string();
        let details = match self.purpose {
            Purpose::Bet => json!({ "block": block.number, "staked": moved }),
            Purpose::TakeDown => json!({ "block": block.number, "returned": moved }),
        };
        self.say(status, details);
    }

    fn done(&self) -> &'static str {
        match self.purpose {
            Purpose::Bet => "accepted in",
            Purpose::TakeDown => "taken down in",
        }
    }

    pub fn say(&self, status: &str, details: Value) {
        let ms = u64::try_from(self.since.elapsed().as_millis()).unwrap_or(u64::MAX);
        if self.json {
            let mut line = json!({
                "game": self.game.name(), "round": self.round, "slip": self.slip, "status": status, "ms": ms,
            });
            if let (Some(line), Value::Object(details)) = (line.as_object_mut(), details) {
                line.extend(details);
            }
            say!("{line}");
            return;
        }
        let block = details
            .get("block")
            .map(|block| format!(" block {block}"))
            .unwrap_or_default();
        let text = match status {
            "pending" => format!(
                "slip {} for round {} of {} is on its way",
                self.slip, self.round, self.game
            ),
            "best" => format!("{}{block}, not final yet", self.done()),
            "retracted" => format!(
                "{} lost against another block; waiting for the next one",
                block.trim_start()
            ),
            "resubmitted" => "it had vanished, and was sent again".into(),
            _ => format!("final in{block}"),
        };
        say!("{:>6} ms  {text}", ms);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report() -> Report {
        Report {
            json: false,
            purpose: Purpose::Bet,
            game: GameId::Craps,
            round: 7,
            slip: 9,
            since: Instant::now(),
        }
    }

    #[test]
    fn a_slip_that_is_out_of_sight_should_be_repeatable_without_betting_twice() {
        let Failure::Unknown(message) = report().lost(LostReason::Unwatched) else {
            panic!("the slip may be in a block")
        };
        assert!(message.contains("--round 7 --slip 9"), "{message}");
        let refused = report().lost(LostReason::Refused("no".into()));
        assert!(matches!(refused, Failure::Refused(_)));
    }
}
