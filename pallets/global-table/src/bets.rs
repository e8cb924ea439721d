//! What the players have at a table, and the door through which batches reach it in [`BetsOf`].
//!
//! A key is a prefix that all players of a table share, and one of them. [`BetsOf`] makes the prefix anew each time that it
//! is asked, by three calls out of the runtime. Here it is made once a batch.

use alloc::vec::Vec;
use codec::Encode;
use core::marker::PhantomData;
use frame_support::{
    ensure,
    storage::{generator::StorageDoubleMap, unhashed},
};
use global_table_games::{GameId, SpotId};

use crate::{Bet, BetsOf, Config, PlayerBets, Rejection, RoundId};

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

impl PlayerBets {
    /// Let what is left of an earlier round count as up, before a slip of `round` is looked at.
    pub(crate) fn enter(&mut self, round: RoundId) {
        if self.round != round {
            self.raise_fresh();
            self.round = round;
            self.slips.clear();
        }
    }

    /// Move the fresh bets to those that are up.
    pub(crate) fn raise_fresh(&mut self) {
        if self.up.is_empty() {
            core::mem::swap(&mut self.fresh, &mut self.up);
            return;
        }
        for bet in core::mem::take(&mut self.fresh) {
            // Fits: fresh and up together hold no more than one of them may.
            let _ = add(&mut self.up, bet);
        }
    }

    /// What the player has on `spot`, in the currency's smallest unit.
    pub fn on(&self, spot: SpotId) -> u128 {
        self.fresh
            .iter()
            .chain(self.up.iter())
            .filter(|bet| bet.spot == spot)
            .fold(0, |sum, bet| sum.saturating_add(bet.amount))
    }

    /// What of it has been through a round, if the player has entered the current one.
    pub(crate) fn up_on(&self, spot: SpotId) -> u128 {
        self.up
            .iter()
            .find(|bet| bet.spot == spot)
            .map_or(0, |bet| bet.amount)
    }

    /// Whether the player has no bet: all were taken down in the current round.
    pub(crate) fn is_empty(&self) -> bool {
        self.fresh.is_empty() && self.up.is_empty()
    }

    /// The stakes of the current round.
    pub(crate) fn staked(&self) -> Option<u128> {
        self.fresh
            .iter()
            .try_fold(0u128, |sum, bet| sum.checked_add(bet.amount))
    }

    /// Take `amount` off what is up on `spot`.
    pub(crate) fn lower(&mut self, spot: SpotId, amount: u128) {
        if let Some(bet) = self.up.iter_mut().find(|bet| bet.spot == spot) {
            bet.amount = bet.amount.saturating_sub(amount);
        }
        self.up.retain(|bet| bet.amount > 0);
    }

    pub(crate) fn add(&mut self, bet: Bet) -> Result<(), Rejection> {
        add(&mut self.fresh, bet)?;
        let all = self.fresh.len().saturating_add(self.up.len());
        ensure!(all <= crate::MAX_BETS_PER_PLAYER as usize, Rejection::TooManyBets);
        Ok(())
    }
}

/// Add `bet` to what lies on its spot.
pub(crate) fn add<S: frame_support::traits::Get<u32>>(
    bets: &mut frame_support::BoundedVec<Bet, S>,
    bet: Bet,
) -> Result<(), Rejection> {
    match bets.iter_mut().find(|other| other.spot == bet.spot) {
        Some(other) => {
            other.amount = other
                .amount
                .checked_add(bet.amount)
                .ok_or(Rejection::AboveMaximum)?;
            Ok(())
        }
        None => bets.try_push(bet).map_err(|_| Rejection::TooManyBets),
    }
}
