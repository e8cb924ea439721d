//! The node of the Global Table chain. Wiring only: rules live in the runtime and its pallets.

#![allow(
    clippy::result_large_err,
    reason = "the SDK's errors are large, and none is on a hot path"
)]

mod chain_spec;
mod cli;
mod command;
mod memory;
mod rpc;
mod service;

fn main() -> sc_cli::Result<()> {
    memory::keep_small()?;
    command::run()
}
