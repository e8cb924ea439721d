//! Cards, and the shoe from which they are dealt.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::fmt;
use scale_info::TypeInfo;

use crate::Faces;

/// The cards of one deck.
const DECK: usize = 52;
/// The ranks of one suit.
const RANKS: u8 = 13;

/// A card: 1 to 52, thirteen of clubs from ace to king, then diamonds, hearts and spades. 0 is a place without a card.
#[derive(
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Default,
    Debug,
)]
pub struct Card(pub u8);

/// A suit. The order is that of the cards' numbers.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Suit {
    /// Clubs, black.
    Clubs,
    /// Diamonds, red.
    Diamonds,
    /// Hearts, red.
    Hearts,
    /// Spades, black.
    Spades,
}

impl Card {
    /// No card.
    pub const NONE: Self = Self(0);

    /// The card of `suit` with this rank, 1 (ace) to 13 (king). [`Self::NONE`] for any other rank.
    pub const fn new(rank: u8, suit: Suit) -> Self {
        if rank == 0 || rank > RANKS {
            return Self::NONE;
        }
        Self((suit as u8).saturating_mul(RANKS).saturating_add(rank))
    }

    /// 1 (ace) to 13 (king), `None` for no card.
    pub const fn rank(self) -> Option<u8> {
        match self.place() {
            Some(place) => Some((place % RANKS).saturating_add(1)),
            None => None,
        }
    }

    /// The suit, `None` for no card.
    pub const fn suit(self) -> Option<Suit> {
        Some(match self.place() {
            Some(0..=12) => Suit::Clubs,
            Some(13..=25) => Suit::Diamonds,
            Some(26..=38) => Suit::Hearts,
            Some(39..=51) => Suit::Spades,
            _ => return None,
        })
    }

    /// Where it stands in a deck, counted from 0.
    const fn place(self) -> Option<u8> {
        match self.0 {
            0 => None,
            number if number as usize <= DECK => Some(number.saturating_sub(1)),
            _ => None,
        }
    }
}

impl Suit {
    /// Hearts and diamonds.
    pub const fn is_red(self) -> bool {
        matches!(self, Self::Diamonds | Self::Hearts)
    }
}

/// `A♠`, `10♥`; `-` for no card.
impl fmt::Display for Card {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Some(rank), Some(suit)) = (self.rank(), self.suit()) else {
            return f.write_str("-");
        };
        match rank {
            1 => f.write_str("A")?,
            11 => f.write_str("J")?,
            12 => f.write_str("Q")?,
            13 => f.write_str("K")?,
            number => write!(f, "{number}")?,
        }
        f.write_str(match suit {
            Suit::Clubs => "♣",
            Suit::Diamonds => "♦",
            Suit::Hearts => "♥",
            Suit::Spades => "♠",
        })
    }
}

/// Some decks, shuffled together. Each card that is dealt is any of those left with the same probability.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shoe {
    /// How many of each card are left, in the order of their numbers.
    left: [u8; DECK],
    /// How many cards are left.
    cards: u16,
}

impl Shoe {
    /// A full shoe.
    pub const fn new(decks: u8) -> Self {
        Self {
            left: [decks; DECK],
            cards: (decks as u16).saturating_mul(DECK as u16),
        }
    }

    /// Deals one of the cards that are left, counted in the order of their numbers. [`Card::NONE`] from an empty shoe.
    pub fn deal(&mut self, faces: &mut Faces) -> Card {
        if self.cards == 0 {
            return Card::NONE;
        }
        let mut index = faces.one_of(self.cards);
        for (number, left) in (1..).zip(&mut self.left) {
            match index.checked_sub(u16::from(*left)) {
                Some(rest) => index = rest,
                None => {
                    *left = left.saturating_sub(1);
                    self.cards = self.cards.saturating_sub(1);
                    return Card(number);
                }
            }
        }
        Card::NONE
    }
}
