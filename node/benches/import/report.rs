//! From measured blocks to the table that is printed.

use std::{collections::BTreeMap, fmt::Write, time::Duration};

use frame_support::weights::{constants::WEIGHT_REF_TIME_PER_NANOS, Weight};
use global_table_runtime::constants::RuntimeBlockWeights;
use serde_json::{json, Value};

use crate::{
    chain::Imported,
    plans::{self, Plan, Who},
    play::BETS,
};

/// What a block holds. The text is the name of the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Nothing but the inherent.
    Empty,
    /// `transfer_keep_alive`, each from and to another account.
    Transfer,
    /// `relay_bets`.
    Relay(&'static str),
    /// `submit_bets`, one slip each.
    Submit(&'static str),
    /// `settle`.
    Settle(&'static str, Settled),
}

use Kind::*;

/// What a settlement does to the bets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Settled {
    /// Every bet is resolved, and every player leaves.
    All,
    /// Half of the bets are resolved, the others stay up.
    Some,
    /// Every bet stays up.
    None,
}

/// What is printed: a name, the kind of block, and how many units one item of it counts for.
fn rows() -> Vec<(String, Kind, usize)> {
    let mut rows = vec![
        ("empty block".into(), Empty, 1),
        ("transfer_keep_alive, extrinsic".into(), Transfer, 1),
    ];
    let mut add = |name: String, kind: Kind, units: usize| {
        if !rows.iter().any(|(other, ..)| *other == name) {
            rows.push((name, kind, units));
        }
    };
    for Plan {
        name, who, settled, ..
    } in plans::all().flatten()
    {
        if *who != Who::Nobody {
            add(format!("relay_bets {name}, slip"), Relay(name), 1);
            add(format!("relay_bets {name}, bet"), Relay(name), BETS);
        }
        if *who == Who::All {
            add(format!("submit_bets {name}, extrinsic"), Submit(name), 1);
        }
        let what = match settled {
            Settled::All => "all",
            Settled::Some => "half",
            Settled::None => "nothing",
        };
        add(format!("settle {name} {what}, player"), Settle(name, *settled), 1);
    }
    rows
}

/// The blocks of one repetition of one kind.
struct Sample {
    blocks: Vec<(Duration, Weight)>,
    items: usize,
}

/// All that was measured.
#[derive(Default)]
pub struct Samples {
    by_kind: BTreeMap<Kind, Vec<Sample>>,
    /// The players of a settlement that fitted into a block.
    pub settle_batch: u32,
}

impl Samples {
    /// Notes blocks that hold `items` in all.
    pub fn add(&mut self, kind: Kind, blocks: &[Imported], items: usize) {
        if items > 0 {
            let blocks = blocks.iter().map(|block| (block.time, block.weight)).collect();
            self.by_kind
                .entry(kind)
                .or_default()
                .push(Sample { blocks, items });
        }
    }

    /// What was measured so far does not count.
    pub fn forget(&mut self) {
        self.by_kind.clear();
    }

    fn of(&self, kind: Kind) -> &[Sample] {
        self.by_kind.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// Microseconds per item, less what empty blocks would have taken.
    fn per_item_us(&self, kind: Kind, units: usize) -> Spread {
        let empty = if kind == Empty {
            0.0
        } else {
            self.per_item_us(Empty, 1).median
        };
        Spread::of(self.of(kind).iter().map(|sample| {
            let all: f64 = sample.blocks.iter().map(|(time, _)| us(*time) - empty).sum();
            all / (sample.items * units) as f64
        }))
    }

    /// What each block's import took, over what it weighs.
    fn of_declared(&self, kind: Kind) -> Spread {
        Spread::of(
            self.blocks(kind)
                .map(|(time, weight)| us(*time) / weight_us(*weight)),
        )
    }

    /// What each block weighs, over what a block may weigh.
    fn of_limit(&self, kind: Kind) -> Spread {
        let limit = weight_us(RuntimeBlockWeights::get().max_block);
        Spread::of(self.blocks(kind).map(|(_, weight)| weight_us(*weight) / limit))
    }

    fn blocks(&self, kind: Kind) -> impl Iterator<Item = &(Duration, Weight)> {
        self.of(kind).iter().flat_map(|sample| &sample.blocks)
    }
}

/// The middle of a sample, and where nine of ten are above and below.
#[derive(Clone, Copy, Debug, Default)]
struct Spread {
    median: f64,
    p10: f64,
    p90: f64,
    max: f64,
}

impl Spread {
    fn of(values: impl Iterator<Item = f64>) -> Self {
        let mut values: Vec<f64> = values.collect();
        values.sort_by(f64::total_cmp);
        let Some(last) = values.len().checked_sub(1) else {
            return Self::default();
        };
        let at = |share: f64| values[(share * last as f64).round() as usize];
        Self {
            median: at(0.5),
            p10: at(0.1),
            p90: at(0.9),
            max: values[last],
        }
    }
}

fn us(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}

fn weight_us(weight: Weight) -> f64 {
    weight.ref_time() as f64 / (WEIGHT_REF_TIME_PER_NANOS * 1_000) as f64
}

/// One line of the result.
struct Row {
    name: String,
    samples: usize,
    us: Spread,
    of_transfer: f64,
    of_declared: Spread,
    of_limit: Spread,
}

/// The result of a run.
pub struct Report {
    rows: Vec<Row>,
    settle_batch: u32,
}

impl Report {
    /// Sums the samples up.
    pub fn of(samples: &Samples) -> Self {
        let transfer = samples.per_item_us(Transfer, 1).median;
        let row = |(name, kind, units): (String, Kind, usize)| {
            let us = samples.per_item_us(kind, units);
            Row {
                name,
                samples: samples.of(kind).len(),
                us,
                of_transfer: us.median / transfer,
                of_declared: samples.of_declared(kind),
                of_limit: samples.of_limit(kind),
            }
        };
        Self {
            rows: rows().into_iter().map(row).collect(),
            settle_batch: samples.settle_batch,
        }
    }

    /// The blocks of which the import takes longer than they weigh, or that weigh more than a block may.
    pub fn failures(&self) -> Vec<String> {
        let mut failures = Vec::new();
        for row in &self.rows {
            if row.of_declared.median > 1.0 {
                failures.push(format!(
                    "{}: its blocks take {:.2} of their weight",
                    row.name, row.of_declared.median
                ));
            }
            if row.of_limit.max > 1.0 {
                failures.push(format!(
                    "{}: a block weighs {:.2} of the limit",
                    row.name, row.of_limit.max
                ));
            }
        }
        failures
    }

    /// For people.
    pub fn table(&self) -> String {
        let mut text = format!(
            "{:<42}{:>5}{:>11}{:>10}{:>10}{:>10}{:>10}{:>9}\n",
            "microseconds per", "runs", "median", "p10", "p90", "transfer", "declared", "limit"
        );
        for row in &self.rows {
            let Row {
                name,
                samples,
                us,
                of_transfer,
                of_declared,
                of_limit,
            } = row;
            let _ = writeln!(
                text,
                "{name:<42}{samples:>5}{:>11.2}{:>10.2}{:>10.2}{of_transfer:>10.3}{:>10.2}{:>9.2}",
                us.median, us.p10, us.p90, of_declared.median, of_limit.max
            );
        }
        let _ = write!(
            text,
            "\nThe time is that of the import: execution, state root and commit, less an empty block's.\n\
             transfer: over a transfer_keep_alive. declared: the import over the block's weight, median.\n\
             limit: the heaviest block's weight over the limit. At most {} players were settled at once.\n",
            self.settle_batch
        );
        text
    }

    /// For programs.
    pub fn json(&self) -> Value {
        let rows = self.rows.iter().map(|row| {
            json!({
                "name": row.name,
                "runs": row.samples,
                "median_us": row.us.median,
                "p10_us": row.us.p10,
                "p90_us": row.us.p90,
                "of_transfer": row.of_transfer,
                "of_declared_weight": row.of_declared.median,
                "of_block_limit_max": row.of_limit.max,
            })
        });
        json!({ "rows": rows.collect::<Vec<_>>(), "settle_batch": self.settle_batch })
    }
}
