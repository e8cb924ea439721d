//! Words and small drawings for people.

mod cards;
mod outcome;
mod phase;
mod state;

use std::io::Write;

use global_table_client::{amounts, Amount, Layout, SpotId};
use serde_json::Value;

pub use outcome::{ending_json, ending_text, is_void, outcome_json, outcome_text, OUTCOMES};
pub use phase::{ms_left, phase_text};
pub use state::state_text;

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

/// Milliseconds as seconds, to a tenth: `18`, `0.5`.
pub fn seconds(ms: u64) -> String {
    match (ms / 1000, ms % 1000 / 100) {
        (whole, 0) => whole.to_string(),
        (whole, tenth) => format!("{whole}.{tenth}"),
    }
}

/// `1 player`, `2 players`.
pub fn count(number: usize, thing: &str) -> String {
    format!("{number} {thing}{}", if number == 1 { "" } else { "s" })
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
pub fn heat(layout: &Layout, totals: &[(SpotId, Amount)], lines: usize) -> Vec<String> {
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
            layout.name(*spot),
            amounts::format(*amount),
            bar(*amount)
        )
    };
    let mut drawn: Vec<String> = totals.iter().take(lines).map(line).collect();
    if totals.len() > lines {
        drawn.push(format!("... and {}", count(totals.len() - lines, "more spot")));
    }
    drawn
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::layout;
    use global_table_client::GameId;

    #[test]
    fn heat_should_show_the_highest_totals_first_and_say_what_it_leaves_out() {
        let totals = [(SpotId(0), 1), (SpotId(1), u128::MAX), (SpotId(2), 5)];
        let lines = heat(&layout(GameId::Roulette), &totals, 2);
        assert_eq!(lines.len(), 3);
        assert!(lines[0].starts_with("straight_1 "), "{}", lines[0]);
        assert_eq!(lines[2], "... and 1 more spot");
    }
}
