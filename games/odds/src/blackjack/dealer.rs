//! The dealer's hand.

use global_table_games::blackjack::{Total, DEALER_CARDS};

use super::{
    hand::{endings, Ending, Step},
    shoe::{left, size, Counts, CARDS, VALUES},
};

/// What the dealer's hand can come to but for a blackjack: 17 to 21, and a bust.
pub const RESULTS: usize = 6;

/// The most cards that the dealer takes beside the open one.
pub const DRAWN: u32 = DEALER_CARDS as u32 - 1;

/// In how many ways the dealer can get each result, of all ways to lay out [`DRAWN`] cards.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Ways {
    /// 17, 18, 19, 20, 21, a bust.
    pub results: [u128; RESULTS],
    /// 21 with two cards.
    pub blackjack: u128,
}

/// The dealer's hands that begin with one open card.
pub struct Dealer(Vec<Hand>);

/// Some cards that the dealer can take.
struct Hand {
    /// Their values as indices, each with how many of them.
    cards: Vec<(usize, usize)>,
    /// How many of these are the same in the hand before.
    shared: usize,
    size: usize,
    orders: u128,
    /// The index of the result; behind them all, a blackjack.
    result: usize,
}

/// A total for each of the results.
pub fn totals() -> [Total; RESULTS] {
    [17, 18, 19, 20, 21, 22].map(|points| Total { points, soft: false })
}

impl Dealer {
    /// `open` is the value of the open card.
    pub fn new(open: u8) -> Self {
        let step = |total: Total, cards| match cards >= 2 && total.dealer_stands() {
            true => Step::Stop,
            false => Step::Go,
        };
        let all = endings(1, Total::default().with(open), step);
        let mut hands: Vec<_> = all.iter().map(Hand::new).collect();
        // Neighbours share most of their cards.
        hands.sort_by(|one, other| one.cards.cmp(&other.cards));
        let mut before: &[_] = &[];
        for hand in &mut hands {
            let both = hand.cards.iter().zip(before);
            hand.shared = both.take_while(|(one, other)| one == other).count();
            before = &hand.cards;
        }
        Self(hands)
    }

    /// What comes of the hand when these cards are out, the open card among them.
    pub fn ways(&self, out: &Counts) -> Ways {
        let of_value: [_; VALUES] = core::array::from_fn(|index| table(left(out, index)));
        // The cards that follow on a hand of each size, up to the number that is common to all.
        let rest = u128::from(CARDS - size(out));
        let mut following = [1; DRAWN as usize + 1];
        for taken in (0..DRAWN as usize).rev() {
            following[taken] = following[taken + 1] * (rest - taken as u128);
        }
        let mut ways = Ways::default();
        // Of the first cards of the last hand, of each number of values.
        let mut products = [1; VALUES + 1];
        for hand in &self.0 {
            for (place, (index, count)) in hand.cards.iter().enumerate().skip(hand.shared) {
                products[place + 1] = products[place] * of_value[*index][*count];
            }
            let all = products[hand.cards.len()] * hand.orders * following[hand.size];
            *ways.results.get_mut(hand.result).unwrap_or(&mut ways.blackjack) += all;
        }
        ways
    }
}

/// The [`rows`](super::shoe::rows) of 0, 1, 2, ... of so many things.
fn table(things: u128) -> [u128; DRAWN as usize + 1] {
    let mut table = [1; DRAWN as usize + 1];
    for taken in 0..DRAWN as usize {
        table[taken + 1] = table[taken] * things.saturating_sub(taken as u128);
    }
    table
}

impl Hand {
    fn new(ending: &Ending) -> Self {
        let counts = ending.cards.iter().map(|count| usize::from(*count));
        let cards = counts.enumerate().filter(|(_, count)| *count > 0).collect();
        let size = size(&ending.cards) as usize;
        let result = match ending.total {
            Total { points: 21, .. } if size == 1 => RESULTS,
            total => usize::from(total.points.min(22) - 17),
        };
        Self {
            cards,
            shared: 0,
            size,
            orders: ending.orders,
            result,
        }
    }
}
