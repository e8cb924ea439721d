//! One call, sent and followed until it is final: what transfers and operators share.

use std::time::Instant;

use global_table_client::{AccountId, Call, CallError, Included};
use serde_json::{json, Value};

use crate::{
    cli::Common,
    failure::Failure,
    report::{Report, Said},
};

/// A call, and the words for it.
pub struct Sending {
    pub call: Call,
    /// What every line for programs begins with: an object.
    pub about: Value,
    /// What it is, for people: `the bond of 5 GTT`.
    pub what: String,
    /// What it is once it is in a block: `joined`.
    pub done: &'static str,
    /// What to do if nobody knows whether it took effect.
    pub advice: String,
    /// What to do if the chain refuses it for that error, signed by that account. Empty if there is nothing to say.
    pub remedy: fn(&CallError, &AccountId) -> String,
}

impl Sending {
    /// Sends it, signed by `--suri`, and tells what becomes of it.
    pub async fn send(self, common: &Common) -> Result<(), Failure> {
        let key = common.key()?;
        let chain = common.connect().await?;
        let submitter = chain.submitter(key);
        let (who, since) = (submitter.account(), Instant::now());
        let sent = submitter.submit(self.call).await;
        let ticket = sent.map_err(|error| Failure::to_send(error, &who))?;
        let report = Report {
            json: common.json,
            about: self.about.as_object().cloned().unwrap_or_default(),
            what: self.what,
            done: self.done,
            advice: self.advice,
            since,
        };
        let said = |included: &Included| match &included.result {
            Ok(()) => Said::Done(json!({})),
            Err(_) => Said::Refused,
        };
        let included = report.follow(&chain, ticket, said).await?;
        included
            .result
            .map_err(|error| Failure::Refused(refused(&error, &(self.remedy)(&error, &who))))
    }
}

/// The chain's own words, with what to do about it.
fn refused(error: &CallError, remedy: &str) -> String {
    let error = error.to_string();
    let error = error.trim_end_matches('.');
    let gap = if remedy.is_empty() { "" } else { " " };
    format!("the chain refuses: {error}.{gap}{remedy}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_should_be_the_chains_words_and_what_to_do() {
        let error = CallError {
            name: "Keepers::TooEarly".into(),
            docs: "Not yet.".into(),
        };
        assert!(refused(&error, "Wait.").ends_with("Not yet. Wait."));
        assert!(refused(&error, "").ends_with("Not yet."));
    }
}
