//! When a transaction that does not show up is sent again, signed anew or given up. Pure: blocks come in as numbers.

use crate::{call::MORTALITY_BLOCKS, BlockId};

/// For how many best blocks a transaction may not show up before the pool is asked about it.
const PATIENCE_BLOCKS: u64 = 3;
/// How often one transaction is sent at most.
const MAX_SENDS: u32 = 12;

/// Where a transaction stands, as far as is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum State {
    /// It should be in a pool; it was sent, or retracted, when this was the height of the best block.
    Waiting(u64),
    /// It is in this block of the best chain.
    Best(BlockId),
}

/// What to do about a transaction.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Act {
    /// Nothing.
    Wait,
    /// Ask the pool to have it, in case that it lost it.
    Resend,
    /// It can't get into a block any more: sign it anew.
    Renew,
    /// It was sent so often that there is no hope.
    GiveUp(u32),
}

/// One transaction.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Track {
    pub(crate) nonce: u64,
    pub(super) state: State,
    /// The height from which on it is good for [`MORTALITY_BLOCKS`].
    birth: u64,
    sends: u32,
}

impl Track {
    /// A transaction that is sent when `best` is the height of the best block.
    pub(crate) fn new(nonce: u64, birth: u64, best: u64) -> Self {
        Self {
            nonce,
            state: State::Waiting(best),
            birth,
            sends: 1,
        }
    }

    /// Its block is gone. False if it was in another one.
    pub(super) fn retract(&mut self, block: BlockId, best: u64) -> bool {
        let was_there = self.state == State::Best(block);
        if was_there {
            self.state = State::Waiting(best);
        }
        was_there
    }

    /// What to do, by the heights of the best and of the last finalised block.
    pub(super) fn due(&self, best: u64, finalised: u64) -> Act {
        let State::Waiting(since) = self.state else {
            return Act::Wait;
        };
        let expires = self.birth + MORTALITY_BLOCKS;
        if best < since + PATIENCE_BLOCKS {
            Act::Wait
        } else if self.sends >= MAX_SENDS {
            Act::GiveUp(self.sends)
        } else if finalised >= expires {
            // No block that can still become final can hold it, so a second copy does no harm.
            Act::Renew
        } else if best >= expires {
            Act::Wait
        } else {
            Act::Resend
        }
    }

    /// The pool has it: since now if it had `vanished`.
    pub(super) fn put_off(&mut self, best: u64, vanished: bool) {
        if let State::Waiting(since) = &mut self.state {
            *since = best;
        }
        self.sends += u32::from(vanished);
    }

    /// It was signed anew.
    pub(super) fn renew(&mut self, nonce: u64, birth: u64, best: u64) {
        *self = Self {
            nonce,
            state: State::Waiting(best),
            birth,
            sends: self.sends + 1,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Hash;

    fn block(number: u64) -> BlockId {
        BlockId {
            number,
            hash: Hash::repeat_byte(number as u8),
        }
    }

    #[test]
    fn a_transaction_should_be_left_alone_for_a_few_blocks() {
        let track = Track::new(0, 10, 10);
        assert_eq!(track.due(12, 11), Act::Wait);
        assert_eq!(track.due(13, 11), Act::Resend);
    }

    #[test]
    fn a_transaction_in_a_block_should_be_left_alone_however_long_finality_takes() {
        let mut track = Track::new(0, 10, 10);
        track.state = State::Best(block(11));
        assert_eq!(track.due(1_000, 10), Act::Wait);
    }

    #[test]
    fn a_retracted_transaction_should_be_sent_again_unless_it_is_included_again() {
        let mut track = Track::new(0, 10, 10);
        track.state = State::Best(block(11));
        assert!(!track.retract(block(12), 12));
        assert!(track.retract(block(11), 12));
        assert_eq!(track.due(14, 10), Act::Wait);
        assert_eq!(track.due(15, 10), Act::Resend);
        track.state = State::Best(block(13));
        assert_eq!(track.due(15, 10), Act::Wait);
    }

    #[test]
    fn an_expired_transaction_should_be_signed_anew_only_once_that_is_final() {
        let track = Track::new(0, 10, 10);
        let expires = 10 + MORTALITY_BLOCKS;
        assert_eq!(track.due(expires - 1, 0), Act::Resend);
        assert_eq!(track.due(expires + 5, expires - 1), Act::Wait);
        assert_eq!(track.due(expires + 5, expires), Act::Renew);
    }

    #[test]
    fn what_the_pool_knows_should_be_asked_about_without_end_but_not_sent_without_end() {
        let mut track = Track::new(0, 10, 10);
        for best in 13..40 {
            assert_eq!(track.due(best + 3, 10), Act::Resend);
            track.put_off(best, false);
        }
        for _ in 1..MAX_SENDS {
            track.put_off(40, true);
        }
        assert_eq!(track.due(43, 10), Act::GiveUp(MAX_SENDS));
    }

    #[test]
    fn a_renewed_transaction_should_have_a_new_life() {
        let mut track = Track::new(4, 10, 10);
        track.renew(5, 80, 81);
        assert_eq!(track.nonce, 5);
        assert_eq!(track.due(83, 80), Act::Wait);
        assert_eq!(track.due(84, 80), Act::Resend);
    }
}
