//! Validators behind links, under play on both sides of a possible partition.

use std::time::Duration;

use anyhow::Result;
use global_table_client::{Event, TableEvent};

use super::Validators;
use crate::{
    bettor::{Bettor, Fates},
    bots::{Bots, Played},
    figures::{record, Figures},
    watch::Watch,
};

/// What a new network may take until it is in full swing.
const SWING: Duration = Duration::from_secs(180);
/// The finalised blocks that make a network one that runs.
const FIRST_BLOCKS: u64 = 5;
/// What the last word about a bet may take: a transaction is good for 64 blocks and then signed anew, and authors are
/// slow for a while after a fault.
const LAST_WORD: Duration = Duration::from_secs(300);
/// Bots at each table on each side: with six tables, 48 in all.
const BOTS: usize = 4;
/// Who funds the bots of a side, and who bets there himself.
const PURSES: [(&str, &str); 2] = [("//Bots", "//Ferdie"), ("//Eve", "//Dave")];

/// Four validators behind links, two keepers, and on each of two sides bots and a player who is watched.
///
/// The keepers are at the nodes of the local chain's first and second half, whatever the sides are.
pub struct Play {
    /// The validators, and the links between them.
    pub validators: Validators,
    /// The watch. It can be replaced to measure another stretch of time.
    pub watch: Watch,
    sides: Vec<(Bots, Bettor)>,
}

impl Play {
    /// Starts all of it, and waits until blocks are final and slips are accepted.
    ///
    /// # Errors
    ///
    /// If that does not come about.
    pub async fn start(sides: [&[&str]; 2]) -> Result<Self> {
        let mut validators = Validators::start(4).await?;
        validators.keeper("keeper1", &["alice", "bob"])?;
        validators.keeper("keeper2", &["charlie", "dave"])?;
        let watch = validators.watch().await?;
        watch.finality_advances(FIRST_BLOCKS, SWING).await?;
        let mut play = Self {
            validators,
            watch,
            sides: Vec::new(),
        };
        for (side, (purse, player)) in sides.iter().zip(PURSES) {
            let bots = play.validators.bots(BOTS, &["--suri", purse], side)?;
            let bettor = Bettor::start(player, &play.validators.urls(side)).await?;
            play.sides.push((bots, bettor));
        }
        let is_slip = |event: &Event| matches!(event, Event::Table(TableEvent::BetAccepted { .. }));
        play.watch
            .event_after(0, "a slip to be accepted", SWING, is_slip)
            .await?;
        Ok(play)
    }

    /// Ends the play, waits for the last word about every bet, records the figures under the scenario's name with what
    /// became of the bets, checks them, and ends the network. The players' bets are returned by side.
    ///
    /// # Errors
    ///
    /// If a bet has no last word, anything of [`Figures::check_sound`] does not hold, or something can't be ended.
    pub async fn end(
        self,
        scenario: &str,
        more: impl FnOnce(Figures) -> Figures,
    ) -> Result<(Figures, Vec<Fates>)> {
        let mut fates = Vec::new();
        let mut all = Played::default();
        for (mut bots, bettor) in self.sides {
            fates.push(Fates::of(&bettor.finish(LAST_WORD).await?));
            let played = bots.stop().await?;
            all.sent += played.sent;
            all.finalised += played.finalised;
            all.retracted += played.retracted;
            all.resubmitted += played.resubmitted;
            all.lost += played.lost;
            all.waiting += played.waiting;
        }
        let figures = self.watch.finish().await?;
        let figures = figures
            .with("transactions_sent", all.sent)
            .with("transactions_finalised", all.finalised)
            .with("transactions_retracted", all.retracted)
            .with("transactions_resubmitted", all.resubmitted)
            .with("transactions_lost", all.lost)
            .with("transactions_waiting", all.waiting)
            .with("watched_bets", serde_json::to_value(&fates)?);
        let figures = more(figures);
        record(scenario, &figures)?;
        figures.check_sound()?;
        self.validators.stop()?;
        Ok((figures, fates))
    }
}
