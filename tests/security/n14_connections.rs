//! N14: connections that are opened and kept.

use std::time::{Duration, Instant};

use vestibule_test_support::TestApp;

use crate::socket::{Socket, address, status};

fn get(app: &TestApp) -> String {
    format!(
        "GET /health/live HTTP/1.1\r\nHost: {}\r\n\r\n",
        address(app)
    )
}

#[tokio::test]
async fn one_address_has_its_share_of_connections() {
    let app = TestApp::builder()
        .setting("server.max_connections_per_address", 3)
        .start()
        .await;
    let mut held = Vec::new();
    for _ in 0..3 {
        let mut socket = Socket::to(&app).await;
        socket.send(get(&app)).await.unwrap();
        assert_eq!(status(&socket.piece().await), 200);
        held.push(socket);
    }
    let mut fourth = Socket::to(&app).await;
    let _ = fourth.send(get(&app)).await;
    assert_eq!(
        fourth.rest().await,
        "",
        "the fourth is closed without an answer"
    );
    // A place that is given back is there for the next.
    drop(held.pop());
    let begun = Instant::now();
    loop {
        let mut next = Socket::to(&app).await;
        let _ = next.send(get(&app)).await;
        let answer = next.piece().await;
        if !answer.is_empty() {
            assert_eq!(status(&answer), 200);
            break;
        }
        assert!(
            begun.elapsed() < Duration::from_secs(5),
            "the place is not given back"
        );
    }
    // Those that were open go on.
    for socket in &mut held {
        socket.send(get(&app)).await.unwrap();
        assert_eq!(status(&socket.piece().await), 200);
    }
}

/// Beyond the limit for all, connections wait and are served when there is room.
#[tokio::test]
async fn all_together_have_a_limit_too() {
    let app = TestApp::builder()
        .setting("server.max_connections", 2)
        .setting("server.max_connections_per_address", 2)
        .start()
        .await;
    let (mut one, two) = (Socket::to(&app).await, Socket::to(&app).await);
    one.send(get(&app)).await.unwrap();
    assert_eq!(status(&one.piece().await), 200);
    let mut three = Socket::to(&app).await;
    three.send(get(&app)).await.unwrap();
    let waiting = tokio::time::timeout(Duration::from_millis(200), three.piece()).await;
    assert!(waiting.is_err(), "the third waits");
    drop(two);
    assert_eq!(status(&three.piece().await), 200);
}

/// A connection on which nothing is asked is closed.
#[tokio::test]
async fn an_idle_connection_is_closed() {
    let app = TestApp::builder()
        .setting("server.header_timeout_seconds", 1)
        .start()
        .await;
    let mut socket = Socket::to(&app).await;
    socket.send(get(&app)).await.unwrap();
    assert_eq!(status(&socket.piece().await), 200);
    let begun = Instant::now();
    let last = socket.rest().await;
    assert!(last.is_empty() || status(&last) == 408, "{last}");
    assert!(
        begun.elapsed() < Duration::from_secs(5),
        "{:?}",
        begun.elapsed()
    );
}
