//! Blackjack's odds, against counts by hand, by other programs and by brute force, and against played rounds.

mod brute_force;
mod simulation;

use global_table_games::{spot_by_name, GameId, Pays, Resolution, SpotId};
use global_table_odds::{
    blackjack::{chances, edge_per_initial_unit, odds, odds_of, quick_hand_edge, Chances, Pairs, Rounds},
    Odds,
};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, ToPrimitive, Zero};

/// The exact edge of `hand` for each unit that the hand is dealt for.
const EDGE_PER_UNIT: &str =
    "12971501862180105315205149173901007697297/2820286588398362505996709376335747886107875";

fn spot(name: &str) -> SpotId {
    spot_by_name(GameId::Blackjack, name).unwrap()
}

fn fraction(text: &str) -> BigRational {
    text.parse().unwrap()
}

fn win(win: i32, per: u32) -> Resolution {
    Resolution::Win(Pays::new(win, per))
}

fn sum(chances: &Chances) -> BigRational {
    chances.iter().map(|(_, share)| share).sum()
}

fn assert_chances(name: &str, expected: &[(Resolution, &str)]) -> Odds {
    let chances = chances(spot(name)).unwrap();
    assert_eq!(chances.len(), expected.len());
    for (resolution, share) in expected {
        let found = chances.iter().find(|(known, _)| known == resolution).unwrap();
        assert_eq!(found.1, fraction(share), "{name} {resolution:?}");
    }
    assert!(sum(&chances).is_one());
    let odds = odds(spot(name)).unwrap();
    assert_eq!(odds, odds_of(&chances));
    assert!(odds.expected_rounds.is_one());
    odds
}

/// Of the 311 cards that can follow, 5 are the same, 6 of the other suit of the colour, 12 of the other colour. The
/// edge is the 6.11 % of the Wizard of Odds for this paytable.
#[test]
fn perfect_pairs_should_have_the_published_edge() {
    let expected = [
        (win(25, 1), "5/311"),
        (win(12, 1), "6/311"),
        (win(6, 1), "12/311"),
        (Resolution::Lose, "288/311"),
    ];
    let odds = assert_chances("perfect_pairs", &expected);
    assert_eq!(odds.house_edge, fraction("19/311"));
    assert_eq!(odds.p_win, fraction("23/311"));
    assert_eq!(odds.p_lose, fraction("288/311"));
}

/// The Wizard of Odds counts 10,368 straight flushes, 26,312 threes of a kind (of which 52 * 20 are suited), 155,520
/// straights and 236,736 + 56,160 flushes among the 5,013,320 threes of six decks.
#[test]
fn twenty_one_plus_3_should_have_the_published_counts() {
    let expected = [
        (win(100, 1), "1040/5013320"),
        (win(40, 1), "10368/5013320"),
        (win(30, 1), "25272/5013320"),
        (win(10, 1), "155520/5013320"),
        (win(5, 1), "292896/5013320"),
        (Resolution::Lose, "4528224/5013320"),
    ];
    let odds = assert_chances("21_plus_3", &expected);
    assert_eq!(odds.house_edge, fraction("231664/5013320"));
}

/// The probability was computed by another program, which goes through the dealer's cards one by one.
#[test]
fn dealer_bust_should_have_the_computed_edge() {
    let expected = [
        (win(12, 5), "16674395838503610450371/59145560742900234888285"),
        (
            Resolution::Lose,
            "42471164904396624437914/59145560742900234888285",
        ),
    ];
    let odds = assert_chances("dealer_bust", &expected);
    let bust = fraction("16674395838503610450371/59145560742900234888285");
    assert_eq!(odds.house_edge, BigRational::one() - bust * fraction("17/5"));
    assert!((odds.house_edge.to_f64().unwrap() - 0.0414674).abs() < 1e-7);
}

/// Published effects of rules (thecolorofblackjack.com) add up to 0.43 %: six decks 0.53, double after split -0.13, no
/// second split 0.03. They are rounded, and for the best play of each two cards; the chart goes by the total alone.
/// Another program, which goes through all cards one by one in floating point, finds 0.004599355936215903.
#[test]
fn the_hand_should_have_the_published_edge() {
    let edge = quick_hand_edge() * BigInt::from(4);
    assert_eq!(edge, fraction(EDGE_PER_UNIT));
    let edge = edge.to_f64().unwrap();
    assert!((edge - 0.004_599_355_936_215_903).abs() < 1e-17);
    assert!((edge - 0.0043).abs() < 0.0005);
}

#[test]
fn a_spot_beyond_the_layout_should_have_no_odds() {
    assert_eq!(odds(SpotId(4)), None);
    assert_eq!(chances(SpotId(255)), None);
}

#[test]
fn rounds_against_an_open_card_should_be_as_many_as_the_card() {
    for (open, expected) in [(4, "1/13"), (6, "1/13"), (8, "1/13"), (10, "4/13")] {
        let both = Rounds::against(open, Pairs::Both).probabilities();
        assert_eq!(both.values().sum::<BigRational>(), fraction(expected), "{open}");
    }
}

#[test]
fn one_hand_of_a_split_should_have_half_the_mean_of_both() {
    let edge = |open, start, pairs| {
        let rounds = Rounds::of(open, core::iter::once(start), pairs).probabilities();
        let resolved = rounds.into_iter().map(|(net, share)| (net.resolution(), share));
        odds_of(&resolved.collect::<Chances>()).house_edge
    };
    for (open, value) in [(1, 1), (10, 1), (4, 2), (5, 4), (6, 8), (10, 8), (1, 8), (9, 9)] {
        let both = edge(open, [value; 2], Pairs::Both);
        assert!(!both.is_zero());
        assert_eq!(
            both,
            edge(open, [value; 2], Pairs::OneForBoth),
            "{value} against {open}"
        );
    }
}

#[test]
fn the_hand_should_keep_its_odds() {
    let chances = chances(spot("hand")).unwrap();
    assert!(sum(&chances).is_one());
    let odds = odds_of(&chances);
    assert_eq!(odds.house_edge, quick_hand_edge());
    assert_eq!(edge_per_initial_unit(&odds), fraction(EDGE_PER_UNIT));
    let expected = [
        (
            &odds.p_win,
            concat!(
                "195934786847313718127153216945252485658009689247889315643/",
                "452092263947631799776080917406521897222977527189353275000"
            ),
        ),
        (
            &odds.p_push,
            concat!(
                "29799777072960227734470384950871351305938626744650156131/",
                "339069197960723849832060688054891422917233145392014956250"
            ),
        ),
        (
            &odds.p_lose,
            concat!(
                "649273323009113334008901561580322829471149006845791253547/",
                "1356276791842895399328242752219565691668932581568059825000"
            ),
        ),
    ];
    for (found, expected) in expected {
        assert_eq!(*found, fraction(expected));
    }
    // A blackjack against none: 2 * 24 * 96 / (312 * 311), less 2 * 23 * 95 / (310 * 309) of it.
    let blackjack = fraction("4608/97032") * (BigRational::one() - fraction("4370/95790"));
    assert!(chances.contains(&(win(3, 8), blackjack)));
}
