//! Settling and closing.

use super::*;

fn unsettled(phase: Phase, unsettled: u32) -> Table {
    table_with(Round {
        unsettled,
        ..round_of(&config(), 5, phase)
    })
}

#[test]
fn a_round_that_fits_into_one_batch_should_be_settled_and_closed_in_one_go() {
    for phase in [Phase::Drawn, Phase::Voided, Phase::Settling] {
        let planned = planned(&unsettled(phase, 100), ENDS, &config());
        let settle = Action::Settle {
            game: GAME,
            round: 5,
            unsettled: 100,
            max_players: 100,
        };
        assert_eq!(planned, [settle, Action::Finalize { game: GAME, round: 5 }]);
    }
}

#[test]
fn a_round_without_players_should_just_be_closed() {
    assert_eq!(names(&unsettled(Phase::Drawn, 0), ENDS), ["finalize"]);
    assert_eq!(names(&unsettled(Phase::Voided, 0), ENDS), ["finalize"]);
    assert_eq!(names(&unsettled(Phase::Settling, 0), ENDS), ["finalize"]);
}

#[test]
fn several_batches_should_differ_so_that_none_is_taken_for_another() {
    let batches: Vec<_> = planned(&unsettled(Phase::Drawn, 250), ENDS, &config())
        .into_iter()
        .filter_map(|action| match action {
            Action::Settle { unsettled, .. } => Some(unsettled),
            _ => None,
        })
        .collect();
    assert_eq!(batches, [250, 150, 50]);
}

#[test]
fn a_large_round_should_be_closed_only_with_its_last_batches() {
    let names = names(&unsettled(Phase::Drawn, 5_000), ENDS);
    assert_eq!(names, ["settle"; MAX_BATCHES as usize]);
}

#[test]
fn a_closed_round_should_be_left_alone() {
    assert!(names(&table_with(round_of(&config(), 5, Phase::Closed)), ENDS).is_empty());
}

#[test]
fn another_keeper_should_settle_after_the_grace_period_of_each_batch() {
    let other = config_of(&THEIRS);
    let mut table = table_with(Round {
        unsettled: 10,
        ..round_of(&other, 5, Phase::Drawn)
    });
    table.turns_to_duty = Some(0);
    assert!(names(&table, ENDS + GRACE - 1).is_empty());
    assert_eq!(names(&table, ENDS + GRACE), ["settle", "finalize"]);
    table.current.as_mut().expect("there is one").moved_at = ENDS + GRACE;
    assert!(names(&table, ENDS + GRACE).is_empty(), "somebody is at it");
}

#[test]
fn a_round_that_nobody_opened_should_be_settled_by_the_keeper_on_duty() {
    let nobodys = Round {
        keeper: None,
        commitment: [0; 32],
        ..round_of(&config(), 5, Phase::Voided)
    };
    let on_duty = Table {
        turns_to_duty: Some(0),
        ..table_with(nobodys.clone())
    };
    assert_eq!(names(&on_duty, ENDS), ["finalize"]);
    assert!(names(
        &Table {
            turns_to_duty: Some(1),
            ..table_with(nobodys)
        },
        ENDS
    )
    .is_empty());
}

#[test]
fn a_batch_size_of_zero_should_not_settle_nobody_for_ever() {
    let config = Config {
        settle_batch: 0,
        ..config()
    };
    assert!(matches!(
        planned(&unsettled(Phase::Drawn, 1), ENDS, &config)[..],
        [Action::Settle { max_players: 1, .. }, Action::Finalize { .. }]
    ));
}
