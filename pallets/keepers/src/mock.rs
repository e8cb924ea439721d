//! A chain with a currency, a clock and keepers.

use frame_support::{assert_ok, derive_impl, parameter_types, traits::fungible::Inspect, PalletId};
use sp_runtime::BuildStorage;

use crate::{Balance, HoldReason, Millis};

/// One whole coin.
pub const UNIT: Balance = 1_000_000;
/// The existential deposit.
pub const EXISTENTIAL: Balance = UNIT / 100;
/// What every account of the tests starts with.
pub const PURSE: Balance = 1_000 * UNIT;
/// The least bond.
pub const MIN_BOND: Balance = 100 * UNIT;
/// What a withheld secret costs.
pub const SLASH: Balance = 40 * UNIT;
/// The grace period, in milliseconds.
pub const GRACE: Millis = 3_000;
/// The delay of leaving, in milliseconds.
pub const DELAY: Millis = 60_000;
/// What the tests' clock shows at first, in milliseconds.
pub const START: Millis = 1_000_000;

pub const ALICE: u64 = 1;
pub const BOB: u64 = 2;
pub const CHARLIE: u64 = 3;
pub const DAVE: u64 = 4;

frame_support::construct_runtime!(
    pub enum Test {
        System: frame_system,
        Timestamp: pallet_timestamp,
        Balances: pallet_balances,
        KeepersPallet: crate,
    }
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
    type Block = frame_system::mocking::MockBlock<Test>;
    type AccountData = pallet_balances::AccountData<Balance>;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Test {}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
    type Balance = Balance;
    type ExistentialDeposit = ExistentialDeposit;
    type AccountStore = System;
}

parameter_types! {
    pub const ExistentialDeposit: Balance = EXISTENTIAL;
    pub const PotId: PalletId = PalletId(*b"gt/keepr");
    pub const MinBond: Balance = MIN_BOND;
    pub const WithheldSlash: Balance = SLASH;
    pub const MaxKeepers: u32 = 3;
    pub const GracePeriod: Millis = GRACE;
    pub const LeaveDelay: Millis = DELAY;
    pub const LockReward: Balance = 5 * UNIT;
    pub const FinalizeReward: Balance = 7 * UNIT;
    pub const SettleRewardPerPlayer: Balance = UNIT / 10;
}

impl crate::Config for Test {
    type Currency = Balances;
    type Time = Timestamp;
    type PotId = PotId;
    type MinBond = MinBond;
    type WithheldSlash = WithheldSlash;
    type MaxKeepers = MaxKeepers;
    type GracePeriod = GracePeriod;
    type LeaveDelay = LeaveDelay;
    type LockReward = LockReward;
    type FinalizeReward = FinalizeReward;
    type SettleRewardPerPlayer = SettleRewardPerPlayer;
    type WeightInfo = ();
}

/// Builds the chain's first state.
#[derive(Default)]
pub struct ExtBuilder {
    keepers: Vec<(u64, Balance)>,
}

impl ExtBuilder {
    /// Lets `who` join with the least bond at genesis.
    pub fn keeper(self, who: u64) -> Self {
        self.keeper_with(who, MIN_BOND)
    }

    /// Lets `who` join with `bond` at genesis.
    pub fn keeper_with(mut self, who: u64, bond: Balance) -> Self {
        self.keepers.push((who, bond));
        self
    }

    pub fn build(self) -> sp_io::TestExternalities {
        let balances = [ALICE, BOB, CHARLIE, DAVE].map(|who| (who, PURSE)).to_vec();
        let genesis = RuntimeGenesisConfig {
            balances: pallet_balances::GenesisConfig {
                balances,
                ..Default::default()
            },
            keepers_pallet: crate::GenesisConfig {
                keepers: self.keepers,
            },
            ..Default::default()
        };
        let mut ext = sp_io::TestExternalities::new(genesis.build_storage().expect("a sound genesis"));
        ext.execute_with(|| {
            System::set_block_number(1);
            set_time(START);
        });
        ext
    }

    /// Runs `test`, then checks every invariant.
    pub fn build_and_execute(self, test: impl FnOnce()) {
        self.build().execute_with(|| {
            test();
            assert_ok!(KeepersPallet::do_try_state());
        });
    }
}

pub fn origin(who: u64) -> RuntimeOrigin {
    RuntimeOrigin::signed(who)
}

pub fn purse(who: u64) -> Balance {
    Balances::balance(&who)
}

/// What `who` has on hold as a bond.
pub fn on_hold(who: u64) -> Balance {
    use frame_support::traits::fungible::InspectHold;
    Balances::balance_on_hold(&HoldReason::Bond.into(), &who)
}

/// Sets the clock, in milliseconds.
pub fn set_time(now: Millis) {
    pallet_timestamp::Now::<Test>::put(now);
}

/// Puts `amount` into the pot, beyond what keeps it open.
pub fn fill_pot(amount: Balance) {
    use frame_support::traits::fungible::Mutate;
    Balances::set_balance(&KeepersPallet::pot(), EXISTENTIAL + amount);
}
