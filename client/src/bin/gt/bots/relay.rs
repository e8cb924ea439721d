//! One relayer for all bots, as a gateway is for its players: signed slips in, batches of them out.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use global_table_client::{
    call,
    slip::{Purpose, SignedSlip},
    Chain, GameId, Hash, RoundId, SubmitError, Submitter,
};
use tokio::{sync::mpsc, time::interval};

use super::book::Book;

/// For how long a slip may wait for others: a part of a slot, so that it costs few slips a block.
const PAUSE: Duration = Duration::from_millis(250);
/// Slips that may wait to be put into a batch.
const BACKLOG: usize = 4_096;

/// A slip on its way to the relayer.
pub struct Order {
    pub purpose: Purpose,
    pub game: GameId,
    pub round: RoundId,
    pub slip: SignedSlip,
}

/// The way to the relayer.
#[derive(Clone)]
pub struct Relay {
    /// What the slips have to be signed for.
    pub genesis: Hash,
    orders: mpsc::Sender<Order>,
}

impl Relay {
    /// Starts a relayer that sends at most `most` slips in one transaction of `submitter`, and takes out of
    /// `book` what it could not send. It ends when nobody can hand it a slip any more.
    pub fn start(chain: &Chain, submitter: Submitter, most: u16, book: &Arc<Mutex<Book>>) -> Self {
        let (orders, inbox) = mpsc::channel(BACKLOG);
        tokio::spawn(relay(submitter, usize::from(most), book.clone(), inbox));
        Self {
            genesis: chain.genesis(),
            orders,
        }
    }

    /// Hands a slip over. Waits while too many do so already.
    ///
    /// # Errors
    ///
    /// [`SubmitError::Refused`] if the relayer has ended.
    pub async fn send(&self, order: Order) -> Result<(), SubmitError> {
        let ended = |_| SubmitError::Refused("the relayer has ended".into());
        self.orders.send(order).await.map_err(ended)
    }
}

/// Slips that go in one transaction do the same, in one round of one table.
type Kind = (Purpose, GameId, RoundId);
/// Slips of one kind.
type Batch = (Kind, Vec<SignedSlip>);

/// Slips that wait.
#[derive(Default)]
struct Batches(BTreeMap<Kind, Vec<SignedSlip>>);

impl Batches {
    /// Adds a slip; the batch that is full with it, if one is.
    fn add(&mut self, order: Order, most: usize) -> Option<Batch> {
        let kind = (order.purpose, order.game, order.round);
        let slips = self.0.entry(kind).or_default();
        slips.push(order.slip);
        let is_full = slips.len() >= most;
        is_full.then(|| (kind, std::mem::take(slips)))
    }

    /// All that waits.
    fn take(&mut self) -> impl Iterator<Item = Batch> {
        std::mem::take(&mut self.0)
            .into_iter()
            .filter(|(_, slips)| !slips.is_empty())
    }
}

async fn relay(submitter: Submitter, most: usize, book: Arc<Mutex<Book>>, mut inbox: mpsc::Receiver<Order>) {
    let mut batches = Batches::default();
    let mut clock = interval(PAUSE);
    loop {
        tokio::select! {
            order = inbox.recv() => {
                let Some(order) = order else { return };
                if let Some(batch) = batches.add(order, most) {
                    send(&submitter, batch, &book).await;
                }
            }
            _ = clock.tick() => {
                for batch in batches.take() {
                    send(&submitter, batch, &book).await;
                }
            }
        }
    }
}

/// Sends one batch. The table's events say what became of each slip.
async fn send(submitter: &Submitter, ((purpose, game, round), slips): Batch, book: &Mutex<Book>) {
    let keys: Vec<_> = slips.iter().map(|slip| (slip.player, slip.slip)).collect();
    tracing::debug!(%game, round, slips = keys.len(), "relaying");
    let call = match purpose {
        Purpose::Bet => call::relay_bets,
        Purpose::TakeDown => call::relay_take_downs,
    };
    if let Err(error) = submitter.submit(call(game, round, slips)).await {
        tracing::warn!(%error, %game, round, slips = keys.len(), "not relayed");
        let mut book = book.lock().unwrap_or_else(PoisonError::into_inner);
        keys.into_iter()
            .for_each(|(player, slip)| book.withdrawn(game, round, player, slip));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use global_table_client::AccountId;

    fn order(round: RoundId, player: u8) -> Order {
        let slip = SignedSlip {
            player: AccountId([player; 32]),
            slip: 1,
            bets: Vec::new(),
            fee: 0,
            signature: [0; 64],
        };
        Order {
            purpose: Purpose::Bet,
            game: GameId::Craps,
            round,
            slip,
        }
    }

    #[test]
    fn a_full_batch_should_go_at_once_and_the_rest_when_it_is_time() {
        let mut batches = Batches::default();
        assert!(batches.add(order(1, 1), 2).is_none());
        assert!(batches.add(order(2, 1), 2).is_none(), "rounds do not mix");
        let down = Order {
            purpose: Purpose::TakeDown,
            ..order(1, 3)
        };
        assert!(batches.add(down, 2).is_none(), "nor do purposes");
        let ((purpose, _, round), slips) = batches.add(order(1, 2), 2).unwrap();
        assert_eq!((purpose, round, slips.len()), (Purpose::Bet, 1, 2));
        let rest: Vec<_> = batches
            .take()
            .map(|((purpose, _, round), slips)| (purpose, round, slips.len()))
            .collect();
        assert_eq!(rest, [(Purpose::Bet, 2, 1), (Purpose::TakeDown, 1, 1)]);
        assert_eq!(batches.take().count(), 0);
    }
}
