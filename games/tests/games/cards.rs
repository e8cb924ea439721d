//! Cards and the shoe.

use codec::{Decode, Encode, MaxEncodedLen};
use global_table_games::{Card, Faces, Shoe, Suit};

const SUITS: [(char, Suit); 4] = [
    ('c', Suit::Clubs),
    ('d', Suit::Diamonds),
    ('h', Suit::Hearts),
    ('s', Suit::Spades),
];

/// The card of this name: a rank of `A23456789TJQK` and a suit of `cdhs`.
pub fn card(name: &str) -> Card {
    let mut letters = name.chars();
    let rank = letters
        .next()
        .and_then(|rank| "A23456789TJQK".find(rank))
        .unwrap_or_else(|| panic!("{name}"));
    let suit = letters.next().unwrap_or_else(|| panic!("{name}"));
    let (_, suit) = SUITS.iter().find(|(letter, _)| *letter == suit).unwrap();
    Card::new(rank as u8 + 1, *suit)
}

#[test]
fn cards_should_keep_their_numbers() {
    let expected = [
        ("Ac", 1),
        ("Tc", 10),
        ("Kc", 13),
        ("Ad", 14),
        ("Kd", 26),
        ("Ah", 27),
        ("Kh", 39),
        ("As", 40),
        ("Ks", 52),
    ];
    for (name, number) in expected {
        assert_eq!(card(name), Card(number), "{name}");
        assert_eq!(card(name).encode(), [number]);
    }
    assert_eq!(Card::max_encoded_len(), 1);
    // What is no card can be decoded too: whoever is handed one must look.
    assert_eq!(Card::decode(&mut &[53][..]), Ok(Card(53)));
}

#[test]
fn a_card_should_be_that_of_its_rank_and_suit() {
    let mut number = 0;
    for (_, suit) in SUITS {
        for rank in 1..=13 {
            number += 1;
            let card = Card::new(rank, suit);
            assert_eq!(
                (card.0, card.rank(), card.suit()),
                (number, Some(rank), Some(suit))
            );
        }
        for rank in [0, 14, 20, 255] {
            assert_eq!(Card::new(rank, suit), Card::NONE);
        }
    }
}

#[test]
fn a_number_that_is_no_card_should_have_no_rank_and_no_suit() {
    for number in [0, 53, 54, 64, 128, 255] {
        let card = Card(number);
        assert_eq!((card.rank(), card.suit()), (None, None), "{number}");
        assert_eq!(card.to_string(), "-");
    }
    assert_eq!(Card::NONE, Card(0));
    assert_eq!(Card::default(), Card::NONE);
}

#[test]
fn cards_should_be_shown_by_rank_and_suit() {
    let expected = [
        ("As", "A♠"),
        ("Th", "10♥"),
        ("9d", "9♦"),
        ("Jc", "J♣"),
        ("Qd", "Q♦"),
        ("Ks", "K♠"),
    ];
    for (name, shown) in expected {
        assert_eq!(card(name).to_string(), shown);
    }
}

#[test]
fn diamonds_and_hearts_should_be_red() {
    assert_eq!(SUITS.map(|(_, suit)| suit.is_red()), [false, true, true, false]);
}

#[test]
fn a_shoe_should_be_dealt_as_another_implementation_computed() {
    let faces = &mut Faces::new(&[0; 32]);
    let mut shoe = Shoe::new(1);
    let dealt: Vec<_> = (0..53).map(|_| shoe.deal(faces).0).collect();
    let expected = [
        20, 46, 17, 44, 23, 22, 19, 21, 11, 12, 41, 30, 15, 4, 32, 50, 7, 3, 6, 29, 13, 28, 47, 25, 52, 49,
        43, 8, 27, 45, 1, 2, 51, 39, 42, 16, 37, 14, 31, 24, 40, 36, 38, 9, 48, 26, 5, 34, 35, 10, 18,
        33, //
        // Empty.
        0,
    ];
    assert_eq!(dealt, expected);
}

#[test]
fn a_shoe_should_hold_each_card_once_for_each_deck() {
    for decks in [0, 1, 6, 8, 255] {
        let faces = &mut Faces::new(&[decks; 32]);
        let mut shoe = Shoe::new(decks);
        let mut dealt = [0; 53];
        for _ in 0..u16::from(decks) * 52 {
            dealt[usize::from(shoe.deal(faces).0)] += 1;
        }
        assert_eq!(dealt[0], 0, "{decks} decks");
        assert_eq!(dealt[1..], [decks; 52], "{decks} decks");
        assert_eq!(shoe.deal(faces), Card::NONE, "{decks} decks");
    }
}

#[test]
fn every_card_should_come_up_as_often() {
    let mut found = [0u32; 53];
    for i in 0..20_000u32 {
        let mut draw = [9; 32];
        draw[..4].copy_from_slice(&i.to_le_bytes());
        let faces = &mut Faces::new(&draw);
        let mut shoe = Shoe::new(1);
        // The second card, so that one is missing from the shoe.
        shoe.deal(faces);
        found[usize::from(shoe.deal(faces).0)] += 1;
    }
    // Six standard deviations about 385.
    assert!(
        found[1..].iter().all(|count| (268..=501).contains(count)),
        "{found:?}"
    );
}
