//! The HTTP listener. `axum::serve` waits for ever for the headers of a request; this one bounds what a connection
//! may cost: time for headers, bodies and stalled answers, header size and count, connections in all and per address.

use std::collections::HashMap;
use std::convert::Infallible;
use std::future::Future;
use std::io;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::Body;
use axum::extract::{ConnectInfo, Request};
use axum::response::Response;
use hyper::body::{Body as _, Incoming};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use ipnet::IpNet;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::time::Sleep;
use tower::{Service, ServiceExt as _};
use tower_http::timeout::DeadlineBody;

use crate::config;

/// The most header bytes of a request, with its first line. Longer ones are answered with 431.
const MAX_HEADER_BYTES: usize = 32 * 1024;
/// The most headers of a request. More are answered with 431.
const MAX_HEADERS: usize = 100;
/// The most bytes buffered for one connection in each direction.
const MAX_BUFFER_BYTES: usize = 64 * 1024;
/// How long to wait when the system refuses another connection (no file descriptor left).
const ACCEPT_PAUSE: Duration = Duration::from_millis(200);

/// What one connection, and all of them together, may cost.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Open connections in all; further ones wait in the queue of the operating system.
    pub max_connections: usize,
    /// Open connections of one address (of one /64 for IPv6); further ones are closed at once.
    pub max_connections_per_address: usize,
    /// Proxies, which speak for many people: only the limit for all applies to them.
    pub trusted_proxies: Vec<IpNet>,
    /// From the start of a request, or of idling, to the end of its headers.
    pub header_timeout: Duration,
    /// From the end of the headers to the end of the body; also how long an answer may stall.
    pub body_timeout: Duration,
    /// From the order to stop to the end of every request.
    pub shutdown_grace: Duration,
}

impl From<&config::Server> for Limits {
    fn from(server: &config::Server) -> Self {
        let seconds = |seconds: u32| Duration::from_secs(seconds.into());
        Self {
            max_connections: server.max_connections,
            max_connections_per_address: server.max_connections_per_address,
            trusted_proxies: server.trusted_proxies.clone(),
            header_timeout: seconds(server.header_timeout_seconds),
            body_timeout: seconds(server.body_timeout_seconds),
            shutdown_grace: seconds(server.shutdown_grace_seconds),
        }
    }
}

/// Serves `app` over HTTP/1.1 until `shutdown` completes; then accepts nothing more, lets the requests in flight
/// finish within the grace, and closes what is left.
///
/// Each request carries its peer as [`ConnectInfo<SocketAddr>`]. Reading a body that came too late fails with
/// [`tower_http::timeout::TimeoutError`].
pub async fn serve<S>(
    listener: TcpListener,
    app: S,
    limits: Limits,
    shutdown: impl Future<Output = ()>,
) -> io::Result<()>
where
    S: Service<Request, Response = Response, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send,
{
    let mut shutdown = pin!(shutdown);
    let graceful = GracefulShutdown::new();
    // Dropping the sender at the end of this function closes every connection that is still open.
    let (_open, closing) = watch::channel(());
    let room = Arc::new(Semaphore::new(limits.max_connections));
    let crowd = Arc::new(Crowd::new(&limits));
    loop {
        let next = async {
            // First the room, then the connection: those beyond the limit wait unaccepted.
            let permit = Arc::clone(&room)
                .acquire_owned()
                .await
                .map_err(io::Error::other)?;
            let (stream, peer) = accept(&listener).await;
            Ok::<_, io::Error>((permit, stream, peer))
        };
        let (permit, stream, peer) = tokio::select! {
            next = next => next?,
            () = &mut shutdown => break,
        };
        let Some(place) = Crowd::enter(&crowd, peer.ip()) else {
            tracing::debug!(%peer, "too many connections of one address");
            continue;
        };
        let connection = Connection {
            peer,
            watcher: graceful.watcher(),
            closing: closing.clone(),
            _held: (permit, place),
        };
        tokio::spawn(connection.run(stream, app.clone(), limits.clone()));
    }
    drop(listener);
    if tokio::time::timeout(limits.shutdown_grace, graceful.shutdown())
        .await
        .is_err()
    {
        tracing::warn!("requests that outlasted the grace were cut off");
    }
    Ok(())
}

/// The next connection. What fails one connection, or all of them for a moment, must not end the server.
async fn accept(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    loop {
        match listener.accept().await {
            Ok(accepted) => return accepted,
            Err(error) if is_of_one_connection(&error) => {}
            Err(error) => {
                tracing::error!(%error, "no connection can be accepted for now");
                tokio::time::sleep(ACCEPT_PAUSE).await;
            }
        }
    }
}

fn is_of_one_connection(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset, Interrupted};
    matches!(
        error.kind(),
        ConnectionAborted | ConnectionRefused | ConnectionReset | Interrupted
    )
}

/// One connection and what it holds while it is open.
struct Connection {
    peer: SocketAddr,
    watcher: Watcher,
    closing: watch::Receiver<()>,
    _held: (OwnedSemaphorePermit, Place),
}

impl Connection {
    async fn run<S>(mut self, stream: TcpStream, app: S, limits: Limits)
    where
        S: Service<Request, Response = Response, Error = Infallible> + Clone + Send + 'static,
        S::Future: Send,
    {
        let peer = self.peer;
        // Answers are small and written at once: waiting to fill a packet would only delay them.
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%peer, %error, "no TCP_NODELAY");
        }
        let stream = Unstalled::new(stream, limits.body_timeout);
        let service = hyper::service::service_fn(move |request: hyper::Request<Incoming>| {
            let mut request = request.map(|body| {
                if body.is_end_stream() {
                    Body::empty()
                } else {
                    Body::new(DeadlineBody::new(limits.body_timeout, body))
                }
            });
            request.extensions_mut().insert(ConnectInfo(peer));
            app.clone().oneshot(request)
        });
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(limits.header_timeout)
            .max_headers(MAX_HEADERS)
            .max_header_size(MAX_HEADER_BYTES)
            .max_buf_size(MAX_BUFFER_BYTES)
            .serve_connection(TokioIo::new(stream), service);
        tokio::select! {
            served = self.watcher.watch(connection) => if let Err(error) = served {
                tracing::debug!(%peer, %error, "connection ended");
            },
            _ = self.closing.changed() => {}
        }
    }
}

/// How many connections each address holds.
struct Crowd {
    most: usize,
    exempt: Vec<IpNet>,
    present: Mutex<HashMap<IpAddr, usize>>,
}

impl Crowd {
    fn new(limits: &Limits) -> Self {
        Self {
            most: limits.max_connections_per_address,
            exempt: limits.trusted_proxies.clone(),
            present: Mutex::default(),
        }
    }

    /// A place for one more connection of this address, unless it has its share.
    fn enter(crowd: &Arc<Self>, address: IpAddr) -> Option<Place> {
        let address = address.to_canonical();
        let party = party(address);
        let is_exempt = crowd
            .exempt
            .iter()
            .any(|network| network.contains(&address));
        let mut present = crowd.present.lock().unwrap_or_else(PoisonError::into_inner);
        let count = present.entry(party).or_default();
        // A count of zero was just made and is below any limit, so no entry is left behind here.
        if *count >= crowd.most && !is_exempt {
            return None;
        }
        *count += 1;
        drop(present);
        Some(Place {
            crowd: Arc::clone(crowd),
            party,
        })
    }
}

/// Who counts as one: an IPv4 address, or the /64 of an IPv6 address, all of which one customer has.
fn party(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() >> 64 << 64).into(),
    }
}

/// The place of one open connection; given back when dropped.
struct Place {
    crowd: Arc<Crowd>,
    party: IpAddr,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut present = self
            .crowd
            .present
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = present.get_mut(&self.party) {
            *count -= 1;
            if *count == 0 {
                present.remove(&self.party);
            }
        }
    }
}

/// A stream whose writing fails when the other side takes nothing for too long.
struct Unstalled {
    stream: TcpStream,
    limit: Duration,
    stalled: Option<Pin<Box<Sleep>>>,
}

impl Unstalled {
    fn new(stream: TcpStream, limit: Duration) -> Self {
        Self {
            stream,
            limit,
            stalled: None,
        }
    }

    fn bounded<T>(
        &mut self,
        cx: &mut Context<'_>,
        progress: Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        if progress.is_ready() {
            self.stalled = None;
            return progress;
        }
        let limit = self.limit;
        let stalled = self
            .stalled
            .get_or_insert_with(|| Box::pin(tokio::time::sleep(limit)));
        stalled
            .as_mut()
            .poll(cx)
            .map(|()| Err(io::ErrorKind::TimedOut.into()))
    }
}

impl AsyncRead for Unstalled {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buffer)
    }
}

impl AsyncWrite for Unstalled {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let progress = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.bounded(cx, progress)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let progress = Pin::new(&mut self.stream).poll_write_vectored(cx, slices);
        self.bounded(cx, progress)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let progress = Pin::new(&mut self.stream).poll_flush(cx);
        self.bounded(cx, progress)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests;
