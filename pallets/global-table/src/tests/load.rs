//! Two full tables, block by block.

use frame_support::{assert_ok, traits::Hooks, weights::Weight};
use global_table_games::GameId;

use crate::{mock::*, weights::WeightInfo, Phase, Rounds};

const PLAYERS: u32 = 5_000;

/// The part of a block that a settlement may take: a quarter of what a block may compute.
const BUDGET: Weight = Weight::from_parts(375_000_000_000, u64::MAX);

/// Two tables with the bets of 5,000 players each, drawn.
fn full_tables() {
    for game in [ROULETTE, CRAPS] {
        open(game);
    }
    for n in 0..PLAYERS {
        let name = format!("p{n}");
        let on = |game, list: &[(&str, u128)]| {
            assert_ok!(GlobalTable::submit_bets(by(&name), game, 1, 1, bets(game, list)));
        };
        let stake = UNIT / 100 + u128::from(n);
        on(
            ROULETTE,
            &[
                ("red", stake),
                ("black", stake),
                (&format!("straight_{}", n % 37), stake),
            ],
        );
        on(
            CRAPS,
            &[
                ("pass", stake),
                ("place_6", stake),
                ("field", stake),
                ("hard_8", stake),
            ],
        );
    }
    reveal(ROULETTE);
    reveal(CRAPS);
}

fn unsettled(game: GameId) -> u32 {
    Rounds::<Test>::get(game, 1).unwrap().unsettled
}

#[test]
fn two_tables_of_five_thousand_players_should_settle_by_the_runtimes_own_hands_within_a_few_blocks() {
    let mut blocks = 0;
    Chain::default().with_players(PLAYERS).run(|| {
        full_tables();
        let before = Balances::total_issuance();
        run_to(Timestamp::get() + 2_000);
        while unsettled(ROULETTE) + unsettled(CRAPS) > 0 {
            let used = GlobalTable::on_idle(System::block_number(), BUDGET);
            assert!(used.all_lte(BUDGET), "{used:?} is above the block's budget");
            blocks += 1;
            next_block();
        }
        run_to(Timestamp::get() + 2_000);
        next_block_with(true);
        assert_eq!(
            (record(ROULETTE).phase, record(CRAPS).phase),
            (Phase::Closed, Phase::Closed)
        );
        assert_eq!(Balances::total_issuance(), before);
        assert_eq!(Bankroll::reserve_of(ROULETTE), Default::default());
    });
    assert!((2..=6).contains(&blocks), "{blocks} blocks");
}

#[test]
fn two_tables_of_five_thousand_players_should_settle_by_transactions_within_the_weight_that_they_declare() {
    Chain::default().with_players(PLAYERS).run(|| {
        full_tables();
        // A keeper knows how many bets there can be, and chooses the batch by it.
        let batch = 500;
        let declared = <() as WeightInfo>::settle(batch, batch * crate::MAX_BETS_PER_PLAYER);
        while unsettled(ROULETTE) + unsettled(CRAPS) > 0 {
            let mut block = Weight::zero();
            for game in [ROULETTE, CRAPS].into_iter().cycle() {
                if unsettled(ROULETTE) + unsettled(CRAPS) == 0 || (block + declared).any_gt(BUDGET) {
                    break;
                }
                if unsettled(game) > 0 {
                    let info = GlobalTable::settle(by("keeper"), game, 1, batch).unwrap();
                    let actual = info.actual_weight.expect("what was not there is given back");
                    assert!(actual.all_lte(declared));
                    block += actual;
                }
            }
            assert!(block.all_lte(BUDGET));
            next_block();
        }
        settle_and_close(ROULETTE, 1);
        settle_and_close(CRAPS, 1);
    });
}
