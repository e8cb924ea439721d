//! Slips on their way into the book, whatever they do there: what a player signs, and what becomes of a batch.

use alloc::vec::Vec;
use codec::Encode;
use frame_support::ensure;
use global_table_games::GameId;
use sp_runtime::{traits::Verify, DispatchResult};

use crate::{
    book::OpenBook, draw, Bets, Config, Error, Event, Pallet, Rejection, RoundId, SignedSlip, SignedSlips,
    SlipId,
};

/// What [`take_down_payload`] begins with.
pub const TAKE_DOWN_DOMAIN: &[u8] = b"global-table/take-down/v1";

/// What a player signs for a relayed slip of bets: genesis hash, game, round, slip, bets and fee, each in SCALE encoding,
/// so that the signature is good for one slip of one round of one game of one chain.
pub fn slip_payload<Hash: Encode>(
    genesis: &Hash,
    game: GameId,
    round: RoundId,
    slip: SlipId,
    bets: &Bets,
    fee: u128,
) -> Vec<u8> {
    (
        genesis,
        game,
        round,
        codec::Compact(slip),
        bets,
        codec::Compact(fee),
    )
        .encode()
}

/// What a player signs for a relayed slip that takes bets down: [`TAKE_DOWN_DOMAIN`], and what [`slip_payload`] has. No
/// signature is good for both: that one begins with the genesis hash, which begins like this one on no chain.
pub fn take_down_payload<Hash: Encode>(
    genesis: &Hash,
    game: GameId,
    round: RoundId,
    slip: SlipId,
    bets: &Bets,
    fee: u128,
) -> Vec<u8> {
    [
        TAKE_DOWN_DOMAIN,
        &slip_payload(genesis, game, round, slip, bets, fee),
    ]
    .concat()
}

/// The bets in all slips of a batch.
pub fn bets_in<T: Config>(slips: &SignedSlips<T>) -> u32 {
    slips
        .iter()
        .fold(0u32, |sum, slip| sum.saturating_add(slip.bets.len() as u32))
}

/// What a slip does with its bets.
#[derive(Clone, Copy)]
pub(crate) enum Purpose {
    /// It puts them down.
    Bet,
    /// It takes them down.
    TakeDown,
}

impl Purpose {
    fn is_signed<T: Config>(
        self,
        genesis: &T::Hash,
        game: GameId,
        round: RoundId,
        signed: &SignedSlip<T::AccountId, T::Signature>,
    ) -> bool {
        let payload = match self {
            Self::Bet => slip_payload,
            Self::TakeDown => take_down_payload,
        };
        let payload = payload(genesis, game, round, signed.slip, &signed.bets, signed.fee);
        signed.signature.verify(&payload[..], &signed.player)
            || signed.signature.verify(&wrap(&payload)[..], &signed.player)
    }

    /// Work the slip into the book. Returns the money that moved.
    fn work<T: Config>(
        self,
        book: &mut OpenBook<T>,
        round: RoundId,
        player: &T::AccountId,
        slip: SlipId,
        bets: &Bets,
        fee: u128,
    ) -> Result<u128, Rejection> {
        match self {
            Self::Bet => book.place(round, player, slip, bets, fee),
            Self::TakeDown => book.take_down(round, player, slip, bets, fee),
        }
    }

    /// Say what became of the slip.
    fn tell<T: Config>(
        self,
        (game, round): (GameId, RoundId),
        player: T::AccountId,
        slip: SlipId,
        moved: Result<u128, Rejection>,
        fee: u128,
    ) {
        Pallet::<T>::deposit_event(match (moved, self) {
            (Ok(staked), Self::Bet) => Event::BetAccepted {
                game,
                round,
                player,
                slip,
                staked,
                fee,
            },
            (Ok(returned), Self::TakeDown) => Event::BetTakenDown {
                game,
                round,
                player,
                slip,
                returned,
                fee,
            },
            (Err(reason), _) => Event::BetRejected {
                game,
                round,
                player,
                slip,
                reason,
            },
        });
    }
}

/// Work one slip of the signer into the book, or refuse it.
pub(crate) fn submit<T: Config>(
    purpose: Purpose,
    player: T::AccountId,
    game: GameId,
    round: RoundId,
    slip: SlipId,
    bets: Bets,
) -> DispatchResult {
    let mut book = OpenBook::<T>::open(game)?;
    let moved = purpose.work(&mut book, round, &player, slip, &bets, 0);
    book.close(&player)?;
    purpose.tell::<T>((game, round), player, slip, moved, 0);
    Ok(())
}

/// Work each of the slips into the book or refuse it, for fees that go to `relayer`.
pub(crate) fn relay<T: Config>(
    purpose: Purpose,
    relayer: T::AccountId,
    game: GameId,
    round: RoundId,
    slips: SignedSlips<T>,
) -> DispatchResult {
    ensure!(!slips.is_empty(), Error::<T>::EmptyBatch);
    let genesis = draw::genesis_hash::<T>();
    let mut book = OpenBook::<T>::open(game)?;
    for signed in slips {
        let moved = if purpose.is_signed::<T>(&genesis, game, round, &signed) {
            purpose.work(
                &mut book,
                round,
                &signed.player,
                signed.slip,
                &signed.bets,
                signed.fee,
            )
        } else {
            Err(Rejection::BadSignature)
        };
        purpose.tell::<T>((game, round), signed.player, signed.slip, moved, signed.fee);
    }
    book.close(&relayer)
}

/// The payload as wallets sign raw messages.
pub(crate) fn wrap(payload: &[u8]) -> Vec<u8> {
    [b"<Bytes>".as_slice(), payload, b"</Bytes>".as_slice()].concat()
}
