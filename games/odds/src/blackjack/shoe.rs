//! The shoe, by the values of its cards.

use global_table_games::blackjack::DECKS;
use num_bigint::BigUint;

/// The values: ace as 1, to 10.
pub const VALUES: usize = 10;
/// The cards of the shoe.
pub const CARDS: u32 = 52 * DECKS as u32;

/// How many cards of each value, from the ace.
pub type Counts = [u8; VALUES];

/// The full shoe.
const FULL: Counts = {
    let mut full = [4 * DECKS; VALUES];
    full[VALUES - 1] = 16 * DECKS;
    full
};

/// How many cards of the value at `index` are left when these are out. 0 if more are out than there were: such rounds
/// have no weight.
pub fn left(out: &Counts, index: usize) -> u128 {
    FULL[index].saturating_sub(out[index]).into()
}

/// In how many ways `count` of `things` can be laid in a row. Up to 14 cards of a shoe fit.
pub fn rows(things: u128, count: u128) -> u128 {
    (0..count).map(|taken| things.saturating_sub(taken)).product()
}

/// The same of any number of cards of a full shoe.
pub fn rows_of_shoe(count: u32) -> BigUint {
    (0..count).map(|taken| CARDS - taken).product()
}

/// In how many ways these cards can be taken from the full shoe in a given order of their values.
pub fn ways(cards: &Counts) -> BigUint {
    let each = |values: core::ops::Range<usize>| -> u128 {
        let values = values.map(|index| rows(FULL[index].into(), cards[index].into()));
        values.product()
    };
    // Each factor fits: a hand takes few tens, and even the 27 cards of the longest split less than 24 ^ 27 ways.
    BigUint::from(each(0..VALUES / 2)) * each(VALUES / 2..VALUES)
}

/// How many cards there are.
pub fn size(cards: &Counts) -> u32 {
    cards.iter().map(|count| u32::from(*count)).sum()
}

/// These cards and one more of `value`.
pub fn with(mut cards: Counts, value: u8) -> Counts {
    cards[usize::from(value) - 1] += 1;
    cards
}

/// All of these cards.
pub fn sum(mut cards: Counts, others: &Counts) -> Counts {
    for (count, other) in cards.iter_mut().zip(others) {
        *count += other;
    }
    cards
}
