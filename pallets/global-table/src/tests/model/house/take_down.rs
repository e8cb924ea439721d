//! How the model takes bets down.

use global_table_games::{permit_take_down, GameId, SpotId};

use super::{House, ModelTable, Name, Slip};
use crate::{Bet, Rejection};

impl ModelTable {
    /// Take the bets of a slip off what is up, or say what is wrong with the first wrong one.
    fn take_off(&mut self, slip: &Slip) -> Result<(), Rejection> {
        let least = self.limits.min_bet;
        for Bet { spot, amount } in &slip.bets {
            let up = |spot: SpotId| self.up.get(&(slip.player, spot)).copied().unwrap_or(0);
            let own = |other: SpotId| match other == *spot {
                true => up(other),
                false => self.on(slip.player, other),
            };
            permit_take_down(&self.state, &self.rules, *spot, *amount, own)
                .map_err(Rejection::NotPermitted)?;
            let left = up(*spot) - amount;
            if left == 0 {
                self.up.remove(&(slip.player, *spot));
            } else if left < least || *amount < least {
                return Err(Rejection::BelowMinimum);
            } else {
                self.up.insert((slip.player, *spot), left);
            }
        }
        self.carried = self.carried.min(self.most());
        Ok(())
    }
}

impl House {
    /// Take the slip's bets down, or say why not.
    pub fn take_down(
        &mut self,
        game: GameId,
        round: u32,
        slip: &Slip,
        relayer: Name,
        now: u64,
    ) -> Result<u128, Rejection> {
        let elsewhere = self.reserved_beside(game);
        let table = self.tables.get_mut(&game).expect("all games have tables");
        table.ensure_open(round, slip, now)?;
        if slip.bets.is_empty() {
            return Err(Rejection::EmptySlip);
        }
        let before = (table.up.clone(), table.carried);
        let verdict = table.take_off(slip).and_then(|()| {
            let back: u128 = slip.bets.iter().map(|bet| bet.amount).sum();
            if table.needed() + elsewhere + back > self.funds {
                return Err(Rejection::BankrollCover);
            }
            if slip.fee > 0 && slip.fee.saturating_add(self.existential) > self.money[slip.player] {
                return Err(Rejection::InsufficientFunds);
            }
            Ok(back)
        });
        match verdict {
            Ok(back) => {
                table.slips.insert((slip.player, slip.slip));
                table.reserved = table.needed();
                self.funds -= back;
                *self.money.get_mut(slip.player).expect("known") -= slip.fee;
                *self.money.get_mut(slip.player).expect("known") += back;
                *self.money.get_mut(relayer).expect("known") += slip.fee;
            }
            Err(_) => (table.up, table.carried) = before,
        }
        verdict
    }
}
