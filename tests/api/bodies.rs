//! What every endpoint has in common: bodies, methods, headers, and problems.

use reqwest::Method;
use serde_json::json;
use vestibule_test_support::api::{Api, problem};
use vestibule_test_support::fixture::ADA;
use vestibule_test_support::{Answer, TestApp};

async fn login(app: &TestApp, media_type: Option<&str>, body: impl Into<reqwest::Body>) -> Answer {
    let mut request = app.http().post(app.url("/api/v1/auth/login")).body(body);
    if let Some(media_type) = media_type {
        request = request.header("content-type", media_type);
    }
    Answer::of(request).await
}

const JSON: Option<&str> = Some("application/json");

/// "errors as RFC 9457 application/problem+json", whatever fails on the way.
#[tokio::test]
async fn whatever_is_no_body_is_a_problem() {
    let app = TestApp::with_fixture().await;
    Api::new(&app).await;
    for text in [
        "",
        "{",
        "[]",
        "null",
        "\"text\"",
        "{\"login\":\"a\",\"login\":\"b\"}",
        "{\"a\":1}x",
    ] {
        problem(&login(&app, JSON, text).await, 400, "invalid-body");
    }
    problem(
        &login(&app, JSON, vec![b'{', 0xff, b'}']).await,
        400,
        "invalid-body",
    );
    let form = "client_id=mobile&login=ada&password=x";
    for media_type in [
        Some("application/x-www-form-urlencoded"),
        Some("text/plain"),
        None,
    ] {
        problem(
            &login(&app, media_type, form).await,
            415,
            "unsupported-media-type",
        );
    }
    let huge = format!("{{\"login\":\"{}\"}}", "a".repeat(70_000));
    problem(&login(&app, JSON, huge).await, 413, "body-too-large");
    let deep = format!("{{\"a\":{}{}}}", "[".repeat(40), "]".repeat(40));
    problem(&login(&app, JSON, deep).await, 400, "invalid-body");
}

/// J17: what is no route is told in the API's own words, and names nothing.
#[tokio::test]
async fn what_is_no_route_is_a_problem() {
    let app = TestApp::with_fixture().await;
    let api = Api::new(&app).await;
    let http = app.http();
    for path in [
        "/api/v1/",
        "/api/v1/auth",
        "/api/v1/auth/loginx",
        "/api/v2/auth/login",
        "/api/v1/AUTH/login",
        "/api/v1//auth/login",
        "/api/v1/auth/login/",
    ] {
        let answer = Answer::of(http.post(app.url(path))).await;
        problem(&answer, 404, "not-found");
        assert!(!answer.body.contains("loginx"), "{}", answer.body);
    }
    let answer = Answer::of(http.get(app.url("/api/v1/auth/login"))).await;
    problem(&answer, 405, "method-not-allowed");
    assert_eq!(answer.header("allow"), Some("POST"));
    let answer = api
        .send(Method::POST, "auth/logout", "nonsense", json!(null))
        .await;
    problem(&answer, 401, "invalid-token");
}

/// "Consumers … MUST use the 'type' URI … as the problem type's primary identifier"; "it SHOULD provide human-readable
/// documentation"  RFC 9457 §3.1.1
#[tokio::test]
async fn the_type_of_a_problem_says_what_to_do() {
    let app = TestApp::with_fixture().await;
    let api = Api::new(&app).await;
    let told = problem(&api.auth("login", json!({})).await, 422, "invalid-fields");
    let about = app
        .wire()
        .request(Method::GET, told["type"].as_str().unwrap());
    let about = Answer::of(about).await.expect(200).json();
    assert_eq!(about["status"], 422);
    assert!(about["advice"].as_str().unwrap().contains("errors"));
    let unknown = Answer::of(app.http().get(app.url("/api/problems/nonsense"))).await;
    problem(&unknown, 404, "not-found");
}

/// "CORS … the client proves itself in the request": a browser of any origin may call, and no cookie counts.
#[tokio::test]
async fn a_browser_application_may_call_it_without_cookies() {
    let app = TestApp::with_fixture().await;
    Api::new(&app).await;
    let preflight = app
        .http()
        .request(Method::OPTIONS, app.url("/api/v1/auth/login"))
        .header("origin", "https://spa.example")
        .header("access-control-request-method", "POST")
        .header("access-control-request-headers", "content-type");
    let answer = Answer::of(preflight).await.expect(200);
    assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
    assert_eq!(answer.header("access-control-allow-credentials"), None);
    let body = json!({ "client_id": "mobile", "login": ADA.username, "password": ADA.password });
    let request = app
        .http()
        .post(app.url("/api/v1/auth/login"))
        .header("origin", "https://spa.example");
    let answer = Answer::of(request.json(&body)).await.expect(200);
    assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
    assert_eq!(answer.header("set-cookie"), None);
}

/// J18: a failure of ours is a problem of the API's own, which says nothing of the cause.
#[tokio::test]
async fn a_failure_of_ours_says_nothing_of_its_cause() {
    let app = TestApp::builder().fixture().without_jobs().start().await;
    let api = Api::new(&app).await;
    api.sign_in(ADA).await;
    app.app().database.close().await;
    let answer = api.login(ADA).await;
    let told = problem(&answer, 503, "unavailable");
    assert_eq!(answer.header("retry-after"), Some("2"));
    assert!(told["incident"].is_string());
    assert!(told["detail"].is_null());
}

/// Even where no issuer answers, or none can be looked up.
#[tokio::test]
async fn without_an_issuer_it_is_a_problem_all_the_same() {
    let app = TestApp::builder().fixture().without_jobs().start().await;
    let blank = async |path: &str, status: u16| {
        let answer = Answer::of(app.http().post(app.url(path))).await;
        assert_eq!(answer.status, status, "{answer:?}");
        assert_eq!(
            answer.header("content-type"),
            Some("application/problem+json")
        );
        // "about:blank … has no additional semantics beyond that of the HTTP status code"  RFC 9457 §4.2.1
        assert_eq!(answer.json()["type"], "about:blank");
    };
    blank("/t/nobody/api/v1/auth/login", 404).await;
    app.app().database.close().await;
    blank("/t/another/api/v1/auth/login", 503).await;
}
