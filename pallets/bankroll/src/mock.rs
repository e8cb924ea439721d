//! A chain with a currency and a bankroll, and tables that the tests play by hand.

use frame_support::{
    assert_ok, derive_impl, parameter_types,
    traits::{
        fungible::{Balanced, Inspect},
        tokens::{Fortitude::Polite, Precision::Exact, Preservation::Expendable},
    },
    PalletId,
};
use global_table_games::GameId;
use sp_runtime::{BuildStorage, DispatchResult};

use crate::{Balance, House, Reserve, Tables};

/// One whole coin.
pub const UNIT: Balance = 1_000_000_000_000;
/// The existential deposit.
pub const EXISTENTIAL: Balance = UNIT / 100;
/// What every account of the tests starts with.
pub const PURSE: Balance = 1_000_000 * UNIT;

pub const ALICE: u64 = 1;
pub const BOB: u64 = 2;
pub const MALLORY: u64 = 3;
/// Stands for everybody who plays.
pub const PLAYER: u64 = 9;

frame_support::construct_runtime!(
    pub enum Test {
        System: frame_system,
        Balances: pallet_balances,
        Bankroll: crate,
    }
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
    type Block = frame_system::mocking::MockBlock<Test>;
    type AccountData = pallet_balances::AccountData<Balance>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
    type Balance = Balance;
    type ExistentialDeposit = ExistentialDeposit;
    type AccountStore = System;
}

parameter_types! {
    pub const ExistentialDeposit: Balance = EXISTENTIAL;
    pub const BankrollId: PalletId = PalletId(*b"gt/bankr");
    pub const MinDeposit: Balance = UNIT;
    pub const MinShares: Balance = UNIT;
    pub static OutcomePending: bool = false;
}

/// Tables of which the test says whether an outcome is pending.
pub struct TestTables;

impl Tables for TestTables {
    fn outcome_pending() -> bool {
        OutcomePending::get()
    }
}

impl crate::Config for Test {
    type Currency = crate::Money<Test>;
    type Tables = TestTables;
    type PalletId = BankrollId;
    type MinDeposit = MinDeposit;
    type MinShares = MinShares;
    type WeightInfo = ();
}

/// Builds the chain's first state.
#[derive(Default)]
pub struct ExtBuilder {
    providers: Vec<(u64, Balance)>,
}

impl ExtBuilder {
    /// Lets `who` provide `amount` at genesis.
    pub fn provider(mut self, who: u64, amount: Balance) -> Self {
        self.providers.push((who, amount));
        self
    }

    pub fn build(self) -> sp_io::TestExternalities {
        let balances = [ALICE, BOB, MALLORY, PLAYER].map(|who| (who, PURSE)).to_vec();
        let genesis = RuntimeGenesisConfig {
            balances: pallet_balances::GenesisConfig {
                balances,
                ..Default::default()
            },
            bankroll: crate::GenesisConfig {
                providers: self.providers,
            },
            ..Default::default()
        };
        let mut ext = sp_io::TestExternalities::new(genesis.build_storage().expect("a sound genesis"));
        ext.execute_with(|| {
            System::set_block_number(1);
            OutcomePending::set(false);
        });
        ext
    }

    /// Runs `test`, then checks every invariant.
    pub fn build_and_execute(self, test: impl FnOnce()) {
        self.build().execute_with(|| {
            test();
            assert_ok!(Bankroll::do_try_state());
        });
    }
}

pub fn origin(who: u64) -> RuntimeOrigin {
    RuntimeOrigin::signed(who)
}

pub fn purse(who: u64) -> Balance {
    Balances::balance(&who)
}

/// What the shares of `who` would pay now.
pub fn worth(who: u64) -> Balance {
    let own = Bankroll::shares_of(&who);
    if own == 0 {
        return 0;
    }
    crate::price::worth::<Test>(own).unwrap_or_default()
}

/// Stakes of the player come in.
pub fn stake(game: GameId, amount: Balance) -> DispatchResult {
    let stakes = Balances::withdraw(&PLAYER, amount, Exact, Expendable, Polite)?;
    Bankroll::receive(game, stakes)
}

/// A payout goes to the player.
pub fn pay(game: GameId, amount: Balance) -> DispatchResult {
    let payout = Bankroll::release(game, amount)?;
    Balances::resolve(&PLAYER, payout).map_err(|_| sp_runtime::DispatchError::Other("no player"))
}

/// The book of `game` ties up this much.
pub fn reserve(game: GameId, exposure: Balance, liability: Balance) -> DispatchResult {
    Bankroll::reserve(game, Reserve { exposure, liability })
}
