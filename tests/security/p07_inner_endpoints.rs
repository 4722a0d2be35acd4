//! P07: what is meant for the operator is reachable for everybody.

use std::net::TcpListener;

use vestibule_test_support::fixture::ADA;
use vestibule_test_support::{TestApp, TestProcess};

/// "Verify that … debug modes … documentation … monitoring endpoints are not exposed"  ASVS 13.4.2, 13.4.5
#[tokio::test]
async fn the_public_port_knows_no_inner_page() {
    let app = TestApp::with_fixture().await;
    let paths = [
        "/metrics",
        "/metrics/",
        "/debug",
        "/debug/pprof",
        "/status",
        "/actuator",
        "/actuator/health",
        "/openapi.json",
        "/swagger",
        "/dev/pages",
        "/dev/pages/sign-in/0",
        "/dev/letters/invitation/html",
        "/dev/style/dark",
        "/dev/mail",
        "/.env",
        "/.git/config",
        "/server-status",
        "/health",
        "/health/",
        "/vestibule.db",
        "/static/../Cargo.toml",
        "/static/%2e%2e%2fCargo.toml",
        "/static/..%5cCargo.toml",
        "/static/",
        "/static/style.css/..",
    ];
    for path in paths {
        for prefix in ["", "/t/default"] {
            let answer = app
                .http()
                .get(app.url(&format!("{prefix}{path}")))
                .send()
                .await
                .unwrap();
            assert_eq!(answer.status(), 404, "{prefix}{path}");
        }
    }
    assert_eq!(
        app.http()
            .get(app.url("/static/style.css"))
            .send()
            .await
            .unwrap()
            .status(),
        200
    );
}

/// The page of mails is for whoever develops; elsewhere the process does not even remember what it wrote: links and codes.
#[tokio::test]
async fn mails_that_went_into_files_are_remembered_only_while_developing() {
    for developer in [true, false] {
        let app = TestApp::builder()
            .fixture()
            .setting("server.developer", developer)
            .start()
            .await;
        let mut browser = app.browser();
        browser.get("/forgot-password").await;
        let fields = [("login", ADA.email)];
        browser
            .submit("#forgot-password", &fields, "#forgot-password-submit")
            .await;
        app.mailbox().last_to(ADA.email).await;
        assert_eq!(app.app().mailer.latest().is_empty(), !developer);
        let page = browser.get("/dev/mail").await;
        assert_eq!(page.status, if developer { 200 } else { 404 });
        assert_eq!(page.text().contains(ADA.email), developer);
    }
}

/// The health of the process is one word each, without versions, addresses or names.
#[tokio::test]
async fn health_says_no_more_than_it_must() {
    let app = TestApp::with_fixture().await;
    let live: serde_json::Value = app
        .http()
        .get(app.url("/health/live"))
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    assert_eq!(live, serde_json::json!({ "status": "live" }));
    let ready: serde_json::Value = app
        .http()
        .get(app.url("/health/ready"))
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    assert_eq!(
        ready,
        serde_json::json!({ "status": "ready", "database": "ok", "ephemeral_store": "ok", "revocations": "ok" })
    );
}

/// The numbers have a listener of their own, which knows nothing else.
#[tokio::test]
async fn the_metrics_listener_serves_metrics_alone() {
    let mut process = TestProcess::with_fixture(env!("CARGO_BIN_EXE_vestibule")).await;
    let address = TcpListener::bind("127.0.0.1:0")
        .and_then(|socket| socket.local_addr())
        .unwrap();
    process.set("metrics.listen", address);
    process.start();
    process.wait_ready().await;
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let get = |url: String| async { http.get(url).send().await.unwrap() };
    assert_eq!(get(process.url("/metrics")).await.status(), 404);
    let metrics = get(format!("http://{address}/metrics")).await;
    assert_eq!(metrics.status(), 200);
    assert!(
        metrics
            .text()
            .await
            .unwrap()
            .contains("vestibule_http_requests_total")
    );
    for path in [
        "/",
        "/token",
        "/jwks",
        "/sign-in",
        "/authorize",
        "/health/ready",
    ] {
        assert_eq!(
            get(format!("http://{address}{path}")).await.status(),
            404,
            "{path}"
        );
    }
}
