//! From the 32 bytes of a draw to faces of dice and pockets of a wheel.
//!
//! The draw is expanded in counter mode: block `i` is
//! `blake2_256("global-table/expand/v1" | draw | i as u32, little-endian)`, for `i` from 0. The bytes of the blocks are
//! taken one after the other. A byte is taken for one of `n` sides only if it is below the greatest multiple of `n`
//! that is at most 256; any other is skipped. So every side is equally likely, with no modulo bias.

use blake2b_simd::Params;

use crate::{craps::Craps, roulette::Roulette, Game, GameId, Outcome};

/// Separates this use of the hash from any other.
const TAG: &[u8] = b"global-table/expand/v1";

/// The length of a block in bytes.
const BLOCK: usize = 32;

/// Fair sides from the expansion of one draw. Never ends.
#[derive(Clone, Debug)]
pub struct Faces {
    draw: [u8; 32],
    /// The number of the block that comes after `block`.
    counter: u32,
    block: [u8; BLOCK],
    /// How many bytes of `block` have been used.
    used: usize,
}

impl Faces {
    /// Starts the expansion of `draw`.
    pub const fn new(draw: &[u8; 32]) -> Self {
        Self {
            draw: *draw,
            counter: 0,
            block: [0; BLOCK],
            used: BLOCK,
        }
    }

    /// One of `sides` sides, counted from 0, each equally likely. 0 if `sides` is 0.
    pub fn face(&mut self, sides: u8) -> u8 {
        loop {
            let byte = self.byte();
            if let Some(face) = face_of(byte, sides) {
                return face;
            }
        }
    }

    fn byte(&mut self) -> u8 {
        if let Some(byte) = self.block.get(self.used) {
            self.used = self.used.saturating_add(1);
            return *byte;
        }
        let mut hash = Params::new().hash_length(BLOCK).to_state();
        hash.update(TAG)
            .update(&self.draw)
            .update(&self.counter.to_le_bytes());
        self.block.copy_from_slice(hash.finalize().as_bytes());
        self.counter = self.counter.wrapping_add(1);
        self.used = 1;
        self.block[0]
    }
}

/// The side that `byte` means, or `None` if it must be skipped.
fn face_of(byte: u8, sides: u8) -> Option<u8> {
    let (byte, sides) = (u16::from(byte), u16::from(sides));
    let Some(beyond) = 256u16.checked_rem(sides) else {
        return Some(0);
    };
    if byte >= 256u16.saturating_sub(beyond) {
        return None;
    }
    byte.checked_rem(sides).and_then(|face| u8::try_from(face).ok())
}

/// What `draw` means in `game`.
pub fn expand(game: GameId, draw: &[u8; 32]) -> Outcome {
    let faces = &mut Faces::new(draw);
    match game {
        GameId::Roulette => Outcome::Roulette(Roulette::draw(faces)),
        GameId::Craps => Outcome::Craps(Craps::draw(faces)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_face_should_have_the_same_number_of_bytes() {
        for sides in 1..=u8::MAX {
            let mut bytes = [0u16; 256];
            for face in (0..=u8::MAX).filter_map(|byte| face_of(byte, sides)) {
                bytes[usize::from(face)] += 1;
            }
            assert!(
                bytes[..sides.into()]
                    .iter()
                    .all(|count| *count == 256 / u16::from(sides)),
                "{sides} sides: {bytes:?}"
            );
        }
    }

    #[test]
    fn the_first_byte_that_is_skipped_should_be_the_greatest_multiple_of_the_sides() {
        assert_eq!(
            (face_of(251, 6), face_of(252, 6), face_of(255, 6)),
            (Some(5), None, None)
        );
        assert_eq!(
            (face_of(221, 37), face_of(222, 37), face_of(255, 37)),
            (Some(36), None, None)
        );
        assert_eq!(
            (face_of(255, 1), face_of(255, 2), face_of(255, 0)),
            (Some(0), Some(1), Some(0))
        );
    }
}
