//! The chains that the node knows by name. Every other one comes from a file.

use std::path::PathBuf;

use global_table_runtime::{
    constants::{SS58_PREFIX, TOKEN_DECIMALS, TOKEN_SYMBOL},
    genesis::STAGING_RUNTIME_PRESET,
    opaque::Block,
    WASM_BINARY,
};
use sc_chain_spec::{ChainSpecExtension, ChainType, GenericChainSpec, Properties};
use sc_client_api::{BadBlocks, ForkBlocks};
use sc_sync_state_rpc::LightSyncStateExtension;
use serde::{Deserialize, Serialize};

/// What a chain spec can say beside the genesis.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ChainSpecExtension)]
#[serde(rename_all = "camelCase")]
pub struct Extensions {
    /// Blocks that must be on the chain.
    pub fork_blocks: ForkBlocks<Block>,
    /// Blocks that must not be on the chain.
    pub bad_blocks: BadBlocks<Block>,
    /// Where a light client can start.
    pub light_sync_state: LightSyncStateExtension,
}

/// What [`staging`] is called on the command line.
pub const STAGING_ID: &str = STAGING_RUNTIME_PRESET;

/// A chain spec of this chain.
pub type ChainSpec = GenericChainSpec<Extensions>;

/// One validator, quick schedule.
pub fn development() -> Result<ChainSpec, String> {
    preset(
        "Global Table Development",
        "dev",
        ChainType::Development,
        sp_genesis_builder::DEV_RUNTIME_PRESET,
    )
}

/// Four validators, the default schedule.
pub fn local_testnet() -> Result<ChainSpec, String> {
    preset(
        "Global Table Local Testnet",
        "local",
        ChainType::Local,
        sp_genesis_builder::LOCAL_TESTNET_RUNTIME_PRESET,
    )
}

/// A network of strangers that has nobody yet, neither validators nor money: no node can start from it, but what is to
/// be filled in can be seen in its plain form.
pub fn staging() -> Result<ChainSpec, String> {
    preset(
        "Global Table Staging",
        "global_table_staging",
        ChainType::Live,
        STAGING_RUNTIME_PRESET,
    )
}

/// A chain spec from a JSON file, plain or raw.
pub fn from_file(path: PathBuf) -> Result<ChainSpec, String> {
    let shown = path.display().to_string();
    ChainSpec::from_json_file(path).map_err(|error| {
        format!("`{shown}` is neither `dev` nor `local`, nor a chain spec that can be read: {error}")
    })
}

fn preset(name: &str, id: &str, chain_type: ChainType, preset: &str) -> Result<ChainSpec, String> {
    let code = WASM_BINARY
        .ok_or("this binary was built without the runtime's Wasm: build it again without SKIP_WASM_BUILD")?;
    Ok(ChainSpec::builder(code, Extensions::default())
        .with_name(name)
        .with_id(id)
        .with_chain_type(chain_type)
        .with_protocol_id("gtt")
        .with_properties(properties())
        .with_genesis_config_preset_name(preset)
        .build())
}

fn properties() -> Properties {
    let mut properties = Properties::new();
    properties.insert("tokenSymbol".into(), TOKEN_SYMBOL.into());
    properties.insert("tokenDecimals".into(), TOKEN_DECIMALS.into());
    properties.insert("ss58Format".into(), SS58_PREFIX.into());
    properties
}
