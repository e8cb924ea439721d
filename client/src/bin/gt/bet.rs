//! `gt bet` and `gt take-down`

mod parse;
mod report;

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use global_table_client::{
    call, slip::Purpose, AccountId, Amount, Chain, Event, Included, LostReason, Phase, Progress, RoundId,
    RoundView, SlipId, TableEvent,
};
use serde_json::json;

use crate::{
    cli::{BetArgs, Common},
    failure::Failure,
};
use report::Report;

pub async fn run(common: &Common, purpose: Purpose, args: BetArgs) -> Result<(), Failure> {
    let asked = parse::all(&args.bets)?;
    let key = common.key()?;
    let chain = common.connect().await?;
    let layout = chain.layout(args.game).await?;
    let bets = parse::placed(&layout, &asked)?;
    let round = open_round(&chain, &args).await?;
    let slip = args.slip.unwrap_or_else(slip_by_clock);

    let submitter = chain.submitter(key);
    let since = Instant::now();
    let call = match purpose {
        Purpose::Bet => call::submit_bets,
        Purpose::TakeDown => call::take_down,
    };
    let mut ticket = submitter
        .submit(call(args.game, round.round, slip, &bets))
        .await?;
    let report = Report {
        json: common.json,
        purpose,
        game: args.game,
        round: round.round,
        slip,
        since,
    };
    while let Some(progress) = ticket.next().await {
        match progress {
            Progress::Pending => report.say("pending", json!({ "transaction": ticket.hash() })),
            Progress::Best(included) => {
                let moved = verdict(&included, &submitter.account())?;
                report.included("best", included.block, moved);
            }
            Progress::Retracted(block) => report.say("retracted", json!({ "block": block.number })),
            Progress::Resubmitted => report.say("resubmitted", json!({})),
            Progress::Finalised(included) => {
                let moved = verdict(&included, &submitter.account())?;
                report.included("final", included.block, moved);
                return Ok(());
            }
            Progress::Lost(reason) => return Err(report.lost(reason)),
        }
    }
    Err(report.lost(LostReason::Unwatched))
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

/// What the chain said to the slip: what it staked or took back, or why it was refused.
fn verdict(included: &Included, player: &AccountId) -> Result<Amount, Failure> {
    if let Err(error) = &included.result {
        return Err(Failure::Refused(format!("the chain refuses the call: {error}")));
    }
    let said = included.events.iter().find_map(|event| match event {
        Event::Table(TableEvent::BetAccepted {
            player: who,
            staked: moved,
            ..
        })
        | Event::Table(TableEvent::BetTakenDown {
            player: who,
            returned: moved,
            ..
        }) if who == player => Some(Ok(*moved)),
        Event::Table(TableEvent::BetRejected {
            player: who, reason, ..
        }) if who == player => Some(Err(Failure::Refused(format!(
            "the table refuses the slip: {reason}"
        )))),
        _ => None,
    });
    said.unwrap_or_else(|| Err(Failure::Refused("the block says nothing about the slip".into())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use global_table_client::{BlockId, GameId, Hash, NotPermitted, Rejection};

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

    fn included(event: TableEvent) -> Included {
        let (number, hash) = (7, Hash::zero());
        Included {
            block: BlockId { number, hash },
            time_ms: 0,
            index: 1,
            result: Ok(()),
            events: vec![Event::Table(event)],
        }
    }

    #[test]
    fn a_slip_should_be_told_what_it_moved_or_why_it_was_refused() {
        let (game, round, slip, fee) = (GameId::Craps, 7, 9, 0);
        let (player, other) = (AccountId([1; 32]), AccountId([2; 32]));
        let down = included(TableEvent::BetTakenDown {
            game,
            round,
            player,
            slip,
            returned: 5,
            fee,
        });
        assert_eq!(verdict(&down, &player).unwrap(), 5);
        assert!(verdict(&down, &other).is_err(), "it is somebody else's");
        let refused = included(TableEvent::BetRejected {
            game,
            round,
            player,
            slip,
            reason: Rejection::NotPermitted(NotPermitted::Contract),
        });
        let Err(Failure::Refused(message)) = verdict(&refused, &player) else {
            panic!("it was refused")
        };
        assert!(message.contains("contract"), "{message}");
    }

    #[test]
    fn two_slips_in_one_millisecond_should_get_different_numbers() {
        let first = slip_by_clock();
        std::thread::sleep(Duration::from_micros(2));
        assert_ne!(first, slip_by_clock());
        assert!(first < 1 << 53, "a JSON reader with doubles reads it whole");
    }
}
