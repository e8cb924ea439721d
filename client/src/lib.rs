//! The only door from outside to the chain.
//!
//! A client knows the chain by its metadata, which is committed beside this crate, and by the rules of the games; it
//! depends on no pallet and on no runtime. Everything in here speaks the node's ordinary JSON-RPC.
//!
//! ```no_run
//! use global_table_client::{call, connect, key, Bet, GameId, Progress};
//!
//! # async fn play() -> Result<(), Box<dyn std::error::Error>> {
//! let chain = connect(&["ws://127.0.0.1:9944".into()]).await?;
//! let table = chain.best().await?.table(GameId::Roulette).await?.ok_or("roulette has no table")?;
//!
//! let player = chain.submitter(key("//Alice")?);
//! let spot = chain.layout(GameId::Roulette).await?.spot("red").ok_or("no such spot")?;
//! let bet = Bet { spot, amount: 5_000_000_000_000 };
//! let mut ticket = player.submit(call::submit_bets(GameId::Roulette, table.round, 1, &[bet])).await?;
//! while let Some(progress) = ticket.next().await {
//!     match progress {
//!         Progress::Pending => println!("in the pool"),
//!         Progress::Best(included) => println!("in block {}", included.block.number),
//!         Progress::Retracted(_) => println!("its block lost against another one; it will be included again"),
//!         Progress::Resubmitted => println!("it had vanished, and was sent again"),
//!         Progress::Finalised(included) => println!("final: {:?}", included.result),
//!         Progress::Lost(reason) => println!("given up: {reason}"),
//!     }
//! }
//! # Ok(()) }
//! ```
//!
//! | for | see |
//! | --- | --- |
//! | connecting, several nodes with failover, reading tables, rounds, bets, balances | [`connect`], [`Chain`], [`At`] |
//! | the spots of a game, with their names and pays | [`Chain::layout`], [`Layout`] |
//! | every best and every finalised block, across reconnects and forks | [`Blocks`], [`Update`], [`Block`] |
//! | what happened in a block | [`Event`], [`TableEvent`], [`KeepersEvent`], [`BankrollEvent`] |
//! | sending transactions, one submitter per account | [`Submitter`], [`Ticket`], [`Progress`] |
//! | the validators, and a node's session keys | [`At::validators`], [`Chain::rotate_keys`] |
//! | the keepers | [`At::keepers`] |
//! | the calls | [`call`] |
//! | slips that somebody else relays | [`slip`] |
//! | amounts as people write them | [`amounts`] |
//!
//! Amounts are in the currency's smallest unit, moments in milliseconds of the chain's consensus time.

pub mod amounts;
mod blocks;
pub mod call;
mod chain;
mod connection;
mod convert;
mod error;
mod events;
mod keepers;
mod keys;
mod layout;
mod metadata;
pub mod slip;
mod submitter;
mod tracker;
mod types;
mod validators;

pub use blocks::{Block, Blocks, Update};
pub use call::Call;
pub use chain::{connect, At, Chain};
pub use error::{
    AccountError, AddressError, AmountError, CallError, ConnectError, KeyError, KeysError, LostReason,
    ReadError, RotateError, SubmitError,
};
pub use events::{BankrollEvent, Event, EventAt, KeepersEvent, TableEvent};
pub use keepers::{KeeperView, KeepersView};
pub use keys::{account, key, Key};
pub use layout::Layout;
pub use submitter::{Submitter, Ticket};
pub use tracker::{Counts, Included, Progress};
pub use types::*;
pub use validators::{JailView, RotatedKeys, SessionIndex, ValidatorView, ValidatorsView};
