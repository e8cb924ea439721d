//! Baccarat.

mod coup;
mod exposure;
mod paytable;
mod resolve;

use global_table_games::{
    baccarat::Coup, layout, Card, GameId, Outcome, Resolution, Resolutions, TableState,
};

use crate::cards::card;

/// The hand of these cards, `4c Td` or `4c Td As`.
fn hand(text: &str) -> [Card; 3] {
    let mut hand = [Card::NONE; 3];
    for (place, name) in hand.iter_mut().zip(text.split(' ')) {
        *place = card(name);
    }
    hand
}

fn coup(player: &str, banker: &str) -> Coup {
    Coup {
        player: hand(player),
        banker: hand(banker),
    }
}

fn resolutions(coup: &Coup) -> Resolutions {
    Resolutions::of(&TableState::Baccarat, &Outcome::Baccarat(*coup))
}

/// What the coup brings on each spot, but for those that lose: `player 1:1, big 27:50`.
fn brings(coup: &Coup) -> String {
    let resolutions = resolutions(coup);
    let brought = layout(GameId::Baccarat)
        .iter()
        .filter_map(|spot| match resolutions.get(spot.id) {
            Resolution::Lose => None,
            Resolution::Push => Some(format!("{} push", spot.name)),
            Resolution::Win(pays) => Some(format!("{} {pays}", spot.name)),
            other => panic!("{other:?}"),
        });
    brought.collect::<Vec<_>>().join(", ")
}

/// Every coup whose first two cards on each side are among `hands`, and whose third cards are among `thirds`.
fn visit_coups(hands: &[[Card; 2]], thirds: &[Card], mut visit: impl FnMut(&Coup)) {
    let thirds = || [Card::NONE].into_iter().chain(thirds.iter().copied());
    for [p1, p2] in hands {
        for [b1, b2] in hands {
            for p3 in thirds() {
                for b3 in thirds() {
                    let coup = Coup {
                        player: [*p1, *p2, p3],
                        banker: [*b1, *b2, b3],
                    };
                    if coup.is_valid() {
                        visit(&coup);
                    }
                }
            }
        }
    }
}
