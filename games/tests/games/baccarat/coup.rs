//! Which coups are dealt, and what they count.

use global_table_games::{
    baccarat::{Coup, Side},
    expand, Card, GameId, Outcome, Suit,
};

use super::{coup, visit_coups};

fn deal(draw: [u8; 32]) -> Coup {
    match expand(GameId::Baccarat, &draw) {
        Outcome::Baccarat(coup) => coup,
        other => panic!("{other:?}"),
    }
}

fn numbers(coup: Coup) -> ([u8; 3], [u8; 3]) {
    (coup.player.map(|card| card.0), coup.banker.map(|card| card.0))
}

#[test]
fn deals_should_be_what_another_implementation_computed() {
    let mut skipped = [0; 32];
    skipped[0] = 29;
    let vectors = [
        ([0; 32], [3, 40, 45], [37, 18, 6]),
        ([0xff; 32], [35, 9, 0], [4, 34, 0]),
        (core::array::from_fn(|i| i as u8), [49, 25, 49], [16, 3, 0]),
        ([4; 32], [44, 15, 0], [14, 43, 35]),
        // Two bytes are skipped in each of these.
        ([36; 32], [4, 1, 37], [49, 20, 0]),
        (skipped, [31, 41, 0], [2, 51, 25]),
    ];
    for (draw, player, banker) in vectors {
        assert_eq!(numbers(deal(draw)), (player, banker), "{draw:?}");
    }
}

#[test]
fn every_deal_should_be_a_coup() {
    for i in 0..5_000u16 {
        let mut draw = [3; 32];
        draw[..2].copy_from_slice(&i.to_le_bytes());
        assert!(deal(draw).is_valid(), "{draw:?}");
    }
}

#[test]
fn the_hands_should_win_as_often_as_published() {
    // The counts of permutations of six cards of 416, as in "Baccarat Basics" at wizardofodds.com.
    let published = [
        2_230_518_282_592_256u64,
        2_292_252_566_437_888,
        475_627_426_473_216,
    ];
    // Kings stand for all cards that count 0.
    let cards: Vec<_> = [13, 1, 2, 3, 4, 5, 6, 7, 8, 9]
        .map(|rank| Card::new(rank, Suit::Spades))
        .into();
    let hands: Vec<_> = cards
        .iter()
        .flat_map(|first| cards.iter().map(|second| [*first, *second]))
        .collect();
    let mut found = [0; 3];
    visit_coups(&hands, &cards, |coup| {
        let mut left = [32u64; 14];
        (left[0], left[13]) = (416, 128);
        let mut ways = 1;
        for card in coup.player.iter().chain(&coup.banker) {
            // A card that was not drawn can be any of the rest.
            let rank = usize::from(card.rank().unwrap_or(0));
            ways *= if rank == 0 { 1 } else { left[rank] };
            left[rank] -= u64::from(rank > 0);
            left[0] -= u64::from(rank > 0);
        }
        for card in coup.player.iter().chain(&coup.banker) {
            if *card == Card::NONE {
                ways *= left[0];
                left[0] -= 1;
            }
        }
        found[match coup.winner() {
            Some(Side::Player) => 0,
            Some(Side::Banker) => 1,
            None => 2,
        }] += ways;
    });
    assert_eq!(found, published);
    assert_eq!(found.iter().sum::<u64>(), 416 * 415 * 414 * 413 * 412 * 411);
}

const RANKS: [&str; 13] = [
    "As", "2s", "3s", "4s", "5s", "6s", "7s", "8s", "9s", "Ts", "Js", "Qs", "Ks",
];

#[test]
fn the_banker_should_draw_against_a_third_card_by_the_table() {
    // The banker's two cards, and the player's third cards against which it draws.
    let rows = [
        ("Kd Qh", "As 2s 3s 4s 5s 6s 7s 8s 9s Ts Js Qs Ks"),
        ("Kd Ah", "As 2s 3s 4s 5s 6s 7s 8s 9s Ts Js Qs Ks"),
        ("Kd 2h", "As 2s 3s 4s 5s 6s 7s 8s 9s Ts Js Qs Ks"),
        ("Kd 3h", "As 2s 3s 4s 5s 6s 7s 9s Ts Js Qs Ks"),
        ("Kd 4h", "2s 3s 4s 5s 6s 7s"),
        ("Kd 5h", "4s 5s 6s 7s"),
        ("Kd 6h", "6s 7s"),
        ("Kd 7h", ""),
    ];
    for (banker, drawn) in rows {
        for third in RANKS {
            let player = format!("Jc Qd {third}");
            let draws = drawn.contains(third);
            assert_eq!(
                coup(&player, &format!("{banker} 2c")).is_valid(),
                draws,
                "{banker} {third}"
            );
            assert_eq!(coup(&player, banker).is_valid(), !draws, "{banker} {third}");
        }
    }
}

#[test]
fn the_banker_should_draw_up_to_5_when_the_player_stands() {
    for player in ["Kc 6d", "3c 4d"] {
        for (banker, draws) in [
            ("Ks Qs", true),
            ("Ks As", true),
            ("Ks 2s", true),
            ("Ks 3s", true),
            ("Ks 4s", true),
            ("Ks 5s", true),
            ("Ks 6s", false),
            ("Ks 7s", false),
            ("Ks 8s", false),
            ("Ks 9s", false),
        ] {
            assert_eq!(
                coup(player, &format!("{banker} 2c")).is_valid(),
                draws,
                "{banker}"
            );
            assert_eq!(coup(player, banker).is_valid(), !draws, "{banker}");
            assert!(!coup(&format!("{player} 2c"), banker).is_valid(), "{banker}");
        }
    }
}

#[test]
fn the_player_should_draw_up_to_5() {
    for player in ["Kc Qc", "Kc Ac", "Kc 2c", "Kc 3c", "Kc 4c", "Kc 5c"] {
        assert!(coup(&format!("{player} 9d"), "3s 4s").is_valid(), "{player}");
        assert!(!coup(player, "3s 4s").is_valid(), "{player}");
    }
    for player in ["Kc 6c", "Kc 7c", "Kc 8c", "Kc 9c"] {
        assert!(!coup(&format!("{player} 9d"), "3s 4s").is_valid(), "{player}");
        assert!(coup(player, "3s 4s").is_valid(), "{player}");
    }
}

#[test]
fn nobody_should_draw_against_a_natural() {
    for natural in ["Kc 8c", "Kc 9c", "4c 5c", "9c 9d"] {
        for other in ["Ks Qs", "Ks 5s", "3s 4s", "Ks 9s"] {
            assert!(coup(natural, other).is_valid(), "{natural} {other}");
            assert!(coup(other, natural).is_valid(), "{other} {natural}");
            let three = format!("{other} 2d");
            assert!(!coup(natural, &three).is_valid(), "{natural} {three}");
            assert!(!coup(&three, natural).is_valid(), "{three} {natural}");
        }
    }
}

#[test]
fn a_coup_should_say_what_it_counts() {
    // The banker has 6 and stands against a 5.
    let five_cards = coup("2c 3d 5h", "8c 8s");
    assert_eq!(
        (five_cards.total(Side::Player), five_cards.total(Side::Banker)),
        (0, 6)
    );
    assert_eq!(
        (five_cards.cards(Side::Player), five_cards.cards(Side::Banker)),
        (3, 2)
    );
    assert_eq!(
        (five_cards.winner(), five_cards.margin()),
        (Some(Side::Banker), 6)
    );
    assert!(!five_cards.has_pair(Side::Player) && five_cards.has_pair(Side::Banker));
    assert!(!five_cards.has_perfect_pair(Side::Banker) && !five_cards.is_natural(Side::Banker));
    let natural = coup("4c 4c", "Th Kh");
    assert_eq!((natural.winner(), natural.margin()), (Some(Side::Player), 8));
    assert!(natural.is_natural(Side::Player) && !natural.is_natural(Side::Banker));
    assert!(natural.has_perfect_pair(Side::Player) && !natural.has_pair(Side::Banker));
    assert_eq!(coup("3c 4c", "Th 7d").winner(), None);
}
