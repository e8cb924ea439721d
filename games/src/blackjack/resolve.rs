//! What a deal does to the bets on a spot.

use super::{
    spots::{
        BUST_PAYS, DEALER_BUST, HAND, HAND_PAYS, PAIR_PAYS, PERFECT_PAIRS, THREE_PAYS, TWENTY_ONE_PLUS_3,
        UNITS,
    },
    Deal, Net,
};
use crate::{Card, Prize, Resolution, SpotId};

/// What the player's first two cards have in common, for `perfect_pairs`: two cards of the same rank.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Pair {
    /// One red, one black.
    Mixed = 0,
    /// Two suits of one colour.
    Coloured = 1,
    /// The same suit.
    Perfect = 2,
}

/// What the player's first two cards and the dealer's open card make, for `21_plus_3`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Three {
    /// One suit.
    Flush = 0,
    /// Three ranks in a row; the ace is below the 2 or above the king.
    Straight = 1,
    /// One rank.
    Kind = 2,
    /// A straight of one suit.
    StraightFlush = 3,
    /// The same card three times.
    SuitedKind = 4,
}

impl Pair {
    /// `None` if there is no pair.
    pub fn of([first, second]: [Card; 2]) -> Option<Self> {
        let (one, other) = (first.suit()?, second.suit()?);
        if first.rank() != second.rank() {
            None
        } else if one == other {
            Some(Self::Perfect)
        } else if one.is_red() == other.is_red() {
            Some(Self::Coloured)
        } else {
            Some(Self::Mixed)
        }
    }
}

impl Three {
    /// `None` if they make nothing. The order of the cards does not matter.
    pub fn of(cards: [Card; 3]) -> Option<Self> {
        let [first, second, third] = cards;
        let suited = first.suit()? == second.suit()? && first.suit() == third.suit();
        let mut ranks = [first.rank()?, second.rank()?, third.rank()?];
        ranks.sort_unstable();
        let [low, middle, high] = ranks;
        let kind = low == high;
        let next = |rank: u8| rank.saturating_add(1);
        let straight = (next(low) == middle && next(middle) == high) || ranks == [1, 12, 13];
        match (suited, kind, straight) {
            (true, true, _) => Some(Self::SuitedKind),
            (true, _, true) => Some(Self::StraightFlush),
            (_, true, _) => Some(Self::Kind),
            (_, _, true) => Some(Self::Straight),
            (true, _, _) => Some(Self::Flush),
            _ => None,
        }
    }
}

impl Net {
    /// What it does to a bet on `hand`.
    pub fn resolution(self) -> Resolution {
        match self {
            Self::Blackjack => pay(HAND_PAYS, 0),
            Self::Units(units) => {
                // The prizes go down from the most units, behind that of the blackjack.
                let below = i16::from(UNITS).saturating_sub(i16::from(units));
                let index = usize::try_from(below).map_or(HAND_PAYS.len(), |below| below.saturating_add(1));
                pay(HAND_PAYS, index)
            }
        }
    }
}

pub(super) fn resolve(spot: SpotId, deal: &Deal) -> Resolution {
    if !deal.is_possible() {
        return Resolution::Stay;
    }
    let [first, second] = deal.start();
    match spot {
        HAND => deal.net().resolution(),
        PERFECT_PAIRS => either(PAIR_PAYS, Pair::of([first, second]).map(|pair| pair as usize)),
        TWENTY_ONE_PLUS_3 => {
            let three = Three::of([first, second, deal.dealer[0]]);
            either(THREE_PAYS, three.map(|three| three as usize))
        }
        DEALER_BUST => either(BUST_PAYS, deal.dealer_total().is_bust().then_some(0)),
        _ => Resolution::Stay,
    }
}

fn either(pays: &[Prize], index: Option<usize>) -> Resolution {
    index.map_or(Resolution::Lose, |index| pay(pays, index))
}

/// What is not listed loses.
fn pay(pays: &[Prize], index: usize) -> Resolution {
    match pays.get(index) {
        Some(prize) if prize.pays.win == 0 => Resolution::Push,
        Some(prize) => Resolution::Win(prize.pays),
        None => Resolution::Lose,
    }
}
