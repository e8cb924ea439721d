//! Random histories of both tables against a straightforward model: the same slips are taken, everybody has the same
//! money, no bet is resolved twice, and none is forgotten.

mod house;
mod ops;

use std::collections::BTreeMap;

use global_table_games::{GameId, SpotId};
use proptest::{collection::vec, prelude::*};
use sp_core::sr25519;
use sp_runtime::AccountId32;

use crate::{mock::*, Bet, Bets, Event, Phase, TableConfig, Tables};
use house::{Chips, House, Name, Slip};
use ops::{any_op, Op, Part, TakeDown, PLAYERS};

/// The chain and the model beside each other.
struct Play {
    model: House,
    /// Events of the current block that the model has heard of.
    heard: usize,
    issuance: u128,
    /// What is left of the keepers' bonds.
    bonds: BTreeMap<AccountId32, u128>,
}

impl Play {
    fn new(config: &TableConfig) -> Self {
        let money = PLAYERS
            .into_iter()
            .chain(["dave"])
            .map(|name| (name, balance(name)))
            .collect();
        let existential = <Balances as frame_support::traits::Currency<_>>::minimum_balance();
        let model = House::new(money, Bankroll::funds(), existential, config);
        Self {
            model,
            heard: events().len(),
            issuance: Balances::total_issuance(),
            bonds: BTreeMap::from(["keeper", "deputy"].map(|name| {
                // Enough for every secret that a history withholds.
                Keepers::bond_more(by(name), 80_000 * UNIT).expect("a keeper has the money");
                (account(name), bond(name))
            })),
        }
    }

    fn take(&mut self, op: Op) {
        match op {
            Op::Submit {
                game,
                slip,
                early,
                stale,
            } => {
                self.wait_for_betting(game, early);
                self.submit(game, slip, stale);
            }
            Op::Relay { game, slips, early } => {
                self.wait_for_betting(game, early);
                self.relay(game, slips);
            }
            Op::TakeDown {
                game,
                slip,
                early,
                stale,
            } => {
                self.wait_for_bets_up(game, early);
                self.take_down(game, slip, stale);
            }
            Op::RelayTakeDowns { game, slips, early } => {
                self.wait_for_bets_up(game, early);
                self.relay_take_downs(game, slips);
            }
            Op::Blocks { count, idle } => (0..count).for_each(|_| self.block(idle)),
            Op::Step { game, caller, size } => self.step(game, caller, size),
            Op::Withhold { game, idle } => self.withhold(game, idle),
            Op::Abandon => (0..130).for_each(|_| self.block(true)),
        }
        self.listen();
        check();
        self.compare();
    }

    fn block(&mut self, idle: bool) {
        finish_block(idle);
        self.listen();
        start_block((System::block_number() + 1) * SLOT_MS);
        self.heard = 0;
    }

    /// Let the table's rounds go on until one takes slips, unless the player comes early.
    fn wait_for_betting(&mut self, game: GameId, early: bool) {
        let takes_slips = || round(game) > 0 && record(game).betting_ends_at > Timestamp::get();
        while !early && !takes_slips() {
            self.step(game, "dave", 2);
            self.listen();
        }
    }

    /// The same, and if nothing is up that could be taken down, one round more.
    fn wait_for_bets_up(&mut self, game: GameId, early: bool) {
        self.wait_for_betting(game, early);
        let table = &self.model.tables[&game];
        if !early && table.up.is_empty() && !table.fresh.is_empty() {
            let first = round(game);
            while round(game) == first {
                self.step(game, "dave", 2);
                self.listen();
            }
        }
    }

    fn submit(&mut self, game: GameId, slip: Slip, stale: bool) {
        let round = round(game).saturating_sub(stale.into());
        let Ok(bets) = Bets::try_from(slip.bets.clone()) else {
            return;
        };
        if self.model.tables[&game].round == 0 {
            return;
        }
        let slip = Slip { fee: 0, ..slip };
        let expected = self
            .model
            .place(game, round, &slip, slip.player, Timestamp::get());
        assert_eq!(submit_to(slip.player, game, round, slip.slip, bets), expected);
    }

    fn relay(&mut self, game: GameId, slips: Vec<(Slip, bool)>) {
        if self.model.tables[&game].round == 0 {
            return;
        }
        let now = Timestamp::get();
        let (mut expected, mut signed) = (Vec::new(), Vec::new());
        for (slip, forged) in slips {
            let bets = Bets::try_from(slip.bets.clone()).expect("few enough");
            let signing = Signing {
                bets,
                fee: slip.fee,
                ..Signing::new(slip.player, game, slip.slip, &[])
            };
            if forged {
                expected.push(Err(crate::Rejection::BadSignature));
                signed.push(signing.with(account(slip.player), sr25519::Signature::default().into()));
            } else {
                expected.push(self.model.place(game, round(game), &slip, "dave", now));
                signed.push(signing.sign());
            }
        }
        assert_eq!(relay("dave", game, signed), expected);
    }

    /// The slip with bets that a player really has up, as far as it is to have them.
    fn picked(&self, game: GameId, down: TakeDown) -> Slip {
        let TakeDown {
            mut slip,
            anybody,
            picks,
        } = down;
        let owners: Vec<Name> = self.model.tables[&game]
            .up
            .keys()
            .map(|(name, _)| *name)
            .collect();
        if !anybody && !owners.is_empty() {
            slip.player = owners[picks[0].0 % owners.len()];
        }
        let own = |chips: &Chips| -> Vec<(SpotId, u128)> {
            let own = chips.iter().filter(|((name, _), _)| *name == slip.player);
            own.map(|((_, spot), amount)| (*spot, *amount)).collect()
        };
        let mut up = own(&self.model.tables[&game].up);
        if !up.is_empty() {
            slip.bets.truncate(up.len());
        }
        for (bet, (nth, part)) in slip.bets.iter_mut().zip(picks) {
            if up.is_empty() {
                break;
            }
            let nth = nth % up.len();
            let (spot, amount) = up[nth];
            let amount = match part {
                Part::Whole => amount,
                Part::Half => amount / 2,
                Part::AllBut(rest) => amount.saturating_sub(rest),
                Part::TooMuch => amount + 1,
                Part::Else => continue,
            };
            *bet = Bet { spot, amount };
            up.remove(nth);
        }
        slip
    }

    fn take_down(&mut self, game: GameId, slip: TakeDown, stale: bool) {
        let round = round(game).saturating_sub(stale.into());
        if self.model.tables[&game].round == 0 {
            return;
        }
        let slip = Slip {
            fee: 0,
            ..self.picked(game, slip)
        };
        let bets = Bets::try_from(slip.bets.clone()).expect("few enough");
        let expected = self
            .model
            .take_down(game, round, &slip, slip.player, Timestamp::get());
        assert_eq!(take_down_in(slip.player, game, round, slip.slip, bets), expected);
    }

    fn relay_take_downs(&mut self, game: GameId, slips: Vec<(TakeDown, bool)>) {
        if self.model.tables[&game].round == 0 {
            return;
        }
        let now = Timestamp::get();
        let (mut expected, mut signed) = (Vec::new(), Vec::new());
        for (slip, forged) in slips {
            let slip = self.picked(game, slip);
            let signing = Signing {
                bets: Bets::try_from(slip.bets.clone()).expect("few enough"),
                fee: slip.fee,
                ..Signing::new(slip.player, game, slip.slip, &[])
            };
            if forged {
                // The player has signed that the bets be put down.
                expected.push(Err(crate::Rejection::BadSignature));
                signed.push(signing.sign());
            } else {
                expected.push(self.model.take_down(game, round(game), &slip, "dave", now));
                signed.push(signing.sign_take_down());
            }
        }
        assert_eq!(relay_take_downs("dave", game, signed), expected);
    }

    fn phase(&self, game: GameId) -> Phase {
        if round(game) == 0 {
            return Phase::Closed;
        }
        record(game).phase
    }

    fn step(&mut self, game: GameId, caller: Name, size: u32) {
        let number = round(game);
        let table = Tables::<Test>::get(game).expect("it exists");
        match self.phase(game) {
            Phase::Closed if table.opens_at > Timestamp::get() => self.block(false),
            Phase::Closed => {
                let commitment = sp_io::hashing::blake2_256(&secret(game, number + 1));
                let opened = ["keeper", "deputy"]
                    .into_iter()
                    .any(|name| GlobalTable::open_round(by(name), game, number + 1, commitment).is_ok());
                assert!(
                    opened || GlobalTable::void(by(caller), game).is_ok(),
                    "somebody opens, or it is abandoned"
                );
            }
            Phase::Betting if record(game).betting_ends_at > Timestamp::get() => {
                (0..size).for_each(|_| self.block(false));
            }
            Phase::Betting if size > 1 => {
                GlobalTable::lock(by(caller), game, number).expect("betting is over")
            }
            Phase::Betting | Phase::Locked if !crate::draw::is_complete::<Test>(&table, &record(game)) => {
                self.block(false);
            }
            Phase::Betting | Phase::Locked => {
                let call = GlobalTable::reveal(by(caller), game, number, secret(game, number));
                call.or_else(|_| GlobalTable::void(by(caller), game))
                    .expect("it is drawn, or it is too late for that");
            }
            _ if record(game).unsettled > 0 => {
                GlobalTable::settle(by(caller), game, number, size).expect("there are players left");
            }
            _ => GlobalTable::finalize(by(caller), game, number).expect("all are settled"),
        }
    }

    fn withhold(&mut self, game: GameId, idle: bool) {
        while matches!(self.phase(game), Phase::Betting | Phase::Locked) {
            self.block(idle);
            if !idle {
                // Somebody tries in every block.
                let _ = GlobalTable::void(by("dave"), game);
            }
        }
    }

    /// Tell the model what happened to the rounds.
    fn listen(&mut self) {
        let all = events();
        for event in all.iter().skip(self.heard).cloned() {
            match event {
                Event::RoundOpened {
                    game,
                    round,
                    betting_ends_at,
                    ..
                } => {
                    self.model.opened(game, round, betting_ends_at);
                }
                Event::Outcome { game, outcome, .. } => self.model.drawn(game, outcome),
                Event::RoundVoided { game, round, reason } => {
                    if let Some(keeper) = record(game).keeper {
                        let left = self.bonds.get_mut(&keeper).expect("one of the two");
                        let slash = self.model.tables[&game].needed().max(100 * UNIT).min(*left);
                        *left -= slash;
                        self.issuance -= slash;
                    }
                    self.model.voided(game, round, reason);
                }
                Event::Settled { game, payouts, .. } => {
                    for (player, amount) in payouts {
                        let name = PLAYERS
                            .into_iter()
                            .find(|name| account(name) == player)
                            .expect("a player");
                        self.model.settled(game, name, amount);
                    }
                    self.model.batch(game);
                }
                Event::RoundFinalised { game, staked, .. } => {
                    assert_eq!(self.model.tables[&game].fresh.values().sum::<u128>(), staked);
                    self.model.closed(game);
                }
                _ => {}
            }
        }
        self.heard = all.len();
    }

    /// The same money and, unless a settlement is on its way, the same bets.
    fn compare(&self) {
        assert_eq!(
            Balances::total_issuance(),
            self.issuance,
            "no money comes from nowhere or goes there"
        );
        assert_eq!(Bankroll::funds(), self.model.funds);
        for (name, amount) in &self.model.money {
            assert_eq!(balance(name), *amount, "{name}");
        }
        for (game, table) in &self.model.tables {
            assert_eq!(
                Bankroll::reserve_of(*game).exposure,
                table.reserved,
                "neither too little nor too much"
            );
            assert_eq!(Tables::<Test>::get(game).expect("it exists").state, table.state);
            if self.phase(*game) == Phase::Settling {
                continue;
            }
            let (mut fresh, mut up) = (Chips::new(), Chips::new());
            for name in PLAYERS {
                let Some(view) = GlobalTable::bets(*game, account(name)) else {
                    continue;
                };
                let keyed = |bets: Vec<Bet>| bets.into_iter().map(move |bet| ((name, bet.spot), bet.amount));
                fresh.extend(keyed(view.fresh));
                up.extend(keyed(view.up));
            }
            assert_eq!((&fresh, &up), (&table.fresh, &table.up));
        }
    }

    /// Whoever keeps going, everything that is in flight ends.
    fn finish(&mut self) {
        for game in TABLES {
            while self.phase(game) != Phase::Closed {
                self.take(Op::Step {
                    game,
                    caller: "dave",
                    size: 2,
                });
            }
        }
    }
}

fn small_tables() -> TableConfig {
    let mut config = table_config();
    config.limits.max_bet = 50 * UNIT;
    config.limits.max_player_stake = 70 * UNIT;
    config.limits.max_exposure = 1_000 * UNIT;
    config.limits.max_players = 4;
    // While one table is stepped on, the other one waits.
    config.schedule.reveal_grace_ms = 40_000;
    config
}

/// How many histories are played: 64, or as many as `PROPTEST_CASES` says.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES")
        .ok()
        .and_then(|cases| cases.parse().ok())
        .unwrap_or(64)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), max_shrink_iters: 300, failure_persistence: None, ..Default::default() })]

    #[test]
    fn tables_should_do_what_a_straightforward_model_does(salt: u64, bankroll in 100u128..2_000, ops in vec(any_op(), 40..80)) {
        let chain = Chain::default().with_players(5).with_bankroll(bankroll * UNIT);
        chain.with_config(|config| *config = small_tables()).run(|| {
            VrfSalt::set(salt);
            let mut play = Play::new(&small_tables());
            ops.into_iter().for_each(|op| play.take(op));
            play.finish();
        });
    }
}
