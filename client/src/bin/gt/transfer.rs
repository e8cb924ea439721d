//! `gt transfer`

use global_table_client::{account, amounts, call, AccountId, CallError};
use serde_json::json;

use crate::{
    cli::{Common, TransferArgs},
    failure::{where_money_is, Failure},
    screen,
    sending::Sending,
};

pub async fn run(common: &Common, args: &TransferArgs) -> Result<(), Failure> {
    let (to, amount) = (account(&args.to)?, amounts::parse(&args.amount)?);
    let from = common.key()?.account();
    let sending = Sending {
        call: call::transfer(&to, amount),
        about: json!({ "from": from.to_string(), "to": to.to_string(), "amount": screen::amount_json(amount) }),
        what: format!("{} GTT for {to}", amounts::format(amount)),
        done: "transferred",
        advice: format!("Before trying again, look at `gt balance {to}`"),
        remedy,
    };
    sending.send(common).await
}

/// What to do where that is known.
fn remedy(error: &CallError, from: &AccountId) -> String {
    match error.name.as_str() {
        "Token" | "Arithmetic" => format!(
            "{from} has not enough money for it, or would be left with less than an account has to hold, or the \
             receiver would; `gt balance` shows what it has. {}",
            where_money_is(from)
        ),
        _ => String::new(),
    }
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
        let said = remedy(&error("Token"), &from);
        assert!(
            said.contains("not enough money") && said.contains("gt transfer"),
            "{said}"
        );
        assert_eq!(remedy(&error("BadOrigin"), &from), "");
    }
}
