//! D06: forms from other sites, and the way back from an application.

use reqwest::Method;
use reqwest::header::{COOKIE, ORIGIN};
use vestibule_test_support::browser::Site;
use vestibule_test_support::fixture::{ADA, FIRST, GRACE, WEB};
use vestibule_test_support::{Answer, RelyingParty, TestApp};

use crate::durable::{assert_unchanged, rows};
use crate::visits::{silently, silently_with};

/// "Verify that, if the application relies on … the SameSite attribute, … Sec-Fetch-* … to prevent browsers from making
/// cross-origin requests"  ASVS 3.5.1–3.5.3: with the right cookies and the right token, what comes from elsewhere is refused.
#[tokio::test]
async fn a_post_that_another_site_made_is_refused_whatever_it_carries() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    let url = rp.authorization_url(&[]);
    browser.authorize(&url).await;
    assert_eq!(browser.page().page_name(), "consent");
    let mut filled = browser.page().form("#consent");
    filled
        .fields
        .push(("decision".to_owned(), "allow".to_owned()));
    let cookies: Vec<String> = browser
        .cookies()
        .iter()
        .map(|cookie| format!("{}={}", cookie.name, cookie.value))
        .collect();
    let before = rows(&app).await;
    let send = |headers: &'static [(&'static str, &'static str)]| {
        let mut request = app
            .wire()
            .request(Method::POST, filled.action.as_str())
            .header(COOKIE, cookies.join("; "));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        Answer::of(request.form(&filled.fields))
    };
    let foreign: [&[(&str, &str)]; 5] = [
        &[("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "same-site")],
        &[("sec-fetch-site", "cross-site"), ("origin", "null")],
        &[("origin", "https://attacker.example")],
        &[("origin", "http://127.0.0.1")],
    ];
    for headers in foreign {
        let answer = send(headers).await.expect(403);
        assert!(!answer.headers.contains_key("location"), "{headers:?}");
    }
    assert_unchanged(&app, &before).await;
    // The same form from our own page goes through.
    let answer = send(&[("sec-fetch-site", "same-origin"), ("origin", "null")])
        .await
        .expect(303);
    assert!(
        answer
            .header("location")
            .unwrap()
            .starts_with(WEB.redirect_uri)
    );
}

/// A foreign page that signs its own account in (login CSRF), without any cookie or token of ours.
#[tokio::test]
async fn a_foreign_sign_in_form_signs_nobody_in() {
    let app = TestApp::with_fixture().await;
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    let fields = [("login", GRACE.username), ("password", GRACE.password)];
    let page = browser.post("/sign-in", &fields, Site::Cross).await.page();
    assert_eq!(page.status, 403);
    assert!(browser.cookie("sid").is_none());
    assert_eq!(app.password_hashes(), 0, "no password was looked at");
}

/// SameSite=Lax: the cookie comes with links from elsewhere, or nobody could be signed in at two applications at once.
#[tokio::test]
async fn a_link_from_another_site_finds_the_session() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, FIRST);
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    // `Browser::authorize` comes from the application's page: Sec-Fetch-Site says cross-site.
    assert!(silently(&mut browser, &rp).await.is_ok());
}

/// An application may send its request by a form (OpenID Connect Core §3.1.2.1). Browsers send no Lax cookies with it, so
/// it comes again by GET; nothing is decided on the way.
#[tokio::test]
async fn an_authorization_request_by_a_foreign_form_finds_the_session_and_asks_all_the_same() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    let parameters = rp.parameters();
    let fields: Vec<(&str, &str)> = parameters
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let page = browser
        .post("/authorize", &fields, Site::Cross)
        .await
        .page();
    assert_eq!(page.page_name(), "consent");
    assert_eq!(browser.hops()[0].status, 303);
    let anonymous = app
        .wire()
        .request(Method::POST, &rp.endpoint("/authorize"))
        .header(ORIGIN, "https://app.example");
    let answer = Answer::of(anonymous.form(&fields)).await.expect(303);
    assert!(
        answer
            .header("location")
            .unwrap()
            .starts_with("/authorize?")
    );
    assert_eq!(
        silently_with(&app, &RelyingParty::new(&app, FIRST), &[]).await,
        crate::visits::nobody()
    );
}
