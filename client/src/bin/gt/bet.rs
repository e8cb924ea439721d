//! `gt bet`

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use global_table_client::{
    amounts, call, AccountId, Bet, Chain, Event, GameId, Included, LostReason, Phase, Progress, RoundId,
    RoundView, SlipId, TableEvent,
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
            Progress::Lost(reason) => return Err(report.lost(reason)),
        }
    }
    Err(report.lost(LostReason::Unwatched))
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

/// The time in microseconds: fine enough that two commands seldom share one, and below 2^53 until the year
/// 2255, so that a program which reads JSON numbers as doubles reads it whole.
fn slip_by_clock() -> SlipId {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    SlipId::try_from(now.as_micros()).unwrap_or(SlipId::MAX)
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
        if let (Some(asked), Some(round)) = (args.round, &round) {
            on_time(asked, round)?;
        }
        let open = round.filter(|round| round.phase == Phase::Betting && round.now < round.betting_ends_at);
        match open.filter(|round| args.round.is_none_or(|asked| asked == round.round)) {
            Some(round) => return Ok(round),
            None if table.paused => {
                return Err(Failure::Refused(format!(
                    "the {} table is paused; try later",
                    args.game
                )));
            }
            None if args.wait => tokio::time::sleep(Duration::from_millis(300)).await,
            None => {
                let why = args.round.map_or("betting is closed".into(), |asked| {
                    format!("round {asked} is not open yet")
                });
                return Err(Failure::Refused(format!(
                    "{why}; wait for it (`gt watch` shows it), or add --wait"
                )));
            }
        }
    }
}

/// Can the round that is asked for still take a slip, now that `current` is the table's?
fn on_time(asked: RoundId, current: &RoundView) -> Result<(), Failure> {
    let is_over = current.phase != Phase::Betting || current.now >= current.betting_ends_at;
    if asked < current.round || asked == current.round && is_over {
        return Err(Failure::Refused(format!(
            "round {asked} takes no slips any more, so none was sent now; `gt history` shows its end"
        )));
    }
    Ok(())
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
    round: RoundId,
    slip: SlipId,
    since: Instant,
}

impl Report {
    /// The slip is lost, or out of sight: what to do about it.
    fn lost(&self, reason: LostReason) -> Failure {
        match Failure::from(reason) {
            Failure::Unknown(message) => Failure::Unknown(format!(
                "{message}. Before betting again, look at `gt balance` and `gt history`, or repeat the \
                 command with --round {} --slip {}, which can be taken only once",
                self.round, self.slip
            )),
            failure => failure,
        }
    }

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

    fn report() -> Report {
        Report {
            json: false,
            game: GameId::Craps,
            round: 7,
            slip: 9,
            since: Instant::now(),
        }
    }

    #[test]
    fn a_slip_that_is_out_of_sight_should_be_repeatable_without_betting_twice() {
        let Failure::Unknown(message) = report().lost(LostReason::Unwatched) else {
            panic!("the slip may be in a block")
        };
        assert!(message.contains("--round 7 --slip 9"), "{message}");
        let refused = report().lost(LostReason::Refused("no".into()));
        assert!(matches!(refused, Failure::Refused(_)));
    }

    #[test]
    fn a_round_that_is_asked_for_should_be_refused_once_it_takes_no_slips() {
        let current = RoundView {
            game: GameId::Craps,
            round: 7,
            phase: Phase::Betting,
            keeper: None,
            commitment: [0; 32],
            opened_at: 0,
            betting_ends_at: 100,
            reveal_by: 200,
            moved_at: 0,
            draw_complete: false,
            ending: None,
            players: 0,
            unsettled: 0,
            staked: 0,
            returned: 0,
            now: 99,
        };
        assert!(on_time(6, &current).is_err());
        assert!(on_time(7, &current).is_ok() && on_time(8, &current).is_ok());
        let late = RoundView { now: 100, ..current };
        assert!(on_time(7, &late).is_err() && on_time(8, &late).is_ok());
    }

    #[test]
    fn two_slips_in_one_millisecond_should_get_different_numbers() {
        let first = slip_by_clock();
        std::thread::sleep(Duration::from_micros(2));
        assert_ne!(first, slip_by_clock());
        assert!(first < 1 << 53, "a JSON reader with doubles reads it whole");
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
