//! Dealing.

use codec::{Decode, Encode, MaxEncodedLen};
use global_table_games::{
    blackjack::{action, splits, Action, Deal, Net, Total, DEALER_CARDS, HAND_CARDS},
    expand, Card, GameId, Outcome, Resolution,
};
use proptest::prelude::*;

use super::{card, deal, resolve};

/// The most cards that follow on `cards` of `total`, until `stands` or a bust.
fn longest(total: Total, cards: usize, stands: &dyn Fn(Total) -> bool) -> usize {
    if total.is_bust() || (cards >= 2 && stands(total)) {
        return cards;
    }
    let longer = (1..=10).map(|value| longest(total.with(value), cards + 1, stands));
    longer.max().unwrap()
}

fn drawn(seed: u32) -> Deal {
    let mut draw = [9; 32];
    draw[..4].copy_from_slice(&seed.to_le_bytes());
    match expand(GameId::Blackjack, &draw) {
        Outcome::Blackjack(deal) => deal,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_longest_hands_should_just_fit() {
    let none = Total::default();
    assert_eq!(
        longest(none, 0, &|total: Total| total.dealer_stands()),
        DEALER_CARDS
    );
    assert_eq!(DEALER_CARDS, 12);
    let mut most = 0;
    for open in 1..=10 {
        let stands = |total| action(total, false, open) == Action::Stand;
        for (first, second) in (1..=10).flat_map(|first| (1..=first).map(move |second| (first, second))) {
            let mut two = none.with(first);
            // Split aces get no third card. Any second card is taken to any other card of a split.
            if first != second || !splits(first, open) {
                two = two.with(second);
                most = most.max(longest(two, 2, &stands));
            } else if first != 1 {
                most = most.max(longest(two, 1, &stands));
            }
        }
    }
    assert_eq!((most, HAND_CARDS), (13, 13));
    // Such deals exist.
    let long = deal("10c 7d", "Ac 2c Ad Ah As Ac Ad 4h As Ac Ad Ah As");
    assert!(long.is_possible());
    assert_eq!(long.net(), Net::Units(0));
    assert!(deal("Ac Ad Ah As Ac Ad 6h As Ac Ad Ah As", "10s 8d").is_possible());
}

#[test]
fn totals_should_count_one_ace_as_eleven_while_it_fits() {
    let cases = [
        ("Ac", 11, true),
        ("Ac Ad", 12, true),
        ("Ac Kd", 21, true),
        ("Ac 9d Ah", 21, true),
        ("Ac 9d 2h", 12, false),
        ("9d 2h Ac", 12, false),
        ("9d 3h 10c", 22, false),
        ("Ac 5d 10c 5d", 21, false),
    ];
    for (cards, points, soft) in cases {
        let cards: Vec<Card> = cards.split(' ').map(card).collect();
        assert_eq!(Total::of(&cards), Total { points, soft });
    }
    assert_eq!(Total::of(&[Card::NONE]), Total::default());
}

/// The cards were computed by another implementation, and laid out by hand.
#[test]
fn a_draw_should_keep_its_deal_for_ever() {
    let expected = [
        (0, deal("10h 3d 3h Qc", "Qh Ks")),
        (0xff, deal("8c 2h 9h", "Qc 9c")),
        (0x0b, deal("10c 9h", "3s 10s Jh")),
        (0x12, deal("7s 7s 7h", "As 7s|Ac 9s")),
        (0x15, deal("2s 6c 7h 3h", "3c 2c 8c")),
        (0x16, deal("Qh 3h 7s", "Ah 8s")),
    ];
    for (byte, deal) in expected {
        let outcome = expand(GameId::Blackjack, &[byte; 32]);
        assert_eq!(outcome, Outcome::Blackjack(deal), "{byte}");
    }
}

#[test]
fn an_outcome_should_be_encoded_card_by_card() {
    let deal = deal("10c 7d", "8s 10c|8h 10d");
    let mut expected = vec![10, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    expected.extend([47, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    expected.extend([34, 23, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    assert_eq!(deal.encode(), expected);
    assert_eq!(Deal::max_encoded_len(), 38);
    assert_eq!(Deal::decode(&mut &expected[..]), Ok(deal));
}

#[test]
fn the_start_should_be_the_two_cards_dealt_first() {
    assert_eq!(
        deal("10c 7d", "8s 5c 10d|8h 10d").start(),
        [card("8s"), card("8h")]
    );
    assert_eq!(deal("10c 7d", "8s 5c 10d").start(), [card("8s"), card("5c")]);
}

#[test]
fn doubles_should_follow_from_the_cards() {
    let doubled = |dealer, hands| deal(dealer, hands).hands().map(|hand| hand.map(|h| h.doubled));
    assert_eq!(
        doubled("6c 10d 5h", "8s 3c 7h|8h 2d Ac"),
        [Some(true), Some(true)]
    );
    assert_eq!(doubled("6c 10d 5h", "8s 4c|8h 2d Ac"), [Some(false), Some(true)]);
    assert_eq!(doubled("7c 10d", "3s 5h 4c 10h"), [Some(false), None]);
    assert_eq!(doubled("10c Ad", "5s 6h"), [Some(false), None]);
}

#[test]
fn a_deal_against_the_rules_should_let_every_bet_stay() {
    let mut six = deal("10c 7d", "8s 5s 8s");
    assert!(six.is_possible());
    six.dealer[11] = card("2c");
    let impossible = [
        six,
        Deal::default(),
        deal("10c", "8s 10d"),
        deal("10c 7d", "8s"),
        deal("10c 7d", "10s 9d|8h"),
        deal("10c 7d", "|8h 10s"),
        // A card after the dealer's blackjack, or none after a hit.
        deal("Ac Kd", "8s 5c 8d"),
        deal("10c 7d", "8s 5c"),
        // Seven of one card.
        deal("2c 2c 2c 2c 2c 2c 2c 10d", "10s 9d"),
        // No such card.
        Deal {
            dealer: deal("10c 7d", "").dealer.map(|card| match card {
                Card(20) => Card(53),
                other => other,
            }),
            ..deal("", "10s 9d")
        },
    ];
    for deal in impossible {
        assert!(!deal.is_possible());
        for spot in ["hand", "perfect_pairs", "21_plus_3", "dealer_bust"] {
            assert_eq!(resolve(spot, deal), Resolution::Stay, "{deal:?}");
        }
    }
    assert!(deal("2c 2c 2c 2c 2c 2c 10d", "10s 9d").is_possible());
}

#[test]
fn every_draw_should_be_possible_and_every_result_come_up() {
    let mut nets = std::collections::BTreeMap::new();
    for seed in 0..20_000 {
        let deal = drawn(seed);
        assert!(deal.is_possible(), "{deal:?}");
        *nets.entry(deal.net()).or_insert(0) += 1;
    }
    let found: Vec<Net> = nets.keys().copied().collect();
    let units = (-4..=4).map(Net::Units);
    let expected: Vec<Net> = core::iter::once(Net::Blackjack).chain(units).collect();
    assert_eq!(found, expected);
    // Six standard deviations about 20,000 * 4.53 %.
    assert!((730..1083).contains(&nets[&Net::Blackjack]), "{nets:?}");
}

proptest! {
    #[test]
    fn nothing_should_panic_on_any_cards(dealer: [u8; 12], hands: [[u8; 13]; 2], few: bool) {
        let card = |number| Card(if few { number % 54 } else { number });
        let deal = Deal { dealer: dealer.map(card), hands: hands.map(|hand| hand.map(card)) };
        prop_assert!(!deal.is_possible() || few);
        let _ = (deal.net(), deal.hands(), deal.start(), deal.has_blackjack());
    }

    #[test]
    fn a_changed_place_should_be_noticed_or_be_another_deal(seed: u32, place in 0..38usize, to in 1..=52u8) {
        let mut deal = drawn(seed);
        let before = deal;
        let all = deal.dealer.iter_mut().chain(deal.hands.iter_mut().flatten());
        let place = all.into_iter().nth(place).unwrap();
        let was = core::mem::replace(place, Card(to));
        // A card where there was none is never right.
        prop_assert!(was != Card::NONE || !deal.is_possible(), "{before:?}");
    }
}
