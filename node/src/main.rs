//! The node of the Global Table chain. Wiring only: rules live in the runtime and its pallets.

mod chain_spec;
mod cli;
mod command;
mod rpc;
mod service;

fn main() -> sc_cli::Result<()> {
    command::run()
}
