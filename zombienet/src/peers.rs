//! Where the validators will listen for each other, known before they start.

use std::{collections::BTreeMap, net::TcpListener};

use anyhow::Result;
use zombienet_sdk::generators::generate_node_identity;

/// The p2p ports of the validators, by name.
///
/// zombienet makes only the first node a bootnode. Then the others don't find each other while that one is dead, which
/// is a fault of the set-up, and none of those that are to be tested: here all validators are bootnodes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Peers(BTreeMap<String, u16>);

impl Peers {
    /// Finds a free port on loopback for each.
    pub(crate) fn of(names: Vec<String>) -> Result<Self> {
        let listen = |name| Ok((name, TcpListener::bind(("127.0.0.1", 0))?));
        // All of them are open at once, so that they differ.
        let listeners: Vec<_> = names.into_iter().map(listen).collect::<Result<_>>()?;
        let port = |(name, listener): (String, TcpListener)| Ok((name, listener.local_addr()?.port()));
        Ok(Self(listeners.into_iter().map(port).collect::<Result<_>>()?))
    }

    /// The port of a validator.
    pub(crate) fn port(&self, name: &str) -> Option<u16> {
        self.0.get(name).copied()
    }

    /// What a node is told about the others.
    pub(crate) fn arguments(&self, of: &str) -> Result<Vec<String>> {
        let others = self.0.iter().filter(|(name, _)| *name != of);
        let argument = |(name, port): (&String, &u16)| {
            let (_, id) = generate_node_identity(name)?;
            Ok(format!("--bootnodes=/ip4/127.0.0.1/tcp/{port}/p2p/{id}"))
        };
        others.map(argument).collect()
    }
}
