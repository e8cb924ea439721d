//! Measures the import of blocks: what bets and settlements cost a validator, beside transfers.
//!
//! Blocks are built over the runtime's Wasm and imported by a client of its own with a database of its own:
//! executed, the state root computed and checked, the state committed. Consensus and the network are left
//! out. Every repetition has all kinds of blocks in it, so that what disturbs the machine disturbs all of
//! them alike, and the ratios stay.

mod chain;
mod clock;
mod people;
mod plans;
mod play;
mod report;

use std::{path::PathBuf, process::ExitCode};

use clap::Parser;

/// What went wrong, in words.
type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// Measure what the import of blocks with transfers, bets and settlements takes.
#[derive(Clone, Debug, Parser)]
#[command(name = "scripts/bench")]
struct Options {
    /// How often everything is measured, after one repetition that does not count.
    #[arg(long, default_value_t = 10)]
    repetitions: u32,
    /// Accounts in the state.
    #[arg(long, default_value_t = 20_000)]
    accounts: u32,
    /// Transfers that are measured at once.
    #[arg(long, default_value_t = 500)]
    transfers: usize,
    /// Players whose slips are relayed in a round.
    #[arg(long, default_value_t = 1_000)]
    players: usize,
    /// Slips in a relay_bets.
    #[arg(long, default_value_t = 1_000)]
    relay_batch: usize,
    /// Players who submit their slips themselves in a round.
    #[arg(long, default_value_t = 300)]
    singles: usize,
    /// Players in a settle, or fewer if they do not fit into a block.
    #[arg(long, default_value_t = 1_500)]
    settle_batch: u32,
    /// Where the databases are while it runs; the system's directory for temporary files if it is left out.
    #[arg(long)]
    directory: Option<PathBuf>,
    /// Count the time for which the importing thread has a processor, and not what passes: for busy machines.
    #[arg(long)]
    cpu: bool,
    /// The Wasm of another runtime with the same calls, to compare with.
    #[arg(long)]
    runtime: Option<PathBuf>,
    /// Print JSON instead of a table.
    #[arg(long)]
    json: bool,
    /// Fail if an import takes longer than its block weighs, or if a block weighs more than it may.
    #[arg(long)]
    check: bool,
    /// What cargo passes to every benchmark.
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() -> ExitCode {
    match run(Options::parse()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(options: Options) -> Result<ExitCode> {
    let busy = 2 * options.transfers + options.players + options.singles;
    if options.accounts as usize <= busy {
        return Err(
            format!("--accounts has to be more than {busy}, or somebody would be in a round twice").into(),
        );
    }
    eprintln!("Building a chain with {} accounts ...", options.accounts);
    let mut play = play::Play::start(options.clone())?;
    for repetition in 0..=options.repetitions {
        eprintln!(
            "Repetition {repetition} of {}{}",
            options.repetitions,
            if repetition == 0 { " (not counted)" } else { "" }
        );
        play.repetition()?;
        if repetition == 0 {
            play.samples.forget();
        }
    }
    let report = report::Report::of(&play.samples);
    if options.json {
        println!("{}", report.json());
    } else {
        print!("{}", report.table());
    }
    let failures = report.failures();
    failures.iter().for_each(|failure| eprintln!("{failure}"));
    Ok(if options.check && !failures.is_empty() {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}
