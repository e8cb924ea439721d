//! `submit_bets`: one slip from the signer.

use global_table_games::GameId;
use sp_runtime::DispatchResult;

use crate::{
    slips::{self, Purpose},
    Bets, Config, RoundId, SlipId,
};

/// Take or refuse the slip of `player`.
pub fn submit_bets<T: Config>(
    player: T::AccountId,
    game: GameId,
    round: RoundId,
    slip: SlipId,
    bets: Bets,
) -> DispatchResult {
    slips::submit::<T>(Purpose::Bet, player, game, round, slip, bets)
}
