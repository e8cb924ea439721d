//! Dealing and playing out a round.

use core::cmp::Ordering;

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

use super::strategy::{action, splits, Action};
use crate::{Card, Faces, Shoe};

/// The decks in the shoe.
pub const DECKS: u8 = 6;
/// The total that is not passed.
const LIMIT: u8 = 21;
/// The least total on which the dealer stands, soft ones too.
const DEALER_STANDS: u8 = 17;

/// The most cards of the dealer. With every ace as 1, each card adds at least 1, and 17 ends the hand; so do 7 to 11
/// with an ace (soft 17 to 21). The longest way is one by one, with the shortest jump over what would end it: six
/// aces (soft 16), a 6 (hard 12), five aces.
pub const DEALER_CARDS: usize = 12;
/// The most cards of a hand. As with the dealer, but against 9, 10 and ace the chart hits soft 18, and a pair of aces
/// is split: ace, 2, five aces (soft 18), a 4 (hard 12), five aces. Split hands are shorter: against 9, 10 and ace only
/// pairs of 8, 9 and aces are split, and against others soft 18 stands.
pub const HAND_CARDS: usize = 13;

/// All hands, played out; places without a card are [`Card::NONE`].
///
/// The order of dealing: the player's first card, the dealer's open card, the player's second, the dealer's hole card.
/// Then the first hand is played, then the second one, then the dealer's. A split gives the player's first card to the
/// first hand and the second card to the second hand; each gets its second card when its turn comes.
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
pub struct Deal {
    /// The dealer's cards; the first is the one that lies open, the second is the hole card.
    pub dealer: [Card; DEALER_CARDS],
    /// The players' hand, and the second one if it was split.
    pub hands: [[Card; HAND_CARDS]; 2],
}

/// What the cards of a hand count.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug)]
pub struct Total {
    /// With an ace as 11 if that does not pass 21. More than 21 is a bust.
    pub points: u8,
    /// One ace counts as 11.
    pub soft: bool,
}

/// What the round brings to the hand, in units of a quarter of the stake.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Net {
    /// A blackjack that beats the dealer: one and a half units.
    Blackjack,
    /// Units won, or lost if negative: -4 to 4.
    Units(i8),
}

/// One of the player's hands, played out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Hand {
    /// What its cards count.
    pub total: Total,
    /// A second unit is staked on it.
    pub doubled: bool,
    /// Does it win, push or lose against the dealer?
    pub result: Ordering,
}

/// What a card counts: 1 for an ace, 10 for a picture. 0 for no card.
pub fn value(card: Card) -> u8 {
    card.rank().map_or(0, |rank| rank.min(10))
}

impl Total {
    /// What `cards` count.
    pub fn of(cards: &[Card]) -> Self {
        cards
            .iter()
            .fold(Self::default(), |total, card| total.with(value(*card)))
    }

    /// The total with one more card of this [`value`].
    pub const fn with(self, value: u8) -> Self {
        let before = self.points.saturating_sub(if self.soft { 10 } else { 0 });
        let hard = before.saturating_add(value);
        // An ace that has become 1 stays so: the total only grows.
        let soft = (self.soft || value == 1) && hard.saturating_add(10) <= LIMIT;
        Self {
            points: hard.saturating_add(if soft { 10 } else { 0 }),
            soft,
        }
    }

    /// More than 21.
    pub const fn is_bust(self) -> bool {
        self.points > LIMIT
    }

    /// Does the dealer stand on it?
    pub const fn dealer_stands(self) -> bool {
        self.points >= DEALER_STANDS
    }

    /// How a hand of this total fares against the dealer's: `Greater` wins, `Equal` pushes. A busted hand loses
    /// whatever the dealer has. That a blackjack beats any other 21 is not decided here.
    pub fn against(self, dealer: Self) -> Ordering {
        match (self.is_bust(), dealer.is_bust()) {
            (true, _) => Ordering::Less,
            (false, true) => Ordering::Greater,
            (false, false) => self.points.cmp(&dealer.points),
        }
    }
}

impl Deal {
    pub(super) fn draw(faces: &mut Faces) -> Self {
        let mut shoe = Shoe::new(DECKS);
        // A round takes 38 cards at most; the shoe never runs out.
        Self::play(|| Some(shoe.deal(faces))).unwrap_or_default()
    }

    /// The round that comes of the cards that `next` deals. `None` if it has no more of them.
    pub fn play(mut next: impl FnMut() -> Option<Card>) -> Option<Self> {
        let mut deal = Self::default();
        let [first, second] = &mut deal.hands;
        first[0] = next()?;
        deal.dealer[0] = next()?;
        first[1] = next()?;
        deal.dealer[1] = next()?;
        if is_blackjack(&deal.dealer) {
            return Some(deal);
        }
        let (open, pair) = (value(deal.dealer[0]), value(first[0]));
        if pair == value(first[1]) && splits(pair, open) {
            second[0] = core::mem::replace(&mut first[1], Card::NONE);
            for hand in [first, second] {
                hand[1] = next()?;
                // Split aces get one card each.
                if pair != 1 {
                    play_hand(hand, open, &mut next)?;
                }
            }
        } else {
            play_hand(first, open, &mut next)?;
        }
        play_dealer(&mut deal.dealer, &mut next)?;
        Some(deal)
    }

    /// Can this come from the shoe by the rules and the chart?
    pub fn is_possible(&self) -> bool {
        let [first, second] = &self.hands;
        let (start, rest) = match self.is_split() {
            true => (second.first(), first.iter().skip(1).chain(second.iter().skip(1))),
            false => (first.get(1), first.iter().skip(2).chain(second.iter().skip(2))),
        };
        let in_order = || {
            let four = [first.first(), self.dealer.first(), start, self.dealer.get(1)];
            four.into_iter()
                .flatten()
                .chain(rest.clone())
                .chain(self.dealer.iter().skip(2))
                .filter(|card| **card != Card::NONE)
        };
        let mut cards = in_order().copied();
        in_shoe(in_order()) && Self::play(|| cards.next()).as_ref() == Some(self)
    }

    /// Was the hand split?
    pub fn is_split(&self) -> bool {
        self.hands[1] != [Card::NONE; HAND_CARDS]
    }

    /// The two cards that were dealt to the player at first.
    pub fn start(&self) -> [Card; 2] {
        let [[first, second, ..], [other, ..]] = self.hands;
        [first, if self.is_split() { other } else { second }]
    }

    /// What the dealer's hand counts.
    pub fn dealer_total(&self) -> Total {
        Total::of(&self.dealer)
    }

    /// Has the dealer a blackjack? Then nothing else was dealt.
    pub fn dealer_has_blackjack(&self) -> bool {
        is_blackjack(&self.dealer)
    }

    /// Has the player a blackjack? A split hand is none.
    pub fn has_blackjack(&self) -> bool {
        !self.is_split() && is_blackjack(&self.hands[0])
    }

    /// The hands, and how they fare: the second one only if there was a split. Of a deal that [`Self::is_possible`].
    pub fn hands(&self) -> [Option<Hand>; 2] {
        let dealer = self.dealer_total();
        let open = value(self.dealer[0]);
        self.hands.map(|cards| {
            let [first, second, third, ..] = cards;
            let total = (first != Card::NONE).then(|| Total::of(&cards))?;
            Some(Hand {
                total,
                doubled: third != Card::NONE
                    && action(Total::of(&[first, second]), true, open) == Action::Double,
                result: total.against(dealer),
            })
        })
    }

    /// What the round brings to the hand. Of a deal that [`Self::is_possible`].
    pub fn net(&self) -> Net {
        if self.has_blackjack() && !self.dealer_has_blackjack() {
            return Net::Blackjack;
        }
        let units = self.hands().into_iter().flatten().map(|hand| hand.units());
        Net::Units(units.fold(0, i8::saturating_add))
    }
}

impl Hand {
    /// What it wins, or loses if negative, in units.
    pub fn units(&self) -> i8 {
        let stake: i8 = if self.doubled { 2 } else { 1 };
        match self.result {
            Ordering::Greater => stake,
            Ordering::Equal => 0,
            Ordering::Less => stake.saturating_neg(),
        }
    }
}

/// 21 with two cards.
fn is_blackjack(cards: &[Card]) -> bool {
    let third = cards.get(2).copied().unwrap_or(Card::NONE);
    third == Card::NONE && Total::of(cards).points == LIMIT
}

/// Are there enough of these cards in the shoe?
fn in_shoe<'a>(mut cards: impl Iterator<Item = &'a Card> + Clone) -> bool {
    let counted = cards.clone();
    cards.all(|card| {
        let same = counted.clone().filter(|other| *other == card).count();
        card.rank().is_some() && same <= usize::from(DECKS)
    })
}

/// Plays a hand that has two cards.
fn play_hand(
    cards: &mut [Card; HAND_CARDS],
    open: u8,
    next: &mut impl FnMut() -> Option<Card>,
) -> Option<()> {
    let mut total = Total::of(cards);
    for (index, place) in cards.iter_mut().enumerate().skip(2) {
        let action = action(total, index == 2, open);
        if !matches!(action, Action::Hit | Action::Double) {
            break;
        }
        *place = next()?;
        total = total.with(value(*place));
        if action == Action::Double {
            break;
        }
    }
    Some(())
}

fn play_dealer(cards: &mut [Card; DEALER_CARDS], next: &mut impl FnMut() -> Option<Card>) -> Option<()> {
    let mut total = Total::of(cards);
    for place in cards.iter_mut().skip(2) {
        if total.dealer_stands() {
            break;
        }
        *place = next()?;
        total = total.with(value(*place));
    }
    Some(())
}
