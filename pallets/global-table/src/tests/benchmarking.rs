//! The scenes of the benchmarks fit their calls.

use frame_support::{assert_ok, traits::Hooks};
use global_table_games::GameId;

use crate::{
    benchmarking::stage, mock::*, BenchmarkHelper, BetsOf, Phase, Rounds, Tables, HISTORY_ROUNDS,
    MAX_BETS_PER_PLAYER, MAX_BETS_PER_SLIP, MAX_DRAW_BLOCKS, MIN_REVEAL_BLOCKS,
};

fn on_stage(play: impl FnOnce()) {
    Chain::default().ext().execute_with(play);
}

fn phase(game: GameId, round: u32) -> Phase {
    Rounds::<Test>::get(game, round).unwrap().phase
}

#[test]
fn every_step_of_a_round_should_work_on_its_stage() {
    on_stage(|| {
        let keeper = || RuntimeOrigin::signed(Helper::keeper());
        assert_ok!(stage::table::<Test, Helper>(CRAPS));
        assert_ok!(GlobalTable::open_round(keeper(), CRAPS, 1, [1; 32]));

        let round = stage::overdue::<Test, Helper>(CRAPS, Helper::keeper()).unwrap();
        assert_ok!(GlobalTable::lock(keeper(), CRAPS, round));
        let round = stage::overdue::<Test, Helper>(CRAPS, Helper::keeper()).unwrap();
        assert_ok!(GlobalTable::reveal(keeper(), CRAPS, round, stage::SECRET));

        let round = stage::settled::<Test, Helper>(Helper::keeper()).unwrap();
        assert_ok!(GlobalTable::finalize(keeper(), CRAPS, round));
        assert_eq!(phase(CRAPS, round), Phase::Closed);
        assert!(!Rounds::<Test>::contains_key(CRAPS, round - HISTORY_ROUNDS));

        let round = stage::overdue::<Test, Helper>(CRAPS, Helper::keeper()).unwrap();
        Helper::set_time(Rounds::<Test>::get(CRAPS, round).unwrap().reveal_by);
        System::set_block_number(u64::from(2 + MAX_DRAW_BLOCKS + MIN_REVEAL_BLOCKS));
        assert_ok!(GlobalTable::void(keeper(), CRAPS));
    });
}

#[test]
fn a_newcomers_slip_of_any_size_should_be_accepted_on_its_stage() {
    for count in [1, 2, MAX_BETS_PER_SLIP] {
        on_stage(|| {
            let round = stage::betting::<Test, Helper>(CRAPS, Helper::keeper()).unwrap();
            stage::fund::<Test>(&account("p0"), stage::least::<Test>() * 100);
            assert_ok!(GlobalTable::submit_bets(
                by("p0"),
                CRAPS,
                round,
                1,
                stage::slip::<Test>(count)
            ));
            assert_eq!(
                BetsOf::<Test>::get(CRAPS, account("p0")).unwrap().fresh.len(),
                count as usize
            );
        });
    }
}

#[test]
fn a_batch_of_slips_should_be_accepted_on_its_stage() {
    for (slips, bets) in [(32, 1_024), (32, 256), (256, 256), (100, 333)] {
        on_stage(|| {
            let round = stage::betting::<Test, Helper>(CRAPS, Helper::keeper()).unwrap();
            let signed = stage::signed_slips::<Test, Helper>(CRAPS, round, slips, bets);
            assert_eq!(
                (signed.len() as u32, crate::bets_in::<Test>(&signed)),
                (slips, bets)
            );
            assert_ok!(GlobalTable::relay_bets(by("dave"), CRAPS, round, signed));
            assert_eq!(record(CRAPS).players, slips);
        });
    }
}

#[test]
fn bets_should_be_taken_down_on_their_stage() {
    let left = |player| {
        let bets = BetsOf::<Test>::get(CRAPS, player).expect("it keeps its seat");
        bets.up.len() as u32
    };
    for count in [1, 2, MAX_BETS_PER_SLIP] {
        on_stage(|| {
            let players = [account("p0")];
            let round = stage::up::<Test, Helper>(Helper::keeper(), &players).unwrap();
            let slip = stage::slip_down::<Test>(count);
            assert_ok!(GlobalTable::take_down(by("p0"), CRAPS, round, 1, slip));
            assert_eq!(left(account("p0")), MAX_BETS_PER_PLAYER - count);
        });
    }
    for (slips, bets) in [(32, 1_024), (32, 256), (256, 256), (100, 333)] {
        on_stage(|| {
            let (round, signed) =
                stage::signed_take_downs::<Test, Helper>(Helper::keeper(), slips, bets).unwrap();
            assert_eq!(
                (signed.len() as u32, crate::bets_in::<Test>(&signed)),
                (slips, bets)
            );
            let players: Vec<_> = signed.iter().map(|slip| slip.player.clone()).collect();
            assert_ok!(GlobalTable::relay_take_downs(by("dave"), CRAPS, round, signed));
            let all_left: u32 = players.into_iter().map(left).sum();
            assert_eq!(all_left, slips * MAX_BETS_PER_PLAYER - bets);
        });
    }
}

#[test]
fn a_batch_of_winners_should_be_paid_on_its_stage() {
    for (players, bets) in [(16, 1_024), (16, 512), (512, 512), (512, 1_024), (1, 1)] {
        on_stage(|| {
            let round = stage::drawn::<Test, Helper>(Helper::keeper(), players, bets).unwrap();
            assert_ok!(GlobalTable::settle(by("keeper"), ROULETTE, round, players));
            assert_eq!(record(ROULETTE).unsettled, 0);
            assert_eq!(Tables::<Test>::get(ROULETTE).unwrap().seats, 0);
            let last = stage::player::<Test>("winner", players - 1);
            assert!(Balances::free_balance(last) >= 36 * stage::least::<Test>());
        });
    }
}

#[test]
fn a_block_should_be_one_of_the_draws_of_every_table_on_its_stage() {
    on_stage(|| {
        for game in GameId::ALL {
            let round = stage::overdue::<Test, Helper>(game, Helper::keeper()).unwrap();
            Rounds::<Test>::mutate(game, round, |record| record.as_mut().unwrap().vrfs.pop());
        }
        Helper::set_author_vrf([3; 32]);
        GlobalTable::on_finalize(u64::from(1 + MAX_DRAW_BLOCKS));
        assert!(GameId::ALL.iter().all(|game| record(*game).vrfs.is_full()));
    });
}
