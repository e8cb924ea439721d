//! `gt validators`

use global_table_client::{amounts, SessionIndex, ValidatorView, ValidatorsView};
use serde_json::{json, Value};

use crate::{cli::Common, failure::Failure, screen};

pub async fn run(common: &Common) -> Result<(), Failure> {
    let at = common.connect().await?.best().await?;
    let view = at.validators().await?;
    if !common.json {
        say!("{}", heading(&view));
    }
    for validator in &view.validators {
        if common.json {
            say!("{}", json(validator, view.session));
        } else {
            say!(
                "{}  {:>12} GTT  {}",
                validator.account,
                amounts::format(validator.bond),
                standing(validator, view.session).join(", ")
            );
        }
    }
    Ok(())
}

fn heading(view: &ValidatorsView) -> String {
    let members = view
        .validators
        .iter()
        .filter(|validator| validator.in_set)
        .count();
    format!(
        "session {}: {members} in the set, which has {} to {}; a bond is {} GTT or more",
        view.session,
        view.fewest,
        view.most,
        amounts::format(view.least_bond)
    )
}

/// Where a validator stands, in words: its place in the sets first, then what keeps it from one.
fn standing(validator: &ValidatorView, session: SessionIndex) -> Vec<String> {
    let next = session.saturating_add(1);
    let mut told = Vec::new();
    match (validator.in_set, validator.in_next_set) {
        (true, true) => told.push("in the set".into()),
        (true, false) => told.push(format!("in the set until session {session} ends")),
        (false, true) => told.push(format!("in the set from session {next} on")),
        (false, false) => {}
    }
    if let Some(jail) = validator.jail {
        let cause = if jail.offence {
            "an offence"
        } else {
            "being offline"
        };
        told.push(match jail.until > session {
            true => format!("jailed for {cause} until session {}", jail.until),
            false => format!("jailed for {cause}, can ask for its release"),
        });
    }
    if validator.leaving.is_some() {
        told.push("leaving".into());
    }
    match validator.bond_free_from {
        Some(free) if free > session => told.push(format!("bond free from session {free} on")),
        Some(_) => told.push("bond free".into()),
        None => {}
    }
    if told.is_empty() {
        told.push("candidate".into());
    }
    told
}

fn json(validator: &ValidatorView, session: SessionIndex) -> Value {
    json!({
        "account": validator.account.to_string(),
        "bond": screen::amount_json(validator.bond),
        "session": session,
        "in_set": validator.in_set,
        "in_next_set": validator.in_next_set,
        "jailed_until": validator.jail.map(|jail| jail.until),
        "jailed_for": validator.jail.map(|jail| if jail.offence { "offence" } else { "offline" }),
        "leaving_since": validator.leaving,
        "bond_free_from": validator.bond_free_from,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use global_table_client::{account, JailView};

    fn candidate() -> ValidatorView {
        ValidatorView {
            account: account("//Eve").unwrap(),
            bond: 5 * amounts::UNIT,
            in_set: false,
            in_next_set: false,
            leaving: None,
            jail: None,
            bond_free_from: None,
        }
    }

    fn told(validator: &ValidatorView) -> String {
        standing(validator, 7).join(", ")
    }

    #[test]
    fn a_place_should_be_told_with_the_sessions_that_it_is_for() {
        let at = |in_set, in_next_set| {
            told(&ValidatorView {
                in_set,
                in_next_set,
                ..candidate()
            })
        };
        assert_eq!(at(true, true), "in the set");
        assert_eq!(at(true, false), "in the set until session 7 ends");
        assert_eq!(at(false, true), "in the set from session 8 on");
        assert_eq!(at(false, false), "candidate");
    }

    #[test]
    fn jail_and_leave_should_be_told_with_what_can_be_done_when() {
        let (offence, until) = (true, 9);
        let mut validator = ValidatorView {
            in_set: true,
            jail: Some(JailView { offence, until }),
            ..candidate()
        };
        assert_eq!(
            told(&validator),
            "in the set until session 7 ends, jailed for an offence until session 9"
        );
        let (offence, until) = (false, 7);
        validator.jail = Some(JailView { offence, until });
        assert!(told(&validator).ends_with("being offline, can ask for its release"));
        let left = ValidatorView {
            leaving: Some(2),
            bond_free_from: Some(12),
            ..candidate()
        };
        assert_eq!(told(&left), "leaving, bond free from session 12 on");
        let free = ValidatorView {
            bond_free_from: Some(7),
            ..left
        };
        assert_eq!(told(&free), "leaving, bond free");
    }

    #[test]
    fn programs_should_get_the_same_in_fields() {
        let line = json(&candidate(), 7);
        assert_eq!(line["bond"], "5000000000000");
        assert_eq!(line["session"], 7);
        assert_eq!(line["in_set"], false);
        assert_eq!(line["jailed_until"], Value::Null);
    }
}
