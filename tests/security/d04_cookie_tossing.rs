//! D04: a sibling host plants a second cookie of the same name (CVE-2024-21583).

use reqwest::Method;
use reqwest::header::{CONTENT_TYPE, COOKIE};
use vestibule_test_support::fixture::{ADA, FIRST, GRACE};
use vestibule_test_support::{Answer, RelyingParty, TestApp};

use crate::visits::{nobody, pair, silently_with};

/// Which of two cookies is ours cannot be told, so neither counts.
#[tokio::test]
async fn two_session_cookies_are_none() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, FIRST);
    let (mut victim, mut attacker) = (app.browser(), app.browser());
    victim.sign_in_as(ADA).await;
    attacker.sign_in_as(GRACE).await;
    let (own, planted) = (pair(&victim, "sid"), pair(&attacker, "sid"));
    assert!(
        silently_with(&app, &rp, &[&own]).await.is_ok(),
        "one cookie is a session"
    );

    assert_eq!(
        silently_with(&app, &rp, &[&format!("{own}; {planted}")]).await,
        nobody()
    );
    assert_eq!(
        silently_with(&app, &rp, &[&format!("{planted}; {own}")]).await,
        nobody()
    );
    assert_eq!(silently_with(&app, &rp, &[&own, &planted]).await, nobody());
    assert_eq!(
        silently_with(&app, &rp, &[&format!("{own}; {own}")]).await,
        nobody()
    );
}

/// The form token is bound to the cookie of the browser, so planting that cookie must not help either.
#[tokio::test]
async fn a_form_with_two_browser_cookies_is_refused() {
    let app = TestApp::with_fixture().await;
    let (mut victim, mut attacker) = (app.browser(), app.browser());
    victim.get("/sign-in").await;
    let form = attacker.get("/sign-in").await.form("#sign-in");
    let csrf = form
        .fields
        .iter()
        .find(|(name, _)| name == "csrf")
        .unwrap()
        .1
        .clone();
    let (own, planted) = (pair(&victim, "browser"), pair(&attacker, "browser"));
    let sign_in = |cookies: String| {
        let fields = [
            ("csrf", csrf.as_str()),
            ("login", GRACE.username),
            ("password", GRACE.password),
        ];
        let request = app
            .wire()
            .request(Method::POST, &format!("{}/sign-in", app.issuer()));
        Answer::of(
            request
                .header(COOKIE, cookies)
                .header("sec-fetch-site", "same-origin")
                .form(&fields),
        )
    };
    for cookies in [
        format!("{own}; {planted}"),
        format!("{planted}; {own}"),
        own.clone(),
    ] {
        let answer = sign_in(cookies).await.expect(403);
        assert!(
            !answer
                .headers
                .get_all("set-cookie")
                .iter()
                .any(|cookie| cookie.to_str().unwrap().starts_with("sid="))
        );
    }
    // The attacker's own form in the attacker's own browser works: it was the cookies that were refused.
    assert!(
        sign_in(planted)
            .await
            .expect(303)
            .headers
            .contains_key("set-cookie")
    );
}

/// "Verify that cookies have the '__Host-' prefix for the cookie name"  ASVS 3.3.3: a cookie of another name, which a
/// sibling host could set for the whole domain, means nothing.
#[tokio::test]
async fn a_cookie_without_the_host_prefix_is_not_read_at_an_https_issuer() {
    let app = TestApp::builder()
        .fixture()
        .setting("server.public_url", "https://id.example.com")
        .start()
        .await;
    let rp = RelyingParty::new(&app, FIRST);
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    let own = pair(&browser, "__Host-sid");
    assert!(silently_with(&app, &rp, &[&own]).await.is_ok());
    for name in [
        "sid",
        "__Secure-sid",
        "__host-sid",
        "__Host-sid-default",
        " sid",
    ] {
        let tossed = own.replacen("__Host-sid", name, 1);
        assert_eq!(
            silently_with(&app, &rp, &[&tossed]).await,
            nobody(),
            "{name}"
        );
    }
    // A planted one of another name does not disturb the real one.
    assert!(
        silently_with(&app, &rp, &[&format!("sid=planted; {own}")])
            .await
            .is_ok()
    );
    // The header is ASCII; a line that is not cannot hide a second value.
    let request = app
        .wire()
        .request(Method::GET, &rp.authorization_url(&[("prompt", "none")]))
        .header(CONTENT_TYPE, "text/plain");
    let answer = Answer::of(
        request
            .header(COOKIE, own.as_bytes())
            .header(COOKIE, &b"__Host-sid=\xff"[..]),
    )
    .await
    .expect(303);
    assert!(
        answer.header("location").unwrap().contains("code="),
        "{answer:?}"
    );
}
