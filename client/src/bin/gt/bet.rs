//! `gt bet` and `gt take-down`

mod parse;
mod refusal;
mod result;
mod round;
mod verdict;
mod words;

use std::time::{Instant, SystemTime, UNIX_EPOCH};

use global_table_client::{
    call, slip::Purpose, Bet, Call, Chain, GameId, Included, Layout, Rejection, RoundId, SlipId, Submitter,
};
use serde_json::{json, Map, Value};

use crate::{
    cli::{Common, SlipArgs},
    failure::Failure,
    nodes,
    report::{Report, Said},
};
use result::Account;
use verdict::{verdict, Verdict};

/// In how many rounds a slip is tried that comes too late for one after the other.
const TRIES: u32 = 5;

pub async fn run(
    common: &Common,
    purpose: Purpose,
    game: GameId,
    bets: &[String],
    args: SlipArgs,
) -> Result<(), Failure> {
    let asked = parse::all(purpose, bets)?;
    let key = common.key()?;
    let chain = common.connect().await?;
    let layout = chain.layout(game).await?;
    let bets = parse::placed(&layout, &asked)?;
    let slips = Slips {
        submitter: chain.submitter(key),
        chain: &chain,
        layout: &layout,
        purpose,
        bets,
        slip: args.slip.unwrap_or_else(slip_by_clock),
        json: common.json,
    };
    // What is taken down is back at once; what is bet is decided when the round is over.
    let account = match (purpose, args.wait) {
        (Purpose::Bet, true) => Some(Account::begin(&chain, game, slips.submitter.account()).await),
        _ => None,
    };
    let round = slips.send(&args).await?;
    let Some(account) = account else { return Ok(()) };
    let result = nodes::while_they_answer(&chain, account.result(round)).await?;
    slips.tell_result(round, result?);
    Ok(())
}

/// The time in microseconds: fine enough that two commands seldom share one, and below 2^53 until the year
/// 2255, so that a program which reads JSON numbers as doubles reads it whole.
fn slip_by_clock() -> SlipId {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    SlipId::try_from(now.as_micros()).unwrap_or(SlipId::MAX)
}

/// What to do about a slip that comes too late for the last time.
fn late(args: &SlipArgs) -> String {
    match (args.round, args.wait) {
        (Some(round), _) => format!(
            "betting was over before it got there, so round {round} goes on without it; for another round, leave out \
             --round"
        ),
        (None, true) => format!(
            "betting was over before it got there, in {TRIES} rounds one after the other; try a node that is nearer, \
             with --url"
        ),
        (None, false) => {
            "betting was over before it got there; with --wait it goes to the next round by itself".into()
        }
    }
}

type SlipCall = fn(GameId, RoundId, SlipId, &[Bet]) -> Call;

/// One slip, for whichever round takes it.
struct Slips<'a> {
    chain: &'a Chain,
    layout: &'a Layout,
    submitter: Submitter,
    purpose: Purpose,
    bets: Vec<Bet>,
    slip: SlipId,
    json: bool,
}

impl Slips<'_> {
    /// Sends the slip until a round takes it, and says which one did. With `--wait` it goes to the next round when it came
    /// too late for one: numbers count per round, and what is refused for good can't be taken there any more.
    async fn send(&self, args: &SlipArgs) -> Result<RoundId, Failure> {
        let goes_on = args.wait && args.round.is_none();
        let (game, player) = (self.layout.game(), self.submitter.account());
        let mut tried = 0;
        loop {
            tried += 1;
            let open = round::open(self.chain, game, args, self.json).await?;
            let own = open.at.bets(game, &player).await?;
            refusal::foresee(self.purpose, self.layout, &open.table, own.as_ref(), &self.bets)?;
            let round = open.round.round;
            let (report, included) = self.submit(round).await?;
            match verdict(&included, &player) {
                Verdict::Moved(_) => return Ok(round),
                Verdict::Late(_) if goes_on && tried < TRIES => self.tell_late(&report, &included, tried),
                Verdict::Late(reason) => return Err(self.too_late(round, &included, reason, &late(args))),
                Verdict::Rejected(reason) => return Err(self.refusal(round, &included, reason).await),
                Verdict::Failed(message) => return Err(Failure::Refused(message)),
            }
        }
    }

    async fn submit(&self, round: RoundId) -> Result<(Report, Included), Failure> {
        let (since, player) = (Instant::now(), self.submitter.account());
        let (call, done) = match self.purpose {
            Purpose::Bet => (call::submit_bets as SlipCall, "accepted"),
            Purpose::TakeDown => (call::take_down as SlipCall, "taken down"),
        };
        let call = call(self.layout.game(), round, self.slip, &self.bets);
        let sent = self.submitter.submit(call).await;
        let ticket = sent.map_err(|error| Failure::to_send(error, &player))?;
        let report = Report {
            json: self.json,
            about: self.about(round),
            what: format!("slip {} for round {round} of {}", self.slip, self.layout.game()),
            done,
            advice: format!(
                "Before trying again, look at `gt balance` and `gt history`, or repeat the command with \
                 --round {round} --slip {}, which can be taken only once",
                self.slip
            ),
            since,
        };
        let said = |included: &Included| match (verdict(included, &player), self.purpose) {
            (Verdict::Moved(amount), Purpose::Bet) => Said::Done(json!({ "staked": amount.to_string() })),
            (Verdict::Moved(amount), _) => Said::Done(json!({ "returned": amount.to_string() })),
            _ => Said::Refused,
        };
        let included = report.follow(self.chain, ticket, said).await?;
        Ok((report, included))
    }

    /// What every line for programs says.
    fn about(&self, round: RoundId) -> Map<String, Value> {
        let about = json!({ "game": self.layout.game().name(), "round": round, "slip": self.slip });
        about.as_object().cloned().unwrap_or_default()
    }

    fn tell_late(&self, report: &Report, included: &Included, tried: u32) {
        let block = included.block.number;
        if self.json {
            report.say("late", json!({ "block": block, "tries_left": TRIES - tried }));
        } else {
            say!(
                "           it came too late: betting was over in block {block}, so it did nothing. It goes to the \
                 next round, try {} of {TRIES}",
                tried + 1
            );
        }
    }

    fn too_late(&self, round: RoundId, included: &Included, reason: Rejection, advice: &str) -> Failure {
        let mut details = self.about(round);
        details.insert("block".into(), included.block.number.into());
        let message = format!("the table refuses the slip: {advice}");
        refusal::failure(self.layout, reason, None, message, details)
    }

    /// Why the slip was refused, by the table as it was then.
    async fn refusal(&self, round: RoundId, included: &Included, reason: Rejection) -> Failure {
        let (game, player) = (self.layout.game(), self.submitter.account());
        let then = async {
            let at = self.chain.at(included.block.hash).await?;
            futures::try_join!(at.table(game), at.bets(game, &player))
        };
        // Without it, the message names no spot.
        let (table, own) = then.await.unwrap_or_default();
        let cause = table.as_ref().and_then(|table| {
            refusal::find(self.purpose, table, own.as_ref(), &self.bets)
                .filter(|cause| cause.reason == reason)
        });
        let message = match (&cause, table) {
            (Some(cause), Some(table)) => words::cause(self.layout, &table, cause),
            _ => words::reason(reason, &player),
        };
        let message = format!("the table refuses the slip: {message}");
        let mut details = self.about(round);
        details.insert("block".into(), included.block.number.into());
        refusal::failure(self.layout, reason, cause.as_ref(), message, details)
    }

    fn tell_result(&self, round: RoundId, result: result::Result) {
        if self.json {
            let mut line = self.about(round);
            line.insert("status".into(), "closed".into());
            line.extend(result.json());
            say!("{}", Value::Object(line));
        } else {
            say!("           round {round}: {}", result.text());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn a_slip_that_came_too_late_should_be_told_what_would_help() {
        let said = |round, wait| {
            let slip = None;
            late(&SlipArgs { slip, round, wait })
        };
        assert!(said(None, false).contains("with --wait"));
        assert!(said(None, true).contains("in 5 rounds"));
        let asked = said(Some(7), true);
        assert!(
            asked.contains("round 7") && asked.contains("leave out --round"),
            "{asked}"
        );
    }

    #[test]
    fn two_slips_in_one_millisecond_should_get_different_numbers() {
        let first = slip_by_clock();
        std::thread::sleep(Duration::from_micros(2));
        assert_ne!(first, slip_by_clock());
        assert!(first < 1 << 53, "a JSON reader with doubles reads it whole");
    }
}
