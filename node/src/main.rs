//! The node of the Global Table chain. Wiring only: rules live in the runtime and its pallets.

#![allow(
    clippy::result_large_err,
    reason = "the SDK's errors are large, and none is on a hot path"
)]

mod chain_spec;
mod cli;
mod command;
mod failure;
mod memory;
mod rpc;
mod service;

use std::process::ExitCode;

fn main() -> ExitCode {
    let outcome = failure::explain_bus_errors()
        .and_then(|()| memory::keep_small())
        .map_err(Into::into)
        .and_then(|()| command::run());
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {}", failure::text(&error));
            ExitCode::FAILURE
        }
    }
}
