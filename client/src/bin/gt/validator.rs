//! `gt validator`: what an operator does to join the validators, and to leave them.

use global_table_client::{account, amounts, call::validators, AccountId, Amount, Call, CallError};
use serde_json::json;

use crate::{
    cli::{Common, ValidatorCommand},
    failure::{where_money_is, Failure},
    sending::Sending,
};

pub async fn run(common: &Common, command: &ValidatorCommand) -> Result<(), Failure> {
    match command {
        ValidatorCommand::RotateKeys { account } => rotate_keys(common, account.as_deref()).await,
        ValidatorCommand::SetKeys(keys) => {
            let (keys, proof) = (bytes("keys", &keys.keys)?, bytes("proof", &keys.proof)?);
            let call =
                validators::set_keys(&keys, proof).map_err(|error| Failure::Usage(error.to_string()))?;
            send(common, call, "the session keys", "registered").await
        }
        ValidatorCommand::Join { bond, keys, proof } => {
            let bond = amounts::parse(bond)?;
            let keys = keys.as_deref().zip(proof.as_deref());
            let what = format!("the bond of {} GTT", amounts::format(bond));
            send(common, joining(bond, keys)?, &what, "joined").await
        }
        ValidatorCommand::BondMore { amount } => {
            let amount = amounts::parse(amount)?;
            let what = format!("{} GTT more for the bond", amounts::format(amount));
            send(common, validators::bond_more(amount), &what, "bonded").await
        }
        ValidatorCommand::Leave => {
            send(common, validators::leave(), "the request for leave", "leaving").await
        }
        ValidatorCommand::Release => {
            send(
                common,
                validators::release(),
                "the request for release",
                "released",
            )
            .await
        }
        ValidatorCommand::WithdrawBond => {
            send(
                common,
                validators::withdraw_bond(),
                "the request for the bond",
                "withdrawn",
            )
            .await
        }
    }
}

/// Joins, with new keys if there are any.
fn joining(bond: Amount, keys: Option<(&str, &str)>) -> Result<Call, Failure> {
    let Some((keys, proof)) = keys else {
        return Ok(validators::join(bond));
    };
    let (keys, proof) = (bytes("keys", keys)?, bytes("proof", proof)?);
    validators::set_keys_and_join(&keys, proof, bond).map_err(|error| Failure::Usage(error.to_string()))
}

/// Lets the node make keys, which are good for one account only.
async fn rotate_keys(common: &Common, owner: Option<&str>) -> Result<(), Failure> {
    if common.urls.len() != 1 {
        let advice = "name one node with --url: the one that is to hold the keys";
        return Err(Failure::Usage(advice.into()));
    }
    let owner = match owner {
        Some(text) => account(text)?,
        None => common.key()?.account(),
    };
    let rotated = common.connect().await?.rotate_keys(&owner).await?;
    let (keys, proof) = (
        format!("0x{}", hex::encode(rotated.keys)),
        format!("0x{}", hex::encode(rotated.proof)),
    );
    if common.json {
        say!(
            "{}",
            json!({ "account": owner.to_string(), "keys": keys, "proof": proof })
        );
    } else {
        say!("The node has made new session keys, which are good for {owner} only. Register them with");
        say!("  gt validator join --bond AMOUNT --keys {keys} --proof {proof}");
        say!("or, if the account is a validator already, with");
        say!("  gt validator set-keys --keys {keys} --proof {proof}");
    }
    Ok(())
}

async fn send(common: &Common, call: Call, what: &str, done: &'static str) -> Result<(), Failure> {
    let who = common.key()?.account();
    let sending = Sending {
        about: json!({ "account": who.to_string(), "call": call.name() }),
        call,
        what: what.into(),
        done,
        advice: "Before trying again, look at `gt validators`".into(),
        remedy,
    };
    sending.send(common).await
}

/// This tool's way to do what the chain advises.
fn remedy(error: &CallError, who: &AccountId) -> String {
    match error.name.as_str() {
        "ValidatorSet::NoKeys" => {
            "`gt validator rotate-keys` has the node make some: add what it prints to `join`.".into()
        }
        "ValidatorSet::BelowMinimum" => "`gt validators` shows the minimum.".into(),
        "Session::InvalidProof" => format!(
            "The proof is of other keys, or for another account than {who}: use what `gt validator rotate-keys` prints."
        ),
        name if name.starts_with("ValidatorSet::") => {
            "`gt validators` shows where every validator stands.".into()
        }
        "Token" | "Arithmetic" => format!(
            "{who} has not enough money for it, besides the deposit for its keys and what an account has to hold. {}",
            where_money_is(who)
        ),
        _ => String::new(),
    }
}

/// Bytes as they are printed by `rotate-keys`.
fn bytes(name: &str, text: &str) -> Result<Vec<u8>, Failure> {
    let digits = text.trim().strip_prefix("0x").unwrap_or(text.trim());
    hex::decode(digits).map_err(|_| {
        Failure::Usage(format!(
            "--{name} takes hexadecimal digits; copy what `gt validator rotate-keys` prints"
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_should_be_taken_as_they_are_printed() {
        assert_eq!(bytes("keys", " 0x00ff\n").unwrap(), [0, 0xff]);
        assert_eq!(bytes("keys", "00ff").unwrap(), [0, 0xff]);
        let Err(Failure::Usage(advice)) = bytes("proof", "0x0") else {
            panic!("half a byte")
        };
        assert!(advice.starts_with("--proof"), "{advice}");
    }

    #[test]
    fn keys_of_another_length_should_be_refused_before_they_are_sent() {
        let joining = |length| joining(1, Some(("00".repeat(length).as_str(), "00")));
        assert_eq!(joining(64).unwrap().name(), "batch_all");
        for length in [0, 32, 63, 65] {
            let Err(Failure::Usage(message)) = joining(length) else {
                panic!("{length} bytes are no keys")
            };
            assert!(message.contains("64 bytes"), "{message}");
        }
    }

    #[test]
    fn a_refusal_should_come_with_what_to_do() {
        let who = account("//Eve").unwrap();
        let said = |name: &str| {
            let (name, docs) = (name.into(), "Why.".into());
            remedy(&CallError { name, docs }, &who)
        };
        assert!(said("ValidatorSet::NoKeys").contains("gt validator rotate-keys"));
        assert!(said("ValidatorSet::TooEarly").contains("`gt validators`"));
        assert!(said("Token").contains("gt transfer"));
        assert!(said("Session::InvalidProof").contains(&who.to_string()));
    }
}
