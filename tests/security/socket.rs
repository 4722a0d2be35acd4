//! A connection without an HTTP library, for what no library would send.

use std::io;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;
use vestibule_test_support::TestApp;

/// Longer than the server may keep any connection in these tests.
const PATIENCE: Duration = Duration::from_secs(20);

/// One TCP connection to a server.
pub struct Socket(TcpStream);

impl Socket {
    pub async fn to(app: &TestApp) -> Self {
        Self(
            TcpStream::connect(address(app))
                .await
                .expect("the server listens"),
        )
    }

    /// Sends bytes; an error says that the server has closed.
    pub async fn send(&mut self, bytes: impl AsRef<[u8]>) -> io::Result<()> {
        timeout(PATIENCE, self.0.write_all(bytes.as_ref()))
            .await
            .expect("the server reads or closes")
    }

    /// Says that nothing more will come.
    pub async fn finish(&mut self) {
        // A connection that is closed already will take nothing more either.
        let _ = self.0.shutdown().await;
    }

    /// What the server says until it closes; a reset ends the text.
    pub async fn rest(&mut self) -> String {
        let mut bytes = Vec::new();
        let read = async {
            let mut chunk = [0; 4096];
            while let Ok(count @ 1..) = self.0.read(&mut chunk).await {
                bytes.extend_from_slice(&chunk[..count]);
            }
        };
        timeout(PATIENCE, read)
            .await
            .expect("the server closes the connection");
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// The next piece that the server says; empty when it has closed.
    pub async fn piece(&mut self) -> String {
        let mut chunk = vec![0; 65536];
        let read = timeout(PATIENCE, self.0.read(&mut chunk))
            .await
            .expect("the server answers or closes");
        String::from_utf8_lossy(&chunk[..read.unwrap_or(0)]).into_owned()
    }
}

/// `host:port` of the server, as in its `Host`.
pub fn address(app: &TestApp) -> String {
    app.url("").trim_start_matches("http://").to_owned()
}

/// Sends these bytes and reads until the server closes. They should ask for that: `Connection: close`.
pub async fn exchange(app: &TestApp, bytes: impl AsRef<[u8]>) -> String {
    let mut socket = Socket::to(app).await;
    // Whatever was not taken is judged by the answer.
    let _ = socket.send(bytes).await;
    socket.rest().await
}

/// The status of an answer.
pub fn status(answer: &str) -> u16 {
    let mut words = answer.split(' ');
    assert_eq!(words.next(), Some("HTTP/1.1"), "{answer:?}");
    words
        .next()
        .and_then(|word| word.parse().ok())
        .unwrap_or_else(|| panic!("{answer:?}"))
}
