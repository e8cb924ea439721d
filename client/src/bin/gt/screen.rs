//! Words and small drawings for people.

use std::io::Write;

use global_table_client::{
    amounts, Amount, Ending, GameId, Outcome, RoundView, SpotId, TableState, VoidReason,
};
use global_table_games::{layout, spot_by_name, Resolution, Resolutions};
use serde_json::{json, Value};

/// Prints a line for the reader. A reader who has gone (`gt history | head -1`) ends the program without a fuss.
macro_rules! say {
    ($($arg:tt)*) => {
        $crate::screen::line(format_args!($($arg)*))
    };
}

pub fn line(text: std::fmt::Arguments<'_>) {
    if writeln!(std::io::stdout(), "{text}").is_err() {
        std::process::exit(0);
    }
}

/// The name of a spot.
pub fn spot_name(game: GameId, spot: SpotId) -> &'static str {
    layout(game).get(spot.index()).map_or("?", |spot| spot.name)
}

/// An outcome in words: `17 black`, `3 + 4 = 7`.
pub fn outcome_text(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Roulette(0) => "0 green".into(),
        Outcome::Roulette(pocket) if wins(outcome, "red") => format!("{pocket} red"),
        Outcome::Roulette(pocket) => format!("{pocket} black"),
        Outcome::Craps([one, two]) => format!("{one} + {two} = {}", one.saturating_add(*two)),
    }
}

/// Does a bet on a roulette spot win with this outcome?
fn wins(outcome: &Outcome, spot: &str) -> bool {
    let resolutions = Resolutions::of(&TableState::Roulette, outcome);
    spot_by_name(GameId::Roulette, spot)
        .is_some_and(|spot| matches!(resolutions.get(spot), Resolution::Win(_)))
}

/// An outcome for programs: the pocket, or the dice in the order of drawing.
pub fn outcome_json(outcome: &Outcome) -> Value {
    match outcome {
        Outcome::Roulette(pocket) => json!(pocket),
        Outcome::Craps(dice) => json!(dice),
    }
}

/// How a round ended, in words.
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

/// What a table's state says to a player.
pub fn state_text(state: &TableState) -> String {
    match state {
        TableState::Roulette => String::new(),
        TableState::Craps(state) => match state.point {
            Some(point) => format!("puck on {point}"),
            None => "puck off".into(),
        },
    }
}

/// Milliseconds as seconds, to a tenth: `18`, `0.5`.
pub fn seconds(ms: u64) -> String {
    match (ms / 1000, ms % 1000 / 100) {
        (whole, 0) => whole.to_string(),
        (whole, tenth) => format!("{whole}.{tenth}"),
    }
}

/// `1 player`, `2 players`.
pub fn players(count: usize) -> String {
    format!("{count} player{}", if count == 1 { "" } else { "s" })
}

/// An amount for programs.
pub fn amount_json(amount: Amount) -> Value {
    Value::String(amount.to_string())
}

/// The totals, the highest first.
pub fn heaviest(totals: &[(SpotId, Amount)]) -> Vec<(SpotId, Amount)> {
    let mut totals = totals.to_vec();
    totals.sort_by_key(|(spot, amount)| (std::cmp::Reverse(*amount), *spot));
    totals
}

/// The totals as bars, the highest first, at most `lines` of them.
pub fn heat(game: GameId, totals: &[(SpotId, Amount)], lines: usize) -> Vec<String> {
    const WIDTH: u128 = 30;
    let totals = heaviest(totals);
    let most = totals.first().map_or(1, |(_, amount)| (*amount).max(1));
    let bar = |amount: Amount| {
        let length = amount
            .saturating_mul(WIDTH)
            .checked_div(most)
            .unwrap_or(0)
            .clamp(1, WIDTH);
        "#".repeat(usize::try_from(length).unwrap_or(1))
    };
    let line = |(spot, amount): &(SpotId, Amount)| {
        format!(
            "{:<16} {:>14}  {}",
            spot_name(game, *spot),
            amounts::format(*amount),
            bar(*amount)
        )
    };
    let mut drawn: Vec<String> = totals.iter().take(lines).map(line).collect();
    if totals.len() > lines {
        drawn.push(format!("... and {} more spots", totals.len() - lines));
    }
    drawn
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outcomes_should_read_as_at_the_table() {
        assert_eq!(outcome_text(&Outcome::Roulette(0)), "0 green");
        assert_eq!(outcome_text(&Outcome::Roulette(17)), "17 black");
        assert_eq!(outcome_text(&Outcome::Roulette(36)), "36 red");
        assert_eq!(outcome_text(&Outcome::Craps([3, 4])), "3 + 4 = 7");
        assert_eq!(outcome_json(&Outcome::Craps([3, 4])), json!([3, 4]));
    }

    #[test]
    fn heat_should_show_the_highest_totals_first_and_say_what_it_leaves_out() {
        let totals = [(SpotId(0), 1), (SpotId(1), u128::MAX), (SpotId(2), 5)];
        let lines = heat(GameId::Roulette, &totals, 2);
        assert_eq!(lines.len(), 3);
        assert!(lines[0].starts_with(spot_name(GameId::Roulette, SpotId(1))));
        assert_eq!(lines[2], "... and 1 more spots");
    }
}
