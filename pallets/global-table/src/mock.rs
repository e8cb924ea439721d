//! A small chain with real money, real bankroll and real keepers, on which the tests play.

use std::{cell::RefCell, collections::BTreeMap};

use codec::Encode;
use frame_support::{derive_impl, parameter_types, traits::Hooks, weights::Weight, PalletId};
use global_table_games::{GameId, Rules};
use sp_core::{sr25519, ConstU128, ConstU32, ConstU64, Pair};
use sp_io::hashing::blake2_256;
use sp_runtime::{
    traits::{IdentifyAccount, IdentityLookup, Verify},
    AccountId32, BuildStorage, MultiSignature,
};

use crate::{self as pallet_global_table, *};

mod play;

pub use play::*;

pub const UNIT: u128 = 1_000_000_000_000;
pub const SLOT_MS: u64 = 1_000;
/// The games in the tests' own short words.
pub const ROULETTE: GameId = GameId::Roulette;
pub const CRAPS: GameId = GameId::Craps;
/// The games that have a table from the first block on.
pub const TABLES: [GameId; 2] = [ROULETTE, CRAPS];

type Block = frame_system::mocking::MockBlock<Test>;

frame_support::construct_runtime!(
    pub enum Test {
        System: frame_system,
        Timestamp: pallet_timestamp,
        Balances: pallet_balances,
        Bankroll: pallet_bankroll,
        Keepers: pallet_keepers,
        GlobalTable: pallet_global_table,
    }
);

parameter_types! {
    pub const BankrollId: PalletId = PalletId(*b"bankroll");
    pub const PotId: PalletId = PalletId(*b"keeppot_");
    pub static AuthorVrf: Option<[u8; 32]> = None;
    /// Another salt, another chain of VRF outputs.
    pub static VrfSalt: u64 = 0;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
    type Block = Block;
    type AccountId = AccountId32;
    type Lookup = IdentityLookup<AccountId32>;
    type AccountData = pallet_balances::AccountData<u128>;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Test {}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
    type Balance = u128;
    type AccountStore = System;
    type ExistentialDeposit = ConstU128<1_000_000_000>;
}

impl pallet_bankroll::Config for Test {
    type Currency = pallet_bankroll::Money<Test>;
    type Tables = GlobalTable;
    type PalletId = BankrollId;
    type MinDeposit = ConstU128<UNIT>;
    type MinShares = ConstU128<UNIT>;
    type WeightInfo = ();
}

impl pallet_keepers::Config for Test {
    type Currency = Balances;
    type Time = Timestamp;
    type PotId = PotId;
    type MinBond = ConstU128<{ 1_000 * UNIT }>;
    type WithheldSlash = ConstU128<{ 100 * UNIT }>;
    type MaxKeepers = ConstU32<8>;
    type GracePeriod = ConstU64<3_000>;
    type LeaveDelay = ConstU64<600_000>;
    type LockReward = ConstU128<{ UNIT / 100 }>;
    type FinalizeReward = ConstU128<{ UNIT / 100 }>;
    type SettleRewardPerPlayer = ConstU128<{ UNIT / 1_000 }>;
    type WeightInfo = ();
}

impl Config for Test {
    type AdminOrigin = frame_system::EnsureRoot<AccountId32>;
    type Time = Timestamp;
    type AuthorVrf = AuthorVrf;
    type House = Bankroll;
    type Keepers = Keepers;
    type Signature = MultiSignature;
    type Signer = <MultiSignature as Verify>::Signer;
    type Patience = ConstU64<2_000>;
    type WeightInfo = ();
    #[cfg(feature = "runtime-benchmarks")]
    type BenchmarkHelper = Helper;
}

/// What the benchmarks' scenes need.
pub struct Helper;

impl BenchmarkHelper<AccountId32, MultiSignature> for Helper {
    fn sign(seed: u32, message: &[u8]) -> (AccountId32, MultiSignature) {
        let name = format!("signer{seed}");
        (account(&name), pair(&name).sign(message).into())
    }

    fn set_time(now: u64) {
        Timestamp::set_timestamp(now);
    }

    fn set_author_vrf(vrf: [u8; 32]) {
        AuthorVrf::set(Some(vrf));
    }

    fn keeper() -> AccountId32 {
        fill_pot();
        account("keeper")
    }
}

/// The key pair of the account called `name`.
pub fn pair(name: &str) -> sr25519::Pair {
    sr25519::Pair::from_string(&format!("//{name}"), None).expect("a derivation path")
}

std::thread_local! {
    /// Keys are dear to derive, and some tests have thousands of players.
    static ACCOUNTS: RefCell<BTreeMap<String, AccountId32>> = const { RefCell::new(BTreeMap::new()) };
}

/// The account called `name`.
pub fn account(name: &str) -> AccountId32 {
    ACCOUNTS.with_borrow_mut(|known| match known.get(name) {
        Some(account) => account.clone(),
        None => {
            let account = sp_runtime::MultiSigner::from(pair(name).public()).into_account();
            known.insert(name.into(), account.clone());
            account
        }
    })
}

/// The signed origin of the account called `name`.
pub fn by(name: &str) -> RuntimeOrigin {
    RuntimeOrigin::signed(account(name))
}

/// A config that takes everything the tests bet.
pub fn table_config() -> TableConfig {
    TableConfig {
        schedule: Schedule {
            betting_ms: 6_000,
            lock_ms: 2_000,
            reveal_ms: 1_000,
            payout_ms: 2_000,
            cooldown_ms: 3_000,
            reveal_grace_ms: 10_000,
        },
        limits: Limits {
            min_bet: UNIT / 100,
            max_bet: 1_000 * UNIT,
            max_player_stake: 5_000 * UNIT,
            max_exposure: 1_000_000 * UNIT,
            max_players: 10_000,
        },
        rules: Rules::default(),
        draw_blocks: 2,
        abandoned_after_ms: 120_000,
    }
}

/// A chain with the players `alice` to `dave` (100,000 units each), two keepers, and a million units behind two tables.
pub struct Chain {
    config: TableConfig,
    bankroll: u128,
    players: u32,
}

impl Default for Chain {
    fn default() -> Self {
        Self {
            config: table_config(),
            bankroll: 1_000_000 * UNIT,
            players: 0,
        }
    }
}

impl Chain {
    /// With another config for both tables.
    pub fn with_config(mut self, change: impl FnOnce(&mut TableConfig)) -> Self {
        change(&mut self.config);
        self
    }

    /// With `amount` behind the tables, in the currency's smallest unit.
    pub fn with_bankroll(mut self, amount: u128) -> Self {
        self.bankroll = amount;
        self
    }

    /// With `count` further players, called `p0`, `p1`, ...
    pub fn with_players(mut self, count: u32) -> Self {
        self.players = count;
        self
    }

    /// Run `test` from block 1 on; all invariants hold afterwards.
    pub fn run(self, test: impl FnOnce()) {
        self.ext().execute_with(|| {
            test();
            check();
        });
    }

    /// The chain at block 1.
    pub fn ext(self) -> sp_io::TestExternalities {
        let mut ext: sp_io::TestExternalities = self.storage().into();
        ext.execute_with(|| {
            System::set_block_number(1);
            Timestamp::set_timestamp(SLOT_MS);
        });
        ext
    }

    fn storage(self) -> sp_runtime::Storage {
        let mut balances = vec![(account("house"), self.bankroll + UNIT)];
        balances.extend(["alice", "bob", "carol", "dave"].map(|name| (account(name), 100_000 * UNIT)));
        balances.extend(["keeper", "deputy"].map(|name| (account(name), 100_000 * UNIT)));
        balances.extend((0..self.players).map(|n| (account(&format!("p{n}")), 100 * UNIT)));
        let bond = 10_000 * UNIT;
        RuntimeGenesisConfig {
            balances: pallet_balances::GenesisConfig {
                balances,
                ..Default::default()
            },
            bankroll: pallet_bankroll::GenesisConfig {
                providers: vec![(account("house"), self.bankroll)],
            },
            keepers: pallet_keepers::GenesisConfig {
                keepers: vec![(account("keeper"), bond), (account("deputy"), bond)],
            },
            global_table: GenesisConfig {
                tables: TABLES.map(|game| (game, self.config.clone())).to_vec(),
                ..Default::default()
            },
            ..Default::default()
        }
        .build_storage()
        .expect("the genesis of the tests is valid")
    }
}

/// All invariants of the tables, and that the bankroll knows of all that they tie up and has it.
pub fn check() {
    invariants::check::<Test>().expect("the tables' invariants hold");
    let reserves = GameId::ALL.map(Bankroll::reserve_of);
    let exposure: u128 = reserves.iter().map(|reserve| reserve.exposure).sum();
    assert!(
        exposure <= Bankroll::funds(),
        "the bankroll can pay the worst outcome of all books at once"
    );
    for (game, table) in Tables::<Test>::iter() {
        let stakes: u128 = Totals::<Test>::get(game).iter().sum();
        let drawn = Rounds::<Test>::get(game, table.round)
            .is_some_and(|round| matches!(round.phase, Phase::Drawn | Phase::Settling));
        assert!(
            drawn || Bankroll::reserve_of(game).liability == stakes,
            "players' stakes are owed to them"
        );
    }
}

/// The weight of the idle part of an otherwise empty block.
pub const IDLE: Weight = Weight::from_parts(500_000_000_000, u64::MAX);

/// Finish the block, with the runtime's own hands if `idle`, and begin the next one, a slot later.
pub fn next_block_with(idle: bool) {
    finish_block(idle);
    start_block((System::block_number() + 1) * SLOT_MS);
}

/// What the VRF output of block `number` is the hash of.
pub fn vrf_seed(number: u64) -> Vec<u8> {
    (number, VrfSalt::get()).encode()
}

/// The end of a block.
pub fn finish_block(idle: bool) {
    let number = System::block_number();
    AuthorVrf::set(Some(blake2_256(&vrf_seed(number))));
    if idle {
        let used = GlobalTable::on_idle(number, IDLE);
        assert!(used.all_lte(IDLE), "idle work keeps to the block's weight");
    }
    GlobalTable::on_finalize(number);
    check();
}

/// The beginning of the next block at `time`.
pub fn start_block(time: u64) {
    let number = System::block_number() + 1;
    System::reset_events();
    System::set_block_number(number);
    Timestamp::set_timestamp(time);
    GlobalTable::on_initialize(number);
}

/// Finish the block and begin the next one, a slot later. Nobody's hands work.
pub fn next_block() {
    next_block_with(false);
}

/// Make `count` blocks in which nobody but the runtime itself does anything.
pub fn idle_blocks(count: u32) {
    (0..count).for_each(|_| next_block_with(true));
}

/// Go on to the first block at or past `time`.
pub fn run_to(time: u64) {
    while Timestamp::get() < time {
        next_block();
    }
}

/// Go on until the secret of the current round is overdue.
pub fn run_past_reveal(game: GameId) {
    let is_overdue = || {
        let table = Tables::<Test>::get(game).expect("the table exists");
        draw::is_overdue::<Test>(&table, &record(game), Timestamp::get())
    };
    while !is_overdue() {
        next_block();
    }
}
