//! The straightforward model: maps, loops, and every rule written down once more.

use std::collections::{BTreeMap, BTreeSet};

use global_table_games::{
    payout, permit, Exposure, GameId, Outcome, Resolution, Resolutions, Rules, SpotId, TableState,
};

use crate::{Bet, Limits, Rejection, SlipId, TableConfig, VoidReason};

/// A player's name.
pub type Name = &'static str;
/// Who has how much where.
pub type Chips = BTreeMap<(Name, SpotId), u128>;

/// How a round ended.
#[derive(Clone, Copy)]
enum End {
    Drawn(Outcome),
    Voided(VoidReason),
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
    end: Option<End>,
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

    fn needed(&self) -> u128 {
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
            end: None,
            reserved: 0,
            owed: 0,
            carried: 0,
        };
        let tables = GameId::ALL.into_iter().map(|game| (game, table(game))).collect();
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
        let elsewhere: u128 = self
            .tables
            .iter()
            .filter(|(other, _)| **other != game)
            .map(|(_, t)| t.reserved)
            .sum();
        let table = self.tables.get_mut(&game).expect("all games have tables");
        if round != table.round {
            return Err(Rejection::WrongRound);
        }
        if now >= table.betting_ends_at {
            return Err(Rejection::BettingClosed);
        }
        if table.slips.contains(&(slip.player, slip.slip)) {
            return Err(Rejection::DuplicateSlip);
        }
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
            if table.staked() > table.limits.max_round_stake {
                return Err(Rejection::RoundStakeLimit);
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

    pub fn opened(&mut self, game: GameId, round: u32, betting_ends_at: u64) {
        let table = self.tables.get_mut(&game).expect("all games have tables");
        assert!(table.fresh.is_empty(), "the last round is over");
        (table.round, table.betting_ends_at) = (round, betting_ends_at);
        table.slips.clear();
        table.carried = table.most();
        assert_eq!(table.reserved, table.carried);
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
        table.end = Some(End::Drawn(outcome));
    }

    pub fn voided(&mut self, game: GameId, round: u32, reason: VoidReason) {
        let table = self.tables.get_mut(&game).expect("all games have tables");
        table.round = round;
        table.betting_ends_at = 0;
        table.owed = table.staked();
        if reason == VoidReason::Abandoned {
            table.owed += table.up.values().sum::<u128>();
            table.carried = 0;
        }
        table.end = Some(End::Voided(reason));
    }

    /// A batch was settled. The model settles everybody when the round closes; until then it sees the money that went
    /// out and what it was set aside for as still there.
    pub fn settling(&mut self, game: GameId) {
        let table = self.tables.get_mut(&game).expect("all games have tables");
        table.reserved = table.owed + table.carried;
    }

    /// Settle everybody at once. Says what each player of whom a bet was resolved gets back.
    pub fn closed(&mut self, game: GameId) -> BTreeMap<Name, u128> {
        let table = self.tables.get_mut(&game).expect("all games have tables");
        let mut back = BTreeMap::new();
        let mut give = |name: Name, amount: u128| *back.entry(name).or_insert(0) += amount;
        let merged = table.merged();
        let fresh = std::mem::take(&mut table.fresh);
        match table.end.take().expect("only a round that has ended closes") {
            End::Voided(VoidReason::Withheld) => {
                fresh.iter().for_each(|((name, _), amount)| give(name, *amount))
            }
            End::Voided(VoidReason::Abandoned) => {
                merged.iter().for_each(|((name, _), amount)| give(name, *amount));
                table.up.clear();
                table.state = TableState::initial(game);
            }
            End::Drawn(outcome) => {
                table.up.clear();
                let resolutions = Resolutions::of(&table.state, &outcome);
                for ((name, spot), amount) in merged {
                    match resolutions.get(spot) {
                        Resolution::Lose => give(name, 0),
                        Resolution::Push => give(name, amount),
                        Resolution::Win(pays) => give(name, payout(amount, pays).expect("small")),
                        Resolution::Stay => add(&mut table.up, (name, spot), amount),
                        Resolution::Move(to) => {
                            add(&mut table.up, (name, to), amount);
                            give(name, 0);
                        }
                    }
                }
                table.state = table.state.next(&outcome);
            }
        }
        (table.owed, table.betting_ends_at, table.reserved) = (0, 0, table.carried);
        for (name, amount) in &back {
            self.funds -= amount;
            *self.money.get_mut(name).expect("known") += amount;
        }
        back
    }
}
