//! Ports of this machine that nobody uses.

use std::net::{Ipv4Addr, Ipv6Addr};

use tokio::net::TcpListener;

use crate::cli::failure::Failure;

use super::Options;

/// How many ports after the wanted one are tried.
const TRIES: u16 = 100;

/// Where the demo's three programs listen.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ports {
    pub server: u16,
    pub app: u16,
    pub api: u16,
}

impl Ports {
    /// The wanted ports or the next free ones; the server's is taken at once.
    pub(super) async fn find(options: &Options) -> Result<(TcpListener, Self), Failure> {
        let (listener, server) = listen(options.port).await?;
        let app = free(options.app_port, &[server]).await?;
        let api = free(options.api_port, &[server, app]).await?;
        Ok((listener, Self { server, app, api }))
    }
}

/// Takes the wanted port or the next free one.
async fn listen(wanted: u16) -> Result<(TcpListener, u16), Failure> {
    for port in wanted..wanted.saturating_add(TRIES) {
        if let Some(listener) = take(port).await {
            return Ok((listener, port));
        }
    }
    Err(Failure::Failed(format!("no port from {wanted} on is free")))
}

/// The wanted port or the next free one that is none of `others`, for another program to take.
async fn free(wanted: u16, others: &[u16]) -> Result<u16, Failure> {
    for port in wanted..wanted.saturating_add(TRIES) {
        if !others.contains(&port) && take(port).await.is_some() {
            return Ok(port);
        }
    }
    Err(Failure::Failed(format!("no port from {wanted} on is free")))
}

/// A port counts as free when it is so for IPv6 too: a browser that is sent to `localhost` may try that first.
async fn take(port: u16) -> Option<TcpListener> {
    if let Err(error) = TcpListener::bind((Ipv6Addr::LOCALHOST, port)).await
        && error.kind() == std::io::ErrorKind::AddrInUse
    {
        return None;
    }
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.ok()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_taken_port_is_passed_over() {
        let taken = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = taken.local_addr().unwrap().port();
        assert!(free(port, &[]).await.is_ok_and(|found| found > port));
        assert!(listen(port).await.is_ok_and(|(_, found)| found > port));
    }
}
