//! `gt watch`

mod live;
mod told;

use std::{
    io::{IsTerminal, Write},
    sync::Arc,
    time::Duration,
};

use global_table_client::{Amount, Block, Chain, Event, GameId, Layout, RoundId, SpotId, TableEvent, Update};
use serde_json::Value;
use tokio::{sync::mpsc, time::interval};

use crate::{
    cli::{Common, WatchArgs},
    failure::Failure,
    nodes::{Nodes, Notice},
};
use live::Live;
use told::{told, told_lock, told_slips, Countdown};

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
        layout: chain.layout(args.game).await?,
        chain,
        game: args.game,
        style,
        rounds: args.rounds,
        closed: 0,
        last_closed: 0,
        patience: Duration::from_secs(args.patience),
        countdown: Countdown::default(),
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
    layout: Arc<Layout>,
    style: Style,
    rounds: Option<u64>,
    /// How many rounds were seen to close.
    closed: u64,
    /// The last of them: rounds close in their order, but a fork can show one twice.
    last_closed: RoundId,
    /// For how long no node may answer.
    patience: Duration,
    countdown: Countdown,
    live: Live,
}

impl Watch {
    async fn run(mut self) -> Result<(), Failure> {
        let mut blocks = self.chain.blocks();
        let (sender, mut updates) = mpsc::channel(BACKLOG);
        tokio::spawn(async move { while sender.send(blocks.next().await).await.is_ok() {} });
        let mut clock = interval(REDRAW);
        let mut nodes = Nodes::watch(&self.chain, self.patience);
        if let Ok(at) = self.chain.best().await {
            self.live.read(&at, self.game).await?;
        }
        loop {
            tokio::select! {
                update = updates.recv() => match update {
                    Some(Update::Best(block)) => self.on_block(&block).await,
                    Some(_) => {}
                    None => {
                        let advice = "the watch of blocks has ended; start it again";
                        return Err(Failure::Unreachable(advice.into()));
                    }
                },
                notice = nodes.next() => match notice {
                    Notice::GaveUp(_) => return Err(Failure::Unreachable(notice.to_string())),
                    notice => self.tell_notice(notice),
                },
                _ = clock.tick() => {}
            }
            match self.style {
                Style::Drawing => self.draw(),
                Style::Lines => self.count_down(),
                Style::Json => {}
            }
            if self.rounds.is_some_and(|rounds| self.closed >= rounds) {
                return Ok(());
            }
        }
    }

    /// Where nothing can be redrawn, the time that is left is a line now and then.
    fn count_down(&mut self) {
        if let Some((round, left_ms)) = self.live.betting_left() {
            if self.countdown.is_due(round, left_ms) {
                let text = format!("round {round}: betting, {} s left", left_ms.div_ceil(1_000));
                say!("block {:>7}  {text}", self.live.block());
            }
        }
    }

    async fn on_block(&mut self, block: &Block) {
        // A block that lost before it could be asked about is followed by another one.
        if let Ok(at) = self.chain.at(block.id.hash).await {
            let _ = self.live.read(&at, self.game).await;
        }
        let (mut accepted, mut taken_down) = (0u32, (0u32, 0u128));
        for at in &block.events {
            let Event::Table(event) = &at.event else { continue };
            if event.at().0 != self.game {
                continue;
            }
            match event {
                TableEvent::BetAccepted { .. } => accepted += 1,
                TableEvent::BetTakenDown { returned, .. } => {
                    taken_down = (taken_down.0 + 1, taken_down.1.saturating_add(*returned));
                }
                TableEvent::RoundFinalised { round, .. } if *round > self.last_closed => {
                    (self.closed, self.last_closed) = (self.closed.saturating_add(1), *round);
                }
                _ => {}
            }
            let told = match event {
                TableEvent::Locked { round, .. } => {
                    Some(told_lock(&self.layout, *round, &self.book_before(block).await))
                }
                event => told(event),
            };
            if let Some((text, json)) = told {
                self.tell(block, text, json);
            }
        }
        let staked = self.live.round.as_ref().map_or(0, |round| round.staked);
        for (text, json) in told_slips(accepted, taken_down, staked) {
            self.tell(block, text, json);
        }
    }

    /// The totals with which a block began that ends betting: it takes no slip itself, and may settle some.
    async fn book_before(&self, block: &Block) -> Vec<(SpotId, Amount)> {
        let totals = async { self.chain.at(block.parent_hash).await?.totals(self.game).await };
        totals.await.unwrap_or_else(|_| self.live.totals().to_vec())
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

    /// On stderr, where nothing is drawn, so that programs read the table's events only.
    fn tell_notice(&mut self, notice: Notice) {
        match self.style {
            Style::Drawing => self.live.note(notice.to_string()),
            Style::Lines | Style::Json => eprintln!("gt: {notice}"),
        }
    }

    fn draw(&self) {
        let mut out = std::io::stdout().lock();
        // Home, then every line cleared behind its text, then everything below: no flicker.
        let _ = write!(out, "\x1b[H");
        for line in self.live.lines(&self.layout) {
            let _ = write!(out, "{line}\x1b[K\r\n");
        }
        let _ = write!(out, "\x1b[J");
        let _ = out.flush();
    }
}
