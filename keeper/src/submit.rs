//! The one submitter: turns actions into calls, sends them in their order, and hears what became of them.

use global_table_client::{call, Call, CallError, Chain, Progress, Submitter};
use tokio::sync::mpsc;

use crate::{in_flight::InFlight, metrics::Metrics, plan::Action, secret::Key, secret::Secrets};

/// What the chain answers when somebody else was first, or when a step was tried a moment too early. Normal
/// where several keepers and the runtime itself look after the same tables.
const HARMLESS: [&str; 9] = [
    "WrongPhase",
    "NoRound",
    "RoundInFlight",
    "TooEarly",
    "BettingOpen",
    "NotOnDuty",
    "NotOverdue",
    "NotSettled",
    "DrawIncomplete",
];
/// Of those, what the very next block may take.
const TOO_EARLY: [&str; 3] = ["TooEarly", "BettingOpen", "DrawIncomplete"];

/// What became of an action.
#[derive(Debug)]
pub struct Report {
    action: Action,
    progress: Progress,
}

/// Sends this keeper's transactions.
pub struct Doer {
    submitter: Submitter,
    secrets: Secrets,
    in_flight: InFlight,
    metrics: Metrics,
    /// How many transactions are not final.
    waiting: u32,
    reports: mpsc::UnboundedSender<Report>,
}

impl Doer {
    /// A submitter for `key`, and the reports of what becomes of its actions.
    pub fn new(chain: &Chain, key: &Key, metrics: Metrics) -> (Self, mpsc::UnboundedReceiver<Report>) {
        // There are never more reports than transactions under way have changes, so this is bounded by them.
        let (reports, receiver) = mpsc::unbounded_channel();
        let submitter = chain.submitter(key.signer().clone());
        let secrets = key.secrets(chain.genesis().0);
        let in_flight = InFlight::default();
        (
            Self {
                submitter,
                secrets,
                in_flight,
                metrics,
                waiting: 0,
                reports,
            },
            receiver,
        )
    }

    /// Send what is not under way yet, in this order. `best` is the number of the block that the plan is for.
    ///
    /// The first that can't be sent ends it: what follows may depend on it, and will be planned again.
    pub async fn take(&mut self, planned: Vec<Action>, best: u64) {
        for action in self.in_flight.fresh(planned, best) {
            let (name, game, round) = (action.name(), action.game(), action.round());
            match self.submitter.submit(self.call(&action)).await {
                Ok(mut ticket) => {
                    tracing::debug!(action = name, %game, round, "sent");
                    self.in_flight.hold(action, best);
                    self.waiting = self.waiting.saturating_add(1);
                    let reports = self.reports.clone();
                    tokio::spawn(async move {
                        while let Some(progress) = ticket.next().await {
                            if reports.send(Report { action, progress }).is_err() {
                                break;
                            }
                        }
                    });
                }
                Err(error) => {
                    tracing::warn!(action = name, %game, round, %error, "not sent");
                    self.metrics.errors.with_label_values(&["submit"]).inc();
                    self.in_flight.refuse(action, best);
                    return;
                }
            }
        }
    }

    /// Whether every transaction has had its last word.
    pub fn is_idle(&self) -> bool {
        self.waiting == 0
    }

    /// Note what became of an action. Says whether it is worth planning again at once.
    pub fn hear(&mut self, Report { action, progress }: Report) -> bool {
        match progress {
            Progress::Pending => false,
            Progress::Best(included) => match included.result {
                Ok(()) => {
                    self.in_flight.hold(action, included.block.number);
                    false
                }
                Err(error) if TOO_EARLY.iter().any(|name| error.is(name)) => {
                    self.in_flight.release(&action);
                    true
                }
                Err(_) => {
                    self.in_flight.refuse(action, included.block.number);
                    false
                }
            },
            // It will be in a block again, and then it is heard of again.
            Progress::Retracted(_) | Progress::Resubmitted => false,
            Progress::Finalised(included) => {
                self.waiting = self.waiting.saturating_sub(1);
                self.count(&action, included.result.err());
                false
            }
            Progress::Lost(reason) => {
                self.waiting = self.waiting.saturating_sub(1);
                let (name, game, round) = (action.name(), action.game(), action.round());
                tracing::warn!(action = name, %game, round, %reason, "lost");
                self.metrics.errors.with_label_values(&["lost"]).inc();
                self.in_flight.release(&action);
                true
            }
        }
    }

    /// An action's last word is final: log and count it.
    fn count(&self, action: &Action, error: Option<CallError>) {
        let (name, game, round) = (action.name(), action.game(), action.round());
        let result = match error {
            None => {
                tracing::info!(action = name, %game, round, "done");
                self.metrics.done(name, game.name());
                return;
            }
            Some(error) if HARMLESS.iter().any(|name| error.is(name)) => {
                tracing::debug!(action = name, %game, round, %error, "too early, or somebody else was first");
                "late"
            }
            Some(error) => {
                tracing::error!(action = name, %game, round, %error, "refused");
                self.metrics.errors.with_label_values(&["dispatch"]).inc();
                "refused"
            }
        };
        self.metrics
            .actions
            .with_label_values(&[name, game.name(), result])
            .inc();
    }

    fn call(&self, action: &Action) -> Call {
        match *action {
            Action::OpenRound {
                game,
                round,
                commitment,
            } => call::open_round(game, round, commitment),
            Action::Lock { game, round } => call::lock(game, round),
            Action::Reveal { game, round } => call::reveal(game, round, *self.secrets.secret(game, round)),
            Action::Settle {
                game,
                round,
                max_players,
                ..
            } => call::settle(game, round, max_players),
            Action::Finalize { game, round } => call::finalize(game, round),
            Action::Void { game, .. } => call::void(game),
        }
    }
}
