//! All ways in which a hand can go on.

use std::collections::BTreeMap;

use global_table_games::blackjack::Total;

use super::shoe::{with, Counts, VALUES};

/// What is done with a hand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// It takes no card.
    Stop,
    /// It takes a card, and goes on.
    Go,
    /// It takes one card, and no more.
    Last {
        /// And a second unit is staked on it.
        doubled: bool,
    },
}

/// A hand, played out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ending {
    /// The cards that it took, without those with which it began.
    pub cards: Counts,
    /// What all its cards count.
    pub total: Total,
    /// A second unit is staked on it.
    pub doubled: bool,
    /// In how many orders of values it takes these cards.
    pub orders: u128,
}

/// Plays a hand that begins with `start` of `total`. `step` says what is done with a hand of a total and so many cards.
pub fn endings(start: usize, total: Total, step: impl Fn(Total, usize) -> Step) -> Vec<Ending> {
    let mut endings = vec![];
    // Hands with the same cards go on alike, so each step takes them together.
    let mut going = BTreeMap::from([((Counts::default(), total), 1u128)]);
    for size in start.. {
        let mut next = BTreeMap::new();
        for ((cards, total), orders) in going {
            let more = (1..=VALUES as u8).map(|value| (with(cards, value), total.with(value)));
            let end = |(cards, total), doubled| Ending {
                cards,
                total,
                doubled,
                orders,
            };
            match step(total, size) {
                Step::Stop => endings.push(end((cards, total), false)),
                Step::Last { doubled } => endings.extend(more.map(|hand| end(hand, doubled))),
                Step::Go => more.for_each(|hand| *next.entry(hand).or_default() += orders),
            }
        }
        if next.is_empty() {
            break;
        }
        going = next;
    }
    endings
}
