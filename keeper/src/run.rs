//! The loop: at every best and every finalised block, read the view, plan, and send.

use std::{sync::Arc, time::Duration};

use global_table_client::{
    connect, AccountId, Block, Blocks, Chain, ConnectError, Event, GameId, KeepersEvent, ReadError,
    TableEvent, Update,
};
use tokio::{
    sync::watch,
    time::{sleep, timeout},
};

use crate::{
    metrics::Metrics,
    plan::{has_own_rounds, plan, Config},
    read,
    secret::Key,
    submit::Doer,
    view::{Millis, View},
};

/// What a slot lasts until a block tells.
const SLOT_MS: Millis = 1_000;
/// The first pause before connecting again; each further one is twice as long.
const BACKOFF_MIN: Duration = Duration::from_millis(500);
/// The longest pause before connecting again.
const BACKOFF_MAX: Duration = Duration::from_secs(15);
/// How long a view may take to be read before it is given up for a newer one.
const READ_TIMEOUT: Duration = Duration::from_secs(20);
/// The pause before a view that could not be read is read again.
const READ_AGAIN: Duration = Duration::from_millis(500);

/// What the operator chose.
pub struct Settings {
    /// The nodes, in the order in which they are tried.
    pub urls: Vec<String>,
    /// The keeper's key.
    pub key: Key,
    /// The tables to look after.
    pub games: Vec<GameId>,
    /// The most players in one `settle`.
    pub settle_batch: u32,
}

/// Whether the keeper is to go on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stop {
    /// It is.
    #[default]
    No,
    /// It is to bring its own rounds to their end, and open no more.
    Asked,
    /// It is to end at once.
    Now,
}

/// The newest blocks that were seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Heads {
    best: u64,
    finalised: u64,
    slot_ms: Millis,
}

/// Why the loop ended by itself.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The task that watches blocks is gone.
    #[error("the watch of blocks ended, which it never should: start the keeper again and report this")]
    WatchEnded,
}

/// Keep the tables' rounds moving until it is time to stop: when this keeper's rounds are closed, or at once.
/// What is under way then goes on without the keeper.
///
/// # Errors
///
/// See [`RunError`]. A chain that does not answer is no error: it is asked again.
pub async fn run(settings: Settings, metrics: Metrics, stop: watch::Receiver<Stop>) -> Result<(), RunError> {
    let mut stopped = stop.clone();
    tokio::select! {
        _ = stopped.wait_for(|stop| *stop == Stop::Now) => Ok(()),
        ended = keep(settings, metrics, stop) => ended,
    }
}

async fn keep(settings: Settings, metrics: Metrics, mut stop: watch::Receiver<Stop>) -> Result<(), RunError> {
    let chain = tokio::select! {
        chain = connected(&settings.urls, &metrics) => chain,
        // Nothing was opened yet, and who knows when a node answers.
        _ = stop.wait_for(|stop| *stop != Stop::No) => return Ok(()),
    };
    let mut config = config_of(&settings, &chain);
    let (mut doer, mut reports) = Doer::new(&chain, &settings.key, metrics.clone());
    let mut heads = follow(chain.blocks(), config.account, metrics.clone());
    let mut in_rota = None;
    loop {
        // Changes that come while the chain is being read are one change afterwards.
        let worth_a_plan = tokio::select! {
            changed = heads.changed() => changed.map(|()| true).map_err(|_| RunError::WatchEnded)?,
            Some(report) = reports.recv() => doer.hear(report),
            Ok(()) = stop.changed() => true,
        };
        if !worth_a_plan {
            continue;
        }
        config.opens = *stop.borrow_and_update() == Stop::No;
        let slot_ms = heads.borrow_and_update().slot_ms;
        let view = match read_view(&chain, &config, slot_ms).await {
            Ok(view) => view,
            Err(error) => {
                tracing::warn!(%error, "the chain can't be read; trying again");
                metrics.errors.with_label_values(&["read"]).inc();
                sleep(READ_AGAIN).await;
                heads.mark_changed();
                continue;
            }
        };
        show(&view, &metrics, &mut in_rota);
        doer.take(plan(&view, view.now, &config), view.best).await;
        if !config.opens && doer.is_idle() && !has_own_rounds(&view, &config) {
            return Ok(());
        }
    }
}

fn config_of(settings: &Settings, chain: &Chain) -> Config {
    let (account, genesis) = (settings.key.account(), chain.genesis());
    tracing::info!(%account, ?genesis, "keeping");
    Config {
        account,
        secrets: settings.key.secrets(genesis.0),
        games: settings.games.clone(),
        opens: true,
        settle_batch: settings.settle_batch,
    }
}

async fn read_view(chain: &Chain, config: &Config, slot_ms: Millis) -> Result<View, ReadError> {
    let late = |_| ReadError::Unreachable("it took too long".into());
    timeout(READ_TIMEOUT, read::view(chain, &config.account, slot_ms))
        .await
        .map_err(late)?
}

/// A connection, however long it takes.
async fn connected(urls: &[String], metrics: &Metrics) -> Chain {
    let mut pause = BACKOFF_MIN;
    loop {
        match connect(urls).await {
            Ok(chain) => return chain,
            Err(error) => {
                let pause_ms = pause.as_millis() as u64;
                match error {
                    ConnectError::Unreachable(_) => tracing::warn!(%error, pause_ms, "not connected"),
                    _ => tracing::error!(%error, pause_ms, "not connected"),
                }
                metrics.errors.with_label_values(&["connection"]).inc();
            }
        }
        sleep(pause).await;
        pause = (pause * 2).min(BACKOFF_MAX);
    }
}

/// Watch the blocks in a task of its own, so that a slow reader skips to the newest ones.
fn follow(mut blocks: Blocks, account: AccountId, metrics: Metrics) -> watch::Receiver<Heads> {
    let (sender, mut receiver) = watch::channel(Heads {
        best: 0,
        finalised: 0,
        slot_ms: SLOT_MS,
    });
    tokio::spawn(async move {
        loop {
            let update = tokio::select! {
                update = blocks.next() => update,
                () = sender.closed() => return,
            };
            if let Update::Finalised(block) = &update {
                count(block, &account, &metrics);
            }
            sender.send_modify(|heads| heads.update(&update, &metrics));
        }
    });
    // The first plan is made at once, and not when the next block comes.
    receiver.mark_changed();
    receiver
}

impl Heads {
    fn update(&mut self, update: &Update, metrics: &Metrics) {
        match update {
            Update::Best(block) => {
                self.best = block.id.number;
                self.slot_ms = slot_ms(block).unwrap_or(self.slot_ms);
            }
            Update::Finalised(block) => self.finalised = block.id.number,
            Update::Missed(id) => {
                tracing::warn!(block = %id, "a finalised block can't be read any more");
                metrics.errors.with_label_values(&["missed_block"]).inc();
                self.finalised = id.number;
            }
            Update::Retracted(id) => tracing::debug!(block = %id, "a fork lost"),
        }
        self.best = self.best.max(self.finalised);
        metrics.saw(self.best, self.finalised);
    }
}

/// A slot's number is its block's time in slots since the Unix epoch, so the two tell how long a slot is.
fn slot_ms(block: &Arc<Block>) -> Option<Millis> {
    block
        .time_ms
        .checked_div(block.slot)
        .filter(|slot_ms| *slot_ms > 0)
}

/// Count what is final of the things that an operator has to know.
fn count(block: &Block, account: &AccountId, metrics: &Metrics) {
    for at in &block.events {
        match &at.event {
            Event::Table(TableEvent::RoundVoided { game, round, reason }) => {
                tracing::warn!(%game, round, ?reason, "a round was voided");
                metrics.voided.with_label_values(&[game.name()]).inc();
            }
            Event::Keepers(KeepersEvent::Slashed {
                who,
                game,
                round,
                amount,
            }) if who == account => {
                tracing::error!(%game, round, amount, "this keeper was slashed for a secret that was late");
                metrics.slashed.with_label_values(&[game.name()]).inc();
            }
            _ => {}
        }
    }
}

/// Show the view to the operator.
fn show(view: &View, metrics: &Metrics, was_in_rota: &mut Option<bool>) {
    for table in &view.tables {
        metrics
            .round
            .with_label_values(&[table.game.name()])
            .set(table.round.into());
    }
    let in_rota = view.tables.iter().any(|table| table.turns_to_duty.is_some());
    metrics.in_rota.set(in_rota.into());
    if was_in_rota.replace(in_rota) != Some(in_rota) {
        match in_rota {
            true => tracing::info!("this keeper is in the rota"),
            false => {
                tracing::warn!(
                    "this keeper is not in the rota: bond it with `gt keeper join`, or it does nothing new"
                )
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_keeper_that_has_reached_no_node_should_stop_when_it_is_asked() {
        let settings = Settings {
            // A port on which nobody listens.
            urls: vec!["ws://127.0.0.1:1".into()],
            key: Key::from_suri("//Keeper1").expect("a valid URI"),
            games: GameId::ALL.to_vec(),
            settle_batch: 100,
        };
        let (asked, stop) = watch::channel(Stop::No);
        let keeper = tokio::spawn(run(settings, Metrics::new().expect("names that are valid"), stop));
        asked.send_replace(Stop::Asked);
        let ended = timeout(Duration::from_secs(10), keeper).await;
        assert!(matches!(ended, Ok(Ok(Ok(())))), "{ended:?}");
    }

    #[test]
    fn a_slots_length_should_follow_from_a_blocks_time_and_slot() {
        for (slot_ms, late_ms) in [(1_000u64, 0u64), (1_000, 999), (1_500, 700), (6_000, 5_999)] {
            let slot = 1_790_000_000_000 / slot_ms;
            assert_eq!((slot * slot_ms + late_ms) / slot, slot_ms);
        }
    }
}
