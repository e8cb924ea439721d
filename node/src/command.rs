//! From the command line to the thing that was asked for.

use sc_cli::{Result, SubstrateCli};

use crate::{
    cli::{Cli, Subcommand},
    service::{self, Parts},
};

/// Reads the command line and does what it says.
pub fn run() -> Result<()> {
    let cli = Cli::from_args();

    match &cli.subcommand {
        None => cli.create_runner(&cli.run)?.run_node_until_exit(|config| {
            let disk = cli.disk.clone();
            async move { service::run(config, disk).map_err(sc_cli::Error::Service) }
        }),
        Some(Subcommand::Key(cmd)) => cmd.run(&cli),
        Some(Subcommand::ExportChainSpec(cmd)) => cmd.run(cli.spec_to_export(&cmd.chain)?),
        Some(Subcommand::CheckBlock(cmd)) => cli.create_runner(cmd)?.async_run(|config| {
            let (
                Parts {
                    client, task_manager, ..
                },
                import_queue,
            ) = service::parts(&config)?;
            Ok((cmd.run(client, import_queue), task_manager))
        }),
        Some(Subcommand::ExportBlocks(cmd)) => cli.create_runner(cmd)?.async_run(|config| {
            let (
                Parts {
                    client, task_manager, ..
                },
                _,
            ) = service::parts(&config)?;
            Ok((cmd.run(client, config.database), task_manager))
        }),
        Some(Subcommand::ExportState(cmd)) => cli.create_runner(cmd)?.async_run(|config| {
            let (
                Parts {
                    client, task_manager, ..
                },
                _,
            ) = service::parts(&config)?;
            Ok((cmd.run(client, config.chain_spec), task_manager))
        }),
        Some(Subcommand::ImportBlocks(cmd)) => cli.create_runner(cmd)?.async_run(|config| {
            let (
                Parts {
                    client, task_manager, ..
                },
                import_queue,
            ) = service::parts(&config)?;
            Ok((cmd.run(client, import_queue), task_manager))
        }),
        Some(Subcommand::PurgeChain(cmd)) => cli
            .create_runner(cmd)?
            .sync_run(|config| cmd.run(config.database)),
        Some(Subcommand::Revert(cmd)) => revert(&cli, cmd),
        Some(Subcommand::ChainInfo(cmd)) => cli
            .create_runner(cmd)?
            .sync_run(|config| cmd.run::<service::Block>(&config)),
        #[cfg(feature = "runtime-benchmarks")]
        Some(Subcommand::Benchmark(cmd)) => benchmark(&cli, cmd),
    }
}

fn revert(cli: &Cli, cmd: &sc_cli::RevertCmd) -> Result<()> {
    cli.create_runner(cmd)?.async_run(|config| {
        let (
            Parts {
                client,
                backend,
                task_manager,
                ..
            },
            _,
        ) = service::parts(&config)?;
        // The consensus engines keep notes beside the blocks, which have to go back with them.
        let engines = Box::new(|client: std::sync::Arc<service::Client>, backend, blocks| {
            sc_consensus_babe::revert(client.clone(), backend, blocks)?;
            sc_consensus_grandpa::revert(client, blocks)?;
            Ok(())
        });
        Ok((cmd.run(client, backend, Some(engines)), task_manager))
    })
}

#[cfg(feature = "runtime-benchmarks")]
fn benchmark(cli: &Cli, cmd: &frame_benchmarking_cli::BenchmarkCmd) -> Result<()> {
    use frame_benchmarking_cli::BenchmarkCmd;
    use sp_runtime::traits::HashingFor;

    cli.create_runner(cmd)?.sync_run(|config| match cmd {
        BenchmarkCmd::Pallet(cmd) => {
            cmd.run_with_spec::<HashingFor<service::Block>, ()>(Some(config.chain_spec))
        }
        BenchmarkCmd::Block(cmd) => cmd.run(service::parts(&config)?.0.client),
        _ => Err("this node measures pallets and blocks: use `benchmark pallet` or `benchmark block`".into()),
    })
}
