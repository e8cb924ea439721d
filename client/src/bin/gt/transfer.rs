//! `gt transfer`

use std::time::Instant;

use global_table_client::{account, amounts, call, AccountId, CallError, Included};
use serde_json::{json, Map, Value};

use crate::{
    cli::{Common, TransferArgs},
    failure::{where_money_is, Failure},
    report::{Report, Said},
    screen,
};

pub async fn run(common: &Common, args: &TransferArgs) -> Result<(), Failure> {
    let (to, amount) = (account(&args.to)?, amounts::parse(&args.amount)?);
    let key = common.key()?;
    let chain = common.connect().await?;
    let submitter = chain.submitter(key);
    let from = submitter.account();
    let since = Instant::now();
    let sent = submitter.submit(call::transfer(&to, amount)).await;
    let ticket = sent.map_err(|error| Failure::to_send(error, &from))?;
    let report = Report {
        json: common.json,
        about: about(&from, &to, amount),
        what: format!("{} GTT for {to}", amounts::format(amount)),
        done: "transferred",
        advice: format!("Before trying again, look at `gt balance {to}`"),
        since,
    };
    let said = |included: &Included| match &included.result {
        Ok(()) => Said::Done(json!({})),
        Err(_) => Said::Refused,
    };
    let included = report.follow(&chain, ticket, said).await?;
    included
        .result
        .map_err(|error| Failure::Refused(refused(&error, &from)))
}

fn about(from: &AccountId, to: &AccountId, amount: u128) -> Map<String, Value> {
    let about =
        json!({ "from": from.to_string(), "to": to.to_string(), "amount": screen::amount_json(amount) });
    about.as_object().cloned().unwrap_or_default()
}

/// The chain's own words, with what to do where that is known.
fn refused(error: &CallError, from: &AccountId) -> String {
    let advice = match error.name.as_str() {
        "Token" | "Arithmetic" => format!(
            " {from} has not enough money for it, or would be left with less than an account has to hold, or the \
             receiver would; `gt balance` shows what it has. {}",
            where_money_is(from)
        ),
        _ => String::new(),
    };
    let error = error.to_string();
    format!(
        "the chain refuses the transfer: {}.{advice}",
        error.trim_end_matches('.')
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_transfer_without_the_money_should_be_told_where_some_is() {
        let from = account("//Nobody").unwrap();
        let error = |name: &str| CallError {
            name: name.into(),
            docs: "no".into(),
        };
        let said = refused(&error("Token"), &from);
        assert!(
            said.contains("not enough money") && said.contains("gt transfer"),
            "{said}"
        );
        let said = refused(&error("BadOrigin"), &from);
        assert!(said.ends_with("BadOrigin: no."), "{said}");
    }
}
