//! A network under play, as most scenarios need it.

use std::time::Duration;

use anyhow::{Context, Result};
use global_table_client::{Event, TableEvent};

use crate::{
    bots::{Bots, Played},
    figures::{record, Figures},
    network::Network,
    plan::Plan,
    watch::Watch,
};

/// What a new network may take until it is in full swing: a first round opens within half a minute of the first block.
const SWING: Duration = Duration::from_secs(180);
/// The finalised blocks that make a network one that runs.
const FIRST_BLOCKS: u64 = 5;

/// A network, bots that play on it, and a watch.
pub struct Scene {
    /// The network.
    pub network: Network,
    /// The watch.
    pub watch: Watch,
    /// The bots.
    pub bots: Bots,
}

impl Scene {
    /// Starts a network and so many bots at every table, and waits until blocks are final and slips are accepted.
    ///
    /// # Errors
    ///
    /// If that does not come about.
    pub async fn start(plan: Plan, bots: usize) -> Result<Self> {
        let network = Network::start(plan).await?;
        let watch = Watch::start(&network).await?;
        watch.finality_advances(FIRST_BLOCKS, SWING).await?;
        let bots = network.bots(bots, &[])?;
        let is_slip = |event: &Event| matches!(event, Event::Table(TableEvent::BetAccepted { .. }));
        let slip = watch
            .event_after(0, "a slip to be accepted", SWING, is_slip)
            .await;
        slip.with_context(|| format!("the bots say:\n{}", bots.last_lines()))?;
        Ok(Self { network, watch, bots })
    }

    /// Waits until a round that opens from now on is closed.
    ///
    /// # Errors
    ///
    /// If there is none in time.
    pub async fn a_round_is_played(&self, within: Duration) -> Result<()> {
        let now = self.watch.view().best_height();
        let is_opening = |event: &Event| matches!(event, Event::Table(TableEvent::RoundOpened { .. }));
        let opening = self
            .watch
            .event_after(now, "a round to open", within, is_opening)
            .await?;
        let opened: Vec<_> = opening
            .events
            .iter()
            .filter(|at| is_opening(&at.event))
            .cloned()
            .collect();
        let Some(Event::Table(opened)) = opened.first().map(|at| &at.event) else {
            return Ok(());
        };
        let is_closing = |event: &Event| match event {
            Event::Table(closing @ TableEvent::RoundFinalised { .. }) => closing.at() == opened.at(),
            _ => false,
        };
        self.watch
            .event_after(now, "the round to be closed", within, is_closing)
            .await?;
        Ok(())
    }

    /// Sends the bots away, records the figures under the scenario's name with what became of the bots' transactions,
    /// checks them, and ends the network.
    ///
    /// # Errors
    ///
    /// If anything of [`Figures::check_sound`] does not hold, or something can't be ended.
    pub async fn end(mut self, scenario: &str, more: impl FnOnce(Figures) -> Figures) -> Result<Figures> {
        let Played {
            sent,
            finalised,
            retracted,
            resubmitted,
            lost,
            waiting,
        } = self.bots.stop().await?;
        let figures = self.watch.finish().await?;
        let figures = figures
            .with("transactions_sent", sent)
            .with("transactions_finalised", finalised)
            .with("transactions_retracted", retracted)
            .with("transactions_resubmitted", resubmitted)
            .with("transactions_lost", lost)
            .with("transactions_waiting", waiting);
        let figures = more(figures);
        record(scenario, &figures)?;
        figures.check_sound()?;
        self.network.stop().await?;
        Ok(figures)
    }
}
