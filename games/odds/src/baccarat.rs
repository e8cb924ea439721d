//! Baccarat: every coup of a fresh shoe, without replacement, with its exact weight.
//!
//! The first two cards of a hand count by their values, and by whether they are a pair, of one suit or of two; a third
//! card counts by its value. Coups that do not differ in this are put together under one of them, [`like`], and the
//! tests show that they resolve alike.

use std::collections::BTreeMap;

use global_table_games::{
    baccarat::{Baccarat, Coup},
    Card, Suit,
};

use crate::{game::in_one_round, Error, Odds};

const DECKS: u128 = 8;
const CARDS: u128 = 52 * DECKS;
const SUITS: [Suit; 4] = [Suit::Clubs, Suit::Diamonds, Suit::Hearts, Suit::Spades];

type Two = [Card; 2];

pub(crate) fn odds() -> Result<Vec<Odds>, Error> {
    in_one_round::<Baccarat>(coups())
}

/// One coup for all that are like it, and how many of the `416 * 415 * ... * 411` ways to lay out six cards begin with
/// one of these.
pub fn coups() -> Vec<(Coup, u128)> {
    let mut coups = vec![];
    for ((player, banker), weight) in first_cards() {
        let mut shoe = Values::without(&[player, banker]);
        let totals = (total(&player), total(&banker));
        if totals.0 >= 8 || totals.1 >= 8 {
            let coup = coup(player, None, banker, None);
            coups.push((coup, weight * (CARDS - 4) * (CARDS - 5)));
        } else if totals.0 >= 6 {
            banker_cards(
                &mut shoe,
                (player, None),
                (banker, totals.1),
                weight * (CARDS - 5),
                &mut coups,
            );
        } else {
            for third in 0..10 {
                let weight = weight * shoe.take(third);
                banker_cards(
                    &mut shoe,
                    (player, Some(third)),
                    (banker, totals.1),
                    weight,
                    &mut coups,
                );
                shoe.put_back(third);
            }
        }
    }
    coups
}

/// Finishes the banker's hand. `weight` counts five cards.
fn banker_cards(
    shoe: &mut Values,
    (player, player_third): (Two, Option<u8>),
    (banker, banker_total): (Two, u8),
    weight: u128,
    coups: &mut Vec<(Coup, u128)>,
) {
    if !banker_draws(banker_total, player_third) {
        let left = if player_third.is_some() {
            CARDS - 5
        } else {
            CARDS - 4
        };
        coups.push((coup(player, player_third, banker, None), weight * left));
        return;
    }
    for third in 0..10 {
        let weight = weight * shoe.take(third);
        coups.push((coup(player, player_third, banker, Some(third)), weight));
        shoe.put_back(third);
    }
}

/// Does the banker draw with this total, after the player has drawn a card of this value or none?
fn banker_draws(total: u8, player_third: Option<u8>) -> bool {
    match (total, player_third) {
        (0..=5, None) | (0..=2, _) => true,
        (3, Some(third)) => third != 8,
        (4, Some(third)) => (2..=7).contains(&third),
        (5, Some(third)) => (4..=7).contains(&third),
        (6, Some(third)) => (6..=7).contains(&third),
        _ => false,
    }
}

/// The coup that stands in [`coups`] for all those like this one.
pub fn like(coup: &Coup) -> Coup {
    let third = |card: Card| (card != Card::NONE).then(|| value(card));
    let two = |hand: [Card; 3]| like_two([hand[0], hand[1]]);
    self::coup(
        two(coup.player),
        third(coup.player[2]),
        two(coup.banker),
        third(coup.banker[2]),
    )
}

/// One pair of first cards for all those that are like it.
fn like_two(two: Two) -> Two {
    let [low, high] = if value(two[0]) <= value(two[1]) {
        two
    } else {
        [two[1], two[0]]
    };
    let first = of_value(value(low));
    if low == high {
        [first, first]
    } else if low.rank() == high.rank() {
        [first, Card::new(first.rank().unwrap_or(0), Suit::Diamonds)]
    } else if value(low) == value(high) {
        // Two ranks of the value 0.
        [first, Card::new(11, Suit::Clubs)]
    } else {
        [first, of_value(value(high))]
    }
}

fn coup(player: Two, player_third: Option<u8>, banker: Two, banker_third: Option<u8>) -> Coup {
    let hand = |[first, second]: Two, third: Option<u8>| [first, second, third.map_or(Card::NONE, of_value)];
    Coup {
        player: hand(player, player_third),
        banker: hand(banker, banker_third),
    }
}

fn of_value(value: u8) -> Card {
    Card::new(if value == 0 { 10 } else { value }, Suit::Clubs)
}

fn value(card: Card) -> u8 {
    card.rank().map_or(0, |rank| if rank >= 10 { 0 } else { rank })
}

fn total(two: &Two) -> u8 {
    two.iter().map(|&card| value(card)).sum::<u8>() % 10
}

/// How many cards of each value are left.
struct Values([u128; 10]);

impl Values {
    fn without(hands: &[Two]) -> Self {
        let mut left = [4 * DECKS; 10];
        left[0] *= 4;
        for &card in hands.iter().flatten() {
            left[usize::from(value(card))] -= 1;
        }
        Self(left)
    }

    /// Takes a card of `value` away, and says in how many ways that can be done.
    fn take(&mut self, value: u8) -> u128 {
        let left = &mut self.0[usize::from(value)];
        *left -= 1;
        *left + 1
    }

    fn put_back(&mut self, value: u8) {
        self.0[usize::from(value)] += 1;
    }
}

/// The first two cards of both hands, player first, and in how many orders of the shoe they lie on top.
fn first_cards() -> BTreeMap<(Two, Two), u128> {
    let mut ways = BTreeMap::new();
    let hands = hands();
    for player in &hands {
        for banker in &hands {
            let key = (like_two(player.cards), like_two(banker.cards));
            *ways.entry(key).or_default() += Hand::ways(player, banker);
        }
    }
    ways
}

/// Two cards of certain ranks; of certain suits as well if the ranks are the same.
struct Hand {
    cards: Two,
    is_pair: bool,
}

fn hands() -> Vec<Hand> {
    let mut hands = vec![];
    for (first, second) in (1..=13).flat_map(|first| (1..=13).map(move |second| (first, second))) {
        let is_pair = first == second;
        let suits = if is_pair { &SUITS[..] } else { &SUITS[..1] };
        for (&one, &other) in suits
            .iter()
            .flat_map(|one| suits.iter().map(move |other| (one, other)))
        {
            let cards = [Card::new(first, one), Card::new(second, other)];
            hands.push(Hand { cards, is_pair });
        }
    }
    hands
}

impl Hand {
    /// In how many ways a shoe deals both: the cards of certain suits are chosen first, then those of certain ranks.
    fn ways(player: &Self, banker: &Self) -> u128 {
        let of = |is_pair| move |hand: &&&Self| hand.is_pair == is_pair;
        let both = [player, banker];
        let (mut gone, mut ways): (Vec<Card>, u128) = (vec![], 1);
        for &card in both.iter().filter(of(true)).flat_map(|hand| &hand.cards) {
            ways *= DECKS - gone.iter().filter(|&&other| other == card).count() as u128;
            gone.push(card);
        }
        for &card in both.iter().filter(of(false)).flat_map(|hand| &hand.cards) {
            ways *= 4 * DECKS - gone.iter().filter(|other| other.rank() == card.rank()).count() as u128;
            gone.push(card);
        }
        ways
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_coups_should_be_all_that_six_cards_can_begin_with() {
        let all: u128 = coups().iter().map(|(_, weight)| weight).sum();
        assert_eq!(all, 416 * 415 * 414 * 413 * 412 * 411);
    }

    #[test]
    fn first_cards_should_be_counted_like_single_cards() {
        let ways = first_cards();
        assert_eq!(ways.values().sum::<u128>(), 416 * 415 * 414 * 413);
        // Both hands are the same card twice: 8 * 7 * 6 * 5 ways for one card, 8 * 7 * 8 * 7 for two of one rank.
        let aces = [Card(1), Card(1)];
        assert_eq!(ways[&(aces, aces)], 4 * 1_680 + 12 * 3_136);
    }
}
