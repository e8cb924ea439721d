//! `take_down`: the signer takes bets down that are up.

use global_table_games::GameId;
use sp_runtime::DispatchResult;

use crate::{
    slips::{self, Purpose},
    Bets, Config, RoundId, SlipId,
};

/// Take the bets of `player` down, or refuse to.
pub fn take_down<T: Config>(
    player: T::AccountId,
    game: GameId,
    round: RoundId,
    slip: SlipId,
    bets: Bets,
) -> DispatchResult {
    slips::submit::<T>(Purpose::TakeDown, player, game, round, slip, bets)
}
