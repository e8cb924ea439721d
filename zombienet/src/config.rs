//! A planned network as zombienet is told about it.

use std::path::Path;

use anyhow::{anyhow, Context, Result};
use zombienet_sdk::{Arg, NetworkConfig, NetworkConfigBuilder};

use crate::{
    network::START,
    node::arguments,
    peers::Peers,
    plan::{program, suri_of, validator_names, Plan},
};

/// A node.
struct Told {
    name: String,
    /// Of its own choice if there is none.
    p2p_port: Option<u16>,
    args: Vec<Arg>,
}

/// A node as zombienet takes it: a macro, because zombienet keeps the types of its builders to itself.
macro_rules! told {
    ($told:expr) => {
        |node| {
            let node = node
                .with_name($told.name.as_str())
                .with_args($told.args.clone())
                .with_keystore_key_types(vec!["babe", "gran"]);
            match $told.p2p_port {
                Some(port) => node.with_p2p_port(port),
                None => node,
            }
        }
    };
}

/// The whole network. zombienet calls every chain a relay chain; this one is none.
pub(crate) fn config(plan: &Plan, peers: &Peers, dir: &Path, spec: &Path) -> Result<NetworkConfig> {
    let node = program("global-table-node")?.to_string_lossy().into_owned();
    let keeper = program("global-table-keeper")?.to_string_lossy().into_owned();
    let validators = nodes(plan, peers, validator_names(plan.validators))?;
    let full_nodes = nodes(plan, peers, full_node_names(plan))?;
    let (first, others) = validators.split_first().context("a network has a validator")?;
    let builder = NetworkConfigBuilder::new().with_relaychain(|chain| {
        let chain = chain.with_chain("local").with_default_command(node.as_str());
        let chain = chain.with_chain_spec_path(spec.to_path_buf());
        let chain = chain.with_validator(told!(first));
        let others = others.iter();
        let chain = others.fold(chain, |chain, node| chain.with_validator(told!(node)));
        let full_nodes = full_nodes.iter();
        full_nodes.fold(chain, |chain, node| chain.with_fullnode(told!(node)))
    });
    let seconds = START.as_secs() as u32;
    let builder = builder.with_global_settings(|settings| {
        settings
            .with_network_spawn_timeout(2 * seconds)
            .with_node_spawn_timeout(seconds)
            .with_base_dir(dir.join("nodes"))
            // A node that dies is what the tests are about.
            .with_tear_down_on_failure(false)
    });
    let keepers = keeper_names(plan).into_iter().enumerate();
    let builder = keepers.fold(builder, |builder, (index, name)| {
        let args = keeper_args(plan, index, &name);
        builder.with_custom_process(|process| {
            let process = process.with_name(name.as_str()).with_command(keeper.as_str());
            process.with_args(arguments(args.iter().map(String::as_str)))
        })
    });
    builder
        .build()
        .map_err(|errors| anyhow!("zombienet refuses the network: {errors:?}"))
}

fn nodes(plan: &Plan, peers: &Peers, names: Vec<String>) -> Result<Vec<Told>> {
    let told = |name: String| {
        let args = plan.arguments(&name, peers)?;
        Ok(Told {
            p2p_port: peers.port(&name),
            args: arguments(args.iter().map(String::as_str)),
            name,
        })
    };
    names.into_iter().map(told).collect()
}

pub(crate) fn full_node_names(plan: &Plan) -> Vec<String> {
    (1..=plan.full_nodes)
        .map(|number| format!("full{number}"))
        .collect()
}

pub(crate) fn keeper_names(plan: &Plan) -> Vec<String> {
    (1..=plan.keepers)
        .map(|number| format!("keeper{number}"))
        .collect()
}

/// A keeper begins at a validator of its own, and goes on at the others. It stops at once: the chain goes away with it.
fn keeper_args(plan: &Plan, index: usize, name: &str) -> Vec<String> {
    let mut validators = validator_names(plan.validators);
    let own = index % validators.len();
    validators.rotate_left(own);
    let url = |name: String| format!("{{{{ZOMBIE:{name}:wsUri}}}}");
    let urls: Vec<String> = validators.into_iter().map(url).collect();
    vec![
        format!("--url={}", urls.join(",")),
        format!("--suri={}", suri_of(name)),
        "--metrics-port=0".into(),
        "--stop-at-once".into(),
    ]
}
