//! N02: clients that are slow on purpose (Slowloris). `axum::serve` would wait for ever.

use std::time::{Duration, Instant};

use vestibule::config::Config;
use vestibule_test_support::TestApp;

use crate::socket::{Socket, address, status};

/// "header 10 s, body 10 s, request 30 s": what an operator who sets nothing gets.
#[test]
fn the_usual_limits_are_short() {
    let config = Config::load(None, std::iter::empty::<(String, String)>()).unwrap();
    assert_eq!(config.server.header_timeout_seconds, 10);
    assert_eq!(config.server.body_timeout_seconds, 10);
    assert_eq!(config.server.request_timeout_seconds, 30);
}

#[tokio::test]
async fn headers_that_do_not_end_are_cut_off() {
    let app = TestApp::builder()
        .setting("server.header_timeout_seconds", 1)
        .start()
        .await;
    let begun = Instant::now();
    let mut sockets = Vec::new();
    for begin in [
        "",
        "GET / HT",
        "GET / HTTP/1.1\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nX: ",
    ] {
        let mut socket = Socket::to(&app).await;
        socket.send(begin).await.unwrap();
        sockets.push(socket);
    }
    for mut socket in sockets {
        let answer = socket.rest().await;
        assert!(answer.is_empty() || status(&answer) == 408, "{answer}");
    }
    assert!(
        begun.elapsed() < Duration::from_secs(5),
        "{:?}",
        begun.elapsed()
    );
}

/// The limit is for all headers together: a byte now and then does not prolong it.
#[tokio::test]
async fn headers_that_drip_are_cut_off() {
    let app = TestApp::builder()
        .setting("server.header_timeout_seconds", 1)
        .start()
        .await;
    let begun = Instant::now();
    let mut socket = Socket::to(&app).await;
    socket
        .send(format!("GET / HTTP/1.1\r\nHost: {}\r\nX: ", address(&app)))
        .await
        .unwrap();
    while begun.elapsed() < Duration::from_secs(10) && socket.send("a").await.is_ok() {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert!(
        begun.elapsed() < Duration::from_secs(5),
        "{:?}",
        begun.elapsed()
    );
}

/// A body that drips is answered with 408 in time, and the connection is not used again.
#[tokio::test]
async fn a_body_that_drips_is_refused() {
    let app = TestApp::builder()
        .fixture()
        .setting("server.body_timeout_seconds", 1)
        .start()
        .await;
    let begun = Instant::now();
    let mut socket = Socket::to(&app).await;
    let head = format!(
        "POST /token HTTP/1.1\r\nHost: {}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\n",
        address(&app)
    );
    socket.send(head).await.unwrap();
    for _ in 0..30 {
        if socket.send("a").await.is_err() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let answer = socket.rest().await;
    assert_eq!(status(&answer), 408, "{answer}");
    assert!(
        answer.contains("\"invalid_request\"") && answer.contains("no-store"),
        "{answer}"
    );
    assert!(
        begun.elapsed() < Duration::from_secs(6),
        "{:?}",
        begun.elapsed()
    );
}

/// While slow clients hold their connections, others are served.
#[tokio::test]
async fn others_are_served_meanwhile() {
    let app = TestApp::with_fixture().await;
    let mut slow = Vec::new();
    for _ in 0..100 {
        let mut socket = Socket::to(&app).await;
        socket
            .send("POST /token HTTP/1.1\r\nContent-Le")
            .await
            .unwrap();
        slow.push(socket);
    }
    let begun = Instant::now();
    assert_eq!(
        app.http()
            .get(app.url("/health/ready"))
            .send()
            .await
            .unwrap()
            .status(),
        200
    );
    assert!(
        begun.elapsed() < Duration::from_secs(2),
        "{:?}",
        begun.elapsed()
    );
}
