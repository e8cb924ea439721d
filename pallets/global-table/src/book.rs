//! The open book of a round: the one place where a slip is taken or refused.
//!
//! A call opens the book once, works its slips in in memory, and closes the book with one write each for the round, the
//! totals, the reserve and the bankroll's account, however many slips it brought.

mod take_down;

use alloc::vec::Vec;

use frame_support::{
    ensure,
    traits::{fungible::Balanced, Imbalance, Time},
};
use global_table_games::{layout, permit, Exposure, GameId, Overflow, SpotId, MAX_SPOTS};
use pallet_bankroll::{House, Reserve};
use sp_runtime::DispatchError;

use crate::{
    bets::TableBets,
    money::{pay, take, CreditOf, CurrencyOf},
    seats::SeatList,
    Bet, Bets, Config, Error, Limits, Phase, PlayerBets, Rejection, RoundId, RoundOf, Rounds, SlipId,
    SpotTotals, Table, Tables, Totals, LONG_SHOT,
};

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
    /// The most that the book may owe before this call has moved any money.
    cover: u128,
    stakes_taken: CreditOf<T>,
    /// Who gets how much for bets that were taken down, and the sum.
    payouts: Vec<(T::AccountId, u128)>,
    returned: u128,
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
            payouts: Vec::new(),
            returned: 0,
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
        let mut own = self.entered(stored, slip)?;
        let first_bets = own.fresh.is_empty();
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
                let round_stake = self.ensure_limits(before, stake)?;
                self.ensure_room(bets)?;
                self.charge(player, round_stake, stake, fee)?;
                Ok(stake)
            });
        match charged {
            Ok(_) => {
                self.record.players = self.record.players.saturating_add(u32::from(first_bets));
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

    /// Close the book: hand the stakes to the house, what was taken down to the players and the fees to `relayer`, and
    /// write what changed.
    pub fn close(self, relayer: &T::AccountId) -> Result<(), DispatchError> {
        if self.stakes_taken.peek() == 0 && self.returned == 0 {
            return Ok(());
        }
        if self.fees_taken.peek() > 0 {
            CurrencyOf::<T>::resolve(relayer, self.fees_taken).map_err(|_| Error::<T>::Inconsistent)?;
        }
        if self.stakes_taken.peek() > 0 {
            T::House::receive(self.game, self.stakes_taken)?;
        }
        pay::<T>(self.game, &self.payouts)?;
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

    /// What the player has, with a further slip of this round.
    fn entered(&self, stored: Option<PlayerBets>, slip: SlipId) -> Result<PlayerBets, Rejection> {
        let mut own = stored.unwrap_or_default();
        own.enter(self.round);
        ensure!(!own.slips.contains(&slip), Rejection::DuplicateSlip);
        own.slips.try_push(slip).map_err(|_| Rejection::TooManySlips)?;
        Ok(own)
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
        let Limits { min_bet, max_bet, .. } = self.table.config.limits;
        let mut stake = 0u128;
        for Bet { spot, amount } in bets {
            ensure!(*amount >= min_bet, Rejection::BelowMinimum);
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
            ensure!(mine <= max_bet, Rejection::AboveMaximum);
            own.add(Bet {
                spot: *spot,
                amount: *amount,
            })?;

            let to = read_total(&self.totals, *spot)
                .checked_add(*amount)
                .ok_or(Rejection::BankrollCover)?;
            self.set_total(*spot, to).map_err(|_| Rejection::BankrollCover)?;
            *raised = raised.saturating_add(1);
            stake = stake.checked_add(*amount).ok_or(Rejection::PlayerStakeLimit)?;
        }
        Ok(stake)
    }

    /// Whether the spots of these bets may have the totals that they have now. A long shot alone may take no more than a
    /// quarter of what the table may owe, or one small bet could keep everybody else out.
    fn ensure_room(&self, bets: &Bets) -> Result<(), Rejection> {
        let quarter = self.table.config.limits.max_exposure / 4;
        for Bet { spot, .. } in bets {
            let spot = layout(self.game)
                .get(spot.index())
                .ok_or(Rejection::ExposureLimit)?;
            let is_long_shot = spot.most(1).is_none_or(|most| most >= LONG_SHOT);
            let most = spot.most(read_total(&self.totals, spot.id));
            ensure!(
                !is_long_shot || most.is_some_and(|most| most <= quarter),
                Rejection::ExposureLimit
            );
        }
        Ok(())
    }

    /// Take bets of a slip that is refused off the totals again, the last one first.
    fn take_back<'a>(&mut self, bets: impl DoubleEndedIterator<Item = &'a Bet>) {
        for Bet { spot, amount } in bets.rev() {
            let to = read_total(&self.totals, *spot).saturating_sub(*amount);
            // What went up by this goes down by it.
            let lowered = self.set_total(*spot, to);
            debug_assert!(lowered.is_ok());
        }
    }

    /// Let `to` lie on the spot, and the exposure follow.
    fn set_total(&mut self, spot: SpotId, to: u128) -> Result<(), Overflow> {
        self.exposure.raise(spot, read_total(&self.totals, spot), to)?;
        write_total(&mut self.totals, spot, to);
        Ok(())
    }

    /// Take `stake` and `fee` from the player, if the bankroll covers the bets that were added. The round has then staked
    /// `round_stake`.
    fn charge(
        &mut self,
        player: &T::AccountId,
        round_stake: u128,
        stake: u128,
        fee: u128,
    ) -> Result<(), Rejection> {
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
        let needed = needed(&self.exposure, round_stake, self.record.carried.exposure)
            .ok_or(Rejection::BankrollCover)?;
        ensure!(
            needed <= self.table.config.limits.max_exposure,
            Rejection::ExposureLimit
        );
        ensure!(self.covers(needed, stake, 0), Rejection::BankrollCover);
        Ok(())
    }

    /// Whether the bankroll stands behind `needed` once `stake` has come in and `back` has gone out, besides what this call
    /// has moved before.
    fn covers(&self, needed: u128, stake: u128, back: u128) -> bool {
        let taken = self.stakes_taken.peek().saturating_add(stake);
        let returned = self.returned.saturating_add(back);
        needed
            .checked_add(returned)
            .is_some_and(|all| all <= self.cover.saturating_add(taken))
    }
}

/// What has to stand behind a book: the most that it can be owed if the round is drawn, or if the round is voided, which
/// gives its slips back and leaves what was up before as it was.
pub fn needed(exposure: &Exposure, round_stake: u128, carried_exposure: u128) -> Option<u128> {
    let drawn = exposure.most().ok()?;
    let voided = round_stake.checked_add(carried_exposure)?;
    Some(drawn.max(voided))
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
