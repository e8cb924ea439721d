//! A player whose bets are followed to their last word.

use std::time::Duration;

use anyhow::{Context, Result};
use global_table_client::{
    call, connect, key, Bet, Chain, Event, Included, Phase, Progress, SlipId, Submitter, TableEvent, Ticket,
};
use serde::Serialize;
use tokio::{
    sync::oneshot,
    task::{JoinHandle, JoinSet},
    time::{interval, timeout, MissedTickBehavior},
};

/// How often a bet is made.
const PAUSE: Duration = Duration::from_secs(2);
/// With less time to bet, a round is left alone, in milliseconds.
const MIN_BETTING_MS: u64 = 3_000;
/// One GTT.
const AMOUNT: u128 = 1_000_000_000_000;

/// A player at some nodes who bets every other second, at whichever table takes bets.
pub struct Bettor {
    playing: JoinHandle<JoinSet<Fate>>,
    stop: oneshot::Sender<()>,
}

/// What became of one bet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fate {
    /// Was it in a block that lost against another branch?
    pub was_retracted: bool,
    /// Its last word.
    pub ending: Ending,
}

/// The last word about a bet, as its sender has it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ending {
    /// It is final, and in the book.
    Accepted,
    /// It is final, and was refused: why.
    Refused(String),
    /// It was given up, or not even sent: why.
    Lost(String),
}

/// How many bets had which fate.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Serialize)]
pub struct Fates {
    /// All of them.
    pub bets: u64,
    /// Those that were in a block which lost against another branch.
    pub retracted: u64,
    /// Of those: final in another block, and in the book.
    pub retracted_then_accepted: u64,
    /// Of those: final in another block, and reported as refused.
    pub retracted_then_refused: u64,
    /// Of those: reported as given up.
    pub retracted_then_lost: u64,
    /// Of all: reported as refused.
    pub refused: u64,
    /// Of all: reported as given up.
    pub lost: u64,
}

impl Bettor {
    /// Begins to play with the account of this secret, at the first of these nodes that answers.
    ///
    /// # Errors
    ///
    /// If none does.
    pub async fn start(suri: &str, urls: &[String]) -> Result<Self> {
        let chain = connect(urls).await?;
        let submitter = chain.submitter(key(suri)?);
        let (stop, stopped) = oneshot::channel();
        Ok(Self {
            playing: tokio::spawn(play(chain, submitter, stopped)),
            stop,
        })
    }

    /// Bets no more, and waits for the last word about every bet.
    ///
    /// # Errors
    ///
    /// If there is none about one of them in time.
    pub async fn finish(self, within: Duration) -> Result<Vec<Fate>> {
        // If it is gone, the next line says so.
        let _ = self.stop.send(());
        let bets = self.playing.await?;
        let waiting = bets.len();
        timeout(within, bets.join_all())
            .await
            .with_context(|| format!("no last word about some of {waiting} bets"))
    }
}

impl Fates {
    /// Counts them.
    pub fn of(fates: &[Fate]) -> Self {
        let count = |which: &dyn Fn(&Fate) -> bool| fates.iter().filter(|fate| which(fate)).count() as u64;
        let is_refused = |fate: &Fate| matches!(fate.ending, Ending::Refused(_));
        let is_lost = |fate: &Fate| matches!(fate.ending, Ending::Lost(_));
        Self {
            bets: count(&|_| true),
            retracted: count(&|fate| fate.was_retracted),
            retracted_then_accepted: count(&|fate| fate.was_retracted && fate.ending == Ending::Accepted),
            retracted_then_refused: count(&|fate| fate.was_retracted && is_refused(fate)),
            retracted_then_lost: count(&|fate| fate.was_retracted && is_lost(fate)),
            refused: count(&is_refused),
            lost: count(&is_lost),
        }
    }
}

/// Bets until it is stopped, and returns what follows the bets.
async fn play(chain: Chain, submitter: Submitter, mut stopped: oneshot::Receiver<()>) -> JoinSet<Fate> {
    let mut bets = JoinSet::new();
    let mut clock = interval(PAUSE);
    clock.set_missed_tick_behavior(MissedTickBehavior::Delay);
    for slip in 1.. {
        tokio::select! {
            biased;
            _ = &mut stopped => break,
            _ = clock.tick() => {}
        }
        match bet(&chain, &submitter, slip).await {
            Ok(Some(ticket)) => drop(bets.spawn(follow(ticket))),
            Ok(None) => {}
            Err(error) => {
                let ending = Ending::Lost(format!("{error:#}"));
                bets.spawn(async {
                    Fate {
                        was_retracted: false,
                        ending,
                    }
                });
            }
        }
    }
    bets
}

/// Bets at one of the tables that take bets, if there is one; at another one with each slip.
async fn bet(chain: &Chain, submitter: &Submitter, slip: SlipId) -> Result<Option<Ticket>> {
    let best = chain.best().await?;
    let mut open = Vec::new();
    for table in best.tables().await? {
        if let Some(round) = best.round(table.game, None).await? {
            if round.phase == Phase::Betting && round.now + MIN_BETTING_MS <= round.betting_ends_at {
                open.push((table, round));
            }
        }
    }
    let Some((table, round)) = open.get(slip as usize % open.len().max(1)) else {
        return Ok(None);
    };
    let layout = chain.layout(table.game).await?;
    let spot = layout.placeable().next().context("a layout has a spot")?.spot;
    let amount = AMOUNT.max(table.config.limits.min_bet);
    let call = call::submit_bets(table.game, round.round, slip, &[Bet { spot, amount }]);
    Ok(Some(submitter.submit(call).await?))
}

/// Waits for the last word about a bet.
async fn follow(mut ticket: Ticket) -> Fate {
    let mut was_retracted = false;
    let ending = loop {
        match ticket.next().await {
            Some(Progress::Retracted(_)) => was_retracted = true,
            Some(Progress::Finalised(included)) => break ending(&included),
            Some(Progress::Lost(reason)) => break Ending::Lost(reason.to_string()),
            Some(_) => {}
            None => break Ending::Lost("without a word".into()),
        }
    };
    Fate {
        was_retracted,
        ending,
    }
}

fn ending(included: &Included) -> Ending {
    if let Err(error) = &included.result {
        return Ending::Refused(error.to_string());
    }
    let verdict = included.events.iter().find_map(|event| match event {
        Event::Table(TableEvent::BetAccepted { .. }) => Some(Ending::Accepted),
        Event::Table(TableEvent::BetRejected { reason, .. }) => Some(Ending::Refused(reason.to_string())),
        _ => None,
    });
    verdict.unwrap_or_else(|| Ending::Lost("its block says nothing of it".into()))
}
