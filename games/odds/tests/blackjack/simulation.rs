//! Rounds as the chain draws them.

use global_table_games::{expand, layout, GameId, Resolution, Resolutions, TableState};
use global_table_odds::blackjack::{odds, quick_hand_edge};
use num_traits::ToPrimitive;

const ROUNDS: u32 = 100_000;

#[test]
fn drawn_rounds_should_return_what_the_odds_say() {
    // Nets of each spot: the sum, and the sum of squares.
    let mut nets = [(0.0, 0.0); 4];
    for round in 0..ROUNDS {
        let mut draw = [3; 32];
        draw[..4].copy_from_slice(&round.to_le_bytes());
        let resolutions = Resolutions::of(&TableState::Blackjack, &expand(GameId::Blackjack, &draw));
        for (spot, (sum, squares)) in layout(GameId::Blackjack).iter().zip(&mut nets) {
            let net = match resolutions.get(spot.id) {
                Resolution::Win(pays) => f64::from(pays.win) / f64::from(pays.per),
                Resolution::Push => 0.0,
                Resolution::Lose => -1.0,
                other => panic!("{other:?}"),
            };
            *sum += net;
            *squares += net * net;
        }
    }
    let rounds = f64::from(ROUNDS);
    for (spot, (sum, squares)) in layout(GameId::Blackjack).iter().zip(nets) {
        let edge = match spot.name {
            "hand" => quick_hand_edge(),
            _ => odds(spot.id).unwrap().house_edge,
        };
        let mean = sum / rounds;
        let error = ((squares / rounds - mean * mean) / rounds).sqrt();
        let off = (mean + edge.to_f64().unwrap()) / error;
        assert!(off.abs() < 4.0, "{} stands {off} standard errors off", spot.name);
    }
}
