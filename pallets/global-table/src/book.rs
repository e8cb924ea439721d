//! The open book of a round: the one place where a slip is taken or refused.
//!
//! A call opens the book once, places its slips in memory, and closes the book with one write each for the round, the
//! totals, the reserve and the bankroll's account, however many slips it brought.

use frame_support::{
    ensure,
    traits::{
        fungible::{Balanced, Credit},
        tokens::{Fortitude, Precision, Preservation},
        Imbalance, Time,
    },
};
use global_table_games::{permit, Exposure, GameId, SpotId, MAX_SPOTS};
use pallet_bankroll::{House, Reserve};
use sp_runtime::DispatchError;

use crate::{
    bets::TableBets, seats::SeatList, Bet, Bets, Config, Error, Phase, PlayerBets, Rejection, RoundId,
    RoundOf, Rounds, SlipId, SpotTotals, Table, Tables, Totals,
};

/// The currency of the table.
pub type CurrencyOf<T> = <<T as Config>::House as House<<T as frame_system::Config>::AccountId>>::Currency;
/// Money in the currency of the table that is on its way.
pub type CreditOf<T> = Credit<<T as frame_system::Config>::AccountId, CurrencyOf<T>>;

/// The current book of one table, while a call works on it. Nothing but the players' own money and bets is written
/// before [`OpenBook::close`].
pub struct OpenBook<T: Config> {
    game: GameId,
    round: RoundId,
    now: u64,
    table: Table,
    record: RoundOf<T>,
    totals: SpotTotals,
    stakes: u128,
    exposure: Exposure,
    /// The most that the book may owe before any of this call's stakes.
    cover: u128,
    stakes_taken: CreditOf<T>,
    fees_taken: CreditOf<T>,
    seats: SeatList<T>,
    bets: TableBets<T>,
}

impl<T: Config> OpenBook<T> {
    /// Open the book of `game`'s current round.
    pub fn open(game: GameId) -> Result<Self, DispatchError> {
        let table = Tables::<T>::get(game).ok_or(Error::<T>::NoTable)?;
        let round = table.round;
        let record = Rounds::<T>::get(game, round).ok_or(Error::<T>::NoRound)?;
        let totals = Totals::<T>::get(game);
        let stakes = sum(&totals).ok_or(Error::<T>::Overflow)?;
        let exposure = Exposure::of(&table.state, &totals).map_err(|_| Error::<T>::Overflow)?;
        Ok(Self {
            game,
            round,
            now: T::Time::now(),
            cover: T::House::cover(game),
            stakes_taken: CreditOf::<T>::zero(),
            fees_taken: CreditOf::<T>::zero(),
            seats: SeatList::load(game, table.seats),
            bets: TableBets::of(game),
            table,
            record,
            totals,
            stakes,
            exposure,
        })
    }

    /// Put the slip into the book: all of its bets or, with the reason, none, and then no money has moved.
    ///
    /// Returns what was staked.
    pub fn place(
        &mut self,
        round: RoundId,
        player: &T::AccountId,
        slip: SlipId,
        bets: &Bets,
        fee: u128,
    ) -> Result<u128, Rejection> {
        self.ensure_open(round)?;
        let entry = self.bets.entry(player);
        let stored = entry.read();
        let newcomer = stored.is_none();
        let mut own = stored.unwrap_or_default();
        own.enter(self.round);
        let first_slip = own.slips.is_empty();
        ensure!(!own.slips.contains(&slip), Rejection::DuplicateSlip);
        own.slips.try_push(slip).map_err(|_| Rejection::TooManySlips)?;
        if newcomer {
            let room = self.seats.len() < self.table.config.limits.max_players;
            ensure!(room, Rejection::TooManyPlayers);
            self.seats
                .push(player.clone())
                .map_err(|_| Rejection::TooManyPlayers)?;
        }

        let mut raised = 0;
        let charged = own
            .staked()
            .ok_or(Rejection::PlayerStakeLimit)
            .and_then(|before| {
                let stake = self.add_bets(&mut own, bets, &mut raised)?;
                self.charge(player, before, stake, fee)?;
                Ok(stake)
            });
        match charged {
            Ok(_) => {
                self.record.players = self.record.players.saturating_add(u32::from(first_slip));
                entry.write(&own);
            }
            Err(_) => {
                self.take_back(bets.iter().take(raised));
                if newcomer {
                    self.seats.pop();
                }
            }
        }
        charged
    }

    /// Close the book: hand the stakes to the house and the fees to `relayer`, and write what changed.
    pub fn close(self, relayer: &T::AccountId) -> Result<(), DispatchError> {
        if self.stakes_taken.peek() == 0 {
            return Ok(());
        }
        if self.fees_taken.peek() > 0 {
            CurrencyOf::<T>::resolve(relayer, self.fees_taken).map_err(|_| Error::<T>::Inconsistent)?;
        }
        T::House::receive(self.game, self.stakes_taken)?;
        let exposure = needed(&self.exposure, self.record.staked, self.record.carried.exposure)
            .ok_or(Error::<T>::Overflow)?;
        T::House::reserve(
            self.game,
            Reserve {
                exposure,
                liability: self.stakes,
            },
        )?;
        store_totals::<T>(self.game, self.totals);
        Rounds::<T>::insert(self.game, self.round, self.record);
        let seats = self.seats.store();
        if seats != self.table.seats {
            Tables::<T>::insert(self.game, Table { seats, ..self.table });
        }
        Ok(())
    }

    fn ensure_open(&self, round: RoundId) -> Result<(), Rejection> {
        ensure!(round == self.round, Rejection::WrongRound);
        ensure!(
            self.record.phase == Phase::Betting && self.now < self.record.betting_ends_at,
            Rejection::BettingClosed
        );
        Ok(())
    }

    /// Add the bets to the player's and to the totals, one after the other, and count them in `raised`. Returns the stake.
    fn add_bets(&mut self, own: &mut PlayerBets, bets: &Bets, raised: &mut usize) -> Result<u128, Rejection> {
        ensure!(!bets.is_empty(), Rejection::EmptySlip);
        let limits = &self.table.config.limits;
        let mut stake = 0u128;
        for Bet { spot, amount } in bets {
            ensure!(*amount >= limits.min_bet, Rejection::BelowMinimum);
            permit(
                &self.table.state,
                &self.table.config.rules,
                *spot,
                *amount,
                |spot| own.on(spot),
            )
            .map_err(Rejection::NotPermitted)?;
            let mine = own
                .on(*spot)
                .checked_add(*amount)
                .ok_or(Rejection::AboveMaximum)?;
            ensure!(mine <= limits.max_bet, Rejection::AboveMaximum);
            own.add(Bet {
                spot: *spot,
                amount: *amount,
            })?;

            let from = read_total(&self.totals, *spot);
            let to = from.checked_add(*amount).ok_or(Rejection::BankrollCover)?;
            self.exposure
                .raise(*spot, from, to)
                .map_err(|_| Rejection::BankrollCover)?;
            write_total(&mut self.totals, *spot, to);
            *raised = raised.saturating_add(1);
            stake = stake.checked_add(*amount).ok_or(Rejection::PlayerStakeLimit)?;
        }
        Ok(stake)
    }

    /// Take bets of a slip that is refused off the totals again, the last one first.
    fn take_back<'a>(&mut self, bets: impl DoubleEndedIterator<Item = &'a Bet>) {
        for Bet { spot, amount } in bets.rev() {
            let from = read_total(&self.totals, *spot);
            let to = from.saturating_sub(*amount);
            // What went up by this goes down by it.
            let lowered = self.exposure.raise(*spot, from, to);
            debug_assert!(lowered.is_ok());
            write_total(&mut self.totals, *spot, to);
        }
    }

    /// Take `stake` and `fee` from the player, if the limits and the bankroll allow the bets that were added.
    fn charge(
        &mut self,
        player: &T::AccountId,
        staked_before: u128,
        stake: u128,
        fee: u128,
    ) -> Result<(), Rejection> {
        let round_stake = self.ensure_limits(staked_before, stake)?;
        self.ensure_covered(round_stake, stake)?;
        let price = stake.checked_add(fee).ok_or(Rejection::InsufficientFunds)?;
        let (stake_credit, fee_credit) = take::<T>(player, price)?.split(stake);
        self.stakes_taken.subsume(stake_credit);
        self.fees_taken.subsume(fee_credit);
        self.stakes = self.stakes.saturating_add(stake);
        self.record.staked = round_stake;
        Ok(())
    }

    /// Returns what the round has staked with `stake`.
    fn ensure_limits(&self, staked_before: u128, stake: u128) -> Result<u128, Rejection> {
        let limits = &self.table.config.limits;
        let by_player = staked_before
            .checked_add(stake)
            .ok_or(Rejection::PlayerStakeLimit)?;
        ensure!(by_player <= limits.max_player_stake, Rejection::PlayerStakeLimit);
        self.record
            .staked
            .checked_add(stake)
            .ok_or(Rejection::ExposureLimit)
    }

    /// Whether the table's limit allows the book with the bets that were added and their `stake`, and the bankroll stands
    /// behind it.
    fn ensure_covered(&self, round_stake: u128, stake: u128) -> Result<(), Rejection> {
        let taken = self
            .stakes_taken
            .peek()
            .checked_add(stake)
            .ok_or(Rejection::BankrollCover)?;
        let needed = needed(&self.exposure, round_stake, self.record.carried.exposure)
            .ok_or(Rejection::BankrollCover)?;
        ensure!(
            needed <= self.table.config.limits.max_exposure,
            Rejection::ExposureLimit
        );
        ensure!(
            needed <= self.cover.saturating_add(taken),
            Rejection::BankrollCover
        );
        Ok(())
    }
}

/// What has to stand behind a book: the most that it can be owed if the round is drawn, or if the round is voided, which
/// gives its slips back and leaves what was up before as it was.
pub fn needed(exposure: &Exposure, round_stake: u128, carried_exposure: u128) -> Option<u128> {
    let drawn = exposure.most().ok()?;
    let voided = round_stake.checked_add(carried_exposure)?;
    Some(drawn.max(voided))
}

/// Take `price` from `player`, whose account stays alive.
fn take<T: Config>(player: &T::AccountId, price: u128) -> Result<CreditOf<T>, Rejection> {
    CurrencyOf::<T>::withdraw(
        player,
        price,
        Precision::Exact,
        Preservation::Preserve,
        Fortitude::Polite,
    )
    .map_err(|_| Rejection::InsufficientFunds)
}

/// The sum of all totals, `None` if it does not fit.
pub fn sum(totals: &[u128]) -> Option<u128> {
    totals
        .iter()
        .try_fold(0u128, |sum, total| sum.checked_add(*total))
}

/// The total on `spot`.
pub fn read_total(totals: &[u128], spot: SpotId) -> u128 {
    totals.get(usize::from(spot.0)).copied().unwrap_or(0)
}

/// Set the total on `spot`.
pub fn write_total(totals: &mut SpotTotals, spot: SpotId, total: u128) {
    const { assert!(MAX_SPOTS > u8::MAX as usize, "every spot id has its place") };
    let index = usize::from(spot.0);
    while totals.len() <= index && totals.try_push(0).is_ok() {}
    if let Some(place) = totals.get_mut(index) {
        *place = total;
    }
}

/// Write the totals without the empty spots at their end, so that an empty table costs nothing to read.
pub fn store_totals<T: Config>(game: GameId, mut totals: SpotTotals) {
    let used = totals
        .iter()
        .rposition(|total| *total > 0)
        .map_or(0, |last| last.saturating_add(1));
    totals.truncate(used);
    Totals::<T>::insert(game, totals);
}

impl PlayerBets {
    /// Let what is left of an earlier round count as up, before slips of `round` are added.
    fn enter(&mut self, round: RoundId) {
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

    /// The stakes of the current round.
    fn staked(&self) -> Option<u128> {
        self.fresh
            .iter()
            .try_fold(0u128, |sum, bet| sum.checked_add(bet.amount))
    }

    fn add(&mut self, bet: Bet) -> Result<(), Rejection> {
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
