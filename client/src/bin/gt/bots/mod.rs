//! `gt bots`: many bettors with different habits, through the same path as everybody else.

mod bettor;
mod book;
mod fund;
mod habits;
mod luck;
mod players;
mod relay;
mod report;
mod seat;

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use global_table_client::{
    key, At, Block, Chain, Event, GameId, Phase, ReadError, RoundId, TableEvent, Update,
};

use crate::{
    cli::{BotsArgs, Common},
    failure::Failure,
};
use book::Book;
use players::{Players, Table};
use relay::Relay;

/// The account that funds the bots where none is named.
const PURSE_SURI: &str = "//Bots";
/// A round that is found open is joined if so many milliseconds of betting are left.
const MIN_BETTING_MS: u64 = 2_500;

pub async fn run(common: &Common, args: BotsArgs) -> Result<(), Failure> {
    let purse = key(common.suri.as_deref().unwrap_or(PURSE_SURI))?;
    let chain = common.connect().await?;
    let games = games(&chain, &args.games).await?;
    let funder = chain.submitter(purse.clone());
    let book = Arc::default();
    let relay = args
        .relay
        .map(|most| Relay::start(&chain, funder.clone(), most, &book));
    let players = Players::seat(&chain, &purse, &games, args.count, relay.as_ref());
    let players = Arc::new(players);
    let funded = fund::fund(&chain, &funder, players.accounts()).await?;
    tracing::info!(bots = players.accounts().len(), funded, "the bots have money");

    let mut bots = Bots {
        settled: games.iter().map(|game| (*game, 0)).collect(),
        first: BTreeMap::new(),
        last: BTreeMap::new(),
        chain: chain.clone(),
        book,
        players,
        json: common.json,
    };
    let refill = tokio::spawn(refill(chain.clone(), funder, bots.players.clone()));
    let done = tokio::select! {
        done = bots.play(args.rounds) => done,
        _ = tokio::signal::ctrl_c() => Ok(()),
    };
    refill.abort();
    bots.players.leave();
    report::farewell(&chain).await;
    done
}

/// The games that are asked for, or all that have a table.
async fn games(chain: &Chain, asked: &[GameId]) -> Result<Vec<GameId>, Failure> {
    let tables: Vec<GameId> = chain
        .best()
        .await?
        .tables()
        .await?
        .iter()
        .map(|table| table.game)
        .collect();
    if let Some(missing) = asked.iter().find(|game| !tables.contains(game)) {
        return Err(Failure::Refused(format!(
            "{missing} has no table; `gt tables` lists those there are"
        )));
    }
    let games = if asked.is_empty() { tables } else { asked.to_vec() };
    if games.is_empty() {
        return Err(Failure::Refused(
            "there are no tables; the administrator opens one with init".into(),
        ));
    }
    Ok(games)
}

/// Keeps the bots in money, for as long as they play.
async fn refill(chain: Chain, funder: global_table_client::Submitter, players: Arc<Players>) {
    let mut clock = tokio::time::interval(std::time::Duration::from_secs(60));
    clock.tick().await;
    loop {
        clock.tick().await;
        if let Err(error) = fund::fund(&chain, &funder, players.accounts()).await {
            tracing::warn!(%error, "some bots may run out of money");
        }
    }
}

struct Bots {
    chain: Chain,
    players: Arc<Players>,
    book: Arc<Mutex<Book>>,
    /// The first round of each table in which the bots bet.
    first: BTreeMap<GameId, RoundId>,
    /// The last one.
    last: BTreeMap<GameId, RoundId>,
    /// Settled rounds since then.
    settled: BTreeMap<GameId, u64>,
    json: bool,
}

impl Bots {
    async fn play(&mut self, rounds: Option<u64>) -> Result<(), Failure> {
        let mut blocks = self.chain.blocks();
        blocks.started().await;
        match self.join_open_rounds().await {
            // The block that was read has lost against another one.
            Err(error @ ReadError::NoBlock(_)) => {
                tracing::warn!(%error, "the open rounds can't be read; the bots wait for the next ones");
            }
            joined => joined?,
        }
        loop {
            match blocks.next().await {
                Update::Best(block) => self.on_best(&block).await,
                Update::Finalised(block) => self.on_finalised(&block).await,
                Update::Retracted(_) => {}
                Update::Missed(block) => tracing::warn!(%block, "a final block can't be read"),
            }
            if rounds.is_some_and(|rounds| self.settled.values().all(|settled| *settled >= rounds)) {
                return Ok(());
            }
        }
    }

    async fn join_open_rounds(&mut self) -> Result<(), ReadError> {
        let at = self.chain.best().await?;
        let games: Vec<GameId> = self.settled.keys().copied().collect();
        for game in games {
            if let Some(round) = at.round(game, None).await? {
                let left = round.betting_ends_at.saturating_sub(round.now);
                if round.phase == Phase::Betting && left >= MIN_BETTING_MS {
                    self.bet(&at, game, round.round, left).await;
                }
            }
        }
        Ok(())
    }

    async fn on_best(&mut self, block: &Block) {
        for at in &block.events {
            let Event::Table(event) = &at.event else { continue };
            self.book().heard(event, false);
            if let TableEvent::RoundOpened {
                game,
                round,
                betting_ends_at,
                ..
            } = event
            {
                let left = betting_ends_at.saturating_sub(block.time_ms);
                // A fork can show an opening twice.
                let is_new = self.last.get(game).is_none_or(|last| last < round);
                if is_new && left > 0 && self.settled.contains_key(game) {
                    if let Ok(at) = self.chain.at(block.id.hash).await {
                        self.bet(&at, *game, *round, left).await;
                    }
                }
            }
        }
    }

    /// Sends everybody at a table to bet, each at a moment of their own within the time that is left.
    async fn bet(&mut self, at: &At, game: GameId, round: RoundId, left_ms: u64) {
        let read = async { Ok::<_, ReadError>((at.table(game).await?, self.chain.layout(game).await?)) };
        let table = match read.await {
            Ok((Some(view), layout)) => Arc::new(Table {
                at: at.clone(),
                view,
                layout,
                round,
                left_ms,
            }),
            Ok((None, _)) => return,
            Err(error) => {
                tracing::warn!(%error, %game, round, "the table can't be read; nobody bets");
                return;
            }
        };
        self.first.entry(game).or_insert(round);
        self.last.insert(game, round);
        self.players.bet(&table, &self.book);
    }

    async fn on_finalised(&mut self, block: &Block) {
        for at in &block.events {
            let Event::Table(event) = &at.event else { continue };
            self.book().heard(event, true);
            match event {
                TableEvent::BetRejected {
                    game,
                    round,
                    player,
                    reason,
                    ..
                } => {
                    tracing::debug!(%game, round, %player, ?reason, "a slip was refused");
                }
                TableEvent::Settled { game, payouts, .. } => self.players.settled(*game, payouts),
                TableEvent::RoundFinalised { game, round, .. } => self.on_closed(block, *game, *round).await,
                _ => {}
            }
        }
    }

    async fn on_closed(&mut self, block: &Block, game: GameId, round: RoundId) {
        let since_first = self.first.get(&game).is_some_and(|first| *first <= round);
        let Some(settled) = self.settled.get_mut(&game).filter(|_| since_first) else {
            return;
        };
        *settled += 1;
        let fate = self.book().close(game, round);
        let view = match self.chain.at(block.id.hash).await {
            Ok(at) => at.round(game, Some(round)).await,
            Err(error) => Err(error),
        };
        match view {
            Ok(Some(view)) => report::round(&view, &fate, self.json),
            Ok(None) => tracing::warn!(%game, round, "a closed round is not kept"),
            Err(error) => tracing::warn!(%error, %game, round, "a closed round can't be read"),
        }
    }

    fn book(&self) -> MutexGuard<'_, Book> {
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
