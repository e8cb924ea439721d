//! `gt watch`

mod live;

use std::{
    collections::BTreeSet,
    io::{IsTerminal, Write},
    time::Duration,
};

use global_table_client::{amounts, Block, Chain, Event, GameId, RoundId, TableEvent, Update};
use serde_json::{json, Value};
use tokio::{sync::mpsc, time::interval};

use crate::{
    cli::{Common, WatchArgs},
    failure::Failure,
    screen,
};
use live::Live;

/// How often the countdown moves.
const REDRAW: Duration = Duration::from_millis(250);
/// Changes of the chain that may wait to be shown.
const BACKLOG: usize = 64;

pub async fn run(common: &Common, args: WatchArgs) -> Result<(), Failure> {
    let chain = common.connect().await?;
    let at = chain.best().await?;
    if at.table(args.game).await?.is_none() {
        return Err(Failure::Refused(format!(
            "{} has no table; `gt tables` lists those there are",
            args.game
        )));
    }
    let style = match (common.json, std::io::stdout().is_terminal()) {
        (true, _) => Style::Json,
        (false, true) => Style::Drawing,
        (false, false) => Style::Lines,
    };
    Watch {
        chain,
        game: args.game,
        style,
        rounds: args.rounds,
        closed: BTreeSet::new(),
        live: Live::default(),
    }
    .run()
    .await
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Drawing,
    Lines,
    Json,
}

struct Watch {
    chain: Chain,
    game: GameId,
    style: Style,
    rounds: Option<u64>,
    /// The rounds that were seen to close: a fork can show one twice.
    closed: BTreeSet<RoundId>,
    live: Live,
}

impl Watch {
    async fn run(mut self) -> Result<(), Failure> {
        let mut blocks = self.chain.blocks();
        let (sender, mut updates) = mpsc::channel(BACKLOG);
        tokio::spawn(async move { while sender.send(blocks.next().await).await.is_ok() {} });
        let mut clock = interval(REDRAW);
        if let Ok(at) = self.chain.best().await {
            self.live.read(&at, self.game).await?;
        }
        loop {
            tokio::select! {
                update = updates.recv() => {
                    if let Some(Update::Best(block)) = update {
                        self.on_block(&block).await;
                    }
                }
                _ = clock.tick() => {}
            }
            if self.style == Style::Drawing {
                self.draw();
            }
            let closed = u64::try_from(self.closed.len()).unwrap_or(u64::MAX);
            if self.rounds.is_some_and(|rounds| closed >= rounds) {
                return Ok(());
            }
        }
    }

    async fn on_block(&mut self, block: &Block) {
        // A block that lost before it could be asked about is followed by another one.
        if let Ok(at) = self.chain.at(block.id.hash).await {
            let _ = self.live.read(&at, self.game).await;
        }
        let mut accepted = 0u32;
        for at in &block.events {
            let Event::Table(event) = &at.event else { continue };
            if event.at().0 != self.game {
                continue;
            }
            match event {
                TableEvent::BetAccepted { .. } => accepted += 1,
                TableEvent::RoundFinalised { round, .. } => {
                    self.closed.insert(*round);
                }
                _ => {}
            }
            if let Some((text, json)) = told(event) {
                self.tell(block, text, json);
            }
        }
        if accepted > 0 {
            let staked = self.live.round.as_ref().map_or(0, |round| round.staked);
            let text = format!(
                "{accepted} more slips in the book, {} GTT staked",
                amounts::format(staked)
            );
            self.tell(
                block,
                text,
                json!({ "event": "accepted", "slips": accepted, "staked": staked.to_string() }),
            );
        }
    }

    fn tell(&mut self, block: &Block, text: String, mut json: Value) {
        match self.style {
            Style::Drawing => self.live.note(text),
            Style::Lines => say!("block {:>7}  {text}", block.id.number),
            Style::Json => {
                if let Some(object) = json.as_object_mut() {
                    object.insert("game".into(), self.game.name().into());
                    object.insert("block".into(), block.id.number.into());
                    object.insert("time_ms".into(), block.time_ms.into());
                }
                say!("{json}");
            }
        }
    }

    fn draw(&self) {
        let mut out = std::io::stdout().lock();
        // Home, then every line cleared behind its text, then everything below: no flicker.
        let _ = write!(out, "\x1b[H");
        for line in self.live.lines(self.game) {
            let _ = write!(out, "{line}\x1b[K\r\n");
        }
        let _ = write!(out, "\x1b[J");
        let _ = out.flush();
    }
}

/// An event in words and for programs; slips are counted instead.
fn told(event: &TableEvent) -> Option<(String, Value)> {
    Some(match event {
        TableEvent::RoundOpened {
            round,
            betting_ends_at,
            ..
        } => (
            format!("round {round}: place your bets"),
            json!({ "event": "opened", "round": round, "betting_ends_at": betting_ends_at }),
        ),
        TableEvent::Locked { round, .. } => (
            format!("round {round}: no more bets"),
            json!({ "event": "locked", "round": round }),
        ),
        TableEvent::Outcome {
            round, outcome, draw, ..
        } => (
            format!("round {round}: {}", screen::outcome_text(outcome)),
            json!({
                "event": "outcome",
                "round": round,
                "outcome": screen::outcome_json(outcome),
                "draw": hex::encode(draw),
            }),
        ),
        TableEvent::Settled {
            round,
            payouts,
            remaining,
            ..
        } => (
            format!(
                "round {round}: settled {}, {remaining} remain",
                screen::players(payouts.len())
            ),
            json!({ "event": "settled", "round": round, "players": payouts.len(), "remaining": remaining }),
        ),
        TableEvent::RoundFinalised {
            round,
            staked,
            returned,
            ..
        } => (
            format!(
                "round {round}: closed; {} GTT staked, {} GTT returned",
                amounts::format(*staked),
                amounts::format(*returned)
            ),
            json!({
                "event": "closed",
                "round": round,
                "staked": staked.to_string(),
                "returned": returned.to_string(),
            }),
        ),
        TableEvent::RoundVoided { round, .. } => (
            format!("round {round}: void, the slips go back"),
            json!({ "event": "voided", "round": round }),
        ),
        TableEvent::TablePaused { round, .. } => (
            format!("paused after round {round}"),
            json!({ "event": "paused", "round": round }),
        ),
        TableEvent::TableResumed { round, .. } => (
            format!("resumed after round {round}"),
            json!({ "event": "resumed", "round": round }),
        ),
        TableEvent::TableInitialised { .. }
        | TableEvent::BetAccepted { .. }
        | TableEvent::BetRejected { .. } => {
            return None;
        }
    })
}
