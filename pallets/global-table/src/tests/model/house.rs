//! The straightforward model: maps, loops, and every rule written down once more.

mod take_down;

use std::collections::{BTreeMap, BTreeSet};

use global_table_games::{
    layout, payout, permit, Exposure, GameId, Outcome, Resolution, Resolutions, Rules, SpotId, TableState,
};

use crate::{mock::TABLES, Bet, Limits, Rejection, SlipId, TableConfig, VoidReason};

/// A player's name.
pub type Name = &'static str;
/// Who has how much where.
pub type Chips = BTreeMap<(Name, SpotId), u128>;

/// What a round that has ended leaves: to each player of whom a bet was resolved, on the table, and as its state.
struct After {
    due: BTreeMap<Name, u128>,
    up: Chips,
    state: TableState,
}

/// A table with its current round.
pub struct ModelTable {
    pub state: TableState,
    limits: Limits,
    rules: Rules,
    pub round: u32,
    /// Until when slips are taken.
    betting_ends_at: u64,
    /// The bets of the current round, and those from before.
    pub fresh: Chips,
    pub up: Chips,
    slips: BTreeSet<(Name, SlipId)>,
    after: Option<After>,
    /// What the bankroll keeps for the table: now, for what is owed, and for what stays up.
    pub reserved: u128,
    owed: u128,
    carried: u128,
}

/// What a slip says.
#[derive(Clone, Debug)]
pub struct Slip {
    pub player: Name,
    pub slip: SlipId,
    pub bets: Vec<Bet>,
    pub fee: u128,
}

/// The house with its players.
pub struct House {
    pub money: BTreeMap<Name, u128>,
    pub funds: u128,
    pub tables: BTreeMap<GameId, ModelTable>,
    existential: u128,
}

fn add(chips: &mut Chips, key: (Name, SpotId), amount: u128) {
    *chips.entry(key).or_default() += amount;
}

impl ModelTable {
    fn on(&self, player: Name, spot: SpotId) -> u128 {
        let own = |chips: &Chips| chips.get(&(player, spot)).copied().unwrap_or(0);
        own(&self.fresh) + own(&self.up)
    }

    fn totals(&self) -> Vec<u128> {
        let mut totals = vec![0; 256];
        for ((_, spot), amount) in self.fresh.iter().chain(&self.up) {
            totals[usize::from(spot.0)] += amount;
        }
        totals
    }

    fn staked(&self) -> u128 {
        self.fresh.values().sum()
    }

    fn most(&self) -> u128 {
        exposure(&self.state, &self.totals())
    }

    /// The most that the table can owe, and so what withholding the round's secret can save anybody.
    pub fn needed(&self) -> u128 {
        self.most().max(self.staked() + self.carried)
    }

    fn spots_of(&self, player: Name) -> usize {
        self.fresh
            .keys()
            .chain(self.up.keys())
            .filter(|(name, _)| *name == player)
            .count()
    }

    pub fn players(&self) -> BTreeSet<Name> {
        self.fresh
            .keys()
            .chain(self.up.keys())
            .map(|(name, _)| *name)
            // Whoever has taken all down is there until the round is settled.
            .chain(self.slips.iter().map(|(name, _)| *name))
            .collect()
    }

    /// All that the table has on each spot, whenever it was put there.
    fn merged(&self) -> Chips {
        let mut all = self.up.clone();
        self.fresh
            .iter()
            .for_each(|(key, amount)| add(&mut all, *key, *amount));
        all
    }

    /// Every bet resolved.
    fn fates(&self, resolutions: &Resolutions, state: TableState) -> Option<After> {
        let (mut due, mut up) = (BTreeMap::new(), Chips::new());
        let mut give = |name: Name, amount: u128| *due.entry(name).or_default() += amount;
        for ((name, spot), amount) in self.merged() {
            match resolutions.get(spot) {
                Resolution::Lose => give(name, 0),
                Resolution::Push => give(name, amount),
                Resolution::Win(pays) => give(name, payout(amount, pays).expect("small")),
                Resolution::Stay => add(&mut up, (name, spot), amount),
                Resolution::Move(to) => {
                    add(&mut up, (name, to), amount);
                    give(name, 0);
                }
            }
        }
        Some(After { due, up, state })
    }

    /// Whether slips of the round are taken, and this one is a new one.
    fn ensure_open(&self, round: u32, slip: &Slip, now: u64) -> Result<(), Rejection> {
        if round != self.round {
            return Err(Rejection::WrongRound);
        }
        if now >= self.betting_ends_at {
            return Err(Rejection::BettingClosed);
        }
        if self.slips.contains(&(slip.player, slip.slip)) {
            return Err(Rejection::DuplicateSlip);
        }
        Ok(())
    }

    /// Does a long shot of the slip take more than a quarter of what the table may owe?
    fn has_crowded_long_shot(&self, slip: &Slip) -> bool {
        let totals = self.totals();
        slip.bets.iter().any(|Bet { spot, .. }| {
            let prizes = layout(self.state.game())[spot.index()].pays;
            let best = |stake| {
                prizes
                    .iter()
                    .map(|prize| payout(stake, prize.pays).unwrap())
                    .max()
            };
            best(1) >= Some(40) && best(totals[spot.index()]) > Some(self.limits.max_exposure / 4)
        })
    }

    /// Add the bets of a slip, or say what is wrong with the first wrong one.
    fn bet(&mut self, slip: &Slip) -> Result<(), Rejection> {
        for Bet { spot, amount } in &slip.bets {
            if *amount < self.limits.min_bet {
                return Err(Rejection::BelowMinimum);
            }
            permit(&self.state, &self.rules, *spot, *amount, |spot| {
                self.on(slip.player, spot)
            })
            .map_err(Rejection::NotPermitted)?;
            if self.on(slip.player, *spot).saturating_add(*amount) > self.limits.max_bet {
                return Err(Rejection::AboveMaximum);
            }
            add(&mut self.fresh, (slip.player, *spot), *amount);
            if self.spots_of(slip.player) > 64 {
                return Err(Rejection::TooManyBets);
            }
        }
        Ok(())
    }
}

fn exposure(state: &TableState, totals: &[u128]) -> u128 {
    Exposure::of(state, totals)
        .and_then(|book| book.most())
        .expect("the amounts are small")
}

impl House {
    pub fn new(money: BTreeMap<Name, u128>, funds: u128, existential: u128, config: &TableConfig) -> Self {
        let table = |game| ModelTable {
            state: TableState::initial(game),
            limits: config.limits.clone(),
            rules: config.rules,
            round: 0,
            betting_ends_at: 0,
            fresh: Chips::new(),
            up: Chips::new(),
            slips: BTreeSet::new(),
            after: None,
            reserved: 0,
            owed: 0,
            carried: 0,
        };
        let tables = TABLES.into_iter().map(|game| (game, table(game))).collect();
        Self {
            money,
            funds,
            tables,
            existential,
        }
    }

    /// Take the slip, or say why not.
    pub fn place(
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
        let players = table.players();
        if !players.contains(slip.player) && players.len() >= table.limits.max_players as usize {
            return Err(Rejection::TooManyPlayers);
        }
        if slip.bets.is_empty() {
            return Err(Rejection::EmptySlip);
        }
        let before = table.fresh.clone();
        let verdict = table.bet(slip).and_then(|()| {
            let stake: u128 = slip.bets.iter().map(|bet| bet.amount).sum();
            let own: u128 = table
                .fresh
                .iter()
                .filter(|((name, _), _)| *name == slip.player)
                .map(|(_, a)| a)
                .sum();
            if own > table.limits.max_player_stake {
                return Err(Rejection::PlayerStakeLimit);
            }
            if table.has_crowded_long_shot(slip) {
                return Err(Rejection::ExposureLimit);
            }
            if table.needed() > table.limits.max_exposure {
                return Err(Rejection::ExposureLimit);
            }
            if table.needed() + elsewhere > self.funds + stake {
                return Err(Rejection::BankrollCover);
            }
            if (stake + self.existential).saturating_add(slip.fee) > self.money[slip.player] {
                return Err(Rejection::InsufficientFunds);
            }
            Ok(stake)
        });
        match verdict {
            Ok(stake) => {
                table.slips.insert((slip.player, slip.slip));
                table.reserved = table.needed();
                self.funds += stake;
                *self.money.get_mut(slip.player).expect("known") -= stake + slip.fee;
                *self.money.get_mut(relayer).expect("known") += slip.fee;
            }
            Err(_) => table.fresh = before,
        }
        verdict
    }

    /// What the bankroll keeps for the other tables.
    fn reserved_beside(&self, game: GameId) -> u128 {
        let others = self.tables.iter().filter(|(other, _)| **other != game);
        others.map(|(_, table)| table.reserved).sum()
    }

    pub fn opened(&mut self, game: GameId, round: u32, betting_ends_at: u64) {
        let table = self.tables.get_mut(&game).expect("all games have tables");
        assert!(table.fresh.is_empty(), "the last round is over");
        (table.round, table.betting_ends_at) = (round, betting_ends_at);
        table.slips.clear();
        table.carried = table.most();
        // What was taken down in a void round may still be reserved for.
        assert!(table.reserved >= table.carried);
    }

    pub fn drawn(&mut self, game: GameId, outcome: Outcome) {
        let table = self.tables.get_mut(&game).expect("all games have tables");
        let resolutions = Resolutions::of(&table.state, &outcome);
        let mut staying = vec![0; 256];
        for (spot, total) in (0u8..=255).zip(table.totals()) {
            match resolutions.get(SpotId(spot)) {
                Resolution::Lose => {}
                Resolution::Push => table.owed += total,
                Resolution::Win(pays) => table.owed += payout(total, pays).expect("small"),
                Resolution::Stay => staying[usize::from(spot)] += total,
                Resolution::Move(to) => staying[usize::from(to.0)] += total,
            }
        }
        table.carried = exposure(&table.state.next(&outcome), &staying);
        table.reserved = table.owed + table.carried;
        table.after = table.fates(&resolutions, table.state.next(&outcome));
    }

    pub fn voided(&mut self, game: GameId, round: u32, reason: VoidReason) {
        let table = self.tables.get_mut(&game).expect("all games have tables");
        (table.round, table.betting_ends_at) = (round, 0);
        let abandoned = reason == VoidReason::Abandoned;
        if abandoned {
            table.carried = 0;
        }
        let (back, up, state) = match abandoned {
            true => (table.merged(), Chips::new(), TableState::initial(game)),
            false => (table.fresh.clone(), table.up.clone(), table.state),
        };
        table.owed = back.values().sum();
        let mut due = BTreeMap::new();
        back.iter()
            .for_each(|((name, _), amount)| *due.entry(*name).or_default() += amount);
        table.after = Some(After { due, up, state });
    }

    /// A player was settled, and got `amount`.
    pub fn settled(&mut self, game: GameId, player: Name, amount: u128) {
        let table = self.tables.get_mut(&game).expect("all games have tables");
        let after = table
            .after
            .as_mut()
            .expect("only a round that has ended is settled");
        assert_eq!(
            after.due.remove(player),
            Some(amount),
            "{player} is settled once, with what is due"
        );
        table.owed -= amount;
        self.funds -= amount;
        *self.money.get_mut(player).expect("known") += amount;
    }

    /// A batch was settled.
    pub fn batch(&mut self, game: GameId) {
        let table = self.tables.get_mut(&game).expect("all games have tables");
        table.reserved = table.owed + table.carried;
    }

    pub fn closed(&mut self, game: GameId) {
        let table = self.tables.get_mut(&game).expect("all games have tables");
        let after = table.after.take().expect("only a round that has ended closes");
        assert!(after.due.is_empty(), "every bet is resolved: {:?}", after.due);
        (table.up, table.state) = (after.up, after.state);
        table.fresh.clear();
        (table.owed, table.betting_ends_at, table.reserved) = (0, 0, table.carried);
    }
}
