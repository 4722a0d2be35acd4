//! N01: bodies that are too large, endless, or lie about their length (RUSTSEC-2022-0055).

use vestibule_test_support::Answer;
use vestibule_test_support::TestApp;
use vestibule_test_support::assertions::assert_oauth_error;

use crate::socket::{Socket, address, exchange, status};

const LIMIT: usize = 64 * 1024;

/// Every URL that reads a form.
const READERS: [&str; 9] = [
    "/token",
    "/introspect",
    "/revoke",
    "/authorize",
    "/end_session",
    "/sign-in",
    "/consent",
    "/select-account",
    "/sign-out",
];

fn form_of(bytes: usize) -> String {
    let name = "client_id=web&x=";
    format!("{name}{}", "a".repeat(bytes - name.len()))
}

fn post(app: &TestApp, path: &str, more: &str) -> String {
    format!(
        "POST {path} HTTP/1.1\r\nHost: {}\r\nContent-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n{more}\r\n\r\n",
        address(app)
    )
}

/// "Verify that … input … limits"  ASVS 2.4.1: 64 KiB is enough for every form of the protocol.
#[tokio::test]
async fn a_form_of_more_than_64_kib_is_413_everywhere() {
    let app = TestApp::with_fixture().await;
    for path in READERS {
        for (size, refused) in [(LIMIT, false), (LIMIT + 1, true), (1024 * 1024, true)] {
            let request = app
                .http()
                .post(app.url(path))
                .header("content-type", "application/x-www-form-urlencoded");
            // The server may close before it has read everything: a client that only writes sees that as an error.
            let Ok(response) = request.body(form_of(size)).send().await else {
                assert!(size > LIMIT + 1, "{path} with {size} bytes");
                continue;
            };
            assert_eq!(
                response.status() == 413,
                refused,
                "{path} with {size} bytes: {}",
                response.status()
            );
        }
    }
    let request = app
        .http()
        .post(app.url("/token"))
        .header("content-type", "application/x-www-form-urlencoded");
    let answer = Answer::of(request.body(form_of(LIMIT + 1))).await;
    assert_oauth_error(&answer, 413, "invalid_request");
}

/// A body without an end is cut off when it passes the limit.
#[tokio::test]
async fn an_endless_body_is_refused_at_the_limit() {
    let app = TestApp::with_fixture().await;
    let mut socket = Socket::to(&app).await;
    socket
        .send(post(&app, "/token", "Transfer-Encoding: chunked"))
        .await
        .unwrap();
    let chunk = format!("1000\r\n{}\r\n", "a".repeat(0x1000));
    let mut sent = 0;
    while sent < 4096 && socket.send(&chunk).await.is_ok() {
        sent += 1;
    }
    // 64 KiB are 16 chunks; what the buffers of both ends hold comes on top.
    assert!(sent < 4096, "the server read {} KiB and goes on", sent * 4);
    let answer = socket.rest().await;
    // A reset may overtake the answer.
    assert!(answer.is_empty() || status(&answer) == 413, "{answer}");
}

/// The promise of a large body costs nothing: it is not waited for longer than bodies may take, nor is memory set aside.
#[tokio::test]
async fn a_promised_gigabyte_is_given_up_in_time() {
    let app = TestApp::builder()
        .setting("server.body_timeout_seconds", 1)
        .start()
        .await;
    let answer = exchange(
        &app,
        post(&app, "/token", "Content-Length: 10737418240") + "grant_type=",
    )
    .await;
    assert_eq!(status(&answer), 408, "{answer}");
    let answer = exchange(
        &app,
        post(&app, "/sign-in", "Content-Length: 10737418240") + "login=",
    )
    .await;
    assert!([400, 408].contains(&status(&answer)), "{answer}");
}

/// "If a message is received without Transfer-Encoding and with an invalid Content-Length header field, then the message
/// framing is invalid and the recipient MUST treat it as an unrecoverable error"  RFC 9112 §6.3
#[tokio::test]
async fn lengths_that_make_no_sense_are_400() {
    let app = TestApp::with_fixture().await;
    for length in [
        "Content-Length: -1",
        "Content-Length: 1e3",
        "Content-Length: 0x10",
        "Content-Length: 99999999999999999999999",
        "Content-Length: 5\r\nContent-Length: 6",
        "Content-Length: 5, 6",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
        "Transfer-Encoding: gzip",
    ] {
        let answer = exchange(&app, post(&app, "/token", length) + "abcde").await;
        assert_eq!(status(&answer), 400, "{length}: {answer}");
        assert_eq!(answer.matches("HTTP/1.1 ").count(), 1, "{length}: {answer}");
    }
}

/// "A server MAY reject a request that contains both Content-Length and Transfer-Encoding or process such a request in accordance
/// with the Transfer-Encoding alone. Regardless, the server MUST close the connection after responding"  RFC 9112 §6.1: what
/// follows is never taken for a second request.
#[tokio::test]
async fn a_second_request_cannot_be_smuggled_in_a_body() {
    let app = TestApp::with_fixture().await;
    let hidden = format!(
        "GET /health/live HTTP/1.1\r\nHost: {}\r\n\r\n",
        address(&app)
    );
    let request = |framing: &str, body: &str| {
        format!(
            "POST /token HTTP/1.1\r\nHost: {}\r\nContent-Type: application/x-www-form-urlencoded\r\n{framing}\r\n\r\n{body}",
            address(&app)
        )
    };
    let both = format!(
        "Content-Length: {}\r\nTransfer-Encoding: chunked",
        5 + hidden.len()
    );
    let answer = exchange(&app, request(&both, &format!("0\r\n\r\n{hidden}"))).await;
    assert!(!answer.contains("\"live\""), "{answer}");
    // Without the lie both are answered, so the hidden request is a real one.
    let mut socket = Socket::to(&app).await;
    let honest = request("Content-Length: 0", "")
        + hidden
            .replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")
            .as_str();
    socket.send(honest).await.unwrap();
    assert!(socket.rest().await.contains("\"live\""));
}
