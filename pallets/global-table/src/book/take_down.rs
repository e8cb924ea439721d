//! Taking bets down that are up.

use frame_support::{ensure, traits::Imbalance};
use global_table_games::permit_take_down;

use super::{needed, read_total, take, OpenBook};
use crate::{Bet, Bets, Carried, Config, PlayerBets, Rejection, RoundId, SlipId};

impl<T: Config> OpenBook<T> {
    /// Take the slip's bets down: all of them or, with the reason, none, and then no money has moved.
    ///
    /// The player keeps its seat until the round is settled, even without a bet: the seat's entry remembers the round's
    /// slips. Returns what goes back to the player.
    pub fn take_down(
        &mut self,
        round: RoundId,
        player: &T::AccountId,
        slip: SlipId,
        bets: &Bets,
        fee: u128,
    ) -> Result<u128, Rejection> {
        self.ensure_open(round)?;
        let entry = self.bets.entry(player);
        // Somebody without a seat has nothing up, and is refused for that.
        let mut own = self.entered(entry.read(), slip)?;
        let mut lowered = 0;
        let returned = self.lower_bets(&mut own, bets, &mut lowered).and_then(|back| {
            self.give_back(player, back, fee)?;
            Ok(back)
        });
        match returned {
            Ok(_) => entry.write(&own),
            Err(_) => self.put_back(bets.iter().take(lowered)),
        }
        returned
    }

    /// Take the bets off the player's and off the totals, one after the other, and count them in `lowered`. Returns the sum.
    fn lower_bets(
        &mut self,
        own: &mut PlayerBets,
        bets: &Bets,
        lowered: &mut usize,
    ) -> Result<u128, Rejection> {
        ensure!(!bets.is_empty(), Rejection::EmptySlip);
        let least = self.table.config.limits.min_bet;
        let mut back = 0u128;
        for Bet { spot, amount } in bets {
            permit_take_down(
                &self.table.state,
                &self.table.config.rules,
                *spot,
                *amount,
                // Odds of this round can't be taken down, but they stand behind the bet all the same.
                |other| match other == *spot {
                    true => own.up_on(other),
                    false => own.on(other),
                },
            )
            .map_err(Rejection::NotPermitted)?;
            let left = own.up_on(*spot).saturating_sub(*amount);
            // What goes back and what is left each have to be able to open the player's account.
            ensure!(
                left == 0 || left >= least && *amount >= least,
                Rejection::BelowMinimum
            );
            let to = read_total(&self.totals, *spot)
                .checked_sub(*amount)
                .ok_or(Rejection::BankrollCover)?;
            self.set_total(*spot, to).map_err(|_| Rejection::BankrollCover)?;
            *lowered = lowered.saturating_add(1);
            own.lower(*spot, *amount);
            back = back.checked_add(*amount).ok_or(Rejection::BankrollCover)?;
        }
        Ok(back)
    }

    /// Put bets of a slip that is refused back on the totals, the last one first.
    fn put_back<'a>(&mut self, bets: impl DoubleEndedIterator<Item = &'a Bet>) {
        for Bet { spot, amount } in bets.rev() {
            let to = read_total(&self.totals, *spot).saturating_add(*amount);
            let raised = self.set_total(*spot, to);
            debug_assert!(raised.is_ok());
        }
    }

    /// Let the player have `back` when the book is closed, and take the fee, if the bankroll can do without the bets that
    /// were lowered: where outcomes exclude each other, the stakes of one side cover what the other side can win.
    fn give_back(&mut self, player: &T::AccountId, back: u128, fee: u128) -> Result<(), Rejection> {
        let most = self.exposure.most().map_err(|_| Rejection::BankrollCover)?;
        let before = self.record.carried;
        let carried = Carried {
            // The totals don't say what of them is up. But what is up is a part of them, and a part can be owed no more
            // than all, and no more than what was up before. The next round counts anew.
            exposure: before.exposure.min(most),
            stakes: before.stakes.saturating_sub(back),
        };
        let needed = needed(&self.exposure, self.record.staked, carried.exposure);
        ensure!(
            needed.is_some_and(|needed| self.covers(needed, 0, back)),
            Rejection::BankrollCover
        );
        if fee > 0 {
            self.fees_taken.subsume(take::<T>(player, fee)?);
        }
        self.payouts.push((player.clone(), back));
        self.returned = self.returned.saturating_add(back);
        self.stakes = self.stakes.saturating_sub(back);
        self.record.carried = carried;
        Ok(())
    }
}
