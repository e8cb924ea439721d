//! What every spot pays, as published. The order is that of the ids.

use global_table_games::{baccarat::SPOTS, layout, GameId, Spot};

const PAYS: [(&str, &str); SPOTS] = [
    ("player", "win 1:1; push 0:1"),
    ("banker", "win 19:20; push 0:1"),
    ("tie", "win 8:1"),
    ("player_pair", "win 11:1"),
    ("banker_pair", "win 11:1"),
    ("either_pair", "win 5:1"),
    ("perfect_pair", "one hand = 25:1; both hands = 200:1"),
    ("dragon_7", "win 40:1"),
    ("panda_8", "win 25:1"),
    ("lucky_6", "two cards = 12:1; three cards = 20:1"),
    ("big", "win 27:50"),
    ("small", "win 3:2"),
    (
        "dragon_bonus_player",
        "natural win = 1:1; push 0:1; by 9 = 30:1; by 8 = 10:1; by 7 = 6:1; by 6 = 4:1; by 5 = 2:1; by 4 = 1:1",
    ),
    (
        "dragon_bonus_banker",
        "natural win = 1:1; push 0:1; by 9 = 30:1; by 8 = 10:1; by 7 = 6:1; by 6 = 4:1; by 5 = 2:1; by 4 = 1:1",
    ),
];

/// The prizes of a spot as text.
fn pays(spot: &Spot) -> String {
    let prizes = spot.pays.iter().map(|prize| match prize.on {
        "win" | "push" => format!("{} {}", prize.on, prize.pays),
        on => format!("{on} = {}", prize.pays),
    });
    prizes.collect::<Vec<_>>().join("; ")
}

#[test]
fn every_spot_should_pay_what_the_paytable_says() {
    let ours: Vec<_> = layout(GameId::Baccarat)
        .iter()
        .map(|spot| (spot.name, pays(spot)))
        .collect();
    assert_eq!(ours, PAYS.map(|(name, pays)| (name, pays.to_string())));
}

#[test]
fn every_spot_should_take_chips_and_have_the_id_of_its_place() {
    for (index, spot) in layout(GameId::Baccarat).iter().enumerate() {
        assert!(spot.placeable && spot.id.index() == index, "{}", spot.name);
    }
}
