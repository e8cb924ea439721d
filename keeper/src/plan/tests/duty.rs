//! Who opens a round, and when.

use super::*;

#[test]
fn the_keeper_on_duty_should_open_for_the_first_block_that_takes_it() {
    assert!(names(&idle_table(), OPENS - SLOT - 1).is_empty());
    assert_eq!(names(&idle_table(), OPENS - SLOT), ["open_round"]);
    assert_eq!(names(&idle_table(), OPENS + 60_000), ["open_round"]);
}

#[test]
fn an_opening_should_name_the_next_round_and_its_commitment() {
    let config = config();
    let commitment = config.secrets.commitment(GAME, 5);
    assert_eq!(
        planned(&idle_table(), OPENS, &config),
        [Action::OpenRound {
            game: GAME,
            round: 5,
            commitment
        }]
    );
}

#[test]
fn the_first_round_of_a_table_should_be_opened() {
    let table = Table {
        round: 0,
        opens_at: 0,
        current: None,
        finalised: None,
        ..idle_table()
    };
    let config = config();
    let commitment = config.secrets.commitment(GAME, 1);
    assert_eq!(
        planned(&table, 0, &config),
        [Action::OpenRound {
            game: GAME,
            round: 1,
            commitment
        }]
    );
}

#[test]
fn the_next_keeper_should_take_over_when_the_grace_period_is_over() {
    let table = Table {
        turns_to_duty: Some(1),
        ..idle_table()
    };
    assert!(names(&table, OPENS).is_empty());
    assert!(names(&table, OPENS + GRACE - SLOT - 1).is_empty());
    assert_eq!(names(&table, OPENS + GRACE - SLOT), ["open_round"]);
}

#[test]
fn each_further_keeper_should_wait_a_little_longer() {
    let third = Table {
        turns_to_duty: Some(2),
        ..idle_table()
    };
    assert!(names(&third, OPENS + GRACE - 1).is_empty());
    assert_eq!(names(&third, OPENS + GRACE), ["open_round"]);
    let far = Table {
        turns_to_duty: Some(u32::MAX),
        ..idle_table()
    };
    assert_eq!(
        names(&far, OPENS + GRACE + u64::from(MAX_STAGGER) * SLOT),
        ["open_round"]
    );
}

#[test]
fn a_keeper_outside_the_rota_should_open_nothing() {
    let table = Table {
        turns_to_duty: None,
        ..idle_table()
    };
    assert!(names(&table, OPENS + 3_600_000).is_empty());
}

#[test]
fn a_paused_table_should_stay_closed() {
    let table = Table {
        paused: true,
        ..idle_table()
    };
    assert!(names(&table, OPENS + 60_000).is_empty());
}

#[test]
fn a_round_in_flight_at_a_paused_table_should_go_on_to_its_end() {
    let config = config();
    let paused = |table: Table| Table {
        paused: true,
        ..table
    };
    assert_eq!(
        names(&paused(table_with(round_of(&config, 5, Phase::Betting))), ENDS),
        ["lock"]
    );
    assert_eq!(
        names(&paused(drawn_and_final(&config, Phase::Locked)), ENDS + 3_000),
        ["reveal"]
    );
    assert_eq!(
        names(
            &paused(table_with(round_of(&config, 5, Phase::Drawn))),
            ENDS + 5_000
        ),
        ["finalize"]
    );
}

#[test]
fn no_round_should_be_opened_while_one_is_in_flight() {
    for phase in [
        Phase::Betting,
        Phase::Locked,
        Phase::Drawn,
        Phase::Voided,
        Phase::Settling,
    ] {
        let table = Table {
            turns_to_duty: Some(0),
            ..table_with(round_of(&config(), 5, phase))
        };
        assert!(
            !names(&table, OPENS + 60_000).contains(&"open_round"),
            "{phase:?}"
        );
    }
}

#[test]
fn every_table_should_be_looked_after() {
    let craps = Table {
        game: GameId::Craps,
        round: 8,
        ..idle_table()
    };
    let view = View {
        tables: vec![idle_table(), craps],
        slot_ms: SLOT,
        ..View::default()
    };
    let planned = plan(&view, OPENS, &config());
    let rounds: Vec<_> = planned
        .iter()
        .map(|action| (action.game(), action.round()))
        .collect();
    assert_eq!(rounds, [(GameId::Roulette, 5), (GameId::Craps, 9)]);
}

#[test]
fn a_table_that_is_not_asked_for_should_be_left_alone() {
    let config = Config {
        games: vec![GameId::Craps],
        ..config()
    };
    assert!(planned(&idle_table(), OPENS, &config).is_empty());
}

#[test]
fn the_last_round_number_should_be_followed_by_none() {
    let table = Table {
        round: RoundId::MAX,
        ..idle_table()
    };
    assert!(names(&table, OPENS).is_empty());
}

#[test]
fn a_keeper_that_is_about_to_stop_should_open_nothing_and_finish_its_rounds() {
    let config = Config {
        opens: false,
        ..config()
    };
    assert!(planned(&idle_table(), OPENS, &config).is_empty());
    let own = drawn_and_final(&config, Phase::Locked);
    assert_eq!(
        planned(&own, ENDS + 3_000, &config),
        [Action::Reveal { game: GAME, round: 5 }]
    );
}

#[test]
fn only_a_round_in_flight_of_its_own_should_keep_a_keeper_from_stopping() {
    let has_at = |table: Table, games: &[GameId]| {
        let view = View {
            tables: vec![table],
            ..View::default()
        };
        let config = Config {
            games: games.to_vec(),
            ..config()
        };
        has_own_rounds(&view, &config)
    };
    let has = |table| has_at(table, &GameId::ALL);
    assert!(!has(idle_table()));
    assert!(has(table_with(round_of(&config(), 5, Phase::Betting))));
    assert!(has(table_with(round_of(&config(), 5, Phase::Settling))));
    assert!(!has(table_with(round_of(&config_of(&THEIRS), 5, Phase::Betting))));
    let elsewhere = table_with(round_of(&config(), 5, Phase::Betting));
    assert!(
        !has_at(elsewhere, &[GameId::Craps]),
        "nobody here looks after that table"
    );
}
