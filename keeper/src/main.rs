//! The daemon that moves rounds along.
//!
//! [`plan`] decides, and is pure; [`read`] shows it the chain, [`submit`] does what it says, and [`run`] goes
//! round.

mod cli;
mod in_flight;
mod metrics;
mod plan;
mod read;
mod run;
mod secret;
mod submit;
mod view;

use std::{io::IsTerminal, net::SocketAddr, process::ExitCode};

use clap::Parser;
use global_table_client::GameId;
use tokio::{
    signal::unix::{signal, SignalKind},
    sync::{oneshot, watch},
};
use tracing_subscriber::EnvFilter;

use cli::{Cli, LogFormat};
use metrics::Metrics;
use run::{Settings, Stop};

/// Why the daemon could not start or go on.
#[derive(Debug, thiserror::Error)]
enum KeeperError {
    #[error(transparent)]
    Key(#[from] cli::KeyArgsError),
    #[error("can't open port {address} for metrics: {source}; choose another one with --metrics-port")]
    Port {
        address: SocketAddr,
        source: std::io::Error,
    },
    #[error("can't listen to signals: {0}")]
    Signals(std::io::Error),
    #[error("can't set up metrics: {0}")]
    Metrics(#[from] prometheus::Error),
    #[error(transparent)]
    Run(#[from] run::RunError),
}

#[tokio::main]
async fn main() -> ExitCode {
    let cli = Cli::parse();
    set_up_logs(cli.log_format);
    match start(cli).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(%error, "the keeper can't go on");
            ExitCode::FAILURE
        }
    }
}

async fn start(cli: Cli) -> Result<(), KeeperError> {
    let (key, others_can_read) = cli.key.load()?;
    if others_can_read {
        tracing::warn!("other users of this machine can read the key file: chmod 600 it");
    }
    let metrics = Metrics::new()?;
    let stop = stop_signal(cli.stop_at_once).map_err(KeeperError::Signals)?;
    // Dropped at the end, which ends the server.
    let (_running, ended) = oneshot::channel::<()>();
    if cli.metrics_port != 0 {
        let address = SocketAddr::new(cli.metrics_address, cli.metrics_port);
        let listener = metrics::listen(address)
            .await
            .map_err(|source| KeeperError::Port { address, source })?;
        tracing::info!(%address, "serving /metrics and /health");
        tokio::spawn(metrics::serve(metrics.clone(), listener, async move {
            let _ = ended.await;
        }));
    }
    let games = if cli.games.is_empty() {
        GameId::ALL.to_vec()
    } else {
        cli.games
    };
    let settings = Settings {
        urls: cli.urls,
        key,
        games,
        settle_batch: cli.settle_batch,
    };
    run::run(settings, metrics, stop).await?;
    tracing::info!("stopped");
    Ok(())
}

/// Changes when the process is asked to stop, by SIGTERM or SIGINT, and when it is asked again. The first
/// time counts as the second if it is to stop `at_once`.
fn stop_signal(at_once: bool) -> std::io::Result<watch::Receiver<Stop>> {
    let (mut term, mut int) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    let (sender, receiver) = watch::channel(Stop::No);
    tokio::spawn(async move {
        let steps: &[Stop] = match at_once {
            true => &[Stop::Now],
            false => &[Stop::Asked, Stop::Now],
        };
        for stop in steps {
            tokio::select! {
                _ = term.recv() => {}
                _ = int.recv() => {}
            }
            match stop {
                Stop::Asked => {
                    tracing::info!("stopping when this keeper's rounds are closed; ask again to stop at once")
                }
                _ => tracing::info!("stopping at once"),
            }
            sender.send_replace(*stop);
        }
    });
    Ok(receiver)
}

fn set_up_logs(format: LogFormat) {
    let filter = EnvFilter::try_from_env("GT_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    let logs = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    match format {
        LogFormat::Text => logs.with_ansi(std::io::stderr().is_terminal()).init(),
        LogFormat::Json => logs.json().flatten_event(true).init(),
    }
}
