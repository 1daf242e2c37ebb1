//! The HTTP server: its workers, limits, headers and graceful end.

use std::net::TcpListener;
use std::sync::Arc;
use std::time::{Duration, Instant};

use actix_web::dev::{Server, ServiceResponse};
use actix_web::middleware::{Compress, Next, from_fn};
use actix_web::{App as Actix, Error, HttpServer, web};

use super::here::Tenancy;
use super::{header, route, trace};
use crate::app::App;
use crate::config::ServerConfig;
use crate::platform::telemetry::Metrics;

/// A server on a bound listener; it runs when awaited, and ends gracefully when its handle says so.
///
/// # Errors
/// When the listener cannot be used.
pub fn server(
    app: Arc<App>,
    config: &ServerConfig,
    listener: TcpListener,
    metrics: Arc<Metrics>,
) -> std::io::Result<Server> {
    let data = web::Data::from(app);
    let threads = match config.threads {
        0 => std::thread::available_parallelism().map_or(2, usize::from),
        n => n,
    };
    let server = HttpServer::new(move || {
        let form = data.conduct.form_bytes;
        Actix::new()
            .app_data(data.clone())
            .app_data(web::Data::from(Arc::clone(&metrics)))
            .app_data(web::PayloadConfig::new(form))
            .wrap(Tenancy)
            .wrap(header::defaults())
            .wrap(Compress::default())
            .wrap(from_fn(measure))
            .wrap(from_fn(trace::name_request))
            .configure(route::configure)
    });
    Ok(server
        .workers(threads)
        .disable_signals()
        .shutdown_timeout(config.stop_seconds)
        .client_request_timeout(Duration::from_secs(30))
        .listen(listener)?
        .run())
}

/// Counts and times a request by its route, never by its address.
async fn measure(
    request: actix_web::dev::ServiceRequest,
    next: Next<impl actix_web::body::MessageBody>,
) -> Result<ServiceResponse<impl actix_web::body::MessageBody>, Error> {
    let metrics = request.app_data::<web::Data<Metrics>>().cloned();
    let began = Instant::now();
    let method = request.method().clone();
    let answer = next.call(request).await?;
    if let Some(metrics) = metrics {
        let route = answer.request().match_pattern().unwrap_or_else(|| "other".to_owned());
        let seconds = began.elapsed().as_secs_f64();
        metrics.answered(&route, method.as_str(), answer.status().as_u16(), seconds);
    }
    Ok(answer)
}
