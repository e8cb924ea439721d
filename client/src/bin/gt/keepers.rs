//! `gt keepers`

use global_table_client::{amounts, Amount, KeeperView};
use serde_json::{json, Value};

use crate::{cli::Common, failure::Failure, screen};

pub async fn run(common: &Common) -> Result<(), Failure> {
    let at = common.connect().await?.best().await?;
    let (view, now) = (at.keepers().await?, at.now().await?);
    if !common.json {
        let least = amounts::format(view.least_bond);
        say!("who keeps the rounds going, in the order of their turns; a bond is {least} GTT or more");
    }
    for keeper in &view.keepers {
        if common.json {
            say!("{}", json(keeper, view.least_bond));
        } else {
            say!(
                "{}  {:>12} GTT  {}",
                keeper.account,
                amounts::format(keeper.bond),
                standing(keeper, now)
            );
        }
    }
    Ok(())
}

/// Where a keeper stands, in words.
fn standing(keeper: &KeeperView, now_ms: u64) -> String {
    match keeper.bond_free_at_ms {
        None => "takes turns".into(),
        Some(free) if free > now_ms => {
            format!("has left, bond free in {} min", (free - now_ms).div_ceil(60_000))
        }
        Some(_) => "has left, bond free".into(),
    }
}

fn json(keeper: &KeeperView, least_bond: Amount) -> Value {
    json!({
        "account": keeper.account.to_string(),
        "bond": screen::amount_json(keeper.bond),
        "in_rota": keeper.bond_free_at_ms.is_none(),
        "bond_free_at_ms": keeper.bond_free_at_ms,
        "least_bond": screen::amount_json(least_bond),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use global_table_client::account;

    #[test]
    fn a_keepers_standing_should_say_when_its_bond_is_free() {
        let told = |bond_free_at_ms| {
            let (account, bond) = (account("//Keeper1").unwrap(), amounts::UNIT);
            let keeper = KeeperView {
                account,
                bond,
                bond_free_at_ms,
            };
            standing(&keeper, 1_000_000)
        };
        assert_eq!(told(None), "takes turns");
        assert_eq!(told(Some(1_060_001)), "has left, bond free in 2 min");
        assert_eq!(told(Some(1_000_000)), "has left, bond free");
    }
}
