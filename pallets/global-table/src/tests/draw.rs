use frame_support::assert_ok;
use global_table_games::{expand, Outcome};
use sp_io::hashing::blake2_256;

use crate::{draw_of, mock::*, Ending, Phase};

#[test]
fn draw_of_should_never_change() {
    let draw = draw_of(&[0x45; 32], CRAPS, 7, &[1; 32], &[[2; 32], [3; 32]]);
    let frozen = "88afc5ae0d9eb0c9d9deaccd579c8da839cf391b2039e5abcac7bea23a8d5d6c";
    assert_eq!(sp_core::hexdisplay::HexDisplay::from(&draw).to_string(), frozen);
    assert_eq!(expand(CRAPS, &draw), Outcome::Craps([6, 4]));
    assert_eq!(expand(ROULETTE, &draw), Outcome::Roulette(20));
}

#[test]
fn draw_of_should_depend_on_everything_that_it_names() {
    let draws = [
        draw_of(&[0; 32], CRAPS, 7, &[1; 32], &[[2; 32], [3; 32]]),
        draw_of(&[9; 32], CRAPS, 7, &[1; 32], &[[2; 32], [3; 32]]),
        draw_of(&[0; 32], ROULETTE, 7, &[1; 32], &[[2; 32], [3; 32]]),
        draw_of(&[0; 32], CRAPS, 8, &[1; 32], &[[2; 32], [3; 32]]),
        draw_of(&[0; 32], CRAPS, 7, &[4; 32], &[[2; 32], [3; 32]]),
        draw_of(&[0; 32], CRAPS, 7, &[1; 32], &[[3; 32], [2; 32]]),
        draw_of(&[0; 32], CRAPS, 7, &[1; 32], &[[2; 32]]),
    ];
    let distinct: std::collections::BTreeSet<_> = draws.iter().collect();
    assert_eq!(distinct.len(), draws.len());
}

/// The draw of the first round of craps, if `lock_after` blocks past the deadline somebody locks.
fn draw_with_lock(lock_after: Option<u64>) -> [u8; 32] {
    let mut drawn = [0; 32];
    Chain::default().run(|| {
        open(CRAPS);
        let ends = record(CRAPS).betting_ends_at;
        if let Some(blocks) = lock_after {
            run_to(ends + blocks * SLOT_MS);
            assert_ok!(GlobalTable::lock(by("bob"), CRAPS, 1));
        }
        run_to(ends + 8 * SLOT_MS);
        reveal(CRAPS);
        let Some(Ending::Drawn { draw, .. }) = record(CRAPS).ending else {
            panic!("not drawn")
        };
        drawn = draw;
    });
    drawn
}

#[test]
fn draw_should_be_decided_by_the_deadline_whoever_locks_and_when() {
    let draws = [None, Some(0), Some(1), Some(2), Some(7)].map(draw_with_lock);
    assert!(draws.iter().all(|draw| *draw == draws[0]));
}

#[test]
fn draw_should_take_the_blocks_that_follow_the_first_one_past_the_deadline() {
    for count in [1u8, 2, 5, 8] {
        Chain::default()
            .with_config(|config| config.draw_blocks = count)
            .run(|| {
                open(CRAPS);
                let closing = record(CRAPS).betting_ends_at / SLOT_MS;
                run_to_draw(CRAPS);
                run_to(Timestamp::get() + 3 * SLOT_MS);
                let round = record(CRAPS);
                assert_eq!(round.closing_block, Some(closing));
                let expected: Vec<_> = (1..=u64::from(count))
                    .map(|after| blake2_256(&vrf_seed(closing + after)))
                    .collect();
                assert_eq!(round.vrfs.to_vec(), expected);
            });
    }
}

#[test]
fn draw_should_begin_after_the_first_block_past_the_deadline_when_blocks_are_late() {
    Chain::default().run(|| {
        open(CRAPS);
        finish_block(false);
        start_block(record(CRAPS).betting_ends_at + 5 * SLOT_MS);
        let closing = System::block_number();
        finish_block(false);
        assert_eq!(record(CRAPS).closing_block, Some(closing));
        assert!(record(CRAPS).vrfs.is_empty());
    });
}

#[test]
fn draw_should_pass_over_a_block_without_a_vrf_output() {
    use frame_support::traits::Hooks;
    Chain::default().run(|| {
        open(CRAPS);
        run_to(record(CRAPS).betting_ends_at + SLOT_MS);
        AuthorVrf::set(None);
        GlobalTable::on_finalize(System::block_number());
        assert!(record(CRAPS).vrfs.is_empty());
        start_block(Timestamp::get() + SLOT_MS);
        finish_block(false);
        assert_eq!(
            record(CRAPS).vrfs.to_vec(),
            [blake2_256(&vrf_seed(System::block_number()))]
        );
    });
}

#[test]
fn draw_should_collect_for_each_table_by_its_own_deadline() {
    Chain::default().run(|| {
        open(ROULETTE);
        run_to(4 * SLOT_MS);
        open(CRAPS);
        run_to_draw(ROULETTE);
        assert_eq!(record(CRAPS).phase, Phase::Betting);
        assert!(record(CRAPS).vrfs.is_empty());
        run_to_draw(CRAPS);
        assert_ne!(record(ROULETTE).vrfs, record(CRAPS).vrfs);
    });
}
