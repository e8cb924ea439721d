//! What no plan may do, whatever the view.

use std::collections::HashSet;

use proptest::prelude::*;

use super::*;

fn phases() -> impl Strategy<Value = Phase> {
    use Phase::*;
    prop::sample::select(vec![Betting, Locked, Drawn, Voided, Settling, Closed])
}

/// A round that this keeper, another one or nobody committed to.
fn rounds() -> impl Strategy<Value = Round> {
    let moments = (90_000..130_000u64, 90_000..130_000u64, 90_000..130_000u64);
    (1..4u32, phases(), 0..3u8, any::<bool>(), 0..1_200u32, moments).prop_map(
        |(number, phase, whose, draw_complete, unsettled, (betting_ends_at, reveal_by, moved_at))| {
            let owner = config_of(if whose == 1 { &THEIRS } else { &OURS });
            let round = round_of(&owner, number, phase);
            let keeper = round.keeper.filter(|_| whose < 2);
            let commitment = if whose < 2 { round.commitment } else { [0; 32] };
            let unsettled = if round.awaits_reveal() { 0 } else { unsettled };
            Round {
                keeper,
                commitment,
                draw_complete,
                unsettled,
                betting_ends_at,
                reveal_by,
                moved_at,
                ..round
            }
        },
    )
}

prop_compose! {
    fn tables()(
        current in prop::option::of(rounds()),
        finalised in prop::option::of(rounds()),
        same in any::<bool>(),
        draw_is_final in any::<bool>(),
        turns_to_duty in prop::option::of(0..4u32),
        abandoned_at in prop::option::of(90_000..130_000u64),
        paused in any::<bool>(),
        opens_at in 90_000..130_000u64,
    ) -> Table {
        Table {
            round: current.as_ref().map_or(0, |round| round.round),
            finalised: match current.clone().filter(|_| same) {
                // What is final is mostly the same round, a moment ago.
                Some(round) => Some(Round { draw_complete: draw_is_final, ..round }),
                None => finalised,
            },
            current,
            turns_to_duty,
            abandoned_at,
            paused,
            opens_at,
            ..idle_table()
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_plan_should_reveal_what_is_not_final_and_its_own(table in tables(), now in 80_000..140_000u64) {
        let config = config();
        for action in planned(&table, now, &config) {
            if let Action::Reveal { round, .. } = action {
                let is_final = table.finalised.as_ref().expect("nothing is final");
                prop_assert!(is_final.draw_complete && is_final.round == round);
                prop_assert_eq!(is_final.commitment, config.secrets.commitment(GAME, round));
            }
        }
    }

    #[test]
    fn no_plan_should_open_twice_or_while_a_round_is_in_flight(table in tables(), now in 80_000..140_000u64) {
        let planned = planned(&table, now, &config());
        let opened: Vec<_> = planned.iter().filter(|action| action.name() == "open_round").collect();
        prop_assert!(opened.len() <= 1);
        if let [opened] = opened[..] {
            prop_assert_eq!(planned.len(), 1);
            prop_assert_eq!(opened.round(), table.round + 1);
            prop_assert!(!table.paused && now + SLOT >= table.opens_at);
            prop_assert!(table.current.as_ref().is_none_or(|round| round.phase == Phase::Closed));
        }
    }

    #[test]
    fn no_plan_should_hold_an_action_twice(table in tables(), now in 80_000..140_000u64) {
        let planned = planned(&table, now, &config());
        let distinct: HashSet<_> = planned.iter().collect();
        prop_assert_eq!(distinct.len(), planned.len());
    }

    #[test]
    fn no_plan_should_close_a_round_before_its_last_batch(table in tables(), now in 80_000..140_000u64) {
        let planned = planned(&table, now, &config());
        if let Some(place) = planned.iter().position(|action| action.name() == "finalize") {
            prop_assert_eq!(place + 1, planned.len());
            let round = table.current.as_ref().expect("there is one");
            prop_assert!(!round.awaits_reveal());
            prop_assert!(round.unsettled as usize <= place * config().settle_batch as usize);
        }
    }

    #[test]
    fn no_plan_should_void_its_own_round_before_a_reveal(table in tables(), now in 80_000..500_000u64) {
        let config = config();
        let planned = planned(&table, now, &config);
        let voids = planned.iter().any(|action| action.name() == "void");
        let ours = table.current.as_ref().is_some_and(|round| {
            round.awaits_reveal() && round.commitment == config.secrets.commitment(GAME, round.round)
        });
        prop_assert!(!(voids && ours) || planned[0].name() == "reveal");
    }
}
