//! Coups, deal by deal: all that each brings. The spots that are not named lose.

use global_table_games::{layout, Card, GameId, Resolution};

use super::{brings, coup, resolutions};

/// Player's cards, banker's cards, and what they bring.
fn check(deals: &[(&str, &str, &str)]) {
    for (player, banker, expected) in deals {
        assert_eq!(
            brings(&coup(player, banker)),
            *expected,
            "{player} against {banker}"
        );
    }
}

#[test]
fn naturals_should_end_the_coup() {
    check(&[
        ("4c 5d", "3c 4d", "player 1:1, small 3:2, dragon_bonus_player 1:1"),
        ("Kc 8d", "3s 4s", "player 1:1, small 3:2, dragon_bonus_player 1:1"),
        ("Kc 9d", "3s 5s", "player 1:1, small 3:2, dragon_bonus_player 1:1"),
        (
            "3c 5d",
            "Kc 9d",
            "banker 19:20, small 3:2, dragon_bonus_banker 1:1",
        ),
        (
            "Kc 2d",
            "Th 8d",
            "banker 19:20, small 3:2, dragon_bonus_banker 1:1",
        ),
    ]);
}

#[test]
fn a_tie_should_push_the_line_and_pay_the_tie() {
    check(&[
        ("3c 4d", "Kh 7s", "player push, banker push, tie 8:1, small 3:2"),
        ("2c 4d", "Kd 6s", "player push, banker push, tie 8:1, small 3:2"),
        (
            "2c 3d Kh",
            "Kd 2s 3h",
            "player push, banker push, tie 8:1, big 27:50",
        ),
        (
            "2c 3d 5h",
            "Kd 3s 7h",
            "player push, banker push, tie 8:1, big 27:50",
        ),
        (
            "Kc 7d",
            "Kd 2s 5h",
            "player push, banker push, tie 8:1, big 27:50",
        ),
    ]);
}

#[test]
fn a_tie_of_naturals_should_push_the_dragon_bonus() {
    let expected = "player push, banker push, tie 8:1, small 3:2, dragon_bonus_player push, \
                    dragon_bonus_banker push";
    check(&[("3c 5d", "Kh 8s", expected), ("4c 5d", "Kh 9s", expected)]);
}

#[test]
fn the_dragon_should_be_the_bankers_three_card_7_and_the_panda_the_players_three_card_8() {
    let dragon = "banker 19:20, dragon_7 40:1, big 27:50, dragon_bonus_banker 4:1";
    check(&[
        ("2c 3d 6h", "Kd 2s 5c", dragon),
        ("2c 4d", "Kd 2s 5c", "banker 19:20, dragon_7 40:1, big 27:50"),
        ("2c 3d 3h", "Kd 7s", "player 1:1, panda_8 25:1, big 27:50"),
        ("2c 3d 3h", "Kd 2s 5c", "player 1:1, panda_8 25:1, big 27:50"),
        // The other side's.
        ("2c 3d 2h", "Kd 6s", "player 1:1, big 27:50"),
        ("2c 3d Kh", "Kd 2s 6h", "banker 19:20, big 27:50"),
        // With two cards.
        ("2c 3d Ah", "3s 4h", "banker 19:20, big 27:50"),
        ("3c 4d", "2s 4h", "player 1:1, small 3:2"),
        // That don't win.
        ("2c 3d 4h", "Kd 2s 5c", "player 1:1, big 27:50"),
        (
            "2c 3d 2h",
            "Kd 2s 5c",
            "player push, banker push, tie 8:1, big 27:50",
        ),
        (
            "2c 3d 3h",
            "Kd 2s 6c",
            "player push, banker push, tie 8:1, big 27:50",
        ),
        ("2c 3d 3h", "Kd 2s 7c", "banker 19:20, big 27:50"),
    ]);
}

#[test]
fn a_pair_should_be_that_of_its_own_hand() {
    let players = "player 1:1, player_pair 11:1, either_pair 5:1, small 3:2, dragon_bonus_player 1:1";
    let bankers = "banker 19:20, banker_pair 11:1, either_pair 5:1, small 3:2, dragon_bonus_banker 1:1";
    let both = "player push, banker push, tie 8:1, player_pair 11:1, banker_pair 11:1, either_pair 5:1, \
                small 3:2, dragon_bonus_player push, dragon_bonus_banker push";
    let none = "player 1:1, small 3:2, dragon_bonus_player 1:1";
    check(&[
        ("4c 4d", "Kc 7d", players),
        ("Kc 7d", "4c 4d", bankers),
        ("4c 4d", "9s 9h", both),
        // Equal values, equal suits and equal cards of both hands are no pairs.
        ("4c 5c", "Td Kd", none),
        ("4c 5c", "4c 3c", none),
        // Nor does a third card make one.
        ("2c 3d 3h", "Kd 7s", "player 1:1, panda_8 25:1, big 27:50"),
        (
            "2c 3d 4h",
            "Kd 2s 2s",
            "player 1:1, big 27:50, dragon_bonus_player 2:1",
        ),
    ]);
}

#[test]
fn a_perfect_pair_should_pay_more_for_both_hands() {
    let players =
        "player 1:1, player_pair 11:1, either_pair 5:1, perfect_pair 25:1, small 3:2, dragon_bonus_player 1:1";
    let bankers = "banker 19:20, banker_pair 11:1, either_pair 5:1, perfect_pair 25:1, small 3:2, \
                   dragon_bonus_banker 1:1";
    let one_of_two =
        "player push, banker push, tie 8:1, player_pair 11:1, banker_pair 11:1, either_pair 5:1, \
                      perfect_pair 25:1, small 3:2, dragon_bonus_player push, dragon_bonus_banker push";
    let both = "player push, banker push, tie 8:1, player_pair 11:1, banker_pair 11:1, either_pair 5:1, \
                perfect_pair 200:1, small 3:2, dragon_bonus_player push, dragon_bonus_banker push";
    check(&[
        ("4c 4c", "Kc 7d", players),
        ("Kc 7d", "4s 4s", bankers),
        ("4c 4c", "9s 9h", one_of_two),
        ("4c 4d", "9h 9h", one_of_two),
        ("4c 4c", "9h 9h", both),
        ("4c 4c", "4c 4c", both),
    ]);
}

#[test]
fn lucky_6_should_pay_by_the_bankers_cards() {
    check(&[
        ("2c 3d Kh", "2s 4h", "banker 19:20, lucky_6 12:1, big 27:50"),
        ("2c 3d Kh", "Kd 2s 4h", "banker 19:20, lucky_6 20:1, big 27:50"),
        (
            "2c 3d 6h",
            "Ks 6h Qc",
            "banker 19:20, lucky_6 20:1, big 27:50, dragon_bonus_banker 2:1",
        ),
        // Sixes that don't win, and the player's.
        ("3c 4d", "2s 4h", "player 1:1, small 3:2"),
        (
            "2c 3d Ah",
            "2s 4h",
            "player push, banker push, tie 8:1, big 27:50",
        ),
        ("2c 4d", "Kd 2s 3h", "player 1:1, big 27:50"),
        ("2c 3d Ah", "Kd 2s 3h", "player 1:1, big 27:50"),
    ]);
}

#[test]
fn small_should_be_four_cards_and_big_more() {
    check(&[
        ("3c 4d", "2s 4h", "player 1:1, small 3:2"),
        ("2c 4d", "Ks 2d Ah", "player 1:1, big 27:50"),
        ("2c 3d 4h", "3s 4h", "player 1:1, big 27:50"),
        ("2c 3d 4h", "Kd 2s 4c", "player 1:1, big 27:50"),
    ]);
}

#[test]
fn the_players_dragon_bonus_should_pay_by_the_margin() {
    check(&[
        (
            "2c 3d 4h",
            "Kd 2s 8h",
            "player 1:1, big 27:50, dragon_bonus_player 30:1",
        ),
        (
            "2c 3d 4h",
            "Kd 2s 9h",
            "player 1:1, big 27:50, dragon_bonus_player 10:1",
        ),
        (
            "2c 3d 4h",
            "Kd 2s Th",
            "player 1:1, big 27:50, dragon_bonus_player 6:1",
        ),
        (
            "2c 3d 4h",
            "Kd 2s Ah",
            "player 1:1, big 27:50, dragon_bonus_player 4:1",
        ),
        (
            "2c 3d 4h",
            "Kd 2s 2h",
            "player 1:1, big 27:50, dragon_bonus_player 2:1",
        ),
        (
            "2c 3d 4h",
            "Kd 2s 3h",
            "player 1:1, big 27:50, dragon_bonus_player 1:1",
        ),
        ("2c 3d 4h", "Kd 2s 4h", "player 1:1, big 27:50"),
        // Two cards that are no natural.
        (
            "3c 4d",
            "Kd 2s 8h",
            "player 1:1, big 27:50, dragon_bonus_player 6:1",
        ),
        // A natural pays the same whatever the margin.
        ("4c 5d", "Kd Qs", "player 1:1, small 3:2, dragon_bonus_player 1:1"),
    ]);
}

#[test]
fn the_bankers_dragon_bonus_should_pay_by_the_margin() {
    check(&[
        (
            "Kc 2d 8h",
            "Kd 2s 7h",
            "banker 19:20, big 27:50, dragon_bonus_banker 30:1",
        ),
        (
            "Kc 2d 8h",
            "Kd 2s 6h",
            "banker 19:20, big 27:50, dragon_bonus_banker 10:1",
        ),
        (
            "Kc 2d 8h",
            "Kd 2s 5h",
            "banker 19:20, dragon_7 40:1, big 27:50, dragon_bonus_banker 6:1",
        ),
        (
            "Kc 2d 8h",
            "Kd 2s 4h",
            "banker 19:20, lucky_6 20:1, big 27:50, dragon_bonus_banker 4:1",
        ),
        (
            "Kc 2d 8h",
            "Kd 2s 3h",
            "banker 19:20, big 27:50, dragon_bonus_banker 2:1",
        ),
        (
            "Kc 2d 8h",
            "Kd 2s 2h",
            "banker 19:20, big 27:50, dragon_bonus_banker 1:1",
        ),
        ("Kc 2d 8h", "Kd 2s Ah", "banker 19:20, big 27:50"),
        (
            "Kc 2d 8h",
            "Kd 7s",
            "banker 19:20, big 27:50, dragon_bonus_banker 6:1",
        ),
        (
            "Kd Qs",
            "4c 5d",
            "banker 19:20, small 3:2, dragon_bonus_banker 1:1",
        ),
    ]);
}

#[test]
fn a_coup_that_no_deal_gives_should_let_every_bet_stay() {
    let mut strange = vec![
        coup("2c 3d", "3s 4s"),
        coup("2c 4d 5h", "3s 4s"),
        coup("2c 3d Kh", "2s 4h 5c"),
        coup("2c 4d", "2s 3h"),
        coup("4c 5d", "2s 3h 5c"),
    ];
    let dealt = coup("2c 3d Kh", "Kd 2s 4h");
    for place in 0..3 {
        for number in [0, 53, 54, 128, 255] {
            for (mut coup, players) in [(dealt, true), (dealt, false)] {
                let hand = if players {
                    &mut coup.player
                } else {
                    &mut coup.banker
                };
                hand[place] = Card(number);
                strange.push(coup);
            }
        }
    }
    // A third card that is neither there nor missing.
    let mut natural = coup("4c 5d", "3c 4d");
    natural.player[2] = Card(53);
    strange.push(natural);
    for coup in strange {
        assert!(!coup.is_valid(), "{coup:?}");
        for spot in layout(GameId::Baccarat) {
            assert_eq!(resolutions(&coup).get(spot.id), Resolution::Stay, "{coup:?}");
        }
    }
}
