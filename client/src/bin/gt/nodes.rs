//! Whether nodes still answer: nobody should sit before a screen on which nothing happens, and not know why.

use std::{
    fmt,
    future::Future,
    time::{Duration, Instant},
};

use global_table_client::Chain;
use tokio::{
    sync::mpsc::{unbounded_channel, UnboundedReceiver, UnboundedSender},
    task::JoinHandle,
    time::sleep,
};

use crate::failure::Failure;

/// For how long a command goes on without a node that answers, where nothing else is asked for.
pub const PATIENCE: Duration = Duration::from_secs(60);
/// How often the nodes are asked whether they are there.
const PERIOD: Duration = Duration::from_secs(3);
/// After so long without a new block it is said that there is none: some slots may well be missed.
const STANDSTILL: Duration = Duration::from_secs(15);

/// What there is to say about the nodes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Notice {
    /// None answers. They are tried for so long.
    Gone(Duration),
    /// One answers again.
    Back,
    /// One answers, but there has been no new block for so long.
    Standstill(Duration),
    /// There are new blocks, but none has become final for so long.
    NotFinal(Duration),
    /// None has answered for so long. Nothing more will be said.
    GaveUp(Duration),
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Gone(patience) => {
                write!(f, "no node answers; reconnecting, for up to {} s", patience.as_secs())
            }
            Self::Back => f.write_str("a node answers again"),
            Self::Standstill(since) => write!(
                f,
                "there has been no new block for {} s: the node answers, but the network stands still",
                since.as_secs()
            ),
            Self::NotFinal(since) => write!(
                f,
                "no block has become final for {} s: there are new ones, but too few validators vote",
                since.as_secs()
            ),
            Self::GaveUp(since) => write!(
                f,
                "no node has answered for {} s, so this ends; check that one runs, or name another with --url",
                since.as_secs()
            ),
        }
    }
}

/// Keeps an eye on a chain's nodes, until it is dropped.
pub struct Nodes {
    notices: UnboundedReceiver<Notice>,
    task: JoinHandle<()>,
}

impl Nodes {
    /// Begins to ask. `patience` is how long no node may answer.
    pub fn watch(chain: &Chain, patience: Duration) -> Self {
        let (sender, notices) = unbounded_channel();
        let task = tokio::spawn(ask(chain.clone(), Health::new(patience), sender));
        Self { notices, task }
    }

    /// The next thing to say. Waits for as long as there is none, and for good after [`Notice::GaveUp`].
    pub async fn next(&mut self) -> Notice {
        match self.notices.recv().await {
            Some(notice) => notice,
            None => std::future::pending().await,
        }
    }
}

impl Drop for Nodes {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Waits for `work`, and tells on stderr what there is to say about the nodes meanwhile.
///
/// # Errors
///
/// [`Failure::Unreachable`] if no node has answered for [`PATIENCE`]. The work is given up then.
pub async fn while_they_answer<T>(chain: &Chain, work: impl Future<Output = T>) -> Result<T, Failure> {
    let mut nodes = Nodes::watch(chain, PATIENCE);
    let mut work = std::pin::pin!(work);
    loop {
        tokio::select! {
            done = &mut work => return Ok(done),
            notice = nodes.next() => match notice {
                Notice::GaveUp(_) => return Err(Failure::Unreachable(notice.to_string())),
                notice => eprintln!("gt: {notice}"),
            },
        }
    }
}

async fn ask(chain: Chain, mut health: Health, sender: UnboundedSender<Notice>) {
    loop {
        sleep(PERIOD).await;
        let heads = futures::try_join!(chain.best(), chain.finalised());
        let heads = heads.map(|(best, last)| (best.block().number, last.block().number));
        match health.heard(heads.ok(), Instant::now()) {
            Some(notice) if sender.send(notice).is_err() => return,
            Some(Notice::GaveUp(_)) => return,
            _ => {}
        }
    }
}

/// What is known of the nodes.
struct Health {
    patience: Duration,
    gone_since: Option<Instant>,
    best: Head,
    finalised: Head,
}

/// A height that should grow.
#[derive(Default)]
struct Head {
    /// The highest that was seen, and when it was seen first.
    highest: Option<(u64, Instant)>,
    /// Whether it was said that it does not grow.
    told: bool,
}

impl Head {
    /// For how long it has not grown, if that is too long and was not said yet.
    fn stands_still(&mut self, number: u64, now: Instant) -> Option<Duration> {
        match self.highest {
            Some((highest, since)) if number <= highest => {
                let still = now.duration_since(since);
                let is_news = still >= STANDSTILL && !self.told;
                self.told |= is_news;
                is_news.then_some(still)
            }
            _ => {
                (self.highest, self.told) = (Some((number, now)), false);
                None
            }
        }
    }
}

impl Health {
    fn new(patience: Duration) -> Self {
        Self {
            patience,
            gone_since: None,
            best: Head::default(),
            finalised: Head::default(),
        }
    }

    /// A node answered with the heights of its best and its last final block, or none did. Says what is new about that.
    fn heard(&mut self, heads: Option<(u64, u64)>, now: Instant) -> Option<Notice> {
        let Some((best, finalised)) = heads else {
            let was_there = self.gone_since.is_none();
            let since = now.duration_since(*self.gone_since.get_or_insert(now));
            return match was_there {
                true => Some(Notice::Gone(self.patience)),
                false => (since >= self.patience).then_some(Notice::GaveUp(since)),
            };
        };
        if self.gone_since.take().is_some() {
            (self.best, self.finalised) = (Head::default(), Head::default());
            return Some(Notice::Back);
        }
        let best = self.best.stands_still(best, now);
        let finalised = self.finalised.stands_still(finalised, now);
        // Without new blocks, none can become final: that is said once.
        let notice = best.map(Notice::Standstill);
        notice.or(finalised.filter(|_| !self.best.told).map(Notice::NotFinal))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said when the answers, the heights of both heads, come a second after each other.
    fn told(answers: &[Option<(u64, u64)>]) -> Vec<(usize, Notice)> {
        let (start, mut health) = (Instant::now(), Health::new(Duration::from_secs(5)));
        let seconds = (0..).map(Duration::from_secs);
        let heard = seconds.zip(answers).enumerate();
        heard
            .filter_map(|(i, (second, answer))| Some((i, health.heard(*answer, start + second)?)))
            .collect()
    }

    #[test]
    fn a_node_that_is_gone_should_be_told_once_and_given_up_after_the_patience() {
        let answers = [Some((1, 0)), None, None, None, None, None, None];
        let patience = Duration::from_secs(5);
        assert_eq!(
            told(&answers),
            [(1, Notice::Gone(patience)), (6, Notice::GaveUp(patience))]
        );
    }

    #[test]
    fn a_node_that_comes_back_in_time_should_be_told() {
        let (one, two) = (Some((1, 0)), Some((2, 1)));
        let answers = [one, None, None, one, two, None, None, None, None];
        let patience = Duration::from_secs(5);
        assert_eq!(
            told(&answers),
            [
                (1, Notice::Gone(patience)),
                (3, Notice::Back),
                (5, Notice::Gone(patience))
            ]
        );
    }

    #[test]
    fn a_chain_that_stands_still_should_be_told_once_until_it_goes_on() {
        let mut answers = vec![Some((7, 6)); 40];
        answers.extend([Some((8, 7)); 21]);
        let still = Notice::Standstill(STANDSTILL);
        assert_eq!(told(&answers), [(15, still), (55, still)]);
    }

    #[test]
    fn blocks_that_do_not_become_final_should_be_told_of() {
        let answers: Vec<_> = (0..40).map(|number| Some((number, number.min(5)))).collect();
        assert_eq!(told(&answers), [(20, Notice::NotFinal(STANDSTILL))]);
    }
}
