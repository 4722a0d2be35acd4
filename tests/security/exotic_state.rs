//! SECURITY A33: texts that are ours to carry and not to understand.

use vestibule_test_support::assertions::assert_redirect_error;
use vestibule_test_support::fixture::{ADA, WEB};
use vestibule_test_support::{Outcome, RelyingParty, TestApp};

const EXOTIC: [&str; 9] = [
    "a b+c%20d%2Bé&x=1;y=2#z?/\\",
    "\"quotes\" 'and' <tags> `ticks`",
    "línea\nnueva\r\ttab",
    "日本語 العربية 👩‍👩‍👧 \u{202e}rtl",
    "\u{0}\u{1}\u{7f}",
    "%00%0d%0aSet-Cookie:%20x=1",
    "\r\nSet-Cookie: x=1\r\n\r\n<html>",
    "code=stolen&iss=https://evil.example",
    "eyJhbGciOiJub25lIn0.e30.",
];

/// "The exact value received from the client."  RFC 6749 §4.1.2
#[tokio::test]
async fn state_comes_back_byte_for_byte_in_every_mode() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    rp.code_for(&mut browser, ADA).await;
    let longest = "é".repeat(1024);
    for state in EXOTIC.into_iter().chain([&*longest]) {
        for mode in ["query", "fragment", "form_post"] {
            for (prompt, code) in [("none", true), ("none login", false)] {
                let url = rp.authorization_url(&[
                    ("state", state),
                    ("response_mode", mode),
                    ("prompt", prompt),
                ]);
                let outcome = browser.authorize(&url).await;
                if let Outcome::FormPost { .. } = outcome
                    && state.contains(['\n', '\r', '\0'])
                {
                    // HTML's own parser changes line ends and drops NUL in a page; the client gets what browsers send.
                    assert!(outcome.parameter("state").is_some());
                } else {
                    assert_eq!(outcome.parameter("state").as_deref(), Some(state), "{mode}");
                }
                assert_eq!(outcome.parameter("code").is_some(), code, "{outcome:?}");
                assert_eq!(outcome.parameter("iss").as_deref(), Some(app.issuer()));
                let headers = &browser.hops().last().unwrap().headers;
                assert!(
                    headers
                        .get_all("set-cookie")
                        .iter()
                        .all(|cookie| !cookie.to_str().unwrap().starts_with("x="))
                );
            }
        }
    }
}

/// A state over the limit is refused whole, never cut.
#[tokio::test]
async fn what_is_too_long_is_refused_and_not_cut() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let (state, nonce) = ("s".repeat(2049), "n".repeat(1025));
    let answer = app
        .browser()
        .authorize(&rp.authorization_url(&[("state", &state)]))
        .await
        .redirect();
    assert_redirect_error(&answer, "invalid_request", None, app.issuer());
    let answer = app
        .browser()
        .authorize(&rp.authorization_url(&[("nonce", &nonce)]))
        .await
        .redirect();
    assert_redirect_error(&answer, "invalid_request", Some(&rp.state), app.issuer());
    let url = rp.authorization_url(&[
        ("state", &state[..2048]),
        ("nonce", &nonce[..1024]),
        ("prompt", "none"),
    ]);
    let answer = app.browser().authorize(&url).await.redirect();
    assert_redirect_error(
        &answer,
        "login_required",
        Some(&state[..2048]),
        app.issuer(),
    );
    // A header of half a megabyte never reaches a handler.
    let huge = format!("/authorize?state={}", "x".repeat(500_000));
    let answer = app.http().get(app.url(&huge)).send().await;
    assert!(
        answer.is_err()
            || answer.is_ok_and(|answer| (400..500).contains(&answer.status().as_u16()))
    );
}

/// "unmodified … to the ID Token"  OpenID Connect Core §3.1.2.1
#[tokio::test]
async fn nonce_is_in_the_id_token_byte_for_byte() {
    let app = TestApp::with_fixture().await;
    let mut rp = RelyingParty::new(&app, WEB);
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    let longest = "é".repeat(512);
    for nonce in EXOTIC.into_iter().chain([&*longest]) {
        nonce.clone_into(&mut rp.nonce);
        let tokens = rp.sign_in_and_exchange(&mut browser).await;
        assert_eq!(tokens.id_claims()["nonce"], nonce);
        let refreshed = rp.refresh(tokens.refresh_token()).await.expect(200).json();
        let id_token = refreshed["id_token"].as_str().unwrap();
        let claims = vestibule_test_support::jwt::claims(id_token);
        assert!(claims["nonce"].is_null() || claims["nonce"] == nonce);
    }
}

/// What is no text of any kind is refused, and is nobody's 500: NUL is what PostgreSQL stores in no text.
#[tokio::test]
async fn a_nul_or_broken_utf8_anywhere_is_the_senders_fault() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    for broken in [
        "%00",
        "a%00b",
        "%ff",
        "%c3%28",
        "%ed%a0%80",
        "%f4%90%80%80",
        "%",
    ] {
        for name in [
            "client_id",
            "redirect_uri",
            "scope",
            "resource",
            "login_hint",
            "id_token_hint",
            "prompt",
            "claims",
        ] {
            let url = format!(
                "{}&{name}={broken}",
                rp.authorization_url_without(&[name], &[])
            );
            let answer = app
                .wire()
                .request(reqwest::Method::GET, &url)
                .send()
                .await
                .unwrap();
            assert!(
                answer.status().as_u16() < 500,
                "{name}={broken}: {}",
                answer.status()
            );
        }
        for (path, names) in [
            (
                "/token",
                [
                    "client_id",
                    "client_secret",
                    "code",
                    "refresh_token",
                    "grant_type",
                    "scope",
                    "resource",
                ]
                .as_slice(),
            ),
            ("/introspect", ["token", "client_id"].as_slice()),
            ("/revoke", ["token", "client_id"].as_slice()),
        ] {
            for name in names {
                let mut form: Vec<(&str, &str)> = vec![
                    ("client_id", "post"),
                    (
                        "client_secret",
                        vestibule_test_support::fixture::POST.secret,
                    ),
                ];
                form.extend(match (path, *name) {
                    ("/token", "refresh_token") => vec![("grant_type", "refresh_token")],
                    ("/token", "scope" | "resource") => vec![("grant_type", "client_credentials")],
                    ("/token", _) => vec![
                        ("grant_type", "authorization_code"),
                        ("redirect_uri", "https://post.example/callback"),
                    ],
                    _ => vec![],
                });
                form.retain(|(known, _)| known != name);
                let text = url::form_urlencoded::Serializer::new(String::new())
                    .extend_pairs(form)
                    .finish();
                let request = app
                    .wire()
                    .request(reqwest::Method::POST, &rp.endpoint(path));
                let request = request
                    .header("content-type", "application/x-www-form-urlencoded")
                    .body(format!("{text}&{name}={broken}"));
                let status = request.send().await.unwrap().status().as_u16();
                assert!(status < 500, "{path} {name}={broken}: {status}");
            }
        }
        let mut browser = app.browser();
        browser.get("/sign-in").await;
        let form = browser.page().form("#sign-in");
        let csrf = &form
            .fields
            .iter()
            .find(|(name, _)| name == "csrf")
            .unwrap()
            .1;
        for body in [
            format!("csrf={csrf}&login={broken}&password=x"),
            format!("csrf={csrf}&login=ada&password={broken}"),
            format!("csrf={csrf}&login=ada&password=x&txn={broken}"),
        ] {
            let cookie = format!("browser={}", browser.cookie("browser").unwrap().value);
            let request = app
                .wire()
                .request(reqwest::Method::POST, &rp.endpoint("/sign-in"))
                .header("cookie", cookie);
            let request = request
                .header("content-type", "application/x-www-form-urlencoded")
                .body(body.clone());
            let status = request.send().await.unwrap().status().as_u16();
            assert!(status < 500, "{body}: {status}");
        }
    }
}
