//! Both genesis presets for play make a chain that is whole; the third has nobody, and the chain that is made from it
//! nobody whose key is known.

mod common;

use common::{account, chain};
use frame_support::traits::fungible::Inspect;
use global_table_games::GameId;
use global_table_runtime::{
    constants::{EXISTENTIAL_DEPOSIT, PRIMARY_PROBABILITY, VALIDATOR_LIMITS},
    genesis, Babe, Balances, Bankroll, GlobalTable, Grandpa, Keepers, Runtime, Session, ValidatorSet,
};
use pallet_validator_set::Limits;
use sp_consensus_babe::AllowedSlots;
use sp_core::{crypto::DEV_PHRASE, ed25519, hexdisplay::HexDisplay, sr25519, ByteArray, Pair};
use sp_genesis_builder::{DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET};
use sp_keyring::Sr25519Keyring;

fn both(test: impl Fn()) {
    for preset in [DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET] {
        chain(preset).execute_with(&test);
    }
}

/// How long betting takes at each table, in milliseconds.
fn betting_ms(preset: &str) -> [u32; 6] {
    chain(preset).execute_with(|| {
        GameId::ALL.map(|game| {
            let table = GlobalTable::table(game).expect("the genesis has the table");
            table.config.schedule.betting_ms
        })
    })
}

/// The state of a committed chain spec at genesis, as hex in JSON, without the code: that knows the networks for play, too, and
/// compression leaves some of their keys as they are.
fn committed(spec: &str) -> String {
    let path = format!("{}/../chain-specs/{spec}-raw.json", env!("CARGO_MANIFEST_DIR"));
    let spec = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let mut spec: serde_json::Value = serde_json::from_str(&spec).expect("a raw chain spec is JSON");
    let mut state = spec["genesis"]["raw"]["top"].take();
    let code = format!("0x{}", HexDisplay::from(b":code"));
    let removed = state.as_object_mut().and_then(|state| state.remove(&code));
    assert!(removed.is_some(), "the chain spec has no code");
    state.to_string()
}

/// The public key of a secret, in hex.
fn key_of<P: Pair>(secret: &str) -> String {
    let pair = P::from_string(secret, None).expect("a valid secret");
    HexDisplay::from(&pair.public().to_raw_vec()).to_string()
}

/// Every key that anybody can derive from the development phrase under a name in use here, in hex.
fn well_known_keys() -> Vec<(String, String)> {
    let people = ["Alice", "Bob", "Charlie", "Dave", "Eve", "Ferdie", "One", "Two"];
    let stashes = people.map(|name| format!("//{name}//stash"));
    people
        .map(|name| format!("//{name}"))
        .into_iter()
        .chain(stashes)
        .chain([genesis::BOTS_SURI, genesis::HOUSE_SURI, ""].map(Into::into))
        .chain(genesis::KEEPER_SURIS.map(Into::into))
        .flat_map(|suri| {
            // The phrase itself has a key as well.
            let full = format!("{DEV_PHRASE}{suri}");
            let keys = [key_of::<sr25519::Pair>(&full), key_of::<ed25519::Pair>(&full)];
            keys.map(|key| (suri.clone(), key))
        })
        .collect()
}

#[test]
fn every_preset_that_is_named_should_exist() {
    for name in genesis::preset_names() {
        assert!(genesis::preset(&name).is_some(), "{name}");
    }
}

#[test]
fn staging_should_have_nobody_and_the_default_schedule() {
    chain(genesis::STAGING_RUNTIME_PRESET).execute_with(|| {
        assert!(Session::validators().is_empty());
        assert_eq!(pallet_sudo::Key::<Runtime>::get(), None);
        assert_eq!(Bankroll::value(), 0);
        // What the bankroll's account exists by.
        let pot = Balances::balance(&global_table_runtime::fees::pot());
        assert_eq!(Balances::total_issuance(), pot + EXISTENTIAL_DEPOSIT);
        assert_eq!(Keepers::on_duty(GameId::Roulette, 1), None);
        // Four are to come.
        assert_eq!(ValidatorSet::limits().fewest, 2);
    });
    assert_eq!(
        betting_ms(genesis::STAGING_RUNTIME_PRESET),
        betting_ms(LOCAL_TESTNET_RUNTIME_PRESET)
    );
}

#[test]
fn staging_network_should_have_no_well_known_key() {
    let state = committed("staging");
    for (suri, key) in well_known_keys() {
        assert!(
            !state.contains(&key),
            "the key {key} of '{suri}' is in the genesis"
        );
    }
}

#[test]
fn search_for_well_known_keys_should_find_those_of_a_network_for_play() {
    let state = committed("local");
    let found = well_known_keys()
        .into_iter()
        .filter(|(_, key)| state.contains(key));
    let found: std::collections::BTreeSet<_> = found.map(|(suri, _)| suri).collect();
    for suri in ["//Alice", "//Dave", "//Ferdie", "//Keeper2", "//House", "//Bots"] {
        assert!(found.contains(suri), "{suri} is not in {found:?}");
    }
}

#[test]
fn unknown_preset_should_not_exist() {
    assert!(genesis::preset(&"mainnet".into()).is_none());
}

#[test]
fn development_should_have_one_validator() {
    chain(DEV_RUNTIME_PRESET).execute_with(|| {
        assert_eq!(Session::validators(), [Sr25519Keyring::Alice.to_account_id()]);
        assert_eq!(Babe::authorities().len(), 1);
        assert_eq!(Grandpa::grandpa_authorities().len(), 1);
    });
}

#[test]
fn local_testnet_should_have_four_validators() {
    chain(LOCAL_TESTNET_RUNTIME_PRESET).execute_with(|| {
        let mut validators = Session::validators();
        validators.sort();
        let mut expected = [
            Sr25519Keyring::Alice.to_account_id(),
            Sr25519Keyring::Bob.to_account_id(),
            Sr25519Keyring::Charlie.to_account_id(),
            Sr25519Keyring::Dave.to_account_id(),
        ];
        expected.sort();
        assert_eq!(validators, expected);
        assert_eq!(Babe::authorities().len(), 4);
        assert_eq!(Grandpa::grandpa_authorities().len(), 4);
    });
}

#[test]
fn validators_should_be_able_to_go() {
    let most = VALIDATOR_LIMITS.most;
    for (preset, members, fewest, most) in [
        (DEV_RUNTIME_PRESET, 1, 1, most),
        (LOCAL_TESTNET_RUNTIME_PRESET, 4, 2, 5),
    ] {
        chain(preset).execute_with(|| {
            assert_eq!(ValidatorSet::members(1).len(), members);
            let limits = Limits {
                fewest,
                most,
                ..VALIDATOR_LIMITS
            };
            assert_eq!(ValidatorSet::limits(), limits);
        });
    }
}

#[test]
fn every_block_should_carry_a_vrf_output() {
    both(|| {
        let config = Babe::epoch_config().expect("the genesis sets it");
        assert_eq!(config.allowed_slots, AllowedSlots::PrimaryAndSecondaryVRFSlots);
        assert_eq!(config.c, PRIMARY_PROBABILITY);
    });
}

#[test]
fn genesis_sessions_should_be_provable() {
    both(|| {
        for session in 0..2 {
            assert!(pallet_session::historical::HistoricalSessions::<Runtime>::contains_key(session));
        }
    });
}

#[test]
fn well_known_accounts_should_have_money() {
    both(|| {
        let names = [
            "//Alice",
            "//Bob",
            "//Charlie",
            "//Dave",
            "//Eve",
            "//Ferdie",
            genesis::BOTS_SURI,
        ];
        for suri in names.into_iter().chain(genesis::KEEPER_SURIS) {
            assert!(
                Balances::balance(&account(suri)) > EXISTENTIAL_DEPOSIT,
                "{suri} is poor"
            );
        }
        assert!(Balances::balance(&global_table_runtime::fees::pot()) > EXISTENTIAL_DEPOSIT);
    });
}

#[test]
fn alice_should_administrate() {
    both(|| {
        assert_eq!(
            pallet_sudo::Key::<Runtime>::get(),
            Some(Sr25519Keyring::Alice.to_account_id())
        )
    });
}

#[test]
fn tables_should_be_initialised() {
    both(|| {
        for game in GameId::ALL {
            let table = GlobalTable::table(game).expect("the genesis has the table");
            assert_eq!((table.round, table.paused, table.seats), (0, false, 0));
        }
    });
}

#[test]
fn development_should_be_quick() {
    assert_eq!(betting_ms(DEV_RUNTIME_PRESET), [6_000; 6]);
    assert_eq!(
        betting_ms(LOCAL_TESTNET_RUNTIME_PRESET),
        [15_000, 18_000, 15_000, 15_000, 15_000, 18_000]
    );
}

#[test]
fn bankroll_should_be_filled() {
    both(|| {
        assert!(Bankroll::value() > 0);
        assert_eq!(
            Bankroll::shares_of(&account(genesis::HOUSE_SURI)),
            Bankroll::total_shares()
        );
    });
}

#[test]
fn keepers_should_be_bonded_and_take_turns() {
    both(|| {
        let keepers = genesis::KEEPER_SURIS.map(account);
        for game in GameId::ALL {
            for round in 1..=2 {
                let on_duty = Keepers::on_duty(game, round).expect("there are keepers");
                assert!(keepers.contains(&on_duty));
            }
            assert_ne!(Keepers::on_duty(game, 1), Keepers::on_duty(game, 2));
        }
    });
}

#[cfg(feature = "try-runtime")]
#[test]
fn invariants_of_every_pallet_should_hold() {
    use frame_support::traits::{TryState, TryStateSelect};

    both(|| {
        let checked = global_table_runtime::AllPalletsWithSystem::try_state(1, TryStateSelect::All);
        assert!(checked.is_ok(), "{checked:?}");
    });
}
