//! A coup: both hands, and the rules by which they draw.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

use crate::{Card, Faces, Shoe};

/// The decks of the shoe.
pub const DECKS: u8 = 8;

/// Both hands, in the order of dealing; a third card that was not drawn is [`Card::NONE`].
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
    Debug,
)]
pub struct Coup {
    /// The player's cards.
    pub player: [Card; 3],
    /// The banker's cards.
    pub banker: [Card; 3],
}

/// Whose hand it is. These are names of hands: everybody bets on either.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Side {
    /// The player's hand, which is dealt first.
    Player,
    /// The banker's hand.
    Banker,
}

impl Coup {
    /// Deals from a full shoe: player, banker, player, banker, then the player's third card and the banker's, where the
    /// rules have one.
    pub(super) fn deal(faces: &mut Faces) -> Self {
        let mut shoe = Shoe::new(DECKS);
        let [p1, b1, p2, b2] = [(); 4].map(|()| shoe.deal(faces));
        let mut coup = Self {
            player: [p1, p2, Card::NONE],
            banker: [b1, b2, Card::NONE],
        };
        if coup.player_draws() {
            coup.player[2] = shoe.deal(faces);
        }
        if coup.banker_draws() {
            coup.banker[2] = shoe.deal(faces);
        }
        coup
    }

    /// Can it be dealt? If not, it decides no bet.
    ///
    /// The shoe has eight of each card, and a coup at most six cards: which ones they are is never an obstacle.
    pub fn is_valid(&self) -> bool {
        let dealt = |card: Card, drawn: bool| match drawn {
            true => card.rank().is_some(),
            false => card == Card::NONE,
        };
        let [p1, p2, p3] = self.player;
        let [b1, b2, b3] = self.banker;
        [p1, p2, b1, b2].iter().all(|card| dealt(*card, true))
            && dealt(p3, self.player_draws())
            && dealt(b3, self.banker_draws())
    }

    /// The cards of a side, in the order of dealing.
    pub const fn hand(&self, side: Side) -> &[Card; 3] {
        match side {
            Side::Player => &self.player,
            Side::Banker => &self.banker,
        }
    }

    /// How many cards the side has, 2 or 3.
    pub fn cards(&self, side: Side) -> u8 {
        let [_, _, third] = self.hand(side);
        if *third == Card::NONE {
            2
        } else {
            3
        }
    }

    /// What the hand counts, 0 to 9.
    pub fn total(&self, side: Side) -> u8 {
        total(self.hand(side))
    }

    /// The side with the higher total, `None` for a tie.
    pub fn winner(&self) -> Option<Side> {
        let (player, banker) = (self.total(Side::Player), self.total(Side::Banker));
        if player == banker {
            None
        } else if player > banker {
            Some(Side::Player)
        } else {
            Some(Side::Banker)
        }
    }

    /// By how much the totals differ, 0 to 9.
    pub fn margin(&self) -> u8 {
        self.total(Side::Player).abs_diff(self.total(Side::Banker))
    }

    /// Do the side's first two cards count 8 or 9?
    pub fn is_natural(&self, side: Side) -> bool {
        self.first_two(side) >= 8
    }

    /// Are the side's first two cards of one rank? A ten and a king both count 0, and are no pair.
    pub fn has_pair(&self, side: Side) -> bool {
        let [first, second, _] = self.hand(side);
        first.rank().is_some() && first.rank() == second.rank()
    }

    /// Are the side's first two cards of one rank and one suit?
    pub fn has_perfect_pair(&self, side: Side) -> bool {
        let [first, second, _] = self.hand(side);
        first.rank().is_some() && first == second
    }

    fn first_two(&self, side: Side) -> u8 {
        let [first, second, _] = self.hand(side);
        total(&[*first, *second])
    }

    /// Must the player's hand take a third card? Known from the first two cards of both.
    fn player_draws(&self) -> bool {
        !self.is_natural(Side::Banker) && self.first_two(Side::Player) <= 5
    }

    /// Must the banker's hand take a third card? Known once the player's hand is complete.
    fn banker_draws(&self) -> bool {
        if self.is_natural(Side::Player) {
            return false;
        }
        let [_, _, third] = self.player;
        match (self.first_two(Side::Banker), third) {
            (total, Card::NONE) => total <= 5,
            (0..=2, _) => true,
            (3, third) => value(third) != 8,
            (4, third) => matches!(value(third), 2..=7),
            (5, third) => matches!(value(third), 4..=7),
            (6, third) => matches!(value(third), 6..=7),
            _ => false,
        }
    }
}

/// What a card counts: an ace 1, tens and pictures 0, no card 0.
fn value(card: Card) -> u8 {
    card.rank().filter(|rank| *rank <= 9).unwrap_or(0)
}

fn total(cards: &[Card]) -> u8 {
    let sum = cards
        .iter()
        .fold(0u8, |sum, card| sum.saturating_add(value(*card)));
    sum % 10
}
