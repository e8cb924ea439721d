//! Who has bets at a table, or has taken them down in the round in flight: the one door to [`Seats`].
//!
//! Seats are dense: player `i` is on page `i / SEATS_PER_PAGE`. Pages are held in memory while a batch works on them and
//! are written back once, if they changed.
//!
//! Players are settled from the last seat to the first, and a player who leaves is replaced by the one on the last seat.
//! That one is settled already, so that the seats below the cursor are always exactly those who remain to be settled.

use alloc::collections::BTreeMap;
use global_table_games::GameId;

use crate::{Config, SeatPage, Seats, SEATS_PER_PAGE};

struct Page<AccountId> {
    players: SeatPage<AccountId>,
    changed: bool,
}

/// The seats of one table, while a call works on them. Changes are lost unless [`SeatList::store`] is called.
pub struct SeatList<T: Config> {
    game: GameId,
    len: u32,
    pages: BTreeMap<u32, Page<T::AccountId>>,
}

impl<T: Config> SeatList<T> {
    /// The seats of `game`'s table, `len` of which are taken.
    pub fn load(game: GameId, len: u32) -> Self {
        Self {
            game,
            len,
            pages: BTreeMap::new(),
        }
    }

    /// How many seats are taken.
    pub fn len(&self) -> u32 {
        self.len
    }

    /// The player on seat `index`.
    pub fn get(&mut self, index: u32) -> Option<T::AccountId> {
        let (page, place) = position(index);
        self.page(page).players.get(place).cloned()
    }

    /// Give `player` the next seat.
    pub fn push(&mut self, player: T::AccountId) -> Result<(), Full> {
        let index = self.len;
        self.len = index.checked_add(1).ok_or(Full)?;
        let page = self.page(position(index).0);
        page.players.try_push(player).map_err(|_| Full)?;
        page.changed = true;
        Ok(())
    }

    /// Free the last seat.
    pub fn pop(&mut self) {
        if let Some(last) = self.len.checked_sub(1) {
            self.swap_remove(last);
        }
    }

    /// Free seat `index`; the player on the last seat moves there.
    pub fn swap_remove(&mut self, index: u32) {
        let Some(last) = self.len.checked_sub(1).filter(|last| index <= *last) else {
            return;
        };
        let tail = self.page(position(last).0);
        let moved = tail.players.pop();
        tail.changed = true;
        self.len = last;
        if index == last {
            return;
        }
        let (page, place) = position(index);
        let page = self.page(page);
        if let (Some(seat), Some(moved)) = (page.players.get_mut(place), moved) {
            *seat = moved;
            page.changed = true;
        }
    }

    /// Write what changed, and return how many seats are taken.
    pub fn store(self) -> u32 {
        for (number, page) in self.pages.into_iter().filter(|(_, page)| page.changed) {
            if page.players.is_empty() {
                Seats::<T>::remove(self.game, number);
            } else {
                Seats::<T>::insert(self.game, number, page.players);
            }
        }
        self.len
    }

    fn page(&mut self, number: u32) -> &mut Page<T::AccountId> {
        let game = self.game;
        self.pages.entry(number).or_insert_with(|| Page {
            players: Seats::<T>::get(game, number),
            changed: false,
        })
    }
}

/// No further player fits on the pages.
#[derive(Debug)]
pub struct Full;

fn position(index: u32) -> (u32, usize) {
    const PER_PAGE: u32 = SEATS_PER_PAGE;
    (
        index.checked_div(PER_PAGE).unwrap_or(0),
        index.checked_rem(PER_PAGE).unwrap_or(0) as usize,
    )
}
