//! What accounts can do beside betting: batches, proxies, administration.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{
    parameter_types,
    traits::{ConstU32, InstanceFilter},
};
use scale_info::TypeInfo;
use sp_runtime::traits::BlakeTwo256;

use crate::{
    constants::MILLI, weights, AccountId, Balance, Balances, OriginCaller, Runtime, RuntimeCall,
    RuntimeEvent, System,
};

/// Who may initialise, pause and resume tables and upgrade the chain. Sudo today; a council or a vote takes
/// over by changing this one line.
pub type AdminOrigin = frame_system::EnsureRoot<AccountId>;

/// What a proxy may do for the account that it stands for.
#[derive(
    Clone,
    Copy,
    Debug,
    Decode,
    DecodeWithMemTracking,
    Default,
    Encode,
    Eq,
    MaxEncodedLen,
    Ord,
    PartialEq,
    PartialOrd,
    TypeInfo,
)]
pub enum ProxyType {
    /// Everything.
    #[default]
    Any,
    /// Everything but moving money away.
    NonTransfer,
    /// Betting at the tables, and taking bets down: a key for a browser or a phone that can lose what is bet, and nothing
    /// else.
    Betting,
}

impl InstanceFilter<RuntimeCall> for ProxyType {
    fn filter(&self, call: &RuntimeCall) -> bool {
        match self {
            Self::Any => true,
            Self::NonTransfer => !matches!(call, RuntimeCall::Balances(..) | RuntimeCall::Sudo(..)),
            Self::Betting => {
                matches!(
                    call,
                    RuntimeCall::GlobalTable(
                        pallet_global_table::Call::submit_bets { .. }
                            | pallet_global_table::Call::take_down { .. }
                    )
                )
            }
        }
    }

    fn is_superset(&self, other: &Self) -> bool {
        *self == Self::Any || self == other
    }
}

/// A deposit for state: so many items, so many bytes.
const fn deposit(items: Balance, bytes: Balance) -> Balance {
    items * 10 * MILLI + bytes * MILLI / 10
}

parameter_types! {
    pub const ProxyDepositBase: Balance = deposit(1, 8);
    pub const ProxyDepositFactor: Balance = deposit(0, 33);
    pub const AnnouncementDepositBase: Balance = deposit(1, 8);
    pub const AnnouncementDepositFactor: Balance = deposit(0, 66);
}

impl pallet_utility::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type RuntimeCall = RuntimeCall;
    type PalletsOrigin = OriginCaller;
    type WeightInfo = weights::Utility;
}

impl pallet_proxy::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type RuntimeCall = RuntimeCall;
    type Currency = Balances;
    type ProxyType = ProxyType;
    type ProxyDepositBase = ProxyDepositBase;
    type ProxyDepositFactor = ProxyDepositFactor;
    type MaxProxies = ConstU32<32>;
    type WeightInfo = weights::Proxy;
    type MaxPending = ConstU32<32>;
    type CallHasher = BlakeTwo256;
    type AnnouncementDepositBase = AnnouncementDepositBase;
    type AnnouncementDepositFactor = AnnouncementDepositFactor;
    type BlockNumberProvider = System;
}

impl pallet_sudo::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type RuntimeCall = RuntimeCall;
    type WeightInfo = weights::Sudo;
}
