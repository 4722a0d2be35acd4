#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may fail loudly"
)]

use std::time::Instant;

use axum::Router;
use axum::routing::{get, post};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use super::*;

const HELLO: &str = "GET /hello HTTP/1.1\r\nhost: a\r\n\r\n";

struct Running {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    server: JoinHandle<io::Result<()>>,
}

fn limits() -> Limits {
    Limits {
        max_connections: 100,
        max_connections_per_address: 50,
        trusted_proxies: Vec::new(),
        header_timeout: Duration::from_millis(300),
        body_timeout: Duration::from_millis(300),
        shutdown_grace: Duration::from_secs(5),
    }
}

async fn start(limits: Limits) -> Running {
    let app = Router::new()
        .route(
            "/hello",
            get(
                |ConnectInfo(peer): ConnectInfo<SocketAddr>| async move { format!("hello {peer}") },
            ),
        )
        .route("/echo", post(|body: String| async move { body }))
        .route("/large", get(|| async { vec![b'x'; 64 * 1024 * 1024] }))
        .route(
            "/slow",
            get(|| async {
                tokio::time::sleep(Duration::from_millis(500)).await;
                "done"
            }),
        );
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let server = tokio::spawn(serve(listener, app, limits, async {
        let _ = stopped.await;
    }));
    Running {
        address,
        stop,
        server,
    }
}

impl Running {
    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }

    /// Sends these bytes and reads until the server closes.
    async fn exchange(&self, bytes: impl AsRef<[u8]>) -> String {
        let mut stream = self.connect().await;
        let _ = stream.write_all(bytes.as_ref()).await;
        rest(&mut stream).await
    }
}

/// What the server sends until it closes; a reset ends the text.
async fn rest(stream: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    let read = async {
        let mut chunk = [0; 4096];
        while let Ok(count @ 1..) = stream.read(&mut chunk).await {
            answer.extend_from_slice(chunk.get(..count).unwrap());
        }
    };
    let closed = tokio::time::timeout(Duration::from_secs(5), read).await;
    assert!(closed.is_ok(), "the connection was left open");
    String::from_utf8(answer).unwrap()
}

async fn first(stream: &mut TcpStream) -> String {
    let mut chunk = [0; 4096];
    let count = stream.read(&mut chunk).await.unwrap_or(0);
    String::from_utf8_lossy(chunk.get(..count).unwrap()).into_owned()
}

#[tokio::test]
async fn a_request_knows_its_peer() {
    let running = start(limits()).await;
    let mut stream = running.connect().await;
    stream.write_all(HELLO.as_bytes()).await.unwrap();
    let answer = first(&mut stream).await;
    assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
    assert!(
        answer.ends_with(&format!("hello {}", stream.local_addr().unwrap())),
        "{answer}"
    );
}

#[tokio::test]
async fn incomplete_headers_and_idle_connections_are_closed() {
    let running = start(limits()).await;
    for bytes in [
        "",
        "GET /hello HT",
        "GET /hello HTTP/1.1\r\nhost: a\r\nx-slow: ",
        HELLO,
    ] {
        let began = Instant::now();
        let answer = running.exchange(bytes).await;
        assert_eq!(answer.contains("200 OK"), bytes == HELLO, "{answer}");
        let took = began.elapsed();
        assert!(
            took >= Duration::from_millis(250) && took < Duration::from_secs(3),
            "{took:?}"
        );
    }
}

#[tokio::test]
async fn headers_that_drip_in_are_closed_all_the_same() {
    let running = start(limits()).await;
    let mut stream = running.connect().await;
    let began = Instant::now();
    while stream.write_all(b"a").await.is_ok() {
        assert!(
            began.elapsed() < Duration::from_secs(3),
            "the connection was left open"
        );
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test]
async fn a_body_that_drips_in_is_refused() {
    let running = start(limits()).await;
    let mut stream = running.connect().await;
    stream
        .write_all(b"POST /echo HTTP/1.1\r\nhost: a\r\ncontent-length: 1000\r\n\r\n")
        .await
        .unwrap();
    let began = Instant::now();
    let (mut read, mut write) = stream.split();
    let drip = async {
        while write.write_all(b"x").await.is_ok() {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        std::future::pending::<()>().await;
    };
    let mut answer = vec![0; 12];
    tokio::select! {
        read = read.read_exact(&mut answer) => { read.unwrap(); }
        () = drip => {}
    }
    assert_eq!(String::from_utf8_lossy(&answer), "HTTP/1.1 400");
    assert!(began.elapsed() < Duration::from_secs(3));
}

#[tokio::test]
async fn an_answer_nobody_reads_is_given_up() {
    let running = start(Limits {
        max_connections: 1,
        ..limits()
    })
    .await;
    let mut greedy = running.connect().await;
    greedy
        .write_all(b"GET /large HTTP/1.1\r\nhost: a\r\n\r\n")
        .await
        .unwrap();
    // Only one connection may be open: this one is served when the other was given up.
    let answer = running.exchange(HELLO).await;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
}

#[tokio::test]
async fn too_many_or_too_large_headers_are_431() {
    let running = start(limits()).await;
    let with = |count: usize| {
        let headers: Vec<String> = (0..count)
            .map(|index| format!("x-{index}: 1\r\n"))
            .collect();
        format!("GET /hello HTTP/1.1\r\nhost: a\r\n{}\r\n", headers.concat())
    };
    assert!(running.exchange(with(99)).await.starts_with("HTTP/1.1 200"));
    assert!(
        running
            .exchange(with(100))
            .await
            .starts_with("HTTP/1.1 431")
    );
    for size in [33 * 1024, 60 * 1024] {
        let large = format!(
            "GET /hello HTTP/1.1\r\nhost: a\r\nx: {}\r\n\r\n",
            "a".repeat(size)
        );
        let answer = running.exchange(large).await;
        assert!(answer.starts_with("HTTP/1.1 431"), "{size}: {answer}");
    }
}

#[tokio::test]
async fn an_address_has_only_its_share_of_connections() {
    let running = start(Limits {
        max_connections_per_address: 2,
        header_timeout: Duration::from_secs(5),
        ..limits()
    })
    .await;
    let mut held = [running.connect().await, running.connect().await];
    for stream in &mut held {
        stream.write_all(HELLO.as_bytes()).await.unwrap();
        assert!(first(stream).await.contains("200 OK"));
    }
    assert_eq!(running.exchange(HELLO).await, "");
    drop(held);
    for _ in 0..50 {
        let mut stream = running.connect().await;
        let _ = stream.write_all(HELLO.as_bytes()).await;
        if first(&mut stream).await.contains("200 OK") {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("the places were not given back");
}

#[tokio::test]
async fn a_trusted_proxy_has_no_share() {
    let running = start(Limits {
        max_connections_per_address: 1,
        trusted_proxies: vec!["127.0.0.0/8".parse().unwrap()],
        ..limits()
    })
    .await;
    let _held = running.connect().await;
    assert!(running.exchange(HELLO).await.contains("200 OK"));
}

#[test]
fn an_ipv6_network_counts_as_one_party() {
    let party = |text: &str| party(text.parse().unwrap());
    assert_eq!(party("2001:db8:1:2:3::4"), party("2001:db8:1:2:ffff::"));
    assert_ne!(party("2001:db8:1:2::"), party("2001:db8:1:3::"));
    assert_ne!(party("192.0.2.1"), party("192.0.2.2"));
}

#[tokio::test]
async fn a_request_in_flight_at_shutdown_is_answered_and_no_new_one_accepted() {
    let running = start(Limits {
        header_timeout: Duration::from_secs(30),
        ..limits()
    })
    .await;
    let mut idle = running.connect().await;
    let mut stream = running.connect().await;
    stream
        .write_all(b"GET /slow HTTP/1.1\r\nhost: a\r\n\r\n")
        .await
        .unwrap();
    tokio::time::sleep(Duration::from_millis(100)).await;
    running.stop.send(()).unwrap();
    assert_eq!(rest(&mut idle).await, "");
    let answer = rest(&mut stream).await;
    assert!(
        answer.starts_with("HTTP/1.1 200") && answer.ends_with("done"),
        "{answer}"
    );
    running.server.await.unwrap().unwrap();
    assert!(TcpStream::connect(running.address).await.is_err());
}

#[tokio::test]
async fn what_outlasts_the_grace_is_cut_off() {
    let running = start(Limits {
        shutdown_grace: Duration::from_millis(50),
        ..limits()
    })
    .await;
    let mut stream = running.connect().await;
    stream
        .write_all(b"GET /slow HTTP/1.1\r\nhost: a\r\n\r\n")
        .await
        .unwrap();
    tokio::time::sleep(Duration::from_millis(100)).await;
    running.stop.send(()).unwrap();
    running.server.await.unwrap().unwrap();
    assert_eq!(rest(&mut stream).await, "");
}
