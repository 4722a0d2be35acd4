//! RFC 6749 §3.1.2, §4.1.2: where answers go, the pages on the way, and the code at the end.

use std::collections::{BTreeSet, HashMap};

use vestibule_test_support::assertions::assert_error_page;
use vestibule_test_support::fixture::{ADA, FIRST, SPA, WEB, WEB_REDIRECT_WITH_QUERY};
use vestibule_test_support::{Browser, Outcome, RelyingParty, TestApp};

/// "If the request fails due to a missing, invalid, or mismatching redirection URI …, the authorization server SHOULD
/// inform the resource owner of the error and MUST NOT automatically redirect the user-agent to the invalid redirection
/// URI."  §4.1.2.1
#[tokio::test]
async fn a_redirect_uri_that_is_not_registered_is_never_redirected_to() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    for uri in [
        "https://app.example/callback/more",
        "https://app.example/callback/",
        "https://app.example/callback?more=1",
        "https://app.example/callback?tenant=blue&mode=2",
        "https://app.example/callback?mode=1&tenant=blue",
        "https://app.example/callback?tenant=blue&mode=1&more=1",
        "https://app.example/callback#fragment",
        "https://app.example/Callback",
        "https://APP.example/callback",
        "HTTPS://app.example/callback",
        "https://app.example:443/callback",
        "https://app.example:8443/callback",
        "http://app.example/callback",
        "https://app.example/x/../callback",
        "https://app.example/%63allback",
        "https://app.example.evil.example/callback",
        "https://app.example@evil.example/callback",
        "https://evil.example/callback",
        "//app.example/callback",
        "/callback",
        "javascript:alert(1)",
        SPA.redirect_uri,
    ] {
        let mut browser = app.browser();
        for more in [
            ("x", "y"),
            ("prompt", "none"),
            ("response_type", "wrong"),
            ("request", "x"),
        ] {
            let url = rp.authorization_url(&[("redirect_uri", uri), more]);
            let page = browser.authorize(&url).await.page();
            assert_error_page(&page, "invalid_request");
            assert_eq!(browser.hops().len(), 1, "{uri}");
            assert!(!page.body.contains("evil.example"), "reflected: {uri}");
        }
    }
    let unchanged = app.browser().authorize(&rp.authorization_url(&[])).await;
    assert_eq!(unchanged.page().page_name(), "sign-in");
}

/// "The endpoint URI MAY include an "application/x-www-form-urlencoded" formatted … query component, which MUST be
/// retained when adding additional query parameters."  §3.1.2
#[tokio::test]
async fn the_query_of_a_registered_redirect_uri_is_kept() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = app.browser();
    let changes = [("redirect_uri", WEB_REDIRECT_WITH_QUERY)];
    let answer = browser
        .authorize_and_sign_in(&rp.authorization_url(&changes), ADA.username, ADA.password)
        .await;
    assert!(
        answer
            .as_str()
            .starts_with("https://app.example/callback?tenant=blue&mode=1&code="),
        "{answer}"
    );
    let code = Outcome::Redirect(answer).parameter("code").unwrap();
    let form = [
        ("grant_type", "authorization_code"),
        ("code", code.as_str()),
        ("redirect_uri", WEB_REDIRECT_WITH_QUERY),
        ("code_verifier", rp.verifier.as_str()),
    ];
    rp.token(&form).await.expect(200);
    let refused = rp.authorization_url(&[changes[0], ("response_type", "token")]);
    let answer = browser.authorize(&refused).await.redirect();
    assert!(
        answer
            .as_str()
            .starts_with("https://app.example/callback?tenant=blue&mode=1&error="),
        "{answer}"
    );
}

/// "redirect_uri  REQUIRED."  OpenID Connect Core §3.1.2.1
#[tokio::test]
async fn a_missing_or_empty_redirect_uri_is_answered_with_a_page() {
    let app = TestApp::with_fixture().await;
    for client in [WEB, SPA] {
        let rp = RelyingParty::new(&app, client);
        let missing = rp.authorization_url_without(&["redirect_uri"], &[]);
        let empty = rp.authorization_url(&[("redirect_uri", "")]);
        let twice = rp.authorization_url(&[
            ("redirect_uri", client.redirect_uri),
            ("redirect_uri", client.redirect_uri),
        ]);
        for url in [missing, empty, twice] {
            assert_error_page(
                &app.browser().authorize(&url).await.page(),
                "invalid_request",
            );
        }
    }
}

/// "…or if the client identifier is missing or invalid, the authorization server SHOULD inform the resource owner of the
/// error and MUST NOT automatically redirect"  §4.1.2.1
#[tokio::test]
async fn a_missing_unknown_repeated_or_disabled_client_is_answered_with_a_page() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    for url in [
        rp.authorization_url_without(&["client_id"], &[]),
        rp.authorization_url(&[("client_id", "nobody")]),
        rp.authorization_url(&[("client_id", "WEB")]),
        rp.authorization_url(&[("client_id", "web ")]),
        rp.authorization_url(&[("client_id", "web"), ("client_id", "web")]),
        rp.authorization_url(&[("client_id", "\u{0}")]),
        rp.authorization_url(&[("client_id", &"w".repeat(10_000))]),
    ] {
        assert_error_page(
            &app.browser().authorize(&url).await.page(),
            "invalid_request",
        );
    }
    app.apply(
        r#"[[client]]
        client_id = "off"
        disabled = true
        token_endpoint_auth_method = "none"
        redirect_uris = ["https://app.example/callback"]"#,
    )
    .await;
    let off = rp.authorization_url(&[("client_id", "off")]);
    assert_error_page(
        &app.browser().authorize(&off).await.page(),
        "invalid_request",
    );
}

/// "The probability of an attacker guessing generated tokens … MUST be less than or equal to 2^(-128)"  §10.10
#[tokio::test]
async fn codes_are_distinct_and_cannot_be_guessed() {
    let app = TestApp::with_fixture().await;
    let mut browser = app.browser();
    let rp = RelyingParty::new(&app, FIRST);
    let mut codes = BTreeSet::from([rp.code_for(&mut browser, ADA).await]);
    for _ in 0..60 {
        codes.insert(rp.code_of(&browser.authorize(&rp.authorization_url(&[])).await));
    }
    assert_eq!(codes.len(), 61);
    for code in &codes {
        let random = code
            .strip_prefix("ac_")
            .expect("codes can be told from other secrets");
        // 256 bits in base64url.
        assert!(
            random.len() >= 43
                && random
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_'),
            "{code}"
        );
        assert!(shannon_bits(random) > 96.0, "{code}");
    }
    // No position stays the same, so no part of the 43 characters is a counter, a time or a constant.
    for place in 0..43 {
        let seen: BTreeSet<u8> = codes
            .iter()
            .map(|code| code.as_bytes()[3 + place])
            .collect();
        assert!(seen.len() > 10 || place == 42, "place {place}");
    }
}

/// Shannon's entropy of the string itself, in bits: what conformance suites measure.
fn shannon_bits(text: &str) -> f64 {
    let mut counts: HashMap<u8, f64> = HashMap::new();
    for byte in text.bytes() {
        *counts.entry(byte).or_default() += 1.0;
    }
    let length: f64 = counts.values().sum();
    let per_character: f64 = counts
        .values()
        .map(|count| -(count / length) * (count / length).log2())
        .sum();
    per_character * length
}

/// "policy_uri … that the Relying Party Client provides to the End-User to read about … The OpenID Provider SHOULD display
/// this URL to the End-User", and "tos_uri".  OpenID Connect Registration §2
#[tokio::test]
async fn pages_are_html_and_show_the_application_its_policy_and_its_terms() {
    let app = TestApp::with_fixture().await;
    app.apply(
        r#"[[client]]
        client_id = "books"
        client_name = "Bücher & Co"
        token_endpoint_auth_method = "none"
        redirect_uris = ["https://app.example/callback"]
        policy_uri = "https://books.example/privacy?a=1&b=2"
        tos_uri = "https://books.example/terms""#,
    )
    .await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = app.browser();
    let url = rp.authorization_url(&[("client_id", "books")]);
    browser.authorize(&url).await;
    let check = |browser: &Browser, name: &str| {
        let page = browser.page();
        assert_eq!(page.page_name(), name);
        assert_eq!(
            page.header("content-type"),
            Some("text/html; charset=utf-8")
        );
        assert_eq!(page.header("cache-control"), Some("no-store"));
        assert!(page.text().contains("Bücher & Co"), "{}", page.text());
        assert!(page.text().contains("app.example"), "{}", page.text());
        assert!(
            page.has("a[href='https://books.example/privacy?a=1&b=2']"),
            "{}",
            page.body
        );
        assert!(
            page.has("a[href='https://books.example/terms']"),
            "{}",
            page.body
        );
    };
    check(&browser, "sign-in");
    browser.fill_sign_in(ADA.username, ADA.password).await;
    check(&browser, "consent");
    let page = browser
        .authorize(&rp.authorization_url(&[("client_id", "nobody")]))
        .await
        .page();
    assert_eq!(
        page.header("content-type"),
        Some("text/html; charset=utf-8")
    );
}
