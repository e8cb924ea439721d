//! Both genesis presets make a chain that is whole.

mod common;

use common::{account, chain};
use frame_support::traits::fungible::Inspect;
use global_table_games::GameId;
use global_table_runtime::{
    constants::{EXISTENTIAL_DEPOSIT, PRIMARY_PROBABILITY},
    genesis, Babe, Balances, Bankroll, GlobalTable, Grandpa, Keepers, Runtime, Session,
};
use sp_consensus_babe::AllowedSlots;
use sp_genesis_builder::{DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET};
use sp_keyring::Sr25519Keyring;

fn both(test: impl Fn()) {
    for preset in genesis::preset_names() {
        chain(&preset).execute_with(&test);
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
    let betting_ms = |preset| {
        chain(preset).execute_with(|| {
            GameId::ALL.map(|game| {
                GlobalTable::table(game)
                    .expect("a table")
                    .config
                    .schedule
                    .betting_ms
            })
        })
    };
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
