//! Published edges and probabilities, each beside the name of its source. All are literal.

use global_table_games::GameId::{self, AmericanRoulette, Baccarat, Craps, Roulette, SicBo};
use global_table_odds::{percent, table, Row};
use num_rational::BigRational;

fn row(game: GameId, spot: &str) -> &'static Row {
    let mut rows = table().iter();
    rows.find(|row| row.game == game && row.spot == spot)
        .unwrap_or_else(|| panic!("{game}: no odds of {spot}"))
}

fn fraction(text: &str) -> BigRational {
    text.parse().expect("the table holds fractions")
}

/// The house edge of each spot, as a fraction.
fn assert_edges(game: GameId, edges: &[(&str, &str)]) {
    for (spot, edge) in edges {
        assert_eq!(row(game, spot).house_edge, *edge, "{game}: {spot}");
    }
}

/// The house edge of each spot in percent, with as many decimals as were published.
fn assert_percent(game: GameId, edges: &[(&str, &str)]) {
    for (spot, edge) in edges {
        assert_eq!(
            rounded(&row(game, spot).house_edge, edge),
            *edge,
            "{game}: {spot}"
        );
    }
}

/// `value` in percent, with as many decimals as `like`.
fn rounded(value: &str, like: &str) -> String {
    let decimals = like.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    percent(&fraction(value), decimals as u32)
}

fn assert_all(game: GameId, edge: &str, but: &[&str]) {
    let rows = table()
        .iter()
        .filter(|row| row.game == game && !but.contains(&row.spot.as_str()));
    assert!(rows.clone().count() > 100);
    rows.for_each(|row| assert_eq!(row.house_edge, edge, "{game}: {}", row.spot));
}

#[test]
fn a_wheel_should_have_one_edge_everywhere_but_on_the_basket() {
    // Wizard of Odds, roulette: 2.70 % with one zero; 5.26 % with two, and 7.89 % on 0-00-1-2-3.
    assert_all(Roulette, "1/37", &[]);
    assert_percent(
        Roulette,
        &[("straight_17", "2.70"), ("first_four", "2.70"), ("red", "2.70")],
    );
    assert_all(AmericanRoulette, "1/19", &["basket"]);
    assert_edges(AmericanRoulette, &[("basket", "3/38")]);
    assert_percent(
        AmericanRoulette,
        &[("red", "5.26"), ("straight_00", "5.26"), ("basket", "7.89")],
    );
}

#[test]
fn craps_lines_and_numbers_should_have_the_published_edges() {
    // Wizard of Odds, craps, appendix 1; pushes count as resolved there as well as here.
    let edges = [
        ("pass", "7/495", "1.41"),
        ("come", "7/495", "1.41"),
        ("dont_pass", "3/220", "1.36"),
        ("dont_come", "3/220", "1.36"),
        ("place_4", "1/15", "6.67"),
        ("place_5", "1/25", "4.00"),
        ("place_6", "1/66", "1.52"),
        ("place_8", "1/66", "1.52"),
        ("place_9", "1/25", "4.00"),
        ("place_10", "1/15", "6.67"),
        ("place_lose_4", "1/33", "3.03"),
        ("place_lose_5", "1/40", "2.50"),
        ("place_lose_6", "1/55", "1.82"),
        // Commission on a win only.
        ("buy_4", "1/60", "1.67"),
        ("buy_5", "1/50", "2.00"),
        ("buy_6", "1/44", "2.27"),
        ("lay_4", "1/60", "1.67"),
        ("lay_5", "1/50", "2.00"),
        ("lay_6", "1/44", "2.27"),
        ("big_6", "1/11", "9.09"),
        ("big_8", "1/11", "9.09"),
        ("hard_4", "1/9", "11.11"),
        ("hard_6", "1/11", "9.09"),
        ("hard_8", "1/11", "9.09"),
        ("hard_10", "1/9", "11.11"),
    ];
    for (spot, exact, rounded) in edges {
        assert_edges(Craps, &[(spot, exact)]);
        assert_percent(Craps, &[(spot, rounded)]);
    }
}

#[test]
fn craps_odds_should_be_fair() {
    // Wizard of Odds, craps: no edge on any odds bet.
    for number in [4, 5, 6, 8, 9, 10] {
        for family in ["pass_odds", "dont_pass_odds", "come_odds", "dont_come_odds"] {
            assert_edges(Craps, &[(&format!("{family}_{number}"), "0/1")]);
        }
    }
}

#[test]
fn craps_bets_of_one_roll_should_have_the_published_edges() {
    // Wizard of Odds, craps, appendix 1; the horn and the world there at 30 to 1 and 15 to 1.
    let edges = [
        ("field", "1/36", "2.78"),
        ("any_seven", "1/6", "16.67"),
        ("any_craps", "1/9", "11.11"),
        ("aces_2", "5/36", "13.89"),
        ("twelve", "5/36", "13.89"),
        ("ace_deuce_3", "1/9", "11.11"),
        ("yo_11", "1/9", "11.11"),
        ("hi_lo", "1/9", "11.11"),
        ("hop_2_2", "5/36", "13.89"),
        ("hop_2_6", "1/9", "11.11"),
        ("c_and_e", "1/9", "11.11"),
        ("horn", "1/8", "12.50"),
        ("world", "2/15", "13.33"),
    ];
    for (spot, exact, rounded) in edges {
        assert_edges(Craps, &[(spot, exact)]);
        assert_percent(Craps, &[(spot, rounded)]);
    }
}

#[test]
fn craps_bets_should_lie_as_long_as_published() {
    // Wizard of Odds, craps, appendix 1: 3.38 rolls to a decision of the line (557/165), 3.27 of a place bet on 6.
    assert_eq!(row(Craps, "pass").expected_rounds, "557/165");
    assert_eq!(row(Craps, "dont_pass").expected_rounds, "557/165");
    assert_eq!(row(Craps, "place_4").expected_rounds, "4/1");
    assert_eq!(row(Craps, "place_5").expected_rounds, "18/5");
    assert_eq!(row(Craps, "place_6").expected_rounds, "36/11");
    assert_eq!(row(Craps, "hard_8").expected_rounds, "36/11");
    assert_eq!(row(Craps, "field").expected_rounds, "1/1");
}

#[test]
fn craps_bets_that_count_should_have_the_published_edges() {
    // Wizard of Odds: Bonus Craps, Different Doubles, Muggsy's Corner.
    assert_percent(Craps, &[("small", "7.76"), ("tall", "7.76"), ("all", "7.46")]);
    assert_eq!(rounded(&row(Craps, "small").p_win, "2.6354"), "2.6354");
    assert_eq!(rounded(&row(Craps, "all").p_win, "0.5258"), "0.5258");
    assert_percent(Craps, &[("different_doubles", "27.92"), ("muggsy", "5.56")]);
    // 1, 6, 21 and 56 of 924 for six, five, four and three.
    assert_eq!(
        fraction(&row(Craps, "different_doubles").p_win),
        fraction("84/924")
    );
    // Wizard of Odds, Repeater Bets: `n` times before 7, as (ways / (ways + 6)) to the n.
    let repeaters = [
        ("repeater_2", "8/49", "16.33"),
        ("repeater_3", "13/64", "20.31"),
        ("repeater_4", "5/27", "18.52"),
        ("repeater_5", "533/3125", "17.06"),
        ("repeater_6", "349686/1771561", "19.74"),
        ("repeater_8", "349686/1771561", "19.74"),
        ("repeater_9", "533/3125", "17.06"),
        ("repeater_10", "5/27", "18.52"),
        ("repeater_11", "13/64", "20.31"),
        ("repeater_12", "8/49", "16.33"),
    ];
    for (spot, exact, rounded) in repeaters {
        assert_edges(Craps, &[(spot, exact)]);
        assert_percent(Craps, &[(spot, rounded)]);
    }
}

#[test]
fn craps_bets_on_a_shooter_should_have_the_published_probabilities() {
    // S. Ethier, The Doctrine of Chances, chapter 15, after D. Catlin, The Fire Bet (Casino City Times): 0.593939393939,
    // 0.260750492004, 0.101275355549 and 0.033434212179 for no point to three, which lose; an edge of about 21 %.
    assert_eq!(
        rounded(&row(Craps, "fire").p_lose, "98.9399453671"),
        "98.9399453671"
    );
    assert_percent(Craps, &[("fire", "20.76")]);
    // Wizard of Odds, Ride the Line: 0.445454545, 0.247024793 and 0.136986476 for no win to two, 0.075965228 for three.
    assert_eq!(
        rounded(&row(Craps, "ride_the_line").p_lose, "82.94658"),
        "82.94658"
    );
    assert_eq!(
        rounded(&row(Craps, "ride_the_line").p_push, "7.596523"),
        "7.596523"
    );
    // The same table's probabilities at the pays of this layout.
    assert_percent(Craps, &[("ride_the_line", "8.522")]);
}

#[test]
fn craps_bets_without_a_published_figure_should_have_those_of_another_calculation() {
    // The true odds less 1 % of the win cost 1 % of the probability to lose.
    let edges = [
        ("yes_2", "3/350"),
        ("yes_3", "3/400"),
        ("yes_4", "1/150"),
        ("yes_5", "3/500"),
        ("yes_6", "3/550"),
        ("yes_12", "3/350"),
        ("no_2", "1/700"),
        ("no_3", "1/400"),
        ("no_4", "1/300"),
        ("no_5", "1/250"),
        ("no_6", "1/220"),
        ("no_12", "1/700"),
        ("next_2", "7/720"),
        ("next_3", "17/1800"),
        ("next_4", "11/1200"),
        ("next_5", "2/225"),
        ("next_6", "31/3600"),
        ("next_7", "1/120"),
        // Two unknowns: 10 x = 4 y before a hardway, 33 y = 1 + 26 x after one.
        ("twice_hard", "11/113"),
        // Integrals over the time of the first 7, the rolls of each pair being independent Poisson processes.
        ("hot_roller", "1265856433/16877460600"),
    ];
    assert_edges(Craps, &edges);
    assert_eq!(row(Craps, "hot_roller").p_win, "4252512452/48522699225");
}

#[test]
fn no_bet_that_takes_chips_should_favour_the_player() {
    for row in table().iter().filter(|row| row.placeable) {
        assert!(!row.house_edge.starts_with('-'), "{}: {}", row.game, row.spot);
    }
}

#[test]
fn sic_bo_should_have_the_published_edges() {
    // Wizard of Odds, sic bo and its appendix: the edges of these pays, over all 216 rolls.
    let edges = [
        ("small", "1/36", "2.78"),
        ("big", "1/36", "2.78"),
        ("odd", "1/36", "2.78"),
        ("even", "1/36", "2.78"),
        ("double_3", "5/27", "18.52"),
        ("triple_3", "35/216", "16.20"),
        ("any_triple", "5/36", "13.89"),
        ("total_4", "11/72", "15.28"),
        ("total_5", "5/36", "13.89"),
        ("total_6", "1/6", "16.67"),
        ("total_7", "7/72", "9.72"),
        ("total_8", "1/8", "12.50"),
        ("total_9", "41/216", "18.98"),
        ("total_10", "1/8", "12.50"),
        ("total_11", "1/8", "12.50"),
        ("total_12", "41/216", "18.98"),
        ("total_13", "1/8", "12.50"),
        ("total_14", "7/72", "9.72"),
        ("total_15", "1/6", "16.67"),
        ("total_16", "5/36", "13.89"),
        ("total_17", "11/72", "15.28"),
        ("combo_2_5", "1/36", "2.78"),
        // 12 to 1 for three dice, as in Macau.
        ("single_4", "1/27", "3.70"),
    ];
    for (spot, exact, rounded) in edges {
        assert_edges(SicBo, &[(spot, exact)]);
        assert_percent(SicBo, &[(spot, rounded)]);
    }
}

/// The ways to lay out the six cards that a coup can need.
const COUPS: &str = "4998398275503360";

#[test]
fn baccarat_should_have_the_published_combinations() {
    // Wizard of Odds, baccarat, eight decks, and the Dragon Bonus of its side bets: combinations out of
    // 4,998,398,275,503,360.
    let of = |ways: &str| fraction(&format!("{ways}/{COUPS}"));
    let win = |spot: &str| fraction(&row(Baccarat, spot).p_win);
    let push = |spot: &str| fraction(&row(Baccarat, spot).p_push);
    assert_eq!(win("banker"), of("2292252566437888"));
    assert_eq!(win("player"), of("2230518282592256"));
    assert_eq!(win("tie"), of("475627426473216"));
    assert_eq!(push("player"), of("475627426473216"));
    assert_eq!(push("banker"), of("475627426473216"));
    assert_eq!(push("dragon_bonus_player"), of("89325908267520"));
    assert_eq!(push("dragon_bonus_banker"), of("89325908267520"));
}

#[test]
fn baccarat_should_have_the_published_edges() {
    // Wizard of Odds, baccarat and its side bets, eight decks. Of `small` 5.27 % is often quoted, but that can't be: it
    // wins whenever `big`, of which 4.35 % is published, loses; A Responsible Gambler, baccarat side bets, has 5.3 %.
    let edges = [
        ("banker", "1.0579"),
        ("player", "1.2351"),
        ("tie", "14.3596"),
        ("player_pair", "10.36"),
        ("banker_pair", "10.36"),
        ("either_pair", "13.71"),
        ("dragon_7", "7.61"),
        ("panda_8", "10.19"),
        ("lucky_6", "16.68"),
        ("big", "4.35"),
        ("small", "5.3"),
        ("dragon_bonus_player", "2.65"),
        ("dragon_bonus_banker", "9.37"),
    ];
    assert_percent(Baccarat, &edges);
    let (big, small) = (row(Baccarat, "big"), row(Baccarat, "small"));
    assert_eq!((&big.p_win, &big.p_lose), (&small.p_lose, &small.p_win));
    // Wizard of Odds, Perfect Pairs, version 2: 244,747,776 ways to one, 2,101,008 to two, out of 7,379,583,120; here
    // two pay 200 to 1.
    assert_eq!(
        fraction(&row(Baccarat, "perfect_pair").p_win),
        fraction("246848784/7379583120")
    );
    assert_eq!(
        fraction(&row(Baccarat, "perfect_pair").house_edge),
        fraction("593838336/7379583120")
    );
}
