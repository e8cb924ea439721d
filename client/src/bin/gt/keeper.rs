//! `gt keeper`: what an operator does to join the keepers, and to leave them.

use global_table_client::{amounts, call::keepers, AccountId, CallError};
use serde_json::json;

use crate::{
    cli::{Common, KeeperCommand},
    failure::{where_money_is, Failure},
    sending::Sending,
};

pub async fn run(common: &Common, command: &KeeperCommand) -> Result<(), Failure> {
    let (call, what, done) = match command {
        KeeperCommand::Join { bond } => {
            let bond = amounts::parse(bond)?;
            let what = format!("the bond of {} GTT", amounts::format(bond));
            (keepers::join(bond), what, "joined")
        }
        KeeperCommand::BondMore { amount } => {
            let amount = amounts::parse(amount)?;
            let what = format!("{} GTT more for the bond", amounts::format(amount));
            (keepers::bond_more(amount), what, "bonded")
        }
        KeeperCommand::Leave => (keepers::leave(), "the request for leave".into(), "left"),
        KeeperCommand::WithdrawBond => (
            keepers::withdraw_bond(),
            "the request for the bond".into(),
            "withdrawn",
        ),
    };
    let who = common.key()?.account();
    let sending = Sending {
        about: json!({ "account": who.to_string(), "call": call.name() }),
        call,
        what,
        done,
        advice: "Before trying again, look at `gt keepers`".into(),
        remedy,
    };
    sending.send(common).await
}

/// This tool's way to do what the chain advises.
fn remedy(error: &CallError, who: &AccountId) -> String {
    match error.name.as_str() {
        "Keepers::BelowMinimum" => "`gt keepers` shows the minimum.".into(),
        name if name.starts_with("Keepers::") => "`gt keepers` shows where every keeper stands.".into(),
        "Token" | "Arithmetic" => format!(
            "{who} has not enough money for it, besides what an account has to hold. {}",
            where_money_is(who)
        ),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use global_table_client::account;

    #[test]
    fn a_refusal_should_come_with_what_to_do() {
        let who = account("//Eve").unwrap();
        let said = |name: &str| {
            let (name, docs) = (name.into(), "Why.".into());
            remedy(&CallError { name, docs }, &who)
        };
        assert!(said("Keepers::BelowMinimum").contains("minimum"));
        assert!(said("Keepers::TooEarly").contains("`gt keepers`"));
        assert!(said("Token").contains("gt transfer"));
    }
}
