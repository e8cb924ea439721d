//! What a bettor finds at the table, and the slip in the making.

use global_table_client::{Amount, Bet, Layout, Limits, Rules, SpotId, TableState};
use global_table_games::{permit, permit_take_down};

/// The most bets of one slip.
pub const MAX_BETS: usize = 32;
/// With so many bets on the table a bot adds none: the chain keeps 64 of a player, and those of a round join those that
/// are up.
const MAX_OWN: usize = 60;

/// A place at a table, for one round.
pub struct Seat<'a> {
    pub layout: &'a Layout,
    pub state: &'a TableState,
    pub rules: &'a Rules,
    pub limits: &'a Limits,
    /// The bettor's bets of this round.
    pub fresh: &'a [Bet],
    /// The bettor's bets that have been through a roll.
    pub up: &'a [Bet],
    /// The slip.
    pub bets: Vec<Bet>,
}

impl Seat<'_> {
    /// Puts `amount` on a spot, if the layout has it and the game and the table's limits allow it.
    pub fn take(&mut self, spot: &str, amount: Amount) {
        let Some(spot) = self.layout.spot(spot) else {
            return;
        };
        let on = self.on(spot);
        let room = self.limits.max_bet.saturating_sub(on);
        let staked = self
            .bets
            .iter()
            .fold(0u128, |sum, bet| sum.saturating_add(bet.amount));
        let amount = amount
            .min(room)
            .min(self.limits.max_player_stake.saturating_sub(staked));
        let allowed = permit(self.state, self.rules, spot, amount, |spot| self.on(spot)).is_ok();
        let in_slip = self.bets.iter().any(|bet| bet.spot == spot);
        let has_room = self.bets.len() < MAX_BETS && self.own().count() + self.bets.len() < MAX_OWN;
        if allowed && !in_slip && has_room && amount >= self.limits.min_bet {
            self.bets.push(Bet { spot, amount });
        }
    }

    /// The same, unless something of the bettor's lies there already.
    pub fn once(&mut self, name: &str, amount: Amount) {
        let free = self.layout.spot(name).is_some_and(|spot| self.on(spot) == 0);
        if free {
            self.take(name, amount);
        }
    }

    fn on(&self, spot: SpotId) -> Amount {
        sum(self.own().chain(&self.bets), spot)
    }

    /// What the bettor has on the table already.
    fn own(&self) -> impl Iterator<Item = &Bet> {
        self.fresh.iter().chain(self.up)
    }

    /// The bets that are up and can be taken down whole.
    pub fn removable(&self) -> Vec<Bet> {
        let can_go = |bet: &&Bet| {
            // Odds of this round stand behind a bet as well.
            let own = |spot| match spot == bet.spot {
                true => sum(self.up.iter(), spot),
                false => self.on(spot),
            };
            permit_take_down(self.state, self.rules, bet.spot, bet.amount, own).is_ok()
        };
        self.up.iter().filter(can_go).copied().collect()
    }
}

fn sum<'a>(bets: impl Iterator<Item = &'a Bet>, spot: SpotId) -> Amount {
    bets.filter(|bet| bet.spot == spot)
        .fold(0, |sum, bet| sum.saturating_add(bet.amount))
}
