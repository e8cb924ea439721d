//! The ids of the spots. They are in the chain's state and in every client: a change here breaks both.

use std::collections::BTreeSet;

use global_table_games::{layout, spot_by_name, GameId, SpotId, MAX_SPOTS};

/// Every spot in the order of the ids. Only ever append to these files.
fn frozen(game: GameId) -> Vec<&'static str> {
    match game {
        GameId::Roulette => include_str!("layouts/roulette.txt"),
        GameId::Craps => include_str!("layouts/craps.txt"),
        GameId::AmericanRoulette => include_str!("layouts/american_roulette.txt"),
        GameId::SicBo => include_str!("layouts/sic_bo.txt"),
        GameId::Baccarat => include_str!("layouts/baccarat.txt"),
        GameId::Blackjack => include_str!("layouts/blackjack.txt"),
    }
    .split_whitespace()
    .collect()
}

#[test]
fn spots_should_keep_their_ids_for_ever() {
    for game in GameId::ALL {
        let names: Vec<_> = layout(game).iter().map(|spot| spot.name).collect();
        assert_eq!(names, frozen(game), "{game}");
        for (index, spot) in layout(game).iter().enumerate() {
            assert_eq!(spot.id.index(), index);
            assert_eq!(spot_by_name(game, spot.name), Some(spot.id));
        }
    }
    assert_eq!(spot_by_name(GameId::Craps, "come_6"), Some(SpotId(6)));
    assert_eq!(spot_by_name(GameId::Roulette, "come_6"), None);
    assert_eq!(spot_by_name(GameId::Craps, ""), None);
}

#[test]
fn layouts_should_fit_and_names_should_be_unique() {
    assert_eq!(layout(GameId::Roulette).len(), 157);
    assert_eq!(layout(GameId::Craps).len(), 152);
    for game in GameId::ALL {
        let spots = layout(game);
        assert!(spots.len() <= MAX_SPOTS);
        assert_eq!(
            spots.iter().map(|spot| spot.name).collect::<BTreeSet<_>>().len(),
            spots.len()
        );
        for spot in spots {
            assert!(!spot.pays.is_empty(), "{}", spot.name);
            assert!(spot.pays.iter().all(|prize| prize.pays.per > 0), "{}", spot.name);
        }
    }
}
