//! Hands of cards in words and for programs.

use std::cmp::Ordering;

use global_table_games::{
    baccarat::{Coup, Side},
    blackjack::{Deal, Hand},
    Card,
};
use serde_json::{json, Value};

/// The cards that were dealt, without the places that stayed empty.
fn dealt(hand: &[Card]) -> Vec<String> {
    let cards = hand.iter().filter(|card| **card != Card::NONE);
    cards.map(Card::to_string).collect()
}

/// `player 9♠ 7♦ 2♣ = 8, banker 10♥ 3♦ = 3: player wins`
pub fn coup_text(coup: &Coup) -> String {
    let hand = |side: Side| {
        let cards = dealt(coup.hand(side)).join(" ");
        format!("{} {cards} = {}", side_name(side), coup.total(side))
    };
    let end = match coup.winner() {
        Some(side) => format!("{} wins", side_name(side)),
        None => "tie".into(),
    };
    format!("{}, {}: {end}", hand(Side::Player), hand(Side::Banker))
}

pub fn coup_json(coup: &Coup) -> Value {
    let hand = |side: Side| json!({ "cards": dealt(coup.hand(side)), "total": coup.total(side) });
    json!({
        "player": hand(Side::Player),
        "banker": hand(Side::Banker),
        "winner": coup.winner().map_or("tie", side_name),
    })
}

fn side_name(side: Side) -> &'static str {
    match side {
        Side::Player => "player",
        Side::Banker => "banker",
    }
}

/// `dealer 10♠ 7♦ = 17; hand 8♥ 3♠ 10♣ = 21, doubled: wins`
pub fn deal_text(deal: &Deal) -> String {
    let dealer = match (deal.dealer_has_blackjack(), deal.dealer_total().is_bust()) {
        (true, _) => ", blackjack",
        (_, true) => ", bust",
        _ => "",
    };
    let cards = dealt(&deal.dealer).join(" ");
    let mut told = vec![format!("dealer {cards} = {}{dealer}", deal.dealer_total().points)];
    for (index, (cards, hand)) in hands(deal).enumerate() {
        let name = match (deal.is_split(), index) {
            (false, _) => "hand",
            (true, 0) => "first hand",
            (true, _) => "second hand",
        };
        let cards = dealt(cards).join(" ");
        told.push(format!("{name} {cards} = {}", hand_text(deal, &hand)));
    }
    told.join("; ")
}

/// `21, doubled: wins`
fn hand_text(deal: &Deal, hand: &Hand) -> String {
    let kind = match (deal.has_blackjack(), hand.total.is_bust()) {
        (true, _) => ", blackjack",
        (_, true) => ", bust",
        _ => "",
    };
    let doubled = if hand.doubled { ", doubled" } else { "" };
    let end = match result(deal, hand) {
        Ordering::Greater => "wins",
        Ordering::Equal => "pushes",
        Ordering::Less => "loses",
    };
    format!("{}{doubled}{kind}: {end}", hand.total.points)
}

pub fn deal_json(deal: &Deal) -> Value {
    let hands: Vec<Value> = hands(deal)
        .map(|(cards, hand)| {
            json!({
                "cards": dealt(cards),
                "total": hand.total.points,
                "doubled": hand.doubled,
                "blackjack": deal.has_blackjack(),
                "bust": hand.total.is_bust(),
                "result": match result(deal, &hand) {
                    Ordering::Greater => "win",
                    Ordering::Equal => "push",
                    Ordering::Less => "loss",
                },
            })
        })
        .collect();
    json!({
        "dealer": {
            "cards": dealt(&deal.dealer),
            "total": deal.dealer_total().points,
            "blackjack": deal.dealer_has_blackjack(),
            "bust": deal.dealer_total().is_bust(),
        },
        "split": deal.is_split(),
        "hands": hands,
    })
}

/// The players' hands with their cards.
fn hands(deal: &Deal) -> impl Iterator<Item = (&[Card], Hand)> {
    let hands = deal.hands.iter().zip(deal.hands());
    hands.filter_map(|(cards, hand)| Some((&cards[..], hand?)))
}

/// How a hand fares. A blackjack beats every other 21.
fn result(deal: &Deal, hand: &Hand) -> Ordering {
    if deal.has_blackjack() && !deal.dealer_has_blackjack() {
        Ordering::Greater
    } else {
        hand.result
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use global_table_games::Suit::{self, Clubs, Diamonds, Hearts, Spades};

    fn cards<const N: usize>(dealt: &[(u8, Suit)]) -> [Card; N] {
        let mut cards = [Card::NONE; N];
        for (place, (rank, suit)) in cards.iter_mut().zip(dealt) {
            *place = Card::new(*rank, *suit);
        }
        cards
    }

    #[test]
    fn a_coup_should_be_told_with_both_totals_and_its_winner() {
        let coup = Coup {
            player: cards(&[(9, Spades), (7, Diamonds), (2, Clubs)]),
            banker: cards(&[(10, Hearts), (3, Diamonds)]),
        };
        assert_eq!(
            coup_text(&coup),
            "player 9♠ 7♦ 2♣ = 8, banker 10♥ 3♦ = 3: player wins"
        );
        let json = json!({
            "player": { "cards": ["9♠", "7♦", "2♣"], "total": 8 },
            "banker": { "cards": ["10♥", "3♦"], "total": 3 },
            "winner": "player",
        });
        assert_eq!(coup_json(&coup), json);
        let tie = Coup {
            banker: cards(&[(10, Hearts), (8, Diamonds)]),
            ..coup
        };
        assert!(coup_text(&tie).ends_with(": tie"));
        let banker = Coup {
            player: cards(&[(1, Hearts), (13, Hearts)]),
            ..tie
        };
        assert_eq!(
            coup_text(&banker),
            "player A♥ K♥ = 1, banker 10♥ 8♦ = 8: banker wins"
        );
    }

    /// A deal with one hand of the player.
    fn deal(dealer: &[(u8, Suit)], hand: &[(u8, Suit)]) -> Deal {
        Deal {
            dealer: cards(dealer),
            hands: [cards(hand), cards(&[])],
        }
    }

    #[test]
    fn a_hand_should_be_told_with_its_total_and_its_end() {
        let stood = deal(
            &[(10, Spades), (7, Diamonds)],
            &[(10, Hearts), (6, Clubs), (5, Clubs)],
        );
        assert_eq!(deal_text(&stood), "dealer 10♠ 7♦ = 17; hand 10♥ 6♣ 5♣ = 21: wins");
        let bust = deal(
            &[(10, Spades), (6, Diamonds), (13, Clubs)],
            &[(12, Hearts), (3, Clubs)],
        );
        assert_eq!(
            deal_text(&bust),
            "dealer 10♠ 6♦ K♣ = 26, bust; hand Q♥ 3♣ = 13: wins"
        );
    }

    #[test]
    fn a_blackjack_should_be_told_from_another_21() {
        let blackjack = [(1, Spades), (13, Diamonds)];
        let seven_eight_six = [(7, Spades), (8, Clubs), (6, Clubs)];
        let wins = deal(&seven_eight_six, &blackjack);
        assert_eq!(
            deal_text(&wins),
            "dealer 7♠ 8♣ 6♣ = 21; hand A♠ K♦ = 21, blackjack: wins"
        );
        assert_eq!(deal_json(&wins)["hands"][0]["result"], "win");
        let both = deal(&blackjack, &blackjack);
        assert_eq!(
            deal_text(&both),
            "dealer A♠ K♦ = 21, blackjack; hand A♠ K♦ = 21, blackjack: pushes"
        );
    }

    #[test]
    fn a_split_should_be_told_hand_by_hand() {
        let deal = Deal {
            dealer: cards(&[(6, Spades), (10, Diamonds), (2, Clubs)]),
            hands: [
                cards(&[(8, Hearts), (3, Spades), (10, Clubs)]),
                cards(&[(8, Diamonds), (9, Spades)]),
            ],
        };
        assert_eq!(
            deal_text(&deal),
            "dealer 6♠ 10♦ 2♣ = 18; first hand 8♥ 3♠ 10♣ = 21, doubled: wins; \
             second hand 8♦ 9♠ = 17: loses"
        );
        let json = json!({
            "dealer": { "cards": ["6♠", "10♦", "2♣"], "total": 18, "blackjack": false, "bust": false },
            "split": true,
            "hands": [
                { "cards": ["8♥", "3♠", "10♣"], "total": 21, "doubled": true, "blackjack": false, "bust": false,
                  "result": "win" },
                { "cards": ["8♦", "9♠"], "total": 17, "doubled": false, "blackjack": false, "bust": false,
                  "result": "loss" },
            ],
        });
        assert_eq!(deal_json(&deal), json);
    }
}
