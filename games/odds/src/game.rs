//! All spots of a game.

use global_table_games::{layout, Game, GameId, Spot, SpotId};

use crate::{baccarat, blackjack, craps, dice, wheels, Error, Odds, Tally};

/// The odds of every spot of `game`, in the order of the ids. Takes up to some seconds.
///
/// # Errors
///
/// [`Error`] names a spot of which the rules make no sense.
pub fn odds(game: GameId) -> Result<Vec<Odds>, Error> {
    match game {
        GameId::Roulette => wheels::european(),
        GameId::AmericanRoulette => wheels::american(),
        GameId::SicBo => dice::sic_bo(),
        GameId::Baccarat => baccarat::odds(),
        GameId::Craps => layout(game).iter().map(|spot| craps::odds(spot.id)).collect(),
        GameId::Blackjack => in_turn(game, blackjack::odds),
    }
}

fn in_turn(game: GameId, odds: impl Fn(SpotId) -> Option<Odds>) -> Result<Vec<Odds>, Error> {
    let never = |spot: &Spot| Error::NeverSettled {
        game,
        spot: spot.name,
    };
    let spots = layout(game).iter();
    spots
        .map(|spot| odds(spot.id).ok_or_else(|| never(spot)))
        .collect()
}

/// The odds of the spots of a game that settles everything in one round, from all outcomes and their weights.
pub(crate) fn in_one_round<G: Game<State = ()>>(
    outcomes: impl IntoIterator<Item = (G::Outcome, u128)>,
) -> Result<Vec<Odds>, Error> {
    let mut tallies: Vec<(&Spot, Option<Tally>)> = G::layout()
        .iter()
        .map(|spot| (spot, Some(Tally::default())))
        .collect();
    for (outcome, weight) in outcomes {
        for (spot, tally) in &mut tallies {
            let resolution = G::resolve(spot.id, &(), &outcome);
            if tally
                .as_mut()
                .and_then(|tally| tally.add(resolution, weight))
                .is_none()
            {
                *tally = None;
            }
        }
    }
    tallies
        .into_iter()
        .map(|(spot, tally)| {
            tally.and_then(|tally| tally.odds()).ok_or(Error::NeverSettled {
                game: G::ID,
                spot: spot.name,
            })
        })
        .collect()
}
