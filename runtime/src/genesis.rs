//! The genesis of a development chain, of a local network, and of a network of strangers.
//!
//! The first two know the keys of everybody, and are for play. The third has nobody: its people come from a file.

use alloc::{string::ToString, vec, vec::Vec};

use frame_support::build_struct_json_patch;
use global_table_games::GameId;
use pallet_global_table::TableConfig;
use pallet_validator_set::Limits;
use serde_json::Value;
use sp_consensus_babe::{AllowedSlots, BabeEpochConfiguration};
use sp_core::{sr25519, Pair};
use sp_genesis_builder::{PresetId, DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET};
use sp_keyring::{Ed25519Keyring, Sr25519Keyring};

use crate::{
    constants::{MIN_KEEPER_BOND, MIN_VALIDATOR_BOND, PRIMARY_PROBABILITY, UNIT, VALIDATOR_LIMITS},
    tables, AccountId, BabeConfig, Balance, BalancesConfig, BankrollConfig, GlobalTableConfig, KeepersConfig,
    RuntimeGenesisConfig, SessionConfig, SessionKeys, SudoConfig, ValidatorSetConfig,
};

/// How BABE gives out slots: every one has a secondary author, so every block carries a VRF output.
pub const EPOCH_CONFIG: BabeEpochConfiguration = BabeEpochConfiguration {
    c: PRIMARY_PROBABILITY,
    allowed_slots: AllowedSlots::PrimaryAndSecondaryVRFSlots,
};

/// What each of the well-known accounts starts with.
const PURSE: Balance = 1_000_000 * UNIT;
/// What each validator bonds out of it.
const VALIDATOR_BOND: Balance = 3 * MIN_VALIDATOR_BOND;
/// The fewest validators of a network that starts with four: one of them can be jailed, and there is still one to spare,
/// so that who has joined can leave again. A network of its own takes two.
const FEWEST_OF_FOUR: u32 = 2;
/// The most validators of such a network, until its administration makes room for others: votes count by seat, and the four
/// still finalise if the fifth does nothing.
const MOST_OF_FOUR: u32 = 5;
/// What the account that funds the bots starts with.
const BOTS_PURSE: Balance = 1_000_000_000 * UNIT;
/// What each keeper starts with.
const KEEPER_PURSE: Balance = 10_000_000 * UNIT;
/// What each keeper bonds out of it.
const KEEPER_BOND: Balance = 3 * MIN_KEEPER_BOND;
/// What the house starts with.
const HOUSE_PURSE: Balance = 100_000_000 * UNIT;
/// What it puts behind the tables out of it.
const BANKROLL: Balance = 90_000_000 * UNIT;
/// What the keepers' pot starts with.
const POT: Balance = 10_000 * UNIT;

/// The secret of the account that funds the bots, as a derivation of the development phrase.
pub const BOTS_SURI: &str = "//Bots";
/// The secret of the account that fills the bankroll, as a derivation of the development phrase.
pub const HOUSE_SURI: &str = "//House";
/// The secrets of the keepers that are bonded at genesis, as derivations of the development phrase.
pub const KEEPER_SURIS: [&str; 2] = ["//Keeper1", "//Keeper2"];

/// The preset without people: who starts such a network adds validators with their session keys, the balances that they
/// bond from, keepers, bankroll and sudo's key.
pub const STAGING_RUNTIME_PRESET: &str = "staging";

/// The presets that [`preset`] knows.
pub fn preset_names() -> Vec<PresetId> {
    vec![
        DEV_RUNTIME_PRESET.to_string(),
        LOCAL_TESTNET_RUNTIME_PRESET.to_string(),
        STAGING_RUNTIME_PRESET.to_string(),
    ]
}

/// A genesis by its name: `development` has one validator and a quick schedule, `local_testnet` four validators and the
/// default schedule, `staging` that schedule and nobody. The result is a patch, in JSON, of the default genesis.
pub fn preset(id: &PresetId) -> Option<Vec<u8>> {
    use Sr25519Keyring::{Alice, Bob, Charlie, Dave};

    let patch = match id.as_ref() {
        DEV_RUNTIME_PRESET => genesis(&[Alice], VALIDATOR_LIMITS, tables::quick()),
        LOCAL_TESTNET_RUNTIME_PRESET => {
            genesis(&[Alice, Bob, Charlie, Dave], LIMITS_OF_FOUR, tables::regular())
        }
        STAGING_RUNTIME_PRESET => staging(),
        _ => return None,
    };
    serde_json::to_vec(&patch).ok()
}

fn genesis(validators: &[Sr25519Keyring], limits: Limits, tables: Vec<(GameId, TableConfig)>) -> Value {
    build_struct_json_patch!(RuntimeGenesisConfig {
        balances: BalancesConfig { balances: balances() },
        babe: BabeConfig {
            epoch_config: EPOCH_CONFIG
        },
        validator_set: ValidatorSetConfig {
            validators: validators
                .iter()
                .map(|key| (key.to_account_id(), VALIDATOR_BOND))
                .collect(),
            limits: Some(limits),
        },
        session: SessionConfig {
            keys: validators.iter().map(session_keys).collect()
        },
        sudo: SudoConfig {
            key: Some(Sr25519Keyring::Alice.to_account_id())
        },
        bankroll: BankrollConfig {
            providers: vec![(account(HOUSE_SURI), BANKROLL)]
        },
        keepers: KeepersConfig {
            keepers: KEEPER_SURIS.map(|suri| (account(suri), KEEPER_BOND)).into()
        },
        global_table: GlobalTableConfig { tables },
    })
}

const LIMITS_OF_FOUR: Limits = Limits {
    fewest: FEWEST_OF_FOUR,
    most: MOST_OF_FOUR,
    ..VALIDATOR_LIMITS
};

fn staging() -> Value {
    build_struct_json_patch!(RuntimeGenesisConfig {
        balances: BalancesConfig {
            balances: vec![(crate::fees::pot(), POT)]
        },
        babe: BabeConfig {
            epoch_config: EPOCH_CONFIG
        },
        validator_set: ValidatorSetConfig {
            limits: Some(LIMITS_OF_FOUR),
        },
        global_table: GlobalTableConfig {
            tables: tables::regular()
        },
    })
}

fn balances() -> Vec<(AccountId, Balance)> {
    use Sr25519Keyring::{Alice, Bob, Charlie, Dave, Eve, Ferdie};

    let players = [Alice, Bob, Charlie, Dave, Eve, Ferdie].map(|key| (key.to_account_id(), PURSE));
    let keepers = KEEPER_SURIS.map(|suri| (account(suri), KEEPER_PURSE));
    let others = [
        (account(BOTS_SURI), BOTS_PURSE),
        (account(HOUSE_SURI), HOUSE_PURSE),
        (crate::fees::pot(), POT),
    ];
    players.into_iter().chain(keepers).chain(others).collect()
}

fn session_keys(validator: &Sr25519Keyring) -> (AccountId, AccountId, SessionKeys) {
    let account = validator.to_account_id();
    let grandpa = match validator {
        Sr25519Keyring::Alice => Ed25519Keyring::Alice,
        Sr25519Keyring::Bob => Ed25519Keyring::Bob,
        Sr25519Keyring::Charlie => Ed25519Keyring::Charlie,
        _ => Ed25519Keyring::Dave,
    };
    let keys = SessionKeys {
        babe: validator.public().into(),
        grandpa: grandpa.public().into(),
    };
    (account.clone(), account, keys)
}

/// The account of a derivation of the development phrase.
fn account(suri: &str) -> AccountId {
    // The derivations are constants, and the presets' test builds all of them.
    let pair = sr25519::Pair::from_string(suri, None).expect("a derivation of the development phrase; qed");
    pair.public().0.into()
}
