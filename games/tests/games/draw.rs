//! The expansion of a draw. The vectors were computed by another implementation, from the documented construction.

use global_table_games::{expand, Faces, GameId, Outcome};

fn draw(start: &[u8], rest: u8) -> [u8; 32] {
    let mut draw = [rest; 32];
    draw[..start.len()].copy_from_slice(start);
    draw
}

#[test]
fn expand_should_be_what_it_has_always_been() {
    let counting = core::array::from_fn(|i| i as u8);
    let vectors = [
        (draw(&[], 0), [4, 6], 14),
        (draw(&[], 0xff), [5, 2], 15),
        (counting, [4, 5], 31),
        (draw(&[], 0x17), [5, 5], 25),
        // The first byte is skipped for a die.
        (draw(&[0x5f], 0), [6, 3], 25),
        // Three bytes are skipped for a pocket.
        (draw(&[0xbe, 0x01], 0), [2, 1], 28),
    ];
    for (draw, dice, pocket) in vectors {
        assert_eq!(expand(GameId::Craps, &draw), Outcome::Craps(dice), "{draw:?}");
        assert_eq!(
            expand(GameId::Roulette, &draw),
            Outcome::Roulette(pocket),
            "{draw:?}"
        );
    }
}

#[test]
fn faces_should_go_on_over_the_ends_of_blocks() {
    let mut faces = Faces::new(&[0; 32]);
    let hundred: Vec<u8> = (0..100).map(|_| faces.face(6)).collect();
    let expected = [
        3, 5, 1, 1, 4, 4, 5, 0, 4, 1, 5, 1, 1, 5, 1, 4, 4, 0, 2, 0, 4, 1, 3, 1, 2, //
        4, 2, 4, 4, 3, 5, 3, 5, 3, 2, 1, 3, 0, 1, 5, 4, 2, 0, 0, 5, 2, 5, 0, 3, 4, //
        5, 2, 4, 5, 2, 2, 2, 5, 5, 1, 4, 4, 4, 5, 3, 3, 5, 0, 2, 5, 3, 2, 0, 3, 2, //
        1, 2, 2, 5, 2, 2, 2, 4, 1, 2, 1, 3, 3, 3, 3, 0, 0, 0, 3, 4, 1, 4, 3, 0, 2,
    ];
    assert_eq!(hundred, expected);
}

#[test]
fn every_outcome_should_come_up() {
    let mut pockets = [0u32; 37];
    let mut dice = [[0u32; 6]; 6];
    for i in 0..20_000u32 {
        let draw = draw(&i.to_le_bytes(), 7);
        match expand(GameId::Roulette, &draw) {
            Outcome::Roulette(pocket) => pockets[usize::from(pocket)] += 1,
            other => panic!("{other:?}"),
        }
        match expand(GameId::Craps, &draw) {
            Outcome::Craps([a, b]) => dice[usize::from(a - 1)][usize::from(b - 1)] += 1,
            other => panic!("{other:?}"),
        }
    }
    // Six standard deviations about 541 and 556.
    assert!(
        pockets.iter().all(|count| (404..=678).contains(count)),
        "{pockets:?}"
    );
    assert!(
        dice.iter().flatten().all(|count| (417..=695).contains(count)),
        "{dice:?}"
    );
}
