//! Outcomes in words and for programs.

use global_table_client::{Ending, Outcome, RoundView, VoidReason};
use serde_json::{json, Value};

use super::cards::{coup_json, coup_text, deal_json, deal_text};

/// What programs read as the outcome of a round, as the help of a command says it.
pub const OUTCOMES: &str = "\
Outcomes, as --json prints them:
  roulette           the pocket, 0 to 36
  american_roulette  the pocket as a string, \"0\", \"00\" or \"1\" to \"36\"
  craps, sic_bo      the dice in the order of drawing, [3, 4]
  baccarat           { player, banker: { cards, total }, winner: \"player\", \"banker\" or \"tie\" }
  blackjack          { dealer: { cards, total, blackjack, bust }, split, hands: [{ cards, total,
                       doubled, blackjack, bust, result: \"win\", \"push\" or \"loss\" }] }
Cards are strings like \"10♥\", in the order of dealing.";

/// The American wheel's second zero, as an outcome has it.
const DOUBLE_ZERO: u8 = 37;

/// An outcome in words: `17 black`, `3 + 4 = 7`, `player 9♠ 7♦ 2♣ = 8, banker 10♥ 3♦ = 3: player wins`.
pub fn outcome_text(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Roulette(pocket) | Outcome::AmericanRoulette(pocket) => {
            format!("{} {}", pocket_name(*pocket), colour(*pocket))
        }
        Outcome::Craps(dice) => dice_text(dice),
        Outcome::SicBo(dice) => dice_text(dice),
        Outcome::Baccarat(coup) => coup_text(coup),
        Outcome::Blackjack(deal) => deal_text(deal),
    }
}

/// An outcome for programs; [`OUTCOMES`] says how it looks.
pub fn outcome_json(outcome: &Outcome) -> Value {
    match outcome {
        Outcome::Roulette(pocket) => json!(pocket),
        Outcome::AmericanRoulette(pocket) => json!(pocket_name(*pocket)),
        Outcome::Craps(dice) => json!(dice),
        Outcome::SicBo(dice) => json!(dice),
        Outcome::Baccarat(coup) => coup_json(coup),
        Outcome::Blackjack(deal) => deal_json(deal),
    }
}

fn pocket_name(pocket: u8) -> String {
    match pocket {
        DOUBLE_ZERO => "00".into(),
        pocket => pocket.to_string(),
    }
}

/// The colour of a pocket, the same on both wheels: odd numbers are red in the first and third stretch, even ones in the
/// second and fourth.
fn colour(pocket: u8) -> &'static str {
    match (pocket, pocket % 2 == 1) {
        (0 | DOUBLE_ZERO, _) => "green",
        (1..=10 | 19..=28, true) | (11..=18 | 29..=36, false) => "red",
        _ => "black",
    }
}

/// `3 + 4 = 7`
fn dice_text(dice: &[u8]) -> String {
    let sum = dice.iter().fold(0u8, |sum, die| sum.saturating_add(*die));
    let dice: Vec<String> = dice.iter().map(u8::to_string).collect();
    format!("{} = {sum}", dice.join(" + "))
}

/// The end of a table's round, in words.
pub fn ending_text(ending: Option<&Ending>) -> String {
    match ending {
        Some(Ending::Drawn { outcome, .. }) => outcome_text(outcome),
        Some(Ending::Voided(VoidReason::Withheld)) => "void: no secret in time, slips go back".into(),
        Some(Ending::Voided(VoidReason::Abandoned)) => "void: table abandoned, all bets go back".into(),
        None => "-".into(),
    }
}

/// The outcome of a round for programs; null while there is none, and for a void round.
pub fn ending_json(ending: Option<&Ending>) -> Value {
    match ending {
        Some(Ending::Drawn { outcome, .. }) => outcome_json(outcome),
        _ => Value::Null,
    }
}

pub fn is_void(round: &RoundView) -> bool {
    matches!(round.ending, Some(Ending::Voided(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pockets_should_have_their_wheels_colour() {
        assert_eq!(outcome_text(&Outcome::Roulette(0)), "0 green");
        assert_eq!(outcome_text(&Outcome::Roulette(17)), "17 black");
        assert_eq!(outcome_text(&Outcome::Roulette(36)), "36 red");
        assert_eq!(outcome_text(&Outcome::AmericanRoulette(0)), "0 green");
        assert_eq!(outcome_text(&Outcome::AmericanRoulette(37)), "00 green");
        assert_eq!(outcome_text(&Outcome::AmericanRoulette(1)), "1 red");
        let red: Vec<u8> = (0..=37).filter(|pocket| colour(*pocket) == "red").collect();
        let expected = [1, 3, 5, 7, 9, 12, 14, 16, 18, 19, 21, 23, 25, 27, 30, 32, 34, 36];
        assert_eq!(red, expected);
    }

    #[test]
    fn the_second_zero_should_not_be_taken_for_a_number() {
        assert_eq!(outcome_json(&Outcome::Roulette(17)), json!(17));
        assert_eq!(outcome_json(&Outcome::AmericanRoulette(17)), json!("17"));
        assert_eq!(outcome_json(&Outcome::AmericanRoulette(37)), json!("00"));
    }

    #[test]
    fn dice_should_be_told_with_their_total() {
        assert_eq!(outcome_text(&Outcome::Craps([3, 4])), "3 + 4 = 7");
        assert_eq!(outcome_json(&Outcome::Craps([3, 4])), json!([3, 4]));
        assert_eq!(outcome_text(&Outcome::SicBo([6, 2, 5])), "6 + 2 + 5 = 13");
        assert_eq!(outcome_json(&Outcome::SicBo([6, 2, 5])), json!([6, 2, 5]));
    }
}
