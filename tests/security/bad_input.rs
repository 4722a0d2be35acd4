//! The table of bad input: the standard error or the error page, with exact status and code, and nothing stored.

use reqwest::Method;
use reqwest::header::CONTENT_TYPE;
use vestibule_test_support::assertions::{
    assert_bearer_error, assert_error_page, assert_oauth_error, assert_redirect_error,
};
use vestibule_test_support::fixture::{API, SPA, WEB};
use vestibule_test_support::relying_party::basic;
use vestibule_test_support::{Answer, RelyingParty, TestApp};

use crate::durable::{assert_unchanged, rows};
use crate::socket::{address, exchange, status};

const FORM: &str = "application/x-www-form-urlencoded";

/// Before the redirect URI is proven the browser stays; afterwards the client is told.
#[tokio::test]
async fn bad_authorization_requests() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let before = rows(&app).await;
    let query = rp
        .authorization_url(&[])
        .split_once('?')
        .unwrap()
        .1
        .to_owned();
    let without = |name: &str| {
        rp.authorization_url_without(&[name], &[])
            .split_once('?')
            .unwrap()
            .1
            .to_owned()
    };
    let with = |changes: &[(&str, &str)]| {
        rp.authorization_url(changes)
            .split_once('?')
            .unwrap()
            .1
            .to_owned()
    };
    let pages = [
        String::new(),
        "=".to_owned(),
        "&&&".to_owned(),
        without("client_id"),
        without("redirect_uri"),
        with(&[("client_id", "nobody")]),
        with(&[("client_id", "WEB")]),
        with(&[("client_id", "web "), ("scope", "openid")]),
        with(&[("client_id", "web\0")]),
        with(&[("redirect_uri", "https://attacker.example/")]),
        with(&[("redirect_uri", "https://app.example/callback/")]),
        with(&[("redirect_uri", "not a uri")]),
        with(&[("redirect_uri", "")]),
        // Two mistakes: the first thing to be proven decides, and nothing is redirected.
        with(&[
            ("redirect_uri", "https://attacker.example/"),
            ("response_type", "x"),
        ]),
        format!("{query}&client_id=web"),
        format!("{query}&client_id=spa"),
        format!("{query}&redirect_uri=https%3A%2F%2Fapp.example%2Fcallback"),
        format!("{query}&x=%ff"),
        format!("{query}&x=%c0%af"),
        format!("{query}&%ed%a0%80=x"),
    ];
    for bad in pages {
        let page = app.browser().get(&format!("/authorize?{bad}")).await;
        assert_error_page(&page, "invalid_request");
    }
    #[rustfmt::skip] // A table reads by its rows.
    let redirects = [
        (without("response_type"), "invalid_request"),
        (with(&[("response_type", "token")]), "unsupported_response_type"),
        (with(&[("response_type", "code id_token")]), "unsupported_response_type"),
        (with(&[("response_type", "CODE")]), "unsupported_response_type"),
        (with(&[("response_mode", "jwt")]), "invalid_request"),
        (with(&[("scope", "openid \u{e9}")]), "invalid_scope"),
        (with(&[("scope", "openid \"x\"")]), "invalid_scope"),
        (with(&[("prompt", "none login")]), "invalid_request"),
        (with(&[("prompt", "create")]), "invalid_request"),
        (with(&[("max_age", "-1")]), "invalid_request"),
        (with(&[("max_age", "1.5")]), "invalid_request"),
        (with(&[("max_age", "\u{661}")]), "invalid_request"),
        (with(&[("code_challenge_method", "plain")]), "invalid_request"),
        (with(&[("code_challenge", "short")]), "invalid_request"),
        (with(&[("code_challenge", &"=".repeat(43))]), "invalid_request"),
        (with(&[("claims", "{")]), "invalid_request"),
        (with(&[("claims", &"[".repeat(3000))]), "invalid_request"),
        (with(&[("id_token_hint", "a.b.c")]), "invalid_request"),
        (with(&[("id_token_hint", "%%%")]), "invalid_request"),
        (with(&[("request", "a.b.c")]), "request_not_supported"),
        (with(&[("request_uri", "https://attacker.example/")]), "request_uri_not_supported"),
        (with(&[("registration", "{}")]), "registration_not_supported"),
        (with(&[("resource", "https://unknown.example")]), "invalid_target"),
        (with(&[("resource", "https://api.example.com/#x")]), "invalid_target"),
        (format!("{query}&scope=openid"), "invalid_request"),
        (format!("{query}&nonce=x"), "invalid_request"),
        (format!("{query}&unknown=1&unknown=2"), "invalid_request"),
    ];
    for (bad, code) in redirects {
        let url = app
            .browser()
            .authorize(&format!("{}/authorize?{bad}", app.issuer()))
            .await
            .redirect();
        assert_redirect_error(&url, code, Some(&rp.state), app.issuer());
        assert!(url.as_str().starts_with(WEB.redirect_uri));
    }
    // A `state` that is there twice is none.
    let url = app
        .browser()
        .authorize(&format!("{}/authorize?{query}&state=x", app.issuer()))
        .await
        .redirect();
    assert_redirect_error(&url, "invalid_request", None, app.issuer());
    // Public clients have no choice about PKCE.
    let spa = RelyingParty::new(&app, SPA);
    let url = spa.authorization_url_without(&["code_challenge", "code_challenge_method"], &[]);
    assert_redirect_error(
        &app.browser().authorize(&url).await.redirect(),
        "invalid_request",
        Some(&spa.state),
        app.issuer(),
    );
    assert_unchanged(&app, &before).await;
}

/// "The parameters can only be transmitted in the request-body"; "The client MUST NOT use more than one authentication method in
/// each request."  RFC 6749 §2.3
#[tokio::test]
async fn bad_requests_of_clients() {
    let app = TestApp::with_fixture().await;
    let before = rows(&app).await;
    let send = |path: &str, kind: &'static str, authorization: Option<String>, body: Vec<u8>| {
        let mut request = app
            .wire()
            .request(Method::POST, &format!("{}{path}", app.issuer()))
            .header(CONTENT_TYPE, kind)
            .body(body);
        if let Some(authorization) = authorization {
            request = request.header("authorization", authorization);
        }
        Answer::of(request)
    };
    let own = || Some(basic(WEB.id, WEB.secret));
    let good = "grant_type=client_credentials";
    send("/token", FORM, own(), good.into()).await.expect(200);
    send(
        "/token",
        "application/x-www-form-urlencoded; charset=UTF-8",
        own(),
        good.into(),
    )
    .await
    .expect(200);
    let long_scope = format!("{good}&scope={}", "s".repeat(3000));
    #[rustfmt::skip] // A table reads by its rows.
    let cases: Vec<(&str, &'static str, Option<String>, Vec<u8>, u16, &str)> = vec![
        ("/token", FORM, own(), vec![], 400, "invalid_request"),
        ("/token", FORM, own(), b"grant_type=".to_vec(), 400, "invalid_request"),
        ("/token", FORM, own(), b"grant_type=password&username=ada&password=x".to_vec(), 400, "unsupported_grant_type"),
        ("/token", FORM, own(), b"grant_type=implicit".to_vec(), 400, "unsupported_grant_type"),
        ("/token", FORM, own(), b"grant_type=authorization_code".to_vec(), 400, "invalid_request"),
        ("/token", FORM, own(), b"grant_type=authorization_code&code=x".to_vec(), 400, "invalid_grant"),
        ("/token", FORM, own(), b"grant_type=refresh_token".to_vec(), 400, "invalid_request"),
        ("/token", FORM, own(), b"grant_type=refresh_token&refresh_token=x".to_vec(), 400, "invalid_grant"),
        ("/token", FORM, own(), b"grant_type=client_credentials&scope=%22".to_vec(), 400, "invalid_scope"),
        ("/token", FORM, own(), long_scope.into(), 400, "invalid_scope"),
        ("/token", FORM, own(), b"grant_type=client_credentials&resource=x".to_vec(), 400, "invalid_target"),
        ("/token", FORM, own(), b"grant_type=client_credentials&grant_type=client_credentials".to_vec(), 400, "invalid_request"),
        ("/token", FORM, own(), b"grant_type=client_credentials&x=1&x=1".to_vec(), 400, "invalid_request"),
        ("/token", FORM, own(), b"grant_type=client_credentials&x=%ff".to_vec(), 400, "invalid_request"),
        ("/token", FORM, own(), b"grant_type=client_credentials&x=\xff".to_vec(), 400, "invalid_request"),
        ("/token", FORM, own(), [good.as_bytes(), &b"&a=b".repeat(201)].concat(), 400, "invalid_request"),
        ("/token", FORM, own(), vec![b'a'; 1024 * 65], 413, "invalid_request"),
        ("/token?grant_type=client_credentials", FORM, own(), vec![], 400, "invalid_request"),
        ("/token", "application/json", own(), b"{\"grant_type\":\"client_credentials\"}".to_vec(), 400, "invalid_request"),
        ("/token", "text/plain", own(), good.into(), 400, "invalid_request"),
        ("/token", "multipart/form-data; boundary=x", own(), good.into(), 400, "invalid_request"),
        ("/token", "", own(), good.into(), 400, "invalid_request"),
        ("/token", FORM, None, good.into(), 401, "invalid_client"),
        ("/token", FORM, None, format!("{good}&client_id=nobody").into(), 401, "invalid_client"),
        ("/token", FORM, None, format!("{good}&client_id=web").into(), 401, "invalid_client"),
        ("/token", FORM, None, format!("{good}&client_id=web&client_secret={}", WEB.secret).into(), 401, "invalid_client"),
        ("/token", FORM, None, format!("{good}&client_id=spa").into(), 400, "unauthorized_client"),
        ("/token", FORM, own(), format!("{good}&client_id=web&client_secret={}", WEB.secret).into(), 400, "invalid_request"),
        ("/token", FORM, own(), format!("{good}&client_id=api").into(), 401, "invalid_client"),
        ("/token", FORM, own(), format!("{good}&client_assertion=a.b.c").into(), 400, "invalid_request"),
        ("/token", FORM, Some(basic(WEB.id, "wrong")), good.into(), 401, "invalid_client"),
        ("/token", FORM, Some(basic("nobody", WEB.secret)), good.into(), 401, "invalid_client"),
        ("/token", FORM, Some(basic(WEB.id, "")), good.into(), 401, "invalid_client"),
        ("/token", FORM, Some("Basic".to_owned()), good.into(), 401, "invalid_client"),
        ("/token", FORM, Some("Basic ===".to_owned()), good.into(), 401, "invalid_client"),
        ("/token", FORM, Some("Basic /////w==".to_owned()), good.into(), 401, "invalid_client"),
        ("/token", FORM, Some("Basic d2Vi".to_owned()), good.into(), 401, "invalid_client"),
        ("/token", FORM, Some(format!("Basic {}", "A".repeat(8000))), good.into(), 401, "invalid_client"),
        ("/token", FORM, Some("Bearer x".to_owned()), good.into(), 401, "invalid_client"),
        ("/token", FORM, Some(basic(API.id, API.secret)), b"grant_type=authorization_code&code=x".to_vec(), 400, "unauthorized_client"),
        ("/introspect", FORM, own(), vec![], 400, "invalid_request"),
        ("/introspect", FORM, None, b"token=x".to_vec(), 401, "invalid_client"),
        ("/introspect", FORM, None, b"token=x&client_id=spa".to_vec(), 401, "invalid_client"),
        ("/introspect?token=x", FORM, own(), vec![], 400, "invalid_request"),
        ("/revoke", FORM, own(), vec![], 400, "invalid_request"),
        ("/revoke", FORM, None, b"token=x".to_vec(), 401, "invalid_client"),
        ("/revoke", "application/json", own(), b"{}".to_vec(), 400, "invalid_request"),
    ];
    for (path, kind, authorization, body, status, code) in cases {
        let what = format!(
            "{path} {kind} {}",
            String::from_utf8_lossy(&body[..body.len().min(80)])
        );
        let answer = send(path, kind, authorization, body).await;
        assert_eq!(answer.status, status, "{what}: {answer:?}");
        assert_oauth_error(&answer, status, code);
    }
    assert_unchanged(&app, &before).await;
}

/// "WWW-Authenticate … error"  RFC 6750 §3.1
#[tokio::test]
async fn bad_access_tokens() {
    let app = TestApp::with_fixture().await;
    let before = rows(&app).await;
    let userinfo = |authorization: Vec<u8>| {
        let request = app
            .wire()
            .request(Method::GET, &format!("{}/userinfo", app.issuer()));
        Answer::of(request.header(
            "authorization",
            reqwest::header::HeaderValue::from_bytes(&authorization).unwrap(),
        ))
    };
    for bad in [
        "Bearer",
        "Bearer x",
        "Bearer a.b.c",
        "Bearer ..",
        "Bearer =",
        "Basic d2ViOng=",
        "x",
        "Bearer a b",
        "Bearer \u{e9}",
    ] {
        assert_bearer_error(&userinfo(bad.into()).await, 401, Some("invalid_token"));
    }
    assert_bearer_error(
        &userinfo(b"Bearer \xff".to_vec()).await,
        401,
        Some("invalid_token"),
    );
    assert_bearer_error(
        &userinfo(format!("Bearer {}", "a".repeat(30_000)).into()).await,
        401,
        Some("invalid_token"),
    );
    let request = app
        .wire()
        .request(Method::GET, &format!("{}/userinfo", app.issuer()));
    assert_bearer_error(&Answer::of(request).await, 401, None);
    // Never in the query (RFC 6750 §2.3).
    let request = app.wire().request(
        Method::GET,
        &format!("{}/userinfo?access_token=x", app.issuer()),
    );
    assert_bearer_error(&Answer::of(request).await, 401, None);
    assert_unchanged(&app, &before).await;
}

/// What is not HTTP, or not quite.
#[tokio::test]
async fn bad_http() {
    let app = TestApp::with_fixture().await;
    let before = rows(&app).await;
    let host = address(&app);
    let head = |line: &str| format!("{line}\r\nHost: {host}\r\nConnection: close\r\n");
    #[rustfmt::skip] // A table reads by its rows.
    let cases = [
        ("\r\n\r\n\r\nGARBAGE\r\n\r\n".to_owned(), 400),
        ("GET\r\n\r\n".to_owned(), 400),
        (head("GET / HTTP/9.9") + "\r\n", 400),
        (head("GET  / HTTP/1.1") + "\r\n", 400),
        (head("G@T / HTTP/1.1") + "\r\n", 400),
        (head("GET /\u{0} HTTP/1.1") + "\r\n", 400),
        (head("GET / HTTP/1.1") + "No colon\r\n\r\n", 400),
        (head("GET / HTTP/1.1") + "Name : x\r\n\r\n", 400),
        (head("GET / HTTP/1.1") + "X: a\u{0}b\r\n\r\n", 400),
        (head("GET / HTTP/1.1") + "X: a\r\n folded\r\n\r\n", 400),
        (head("CONNECT attacker.example:443 HTTP/1.1") + "\r\n", 404),
        (head("OPTIONS * HTTP/1.1") + "\r\n", 404),
        (head("GET /%ff%fe HTTP/1.1") + "\r\n", 404),
        (head("GET /..%2f..%2fetc/passwd HTTP/1.1") + "\r\n", 404),
        (head("TRACE / HTTP/1.1") + "\r\n", 405),
        ("\u{16}\u{3}\u{1}\u{0}\u{a5}\u{1}\u{0}\u{0}\u{a1}\u{3}\u{3}".to_owned() + "\r\n\r\n", 400),
        (head("GET /sign-in HTTP/1.1") + "\r\n", 200),
    ];
    for (bytes, expected) in cases {
        let answer = exchange(&app, &bytes).await;
        assert_eq!(status(&answer), expected, "{bytes:?}: {answer}");
        assert_eq!(
            answer.matches("HTTP/1.1 ").count(),
            1,
            "{bytes:?}: {answer}"
        );
    }
    for host in ["attacker.example", "id.example.com", "localhost", ""] {
        for path in [
            "/sign-in",
            "/authorize",
            "/.well-known/openid-configuration",
        ] {
            let answer = exchange(
                &app,
                format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"),
            )
            .await;
            assert!(
                [400, 404].contains(&status(&answer)),
                "{host}{path}: {answer}"
            );
        }
    }
    assert_unchanged(&app, &before).await;
}
