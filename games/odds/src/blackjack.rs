//! Blackjack: every round of a fresh shoe, without replacement, with its exact weight.
//!
//! All orders of a shoe are equally likely. So a round's weight depends only on which cards it takes, not on the order
//! in which they come, and rounds are counted by the multisets of values of the player's and of the dealer's cards,
//! each with the number of orders in which the chart and the dealer's rule take them. Suits and pictures matter to the
//! side bets only, which are decided by the first three cards.
//!
//! What is done with a hand, what it counts, how it fares and what that pays all comes from the rules that the chain
//! settles by.

mod dealer;
mod hand;
mod round;
mod shoe;
mod sides;

use global_table_games::{
    blackjack::{Net, UNITS},
    layout, GameId, Resolution, SpotId,
};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Zero};

pub use round::{Pairs, Rounds};

use crate::Odds;

/// What a spot can come to, each with its probability. They add up to 1, and none comes twice.
pub type Chances = Vec<(Resolution, BigRational)>;

/// The odds of `spot`; `None` if the layout has no such spot. `hand` takes some seconds.
pub fn odds(spot: SpotId) -> Option<Odds> {
    chances(spot).map(|chances| odds_of(&chances))
}

/// What `spot` can come to; `None` if the layout has no such spot. `hand` takes some seconds.
pub fn chances(spot: SpotId) -> Option<Chances> {
    let name = layout(GameId::Blackjack).get(spot.index())?.name;
    Some(match name {
        "hand" => Rounds::all(Pairs::Both)
            .probabilities()
            .into_iter()
            .map(|(net, share)| (net.resolution(), share))
            .collect(),
        "dealer_bust" => sides::dealer_bust(spot),
        _ => sides::first_three_cards(spot),
    })
}

/// The odds of a spot that comes to this within one round.
pub fn odds_of(chances: &[(Resolution, BigRational)]) -> Odds {
    let share = |sign: i32| {
        let of_sign = chances
            .iter()
            .filter(|(resolution, _)| win(*resolution).0.signum() == sign);
        of_sign.map(|(_, share)| share.clone()).sum()
    };
    let net: BigRational = chances
        .iter()
        .map(|(resolution, share)| {
            let (win, per) = win(*resolution);
            share * BigRational::new(win.into(), per.into())
        })
        .sum();
    Odds {
        p_win: share(1),
        p_push: share(0),
        p_lose: share(-1),
        house_edge: -net,
        expected_rounds: BigRational::one(),
    }
}

/// The house edge of `hand` for each unit that the hand is dealt for, as books on the game state it: four times that
/// for each unit of the stake.
pub fn edge_per_initial_unit(hand: &Odds) -> BigRational {
    &hand.house_edge * BigInt::from(UNITS)
}

/// The house edge of `hand` once more, and quickly: of a split only one hand is dealt, for both are alike, so that its
/// mean counts twice.
pub fn quick_hand_edge() -> BigRational {
    let probabilities = Rounds::all(Pairs::OneForBoth).probabilities();
    let units: BigRational = probabilities
        .into_iter()
        .map(|(net, share)| share * halves(net))
        .sum();
    -units / BigInt::from(2 * u32::from(UNITS))
}

/// The net in half units.
fn halves(net: Net) -> BigInt {
    match net {
        Net::Blackjack => 3.into(),
        Net::Units(units) => BigInt::from(units) * 2,
    }
}

/// The net win of a bet that is settled, as a fraction of the stake.
fn win(resolution: Resolution) -> (i32, u32) {
    match resolution {
        Resolution::Win(pays) => (pays.win, pays.per),
        Resolution::Lose => (-1, 1),
        // No possible deal lets a bet stay or move.
        Resolution::Push | Resolution::Stay | Resolution::Move(_) => (0, 1),
    }
}

/// Adds the share to what the resolution has already.
fn add(chances: &mut Chances, resolution: Resolution, share: BigRational) {
    if share.is_zero() {
        return;
    }
    match chances.iter_mut().find(|(known, _)| *known == resolution) {
        Some((_, sum)) => *sum += share,
        None => chances.push((resolution, share)),
    }
}
