//! D16: form tokens that leak, never change, or are good for another session (CVE-2023-45128).

use std::collections::HashSet;

use reqwest::Method;
use reqwest::header::{ACCEPT_ENCODING, COOKIE};
use vestibule_test_support::browser::Site;
use vestibule_test_support::fixture::{ADA, GRACE, WEB};
use vestibule_test_support::{Answer, Browser, Page, RelyingParty, TestApp};

use crate::visits::pair;

fn token(page: &Page, form: &str) -> String {
    page.form(form)
        .fields
        .into_iter()
        .find(|(name, _)| name == "csrf")
        .expect("a form token")
        .1
}

async fn attempt(browser: &mut Browser, csrf: &str) -> Page {
    let fields = [
        ("csrf", csrf),
        ("login", ADA.username),
        ("password", ADA.password),
    ];
    browser.post("/sign-in", &fields, Site::Same).await.page()
}

/// "Verify that … anti-forgery tokens"  ASVS 3.5.1
#[tokio::test]
async fn a_token_counts_only_in_its_own_browser_form_and_tenant() {
    let app = TestApp::with_fixture().await;
    app.apply("[[tenant]]\nslug = \"acme\"\nname = \"Acme\"\n")
        .await;
    let (mut browser, mut other) = (app.browser(), app.browser());
    let own = token(&browser.get("/sign-in").await, "#sign-in");
    let of_other_browser = token(&other.get("/sign-in").await, "#sign-in");
    other.sign_in_as(GRACE).await;
    // The cookie of one browser with the token of a form of another kind, made for that very browser.
    let mut same_browser = other.clone();
    let of_other_form = token(&same_browser.get("/end_session").await, "#sign-out");
    let of_other_tenant = token(&browser.get("/t/acme/sign-in").await, "#sign-in");
    let mut broken = own.clone();
    broken.replace_range(30..31, if &own[30..31] == "A" { "B" } else { "A" });
    for wrong in [
        "",
        "x",
        &own[..own.len() - 1],
        &own[..20],
        &broken,
        &of_other_browser,
        &of_other_tenant,
    ] {
        let page = attempt(&mut browser, wrong).await;
        assert_eq!(
            (page.status, page.page_name().as_str()),
            (403, "sign-in"),
            "{wrong:?}"
        );
        assert!(browser.cookie("sid").is_none());
    }
    let session = pair(&same_browser, "sid");
    assert_eq!(attempt(&mut same_browser, &of_other_form).await.status, 403);
    assert_eq!(pair(&same_browser, "sid"), session, "nothing was signed in");
    assert_eq!(
        app.password_hashes(),
        1,
        "only Grace's password was looked at"
    );
    assert_eq!(attempt(&mut browser, &own).await.page_name(), "home");
}

/// The token differs from answer to answer, so that compression cannot be used to guess it (BREACH), and nothing is compressed anyway.
#[tokio::test]
async fn no_two_answers_have_the_same_token() {
    let app = TestApp::with_fixture().await;
    let mut browser = app.browser();
    let mut seen = HashSet::new();
    for _ in 0..10 {
        assert!(seen.insert(token(&browser.get("/sign-in").await, "#sign-in")));
    }
    let tokens: Vec<&String> = seen.iter().collect();
    // Not even a part of it stays the same.
    let most = (0..tokens[0].len()).filter(|&at| {
        tokens
            .iter()
            .all(|token| token.as_bytes()[at] == tokens[0].as_bytes()[at])
    });
    assert!(most.count() < 4, "{tokens:?}");
    let cookie = pair(&browser, "browser");
    let request = app
        .wire()
        .request(Method::GET, &format!("{}/sign-in", app.issuer()));
    let answer = Answer::of(
        request
            .header(ACCEPT_ENCODING, "gzip, br, deflate")
            .header(COOKIE, cookie),
    )
    .await;
    assert_eq!(answer.expect(200).header("content-encoding"), None);
}

/// "the referrer … URL": a token stands in the form and nowhere else.
#[tokio::test]
async fn a_token_is_never_in_a_url_a_header_or_a_cookie() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = app.browser();
    browser.authorize(&rp.authorization_url(&[])).await;
    let sign_in = token(browser.page(), "#sign-in");
    browser.fill_sign_in(ADA.username, ADA.password).await;
    let consent = token(browser.page(), "#consent");
    for csrf in [sign_in, consent] {
        for hop in browser.hops() {
            assert!(!hop.url.as_str().contains(&csrf));
            assert!(
                !hop.headers
                    .values()
                    .any(|value| value.to_str().is_ok_and(|value| value.contains(&csrf)))
            );
        }
        assert!(
            !browser
                .cookies()
                .iter()
                .any(|cookie| cookie.value.contains(&csrf))
        );
    }
    let form = browser.page().form("#consent");
    assert_eq!(form.method, "post");
}

/// Every form of ours has one.
#[tokio::test]
async fn every_form_that_posts_is_protected() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = app.browser();
    for path in [
        "/sign-in",
        "/consent",
        "/select-account",
        "/sign-out",
        "/set-up",
    ] {
        browser.get("/sign-in").await;
        // Without `txn`: one that is unknown ends the sign-in before its form is looked at.
        let fields = [
            ("decision", "allow"),
            ("account", "other"),
            ("login", "ada"),
            ("password", "x"),
            ("token", "x"),
        ];
        let page = browser.post(path, &fields, Site::Same).await.page();
        assert_eq!(page.status, 403, "{path}");
    }
    // And every page with such a form has the token in it.
    browser.sign_in_as(ADA).await;
    browser.sign_in_as(GRACE).await;
    let chooser = browser.authorize(&rp.authorization_url(&[])).await.page();
    assert_eq!(chooser.page_name(), "select-account");
    for page in [
        chooser,
        browser.get("/sign-in").await,
        browser.get("/end_session").await,
    ] {
        assert_eq!(
            page.count("form[method=post]"),
            page.count("form[method=post] input[name=csrf]"),
            "{}",
            page.url
        );
        assert!(page.has("form[method=post]"), "{}", page.url);
    }
}
