//! Why there are no odds.

use global_table_games::GameId;

/// Why there are no odds of a spot. Every one of these is a mistake in the rules of a game, not in the question.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// No state of the table that can be reached takes chips on the spot.
    #[error("{game}: {spot} takes chips in no state of the table")]
    NeverPlaced {
        /// The game.
        game: GameId,
        /// The name of the spot.
        spot: &'static str,
    },
    /// A bet on the spot may lie there for ever.
    #[error("{game}: a bet on {spot} may never be settled")]
    NeverSettled {
        /// The game.
        game: GameId,
        /// The name of the spot.
        spot: &'static str,
    },
    /// The odds depend on the round in which the bet is placed: a player could wait for the better ones.
    #[error("{game}: the odds of {spot} are not the same in all states that take chips on it")]
    StartsDiffer {
        /// The game.
        game: GameId,
        /// The name of the spot.
        spot: &'static str,
    },
}
