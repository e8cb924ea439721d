//! Locking, and when a secret may be told.

use super::*;

#[test]
fn a_round_should_be_left_alone_while_players_bet() {
    let table = table_with(round_of(&config(), 5, Phase::Betting));
    assert!(names(&table, ENDS - 1).is_empty());
}

#[test]
fn the_keeper_that_opened_a_round_should_lock_it_at_once() {
    let table = table_with(round_of(&config(), 5, Phase::Betting));
    assert_eq!(names(&table, ENDS), ["lock"]);
}

#[test]
fn another_keeper_should_lock_it_after_the_grace_period() {
    let other = config_of(&THEIRS);
    let table = Table {
        turns_to_duty: Some(0),
        ..table_with(round_of(&other, 5, Phase::Betting))
    };
    assert!(names(&table, ENDS).is_empty());
    assert!(names(&table, ENDS + GRACE - 1).is_empty());
    assert_eq!(names(&table, ENDS + GRACE), ["lock"]);
}

#[test]
fn a_locked_round_should_wait_for_its_draw() {
    let table = table_with(round_of(&config(), 5, Phase::Locked));
    assert!(names(&table, ENDS + 2_000).is_empty());
}

#[test]
fn a_reveal_should_wait_until_the_draw_is_final() {
    let config = config();
    let best = Round {
        draw_complete: true,
        ..round_of(&config, 5, Phase::Locked)
    };
    let still_open = Round {
        draw_complete: false,
        ..best.clone()
    };
    let mut table = Table {
        finalised: Some(still_open),
        ..table_with(best.clone())
    };
    assert!(names(&table, ENDS + 3_000).is_empty());
    assert!(
        names(&table, REVEAL_BY + 600_000).is_empty(),
        "not even when it costs the bond"
    );
    table.finalised = None;
    assert!(names(&table, ENDS + 3_000).is_empty());
    table.finalised = Some(best);
    assert_eq!(names(&table, ENDS + 3_000), ["reveal"]);
}

#[test]
fn a_reveal_should_not_need_a_lock() {
    assert_eq!(
        names(&drawn_and_final(&config(), Phase::Betting), ENDS + 3_000),
        ["reveal"]
    );
}

#[test]
fn a_final_draw_of_an_earlier_round_should_reveal_nothing() {
    let config = config();
    let mut table = drawn_and_final(&config, Phase::Locked);
    table.finalised = Some(Round {
        draw_complete: true,
        ..round_of(&config, 4, Phase::Closed)
    });
    assert!(names(&table, ENDS + 3_000).is_empty());
}

#[test]
fn a_secret_should_not_be_told_for_a_commitment_that_is_not_its_hash() {
    let config = config();
    let mut table = drawn_and_final(&config, Phase::Locked);
    for round in table.current.iter_mut().chain(table.finalised.iter_mut()) {
        round.commitment = [1; 32];
    }
    assert!(
        names(&table, ENDS + 3_000).is_empty(),
        "its own account alone is no reason"
    );
}

#[test]
fn a_secret_should_not_be_told_when_the_final_commitment_is_another_one() {
    let mut table = drawn_and_final(&config(), Phase::Locked);
    table.finalised.as_mut().expect("there is one").commitment = [1; 32];
    assert!(names(&table, ENDS + 3_000).is_empty());
}

#[test]
fn a_draw_that_a_fork_took_back_should_be_waited_for() {
    let mut table = drawn_and_final(&config(), Phase::Locked);
    table.current.as_mut().expect("there is one").draw_complete = false;
    assert!(names(&table, ENDS + 3_000).is_empty());
}

#[test]
fn a_copy_with_the_same_key_should_reveal_what_the_other_opened() {
    let opened_by_the_other_copy = drawn_and_final(&config_of(&OURS), Phase::Locked);
    assert_eq!(names(&opened_by_the_other_copy, ENDS + 3_000), ["reveal"]);
}

#[test]
fn another_keepers_round_should_not_be_revealed() {
    let table = drawn_and_final(&config_of(&THEIRS), Phase::Locked);
    assert!(names(&table, ENDS + 3_000).is_empty());
}

#[test]
fn a_keeper_that_left_the_rota_should_still_reveal_its_round() {
    let table = Table {
        turns_to_duty: None,
        ..drawn_and_final(&config(), Phase::Locked)
    };
    assert_eq!(names(&table, ENDS + 3_000), ["reveal"]);
}
