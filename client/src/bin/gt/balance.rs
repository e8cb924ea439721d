//! `gt balance`

use std::sync::Arc;

use global_table_client::{account, amounts, Bet, Layout, PlayerView};
use serde_json::{json, Map, Value};

use crate::{
    cli::{BalanceArgs, Common},
    failure::{where_money_is, Failure},
    screen,
};

pub async fn run(common: &Common, args: BalanceArgs) -> Result<(), Failure> {
    let who = match &args.account {
        Some(text) => account(text)?,
        None => common.key()?.account(),
    };
    let chain = common.connect().await?;
    let at = chain.best().await?;
    let free = at.balance(&who).await?;
    let mut on_tables: Vec<(Arc<Layout>, PlayerView)> = Vec::new();
    for table in at.tables().await? {
        if let Some(bets) = at.bets(table.game, &who).await? {
            on_tables.push((chain.layout(table.game).await?, bets));
        }
    }
    if common.json {
        let all = |bets: &PlayerView| [&bets.fresh[..], &bets.up].concat();
        let bets = by_game(&on_tables, all);
        let up = by_game(&on_tables, |bets| bets.up.clone());
        let (account, free) = (who.to_string(), screen::amount_json(free));
        say!(
            "{}",
            json!({ "account": account, "free": free, "bets": bets, "up": up })
        );
        return Ok(());
    }
    say!("{who} holds {} GTT", amounts::format(free));
    if free == 0 {
        say!("  {}", where_money_is(&who));
    }
    for (layout, bets) in on_tables {
        for (bets, note) in [(bets.fresh, ""), (bets.up, ", up")] {
            for bet in bets {
                let (game, spot) = (layout.game(), layout.name(bet.spot));
                say!("  {game}: {} GTT on {spot}{note}", amounts::format(bet.amount));
            }
        }
    }
    Ok(())
}

/// For programs: by game, the chosen bets as pairs of a spot's name and an amount.
fn by_game(
    on_tables: &[(Arc<Layout>, PlayerView)],
    choose: impl Fn(&PlayerView) -> Vec<Bet>,
) -> Map<String, Value> {
    let of_game = |(layout, bets): &(Arc<Layout>, PlayerView)| {
        let bets = choose(bets);
        let pairs = bets
            .iter()
            .map(|bet| json!([layout.name(bet.spot), screen::amount_json(bet.amount)]));
        (layout.game().name().to_owned(), pairs.collect())
    };
    on_tables.iter().map(of_game).collect()
}
