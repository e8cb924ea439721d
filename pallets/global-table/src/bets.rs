//! What the players have at a table: the door through which batches reach [`BetsOf`].
//!
//! A key is a prefix that all players of a table share, and one of them. [`BetsOf`] makes the prefix anew each time that it
//! is asked, by three calls out of the runtime. Here it is made once a batch.

use alloc::vec::Vec;
use codec::Encode;
use core::marker::PhantomData;
use frame_support::storage::{generator::StorageDoubleMap, unhashed};
use global_table_games::GameId;

use crate::{BetsOf, Config, PlayerBets};

/// The players' bets at one table.
pub struct TableBets<T> {
    prefix: Vec<u8>,
    _config: PhantomData<T>,
}

impl<T: Config> TableBets<T> {
    /// Those at the table of `game`.
    pub fn of(game: GameId) -> Self {
        Self {
            prefix: BetsOf::<T>::storage_double_map_final_key1(game),
            _config: PhantomData,
        }
    }

    /// Where one player's bets are stored.
    pub fn entry(&self, player: &T::AccountId) -> Entry {
        let key = player.using_encoded(|player| [self.prefix.as_slice(), player].concat());
        Entry { key }
    }
}

/// Where one player's bets at one table are stored.
pub struct Entry {
    key: Vec<u8>,
}

impl Entry {
    /// The player's bets, `None` for somebody without a seat.
    pub fn read(&self) -> Option<PlayerBets> {
        unhashed::get(&self.key)
    }

    /// Stores the player's bets. The player has to have a seat.
    pub fn write(&self, bets: &PlayerBets) {
        unhashed::put(&self.key, bets);
    }

    /// Removes the player's bets. The player must not have a seat any more.
    pub fn clear(&self) {
        unhashed::kill(&self.key);
    }
}
