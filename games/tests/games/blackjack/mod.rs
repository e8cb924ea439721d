//! Blackjack.

mod deal;
mod exposure;
mod paytable;
mod resolve;
mod strategy;

use global_table_games::{
    blackjack::Deal, spot_by_name, Card, GameId, Outcome, Pays, Resolution, Resolutions, SpotId, Suit,
    TableState,
};

const STATE: TableState = TableState::Blackjack;

/// `10h`, `As`.
fn card(text: &str) -> Card {
    let (rank, suit) = text.split_at(text.len() - 1);
    let rank = match rank {
        "A" => 1,
        "J" => 11,
        "Q" => 12,
        "K" => 13,
        number => number.parse().unwrap(),
    };
    let suit = match suit {
        "c" => Suit::Clubs,
        "d" => Suit::Diamonds,
        "h" => Suit::Hearts,
        "s" => Suit::Spades,
        _ => panic!("{text}"),
    };
    Card::new(rank, suit)
}

fn fill<const N: usize>(text: &str) -> [Card; N] {
    let mut cards = [Card::NONE; N];
    for (place, text) in cards.iter_mut().zip(text.split_whitespace()) {
        *place = card(text);
    }
    cards
}

/// The dealer's cards, and the player's hand, or both with a `|` between them.
fn deal(dealer: &str, hands: &str) -> Deal {
    let (first, second) = hands.split_once('|').unwrap_or((hands, ""));
    Deal {
        dealer: fill(dealer),
        hands: [fill(first), fill(second)],
    }
}

fn spot(name: &str) -> SpotId {
    spot_by_name(GameId::Blackjack, name).unwrap()
}

fn resolve(name: &str, deal: Deal) -> Resolution {
    Resolutions::of(&STATE, &Outcome::Blackjack(deal)).get(spot(name))
}

fn win(win: i32, per: u32) -> Resolution {
    Resolution::Win(Pays::new(win, per))
}
