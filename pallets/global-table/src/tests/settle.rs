use frame_support::{assert_noop, assert_ok, storage::storage_prefix, traits::Hooks};
use sp_runtime::DispatchError::BadOrigin;

use crate::{mock::*, weights::WeightInfo, Error, Event, Phase, Tables, Totals};

/// Six players with bets of every fate at a craps table whose point is 9, up and fresh.
fn busy_craps_table() {
    open(CRAPS);
    assert_ok!(submit(
        "alice",
        CRAPS,
        1,
        &[("pass", 3 * UNIT), ("place_6", 7 * UNIT / 3)]
    ));
    assert_ok!(submit(
        "bob",
        CRAPS,
        1,
        &[("dont_pass", 2 * UNIT), ("hard_6", UNIT)]
    ));
    assert_ok!(submit(
        "carol",
        CRAPS,
        1,
        &[("place_4", 5 * UNIT), ("buy_10", UNIT)]
    ));
    play_as(CRAPS, dice(4, 5));
    open(CRAPS);
    assert_ok!(submit(
        "alice",
        CRAPS,
        1,
        &[("pass_odds_9", 5 * UNIT), ("place_6", UNIT / 7)]
    ));
    assert_ok!(submit("dave", CRAPS, 1, &[("come", 2 * UNIT), ("field", UNIT)]));
    assert_ok!(submit("p0", CRAPS, 1, &[("any_seven", UNIT)]));
    assert_ok!(submit("p1", CRAPS, 1, &[("dont_come", UNIT), ("hop_3_3", UNIT)]));
}

fn balances() -> Vec<u128> {
    ["alice", "bob", "carol", "dave", "p0", "p1"]
        .map(balance)
        .to_vec()
}

#[test]
fn settle_should_pay_the_same_in_any_batch_size_and_by_any_callers() {
    let play = |sizes: &'static [u32], callers: &'static [&str]| {
        let mut after = Vec::new();
        Chain::default().with_players(2).run(|| {
            busy_craps_table();
            reveal_as(CRAPS, dice(3, 3));
            for turn in 0.. {
                if record(CRAPS).unsettled == 0 {
                    break;
                }
                let (size, caller) = (sizes[turn % sizes.len()], callers[turn % callers.len()]);
                assert_ok!(GlobalTable::settle(by(caller), CRAPS, 2, size));
                check();
            }
            settle_and_close(CRAPS, 1);
            after = balances();
        });
        after
    };
    let at_once = play(&[1_000], &["dave"]);
    // Place 6, the hard way and the hop win; field and any seven lose; the line stays, and the come bets travel.
    let place_6 = 7 * UNIT / 3 + UNIT / 7;
    assert_eq!(at_once[0], 100_000 * UNIT - 8 * UNIT + place_6 * 7 / 6);
    assert_eq!(at_once[1], 100_000 * UNIT - 2 * UNIT + 9 * UNIT);
    assert_eq!(
        at_once[2..5],
        [100_000 * UNIT - 6 * UNIT, 100_000 * UNIT - 3 * UNIT, 99 * UNIT]
    );
    assert_eq!(at_once[5], 100 * UNIT - UNIT + 30 * UNIT);
    for (sizes, callers) in [
        (&[1][..], &["dave"][..]),
        (&[2], &["bob", "keeper"]),
        (&[3, 1, 2], &["p0", "deputy"]),
    ] {
        assert_eq!(play(sizes, callers), at_once);
    }
}

#[test]
fn settle_should_list_the_players_of_its_batch_and_say_how_many_remain() {
    Chain::default().run(|| {
        open(ROULETTE);
        assert_ok!(submit("alice", ROULETTE, 1, &[("red", UNIT)]));
        assert_ok!(submit("bob", ROULETTE, 1, &[("black", UNIT)]));
        assert_ok!(submit(
            "carol",
            ROULETTE,
            1,
            &[("straight_1", UNIT), ("odd", UNIT)]
        ));
        reveal_as(ROULETTE, pocket(1));
        settle(ROULETTE, 2);
        let payouts = vec![(account("carol"), 38 * UNIT), (account("bob"), 0)];
        assert_eq!(
            last_event(),
            Event::Settled {
                game: ROULETTE,
                round: 1,
                payouts,
                remaining: 1
            }
        );
        assert_eq!(record(ROULETTE).phase, Phase::Settling);
        settle(ROULETTE, 2);
        let payouts = vec![(account("alice"), 2 * UNIT)];
        assert_eq!(
            last_event(),
            Event::Settled {
                game: ROULETTE,
                round: 1,
                payouts,
                remaining: 0
            }
        );
        assert_eq!(record(ROULETTE).returned, 40 * UNIT);
    });
}

#[test]
fn settle_should_fail_once_everybody_is_settled() {
    Chain::default().run(|| {
        open(ROULETTE);
        assert_ok!(submit("alice", ROULETTE, 1, &[("red", UNIT)]));
        reveal_as(ROULETTE, pocket(1));
        settle(ROULETTE, 1);
        let again = || GlobalTable::settle(by("alice"), ROULETTE, 1, 1);
        assert_noop!(again(), Error::<Test>::WrongPhase);
        settle_and_close(ROULETTE, 1);
        assert_noop!(again(), Error::<Test>::WrongPhase);
        open(ROULETTE);
        assert_noop!(again(), Error::<Test>::WrongPhase);
    });
}

#[test]
fn settle_should_fail_before_the_draw_and_without_a_player_a_table_a_round_or_a_signature() {
    Chain::default().run(|| {
        assert_noop!(
            GlobalTable::settle(by("bob"), CRAPS, 1, 1),
            Error::<Test>::NoRound
        );
        open(CRAPS);
        assert_ok!(submit("alice", CRAPS, 1, &[("pass", UNIT)]));
        assert_noop!(
            GlobalTable::settle(by("bob"), CRAPS, 1, 1),
            Error::<Test>::WrongPhase
        );
        run_to_draw(CRAPS);
        assert_noop!(
            GlobalTable::settle(by("bob"), CRAPS, 1, 1),
            Error::<Test>::WrongPhase
        );
        reveal(CRAPS);
        assert_noop!(
            GlobalTable::settle(by("bob"), CRAPS, 1, 0),
            Error::<Test>::EmptyBatch
        );
        assert_noop!(
            GlobalTable::settle(by("bob"), CRAPS, 2, 1),
            Error::<Test>::NoRound
        );
        assert_noop!(GlobalTable::settle(RuntimeOrigin::none(), CRAPS, 1, 1), BadOrigin);
        Tables::<Test>::remove(CRAPS);
        assert_noop!(
            GlobalTable::settle(by("bob"), CRAPS, 1, 1),
            Error::<Test>::NoTable
        );
    });
}

#[test]
fn settle_should_write_nothing_for_a_player_whose_bets_all_stay_up() {
    let mut ext = Chain::default().with_players(100).ext();
    ext.execute_with(|| {
        open(CRAPS);
        for n in 0..100 {
            assert_ok!(submit(
                &format!("p{n}"),
                CRAPS,
                1,
                &[("place_4", UNIT), ("hard_8", UNIT)]
            ));
        }
        reveal_as(CRAPS, dice(1, 2));
    });
    ext.commit_all().unwrap();
    ext.execute_with(|| {
        settle(CRAPS, 1_000);
        assert_eq!(
            last_event(),
            Event::Settled {
                game: CRAPS,
                round: 1,
                payouts: vec![],
                remaining: 0
            }
        );
    });
    let of_players = [
        storage_prefix(b"GlobalTable", b"BetsOf"),
        storage_prefix(b"GlobalTable", b"Seats"),
        storage_prefix(b"System", b"Account"),
    ];
    for (key, _) in ext.overlayed_changes().changes() {
        let untouched = of_players.iter().all(|prefix| !key.starts_with(&prefix[..]));
        assert!(untouched, "a batch in which all bets stay writes for a player");
    }
    ext.execute_with(|| {
        settle_and_close(CRAPS, 1);
        assert_eq!(Totals::<Test>::get(CRAPS).iter().sum::<u128>(), 200 * UNIT);
    });
}

#[test]
fn settle_should_harm_nobody_who_misses_rounds() {
    Chain::default().run(|| {
        open(CRAPS);
        assert_ok!(submit("alice", CRAPS, 1, &[("place_8", 6 * UNIT)]));
        let before = balance("alice");
        play_as(CRAPS, dice(1, 2));
        for roll in [dice(2, 2), dice(3, 6), dice(1, 1)] {
            open(CRAPS);
            play_as(CRAPS, roll);
        }
        open(CRAPS);
        play_as(CRAPS, dice(4, 4));
        assert_eq!(balance("alice"), before + 13 * UNIT);
        open(CRAPS);
        assert_ok!(submit("alice", CRAPS, 1, &[("place_8", 6 * UNIT)]));
    });
}

#[test]
fn settle_should_keep_the_seats_dense_while_players_leave_and_stay() {
    Chain::default().with_players(200).run(|| {
        open(CRAPS);
        for n in 0..200 {
            let spot = ["place_4", "field", "hard_6", "any_craps", "place_10"][n * 7 % 5];
            assert_ok!(submit(&format!("p{n}"), CRAPS, 1, &[(spot, UNIT)]));
        }
        reveal_as(CRAPS, dice(4, 6));
        // Batches that end within a page, at its edge and beyond it.
        for size in [1, 7, 55, 2, 64, 70] {
            settle(CRAPS, size);
        }
        assert_eq!(record(CRAPS).unsettled, 1);
        settle_and_close(CRAPS, 64);
        assert_eq!(Tables::<Test>::get(CRAPS).unwrap().seats, 80);
    });
}

#[test]
fn settle_should_reward_a_keeper_for_each_player_and_nobody_else() {
    Chain::default().run(|| {
        fill_pot();
        open(ROULETTE);
        for name in ["alice", "bob", "carol"] {
            assert_ok!(submit(name, ROULETTE, 1, &[("straight_0", UNIT)]));
        }
        reveal_as(ROULETTE, pocket(1));
        let before = [balance("keeper"), balance("dave")];
        assert_ok!(GlobalTable::settle(by("dave"), ROULETTE, 1, 1));
        assert_ok!(GlobalTable::settle(by("keeper"), ROULETTE, 1, 1_000));
        assert_eq!(
            [balance("keeper"), balance("dave")],
            [before[0] + 2 * UNIT / 1_000, before[1]]
        );
    });
}

#[test]
fn settle_should_give_back_the_weight_of_players_and_bets_that_were_not_there() {
    Chain::default().run(|| {
        open(ROULETTE);
        assert_ok!(submit(
            "alice",
            ROULETTE,
            1,
            &[("straight_0", UNIT), ("red", UNIT)]
        ));
        assert_ok!(submit("bob", ROULETTE, 1, &[("straight_0", UNIT)]));
        reveal(ROULETTE);
        let info = GlobalTable::settle(by("dave"), ROULETTE, 1, 1_000).unwrap();
        assert_eq!(info.actual_weight, Some(<() as WeightInfo>::settle(2, 3)));
    });
}

#[test]
fn settle_should_leave_the_round_as_it_is_when_its_batch_is_never_sent() {
    Chain::default().run(|| {
        open(ROULETTE);
        let before = balance("alice");
        assert_ok!(submit("alice", ROULETTE, 1, &[("red", UNIT)]));
        reveal_as(ROULETTE, pocket(1));
        // A week without anybody's hands, nor the runtime's.
        finish_block(false);
        start_block(7 * 24 * 3_600 * SLOT_MS);
        GlobalTable::on_finalize(System::block_number());
        assert_eq!(balance("alice"), before - UNIT);
        settle_and_close(ROULETTE, 1);
        assert_eq!(balance("alice"), before + UNIT);
    });
}
