//! `vestibule`: runs the command it was started with.

use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    // One provider of cryptography for every TLS connection of the process (PostgreSQL, Redis). It fails when there is one
    // already, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    vestibule::cli::run().await
}
