//! The bots at their tables.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{
        atomic::{AtomicBool, Ordering::Relaxed},
        Arc, Mutex, PoisonError,
    },
    time::Duration,
};

use global_table_client::{
    call,
    slip::{self, Purpose},
    AccountId, Amount, At, Bet, Chain, GameId, Key, Layout, RoundId, SlipId, SubmitError, Submitter,
    TableView,
};

use super::{
    bettor::Bettor,
    book::Book,
    habits::Habit,
    luck::Luck,
    relay::{Order, Relay},
    seat::Seat,
};

/// What a bot bets at least, as a multiple of the table's minimum.
const UNIT_OF_MINIMUM: Amount = 10;
/// The share of the betting time, in percent, in which bots bet: a transaction has to get into a block, too.
const BETTING_SHARE: u64 = 70;
/// The number of a bot's only slip in a round.
const SLIP: SlipId = 1;

/// A table as a round opens.
pub struct Table {
    /// The block of the opening. What a bot has on the table then is what it has until it bets.
    pub at: At,
    pub view: TableView,
    pub layout: Arc<Layout>,
    pub round: RoundId,
    /// Milliseconds of betting that are left.
    pub left_ms: u64,
}

/// How a bot's slips get to the chain.
enum Way {
    /// In transactions of its own.
    Direct(Submitter),
    /// Signed by this key, for the relayer to send. The bot itself sends nothing and needs no fee.
    Relayed(Key, Relay),
}

struct Player {
    account: AccountId,
    way: Way,
    bettor: Mutex<Bettor>,
    number: u32,
}

/// Everybody, by game.
pub struct Players {
    leaving: AtomicBool,
    at: HashMap<GameId, Vec<Arc<Player>>>,
    by_account: BTreeMap<AccountId, Arc<Player>>,
}

impl Players {
    /// `count` bots per game: the accounts behind `purse` with the numbers from 1 on. Their slips go through
    /// `relay`, if there is one.
    pub fn seat(chain: &Chain, purse: &Key, games: &[GameId], count: u32, relay: Option<&Relay>) -> Self {
        let (mut at, mut by_account) = (HashMap::new(), BTreeMap::new());
        let mut number = 0u32;
        for game in games {
            let players: Vec<Arc<Player>> = (0..count)
                .map(|index| {
                    number += 1;
                    let key = purse.hard(&number.to_string());
                    let account = key.account();
                    let way = match relay {
                        None => Way::Direct(chain.submitter(key)),
                        Some(relay) => Way::Relayed(key, relay.clone()),
                    };
                    let bettor = Mutex::new(Bettor::new(Habit::of(*game, index), number.into()));
                    Arc::new(Player {
                        account,
                        way,
                        bettor,
                        number,
                    })
                })
                .collect();
            by_account.extend(players.iter().map(|player| (player.account, player.clone())));
            at.insert(*game, players);
        }
        Self {
            leaving: AtomicBool::new(false),
            at,
            by_account,
        }
    }

    /// From now on nobody bets.
    pub fn leave(&self) {
        self.leaving.store(true, Relaxed);
    }

    pub fn accounts(&self) -> Vec<AccountId> {
        self.by_account.keys().cloned().collect()
    }

    /// Tells the players what came back to them.
    pub fn settled(&self, game: GameId, payouts: &[(AccountId, Amount)]) {
        for (account, returned) in payouts {
            let player = self.by_account.get(account);
            // A bot sits at one table only.
            if let Some(player) = player.filter(|_| self.at.contains_key(&game)) {
                player
                    .bettor
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .settled(*returned);
            }
        }
    }

    /// Lets everybody at the table bet, each after a pause of their own.
    pub fn bet(self: &Arc<Self>, table: &Arc<Table>, book: &Arc<Mutex<Book>>) {
        let window = table.left_ms.saturating_mul(BETTING_SHARE) / 100;
        for player in self.at.get(&table.view.game).into_iter().flatten() {
            let mut luck = Luck(u64::from(player.number) << 32 | u64::from(table.round));
            let pause = Duration::from_millis(luck.below(window));
            let (all, player) = (self.clone(), player.clone());
            let (table, book) = (table.clone(), book.clone());
            tokio::spawn(async move {
                tokio::time::sleep(pause).await;
                if all.leaving.load(Relaxed) {
                    return;
                }
                if let Err(error) = player.bet(&table, &book).await {
                    let game = table.view.game;
                    tracing::warn!(%error, %game, round = table.round, bot = player.number, "no bet");
                }
            });
        }
    }
}

impl Player {
    async fn bet(&self, table: &Table, book: &Mutex<Book>) -> Result<(), SubmitError> {
        let (view, game) = (&table.view, table.view.game);
        let held = table.at.bets(game, &self.account).await?;
        let (fresh, up) = held.map(|held| (held.fresh, held.up)).unwrap_or_default();
        let seat = Seat {
            layout: &table.layout,
            state: &view.state,
            rules: &view.config.rules,
            limits: &view.config.limits,
            fresh: &fresh,
            up: &up,
            bets: Vec::new(),
        };
        let (purpose, bets) = self.choose(seat);
        if bets.is_empty() {
            return Ok(());
        }
        let book = || book.lock().unwrap_or_else(PoisonError::into_inner);
        book().submitted(game, table.round, self.account, SLIP);
        let sent = self.send(purpose, game, table.round, bets).await;
        if sent.is_err() {
            book().withdrawn(game, table.round, self.account, SLIP);
        }
        sent
    }

    /// What the bettor does in a round: it bets, or it takes something down.
    fn choose(&self, seat: Seat<'_>) -> (Purpose, Vec<Bet>) {
        let mut bettor = self.bettor.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bet) = bettor.take_down(&seat) {
            return (Purpose::TakeDown, vec![bet]);
        }
        let unit = seat.limits.min_bet.saturating_mul(UNIT_OF_MINIMUM);
        (Purpose::Bet, bettor.bets(seat, unit))
    }

    /// The ticket is not kept: the shared watch hears of the slip by its event.
    async fn send(
        &self,
        purpose: Purpose,
        game: GameId,
        round: RoundId,
        bets: Vec<Bet>,
    ) -> Result<(), SubmitError> {
        match &self.way {
            Way::Direct(submitter) => {
                let call = match purpose {
                    Purpose::Bet => call::submit_bets,
                    Purpose::TakeDown => call::take_down,
                };
                submitter.submit(call(game, round, SLIP, &bets)).await.map(drop)
            }
            Way::Relayed(key, relay) => {
                let slip = slip::sign(purpose, key, &relay.genesis, game, round, SLIP, bets, 0);
                let order = Order {
                    purpose,
                    game,
                    round,
                    slip,
                };
                relay.send(order).await
            }
        }
    }
}
