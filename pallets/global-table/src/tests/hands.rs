use frame_support::{assert_ok, traits::Hooks, weights::Weight};

use crate::{mock::*, weights::WeightInfo, Event, Phase, Tables};

/// Everything that the pallet says while `blocks` blocks pass in which nobody sends anything.
fn listen(blocks: u32) -> Vec<Event<Test>> {
    let mut heard = Vec::new();
    for _ in 0..blocks {
        finish_block(true);
        heard.extend(events());
        start_block((System::block_number() + 1) * SLOT_MS);
    }
    heard
}

#[test]
fn hands_should_void_a_round_and_give_everybody_the_money_back_with_no_transaction() {
    Chain::default().run(|| {
        let before = [balance("alice"), balance("bob"), Bankroll::funds()];
        open(CRAPS);
        open(ROULETTE);
        assert_ok!(submit("alice", CRAPS, 1, &[("pass", UNIT), ("place_4", UNIT)]));
        assert_ok!(submit("bob", ROULETTE, 1, &[("red", 3 * UNIT)]));
        let heard = listen(40);
        for game in [CRAPS, ROULETTE] {
            let of_game: Vec<_> = heard
                .iter()
                .filter_map(|event| match event {
                    Event::Locked { game: of, .. } if *of == game => Some("locked"),
                    Event::RoundVoided { game: of, .. } if *of == game => Some("voided"),
                    Event::Settled {
                        game: of,
                        remaining: 0,
                        ..
                    } if *of == game => Some("settled"),
                    Event::RoundFinalised { game: of, .. } if *of == game => Some("finalised"),
                    _ => None,
                })
                .collect();
            assert_eq!(of_game, ["locked", "voided", "settled", "finalised"]);
            assert_eq!(record(game).phase, Phase::Closed);
        }
        assert_eq!([balance("alice"), balance("bob"), Bankroll::funds()], before);
        let bonds = ["keeper", "deputy"].map(|name| Keepers::bond_of(&account(name)).unwrap().amount);
        assert_eq!(bonds.iter().sum::<u128>(), 2 * 10_000 * UNIT - 2 * 100 * UNIT);
        open(CRAPS);
    });
}

#[test]
fn hands_should_settle_and_close_a_drawn_round_with_no_transaction() {
    Chain::default().with_players(300).run(|| {
        open(ROULETTE);
        for n in 0..300 {
            assert_ok!(submit(&format!("p{n}"), ROULETTE, 1, &[("red", UNIT)]));
        }
        reveal_as(ROULETTE, pocket(1));
        idle_blocks(6);
        assert_eq!(record(ROULETTE).phase, Phase::Closed);
        assert!((0..300).all(|n| balance(&format!("p{n}")) == 101 * UNIT));
        assert_eq!(open(ROULETTE), 2);
    });
}

#[test]
fn hands_should_finish_what_others_have_begun() {
    Chain::default().run(|| {
        open(ROULETTE);
        for name in ["alice", "bob", "carol"] {
            assert_ok!(submit(name, ROULETTE, 1, &[("red", UNIT)]));
        }
        run_to(record(ROULETTE).betting_ends_at);
        assert_ok!(GlobalTable::lock(by("keeper"), ROULETTE, 1));
        reveal_as(ROULETTE, pocket(1));
        settle(ROULETTE, 1);
        idle_blocks(8);
        assert_eq!(record(ROULETTE).phase, Phase::Closed);
        assert!(["alice", "bob", "carol"]
            .iter()
            .all(|name| balance(name) == 100_001 * UNIT));
    });
}

#[test]
fn hands_should_give_the_bets_of_an_abandoned_table_back_with_no_transaction() {
    Chain::default().run(|| {
        let before = [balance("alice"), Bankroll::funds()];
        open(CRAPS);
        assert_ok!(submit("alice", CRAPS, 1, &[("place_4", UNIT), ("hard_10", UNIT)]));
        play_as(CRAPS, dice(1, 2));
        idle_blocks(115);
        assert_eq!(Tables::<Test>::get(CRAPS).unwrap().seats, 1);
        idle_blocks(15);
        assert_eq!(Tables::<Test>::get(CRAPS).unwrap().seats, 0);
        assert_eq!(record(CRAPS).phase, Phase::Closed);
        assert_eq!([balance("alice"), Bankroll::funds()], before);
        assert_eq!(open(CRAPS), 3);
    });
}

#[test]
fn hands_should_leave_keepers_their_time_for_every_step() {
    Chain::default().run(|| {
        open(ROULETTE);
        assert_ok!(submit("alice", ROULETTE, 1, &[("red", UNIT)]));
        let ends = record(ROULETTE).betting_ends_at;
        run_to(ends + SLOT_MS);
        next_block_with(true);
        assert_eq!(record(ROULETTE).phase, Phase::Betting);
        next_block_with(true);
        assert_eq!(record(ROULETTE).phase, Phase::Locked);
        reveal(ROULETTE);
        idle_blocks(2);
        assert_eq!(record(ROULETTE).phase, Phase::Drawn);
        idle_blocks(1);
        assert_eq!(
            (record(ROULETTE).phase, record(ROULETTE).unsettled),
            (Phase::Settling, 0)
        );
        idle_blocks(1);
        assert_eq!(record(ROULETTE).phase, Phase::Settling);
        idle_blocks(1);
        assert_eq!(record(ROULETTE).phase, Phase::Closed);
    });
}

#[test]
fn hands_should_do_nothing_when_nothing_is_overdue() {
    Chain::default().run(|| {
        open(ROULETTE);
        open(CRAPS);
        assert_ok!(submit("alice", CRAPS, 1, &[("pass", UNIT)]));
        let before = (record(CRAPS), record(ROULETTE));
        finish_block(true);
        assert_eq!((record(CRAPS), record(ROULETTE)), before);
    });
}

#[test]
fn hands_should_never_use_more_than_the_weight_that_remains() {
    Chain::default().with_players(200).run(|| {
        for game in [ROULETTE, CRAPS] {
            open(game);
            for n in 0..200 {
                assert_ok!(submit(
                    &format!("p{n}"),
                    game,
                    1,
                    &[(if game == CRAPS { "field" } else { "red" }, UNIT)]
                ));
            }
        }
        reveal(ROULETTE);
        reveal(CRAPS);
        run_to(Timestamp::get() + 2_000);
        let step = <() as WeightInfo>::settle(64, 64 * 64);
        for remaining in [Weight::zero(), step - Weight::from_parts(1, 0)] {
            assert!(GlobalTable::on_idle(System::block_number(), remaining).all_lte(remaining));
            assert_eq!(record(ROULETTE).unsettled + record(CRAPS).unsettled, 400);
        }
        // Room for two steps and a half: one at each table.
        let remaining = step * 5 / 2;
        let used = GlobalTable::on_idle(System::block_number(), remaining);
        assert!(used.all_lte(remaining) && used.all_gte(step * 2));
        assert_eq!((record(ROULETTE).unsettled, record(CRAPS).unsettled), (136, 136));
        check();
        assert!(GlobalTable::on_idle(System::block_number(), IDLE).all_lte(IDLE));
        assert_eq!((record(ROULETTE).unsettled, record(CRAPS).unsettled), (0, 0));
    });
}
