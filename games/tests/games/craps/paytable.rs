//! What every spot pays, as published.

use std::collections::BTreeMap;

use global_table_games::{layout, GameId, Spot};

/// Every spot that takes chips.
#[rustfmt::skip]
const PAYS: [(&str, &str); 140] = [
    ("pass", "win 1:1"),
    ("dont_pass", "win 1:1; push 0:1"),
    ("come", "win 1:1"),
    ("dont_come", "win 1:1; push 0:1"),
    ("pass_odds_4", "win 2:1"),
    ("dont_pass_odds_4", "win 1:2"),
    ("come_odds_4", "win 2:1"),
    ("dont_come_odds_4", "win 1:2"),
    ("place_4", "win 9:5"),
    ("place_lose_4", "win 5:11"),
    ("buy_4", "win 39:20"),
    ("lay_4", "win 19:40"),
    ("pass_odds_5", "win 3:2"),
    ("dont_pass_odds_5", "win 2:3"),
    ("come_odds_5", "win 3:2"),
    ("dont_come_odds_5", "win 2:3"),
    ("place_5", "win 7:5"),
    ("place_lose_5", "win 5:8"),
    ("buy_5", "win 29:20"),
    ("lay_5", "win 19:30"),
    ("pass_odds_6", "win 6:5"),
    ("dont_pass_odds_6", "win 5:6"),
    ("come_odds_6", "win 6:5"),
    ("dont_come_odds_6", "win 5:6"),
    ("place_6", "win 7:6"),
    ("place_lose_6", "win 4:5"),
    ("buy_6", "win 23:20"),
    ("lay_6", "win 19:24"),
    ("pass_odds_8", "win 6:5"),
    ("dont_pass_odds_8", "win 5:6"),
    ("come_odds_8", "win 6:5"),
    ("dont_come_odds_8", "win 5:6"),
    ("place_8", "win 7:6"),
    ("place_lose_8", "win 4:5"),
    ("buy_8", "win 23:20"),
    ("lay_8", "win 19:24"),
    ("pass_odds_9", "win 3:2"),
    ("dont_pass_odds_9", "win 2:3"),
    ("come_odds_9", "win 3:2"),
    ("dont_come_odds_9", "win 2:3"),
    ("place_9", "win 7:5"),
    ("place_lose_9", "win 5:8"),
    ("buy_9", "win 29:20"),
    ("lay_9", "win 19:30"),
    ("pass_odds_10", "win 2:1"),
    ("dont_pass_odds_10", "win 1:2"),
    ("come_odds_10", "win 2:1"),
    ("dont_come_odds_10", "win 1:2"),
    ("place_10", "win 9:5"),
    ("place_lose_10", "win 5:11"),
    ("buy_10", "win 39:20"),
    ("lay_10", "win 19:40"),
    ("next_2", "win 693:20"),
    ("next_3", "win 1683:100"),
    ("next_4", "win 1089:100"),
    ("next_5", "win 198:25"),
    ("next_6", "win 3069:500"),
    ("next_7", "win 99:20"),
    ("next_8", "win 3069:500"),
    ("next_9", "win 198:25"),
    ("next_10", "win 1089:100"),
    ("next_11", "win 1683:100"),
    ("next_12", "win 693:20"),
    ("field", "2 = 2:1; 12 = 3:1; 3, 4, 9, 10, 11 = 1:1"),
    ("big_6", "win 1:1"),
    ("big_8", "win 1:1"),
    ("hard_4", "win 7:1"),
    ("hard_6", "win 9:1"),
    ("hard_8", "win 9:1"),
    ("hard_10", "win 7:1"),
    ("any_seven", "win 4:1"),
    ("any_craps", "win 7:1"),
    ("aces_2", "win 30:1"),
    ("twelve", "win 30:1"),
    ("ace_deuce_3", "win 15:1"),
    ("yo_11", "win 15:1"),
    ("hi_lo", "win 15:1"),
    ("horn", "2 or 12 = 27:4; 3 or 11 = 3:1"),
    ("world", "2 or 12 = 26:5; 3 or 11 = 11:5; push 0:1"),
    ("c_and_e", "2, 3 or 12 = 3:1; 11 = 7:1"),
    ("hop_1_1", "win 30:1"),
    ("hop_1_2", "win 15:1"),
    ("hop_1_3", "win 15:1"),
    ("hop_1_4", "win 15:1"),
    ("hop_1_5", "win 15:1"),
    ("hop_1_6", "win 15:1"),
    ("hop_2_2", "win 30:1"),
    ("hop_2_3", "win 15:1"),
    ("hop_2_4", "win 15:1"),
    ("hop_2_5", "win 15:1"),
    ("hop_2_6", "win 15:1"),
    ("hop_3_3", "win 30:1"),
    ("hop_3_4", "win 15:1"),
    ("hop_3_5", "win 15:1"),
    ("hop_3_6", "win 15:1"),
    ("hop_4_4", "win 30:1"),
    ("hop_4_5", "win 15:1"),
    ("hop_4_6", "win 15:1"),
    ("hop_5_5", "win 30:1"),
    ("hop_5_6", "win 15:1"),
    ("hop_6_6", "win 30:1"),
    ("yes_2", "win 297:50"),
    ("yes_3", "win 297:100"),
    ("yes_4", "win 99:50"),
    ("yes_5", "win 297:200"),
    ("yes_6", "win 297:250"),
    ("yes_8", "win 297:250"),
    ("yes_9", "win 297:200"),
    ("yes_10", "win 99:50"),
    ("yes_11", "win 297:100"),
    ("yes_12", "win 297:50"),
    ("no_2", "win 33:200"),
    ("no_3", "win 33:100"),
    ("no_4", "win 99:200"),
    ("no_5", "win 33:50"),
    ("no_6", "win 33:40"),
    ("no_8", "win 33:40"),
    ("no_9", "win 33:50"),
    ("no_10", "win 99:200"),
    ("no_11", "win 33:100"),
    ("no_12", "win 33:200"),
    ("small", "win 34:1"),
    ("tall", "win 34:1"),
    ("all", "win 175:1"),
    ("fire", "4 points = 24:1; 5 points = 249:1; 6 points = 999:1"),
    ("repeater_2", "win 40:1"),
    ("repeater_3", "win 50:1"),
    ("repeater_4", "win 65:1"),
    ("repeater_5", "win 80:1"),
    ("repeater_6", "win 90:1"),
    ("repeater_8", "win 90:1"),
    ("repeater_9", "win 80:1"),
    ("repeater_10", "win 65:1"),
    ("repeater_11", "win 50:1"),
    ("repeater_12", "win 40:1"),
    ("hot_roller", "2 numbers = 5:1; 3 numbers = 10:1; 4 numbers = 20:1; 5 numbers = 50:1; 6 numbers = 200:1"),
    ("different_doubles", "3 doubles = 4:1; 4 doubles = 8:1; 5 doubles = 15:1; 6 doubles = 100:1"),
    ("muggsy", "come-out 7 = 2:1; point then 7 = 3:1"),
    ("ride_the_line", "push 0:1; 4 wins = 3:1; 5 wins = 5:1; 6 wins = 7:1; 7 wins = 12:1; 8 wins = 20:1; 9 wins = 25:1; 10 wins = 30:1; 11 wins = 100:1"),
    ("twice_hard", "win 50:1"),
];

/// The prizes of a spot as text.
pub fn pays(spot: &Spot) -> String {
    let prizes = spot.pays.iter().map(|prize| match prize.on {
        "win" | "push" => format!("{} {}", prize.on, prize.pays),
        on => format!("{on} = {}", prize.pays),
    });
    prizes.collect::<Vec<_>>().join("; ")
}

#[test]
fn every_spot_should_pay_what_the_paytable_says() {
    let ours = layout(GameId::Craps).iter().filter(|spot| spot.placeable);
    let ours: BTreeMap<&str, String> = ours.map(|spot| (spot.name, pays(spot))).collect();
    let published = PAYS
        .iter()
        .map(|(name, pays)| (*name, pays.to_string()))
        .collect();
    assert_eq!(ours, published);
}

#[test]
fn travelled_bets_should_pay_even_money_and_take_no_chips() {
    let travelled: Vec<_> = layout(GameId::Craps)
        .iter()
        .filter(|spot| !spot.placeable)
        .collect();
    assert_eq!(travelled.len(), 12);
    for spot in travelled {
        assert!(
            spot.name.starts_with("come_") || spot.name.starts_with("dont_come_"),
            "{}",
            spot.name
        );
        assert_eq!(pays(spot), "win 1:1", "{}", spot.name);
    }
}
