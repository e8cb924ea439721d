//! The ids of the spots. They are in the chain's state and in every client: a change here breaks both.

use std::collections::BTreeSet;

use global_table_games::{layout, spot_by_name, GameId, SpotId, MAX_SPOTS};

/// Every spot in the order of the ids. Only ever append.
fn frozen(game: GameId) -> Vec<&'static str> {
    match game {
        GameId::Roulette => ROULETTE,
        GameId::Craps => CRAPS,
    }
    .split_whitespace()
    .collect()
}

#[test]
fn spots_should_keep_their_ids_for_ever() {
    for game in GameId::ALL {
        let names: Vec<_> = layout(game).iter().map(|spot| spot.name).collect();
        assert_eq!(names, frozen(game), "{game}");
        for (index, spot) in layout(game).iter().enumerate() {
            assert_eq!(spot.id.index(), index);
            assert_eq!(spot_by_name(game, spot.name), Some(spot.id));
        }
    }
    assert_eq!(spot_by_name(GameId::Craps, "come_6"), Some(SpotId(6)));
    assert_eq!(spot_by_name(GameId::Roulette, "come_6"), None);
    assert_eq!(spot_by_name(GameId::Craps, ""), None);
}

#[test]
fn layouts_should_fit_and_names_should_be_unique() {
    assert_eq!(layout(GameId::Roulette).len(), 157);
    assert_eq!(layout(GameId::Craps).len(), 113);
    for game in GameId::ALL {
        let spots = layout(game);
        assert!(spots.len() <= MAX_SPOTS);
        assert_eq!(
            spots.iter().map(|spot| spot.name).collect::<BTreeSet<_>>().len(),
            spots.len()
        );
        for spot in spots {
            assert!(!spot.pays.is_empty(), "{}", spot.name);
            assert!(spot.pays.iter().all(|prize| prize.pays.per > 0), "{}", spot.name);
        }
    }
}

const ROULETTE: &str = "\
    straight_0 straight_1 straight_2 straight_3 straight_4 straight_5 straight_6 straight_7 straight_8
    straight_9 straight_10 straight_11 straight_12 straight_13 straight_14 straight_15 straight_16
    straight_17 straight_18 straight_19 straight_20 straight_21 straight_22 straight_23 straight_24
    straight_25 straight_26 straight_27 straight_28 straight_29 straight_30 straight_31 straight_32
    straight_33 straight_34 straight_35 straight_36 split_1_2 split_2_3 split_4_5 split_5_6 split_7_8
    split_8_9 split_10_11 split_11_12 split_13_14 split_14_15 split_16_17 split_17_18 split_19_20
    split_20_21 split_22_23 split_23_24 split_25_26 split_26_27 split_28_29 split_29_30 split_31_32
    split_32_33 split_34_35 split_35_36 split_1_4 split_2_5 split_3_6 split_4_7 split_5_8 split_6_9
    split_7_10 split_8_11 split_9_12 split_10_13 split_11_14 split_12_15 split_13_16 split_14_17 split_15_18
    split_16_19 split_17_20 split_18_21 split_19_22 split_20_23 split_21_24 split_22_25 split_23_26
    split_24_27 split_25_28 split_26_29 split_27_30 split_28_31 split_29_32 split_30_33 split_31_34
    split_32_35 split_33_36 split_0_1 split_0_2 split_0_3 street_1 street_4 street_7 street_10 street_13
    street_16 street_19 street_22 street_25 street_28 street_31 street_34 trio_0_1_2 trio_0_2_3
    corner_1_2_4_5 corner_2_3_5_6 corner_4_5_7_8 corner_5_6_8_9 corner_7_8_10_11 corner_8_9_11_12
    corner_10_11_13_14 corner_11_12_14_15 corner_13_14_16_17 corner_14_15_17_18 corner_16_17_19_20
    corner_17_18_20_21 corner_19_20_22_23 corner_20_21_23_24 corner_22_23_25_26 corner_23_24_26_27
    corner_25_26_28_29 corner_26_27_29_30 corner_28_29_31_32 corner_29_30_32_33 corner_31_32_34_35
    corner_32_33_35_36 first_four six_line_1 six_line_4 six_line_7 six_line_10 six_line_13 six_line_16
    six_line_19 six_line_22 six_line_25 six_line_28 six_line_31 dozen_1 dozen_2 dozen_3 column_1 column_2
    column_3 red black odd even low high";
const CRAPS: &str = "\
    pass dont_pass come dont_come come_4 come_5 come_6 come_8 come_9 come_10 dont_come_4 dont_come_5
    dont_come_6 dont_come_8 dont_come_9 dont_come_10 pass_odds_4 pass_odds_5 pass_odds_6 pass_odds_8
    pass_odds_9 pass_odds_10 dont_pass_odds_4 dont_pass_odds_5 dont_pass_odds_6 dont_pass_odds_8
    dont_pass_odds_9 dont_pass_odds_10 come_odds_4 come_odds_5 come_odds_6 come_odds_8 come_odds_9
    come_odds_10 dont_come_odds_4 dont_come_odds_5 dont_come_odds_6 dont_come_odds_8 dont_come_odds_9
    dont_come_odds_10 place_4 place_5 place_6 place_8 place_9 place_10 place_lose_4 place_lose_5
    place_lose_6 place_lose_8 place_lose_9 place_lose_10 buy_4 buy_5 buy_6 buy_8 buy_9 buy_10 lay_4 lay_5
    lay_6 lay_8 lay_9 lay_10 field big_6 big_8 hard_4 hard_6 hard_8 hard_10 any_seven any_craps aces_2
    twelve ace_deuce_3 yo_11 hi_lo hop_1_1 hop_1_2 hop_1_3 hop_1_4 hop_1_5 hop_1_6 hop_2_2 hop_2_3 hop_2_4
    hop_2_5 hop_2_6 hop_3_3 hop_3_4 hop_3_5 hop_3_6 hop_4_4 hop_4_5 hop_4_6 hop_5_5 hop_5_6 hop_6_6 horn
    world c_and_e next_2 next_3 next_4 next_5 next_6 next_7 next_8 next_9 next_10 next_11 next_12";
