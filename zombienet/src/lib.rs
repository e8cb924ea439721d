//! Networks of real nodes, keepers and bots, and what is seen on them while they suffer.
//!
//! ```no_run
//! use std::time::Duration;
//! use global_table_network_tests::{Plan, Scene};
//!
//! # async fn scenario() -> anyhow::Result<()> {
//! let scene = Scene::start(Plan::of(4).keepers(2), 40).await?;
//! let dave = scene.network.node("dave")?;
//! dave.kill().await?;
//! scene.watch.finality_advances(20, Duration::from_secs(120)).await?;
//! dave.start_again().await?;
//! scene.watch.catches_up("dave", Duration::from_secs(120)).await?;
//! scene.end("one_of_four", |figures| figures).await?;
//! # Ok(()) }
//! ```
//!
//! | for | see |
//! | --- | --- |
//! | what a network is made of | [`Plan`], [`Runtime`] |
//! | a network under play, to its end | [`Scene`] |
//! | starting, adding to and ending it | [`Network`] |
//! | killing, freezing, asking one node | [`Node`] |
//! | links that are cut, slow or lossy | [`links`] |
//! | keepers, bots, a player who is watched, and `gt` | [`Process`], [`Bots`], [`Bettor`], [`gt`] |
//! | what only administrators do | [`state`] |
//! | heads, finality, rounds, money, while it runs | [`Watch`], [`View`] |
//! | the row of a scenario in the table of figures | [`Figures`], [`figures::record`] |
//!
//! A scenario is one file in `tests/`, its tests take a network each, and run one at a time: `--test-threads=1`.

mod bettor;
mod bots;
mod config;
pub mod figures;
mod follow;
mod gt;
mod ledger;
pub mod links;
mod money;
mod network;
mod node;
mod peers;
mod plan;
mod process;
mod rounds;
mod scene;
mod spec;
pub mod state;
mod usage;
mod view;
mod watch;

pub use bettor::{Bettor, Ending, Fate, Fates};
pub use bots::{Bots, Played};
pub use figures::{Figures, Pauses, RoundCounts};
pub use gt::gt;
pub use network::Network;
pub use node::Node;
pub use plan::{program, suri_of, validator_names, Plan, Runtime};
pub use process::Process;
pub use scene::Scene;
pub use usage::Usage;
pub use view::{Conflict, View};
pub use watch::Watch;
