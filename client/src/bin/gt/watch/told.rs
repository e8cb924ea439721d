//! What happened at a table, in words and for programs.

use global_table_client::{amounts, Amount, Layout, Outcome, RoundId, SpotId, TableEvent};
use serde_json::{json, Value};

use crate::screen;

/// Milliseconds between two lines of a countdown.
const STEP_MS: u64 = 5_000;
/// Spots that are named when betting ends.
const HEAVIEST: usize = 3;

/// An event in words and for programs. Slips are counted instead, and a lock is told with the totals, by
/// [`told_lock`].
pub fn told(event: &TableEvent) -> Option<(String, Value)> {
    let (_, round) = event.at();
    let (text, name, details) = match event {
        TableEvent::RoundOpened { betting_ends_at, .. } => (
            format!("round {round}: place your bets"),
            "opened",
            json!({ "betting_ends_at": betting_ends_at }),
        ),
        TableEvent::Outcome { outcome, draw, .. } => told_outcome(round, outcome, draw),
        TableEvent::Settled {
            payouts, remaining, ..
        } => (
            format!(
                "round {round}: settled {}, {remaining} remain",
                screen::count(payouts.len(), "player")
            ),
            "settled",
            json!({ "players": payouts.len(), "remaining": remaining }),
        ),
        TableEvent::RoundFinalised { staked, returned, .. } => told_close(round, *staked, *returned),
        TableEvent::RoundVoided { .. } => (
            format!("round {round}: void, the slips go back"),
            "voided",
            json!({}),
        ),
        TableEvent::TablePaused { .. } => (format!("paused after round {round}"), "paused", json!({})),
        TableEvent::TableResumed { .. } => (format!("resumed after round {round}"), "resumed", json!({})),
        TableEvent::TableInitialised { .. }
        | TableEvent::BetAccepted { .. }
        | TableEvent::BetRejected { .. }
        | TableEvent::BetTakenDown { .. }
        | TableEvent::Locked { .. } => return None,
    };
    Some((text, line(name, round, details)))
}

/// What a block's slips did, if there are any: how many put down bets, and how many took some down, with what went back
/// to their players. `staked` is what all slips of the round have staked so far.
pub fn told_slips(accepted: u32, taken_down: (u32, Amount), staked: Amount) -> Vec<(String, Value)> {
    let mut told = Vec::new();
    if accepted > 0 {
        told.push((
            format!(
                "{} in the book, {} GTT staked",
                screen::count(accepted as usize, "more slip"),
                amounts::format(staked)
            ),
            json!({ "event": "accepted", "slips": accepted, "staked": screen::amount_json(staked) }),
        ));
    }
    if let (slips @ 1.., returned) = taken_down {
        told.push((
            format!(
                "{} took {} GTT down",
                screen::count(slips as usize, "slip"),
                amounts::format(returned)
            ),
            json!({ "event": "taken_down", "slips": slips, "returned": screen::amount_json(returned) }),
        ));
    }
    told
}

/// The end of betting, with what lies on the spots.
pub fn told_lock(layout: &Layout, round: RoundId, totals: &[(SpotId, Amount)]) -> (String, Value) {
    let totals = screen::heaviest(totals);
    let named: Vec<String> = totals
        .iter()
        .take(HEAVIEST)
        .map(|(spot, amount)| format!("{} GTT on {}", amounts::format(*amount), layout.name(*spot)))
        .collect();
    let text = match totals.len().saturating_sub(HEAVIEST) {
        _ if named.is_empty() => format!("round {round}: no more bets; nothing is on the table"),
        0 => format!("round {round}: no more bets; {}", named.join(", ")),
        more => format!(
            "round {round}: no more bets; {}, and {}",
            named.join(", "),
            screen::count(more, "more spot")
        ),
    };
    let all: serde_json::Map<String, Value> = totals
        .iter()
        .map(|(spot, amount)| (layout.name(*spot).to_owned(), screen::amount_json(*amount)))
        .collect();
    (text, line("locked", round, json!({ "totals": all })))
}

fn told_outcome(round: RoundId, outcome: &Outcome, draw: &[u8; 32]) -> (String, &'static str, Value) {
    (
        format!("round {round}: {}", screen::outcome_text(outcome)),
        "outcome",
        json!({ "outcome": screen::outcome_json(outcome), "draw": hex::encode(draw) }),
    )
}

fn told_close(round: RoundId, staked: Amount, returned: Amount) -> (String, &'static str, Value) {
    (
        format!(
            "round {round}: closed; {} GTT staked, {} GTT returned",
            amounts::format(staked),
            amounts::format(returned)
        ),
        "closed",
        json!({ "staked": screen::amount_json(staked), "returned": screen::amount_json(returned) }),
    )
}

/// An object with the event's name and round, and its details.
fn line(event: &str, round: RoundId, mut details: Value) -> Value {
    if let Some(object) = details.as_object_mut() {
        object.insert("event".into(), event.into());
        object.insert("round".into(), round.into());
    }
    details
}

/// When a line says how long betting still lasts: once it is seen to be open, and then every [`STEP_MS`].
#[derive(Default)]
pub struct Countdown {
    /// What was said last.
    said: Option<(RoundId, u64)>,
}

impl Countdown {
    /// Whether to say now that `round` takes slips for `left_ms` more. If so, it counts as said.
    pub fn is_due(&mut self, round: RoundId, left_ms: u64) -> bool {
        let too_soon = self
            .said
            .is_some_and(|(said, left)| said == round && left_ms.saturating_add(STEP_MS) > left);
        if !too_soon {
            self.said = Some((round, left_ms));
        }
        !too_soon
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::layout;
    use global_table_client::GameId;

    fn on(name: &str, amount: Amount) -> (SpotId, Amount) {
        (
            layout(GameId::Roulette).spot(name).unwrap(),
            amount * amounts::UNIT,
        )
    }

    #[test]
    fn a_lock_should_name_the_heaviest_spots_and_give_programs_all_of_them() {
        let totals = [
            on("red", 2),
            on("straight_17", 9),
            on("black", 1),
            on("dozen_1", 4),
        ];
        let (text, json) = told_lock(&layout(GameId::Roulette), 7, &totals);
        assert_eq!(
            text,
            "round 7: no more bets; 9 GTT on straight_17, 4 GTT on dozen_1, 2 GTT on red, and 1 more spot"
        );
        assert_eq!(json["event"], "locked");
        assert_eq!(json["round"], 7);
        assert_eq!(json["totals"]["black"], "1000000000000");
        assert_eq!(json["totals"].as_object().unwrap().len(), 4);
    }

    #[test]
    fn slips_should_be_told_apart_by_what_they_do() {
        assert_eq!(told_slips(0, (0, 0), 5), []);
        let told = told_slips(3, (1, amounts::UNIT), 2 * amounts::UNIT);
        assert_eq!(told[0].0, "3 more slips in the book, 2 GTT staked");
        assert_eq!(told[1].0, "1 slip took 1 GTT down");
        assert_eq!(told[1].1["returned"], "1000000000000");
    }

    #[test]
    fn a_lock_without_bets_should_say_so() {
        let (text, json) = told_lock(&layout(GameId::Craps), 7, &[]);
        assert!(text.ends_with("nothing is on the table"), "{text}");
        assert_eq!(json["totals"], json!({}));
    }

    #[test]
    fn a_countdown_should_speak_at_the_opening_and_every_five_seconds() {
        let mut countdown = Countdown::default();
        let said: Vec<u64> = (0..72)
            .map(|step| 18_000 - 250 * step)
            .filter(|left| countdown.is_due(1, *left))
            .collect();
        assert_eq!(said, [18_000, 13_000, 8_000, 3_000]);
        assert!(countdown.is_due(2, 17_900), "the next round begins anew");
    }

    #[test]
    fn an_event_for_programs_should_name_itself_and_its_round() {
        let event = TableEvent::RoundFinalised {
            game: GameId::Craps,
            round: 3,
            staked: 5,
            returned: 4,
        };
        let (_, json) = told(&event).unwrap();
        assert_eq!(
            json,
            json!({ "event": "closed", "round": 3, "staked": "5", "returned": "4" })
        );
    }
}
