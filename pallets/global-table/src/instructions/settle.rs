//! `settle`: pay a batch of a drawn round's players, or refund a batch of a voided one's.

use alloc::vec::Vec;
use frame_support::{ensure, traits::Time};
use global_table_games::{payout, GameId, Resolution, Resolutions};
use pallet_bankroll::{House, Reserve};
use pallet_keepers::{Keepers, Work};
use sp_runtime::{DispatchError, DispatchResult};

use crate::{
    bets::{add, TableBets},
    book::{read_total, store_totals, write_total},
    hands,
    money::pay,
    seats::SeatList,
    Bet, Config, Ending, Error, Event, Pallet, Phase, PlayerBets, RoundId, RoundOf, Rounds, SpotTotals,
    Table, Tables, Totals, VoidReason,
};

/// What a batch went through.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
pub struct Batch {
    /// Players who were settled.
    pub players: u32,
    /// Bets that were looked at.
    pub bets: u32,
}

/// Settle up to `max_players` players of `round`, and reward `who` if that is a keeper.
pub fn settle<T: Config>(
    who: Option<T::AccountId>,
    game: GameId,
    round: RoundId,
    max_players: u32,
) -> Result<Batch, DispatchError> {
    ensure!(max_players > 0, Error::<T>::EmptyBatch);
    let (table, record) = hands::current::<T>(game, round)?;
    ensure!(
        matches!(record.phase, Phase::Drawn | Phase::Voided | Phase::Settling),
        Error::<T>::WrongPhase
    );
    ensure!(record.unsettled > 0, Error::<T>::WrongPhase);

    let verdict = Verdict::of(&table, &record).ok_or(Error::<T>::Inconsistent)?;
    let mut settlement = Settlement::<T>::new(game, round, table, record);
    let batch = settlement.run(&verdict, max_players)?;
    settlement.close()?;
    if let Some(who) = who {
        T::Keepers::reward(
            &who,
            Work::Settle {
                players: batch.players,
            },
        );
    }
    Ok(batch)
}

/// What becomes of the round's bets.
#[allow(clippy::large_enum_variant, reason = "there is one a batch, on the stack")]
enum Verdict {
    /// Each spot has its resolution.
    Drawn(Resolutions),
    /// The round's slips go back, and what was up as well if `everything` does.
    Refund { everything: bool },
}

impl Verdict {
    fn of<A, N>(table: &Table, record: &crate::Round<A, N>) -> Option<Self> {
        Some(match record.ending.as_ref()? {
            Ending::Drawn { outcome, .. } => Self::Drawn(Resolutions::of(&table.state, outcome)),
            Ending::Voided(reason) => Self::Refund {
                everything: *reason == VoidReason::Abandoned,
            },
        })
    }

    fn resolve(&self, bet: &Bet, is_fresh: bool) -> Resolution {
        match self {
            Self::Drawn(resolutions) => resolutions.get(bet.spot),
            Self::Refund { everything } if *everything || is_fresh => Resolution::Push,
            Self::Refund { .. } => Resolution::Stay,
        }
    }

    /// Resolve each of a player's bets. `None` if all of them stay where they are.
    ///
    /// What a player has on a spot is one bet, however many slips and rounds it took to put it there, so that a payout
    /// is rounded once. Only a void round tells its own slips from what was up.
    fn apply(&self, mut bets: PlayerBets, round: RoundId, totals: &mut SpotTotals) -> Option<Resolved> {
        if bets.round != round || !matches!(self, Self::Refund { everything: false }) {
            bets.raise_fresh();
        }
        let mut resolved = Resolved {
            back: 0,
            up: Default::default(),
        };
        let mut changed = false;
        let all = bets
            .fresh
            .iter()
            .map(|bet| (bet, true))
            .chain(bets.up.iter().map(|bet| (bet, false)));
        for (bet, is_fresh) in all {
            let (back, to) = match self.resolve(bet, is_fresh) {
                Resolution::Stay => (0, Some(bet.spot)),
                Resolution::Move(to) => (0, Some(to)),
                Resolution::Lose => (0, None),
                Resolution::Push => (bet.amount, None),
                // The totals' payouts, which are larger, fitted when the slip was accepted.
                Resolution::Win(pays) => (payout(bet.amount, pays).unwrap_or(bet.amount), None),
            };
            changed |= to != Some(bet.spot);
            resolved.back = resolved.back.saturating_add(back);
            if to != Some(bet.spot) {
                let left = read_total(totals, bet.spot).saturating_sub(bet.amount);
                write_total(totals, bet.spot, left);
            }
            if let Some(spot) = to {
                if spot != bet.spot {
                    let there = read_total(totals, spot).saturating_add(bet.amount);
                    write_total(totals, spot, there);
                }
                // Fits: the player has no more bets than before.
                let _ = add(
                    &mut resolved.up,
                    Bet {
                        spot,
                        amount: bet.amount,
                    },
                );
            }
        }
        changed.then_some(resolved)
    }
}

/// A player's bets after the round.
struct Resolved {
    back: u128,
    up: frame_support::BoundedVec<Bet, frame_support::traits::ConstU32<{ crate::MAX_BETS_PER_PLAYER }>>,
}

/// A batch at work: everything but the players' own bets is held in memory until [`Settlement::close`].
struct Settlement<T: Config> {
    game: GameId,
    round: RoundId,
    table: Table,
    record: RoundOf<T>,
    totals: SpotTotals,
    seats: SeatList<T>,
    bets: TableBets<T>,
    payouts: Vec<(T::AccountId, u128)>,
}

impl<T: Config> Settlement<T> {
    fn new(game: GameId, round: RoundId, table: Table, record: RoundOf<T>) -> Self {
        let seats = SeatList::load(game, table.seats);
        Self {
            game,
            round,
            table,
            record,
            totals: Totals::<T>::get(game),
            seats,
            bets: TableBets::of(game),
            payouts: Vec::new(),
        }
    }

    /// Settle up to `max_players`, from the last unsettled seat down.
    fn run(&mut self, verdict: &Verdict, max_players: u32) -> Result<Batch, DispatchError> {
        let mut batch = Batch::default();
        for _ in 0..max_players {
            let Some(index) = self.record.unsettled.checked_sub(1) else {
                break;
            };
            let player = self.seats.get(index).ok_or(Error::<T>::Inconsistent)?;
            let entry = self.bets.entry(&player);
            let bets = entry.read().ok_or(Error::<T>::Inconsistent)?;
            batch.players = batch.players.saturating_add(1);
            batch.bets = batch
                .bets
                .saturating_add(bets.fresh.len().saturating_add(bets.up.len()) as u32);
            self.record.unsettled = index;
            if bets.is_empty() {
                // Nothing is left for the round to decide, but the seat was kept for its slips' numbers.
                entry.clear();
                self.seats.swap_remove(index);
                continue;
            }
            let newest = bets.round;
            let Some(resolved) = verdict.apply(bets, self.round, &mut self.totals) else {
                continue;
            };
            if resolved.up.is_empty() {
                entry.clear();
                self.seats.swap_remove(index);
            } else {
                let rest = PlayerBets {
                    round: newest,
                    up: resolved.up,
                    ..PlayerBets::default()
                };
                entry.write(&rest);
            }
            self.payouts.push((player, resolved.back));
        }
        Ok(batch)
    }

    /// Pay the batch, and write what changed.
    fn close(self) -> DispatchResult {
        let Self {
            game,
            round,
            mut table,
            mut record,
            totals,
            seats,
            payouts,
            bets: _,
        } = self;
        let back = pay::<T>(game, &payouts)?;
        record.phase = Phase::Settling;
        record.moved_at = T::Time::now();
        record.returned = record.returned.checked_add(back).ok_or(Error::<T>::Overflow)?;
        record.owed = record.owed.checked_sub(back).ok_or(Error::<T>::Inconsistent)?;
        let exposure = record
            .owed
            .checked_add(record.carried.exposure)
            .ok_or(Error::<T>::Overflow)?;
        let liability = record
            .owed
            .checked_add(record.carried.stakes)
            .ok_or(Error::<T>::Overflow)?;
        T::House::reserve(game, Reserve { exposure, liability })?;
        store_totals::<T>(game, totals);
        let taken = table.seats;
        table.seats = seats.store();
        if table.seats != taken {
            Tables::<T>::insert(game, table);
        }
        let remaining = record.unsettled;
        Rounds::<T>::insert(game, round, record);
        Pallet::<T>::deposit_event(Event::Settled {
            game,
            round,
            payouts,
            remaining,
        });
        Ok(())
    }
}
