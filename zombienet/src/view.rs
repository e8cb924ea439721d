//! What the nodes of a network have said so far about their heads. Pure: the caller brings the clock.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    time::{Duration, Instant},
};

use global_table_client::{BlockId, Hash};
use serde::Serialize;

use crate::figures::Pauses;

/// Two finalised blocks of one height.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Conflict {
    /// The height.
    pub number: u64,
    /// The hashes, and the nodes that have each of them final.
    pub blocks: BTreeMap<String, BTreeSet<String>>,
}

/// The heads of all nodes, now and so far.
#[derive(Clone, Debug)]
pub struct View {
    since: Instant,
    nodes: BTreeMap<String, Heads>,
    /// Each time that a higher block than ever was the best one of a node.
    best: Climb,
    /// Each time that a higher block than ever was final at a node.
    finalised: Climb,
    /// Who has which block final, by height.
    finals: BTreeMap<u64, BTreeMap<Hash, BTreeSet<String>>>,
    /// Every block that some node had, by height.
    seen: BTreeMap<u64, BTreeSet<Hash>>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Heads {
    best: Option<BlockId>,
    finalised: Option<BlockId>,
}

/// When a height rose, to what.
#[derive(Clone, Debug, Default)]
struct Climb(Vec<(Instant, u64)>);

impl Climb {
    fn top(&self) -> u64 {
        self.0.last().map_or(0, |(_, height)| *height)
    }

    fn reach(&mut self, now: Instant, height: u64) -> bool {
        let rises = self.0.is_empty() || height > self.top();
        if rises {
            self.0.push((now, height));
        }
        rises
    }

    /// When it was first reached.
    fn since(&self, height: u64) -> Option<Instant> {
        let index = self.0.partition_point(|(_, reached)| *reached < height);
        self.0.get(index).map(|(at, _)| *at)
    }

    /// The longest time between two steps, from one moment to another, both of which count as steps.
    fn longest_pause(&self, from: Instant, to: Instant) -> Duration {
        let steps = self
            .0
            .iter()
            .map(|(at, _)| *at)
            .filter(|at| (from..to).contains(at));
        let mut last = from;
        let mut longest = Duration::ZERO;
        for at in steps.chain([to]) {
            longest = longest.max(at.saturating_duration_since(last));
            last = at;
        }
        longest
    }
}

/// Each node with the heights of its best and its last finalised block.
impl fmt::Display for View {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let height = |block: Option<BlockId>| block.map_or(0, |block| block.number);
        for (name, heads) in &self.nodes {
            write!(f, "{name} {}/{}, ", height(heads.best), height(heads.finalised))?;
        }
        write!(f, "all {}/{}", self.best_height(), self.finalised_height())
    }
}

impl View {
    pub(crate) fn new(now: Instant) -> Self {
        Self {
            since: now,
            nodes: BTreeMap::new(),
            best: Climb::default(),
            finalised: Climb::default(),
            finals: BTreeMap::new(),
            seen: BTreeMap::new(),
        }
    }

    /// The best block of a node, as it said last.
    pub fn best(&self, node: &str) -> Option<BlockId> {
        self.nodes.get(node)?.best
    }

    /// The last finalised block of a node, as it said last.
    pub fn finalised(&self, node: &str) -> Option<BlockId> {
        self.nodes.get(node)?.finalised
    }

    /// The highest best block that any node ever had.
    pub fn best_height(&self) -> u64 {
        self.best.top()
    }

    /// The highest block that was ever final at any node.
    pub fn finalised_height(&self) -> u64 {
        self.finalised.top()
    }

    /// The finalised block of a height, if a node has said which.
    pub fn final_at(&self, number: u64) -> Option<Hash> {
        self.finals.get(&number)?.keys().next().copied()
    }

    /// How long nothing moved, at most, from a moment until now.
    pub fn pauses(&self, from: Instant) -> Pauses {
        let now = Instant::now();
        let from = from.max(self.since);
        let longest = |climb: &Climb| climb.longest_pause(from, now).as_millis() as u64;
        Pauses {
            longest_without_finality_ms: longest(&self.finalised),
            longest_without_block_ms: longest(&self.best),
        }
    }

    /// The heights at which nodes have different blocks final.
    pub fn conflicts(&self) -> Vec<Conflict> {
        let conflicts = self.finals.iter().filter(|(_, blocks)| blocks.len() > 1);
        conflicts
            .map(|(number, blocks)| Conflict {
                number: *number,
                blocks: blocks
                    .iter()
                    .map(|(hash, nodes)| (format!("{hash:?}"), nodes.clone()))
                    .collect(),
            })
            .collect()
    }

    /// How many blocks nodes had, up to what is final, that are not final.
    pub fn lost_to_forks(&self) -> u64 {
        let lost = |(number, seen): (&u64, &BTreeSet<Hash>)| {
            let finals = self.finals.get(number)?;
            Some(seen.iter().filter(|hash| !finals.contains_key(hash)).count() as u64)
        };
        self.seen.iter().filter_map(lost).sum()
    }

    /// When the first node had a height final.
    pub(crate) fn final_since(&self, number: u64) -> Option<Instant> {
        self.finalised.since(number)
    }

    /// A node has a block, best or not.
    pub(crate) fn on_seen(&mut self, block: BlockId) {
        self.seen.entry(block.number).or_default().insert(block.hash);
    }

    /// A block is a node's best one.
    pub(crate) fn on_best(&mut self, now: Instant, node: &str, block: BlockId) {
        self.on_seen(block);
        self.nodes.entry(node.into()).or_default().best = Some(block);
        self.best.reach(now, block.number);
    }

    /// A block is final at a node. Is it the first one to have something so high?
    pub(crate) fn on_final(&mut self, now: Instant, node: &str, block: BlockId) -> bool {
        self.on_seen(block);
        let nodes = self.finals.entry(block.number).or_default();
        nodes.entry(block.hash).or_default().insert(node.into());
        let last = &mut self.nodes.entry(node.into()).or_default().finalised;
        if last.is_none_or(|last| last.number < block.number) {
            *last = Some(block);
        }
        self.finalised.reach(now, block.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(number: u64, branch: u8) -> BlockId {
        BlockId {
            number,
            hash: Hash::repeat_byte(branch * 16 + number as u8),
        }
    }

    #[test]
    fn different_finalised_blocks_of_one_height_should_be_a_conflict() {
        let now = Instant::now();
        let mut view = View::new(now);
        for (node, branch) in [("alice", 0), ("bob", 0), ("charlie", 1)] {
            view.on_final(now, node, block(1, 0));
            view.on_final(now, node, block(2, branch));
        }
        let conflicts = view.conflicts();
        assert_eq!(conflicts.len(), 1);
        assert_eq!(conflicts[0].number, 2);
        let mut sides: Vec<usize> = conflicts[0].blocks.values().map(BTreeSet::len).collect();
        sides.sort_unstable();
        assert_eq!(sides, [1, 2]);
    }

    #[test]
    fn blocks_beside_the_finalised_chain_should_count_as_lost_once_their_height_is_final() {
        let now = Instant::now();
        let mut view = View::new(now);
        view.on_best(now, "alice", block(1, 0));
        view.on_best(now, "bob", block(1, 1));
        view.on_best(now, "bob", block(2, 1));
        assert_eq!(view.lost_to_forks(), 0);
        view.on_final(now, "alice", block(1, 0));
        assert_eq!(view.lost_to_forks(), 1);
    }

    #[test]
    fn the_longest_pause_should_count_both_ends() {
        let start = Instant::now();
        let at = |seconds| start + Duration::from_secs(seconds);
        let mut climb = Climb::default();
        for (seconds, height) in [(1, 1), (2, 2), (3, 2), (7, 3)] {
            climb.reach(at(seconds), height);
        }
        assert_eq!(climb.longest_pause(start, at(8)), Duration::from_secs(5));
        assert_eq!(climb.longest_pause(start, at(20)), Duration::from_secs(13));
        assert_eq!(climb.longest_pause(at(6), at(8)), Duration::from_secs(1));
    }
}
