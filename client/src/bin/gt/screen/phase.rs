//! Where a round stands, and for how long.

use global_table_client::{Phase, RoundView, TableView};

use super::{ending_text, seconds};

/// How many milliseconds are left of a round's phase at `now`, where the schedule says so: until betting ends, until the
/// draw is expected, until the next round opens. A settlement takes as long as it takes.
pub fn ms_left(round: &RoundView, table: &TableView, now: u64) -> Option<u64> {
    let end = match phase_at(round, now) {
        Phase::Betting => round.betting_ends_at,
        Phase::Locked => {
            let schedule = &table.config.schedule;
            let draw = u64::from(schedule.lock_ms).saturating_add(schedule.reveal_ms.into());
            round.betting_ends_at.saturating_add(draw)
        }
        Phase::Closed if !table.paused => table.opens_at,
        Phase::Closed | Phase::Drawn | Phase::Voided | Phase::Settling => return None,
    };
    Some(end.saturating_sub(now))
}

/// The phase that the clock says: betting ends at its time, whether or not the chain has written that down yet.
fn phase_at(round: &RoundView, now: u64) -> Phase {
    match round.phase {
        Phase::Betting if now >= round.betting_ends_at => Phase::Locked,
        phase => phase,
    }
}

/// The phase with what is to be waited for: `betting, 5.2 s left`.
pub fn phase_text(round: &RoundView, table: &TableView, now: u64) -> String {
    let left = ms_left(round, table, now);
    let ending = || ending_text(round.ending.as_ref());
    match (phase_at(round, now), left) {
        (Phase::Betting, left) => format!("betting, {} s left", seconds(left.unwrap_or(0))),
        (Phase::Locked, Some(left @ 1..)) => format!("no more bets; drawn in {} s", seconds(left)),
        (Phase::Locked, _) => "no more bets; the draw is overdue".into(),
        (Phase::Drawn | Phase::Settling, _) => format!("{}, settling", ending()),
        (Phase::Voided, _) => ending(),
        (Phase::Closed, _) if table.paused => format!("{}; the table is paused", ending()),
        (Phase::Closed, Some(left @ 1..)) => format!("{}; next round in {} s", ending(), seconds(left)),
        (Phase::Closed, _) => format!("{}; the next round is due", ending()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{self, after};
    use global_table_client::{Ending, GameId, Outcome};

    fn text(phase: Phase, now: u64) -> String {
        let outcome = Outcome::Craps([3, 4]);
        let (secret, draw) = ([0; 32], [0; 32]);
        let ending = match phase {
            Phase::Betting | Phase::Locked => None,
            _ => Some(Ending::Drawn {
                secret,
                draw,
                outcome,
            }),
        };
        let round = RoundView {
            phase,
            ending,
            ..fixture::round(GameId::Craps)
        };
        phase_text(&round, &fixture::table(after(&[])), now)
    }

    #[test]
    fn a_phase_should_say_what_is_left_of_it() {
        assert_eq!(text(Phase::Betting, 800), "betting, 5.2 s left");
        assert_eq!(text(Phase::Locked, 6_500), "no more bets; drawn in 2.5 s");
        assert_eq!(text(Phase::Settling, 9_500), "3 + 4 = 7, settling");
        assert_eq!(text(Phase::Closed, 10_000), "3 + 4 = 7; next round in 2 s");
    }

    #[test]
    fn betting_should_be_over_by_the_clock_whatever_the_chain_has_written_down() {
        assert_eq!(text(Phase::Betting, 6_000), "no more bets; drawn in 3 s");
    }

    #[test]
    fn what_is_overdue_should_be_told() {
        assert!(text(Phase::Locked, 10_000).ends_with("overdue"));
        assert!(text(Phase::Closed, 12_000).ends_with("the next round is due"));
    }
}
