//! What an operator watches: counters and gauges for Prometheus, and a health check.

use std::{
    future::Future,
    net::SocketAddr,
    sync::{
        atomic::{AtomicU64, Ordering},
        Arc,
    },
    time::{SystemTime, UNIX_EPOCH},
};

use axum::{extract::State, http::StatusCode, routing::get, Router};
use prometheus::{IntCounterVec, IntGauge, IntGaugeVec, Opts, Registry, TextEncoder};
use tokio::net::TcpListener;

/// What every metric's name begins with.
const PREFIX: &str = "global_table_keeper";
/// After so many seconds without a new block the keeper is reported as unhealthy.
const STALE_AFTER_S: u64 = 30;

/// The keeper's metrics. Cheap to clone.
#[derive(Clone)]
pub struct Metrics {
    registry: Registry,
    /// Calls that took effect or failed, by `action`, `game` and `result`.
    pub actions: IntCounterVec,
    /// Rounds that this keeper opened, by `game`.
    pub opened: IntCounterVec,
    /// Rounds whose secret this keeper revealed, by `game`.
    pub revealed: IntCounterVec,
    /// Rounds that were voided, by `game`, whoever's secret was missing.
    pub voided: IntCounterVec,
    /// Times that this keeper was slashed for a withheld secret, by `game`.
    pub slashed: IntCounterVec,
    /// When an action last took effect, in seconds since the Unix epoch, by `action`.
    pub last_action: IntGaugeVec,
    /// The round in flight or last closed, by `game`.
    pub round: IntGaugeVec,
    /// The best block's number.
    pub best: IntGauge,
    /// The final block's number.
    pub finalised: IntGauge,
    /// How many blocks finality is behind.
    pub lag: IntGauge,
    /// Whether the keeper is in the rota: 1 or 0.
    pub in_rota: IntGauge,
    /// Failures, by `kind`: `connection`, `read`, `submit`, `lost`, `dispatch`, `missed_block`.
    pub errors: IntCounterVec,
    /// When the last block was seen, in seconds since the Unix epoch.
    last_block_s: Arc<AtomicU64>,
}

impl Metrics {
    /// Fresh metrics in a registry of their own.
    ///
    /// # Errors
    ///
    /// If a name is taken or not valid, which only a mistake in here could cause.
    pub fn new() -> prometheus::Result<Self> {
        let registry = Registry::new_custom(Some(PREFIX.into()), None)?;
        let counters = |name: &str, help: &str, labels: &[&str]| {
            let counters = IntCounterVec::new(Opts::new(name, help), labels)?;
            registry.register(Box::new(counters.clone()))?;
            prometheus::Result::Ok(counters)
        };
        let gauges = |name: &str, help: &str, labels: &[&str]| {
            let gauges = IntGaugeVec::new(Opts::new(name, help), labels)?;
            registry.register(Box::new(gauges.clone()))?;
            prometheus::Result::Ok(gauges)
        };
        let gauge = |name: &str, help: &str| {
            let gauge = IntGauge::new(name, help)?;
            registry.register(Box::new(gauge.clone()))?;
            prometheus::Result::Ok(gauge)
        };
        Ok(Self {
            actions: counters(
                "actions_total",
                "Calls by their result",
                &["action", "game", "result"],
            )?,
            opened: counters("rounds_opened_total", "Rounds that this keeper opened", &["game"])?,
            revealed: counters(
                "rounds_revealed_total",
                "Rounds that this keeper revealed",
                &["game"],
            )?,
            voided: counters("rounds_voided_total", "Rounds that were voided", &["game"])?,
            slashed: counters("slashed_total", "Times that this keeper was slashed", &["game"])?,
            last_action: gauges(
                "last_action_seconds",
                "When an action last took effect",
                &["action"],
            )?,
            round: gauges("round", "The last round that was opened", &["game"])?,
            best: gauge("best_block", "The best block's number")?,
            finalised: gauge("finalised_block", "The final block's number")?,
            lag: gauge("finalised_lag_blocks", "How many blocks finality is behind")?,
            in_rota: gauge("in_rota", "Whether the keeper is in the rota")?,
            errors: counters("errors_total", "Failures by their kind", &["kind"])?,
            last_block_s: Arc::default(),
            registry,
        })
    }

    /// A block was seen, and finality stands where it stands.
    pub fn saw(&self, best: u64, finalised: u64) {
        self.best.set(signed(best));
        self.finalised.set(signed(finalised));
        self.lag.set(signed(best.saturating_sub(finalised)));
        self.last_block_s.store(seconds(), Ordering::Relaxed);
    }

    /// An action took effect.
    pub fn done(&self, action: &str, game: &str) {
        self.actions.with_label_values(&[action, game, "ok"]).inc();
        self.last_action
            .with_label_values(&[action])
            .set(signed(seconds()));
        match action {
            "open_round" => self.opened.with_label_values(&[game]).inc(),
            "reveal" => self.revealed.with_label_values(&[game]).inc(),
            _ => {}
        }
    }

    /// Whether blocks are coming in.
    fn is_healthy(&self) -> bool {
        seconds().saturating_sub(self.last_block_s.load(Ordering::Relaxed)) < STALE_AFTER_S
    }

    /// Everything in Prometheus' text format.
    fn text(&self) -> prometheus::Result<String> {
        TextEncoder::new().encode_to_string(&self.registry.gather())
    }
}

fn signed(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

/// Seconds since the Unix epoch by this machine's clock, which decides nothing but what is shown here.
fn seconds() -> u64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs())
}

/// Answer `/metrics` and `/health` on `listener` until `shutdown`.
///
/// # Errors
///
/// What the listener fails with.
pub async fn serve(
    metrics: Metrics,
    listener: TcpListener,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let app = Router::new()
        .route("/metrics", get(show))
        .route("/health", get(health))
        .with_state(metrics);
    axum::serve(listener, app).with_graceful_shutdown(shutdown).await
}

/// Open the port.
///
/// # Errors
///
/// If it is taken or not allowed.
pub async fn listen(address: SocketAddr) -> std::io::Result<TcpListener> {
    TcpListener::bind(address).await
}

async fn show(State(metrics): State<Metrics>) -> Result<String, StatusCode> {
    metrics.text().map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)
}

async fn health(State(metrics): State<Metrics>) -> (StatusCode, &'static str) {
    match metrics.is_healthy() {
        true => (StatusCode::OK, "ok\n"),
        false => (StatusCode::SERVICE_UNAVAILABLE, "no blocks are coming in\n"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_opened_round_should_show_in_the_text() {
        let metrics = Metrics::new().expect("valid names");
        metrics.done("open_round", "craps");
        metrics.saw(12, 9);
        let text = metrics.text().expect("encodable");
        assert!(
            text.contains("global_table_keeper_rounds_opened_total{game=\"craps\"} 1"),
            "{text}"
        );
        assert!(
            text.contains("global_table_keeper_finalised_lag_blocks 3"),
            "{text}"
        );
    }

    #[test]
    fn a_keeper_should_be_healthy_only_once_it_sees_blocks() {
        let metrics = Metrics::new().expect("valid names");
        assert!(!metrics.is_healthy());
        metrics.saw(1, 0);
        assert!(metrics.is_healthy());
    }
}
