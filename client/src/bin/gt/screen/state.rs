//! Table states in words.

use global_table_client::TableState;
use global_table_games::craps::State;

/// The totals that a repeater can be about, in the order in which the state counts them.
const TOTALS: [u8; 10] = [2, 3, 4, 5, 6, 8, 9, 10, 11, 12];
/// The points, in the order of the bits of those that the shooter has made.
const POINTS: [u8; 6] = [4, 5, 6, 8, 9, 10];

/// What a table's state says to a player: `puck on 6; since the last 7: 4, 6 x2; points made: 5`. Nothing at a table
/// without a memory.
pub fn state_text(state: &TableState) -> String {
    match state {
        TableState::Craps(state) => craps_text(state),
        TableState::Roulette
        | TableState::AmericanRoulette
        | TableState::SicBo
        | TableState::Baccarat
        | TableState::Blackjack => String::new(),
    }
}

/// The puck, and where the counts stand: a bet that counts is open only where its count starts.
fn craps_text(state: &State) -> String {
    let mut told = vec![match state.point {
        Some(point) => format!("puck on {point}"),
        None => "puck off".into(),
    }];
    match (state.rolled, state.pairs) {
        (false, _) => told.push("new shooter, all counts are open".into()),
        (true, 0) => told.push("counts are open, but for fire and ride_the_line".into()),
        (true, _) => told.push(format!("since the last 7: {}", rolled(state))),
    }
    let made = POINTS
        .iter()
        .enumerate()
        .filter(|(bit, _)| state.made >> bit & 1 == 1);
    let made: Vec<String> = made.map(|(_, point)| point.to_string()).collect();
    if !made.is_empty() {
        told.push(format!("points made: {}", made.join(", ")));
    }
    match state.wins {
        0 => {}
        1 => told.push("1 line win".into()),
        wins => told.push(format!("{wins} line wins")),
    }
    told.join("; ")
}

/// The totals that were rolled since the last 7, and how often: `4, 6 x2`. The state counts each up to the goal of its
/// repeater.
fn rolled(state: &State) -> String {
    let counted = TOTALS.iter().zip(state.repeats);
    let told = counted.filter_map(|(total, count)| match count {
        0 => None,
        1 => Some(total.to_string()),
        count => Some(format!("{total} x{count}")),
    });
    Vec::from_iter(told).join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use global_table_client::{GameId, Outcome};

    fn after(rolls: &[[u8; 2]]) -> String {
        let start = TableState::initial(GameId::Craps);
        let state = rolls
            .iter()
            .fold(start, |state, dice| state.next(&Outcome::Craps(*dice)));
        state_text(&state)
    }

    #[test]
    fn a_craps_table_should_say_where_its_counts_stand() {
        assert_eq!(after(&[]), "puck off; new shooter, all counts are open");
        assert_eq!(after(&[[3, 3]]), "puck on 6; since the last 7: 6");
        assert_eq!(
            after(&[[3, 3], [1, 3], [4, 2], [5, 6]]),
            "puck off; since the last 7: 4, 6 x2, 11; points made: 6; 2 line wins"
        );
    }

    #[test]
    fn a_seven_should_open_the_counts_again() {
        assert_eq!(
            after(&[[5, 2]]),
            "puck off; counts are open, but for fire and ride_the_line; 1 line win"
        );
        assert_eq!(
            after(&[[3, 3], [5, 2]]),
            "puck off; new shooter, all counts are open"
        );
    }

    #[test]
    fn a_table_without_a_memory_should_say_nothing() {
        assert_eq!(state_text(&TableState::Blackjack), "");
    }
}
