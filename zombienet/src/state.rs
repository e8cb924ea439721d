//! What the typed client does not offer, because only tests and administrators need it.

use anyhow::{Context, Result};
use subxt::{
    config::DefaultExtrinsicParamsBuilder,
    dynamic::{tx, At, Value},
    rpcs::rpc_params,
    tx::DynamicPayload,
    OnlineClient, SubstrateConfig,
};
use subxt_signer::sr25519::Keypair;

use crate::node::Node;

/// All money that there is, in the smallest unit, at a node's best block.
///
/// # Errors
///
/// If the node does not answer.
pub async fn total_issuance(node: &Node) -> Result<u128> {
    let client = OnlineClient::<SubstrateConfig>::from_insecure_url(node.url()).await?;
    let at = client.at_current_block().await?;
    let address = subxt::dynamic::storage::<(), u128>("Balances", "TotalIssuance");
    Ok(at.storage().fetch(address, ()).await?.decode()?)
}

/// One of the limits of the validators' set, by its name, at a node's best block.
///
/// # Errors
///
/// If the node does not answer, or there is no such limit.
pub async fn limit(node: &Node, name: &str) -> Result<u128> {
    let client = OnlineClient::<SubstrateConfig>::from_insecure_url(node.url()).await?;
    let at = client.at_current_block().await?;
    let address = subxt::dynamic::storage::<(), Value>("ValidatorSet", "CurrentLimits");
    let limits = at.storage().fetch(address, ()).await?.decode()?;
    let limit = limits.at(name).and_then(|limit| limit.as_u128());
    limit.with_context(|| format!("there is no limit {name}"))
}

/// The version of the runtime at a node's best block.
///
/// # Errors
///
/// If the node does not answer.
pub async fn spec_version(node: &Node) -> Result<u64> {
    let version: serde_json::Value = node.request("state_getRuntimeVersion", rpc_params![]).await?;
    Ok(version["specVersion"].as_u64().unwrap_or_default())
}

/// A signed transaction, in bytes; it is good for ever.
///
/// # Errors
///
/// If the node does not answer, or its chain knows no such call.
pub async fn signed(node: &Node, key: &Keypair, call: &DynamicPayload<Vec<Value>>) -> Result<Vec<u8>> {
    let account = subxt::utils::AccountId32(key.public_key().0);
    let nonce: u64 = node
        .request("system_accountNextIndex", rpc_params![account.to_string()])
        .await?;
    let client = OnlineClient::<SubstrateConfig>::from_insecure_url(node.url()).await?;
    let params = DefaultExtrinsicParamsBuilder::<SubstrateConfig>::new()
        .nonce(nonce)
        .build();
    let at = client.at_current_block().await?;
    let mut signable = at.transactions().create_signable_offline(call, params)?;
    Ok(signable.sign(key)?.into_encoded())
}

/// Has sudo, whose key this is, upgrade the runtime to `code`. Returns when the node has taken the transaction.
///
/// # Errors
///
/// If the node refuses it.
pub async fn upgrade(node: &Node, sudo: &Keypair, code: Vec<u8>) -> Result<()> {
    let set_code = Value::named_variant("set_code", [("code", Value::from_bytes(code))]);
    let of_system = Value::unnamed_variant("System", [set_code]);
    let call = tx("Sudo", "sudo", vec![of_system]);
    let bytes = signed(node, sudo, &call).await?;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    node.request::<String>("author_submitExtrinsic", rpc_params![format!("0x{hex}")])
        .await?;
    Ok(())
}
