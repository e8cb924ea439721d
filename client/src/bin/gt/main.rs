//! `gt`: the tables from the command line.

#[macro_use]
mod screen;

mod balance;
mod bet;
mod bots;
mod cli;
mod failure;
#[cfg(test)]
mod fixture;
mod history;
mod keeper;
mod keepers;
mod nodes;
mod odds;
mod report;
mod sending;
mod tables;
mod transfer;
mod validator;
mod validators;
mod watch;

use std::{io::IsTerminal, process::ExitCode};

use clap::Parser;
use global_table_client::slip::Purpose;
use tracing_subscriber::EnvFilter;

use cli::{Cli, Command};
use failure::Failure;

#[tokio::main]
async fn main() -> ExitCode {
    // clap leaves with 2 by itself when the arguments make no sense.
    let cli = Cli::parse();
    let filter = EnvFilter::try_from_env("GT_LOG").unwrap_or_else(|_| EnvFilter::new("warn,gt=info"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .init();
    let json = cli.common.json;
    match run(cli).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            if json {
                say!("{}", failure.json());
            }
            eprintln!("gt: {failure}");
            failure.exit_code()
        }
    }
}

async fn run(cli: Cli) -> Result<(), Failure> {
    let Cli { common, command } = cli;
    match command {
        Command::Tables => tables::run(&common).await,
        Command::Watch(args) => watch::run(&common, args).await,
        Command::Bet(args) => bet::run(&common, Purpose::Bet, args.game, &args.bets, args.slip).await,
        Command::TakeDown(args) => {
            bet::run(&common, Purpose::TakeDown, args.game, &args.bets, args.slip).await
        }
        Command::Transfer(args) => transfer::run(&common, &args).await,
        Command::Odds(args) => odds::run(&common, &args),
        Command::Balance(args) => balance::run(&common, args).await,
        Command::History(args) => history::run(&common, args).await,
        Command::Bots(args) => bots::run(&common, args).await,
        Command::Keepers => keepers::run(&common).await,
        Command::Keeper(command) => keeper::run(&common, &command).await,
        Command::Validators => validators::run(&common).await,
        Command::Validator(command) => validator::run(&common, &command).await,
    }
}
