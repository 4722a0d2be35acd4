//! N09: attacks on HTTP/2 (CVE-2023-44487, RUSTSEC-2026-0258). The server speaks HTTP/1.1 only.

use vestibule_test_support::TestApp;

use crate::socket::{address, exchange, status};

#[tokio::test]
async fn the_preface_of_http_2_is_refused_and_the_connection_closed() {
    let app = TestApp::start().await;
    // The preface and an empty SETTINGS frame (RFC 9113 §3.4).
    let mut bytes = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_vec();
    bytes.extend([0, 0, 0, 4, 0, 0, 0, 0, 0]);
    let answer = exchange(&app, bytes).await;
    assert!(
        answer.is_empty() || [400, 505].contains(&status(&answer)),
        "{answer:?}"
    );
    assert!(!answer.contains("\0\0"), "no frame came back: {answer:?}");
}

/// An upgrade is an offer that the server does not take (RFC 9110 §7.8).
#[tokio::test]
async fn no_connection_is_upgraded() {
    let app = TestApp::start().await;
    for protocol in ["h2c", "websocket", "TLS/1.3"] {
        let answer = exchange(
            &app,
            format!(
                "GET /health/live HTTP/1.1\r\nHost: {}\r\nConnection: Upgrade, HTTP2-Settings, close\r\nUpgrade: {protocol}\r\n\
                 HTTP2-Settings: AAMAAABkAAQAAP__\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n",
                address(&app)
            ),
        )
        .await;
        assert_eq!(status(&answer), 200, "{protocol}: {answer}");
        assert!(answer.contains("\"live\""), "{answer}");
    }
}
