//! `gt balance`

use global_table_client::{account, amounts, Bet, GameId};
use serde_json::json;

use crate::{
    cli::{BalanceArgs, Common},
    failure::Failure,
    screen,
};

pub async fn run(common: &Common, args: BalanceArgs) -> Result<(), Failure> {
    let who = match &args.account {
        Some(text) => account(text)?,
        None => common.key()?.account(),
    };
    let at = common.connect().await?.best().await?;
    let free = at.balance(&who).await?;
    let mut on_tables: Vec<(GameId, Vec<Bet>)> = Vec::new();
    for table in at.tables().await? {
        if let Some(bets) = at.bets(table.game, &who).await? {
            on_tables.push((table.game, bets.fresh.into_iter().chain(bets.up).collect()));
        }
    }
    if common.json {
        let games = on_tables.iter().map(|(game, bets)| {
            let bets = bets
                .iter()
                .map(|bet| (screen::spot_name(*game, bet.spot), bet.amount.to_string()));
            (game.name(), bets.collect::<Vec<_>>())
        });
        let games: serde_json::Map<_, _> = games.map(|(game, bets)| (game.to_owned(), json!(bets))).collect();
        say!(
            "{}",
            json!({ "account": who.to_string(), "free": screen::amount_json(free), "bets": games })
        );
        return Ok(());
    }
    say!("{who} holds {} GTT", amounts::format(free));
    for (game, bets) in on_tables {
        for bet in bets {
            say!(
                "  {game}: {} GTT on {}",
                amounts::format(bet.amount),
                screen::spot_name(game, bet.spot)
            );
        }
    }
    Ok(())
}
