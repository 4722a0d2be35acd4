//! Starting to serve: the router behind the tenant resolver behind the layers, on the bounded listener.

use std::future::Future;
use std::io;
use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use tokio::net::TcpListener;

use crate::app::App;
use crate::telemetry::Telemetry;

use super::server::{self, Limits};
use super::{layers, router, tenant};

/// Serves every issuer until `shutdown` completes, then finishes what is in flight.
pub async fn serve(
    app: Arc<App>,
    listener: TcpListener,
    shutdown: impl Future<Output = ()>,
) -> io::Result<()> {
    let limits = Limits::from(&app.config.server);
    let router = router::router(&app);
    let service = layers::around(&app, tenant::resolve(Arc::clone(&app), router));
    server::serve(listener, service, limits, shutdown).await
}

/// Serves the process's numbers on a listener of their own, for the operator's network only.
pub async fn serve_metrics(
    app: &App,
    telemetry: Telemetry,
    listener: TcpListener,
    shutdown: impl Future<Output = ()>,
) -> io::Result<()> {
    let router = Router::new().route(
        "/metrics",
        get(move || std::future::ready(telemetry.render())),
    );
    server::serve(listener, router, Limits::from(&app.config.server), shutdown).await
}
