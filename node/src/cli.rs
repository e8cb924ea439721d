//! The command line.

use sc_cli::{ChainSpec, RunCmd, SubstrateCli};
use sc_storage_monitor::StorageMonitorParams;

use crate::chain_spec;

/// Bytes that the node keeps of recently read state, if the operator says nothing. A validator is to stay small, and
/// the tables' state is: the rest of a larger cache fills with nodes of older blocks.
const TRIE_CACHE_BYTES: &str = "33554432";

/// Which blocks the node keeps, if the operator says nothing: those of lost forks, too. Else it forgets a fork as soon as another
/// branch is final, which is within the slot; a peer behind a slow link may still ask for it, and takes an empty answer for a
/// fault, for which it hangs up and in the end bans.
const BLOCKS_PRUNING: &str = "archive";

/// Run a node of the Global Table chain, or one of the tools below.
#[derive(Debug, clap::Parser)]
#[command(mut_arg("trie_cache_size", |arg| arg.default_value(TRIE_CACHE_BYTES)))]
#[command(mut_arg("blocks_pruning", |arg| arg.default_value(BLOCKS_PRUNING)))]
pub struct Cli {
    /// A tool to run instead of the node.
    #[command(subcommand)]
    pub subcommand: Option<Subcommand>,

    /// Options of the node.
    #[command(flatten)]
    pub run: RunCmd,

    /// When to stop because the disk is nearly full.
    #[command(flatten)]
    pub disk: StorageMonitorParams,
}

/// The tools that the binary has beside the node.
#[derive(Debug, clap::Subcommand)]
#[allow(clippy::large_enum_variant)]
pub enum Subcommand {
    /// Generate and inspect keys, and put them into a node's keystore.
    #[command(subcommand)]
    Key(sc_cli::KeySubcommand),

    /// Write a chain spec, in plain or raw form.
    ExportChainSpec(sc_cli::ExportChainSpecCmd),

    /// Execute a block again and check it.
    CheckBlock(sc_cli::CheckBlockCmd),

    /// Write blocks to a file.
    ExportBlocks(sc_cli::ExportBlocksCmd),

    /// Write the state of a block as the genesis of a new chain spec.
    ExportState(sc_cli::ExportStateCmd),

    /// Read blocks from a file.
    ImportBlocks(sc_cli::ImportBlocksCmd),

    /// Delete the chain's database.
    PurgeChain(sc_cli::PurgeChainCmd),

    /// Undo the last blocks that are not final.
    Revert(sc_cli::RevertCmd),

    /// Show what the database holds.
    ChainInfo(sc_cli::ChainInfoCmd),

    /// Measure the runtime's calls and blocks.
    #[cfg(feature = "runtime-benchmarks")]
    #[command(subcommand)]
    Benchmark(frame_benchmarking_cli::BenchmarkCmd),
}

impl Cli {
    /// The chain spec with that id for writing it out: unlike a node, that can do with one that has nobody yet.
    pub fn spec_to_export(&self, id: &str) -> Result<Box<dyn ChainSpec>, String> {
        match id {
            chain_spec::STAGING_ID => Ok(Box::new(chain_spec::staging()?)),
            _ => self.load_spec(id),
        }
    }
}

impl SubstrateCli for Cli {
    fn impl_name() -> String {
        "Global Table".into()
    }

    fn impl_version() -> String {
        env!("SUBSTRATE_CLI_IMPL_VERSION").into()
    }

    fn description() -> String {
        "A node of the Global Table chain: one casino table per game for the whole world".into()
    }

    fn author() -> String {
        env!("CARGO_PKG_AUTHORS").into()
    }

    fn support_url() -> String {
        "the README of the source".into()
    }

    fn copyright_start_year() -> i32 {
        2026
    }

    fn load_spec(&self, id: &str) -> Result<Box<dyn ChainSpec>, String> {
        Ok(Box::new(match id {
            "" | "dev" | "development" => chain_spec::development()?,
            "local" | "local_testnet" => chain_spec::local_testnet()?,
            chain_spec::STAGING_ID => {
                return Err(
                    "`staging` has no validators by itself: give the file of such a network, such as \
                     `--chain chain-specs/staging-raw.json`"
                        .into(),
                )
            }
            path => chain_spec::from_file(path.into())?,
        }))
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;
    use sc_cli::DatabasePruningMode::{self, Archive, Custom};

    use super::Cli;

    fn pruning(args: &[&str]) -> DatabasePruningMode {
        let args = [&["global-table-node"], args].concat();
        let cli = Cli::try_parse_from(args).expect("the arguments are right");
        cli.run.import_params.pruning_params.blocks_pruning
    }

    #[test]
    fn lost_forks_should_be_kept_unless_the_operator_says_otherwise() {
        assert_eq!(pruning(&[]), Archive);
        assert_eq!(pruning(&["--blocks-pruning", "256"]), Custom(256));
    }
}
