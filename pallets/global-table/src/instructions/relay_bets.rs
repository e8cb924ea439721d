//! `relay_bets`: many slips, each with its player's own signature.

use alloc::vec::Vec;
use frame_support::ensure;
use global_table_games::GameId;
use sp_runtime::{traits::Verify, DispatchResult};

use crate::{
    book::OpenBook, draw, slip_payload, Config, Error, Event, Pallet, Rejection, RoundId, SignedSlip,
    SignedSlips,
};

/// Take or refuse each of the slips, for fees that go to `relayer`.
pub fn relay_bets<T: Config>(
    relayer: T::AccountId,
    game: GameId,
    round: RoundId,
    slips: SignedSlips<T>,
) -> DispatchResult {
    ensure!(!slips.is_empty(), Error::<T>::EmptyBatch);
    let genesis = draw::genesis_hash::<T>();
    let mut book = OpenBook::<T>::open(game)?;
    for signed in slips {
        let placed = if is_signed::<T>(&genesis, game, round, &signed) {
            book.place(round, &signed.player, signed.slip, &signed.bets, signed.fee)
        } else {
            Err(Rejection::BadSignature)
        };
        let SignedSlip {
            player, slip, fee, ..
        } = signed;
        Pallet::<T>::deposit_event(match placed {
            Ok(staked) => Event::BetAccepted {
                game,
                round,
                player,
                slip,
                staked,
                fee,
            },
            Err(reason) => Event::BetRejected {
                game,
                round,
                player,
                slip,
                reason,
            },
        });
    }
    book.close(&relayer)
}

fn is_signed<T: Config>(
    genesis: &T::Hash,
    game: GameId,
    round: RoundId,
    signed: &SignedSlip<T::AccountId, T::Signature>,
) -> bool {
    let payload = slip_payload(genesis, game, round, signed.slip, &signed.bets, signed.fee);
    signed.signature.verify(&payload[..], &signed.player)
        || signed.signature.verify(&wrap(&payload)[..], &signed.player)
}

/// The payload as wallets sign raw messages.
pub(crate) fn wrap(payload: &[u8]) -> Vec<u8> {
    [b"<Bytes>".as_slice(), payload, b"</Bytes>".as_slice()].concat()
}
