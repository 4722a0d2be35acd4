//! The headers that every answer has, of whatever kind it is (SECURITY baseline 4.1, ASVS 3.4).

use reqwest::header::{CONTENT_TYPE, COOKIE, HeaderMap};
use reqwest::{Method, RequestBuilder};
use vestibule_test_support::fixture::{ADA, WEB};
use vestibule_test_support::relying_party::basic;
use vestibule_test_support::{Answer, RelyingParty, TestApp};

use crate::socket::{exchange, status};
use crate::visits::pair;

const ISSUER: &str = "https://id.example.com";

async fn app() -> TestApp {
    TestApp::builder()
        .fixture()
        .setting("server.public_url", ISSUER)
        .start()
        .await
}

fn one<'a>(headers: &'a HeaderMap, name: &str, what: &str) -> &'a str {
    let values: Vec<_> = headers
        .get_all(name)
        .iter()
        .map(|value| value.to_str().unwrap())
        .collect();
    assert_eq!(
        values.len(),
        1,
        "{what}: {name} is there {} times",
        values.len()
    );
    values[0]
}

fn assert_headers(headers: &HeaderMap, what: &str) {
    // "Verify that a Strict-Transport-Security header field is included on all responses"  ASVS 3.4.1
    assert_eq!(
        one(headers, "strict-transport-security", what),
        "max-age=63072000; includeSubDomains"
    );
    // "Verify that each HTTP response … X-Content-Type-Options: nosniff"  ASVS 3.4.4
    assert_eq!(one(headers, "x-content-type-options", what), "nosniff");
    // "Verify that … a referrer policy"  ASVS 3.4.5
    assert_eq!(one(headers, "referrer-policy", what), "no-referrer");
    assert!(["same-origin", "cross-origin"].contains(&one(
        headers,
        "cross-origin-resource-policy",
        what
    )));
    assert!(!one(headers, "cache-control", what).is_empty());
    // "Verify that … do not expose … version information"  ASVS 13.4.6
    for absent in ["server", "x-powered-by", "via"] {
        assert!(!headers.contains_key(absent), "{what}: {absent}");
    }
    let is_html = headers
        .get(CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if is_html {
        assert_html(headers, what);
    }
}

fn assert_html(headers: &HeaderMap, what: &str) {
    let policy = one(headers, "content-security-policy", what);
    let directives: Vec<&str> = policy.split(';').map(str::trim).collect();
    for directive in [
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "object-src 'none'",
        // "Verify that … frame-ancestors"  ASVS 3.4.6
        "frame-ancestors 'none'",
    ] {
        assert!(
            directives.contains(&directive),
            "{what}: {directive} is not in {policy}"
        );
    }
    let script = directives
        .iter()
        .find(|directive| directive.starts_with("script-src"))
        .unwrap();
    assert!(
        *script == "script-src 'none'" || script.starts_with("script-src 'nonce-"),
        "{what}: {policy}"
    );
    assert!(
        !policy.contains("unsafe") && !policy.contains('*') && !policy.contains("http:"),
        "{what}: {policy}"
    );
    assert_eq!(one(headers, "x-frame-options", what), "DENY");
    assert_eq!(
        one(headers, "cross-origin-opener-policy", what),
        "same-origin"
    );
    assert_eq!(
        one(headers, "permissions-policy", what),
        "camera=(), microphone=(), geolocation=(), payment=(), publickey-credentials-get=(self), publickey-credentials-create=(self)"
    );
    assert_eq!(one(headers, "cache-control", what), "no-store");
    assert_eq!(
        one(headers, CONTENT_TYPE.as_str(), what),
        "text/html; charset=utf-8"
    );
}

/// One request of each kind, with the status it must have.
fn requests(app: &TestApp) -> Vec<(&'static str, u16, RequestBuilder)> {
    let rp = RelyingParty::new(app, WEB);
    let get = |path: &str| app.wire().request(Method::GET, &format!("{ISSUER}{path}"));
    let post = |path: &str| app.wire().request(Method::POST, &format!("{ISSUER}{path}"));
    let form = |path: &str, body: String| {
        post(path)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(body)
    };
    let with_basic = |path: &str, body: &str| {
        form(path, body.to_owned()).header("authorization", basic(WEB.id, WEB.secret))
    };
    let large = format!("x={}", "a".repeat(70_000));
    vec![
        ("page", 200, get("/sign-in")),
        ("front page", 200, get("/")),
        ("error page", 400, get("/authorize?client_id=nobody")),
        ("page of an unknown path", 404, get("/nothing-here")),
        ("page of an unknown tenant", 404, get("/t/nobody/sign-in")),
        (
            "page of an unknown host",
            404,
            app.http()
                .get(app.url("/sign-in"))
                .header("host", "other.example"),
        ),
        (
            "page after a bad form",
            403,
            form("/sign-in", "login=ada".to_owned()),
        ),
        (
            "page after a form of another type",
            400,
            post("/sign-in").json(&serde_json::json!({})),
        ),
        (
            "redirect to a page",
            303,
            get(rp.authorization_url(&[]).strip_prefix(ISSUER).unwrap()),
        ),
        (
            "redirect to a client",
            303,
            get(rp
                .authorization_url(&[("prompt", "none")])
                .strip_prefix(ISSUER)
                .unwrap()),
        ),
        (
            "form_post",
            200,
            get(rp
                .authorization_url(&[("prompt", "none"), ("response_mode", "form_post")])
                .strip_prefix(ISSUER)
                .unwrap()),
        ),
        ("metadata", 200, get("/.well-known/openid-configuration")),
        (
            "metadata of RFC 8414",
            200,
            get("/.well-known/oauth-authorization-server"),
        ),
        ("keys", 200, get("/jwks")),
        (
            "tokens",
            200,
            with_basic("/token", "grant_type=client_credentials"),
        ),
        (
            "token error",
            400,
            with_basic("/token", "grant_type=password"),
        ),
        (
            "client error",
            401,
            form("/token", "grant_type=client_credentials".to_owned()),
        ),
        (
            "query at the token endpoint",
            400,
            form("/token?a=b", String::new()),
        ),
        (
            "JSON at the token endpoint",
            400,
            post("/token").json(&serde_json::json!({})),
        ),
        ("introspection", 200, with_basic("/introspect", "token=x")),
        ("revocation", 200, with_basic("/revoke", "token=x")),
        ("userinfo without token", 401, get("/userinfo")),
        (
            "userinfo with a bad token",
            401,
            get("/userinfo").bearer_auth("x"),
        ),
        ("method", 405, post("/jwks")),
        (
            "method of a page",
            405,
            app.wire()
                .request(Method::DELETE, &format!("{ISSUER}/sign-in")),
        ),
        (
            "method that changes nothing",
            405,
            app.wire()
                .request(Method::HEAD, &format!("{ISSUER}/authorize")),
        ),
        (
            "unknown method",
            405,
            app.wire().request(
                Method::from_bytes(b"BREW").unwrap(),
                &format!("{ISSUER}/token"),
            ),
        ),
        (
            "large form of a program",
            413,
            form("/token", large.clone()),
        ),
        ("large form of a page", 413, form("/sign-in", large)),
        ("style sheet", 200, get("/static/style.css")),
        ("unknown file", 404, get("/static/none.css")),
        (
            "preflight",
            200,
            app.wire()
                .request(Method::OPTIONS, &format!("{ISSUER}/token"))
                .header("origin", "https://spa.example")
                .header("access-control-request-method", "POST"),
        ),
        ("liveness", 200, get("/health/live")),
        ("readiness", 200, get("/health/ready")),
    ]
}

#[tokio::test]
async fn every_kind_of_answer_has_the_headers() {
    let app = app().await;
    for (what, status, request) in requests(&app) {
        let answer = Answer::of(request).await;
        assert_eq!(answer.status, status, "{what}: {answer:?}");
        assert_headers(&answer.headers, what);
    }
}

#[tokio::test]
async fn so_have_the_answers_to_somebody_who_is_signed_in() {
    let app = app().await;
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    let cookies = format!(
        "{}; {}",
        pair(&browser, "__Host-sid"),
        pair(&browser, "__Host-browser")
    );
    for (what, _, request) in requests(&app) {
        assert_headers(
            &Answer::of(request.header(COOKIE, &cookies)).await.headers,
            what,
        );
    }
    let rp = RelyingParty::new(&app, WEB);
    let consent = browser.authorize(&rp.authorization_url(&[])).await.page();
    for page in [consent, browser.get("/end_session").await] {
        assert_headers(&page.headers, page.url.as_str());
    }
}

/// Chromium holds the redirect that answers a form against `form-action`: the one origin that has to be there is, and no other.
#[tokio::test]
async fn a_form_may_lead_to_the_application_that_asks_and_nowhere_else() {
    let app = app().await;
    let rp = RelyingParty::new(&app, WEB);
    let form_action = |headers: &HeaderMap| {
        let policy = one(headers, "content-security-policy", "page").to_owned();
        policy
            .split(';')
            .map(str::trim)
            .find(|directive| directive.starts_with("form-action"))
            .unwrap()
            .to_owned()
    };
    let mut browser = app.browser();
    assert_eq!(
        form_action(&browser.get("/sign-in").await.headers),
        "form-action 'self'"
    );
    let page = browser.authorize(&rp.authorization_url(&[])).await.page();
    assert_eq!(
        form_action(&page.headers),
        "form-action 'self' https://app.example"
    );
    let page = browser
        .fill_sign_in(ADA.username, ADA.password)
        .await
        .page();
    assert_eq!(
        form_action(&page.headers),
        "form-action 'self' https://app.example"
    );
    let page = browser
        .get("/authorize?client_id=web&redirect_uri=https%3A%2F%2Fattacker.example%2F")
        .await;
    assert_eq!(form_action(&page.headers), "form-action 'self'");
}

/// Only what any site may read can be embedded by any site.
#[tokio::test]
async fn only_public_documents_are_cross_origin() {
    let app = app().await;
    for (what, _, request) in requests(&app) {
        let public = ["metadata", "metadata of RFC 8414", "keys"].contains(&what);
        let answer = Answer::of(request).await;
        let policy = one(&answer.headers, "cross-origin-resource-policy", what);
        assert_eq!(
            policy,
            if public {
                "cross-origin"
            } else {
                "same-origin"
            },
            "{what}"
        );
        // CORS lets scripts of other sites read answers; none of those is ever given with the user's cookies.
        assert!(
            !answer
                .headers
                .contains_key("access-control-allow-credentials"),
            "{what}"
        );
        let is_page = answer
            .headers
            .get(CONTENT_TYPE)
            .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
        if is_page {
            assert!(
                !answer.headers.contains_key("access-control-allow-origin"),
                "{what}"
            );
        }
    }
}

/// What is no request at all is answered below our layers, with an empty body and nothing to protect.
#[tokio::test]
async fn an_answer_to_garbage_tells_nothing_about_the_server() {
    let app = TestApp::start().await;
    let flood = format!(
        "GET / HTTP/1.1\r\nHost: a\r\nX: {}\r\n\r\n",
        "x".repeat(40_000)
    );
    for (bytes, expected) in [("NOT HTTP AT ALL\r\n\r\n", 400), (flood.as_str(), 431)] {
        let answer = exchange(&app, bytes).await;
        assert_eq!(status(&answer), expected, "{answer}");
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        assert_eq!(body, "");
        assert!(head.to_lowercase().contains("content-length: 0"), "{head}");
        assert!(!head.to_lowercase().contains("server:"), "{head}");
    }
}

/// On loopback without TLS the browser must not be told to insist on TLS for everything on that host.
#[tokio::test]
async fn a_plain_http_issuer_sends_no_transport_security() {
    let app = TestApp::start().await;
    let answer = Answer::of(app.http().get(app.url("/sign-in")))
        .await
        .expect(200);
    assert_eq!(answer.header("strict-transport-security"), None);
}
