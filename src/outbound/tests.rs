#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use std::net::SocketAddr;
use std::time::Duration;

use reqwest::dns::Resolve as _;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use crate::config;

use super::address::Reachable;
use super::resolver::Resolver;
use super::{Outbound, OutboundError, TargetProblem};

fn outbound(allowed: &[&str]) -> Outbound {
    Outbound::new(&config::Outbound {
        allowed_networks: allowed.iter().map(|text| text.parse().unwrap()).collect(),
        ca_file: None,
        timeout_seconds: 1,
    })
    .unwrap()
}

#[test]
fn a_file_of_authorities_holds_certificates() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ca.pem");
    let opened = |text: Option<&str>| {
        if let Some(text) = text {
            std::fs::write(&path, text).unwrap();
        }
        let settings = config::Outbound {
            allowed_networks: Vec::new(),
            ca_file: Some(path.clone()),
            timeout_seconds: 1,
        };
        Outbound::new(&settings).unwrap_err().to_string()
    };
    assert!(opened(None).starts_with("outbound.ca_file"));
    assert!(opened(Some("")).ends_with("holds no certificate"));
    let broken = "-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n";
    assert!(opened(Some(broken)).ends_with("is not PEM"));
}

/// Answers every connection with these bytes, and then with as many more as `more` says.
async fn answering(bytes: &'static str, more: usize) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(answer(stream, bytes, more));
        }
    });
    address
}

async fn answer(mut stream: TcpStream, bytes: &'static str, more: usize) {
    let mut request = [0; 4096];
    let _ = stream.read(&mut request).await;
    let _ = stream.write_all(bytes.as_bytes()).await;
    for _ in 0..more / 1024 {
        if stream.write_all(&[b'x'; 1024]).await.is_err() {
            return;
        }
    }
    // Says no more and leaves the connection open.
    tokio::time::sleep(Duration::from_secs(30)).await;
}

const OK: &str = "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\n{}";

#[test]
fn addresses_of_special_use_are_refused_in_every_notation() {
    let outbound = outbound(&[]);
    for host in [
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "127.0.0.1.",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.0.1",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "[::]",
        "[::1]",
        "[::127.0.0.1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:10.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[64:ff9b:1::1]",
        "[100::1]",
        "[2001::1]",
        "[2001:db8::1]",
        "[2002:7f00:1::]",
        "[3fff::1]",
        "[5f00::1]",
        "[fc00::1]",
        "[fd12:3456::1]",
        "[fe80::1]",
        "[fec0::1]",
        "[ff02::1]",
        "localhost",
        "LOCALHOST",
        "localhost.",
        "a.localhost",
    ] {
        let judged = outbound.judge(&format!("https://{host}/x"));
        assert_eq!(judged, Err(TargetProblem::Address), "{host}");
    }
    for host in [
        "1.1.1.1",
        "[2606:4700::1111]",
        "app.example",
        "172.32.0.1",
        "100.128.0.1",
    ] {
        assert!(
            outbound.judge(&format!("https://{host}/x")).is_ok(),
            "{host}"
        );
    }
}

#[test]
fn only_https_and_no_user_and_no_fragment() {
    let outbound = outbound(&["127.0.0.0/8", "10.0.0.0/8"]);
    for (url, problem) in [
        ("http://app.example/x", TargetProblem::NotHttps),
        ("http://10.0.0.1/x", TargetProblem::NotHttps),
        ("ftp://app.example/x", TargetProblem::NotHttps),
        ("file:///etc/passwd", TargetProblem::NotAUrl),
        ("gopher://app.example/x", TargetProblem::NotHttps),
        ("app.example/x", TargetProblem::NotAUrl),
        ("https://user@app.example/x", TargetProblem::User),
        ("https://:secret@app.example/x", TargetProblem::User),
        ("https://app.example/x#y", TargetProblem::Fragment),
        ("https://[::1]/x", TargetProblem::Address),
    ] {
        assert_eq!(outbound.judge(url), Err(problem), "{url}");
    }
    for url in [
        "http://127.0.0.1:3000/x",
        "http://localhost:3000/x",
        "https://10.0.0.1/x?y=z",
    ] {
        assert!(outbound.judge(url).is_ok(), "{url}");
    }
}

/// `localhost` is known by name as well; here only what it stands for can give it away.
#[tokio::test]
async fn a_name_that_stands_for_a_refused_address_is_not_connected_to() {
    let resolved = |allowed: &[&str]| {
        let allowed = allowed.iter().map(|text| text.parse().unwrap()).collect();
        Resolver(Reachable::new(allowed)).resolve("localhost".parse().unwrap())
    };
    let Err(refused) = resolved(&[]).await else {
        panic!("localhost was resolved")
    };
    assert_eq!(
        refused.downcast_ref::<TargetProblem>(),
        Some(&TargetProblem::Address)
    );
    assert!(resolved(&["127.0.0.0/8", "::1/128"]).await.is_ok());
}

#[tokio::test]
async fn a_redirect_is_an_answer_and_is_not_followed() {
    let redirect = "HTTP/1.1 307 Temporary Redirect\r\nlocation: http://127.0.0.1:1/\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";
    let address = answering(redirect, 0).await;
    let outbound = outbound(&["127.0.0.0/8"]);
    let answer = outbound
        .post_form(&format!("http://{address}/"), &[("a", "b")])
        .await;
    assert_eq!(answer.map(|answer| answer.status), Ok(307));
    let json = outbound.get_json(&format!("http://{address}/")).await;
    assert_eq!(json, Err(OutboundError::Status(307)));
}

#[tokio::test]
async fn a_slow_answer_and_an_endless_one_are_given_up() {
    let outbound = outbound(&["127.0.0.0/8"]);
    for silent in ["", "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n"] {
        let address = answering(silent, 0).await;
        let answer = outbound.post_form(&format!("http://{address}/"), &[]).await;
        assert_eq!(answer, Err(OutboundError::TimedOut), "{silent:?}");
    }
    for endless in [
        "HTTP/1.1 200 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\ncontent-length: 100000000\r\n\r\n",
    ] {
        let address = answering(endless, 100_000_000).await;
        let url = format!("http://{address}/");
        let answer = outbound.get_json(&url).await;
        assert_eq!(answer, Err(OutboundError::TooLarge), "{endless:?}");
        // Where the status says it all, the rest is not read.
        let answer = outbound.post_form(&url, &[]).await.unwrap();
        assert_eq!((answer.status, answer.body.len()), (200, 64 * 1024));
    }
}

#[tokio::test]
async fn errors_say_nothing_of_what_was_sent() {
    let outbound = outbound(&["127.0.0.0/8"]);
    let url = "http://127.0.0.1:1/secret-path?secret=query";
    let error = outbound
        .post_form(url, &[("secret", "field")])
        .await
        .unwrap_err();
    assert_eq!(error, OutboundError::Unreachable);
    assert!(!format!("{error} {error:?}").contains("secret"));
}

#[tokio::test]
async fn json_goes_out_and_comes_in() {
    let address = answering(OK, 0).await;
    let outbound = outbound(&["127.0.0.0/8"]);
    let url = format!("http://{address}/");
    let token = crate::model::Secret::new("Bearer x");
    let answer = outbound
        .post_json(
            &url,
            &[("authorization", &token)],
            &serde_json::json!({"to": 1}),
        )
        .await;
    assert_eq!(answer.map(|answer| answer.body), Ok(b"{}".to_vec()));
    assert_eq!(outbound.get_json(&url).await, Ok(serde_json::json!({})));
    let broken = crate::model::Secret::new("a\nb");
    let refused = outbound
        .post_json(&url, &[("authorization", &broken)], &serde_json::json!({}))
        .await;
    assert_eq!(refused, Err(OutboundError::Header));
}
