//! Some starts, card by card: every deal that can come of them is dealt and resolved by the rules' own code.

use std::collections::BTreeMap;

use global_table_games::{
    blackjack::{Deal, Net},
    Card, Suit,
};
use global_table_odds::blackjack::{Pairs, Rounds};
use num_bigint::BigInt;
use num_rational::BigRational;

const SUITS: [Suit; 4] = [Suit::Clubs, Suit::Diamonds, Suit::Hearts, Suit::Spades];

/// A card of this value, of another kind each time it comes.
fn card(value: u8, before: usize) -> Card {
    let rank = match value {
        10 => 10 + (before / 4 % 4) as u8,
        other => other,
    };
    Card::new(rank, SUITS[before % 4])
}

/// In how many ways the next card can have this value.
fn ways(dealt: &[u8], value: u8) -> u128 {
    let of_value = if value == 10 { 96 } else { 24 };
    let before = dealt.iter().filter(|other| **other == value).count();
    of_value - before as u128
}

/// Adds what comes of the values `dealt`, which come in so many ways: by the net and the number of cards.
fn go_on(dealt: &mut Vec<u8>, weight: u128, nets: &mut BTreeMap<(Net, usize), u128>) {
    let mut before = [0; 11];
    let mut cards = dealt.iter().map(|value| {
        let before = &mut before[usize::from(*value)];
        *before += 1;
        card(*value, *before - 1)
    });
    if let Some(deal) = Deal::play(|| cards.next()) {
        assert!(deal.is_possible() && cards.next().is_none());
        *nets.entry((deal.net(), dealt.len())).or_default() += weight;
        return;
    }
    drop(cards);
    for value in 1..=10 {
        let weight = weight * ways(dealt, value);
        dealt.push(value);
        go_on(dealt, weight, nets);
        dealt.pop();
    }
}

/// The probabilities of all that comes of a start, its two orders together.
fn brute([first, second]: [u8; 2], open: u8) -> BTreeMap<Net, BigRational> {
    let start = [first, open, second];
    let weight = (0..3).map(|index| ways(&start[..index], start[index])).product();
    let mut nets = BTreeMap::new();
    go_on(&mut start.to_vec(), weight, &mut nets);
    let orders = if first == second { 1 } else { 2 };
    let mut probabilities = BTreeMap::<Net, BigRational>::new();
    for ((net, cards), weight) in nets {
        let all: BigInt = (0..cards).map(|dealt| BigInt::from(312 - dealt)).product();
        *probabilities.entry(net).or_default() += BigRational::new((orders * weight).into(), all);
    }
    probabilities
}

#[test]
fn every_deal_of_some_starts_should_add_up_to_the_same() {
    // The player's two cards, and the dealer's open card.
    let starts = [
        ([1, 1], 10),
        ([9, 9], 6),
        ([10, 2], 4),
        ([10, 6], 10),
        ([10, 1], 1),
        ([10, 10], 10),
        ([6, 5], 9),
        ([7, 1], 6),
        ([5, 5], 6),
    ];
    for (start, open) in starts {
        let exact = Rounds::of(open, core::iter::once(start), Pairs::Both).probabilities();
        assert_eq!(exact, brute(start, open), "{start:?} against {open}");
    }
}
