//! `relay_bets`: many slips, each with its player's own signature.

use global_table_games::GameId;
use sp_runtime::DispatchResult;

use crate::{
    slips::{self, Purpose},
    Config, RoundId, SignedSlips,
};

/// Take or refuse each of the slips, for fees that go to `relayer`.
pub fn relay_bets<T: Config>(
    relayer: T::AccountId,
    game: GameId,
    round: RoundId,
    slips: SignedSlips<T>,
) -> DispatchResult {
    slips::relay::<T>(Purpose::Bet, relayer, game, round, slips)
}
