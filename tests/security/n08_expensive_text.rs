//! N08: text that makes a parser work for long (CVE-2024-10270, RUSTSEC-2026-0009, RUSTSEC-2024-0421).

use std::time::{Duration, Instant};

use reqwest::Method;
use reqwest::header::{ACCEPT_LANGUAGE, AUTHORIZATION, COOKIE, IF_NONE_MATCH};
use vestibule_test_support::fixture::WEB;
use vestibule_test_support::{Answer, RelyingParty, TestApp};

/// Generous for a debug build on a busy machine; anything worse than linear in 60 KiB takes longer.
const MOMENT: Duration = Duration::from_secs(2);

async fn at_once(what: &str, request: reqwest::RequestBuilder) {
    let begun = Instant::now();
    let answer = Answer::of(request).await;
    assert!((200..500).contains(&answer.status), "{what}: {answer:?}");
    assert!(
        begun.elapsed() < MOMENT,
        "{what} took {:?}",
        begun.elapsed()
    );
}

#[tokio::test]
async fn long_values_of_every_parameter_are_answered_at_once() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let texts = [
        ("dots", ".".repeat(60_000)),
        ("labels", format!("https://{}example", "a.".repeat(29_000))),
        ("punycode", format!("https://{}", "xn--a.".repeat(9000))),
        ("letters that combine", "e\u{301}".repeat(9000)),
        ("letters that expand", "\u{fdfa}".repeat(6000)),
        ("brackets", format!("http://[{}]", ":".repeat(50_000))),
        ("percent", "%25".repeat(6000)),
        ("digits", "1".repeat(60_000)),
        ("spaces", " ".repeat(60_000)),
        ("base64", "A".repeat(60_000)),
    ];
    let own = rp.parameters();
    let others = [
        "login_hint",
        "ui_locales",
        "id_token_hint",
        "claims",
        "acr_values",
        "max_age",
        "prompt",
        "resource",
    ];
    for (what, text) in &texts {
        for name in own.iter().map(|(name, _)| name.as_str()).chain(others) {
            let mut parameters: Vec<_> = own
                .iter()
                .filter(|(known, _)| known != name)
                .cloned()
                .collect();
            parameters.push((name.to_owned(), text.clone()));
            let form = url::form_urlencoded::Serializer::new(String::new())
                .extend_pairs(&parameters)
                .finish();
            let request = app.wire().request(Method::POST, &rp.endpoint("/authorize"));
            at_once(
                &format!("{name} of {what}"),
                request
                    .header("content-type", "application/x-www-form-urlencoded")
                    .body(form),
            )
            .await;
        }
        for name in [
            "id_token_hint",
            "post_logout_redirect_uri",
            "state",
            "ui_locales",
        ] {
            let request = app
                .wire()
                .request(Method::POST, &rp.endpoint("/end_session"))
                .form(&[(name, text)]);
            at_once(&format!("{name} of {what} at end_session"), request).await;
        }
        for token in ["token", "code", "refresh_token"] {
            let form = [
                ("client_id", WEB.id),
                ("client_secret", WEB.secret),
                (token, text),
                ("grant_type", text),
            ];
            for path in ["/token", "/introspect", "/revoke"] {
                let request = app
                    .wire()
                    .request(Method::POST, &rp.endpoint(path))
                    .form(&form);
                at_once(&format!("{token} of {what} at {path}"), request).await;
            }
        }
    }
}

#[tokio::test]
async fn long_headers_are_answered_at_once() {
    let app = TestApp::with_fixture().await;
    let long = 30_000;
    let headers = [
        (ACCEPT_LANGUAGE, "en;q=0.1,".repeat(long / 9)),
        (ACCEPT_LANGUAGE, "a-".repeat(long / 2)),
        (ACCEPT_LANGUAGE, ",".repeat(long)),
        (COOKIE, "sid=x;".repeat(long / 6)),
        (COOKIE, ";".repeat(long)),
        (COOKIE, "=".repeat(long)),
        (IF_NONE_MATCH, "W/\"x\",".repeat(long / 6)),
        (AUTHORIZATION, format!("Bearer {}", "a.".repeat(long / 2))),
        (AUTHORIZATION, format!("Bearer {}", " ".repeat(long))),
        (AUTHORIZATION, format!("Basic {}", "A".repeat(long))),
    ];
    for (name, value) in headers {
        for path in ["/sign-in", "/jwks", "/userinfo"] {
            let request = app
                .wire()
                .request(Method::GET, &format!("{}{path}", app.issuer()));
            at_once(&format!("{name} at {path}"), request.header(&name, &value)).await;
        }
    }
}
