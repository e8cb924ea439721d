//! Rolls.

use global_table_games::{
    layout, permit, spot_by_name, GameId, Outcome, Pays, Resolution, Resolutions, Rules, SpotId, TableState,
};

use super::{rolls, spot, won};

/// The spots that `dice` pay, in the order of the ids, as in `small 1, total_10 6`.
fn paid(dice: [u8; 3]) -> String {
    let winners = layout(GameId::SicBo).iter().filter_map(|spot| {
        let pays = won(spot.id, dice)?;
        assert_eq!(pays.per, 1);
        Some(format!("{} {}", spot.name, pays.win))
    });
    winners.collect::<Vec<_>>().join(", ")
}

#[test]
fn rolls_should_pay_these_spots_and_no_others() {
    let cases = [
        (
            [1, 1, 2],
            "small 1, even 1, single_1 2, single_2 1, double_1 10, total_4 60, combo_1_2 6",
        ),
        (
            [2, 1, 2],
            "small 1, odd 1, single_1 1, single_2 2, double_2 10, total_5 30, combo_1_2 6",
        ),
        (
            [6, 3, 1],
            "small 1, even 1, single_1 1, single_3 1, single_6 1, total_10 6, combo_1_3 6, combo_1_6 6, combo_3_6 6",
        ),
        (
            [4, 2, 5],
            "big 1, odd 1, single_2 1, single_4 1, single_5 1, total_11 6, combo_2_4 6, combo_2_5 6, combo_4_5 6",
        ),
        (
            [6, 4, 6],
            "big 1, even 1, single_4 1, single_6 2, double_6 10, total_16 30, combo_4_6 6",
        ),
        (
            [5, 6, 6],
            "big 1, odd 1, single_5 1, single_6 2, double_6 10, total_17 60, combo_5_6 6",
        ),
    ];
    for (dice, expected) in cases {
        assert_eq!(paid(dice), expected, "{dice:?}");
    }
}

#[test]
fn triples_should_pay_their_faces_and_totals_but_no_side() {
    let cases = [
        (1, "single_1 12, double_1 10, triple_1 180, any_triple 30"),
        (
            2,
            "single_2 12, double_2 10, triple_2 180, any_triple 30, total_6 17",
        ),
        (
            3,
            "single_3 12, double_3 10, triple_3 180, any_triple 30, total_9 6",
        ),
        (
            4,
            "single_4 12, double_4 10, triple_4 180, any_triple 30, total_12 6",
        ),
        (
            5,
            "single_5 12, double_5 10, triple_5 180, any_triple 30, total_15 17",
        ),
        (6, "single_6 12, double_6 10, triple_6 180, any_triple 30"),
    ];
    for (face, expected) in cases {
        assert_eq!(paid([face; 3]), expected, "{face}");
    }
}

#[test]
fn mirror_images_should_be_told_apart() {
    let cases = [
        ("small", [4, 3, 3], Some(1)),
        ("big", [4, 3, 3], None),
        ("small", [5, 3, 3], None),
        ("big", [5, 3, 3], Some(1)),
        ("small", [3, 3, 3], None),
        ("big", [4, 4, 4], None),
        ("odd", [1, 2, 4], Some(1)),
        ("even", [1, 2, 4], None),
        ("odd", [5, 5, 5], None),
        ("even", [2, 2, 2], None),
        ("single_3", [3, 1, 2], Some(1)),
        ("single_3", [3, 1, 3], Some(2)),
        ("single_3", [3, 3, 3], Some(12)),
        ("single_3", [4, 4, 4], None),
        ("double_2", [2, 5, 2], Some(10)),
        ("double_2", [2, 5, 5], None),
        ("double_5", [2, 5, 5], Some(10)),
        ("double_5", [5, 5, 5], Some(10)),
        ("triple_1", [1, 1, 1], Some(180)),
        ("triple_1", [6, 6, 6], None),
        ("triple_1", [1, 1, 6], None),
        ("total_4", [1, 2, 1], Some(60)),
        ("total_17", [1, 2, 1], None),
        ("total_17", [6, 5, 6], Some(60)),
        ("combo_1_2", [1, 1, 2], Some(6)),
        ("combo_1_2", [2, 2, 1], Some(6)),
        ("combo_1_2", [1, 1, 1], None),
        ("combo_1_2", [5, 6, 6], None),
        ("combo_5_6", [5, 6, 6], Some(6)),
        ("combo_2_6", [3, 5, 6], None),
        ("combo_3_5", [3, 5, 6], Some(6)),
    ];
    for (name, dice, win) in cases {
        assert_eq!(
            won(spot(name), dice),
            win.map(|win| Pays::new(win, 1)),
            "{name} {dice:?}"
        );
    }
    for absent in [
        "total_3",
        "total_18",
        "combo_2_1",
        "combo_1_1",
        "single_0",
        "triple_7",
    ] {
        assert_eq!(spot_by_name(GameId::SicBo, absent), None, "{absent}");
    }
}

#[test]
fn the_order_of_the_dice_should_not_matter() {
    for dice in rolls() {
        let mut sorted = dice;
        sorted.sort();
        assert_eq!(paid(dice), paid(sorted), "{dice:?}");
    }
}

#[test]
fn what_is_no_three_dice_should_let_every_bet_stay() {
    for dice in [[0, 1, 1], [1, 0, 1], [1, 1, 0], [7, 6, 6], [6, 6, 7], [255; 3]] {
        let resolutions = Resolutions::of(&TableState::SicBo, &Outcome::SicBo(dice));
        for spot in 0..=255 {
            assert_eq!(resolutions.get(SpotId(spot)), Resolution::Stay, "{dice:?} {spot}");
        }
    }
}

#[test]
fn the_dice_should_have_no_memory_and_take_every_bet() {
    let state = TableState::SicBo;
    for dice in rolls() {
        assert_eq!(state.next(&Outcome::SicBo(dice)), state);
    }
    for spot in layout(GameId::SicBo) {
        assert_eq!(
            permit(&state, &Rules::default(), spot.id, u128::MAX, |_| u128::MAX),
            Ok(())
        );
    }
}
