//! How the hand is played: a fixed chart, by the hand's total and the dealer's open card.
//!
//! It is the basic strategy for six decks, a dealer who stands on soft 17 and peeks, doubles on any two cards and after
//! a split, one split, no surrender.

use super::Total;

/// The dealer's open cards, in the order of a row's columns; `10` stands for pictures too.
pub const OPEN: [&str; 10] = ["2", "3", "4", "5", "6", "7", "8", "9", "10", "A"];

/// What the chart says in one place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Advice {
    /// Take a card.
    Hit,
    /// Take no more.
    Stand,
    /// Double with two cards, hit with more.
    DoubleOrHit,
    /// Double with two cards, stand with more.
    DoubleOrStand,
    /// Split the pair. A pair that comes after a split is played by its total.
    Split,
}

impl Advice {
    /// Its letters on a printed chart.
    pub const fn letters(self) -> &'static str {
        match self {
            Self::Hit => "H",
            Self::Stand => "S",
            Self::DoubleOrHit => "D",
            Self::DoubleOrStand => "Ds",
            Self::Split => "P",
        }
    }
}

/// What is done with a hand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Action {
    /// Take a card.
    Hit,
    /// Take no more.
    Stand,
    /// Stake a second unit, take one card, and no more.
    Double,
    /// Make two hands of it.
    Split,
}

/// One line of the chart, by the dealer's open card as in [`OPEN`].
pub type Row = [Advice; OPEN.len()];

/// The chart. Totals that it does not list stand.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Chart {
    /// Without an ace that counts as 11: totals from [`Self::FIRST_HARD`] on.
    pub hard: [Row; 18],
    /// With such an ace: totals from [`Self::FIRST_SOFT`] on. Soft 12 is a pair of aces, which is split.
    pub soft: [Row; 9],
    /// Pairs of 2 to 10, then of aces. Where it says nothing of a split it says what the hard total does.
    pub pairs: [Row; OPEN.len()],
}

impl Chart {
    /// The hard total of the first row.
    pub const FIRST_HARD: u8 = 4;
    /// The soft total of the first row.
    pub const FIRST_SOFT: u8 = 13;
}

/// The strategy by which every hand is played.
pub static CHART: Chart = {
    const H: Advice = Advice::Hit;
    const S: Advice = Advice::Stand;
    const D: Advice = Advice::DoubleOrHit;
    const E: Advice = Advice::DoubleOrStand;
    const P: Advice = Advice::Split;
    Chart {
        // The dealer's: 2, 3, 4, 5, 6, 7, 8, 9, 10, A.
        hard: [
            [H, H, H, H, H, H, H, H, H, H], // 4
            [H, H, H, H, H, H, H, H, H, H],
            [H, H, H, H, H, H, H, H, H, H],
            [H, H, H, H, H, H, H, H, H, H],
            [H, H, H, H, H, H, H, H, H, H], // 8
            [H, D, D, D, D, H, H, H, H, H],
            [D, D, D, D, D, D, D, D, H, H], // 10
            [D, D, D, D, D, D, D, D, D, H],
            [H, H, S, S, S, H, H, H, H, H], // 12
            [S, S, S, S, S, H, H, H, H, H],
            [S, S, S, S, S, H, H, H, H, H],
            [S, S, S, S, S, H, H, H, H, H],
            [S, S, S, S, S, H, H, H, H, H], // 16
            [S, S, S, S, S, S, S, S, S, S],
            [S, S, S, S, S, S, S, S, S, S],
            [S, S, S, S, S, S, S, S, S, S],
            [S, S, S, S, S, S, S, S, S, S], // 20
            [S, S, S, S, S, S, S, S, S, S],
        ],
        soft: [
            [H, H, H, D, D, H, H, H, H, H], // 13
            [H, H, H, D, D, H, H, H, H, H],
            [H, H, D, D, D, H, H, H, H, H],
            [H, H, D, D, D, H, H, H, H, H], // 16
            [H, D, D, D, D, H, H, H, H, H],
            [S, E, E, E, E, S, S, H, H, H], // 18
            [S, S, S, S, S, S, S, S, S, S],
            [S, S, S, S, S, S, S, S, S, S],
            [S, S, S, S, S, S, S, S, S, S], // 21
        ],
        pairs: [
            [P, P, P, P, P, P, H, H, H, H], // 2
            [P, P, P, P, P, P, H, H, H, H],
            [H, H, H, P, P, H, H, H, H, H], // 4
            [D, D, D, D, D, D, D, D, H, H],
            [P, P, P, P, P, H, H, H, H, H], // 6
            [P, P, P, P, P, P, H, H, H, H],
            [P, P, P, P, P, P, P, P, P, P], // 8
            [P, P, P, P, P, S, P, P, S, S],
            [S, S, S, S, S, S, S, S, S, S], // 10
            [P, P, P, P, P, P, P, P, P, P],
        ],
    }
};

/// What to do with a hand of `total` that stands against `open`, the value of the dealer's card (1 for an ace).
///
/// `two_cards`: it may be doubled. What was doubled or split once is not asked about again, nor are split aces.
pub fn action(total: Total, two_cards: bool, open: u8) -> Action {
    let (rows, first) = match total.soft {
        true => (&CHART.soft[..], Chart::FIRST_SOFT),
        false => (&CHART.hard[..], Chart::FIRST_HARD),
    };
    let row = total.points.checked_sub(first).map(usize::from);
    match row.and_then(|row| look_up(rows, row, open)) {
        Some(Advice::DoubleOrHit | Advice::DoubleOrStand) if two_cards => Action::Double,
        Some(Advice::Hit | Advice::DoubleOrHit) => Action::Hit,
        _ => Action::Stand,
    }
}

/// Is a pair of cards of `value` (1 for an ace) split when the dealer's open card has the value `open`?
pub fn splits(value: u8, open: u8) -> bool {
    let advice = column(value).and_then(|row| look_up(&CHART.pairs, row, open));
    matches!(advice, Some(Advice::Split))
}

fn look_up(rows: &[Row], row: usize, open: u8) -> Option<Advice> {
    rows.get(row)?.get(column(open)?).copied()
}

/// Where a card's value stands among [`OPEN`].
fn column(value: u8) -> Option<usize> {
    match value {
        1 => Some(9),
        2..=10 => Some(usize::from(value.saturating_sub(2))),
        _ => None,
    }
}
