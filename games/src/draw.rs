//! From the 32 bytes of a draw to faces of dice, pockets of a wheel and cards of a shoe.
//!
//! The draw is expanded in counter mode: block `i` is
//! `blake2_256("global-table/expand/v1" | draw | i as u32, little-endian)`, for `i` from 0. The bytes of the blocks are
//! taken one after the other. A byte is taken for one of `n` sides only if it is below the greatest multiple of `n`
//! that is at most 256; any other is skipped. So every side is equally likely, with no modulo bias. A choice of one of `n`
//! cards takes two bytes, little-endian, in the same way, with 65,536 in place of 256.

use blake2b_simd::Params;

use crate::{
    american_roulette::AmericanRoulette, baccarat::Baccarat, blackjack::Blackjack, craps::Craps,
    roulette::Roulette, sic_bo::SicBo, Game, GameId, Outcome,
};

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

    /// One of `count` things, counted from 0, each equally likely. 0 if `count` is 0.
    pub(crate) fn one_of(&mut self, count: u16) -> u16 {
        loop {
            let bytes = u16::from_le_bytes([self.byte(), self.byte()]);
            if let Some(index) = index_of(bytes, count) {
                return index;
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

/// The thing that two bytes mean, or `None` if they must be skipped.
fn index_of(bytes: u16, count: u16) -> Option<u16> {
    let (bytes, count) = (u32::from(bytes), u32::from(count));
    let Some(beyond) = 65_536u32.checked_rem(count) else {
        return Some(0);
    };
    if bytes >= 65_536u32.saturating_sub(beyond) {
        return None;
    }
    bytes
        .checked_rem(count)
        .and_then(|index| u16::try_from(index).ok())
}

/// What `draw` means in `game`.
pub fn expand(game: GameId, draw: &[u8; 32]) -> Outcome {
    let faces = &mut Faces::new(draw);
    match game {
        GameId::Roulette => Outcome::Roulette(Roulette::draw(faces)),
        GameId::Craps => Outcome::Craps(Craps::draw(faces)),
        GameId::AmericanRoulette => Outcome::AmericanRoulette(AmericanRoulette::draw(faces)),
        GameId::SicBo => Outcome::SicBo(SicBo::draw(faces)),
        GameId::Baccarat => Outcome::Baccarat(Baccarat::draw(faces)),
        GameId::Blackjack => Outcome::Blackjack(Blackjack::draw(faces)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Shoe;

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
    fn every_card_should_have_the_same_number_of_byte_pairs() {
        for count in 1..=416 {
            let mut pairs = [0u32; 416];
            for index in (0..=u16::MAX).filter_map(|bytes| index_of(bytes, count)) {
                pairs[usize::from(index)] += 1;
            }
            let share = 65_536 / u32::from(count);
            assert!(
                pairs[..count.into()].iter().all(|found| *found == share),
                "{count} cards: {pairs:?}"
            );
        }
    }

    /// An expansion that begins with these bytes.
    fn faces_of(bytes: &[u8]) -> Faces {
        let mut faces = Faces::new(&[0; 32]);
        faces.block[..bytes.len()].copy_from_slice(bytes);
        faces.used = 0;
        faces
    }

    #[test]
    fn each_card_that_is_left_should_be_dealt_by_the_same_number_of_byte_pairs() {
        let mut played = Shoe::new(6);
        let some: Vec<u8> = (0..250).map(|_| played.deal(&mut faces_of(&[7, 80])).0).collect();
        for (shoe, gone) in [(Shoe::new(8), vec![]), (Shoe::new(6), vec![]), (played, some)] {
            let decks = if shoe == Shoe::new(8) { 8 } else { 6 };
            let mut left = [decks; 53];
            gone.iter().for_each(|card| left[usize::from(*card)] -= 1);
            let share = 65_536 / left[1..].iter().sum::<u32>();
            let mut dealt = [0; 53];
            for pair in 0..=u16::MAX {
                let mut faces = faces_of(&pair.to_le_bytes());
                let card = shoe.clone().deal(&mut faces);
                // More than one pair was taken if the first one was skipped.
                dealt[usize::from(card.0)] += u32::from(faces.used == 2);
            }
            for (card, (dealt, left)) in dealt.iter().zip(left).enumerate().skip(1) {
                assert_eq!(*dealt, left * share, "card {card} of {gone:?}");
            }
        }
    }

    #[test]
    fn a_byte_that_is_skipped_should_be_followed_by_the_next() {
        assert_eq!(faces_of(&[252, 255, 11, 3]).face(6), 5);
        let mut faces = faces_of(&[222, 36, 37, 73]);
        assert_eq!([(); 3].map(|()| faces.face(37)), [36, 0, 36]);
    }

    #[test]
    fn a_pair_that_is_skipped_should_be_followed_by_the_next_pair() {
        // 65,312 is 157 times 416.
        let [low, high] = 65_312u16.to_le_bytes();
        assert_eq!(faces_of(&[low, high, 1, 0]).one_of(416), 1);
        assert_eq!(faces_of(&[low - 1, high, 1, 0]).one_of(416), 415);
        assert_eq!(faces_of(&[255, 255, 0, 1]).one_of(416), 256);
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
