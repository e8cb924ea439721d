//! What the runtime's tests share.

use global_table_runtime::{genesis, AccountId, Runtime, RuntimeGenesisConfig};
use sp_core::{sr25519, Pair};
use sp_io::TestExternalities;
use sp_runtime::BuildStorage;

/// The chain's state right after a preset's genesis, built in the way in which the node does it.
pub fn chain(preset: &str) -> TestExternalities {
    let default =
        serde_json::to_value(RuntimeGenesisConfig::default()).expect("the default genesis has a JSON form");
    let patch = genesis::preset(&preset.into()).expect("the preset exists");
    let mut config = default;
    merge(
        &mut config,
        serde_json::from_slice(&patch).expect("the preset is JSON"),
    );
    let config: RuntimeGenesisConfig = serde_json::from_value(config).expect("the preset fits the genesis");
    let mut chain: TestExternalities = config.build_storage().expect("the genesis can be built").into();
    chain.execute_with(|| frame_system::Pallet::<Runtime>::set_block_number(1));
    chain
}

fn merge(into: &mut serde_json::Value, patch: serde_json::Value) {
    match (into, patch) {
        (serde_json::Value::Object(into), serde_json::Value::Object(patch)) => {
            for (key, value) in patch {
                merge(into.entry(key).or_insert(serde_json::Value::Null), value);
            }
        }
        (into, patch) => *into = patch,
    }
}

/// The account of a derivation of the development phrase.
pub fn account(suri: &str) -> AccountId {
    sr25519::Pair::from_string(suri, None)
        .expect("a valid derivation")
        .public()
        .0
        .into()
}
