//! `gt bet`

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use global_table_client::{
    amounts, call, AccountId, Bet, Chain, Event, GameId, Included, Phase, Progress, RoundView, SlipId,
    TableEvent,
};
use global_table_games::{layout, spot_by_name};
use serde_json::{json, Value};

use crate::{
    cli::{BetArgs, Common},
    failure::Failure,
};

pub async fn run(common: &Common, args: BetArgs) -> Result<(), Failure> {
    let bets = args
        .bets
        .iter()
        .map(|text| parse(args.game, text))
        .collect::<Result<Vec<Bet>, _>>()?;
    let key = common.key()?;
    let chain = common.connect().await?;
    let round = open_round(&chain, &args).await?;
    let slip = args.slip.unwrap_or_else(slip_by_clock);

    let submitter = chain.submitter(key);
    let since = Instant::now();
    let mut ticket = submitter
        .submit(call::submit_bets(args.game, round.round, slip, &bets))
        .await?;
    let report = Report {
        json: common.json,
        game: args.game,
        round: round.round,
        slip,
        since,
    };
    while let Some(progress) = ticket.next().await {
        match progress {
            Progress::Pending => report.say("pending", json!({ "transaction": ticket.hash() })),
            Progress::Best(included) => {
                let staked = verdict(&included, &submitter.account())?;
                report.say(
                    "best",
                    json!({ "block": included.block.number, "staked": staked.to_string() }),
                );
            }
            Progress::Retracted(block) => report.say("retracted", json!({ "block": block.number })),
            Progress::Resubmitted => report.say("resubmitted", json!({})),
            Progress::Finalised(included) => {
                let staked = verdict(&included, &submitter.account())?;
                report.say(
                    "final",
                    json!({ "block": included.block.number, "staked": staked.to_string() }),
                );
                return Ok(());
            }
            Progress::Lost(reason) => return Err(reason.into()),
        }
    }
    Ok(())
}

/// Reads `SPOT=AMOUNT`.
fn parse(game: GameId, text: &str) -> Result<Bet, Failure> {
    let Some((name, amount)) = text.split_once('=') else {
        return Err(Failure::Usage(format!(
            "`{text}` is no bet; write SPOT=AMOUNT, like red=5"
        )));
    };
    let Some(spot) = spot_by_name(game, name) else {
        return Err(Failure::Usage(unknown_spot(game, name)));
    };
    Ok(Bet {
        spot,
        amount: amounts::parse(amount)?,
    })
}

/// Names the spots that begin alike, or else the families of spots that there are.
fn unknown_spot(game: GameId, name: &str) -> String {
    let stem = name.trim_end_matches(|c: char| c.is_ascii_digit() || c == '_');
    let names = || {
        layout(game)
            .iter()
            .filter(|spot| spot.placeable)
            .map(|spot| spot.name)
    };
    let mut near: Vec<&str> = names()
        .filter(|spot| !stem.is_empty() && spot.starts_with(stem))
        .collect();
    if near.is_empty() {
        near = names().collect();
        near.dedup_by_key(|name| {
            name.trim_end_matches(|c: char| c.is_ascii_digit() || c == '_')
                .to_owned()
        });
    }
    near.truncate(40);
    format!("{game} has no spot `{name}`; spots are {}", near.join(", "))
}

fn slip_by_clock() -> SlipId {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    SlipId::try_from(now.as_millis()).unwrap_or(SlipId::MAX)
}

/// The round that takes slips now.
async fn open_round(chain: &Chain, args: &BetArgs) -> Result<RoundView, Failure> {
    loop {
        let at = chain.best().await?;
        let Some(table) = at.table(args.game).await? else {
            return Err(Failure::Refused(format!(
                "{} has no table; `gt tables` lists those there are",
                args.game
            )));
        };
        let round = at.round(args.game, None).await?;
        let open = round.filter(|round| round.phase == Phase::Betting && round.now < round.betting_ends_at);
        match open {
            Some(round) => return Ok(round),
            None if table.paused => {
                return Err(Failure::Refused(format!(
                    "the {} table is paused; try later",
                    args.game
                )));
            }
            None if args.wait => tokio::time::sleep(Duration::from_millis(300)).await,
            None => {
                let advice =
                    "betting is closed; wait for the next round (`gt watch` shows it), or add --wait";
                return Err(Failure::Refused(advice.into()));
            }
        }
    }
}

/// What the chain said to the slip: what it staked, or why it was refused.
fn verdict(included: &Included, player: &AccountId) -> Result<u128, Failure> {
    if let Err(error) = &included.result {
        return Err(Failure::Refused(format!("the chain refuses the call: {error}")));
    }
    let said = included.events.iter().find_map(|event| match event {
        Event::Table(TableEvent::BetAccepted {
            player: who, staked, ..
        }) if who == player => Some(Ok(*staked)),
        Event::Table(TableEvent::BetRejected {
            player: who, reason, ..
        }) if who == player => Some(Err(Failure::Refused(format!(
            "the table refuses the slip: {reason}"
        )))),
        _ => None,
    });
    said.unwrap_or_else(|| Err(Failure::Refused("the block says nothing about the slip".into())))
}

struct Report {
    json: bool,
    game: GameId,
    round: u32,
    slip: SlipId,
    since: Instant,
}

impl Report {
    fn say(&self, status: &str, details: Value) {
        let ms = u64::try_from(self.since.elapsed().as_millis()).unwrap_or(u64::MAX);
        if self.json {
            let mut line = json!({
                "game": self.game.name(), "round": self.round, "slip": self.slip, "status": status, "ms": ms,
            });
            if let (Some(line), Value::Object(details)) = (line.as_object_mut(), details) {
                line.extend(details);
            }
            say!("{line}");
            return;
        }
        let block = details
            .get("block")
            .map(|block| format!(" block {block}"))
            .unwrap_or_default();
        let text = match status {
            "pending" => format!(
                "slip {} for round {} of {} is on its way",
                self.slip, self.round, self.game
            ),
            "best" => format!("accepted in{block}, not final yet"),
            "retracted" => format!(
                "{} lost against another block; waiting for the next one",
                block.trim_start()
            ),
            "resubmitted" => "it had vanished, and was sent again".into(),
            _ => format!("final in{block}"),
        };
        say!("{:>6} ms  {text}", ms);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bet_should_be_read_by_its_spots_name() {
        let bet = parse(GameId::Roulette, "straight_17=2.5").unwrap();
        assert_eq!(bet.amount, 2_500_000_000_000);
        assert_eq!(layout(GameId::Roulette)[bet.spot.index()].name, "straight_17");
    }

    #[test]
    fn an_unknown_spot_should_be_answered_with_those_there_are() {
        let Err(Failure::Usage(advice)) = parse(GameId::Craps, "hard_7=1") else {
            panic!("hard_7 is no spot")
        };
        assert!(advice.contains("hard_8"), "{advice}");
        let Err(Failure::Usage(advice)) = parse(GameId::Roulette, "nonsense=1") else {
            panic!("no spot")
        };
        assert!(advice.contains("red"), "{advice}");
        assert!(matches!(parse(GameId::Roulette, "red"), Err(Failure::Usage(_))));
    }
}
