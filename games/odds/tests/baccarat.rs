//! The coups that are counted together are alike to every bet, and are all that a shoe can deal.

use std::collections::BTreeSet;

use global_table_games::{
    baccarat::{Baccarat, Coup},
    expand, layout, Game, GameId, Outcome, Resolution,
};
use global_table_odds::baccarat::{coups, like};

/// Coups as the chain deals them.
fn dealt() -> impl Iterator<Item = Coup> {
    (0_u32..20_000).map(|number| {
        let mut draw = [0; 32];
        draw[..4].copy_from_slice(&number.to_le_bytes());
        match expand(GameId::Baccarat, &draw) {
            Outcome::Baccarat(coup) => coup,
            other => panic!("not a coup: {other:?}"),
        }
    })
}

fn resolutions(coup: &Coup) -> Vec<Resolution> {
    layout(GameId::Baccarat)
        .iter()
        .map(|spot| Baccarat::resolve(spot.id, &(), coup))
        .collect()
}

#[test]
fn a_coup_should_resolve_like_the_one_that_stands_for_it() {
    for coup in dealt() {
        assert_eq!(resolutions(&coup), resolutions(&like(&coup)), "{coup:?}");
    }
}

#[test]
fn every_coup_that_is_dealt_should_be_among_those_counted() {
    let counted: BTreeSet<Coup> = coups().into_iter().map(|(coup, _)| coup).collect();
    for coup in dealt() {
        assert!(counted.contains(&like(&coup)), "{coup:?}");
    }
}

#[test]
fn every_coup_should_settle_every_bet_at_once() {
    for (coup, _) in coups() {
        let open = |resolution: &Resolution| matches!(resolution, Resolution::Stay | Resolution::Move(_));
        assert!(!resolutions(&coup).iter().any(open), "{coup:?}");
    }
}

#[test]
fn a_coup_should_stand_for_itself_once() {
    let all = coups();
    let different: BTreeSet<Coup> = all.iter().map(|(coup, _)| *coup).collect();
    assert_eq!(different.len(), all.len());
    for (coup, _) in all {
        assert_eq!(like(&coup), coup);
    }
}
