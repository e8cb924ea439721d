//! The door to what each game took and gave back.

use global_table_games::GameId;
use sp_runtime::ArithmeticError;

use crate::{Balance, Config, GameResult, Results};

/// What `game` took and gave back since genesis.
pub(crate) fn of<T: Config>(game: GameId) -> GameResult {
    Results::<T>::get(game)
}

/// The result of `game` with `amount` more staked.
pub(crate) fn with_staked<T: Config>(game: GameId, amount: Balance) -> Result<GameResult, ArithmeticError> {
    let result = of::<T>(game);
    let staked = result
        .staked
        .checked_add(amount)
        .ok_or(ArithmeticError::Overflow)?;
    Ok(GameResult { staked, ..result })
}

/// The result of `game` with `amount` more returned.
pub(crate) fn with_returned<T: Config>(game: GameId, amount: Balance) -> Result<GameResult, ArithmeticError> {
    let result = of::<T>(game);
    let returned = result
        .returned
        .checked_add(amount)
        .ok_or(ArithmeticError::Overflow)?;
    Ok(GameResult { returned, ..result })
}

/// Stores a result that one of the functions above made.
pub(crate) fn set<T: Config>(game: GameId, result: GameResult) {
    if result != of::<T>(game) {
        Results::<T>::insert(game, result);
    }
}
