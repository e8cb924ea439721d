//! What is overdue.

use super::*;

/// When another keeper's round is overdue, by the clock and by the number of blocks.
const OVERDUE: Millis = REVEAL_BY;

fn withheld() -> Table {
    Table {
        turns_to_duty: Some(0),
        ..drawn_and_final(&config_of(&THEIRS), Phase::Locked)
    }
}

#[test]
fn another_keepers_overdue_round_should_be_voided() {
    assert!(names(&withheld(), OVERDUE - 1).is_empty());
    assert_eq!(names(&withheld(), OVERDUE), ["void"]);
}

#[test]
fn the_next_in_the_rota_should_void_first() {
    let second = Table {
        turns_to_duty: Some(1),
        ..withheld()
    };
    assert!(names(&second, OVERDUE + GRACE - 1).is_empty());
    assert_eq!(names(&second, OVERDUE + GRACE), ["void"]);
}

#[test]
fn a_void_should_wait_until_the_draw_is_in() {
    let mut table = withheld();
    table.current.as_mut().expect("there is one").draw_complete = false;
    assert!(names(&table, OVERDUE + 60_000).is_empty());
}

#[test]
fn a_void_should_wait_for_the_blocks_that_the_chain_gives_a_keeper() {
    let mut table = withheld();
    table.current.as_mut().expect("there is one").reveal_by = ENDS + 1;
    let blocks = u64::from(table.draw_blocks) + MIN_REVEAL_BLOCKS + BLOCKS_AROUND;
    assert!(names(&table, ENDS + blocks * SLOT - 1).is_empty());
    assert_eq!(names(&table, ENDS + blocks * SLOT), ["void"]);
}

#[test]
fn an_overdue_round_that_was_never_locked_should_be_voided_too() {
    let mut table = withheld();
    table.current.as_mut().expect("there is one").phase = Phase::Betting;
    assert_eq!(names(&table, OVERDUE), ["lock", "void"]);
}

#[test]
fn its_own_overdue_round_should_be_revealed_as_long_as_the_chain_may_take_it() {
    assert_eq!(
        names(&drawn_and_final(&config(), Phase::Locked), OVERDUE),
        ["reveal"]
    );
}

#[test]
fn its_own_round_should_be_voided_last_of_all_and_after_another_try() {
    let last_of_all = OVERDUE + GRACE + u64::from(MAX_STAGGER) * SLOT;
    let table = drawn_and_final(&config(), Phase::Locked);
    assert_eq!(names(&table, last_of_all - 1), ["reveal"]);
    assert_eq!(names(&table, last_of_all), ["reveal", "void"]);
}

#[test]
fn its_own_round_should_not_be_voided_while_finality_is_late() {
    let config = config();
    let round = Round {
        draw_complete: true,
        ..round_of(&config, 5, Phase::Locked)
    };
    assert!(names(&table_with(round), OVERDUE + 600_000).is_empty());
}

#[test]
fn a_keeper_outside_the_rota_should_void_nothing() {
    assert!(names(
        &Table {
            turns_to_duty: None,
            ..withheld()
        },
        OVERDUE + 600_000
    )
    .is_empty());
}

#[test]
fn an_abandoned_table_should_be_voided_instead_of_opened() {
    let table = Table {
        abandoned_at: Some(OPENS),
        ..idle_table()
    };
    assert_eq!(
        planned(&table, OPENS, &config()),
        [Action::Void { game: GAME, round: 4 }]
    );
    assert_eq!(names(&table, OPENS - 1), ["open_round"]);
}

#[test]
fn an_abandoned_table_should_be_voided_while_it_is_paused() {
    let table = Table {
        abandoned_at: Some(OPENS),
        paused: true,
        ..idle_table()
    };
    assert_eq!(names(&table, OPENS), ["void"]);
}

#[test]
fn a_keeper_that_is_not_on_duty_should_give_an_abandoned_table_its_grace() {
    let table = Table {
        abandoned_at: Some(OPENS),
        turns_to_duty: Some(1),
        ..idle_table()
    };
    assert!(names(&table, OPENS + GRACE - 1).is_empty());
    assert_eq!(names(&table, OPENS + GRACE), ["void"]);
}
