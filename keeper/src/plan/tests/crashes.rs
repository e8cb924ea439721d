//! A keeper that crashes between any two of its actions, and starts again from the view alone.
//!
//! The tests play a table by the chain's rules: they apply actions to a view, lose the planner's actions at
//! every point, and look at what the next plan does.

use super::*;

/// What the chain does with an action, as far as the planner can see it. `None` if it refuses.
fn applied(table: &Table, action: &Action, now: Millis, config: &Config) -> Option<Table> {
    let mut table = table.clone();
    let in_flight = table
        .current
        .as_ref()
        .is_some_and(|round| round.phase != Phase::Closed);
    if let Action::OpenRound {
        round, commitment, ..
    } = *action
    {
        if in_flight || round != table.round + 1 || now < table.opens_at {
            return None;
        }
        table.round = round;
        let (betting_ends_at, reveal_by) = (now + 18_000, now + 33_000);
        let opened = round_of(config, round, Phase::Betting);
        table.current = Some(Round {
            commitment,
            betting_ends_at,
            reveal_by,
            ..opened
        });
        return Some(table);
    }
    let open = |round: &&mut Round| round.phase != Phase::Closed && round.round == action.round();
    let round = table.current.as_mut().filter(open)?;
    match *action {
        Action::Lock { .. } if round.phase == Phase::Betting && now >= round.betting_ends_at => {
            round.phase = Phase::Locked;
        }
        Action::Reveal { .. } if round.awaits_reveal() && round.draw_complete => {
            round.phase = Phase::Drawn;
            round.unsettled = 230;
        }
        Action::Settle { max_players, .. } if !round.awaits_reveal() && round.unsettled > 0 => {
            round.phase = Phase::Settling;
            round.unsettled = round.unsettled.saturating_sub(max_players);
        }
        Action::Finalize { .. } if !round.awaits_reveal() && round.unsettled == 0 => {
            round.phase = Phase::Closed
        }
        _ => return None,
    }
    round.moved_at = now;
    Some(table)
}

/// One block passes: the draw comes in three slots after betting ends, and what was best is final.
fn next_block(table: &Table, now: Millis) -> Table {
    let mut table = table.clone();
    table.finalised = table.current.clone();
    if let Some(round) = table.current.as_mut().filter(|round| round.awaits_reveal()) {
        round.draw_complete = now >= round.betting_ends_at + 3 * SLOT;
    }
    table
}

/// Play until two rounds are closed; of each block's plan, only the first `taken(step)` actions get through.
fn play(taken: impl Fn(usize) -> usize) {
    let config = config();
    let mut table = idle_table();
    for step in 0..200 {
        let now = OPENS - 5_000 + step as u64 * SLOT;
        table = next_block(&table, now);
        for action in planned(&table, now, &config).iter().take(taken(step)) {
            // What is refused changes nothing.
            table = applied(&table, action, now, &config).unwrap_or(table);
        }
        if table.round == 6
            && table
                .current
                .as_ref()
                .is_some_and(|round| round.phase == Phase::Closed)
        {
            return;
        }
    }
    panic!("two rounds should close within 200 blocks, and the table stands at {table:?}");
}

#[test]
fn rounds_should_close_when_nothing_crashes() {
    play(|_| usize::MAX);
}

#[test]
fn rounds_should_close_when_all_but_one_action_of_every_plan_is_lost() {
    play(|_| 1);
}

#[test]
fn rounds_should_close_whichever_action_the_keeper_crashes_at() {
    for crash in 0..80 {
        for kept in 0..4 {
            play(|step| if step == crash { kept } else { usize::MAX });
        }
    }
}

#[test]
fn rounds_should_close_when_the_keeper_is_down_for_a_while_in_each_phase() {
    for from in 0..60 {
        play(|step| {
            if (from..from + 8).contains(&step) {
                0
            } else {
                usize::MAX
            }
        });
    }
}

#[test]
fn a_restart_should_plan_what_the_crash_left_undone_and_nothing_else() {
    let config = config();
    let mut table = table_with(Round {
        unsettled: 230,
        ..round_of(&config, 5, Phase::Drawn)
    });
    let whole = planned(&table, ENDS, &config);
    for (done, action) in whole.iter().enumerate() {
        assert_eq!(planned(&table, ENDS, &config), whole[done..]);
        table = applied(&table, action, ENDS, &config).expect("the chain takes it");
    }
    assert!(planned(&table, ENDS, &config).is_empty());
}

#[test]
fn the_same_view_should_always_give_the_same_plan() {
    let table = drawn_and_final(&config(), Phase::Locked);
    assert_eq!(planned(&table, ENDS, &config()), planned(&table, ENDS, &config()));
}
