//! Networks whose links can be cut, delayed and made lossy.
//!
//! Every node has a network namespace of its own with nothing in it but loopback and one TUN device. The devices
//! belong to this process, which carries packets from one to the other like a switch, and treats those of each
//! ordered pair of nodes as the [`Link`] between them says. This needs root, `/dev/net/tun` and a `/proc/sys/net` that can be
//! written to, and nothing else of the kernel: `tc netem`, nftables and bridges are missing in many.
//!
//! The namespaces have no names, routes or addresses outside of themselves: they vanish with the last process in
//! them, two networks never meet, and nothing is left behind however a test ends.
//!
//! Faults are between nodes only. The test, keepers and bots reach a node through a [door](Links::door), a port on
//! this machine's loopback that leads to one on the node's own, past every fault.

mod door;
mod namespace;
mod play;
mod switch;
mod validators;

use std::{
    env, io,
    net::{Ipv4Addr, SocketAddr},
    process::Command,
    sync::Mutex,
    time::Duration,
};

use door::Door;
use namespace::Namespace;
pub use play::Play;
use switch::Switch;
pub use validators::Validators;

/// The hosts that a network with three fixed bytes has.
const MOST_NODES: usize = 254;

/// How packets fare from one node to another.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Link {
    /// How long one is under way.
    pub latency: Duration,
    /// How much longer or shorter it may take, evenly spread. No packet overtakes another, so that the mean is above
    /// `latency` where many follow each other closely.
    pub jitter: Duration,
    /// How likely it is lost, from 0 to 1.
    pub loss: f64,
    /// Whether none arrives, not even one that is under way.
    pub cut: bool,
}

impl Link {
    /// A link that nothing passes.
    pub const CUT: Self = Self {
        latency: Duration::ZERO,
        jitter: Duration::ZERO,
        loss: 0.0,
        cut: true,
    };

    /// A link with that latency and jitter in milliseconds, and that loss from 0 to 1.
    pub const fn slow(latency_ms: u64, jitter_ms: u64, loss: f64) -> Self {
        let [latency, jitter] = [
            Duration::from_millis(latency_ms),
            Duration::from_millis(jitter_ms),
        ];
        Self {
            latency,
            jitter,
            loss,
            cut: false,
        }
    }
}

/// A network of namespaces, in which every node reaches every other through a [`Link`]. They are perfect at first.
///
/// Dropping it cuts everything for good, doors included. Processes inside are not ended by that.
pub struct Links {
    names: Vec<String>,
    namespaces: Vec<Namespace>,
    switch: Switch,
    doors: Mutex<Vec<Door>>,
}

impl Links {
    /// A network of nodes with these names.
    ///
    /// # Errors
    ///
    /// When the machine may not: see [`possible`]. Or when there are more nodes than addresses.
    pub fn new(names: &[&str]) -> io::Result<Self> {
        if names.len() > MOST_NODES {
            return Err(io::Error::other(format!("at most {MOST_NODES} nodes")));
        }
        let mut namespaces = Vec::new();
        let mut devices = Vec::new();
        for index in 0..names.len() {
            let (namespace, device) = Namespace::new(address(index))?;
            namespaces.push(namespace);
            devices.push(device);
        }
        let names = names.iter().map(|name| name.to_string()).collect();
        Ok(Self {
            names,
            namespaces,
            switch: Switch::new(devices)?,
            doors: Mutex::default(),
        })
    }

    /// Sets the links between two nodes, in both directions.
    ///
    /// # Panics
    ///
    /// As all that takes a name: when no node has it.
    pub fn between(&self, a: &str, b: &str, link: Link) {
        let [a, b] = [self.index(a), self.index(b)];
        self.switch.change(|from, to, old| {
            if [(a, b), (b, a)].contains(&(from, to)) {
                link
            } else {
                old
            }
        });
    }

    /// Sets all links.
    pub fn all(&self, link: Link) {
        self.switch.change(|_, _, _| link);
    }

    /// Cuts the links between nodes that are not together in one of the groups, and those only; the others, and all
    /// links' latency, jitter and loss, are as before. Who is in no group is alone.
    pub fn partition(&self, groups: &[&[&str]]) {
        let group = |index: usize| {
            groups
                .iter()
                .position(|group| group.contains(&self.names[index].as_str()))
        };
        self.switch.change(|from, to, old| {
            let together = group(from).is_some() && group(from) == group(to);
            Link {
                cut: !together,
                ..old
            }
        });
    }

    /// Makes all links perfect.
    pub fn heal(&self) {
        self.all(Link::default());
    }

    /// The address of a node, which the others know it by.
    pub fn address(&self, name: &str) -> Ipv4Addr {
        address(self.index(name))
    }

    /// A command that runs in the namespace of a node.
    ///
    /// # Errors
    ///
    /// When this process has no file descriptors left.
    pub fn command(&self, name: &str, program: impl AsRef<std::ffi::OsStr>) -> io::Result<Command> {
        self.namespaces[self.index(name)].command(program.as_ref())
    }

    /// What `work` returns, done in the namespace of a node. Sockets that it makes stay there, wherever they are used.
    ///
    /// # Errors
    ///
    /// When no thread can be started, or the kernel does not let it in.
    pub fn inside<T: Send>(&self, name: &str, work: impl FnOnce() -> T + Send) -> io::Result<T> {
        self.namespaces[self.index(name)].inside(work)
    }

    /// An address on this machine's loopback that leads to `port` on the node's. It may be opened before the node
    /// listens, and stays when the node is started again: whoever connects while it does not listen is hung up on.
    ///
    /// # Errors
    ///
    /// When there are no ports, threads or file descriptors left.
    pub fn door(&self, name: &str, port: u16) -> io::Result<SocketAddr> {
        let door = Door::open(&self.namespaces[self.index(name)], port)?;
        let address = door.address();
        self.doors
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner())
            .push(door);
        Ok(address)
    }

    fn index(&self, name: &str) -> usize {
        let found = self.names.iter().position(|known| known == name);
        found.unwrap_or_else(|| panic!("no node is called {name}; there are {:?}", self.names))
    }
}

/// Whether this machine lets us have such networks; if not, why, and what would help.
pub fn possible() -> Result<(), String> {
    let hint =
        "Networks with faulty links need root (CAP_SYS_ADMIN, CAP_NET_ADMIN), /dev/net/tun, a writable /proc/sys/net \
         and iproute2";
    Links::new(&["probe"])
        .map(drop)
        .map_err(|error| format!("{error}. {hint}"))
}

/// Whether a test of such networks has to be skipped; it says why. Never on a machine where all tests must run: with
/// `CI=true` or `GLOBAL_TABLE_MUST_RUN` in the environment.
///
/// # Panics
///
/// There, when it is not possible.
pub fn skip() -> bool {
    let Err(why) = possible() else { return false };
    let must_run =
        env::var("CI").is_ok_and(|ci| ci == "true") || env::var_os("GLOBAL_TABLE_MUST_RUN").is_some();
    assert!(!must_run, "{why}");
    eprintln!("SKIPPED. {why}");
    true
}

/// The address of a node. Any would do: packets to it never leave the namespaces.
fn address(index: usize) -> Ipv4Addr {
    Ipv4Addr::new(10, 77, 0, index as u8 + 1)
}

/// The node that has this address, if one has.
fn index(address: Ipv4Addr) -> Option<usize> {
    match address.octets() {
        [10, 77, 0, host] => usize::from(host).checked_sub(1),
        _ => None,
    }
}
