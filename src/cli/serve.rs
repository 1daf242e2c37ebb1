//! `serve`: the HTTP server, with the jobs beside it unless they have processes of their own.

use std::io::Write;
use std::net::TcpListener;
use std::sync::Arc;

use anyhow::Context;
use tokio::sync::watch;

use super::boot::{Parts, until_stopped};
use crate::app::{self, App, Ground};
use crate::base::clock::SystemClock;
use crate::base::ids::RandomIds;
use crate::config::Config;
use crate::platform::mail;
use crate::platform::queue::Worker;
use crate::platform::telemetry::Metrics;
use crate::{job, web};

/// Serves until told to stop.
pub fn run(config: Config, out: &mut dyn Write) -> anyhow::Result<u8> {
    writeln!(out, "sportello: {}", config.server.public_url)?;
    until_stopped(config, |parts, stop| async move {
        let app = compose(&parts)?;
        serve(app, &parts, stop).await
    })?;
    Ok(0)
}

/// The process on the parts that were opened.
pub(super) fn compose(parts: &Parts) -> anyhow::Result<Arc<App>> {
    let app = app::compose(Ground {
        config: &parts.config,
        database: parts.database.clone(),
        store: parts.store.clone(),
        clock: Arc::new(SystemClock),
        ids: Arc::new(RandomIds),
    })?;
    Ok(app)
}

/// Listens and answers; ends gracefully.
pub(super) async fn serve(
    app: Arc<App>,
    parts: &Parts,
    mut stop: watch::Receiver<bool>,
) -> anyhow::Result<()> {
    let config = &parts.config;
    let address = config.server.address().context("server.listen is not an address")?;
    let listener =
        TcpListener::bind(address).with_context(|| format!("server.listen: {address}"))?;
    let metrics = Arc::new(Metrics::new()?);
    let server = web::server(Arc::clone(&app), &config.server, listener, metrics)?;
    let handle = server.handle();
    let jobs = if config.worker.in_server { workers(&app, parts, &stop) } else { Vec::new() };
    tracing::info!(%address, "listening");
    actix_web::rt::spawn(async move {
        // A closed channel means that whoever could stop us is gone: stop as well.
        while !*stop.borrow() && stop.changed().await.is_ok() {}
        handle.stop(true).await;
    });
    server.await?;
    for job in jobs {
        job.await?;
    }
    Ok(())
}

/// The loops that run jobs.
pub(super) fn workers(
    app: &Arc<App>,
    parts: &Parts,
    stop: &watch::Receiver<bool>,
) -> Vec<tokio::task::JoinHandle<()>> {
    let mut registry = job::registry(app);
    mail::register(&mut registry, &parts.mailer);
    let worker = Worker::new(
        parts.database.clone(),
        registry,
        Arc::clone(&app.clock),
        Arc::clone(&app.ids),
        parts.config.worker.settings(),
    );
    (0..parts.config.worker.loops)
        .map(|_| {
            let (worker, stop) = (worker.clone(), stop.clone());
            tokio::spawn(async move { worker.run(stop).await })
        })
        .collect()
}
