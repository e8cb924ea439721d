//! What a scenario has shown, as one row of figures.

use std::{collections::BTreeMap, path::PathBuf};

use anyhow::{ensure, Result};
use serde::Serialize;
use serde_json::Value;

use crate::{plan, view::Conflict};

/// What was seen of a network, from the start of the watch to its end.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Figures {
    /// How long it was watched, in seconds.
    pub seconds: u64,
    /// The longest times in which nothing moved.
    #[serde(flatten)]
    pub pauses: Pauses,
    /// Slots of the finalised chain, from its first watched block to its last.
    pub slots: u64,
    /// Those of them without a block.
    pub slots_missed: u64,
    /// Blocks that some node had, and that another one won against.
    pub blocks_lost_to_forks: u64,
    /// From the start of a block's slot until the first node has it final: the median, in milliseconds.
    pub finality_ms_median: u64,
    /// The same, of all blocks but the slowest twentieth.
    pub finality_ms_p95: u64,
    /// All rounds together.
    #[serde(flatten)]
    pub rounds: RoundCounts,
    /// The rounds by game.
    pub games: BTreeMap<String, RoundCounts>,
    /// Slips that were accepted.
    pub slips: u64,
    /// Finalised blocks for which the books were checked.
    pub blocks_checked: u64,
    /// The heights at which money in was not money out and what the bankroll gained. Must be none.
    pub blocks_out_of_balance: Vec<u64>,
    /// Finalised blocks whose events nobody could tell any more. Must be 0.
    pub blocks_missed: u64,
    /// Finalised blocks that contradict each other. Must be none.
    pub conflicts: Vec<Conflict>,
    /// What a scenario adds.
    #[serde(flatten)]
    pub more: BTreeMap<String, Value>,
}

/// The longest times in which nothing moved, at any node. In milliseconds of this machine's clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Pauses {
    /// Without a higher finalised block.
    pub longest_without_finality_ms: u64,
    /// Without a higher best block.
    pub longest_without_block_ms: u64,
}

/// How many rounds came how far, in finalised blocks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RoundCounts {
    /// Opened.
    #[serde(rename = "rounds_opened")]
    pub opened: u64,
    /// Closed, voided ones among them.
    #[serde(rename = "rounds_closed")]
    pub closed: u64,
    /// Voided.
    #[serde(rename = "rounds_voided")]
    pub voided: u64,
    /// Skipped by number, or open for longer than anything excuses. Must be 0.
    #[serde(rename = "rounds_lost")]
    pub lost: u64,
}

impl Figures {
    /// With another column.
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.more.insert(name.into(), value.into());
        self
    }

    /// What must hold under any fault: no conflicting finality, no money out of balance, no round lost; and that
    /// enough was seen to say so.
    ///
    /// # Errors
    ///
    /// If it does not hold, with what was found.
    pub fn check_sound(&self) -> Result<()> {
        ensure!(
            self.conflicts.is_empty(),
            "conflicting finality: {:?}",
            self.conflicts
        );
        let unbalanced = &self.blocks_out_of_balance;
        ensure!(
            unbalanced.is_empty(),
            "money out of balance at blocks {unbalanced:?}"
        );
        ensure!(self.rounds.lost == 0, "rounds are lost: {:?}", self.games);
        ensure!(
            self.blocks_missed == 0,
            "{} blocks could not be read",
            self.blocks_missed
        );
        ensure!(self.blocks_checked > 0, "no block was checked");
        Ok(())
    }
}

/// Prints the row of a scenario and writes it to `SCENARIO.json` in `$GLOBAL_TABLE_FIGURES`, or else in `figures` in
/// the target folder.
///
/// # Errors
///
/// If it can't be written.
pub fn record(scenario: &str, figures: &Figures) -> Result<()> {
    let mut row = serde_json::to_value(figures)?;
    row["scenario"] = scenario.into();
    println!("{row}");
    let dir = std::env::var_os("GLOBAL_TABLE_FIGURES").map(PathBuf::from);
    let dir = dir.unwrap_or_else(|| target_dir().join("figures"));
    std::fs::create_dir_all(&dir)?;
    let text = format!("{}\n", serde_json::to_string_pretty(&row)?);
    Ok(std::fs::write(dir.join(format!("{scenario}.json")), text)?)
}

/// Where this workspace is built.
pub(crate) fn target_dir() -> PathBuf {
    let dir = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    dir.unwrap_or_else(|| plan::cache_dir().join("zombienet"))
}
