//! The best chain behind the last final block, as it was handed out. Pure.

use crate::BlockId;

/// What was handed out.
#[derive(Default)]
pub(super) struct Path {
    /// The last final block.
    last: Option<BlockId>,
    /// The best chain behind it, oldest first.
    best: Vec<BlockId>,
}

impl Path {
    pub(super) fn after(last: Option<BlockId>) -> Self {
        Self {
            last,
            best: Vec::new(),
        }
    }

    pub(super) fn last(&self) -> Option<BlockId> {
        self.last
    }

    /// Is the block handed out already, or not above what is final?
    pub(super) fn reaches(&self, id: BlockId) -> bool {
        id.number <= self.last.map_or(0, |last| last.number) || self.best.contains(&id)
    }

    /// Puts a branch, oldest first, on top of `base`. Returns what left the best chain, newest first.
    pub(super) fn switch(&mut self, base: BlockId, branch: impl Iterator<Item = BlockId>) -> Vec<BlockId> {
        let kept = self
            .best
            .iter()
            .position(|known| *known == base)
            .map_or(0, |index| index + 1);
        let mut gone = self.best.split_off(kept);
        gone.reverse();
        self.best.extend(branch);
        gone
    }

    /// Makes the next block final. Returns what left the best chain if it was another one, newest first.
    pub(super) fn finalise(&mut self, id: BlockId) -> Vec<BlockId> {
        self.last = Some(id);
        if self.best.first() == Some(&id) {
            self.best.remove(0);
            return Vec::new();
        }
        let mut gone = std::mem::take(&mut self.best);
        gone.reverse();
        gone
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Hash;

    /// Block `number` of branch `branch`.
    fn block(number: u64, branch: u8) -> BlockId {
        BlockId {
            number,
            hash: Hash::repeat_byte(branch * 16 + number as u8),
        }
    }

    fn path() -> Path {
        let mut path = Path::after(Some(block(1, 0)));
        assert!(path
            .switch(block(1, 0), [block(2, 0), block(3, 0), block(4, 0)].into_iter())
            .is_empty());
        path
    }

    #[test]
    fn a_longer_chain_should_retract_nothing() {
        let mut path = path();
        assert!(path.reaches(block(4, 0)) && !path.reaches(block(5, 0)));
        assert!(path.switch(block(4, 0), [block(5, 0)].into_iter()).is_empty());
        assert!(path.reaches(block(5, 0)));
    }

    #[test]
    fn another_branch_should_retract_down_to_where_it_forks_off() {
        let mut path = path();
        let gone = path.switch(block(2, 0), [block(3, 1), block(4, 1), block(5, 1)].into_iter());
        assert_eq!(gone, [block(4, 0), block(3, 0)]);
        assert!(path.reaches(block(3, 1)) && !path.reaches(block(3, 0)));
    }

    #[test]
    fn a_head_that_falls_back_should_retract_what_was_above_it() {
        let mut path = path();
        assert_eq!(
            path.switch(block(2, 0), std::iter::empty()),
            [block(4, 0), block(3, 0)]
        );
    }

    #[test]
    fn finality_of_the_best_chain_should_retract_nothing() {
        let mut path = path();
        assert!(path.finalise(block(2, 0)).is_empty());
        assert_eq!(path.last(), Some(block(2, 0)));
        assert!(
            path.reaches(block(2, 7)),
            "nothing below what is final is asked for"
        );
    }

    #[test]
    fn finality_of_another_branch_should_retract_the_whole_best_chain() {
        let mut path = path();
        assert_eq!(
            path.finalise(block(2, 1)),
            [block(4, 0), block(3, 0), block(2, 0)]
        );
        assert!(path.switch(block(2, 1), [block(3, 1)].into_iter()).is_empty());
    }
}
