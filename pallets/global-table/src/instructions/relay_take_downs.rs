//! `relay_take_downs`: many players take bets down, each with its own signature.

use global_table_games::GameId;
use sp_runtime::DispatchResult;

use crate::{
    slips::{self, Purpose},
    Config, RoundId, SignedSlips,
};

/// Take the bets of each slip down or refuse to, for fees that go to `relayer`.
pub fn relay_take_downs<T: Config>(
    relayer: T::AccountId,
    game: GameId,
    round: RoundId,
    slips: SignedSlips<T>,
) -> DispatchResult {
    slips::relay::<T>(Purpose::TakeDown, relayer, game, round, slips)
}
