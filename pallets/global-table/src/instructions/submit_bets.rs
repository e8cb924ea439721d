//! `submit_bets`: one slip from the signer.

use global_table_games::GameId;
use sp_runtime::DispatchResult;

use crate::{book::OpenBook, Bets, Config, Event, Pallet, RoundId, SlipId};

/// Take or refuse the slip of `player`.
pub fn submit_bets<T: Config>(
    player: T::AccountId,
    game: GameId,
    round: RoundId,
    slip: SlipId,
    bets: Bets,
) -> DispatchResult {
    let mut book = OpenBook::<T>::open(game)?;
    let placed = book.place(round, &player, slip, &bets, 0);
    book.close(&player)?;
    Pallet::<T>::deposit_event(match placed {
        Ok(staked) => Event::BetAccepted {
            game,
            round,
            player,
            slip,
            staked,
            fee: 0,
        },
        Err(reason) => Event::BetRejected {
            game,
            round,
            player,
            slip,
            reason,
        },
    });
    Ok(())
}
