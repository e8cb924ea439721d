//! The draw: which blocks decide a round, and how their VRF outputs and the secret become 32 bytes.
//!
//! The deadline alone names the blocks: the first block whose timestamp is at or past `betting_ends_at` closes the round,
//! and the `draw_blocks` blocks that follow it decide it. Nobody's call moves them.

use alloc::vec::Vec;
use frame_support::traits::{Get, Time};
use frame_system::pallet_prelude::BlockNumberFor;
use global_table_games::GameId;
use sp_io::hashing::blake2_256;
use sp_runtime::{traits::Zero, Saturating};

use codec::Encode;

use crate::{Config, Phase, RoundId, RoundOf, Rounds, Secret, Table, Tables, MIN_REVEAL_BLOCKS};

/// What the preimage of every draw begins with.
pub const DRAW_DOMAIN: &[u8] = b"global-table/draw/v1";

/// The draw of `round`: blake2-256 over the domain, the genesis hash (32 bytes), the game (1 byte, its SCALE index), the
/// round (4 bytes, little endian), the secret (32 bytes) and the VRF outputs (32 bytes each, in the order of blocks).
pub fn draw_of(genesis: &[u8], game: GameId, round: RoundId, secret: &Secret, vrfs: &[[u8; 32]]) -> [u8; 32] {
    let mut preimage = Vec::from(DRAW_DOMAIN);
    preimage.extend_from_slice(genesis);
    game.encode_to(&mut preimage);
    preimage.extend_from_slice(&round.to_le_bytes());
    preimage.extend_from_slice(secret);
    vrfs.iter().for_each(|vrf| preimage.extend_from_slice(vrf));
    blake2_256(&preimage)
}

/// The genesis hash of this chain, which the runtime keeps for ever.
pub(crate) fn genesis_hash<T: Config>() -> T::Hash {
    frame_system::Pallet::<T>::block_hash(BlockNumberFor::<T>::zero())
}

/// Whether all VRF outputs of the draw are in.
pub(crate) fn is_complete<T: Config>(table: &Table, round: &RoundOf<T>) -> bool {
    round.vrfs.len() >= usize::from(table.config.draw_blocks)
}

/// Whether the secret is overdue: both the clock and the number of blocks since the draw have gone past what a keeper is
/// given.
pub(crate) fn is_overdue<T: Config>(table: &Table, round: &RoundOf<T>, now: u64) -> bool {
    let Some(closing) = round.closing_block else {
        return false;
    };
    let blocks = u32::from(table.config.draw_blocks).saturating_add(MIN_REVEAL_BLOCKS);
    let reveal_until = closing.saturating_add(blocks.into());
    is_complete::<T>(table, round)
        && now >= round.reveal_by
        && frame_system::Pallet::<T>::block_number() > reveal_until
}

/// At the end of block `number`: note for each table whether the block closes its round, or take the block's VRF output
/// if it is one of the draw's.
///
/// A block without a VRF output, which this chain's consensus does not make, would be passed over.
pub(crate) fn collect<T: Config>(number: BlockNumberFor<T>) {
    let now = T::Time::now();
    for game in GameId::ALL {
        let Some(table) = Tables::<T>::get(game) else {
            continue;
        };
        let Some(mut round) = Rounds::<T>::get(game, table.round) else {
            continue;
        };
        if !matches!(round.phase, Phase::Betting | Phase::Locked) || now < round.betting_ends_at {
            continue;
        }
        match round.closing_block {
            None => round.closing_block = Some(number),
            Some(closing) if number > closing && !is_complete::<T>(&table, &round) => {
                let Some(vrf) = T::AuthorVrf::get() else { continue };
                if round.vrfs.try_push(vrf).is_err() {
                    continue;
                }
            }
            Some(_) => continue,
        }
        Rounds::<T>::insert(game, table.round, round);
    }
}
