//! The support itself: servers that start, stop and share nothing; tokens that are forged as intended.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed expectation is a failed test"
)]

use std::time::Duration;

use vestibule::model::SigningAlg;
use vestibule_test_support::assertions::{assert_absent, assert_no_secrets};
use vestibule_test_support::fixture;
use vestibule_test_support::jwt::{ForeignKey, Jwt};
use vestibule_test_support::{Answer, TestApp, TestProcess};

async fn is_ready(app: &TestApp) -> bool {
    let answer = app.http().get(app.url("/health/ready")).send().await;
    answer.is_ok_and(|answer| answer.status().is_success())
}

#[tokio::test]
async fn a_server_answers_restarts_and_stops() {
    let mut app = TestApp::builder()
        .setting("tokens.access_token_seconds", 61)
        .start()
        .await;
    assert!(is_ready(&app).await);
    assert_eq!(app.app().config.tokens.access_token_seconds, 61);
    app.advance(1000);
    let before = app.now();
    app.set("tokens.access_token_seconds", 62);
    app.restart().await;
    assert!(is_ready(&app).await);
    assert!(
        app.now() >= before,
        "the clock goes on where the restart found it"
    );
    assert_eq!(app.app().config.tokens.access_token_seconds, 62);
    app.stop().await;
    assert!(!is_ready(&app).await);
}

#[tokio::test]
async fn the_fixture_is_applied_and_no_secret_of_it_is_stored() {
    let app = TestApp::with_fixture().await;
    let again = app.apply(&fixture::toml()).await;
    assert!(again.is_unchanged(), "{again:?}");
    let dump = app.dump().await;
    for known in ["ada@example.com", "spa.example", fixture::AUDIENCE] {
        assert!(dump.contains(known), "the dump lacks {known}");
    }
    assert_no_secrets(&dump);
}

#[tokio::test]
async fn nodes_share_their_stores_and_nothing_else_does() {
    let app = TestApp::with_fixture().await;
    let node = app.another_node().await;
    let other = TestApp::start().await;
    assert_eq!(node.issuer(), app.issuer());
    assert_ne!(node.url(""), app.url(""));
    assert!(is_ready(&node).await && is_ready(&other).await);
    node.apply("[[user]]\nusername = \"joan\"\n").await;
    assert!(app.dump().await.contains("joan"));
    assert!(!other.dump().await.contains("joan"));
}

#[tokio::test]
async fn any_public_url_reaches_the_server() {
    let app = TestApp::builder()
        .setting("server.public_url", "https://id.example.com/auth")
        .start()
        .await;
    assert_eq!(app.issuer(), "https://id.example.com/auth");
    let url = "https://id.example.com/auth/health/ready";
    let answer = Answer::of(app.wire().request("GET".parse().unwrap(), url)).await;
    assert!(
        answer.status == 200 || answer.status == 404,
        "somebody answers: {answer:?}"
    );
}

#[tokio::test]
async fn a_program_is_started_ended_and_killed() {
    let mut process = TestProcess::new("/bin/sh").await;
    process.set("log", "debug");
    process.arguments(&[
        "-c",
        "echo $VESTIBULE_LOG $VESTIBULE_SERVER__LISTEN; exec sleep 60",
    ]);
    process.start();
    while !process.output().ends_with('\n') {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let listen = process.issuer().strip_prefix("http://").unwrap();
    assert_eq!(process.output(), format!("debug {listen}\n"));
    assert!(!process.terminate().await.success());
    process.start();
    process.kill9();
    let output = process.run(&["-c", "echo one; exit 3"]).await;
    assert_eq!(
        (output.status.code(), output.stdout.as_slice()),
        (Some(3), b"one\n".as_slice())
    );
}

#[test]
fn forged_tokens_differ_where_they_should() {
    let text = concat!(
        "eyJhbGciOiJSUzI1NiIsImtpZCI6ImEifQ",
        ".eyJzdWIiOiJhZGEifQ.c2ln"
    );
    let token = Jwt::read(text);
    assert_eq!(token.text(), text);
    let unsecured = token.clone().unsecured("nOnE");
    assert_eq!(unsecured.header["alg"], "nOnE");
    assert!(unsecured.text().ends_with('.'));
    assert_ne!(token.clone().with_broken_signature().text(), text);
    assert_eq!(token.clone().with_claim("sub", "eve").claims["sub"], "eve");
    for alg in [
        SigningAlg::ES256,
        SigningAlg::RS256,
        SigningAlg::EdDSA,
        SigningAlg::PS256,
    ] {
        let key = ForeignKey::new(alg);
        let forged = token
            .clone()
            .with_header("kid", key.kid())
            .signed_with(&key);
        let jwk = serde_json::from_value(key.public_jwk()).unwrap();
        let known = jsonwebtoken::DecodingKey::from_jwk(&jwk).unwrap();
        let whole = forged.text();
        let (message, signature) = whole.rsplit_once('.').unwrap();
        let alg = alg.name().parse().unwrap();
        let genuine = jsonwebtoken::crypto::verify(signature, message.as_bytes(), &known, alg);
        assert!(genuine.unwrap(), "{alg:?}");
    }
}

#[test]
#[should_panic(expected = "a secret is there")]
fn a_secret_is_found() {
    assert_absent("so the password is hunter2, he said", "hunter2");
}
