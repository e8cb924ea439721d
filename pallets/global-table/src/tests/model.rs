//! Random histories of both tables against a straightforward model: the same slips are taken, everybody has the same
//! money, no bet is resolved twice, and none is forgotten.

mod house;

use std::collections::BTreeMap;

use global_table_games::{layout, spot_by_name, GameId, SpotId};
use proptest::{collection::vec, prelude::*};
use sp_core::sr25519;

use crate::{mock::*, Bet, Bets, Event, Phase, TableConfig, Tables};
use house::{Chips, House, Name, Slip};

const PLAYERS: [Name; 5] = ["p0", "p1", "p2", "p3", "p4"];
const CALLERS: [Name; 4] = ["p0", "p3", "keeper", "dave"];
const POPULAR: [&str; 20] = [
    "pass",
    "dont_pass",
    "come",
    "dont_come",
    "pass_odds_6",
    "come_odds_9",
    "dont_pass_odds_4",
    "dont_come_odds_8",
    "place_6",
    "place_9",
    "place_lose_5",
    "buy_4",
    "buy_10",
    "lay_10",
    "big_8",
    "hard_8",
    "hard_4",
    "field",
    "horn",
    "c_and_e",
];

/// Something that somebody does.
#[derive(Clone, Debug)]
enum Op {
    /// A player submits a slip, usually once the table takes it, sometimes to another round than the current one.
    Submit {
        game: GameId,
        slip: Slip,
        early: bool,
        stale: bool,
    },
    /// Somebody relays slips, some of them forged.
    Relay {
        game: GameId,
        slips: Vec<(Slip, bool)>,
        early: bool,
    },
    /// Blocks pass, in which the runtime's own hands work or don't.
    Blocks { count: u32, idle: bool },
    /// Somebody does what is due at a table.
    Step { game: GameId, caller: Name, size: u32 },
    /// The secret of a table's round is withheld.
    Withhold { game: GameId, idle: bool },
    /// All keepers are gone for long, and nobody sends anything.
    Abandon,
}

fn any_game() -> impl Strategy<Value = GameId> {
    prop_oneof![Just(ROULETTE), Just(CRAPS)]
}

fn any_spot(game: GameId) -> BoxedStrategy<SpotId> {
    // Beyond the layout as well.
    let any = (0..=layout(game).len() as u8).prop_map(SpotId);
    match game {
        GameId::Craps => {
            let popular = (0..POPULAR.len()).prop_map(|n| spot_by_name(CRAPS, POPULAR[n]).expect("a name"));
            prop_oneof![6 => popular, 1 => any].boxed()
        }
        _ => any.boxed(),
    }
}

fn any_amount() -> impl Strategy<Value = u128> {
    let usual = (1u128..=1_000, 0u128..100).prop_map(|(cents, crumbs)| cents * UNIT / 100 + crumbs);
    prop_oneof![60 => usual, 3 => Just(48 * UNIT), 1 => Just(UNIT / 100 - 1), 1 => Just(u128::MAX)]
}

fn any_slip(game: GameId) -> impl Strategy<Value = Slip> {
    let bets = vec(
        (any_spot(game), any_amount()).prop_map(|(spot, amount)| Bet { spot, amount }),
        0..6,
    );
    let fee = prop_oneof![9 => Just(0), 9 => 1..UNIT, 1 => Just(u128::MAX)];
    (0..PLAYERS.len(), 0..6u64, bets, fee).prop_map(|(player, slip, bets, fee)| Slip {
        player: PLAYERS[player],
        slip,
        bets,
        fee,
    })
}

fn any_op() -> impl Strategy<Value = Op> {
    let seldom = || (0..10u8).prop_map(|n| n == 0);
    let submit = any_game().prop_flat_map(move |game| {
        let slip = (any_slip(game), seldom(), seldom());
        slip.prop_map(move |(slip, early, stale)| Op::Submit {
            game,
            slip,
            early,
            stale,
        })
    });
    let relay = any_game().prop_flat_map(move |game| {
        let slips = (vec((any_slip(game), seldom()), 1..6), seldom());
        slips.prop_map(move |(slips, early)| Op::Relay { game, slips, early })
    });
    let step = (any_game(), 0..CALLERS.len(), 1..4u32).prop_map(|(game, caller, size)| Op::Step {
        game,
        caller: CALLERS[caller],
        size,
    });
    prop_oneof![
        10 => submit,
        6 => relay,
        1 => (1..6u32, any::<bool>()).prop_map(|(count, idle)| Op::Blocks { count, idle }),
        12 => step,
        1 => (any_game(), any::<bool>()).prop_map(|(game, idle)| Op::Withhold { game, idle }),
        1 => (0..2u8).prop_map(|n| if n == 0 { Op::Abandon } else { Op::Blocks { count: 1, idle: true } }),
    ]
}

/// The chain and the model beside each other.
struct Play {
    model: House,
    /// Events of the current block that the model has heard of.
    heard: usize,
    /// What the batches of each table's current round paid.
    paid: BTreeMap<GameId, BTreeMap<Name, u128>>,
    issuance: u128,
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
            paid: BTreeMap::new(),
            issuance: Balances::total_issuance(),
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
                    if record(game).keeper.is_some() {
                        self.issuance -= 100 * UNIT;
                    }
                    self.model.voided(game, round, reason);
                }
                Event::Settled { game, payouts, .. } => {
                    self.model.settling(game);
                    let paid = self.paid.entry(game).or_default();
                    for (player, amount) in payouts {
                        let name = PLAYERS
                            .into_iter()
                            .find(|name| account(name) == player)
                            .expect("a player");
                        assert_eq!(paid.insert(name, amount), None, "a player is settled once");
                    }
                }
                Event::RoundFinalised {
                    game,
                    staked,
                    returned,
                    ..
                } => self.close(game, staked, returned),
                _ => {}
            }
        }
        self.heard = all.len();
    }

    fn close(&mut self, game: GameId, staked: u128, returned: u128) {
        let table = &self.model.tables[&game];
        assert_eq!(table.fresh.values().sum::<u128>(), staked);
        let expected = self.model.closed(game);
        let paid = self.paid.remove(&game).unwrap_or_default();
        assert_eq!(
            paid, expected,
            "every player of whom a bet was resolved got what the model says"
        );
        assert_eq!(paid.values().sum::<u128>(), returned);
    }

    /// The same money and the same bets, unless a settlement is on its way.
    fn compare(&self) {
        assert_eq!(
            Balances::total_issuance(),
            self.issuance,
            "no money comes from nowhere or goes there"
        );
        if GameId::ALL
            .into_iter()
            .any(|game| self.phase(game) == Phase::Settling)
        {
            return;
        }
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
        for game in GameId::ALL {
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
    config.limits.max_round_stake = 150 * UNIT;
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
