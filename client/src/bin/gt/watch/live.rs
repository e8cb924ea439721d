//! The drawing of one table.

use std::{collections::VecDeque, time::Instant};

use global_table_client::{
    amounts, Amount, At, GameId, Layout, Phase, ReadError, RoundId, RoundView, SpotId, TableView,
};

use crate::screen;

/// Notes that stay on the screen.
const NOTES: usize = 8;
/// Spots in the list of totals.
const SPOTS: usize = 12;

/// What the last block said about a table.
#[derive(Default)]
pub struct Live {
    table: Option<TableView>,
    pub round: Option<RoundView>,
    totals: Vec<(SpotId, Amount)>,
    block: u64,
    seen: Option<Instant>,
    notes: VecDeque<String>,
}

impl Live {
    pub async fn read(&mut self, at: &At, game: GameId) -> Result<(), ReadError> {
        let (table, round, totals) =
            futures::try_join!(at.table(game), at.round(game, None), at.totals(game))?;
        *self = Self {
            table,
            round,
            totals,
            block: at.block().number,
            seen: Some(Instant::now()),
            notes: std::mem::take(&mut self.notes),
        };
        Ok(())
    }

    pub fn block(&self) -> u64 {
        self.block
    }

    pub fn totals(&self) -> &[(SpotId, Amount)] {
        &self.totals
    }

    /// The round that takes slips, and for how many milliseconds it still does.
    pub fn betting_left(&self) -> Option<(RoundId, u64)> {
        let round = self
            .round
            .as_ref()
            .filter(|round| round.phase == Phase::Betting)?;
        let left_ms = round.betting_ends_at.checked_sub(self.now(round))?;
        (left_ms > 0).then_some((round.round, left_ms))
    }

    /// The chain's time stands still between blocks; a countdown does not.
    fn now(&self, round: &RoundView) -> u64 {
        let passed = self.seen.map_or(0, |seen| {
            u64::try_from(seen.elapsed().as_millis()).unwrap_or(u64::MAX)
        });
        round.now.saturating_add(passed)
    }

    pub fn note(&mut self, text: String) {
        self.notes.push_back(text);
        while self.notes.len() > NOTES {
            self.notes.pop_front();
        }
    }

    pub fn lines(&self, layout: &Layout) -> Vec<String> {
        let state = self
            .table
            .as_ref()
            .map(|table| screen::state_text(&table.state))
            .unwrap_or_default();
        let game = layout.game();
        let mut lines = vec![format!("{game}  {state}  block {}", self.block), String::new()];
        match &self.round {
            None => lines.push("no round yet; a keeper opens the first one".into()),
            Some(round) => {
                let phase = self
                    .table
                    .as_ref()
                    .map(|table| screen::phase_text(round, table, self.now(round)));
                lines.push(format!("round {}  {}", round.round, phase.unwrap_or_default()));
                lines.push(format!(
                    "{}, {} GTT staked",
                    screen::count(round.players as usize, "player"),
                    amounts::format(round.staked)
                ));
            }
        }
        lines.push(String::new());
        lines.extend(screen::heat(layout, &self.totals, SPOTS));
        lines.push(String::new());
        lines.extend(self.notes.iter().cloned());
        lines
    }
}
