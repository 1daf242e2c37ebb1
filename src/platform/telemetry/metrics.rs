//! Figures for Prometheus.

use prometheus::{
    Encoder, HistogramOpts, HistogramVec, IntCounterVec, IntGaugeVec, Opts, Registry, TextEncoder,
};

use crate::platform::db::{Database, DatabaseError};
use crate::platform::queue;

/// The figures of this process and of the queue that all processes share.
#[derive(Clone)]
pub struct Metrics {
    registry: Registry,
    requests: IntCounterVec,
    durations: HistogramVec,
    database: IntGaugeVec,
    jobs: IntGaugeVec,
}

impl Metrics {
    /// A registry with all figures at zero.
    ///
    /// # Errors
    /// When a figure's name is not one: a mistake in this file.
    pub fn new() -> Result<Self, prometheus::Error> {
        let requests = IntCounterVec::new(
            Opts::new("sportello_http_requests_total", "HTTP requests answered."),
            &["route", "method", "status"],
        )?;
        let buckets = vec![0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0];
        let durations = HistogramVec::new(
            HistogramOpts::new("sportello_http_request_seconds", "Time to answer.")
                .buckets(buckets),
            &["route"],
        )?;
        let database = IntGaugeVec::new(
            Opts::new("sportello_database", "Statements sent; connections open and idle."),
            &["figure"],
        )?;
        let jobs = IntGaugeVec::new(
            Opts::new(
                "sportello_jobs",
                "Jobs by kind and state; failed mails are kind mail, state failed.",
            ),
            &["kind", "state"],
        )?;
        let registry = Registry::new();
        registry.register(Box::new(requests.clone()))?;
        registry.register(Box::new(durations.clone()))?;
        registry.register(Box::new(database.clone()))?;
        registry.register(Box::new(jobs.clone()))?;
        Ok(Self { registry, requests, durations, database, jobs })
    }

    /// Counts an answered request. `route` is the pattern (`/pratiche/{id}`), never the path.
    pub fn answered(&self, route: &str, method: &str, status: u16, seconds: f64) {
        self.requests.with_label_values(&[route, method, &status.to_string()]).inc();
        self.durations.with_label_values(&[route]).observe(seconds);
    }

    /// All figures in the text format of Prometheus; those of the queue are asked now.
    ///
    /// # Errors
    /// The database's.
    pub async fn write(&self, database: &Database) -> Result<String, DatabaseError> {
        let counts = database.read::<_, DatabaseError, _>(queue::counts).await?;
        self.jobs.reset();
        for count in counts {
            self.jobs
                .with_label_values(&[count.kind.as_str(), count.state.as_str()])
                .set(count.total);
        }
        let (open, idle) = database.pool_state();
        let sent = i64::try_from(database.statements().sent()).unwrap_or(i64::MAX);
        for (figure, value) in [
            ("statements", sent),
            ("connections", i64::from(open)),
            ("connections_idle", i64::from(idle)),
        ] {
            self.database.with_label_values(&[figure]).set(value);
        }
        let mut text = Vec::new();
        if let Err(error) = TextEncoder::new().encode(&self.registry.gather(), &mut text) {
            tracing::error!(%error, "metrics cannot be written");
        }
        Ok(String::from_utf8_lossy(&text).into_owned())
    }
}
