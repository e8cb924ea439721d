//! What becomes of a transaction, line by line.

use std::time::Instant;

use global_table_client::{Chain, Included, LostReason, Progress, Ticket};
use serde_json::{json, Map, Value};

use crate::{failure::Failure, nodes};

/// Tells what becomes of one transaction.
pub struct Report {
    pub json: bool,
    /// What every line for programs begins with: what the transaction is about.
    pub about: Map<String, Value>,
    /// What it is, for people: `slip 7 for round 12 of craps`.
    pub what: String,
    /// What it is once it is in a block: `accepted`.
    pub done: &'static str,
    /// What to do if nobody knows whether it took effect.
    pub advice: String,
    pub since: Instant,
}

/// What the chain made of a transaction that is in a block.
pub enum Said {
    /// It did what it should; for programs, with these details.
    Done(Value),
    /// It changed nothing.
    Refused,
}

impl Report {
    /// Follows a transaction until it is in a final block, and tells every step but a refusal that is final: why, the
    /// caller knows.
    ///
    /// # Errors
    ///
    /// [`Failure`] if it is lost or out of sight.
    pub async fn follow(
        &self,
        chain: &Chain,
        ticket: Ticket,
        said: impl Fn(&Included) -> Said,
    ) -> Result<Included, Failure> {
        let followed = nodes::while_they_answer(chain, self.listen(ticket, said)).await;
        followed.unwrap_or_else(|failure| Err(self.out_of_sight(&failure.to_string())))
    }

    async fn listen(
        &self,
        mut ticket: Ticket,
        said: impl Fn(&Included) -> Said,
    ) -> Result<Included, Failure> {
        while let Some(progress) = ticket.next().await {
            match progress {
                Progress::Pending => self.say("pending", json!({ "transaction": ticket.hash() })),
                Progress::Best(included) => self.included("best", &included, said(&included)),
                Progress::Retracted(block) => self.say("retracted", json!({ "block": block.number })),
                Progress::Resubmitted => self.say("resubmitted", json!({})),
                Progress::Finalised(included) => {
                    if let done @ Said::Done(_) = said(&included) {
                        self.included("final", &included, done);
                    }
                    return Ok(included);
                }
                Progress::Lost(reason) => return Err(self.lost(reason)),
            }
        }
        Err(self.lost(LostReason::Unwatched))
    }

    /// The transaction is lost, or out of sight: what to do about it.
    fn lost(&self, reason: LostReason) -> Failure {
        match Failure::from(reason) {
            Failure::Unknown(message) => self.out_of_sight(&message),
            failure => failure,
        }
    }

    fn out_of_sight(&self, message: &str) -> Failure {
        Failure::Unknown(format!("{message}. {}", self.advice))
    }

    /// The transaction is in a block. Another one can still win, as long as that one is not final.
    fn included(&self, status: &str, included: &Included, said: Said) {
        let mut details = json!({ "block": included.block.number });
        match (said, details.as_object_mut()) {
            (Said::Done(Value::Object(more)), Some(details)) => details.extend(more),
            (Said::Refused, Some(details)) => {
                details.insert("refused".into(), true.into());
            }
            _ => {}
        }
        self.say(status, details);
    }

    /// One line.
    pub fn say(&self, status: &str, details: Value) {
        let ms = u64::try_from(self.since.elapsed().as_millis()).unwrap_or(u64::MAX);
        if self.json {
            let mut line = self.about.clone();
            line.insert("status".into(), status.into());
            line.insert("ms".into(), ms.into());
            if let Value::Object(details) = details {
                line.extend(details);
            }
            say!("{}", Value::Object(line));
            return;
        }
        say!("{ms:>6} ms  {}", self.text(status, &details));
    }

    fn text(&self, status: &str, details: &Value) -> String {
        let block = details
            .get("block")
            .map_or("a block".into(), |block| format!("block {block}"));
        let is_refused = details.get("refused").is_some();
        match status {
            "pending" => format!("{} is on its way", self.what),
            "best" if is_refused => format!("refused in {block}, not final yet"),
            "best" => format!("{} in {block}, not final yet", self.done),
            "retracted" => format!("{block} lost against another block; waiting for the next one"),
            "resubmitted" => "it had vanished, and was sent again".into(),
            _ => format!("final in {block}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report() -> Report {
        Report {
            json: false,
            about: Map::new(),
            what: "slip 9".into(),
            done: "accepted",
            advice: "Repeat it.".into(),
            since: Instant::now(),
        }
    }

    #[test]
    fn only_a_transaction_that_is_out_of_sight_should_come_with_the_advice() {
        let Failure::Unknown(message) = report().lost(LostReason::Unwatched) else {
            panic!("it may be in a block")
        };
        assert!(message.ends_with(". Repeat it."), "{message}");
        let refused = report().lost(LostReason::Refused("no".into()));
        assert!(matches!(refused, Failure::Refused(_)));
    }

    #[test]
    fn a_refusal_that_is_not_final_should_not_be_told_as_done() {
        let text = |details| report().text("best", &details);
        assert_eq!(text(json!({ "block": 7 })), "accepted in block 7, not final yet");
        assert_eq!(
            text(json!({ "block": 7, "refused": true })),
            "refused in block 7, not final yet"
        );
    }
}
