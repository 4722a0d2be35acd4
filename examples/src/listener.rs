//! Listening, and stopping when asked to.

use axum::Router;
use tokio::net::TcpListener;

/// Opens the socket `address`, such as `127.0.0.1:5001`.
///
/// # Errors
/// A sentence naming the address and what the operating system said.
pub async fn bind(address: &str) -> Result<TcpListener, String> {
    TcpListener::bind(address)
        .await
        .map_err(|error| format!("Cannot listen on {address}: {error}"))
}

/// Serves `router` on `listener` until the process is told to stop (SIGTERM or Ctrl-C); open requests are finished first.
///
/// # Errors
/// What the operating system said about the socket.
pub async fn serve(listener: TcpListener, router: Router) -> Result<(), String> {
    axum::serve(listener, router)
        .with_graceful_shutdown(told_to_stop())
        .await
        .map_err(|error| error.to_string())
}

async fn told_to_stop() {
    let interrupted = async {
        // Without a handler the default action ends the process, which is what is wanted; so wait for ever here.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending::<()>().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<()>();
    tokio::select! {
        () = interrupted => {}
        () = terminated => {}
    }
}
