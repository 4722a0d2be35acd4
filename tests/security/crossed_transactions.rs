//! SECURITY A31: two tabs, two browsers, two clients: an answer belongs to the question that was asked.

use vestibule_test_support::assertions::{assert_error_page, assert_oauth_error};
use vestibule_test_support::browser::Site;
use vestibule_test_support::fixture::{ADA, GRACE, NATIVE, POST, SPA, WEB};
use vestibule_test_support::{RelyingParty, TestApp};

/// A transaction is bound to the browser it began in; its identifier alone opens nothing.
#[tokio::test]
async fn a_transaction_of_another_browser_is_an_error_page() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut ada = app.browser();
    ada.authorize(&rp.authorization_url(&[])).await;
    let adas = ada.page().form("#sign-in");
    let mut grace = app.browser();
    grace.authorize(&rp.authorization_url(&[])).await;
    let graces = grace.page().form("#sign-in");
    let value = |form: &vestibule_test_support::browser::Form, name: &str| {
        form.fields
            .iter()
            .find(|(known, _)| known == name)
            .unwrap()
            .1
            .clone()
    };
    let (txn, csrf) = (value(&adas, "txn"), value(&graces, "csrf"));
    let fields = [
        ("txn", &*txn),
        ("csrf", &*csrf),
        ("login", GRACE.username),
        ("password", GRACE.password),
    ];
    let page = grace
        .clone()
        .post("/sign-in", &fields, Site::Same)
        .await
        .page();
    assert_error_page(&page, "invalid_request");
    for path in ["sign-in", "consent", "select-account"] {
        for mut other in [grace.clone(), app.browser()] {
            let page = other.get(&format!("/{path}?txn={txn}")).await;
            assert_error_page(&page, "invalid_request");
        }
    }
    // A guess, and one that has run out.
    for guess in ["x", "", "0000000000000000000000000000000000000000000"] {
        let page = ada.clone().get(&format!("/sign-in?txn={guess}x")).await;
        assert_error_page(&page, "invalid_request");
    }
    ada.fill_sign_in(ADA.username, ADA.password).await;
    let outcome = ada.submit("#consent", &[], "#consent-allow").await;
    rp.exchange(&rp.code_of(&outcome)).await;
    app.advance(601);
    assert_error_page(
        &grace
            .get(&format!("/sign-in?txn={}", value(&graces, "txn")))
            .await,
        "invalid_request",
    );
}

/// Many requests in one browser, answered in any order: each code goes to its own client with its own `state`.
#[tokio::test]
async fn many_tabs_never_exchange_their_codes() {
    let app = TestApp::with_fixture().await;
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    let mut tabs = Vec::new();
    for client in [WEB, SPA, POST, NATIVE, SPA, WEB, POST, WEB] {
        let rp = RelyingParty::new(&app, client);
        let mut tab = browser.clone();
        let page = tab
            .authorize(&rp.authorization_url(&[("prompt", "consent")]))
            .await
            .page();
        assert_eq!(page.page_name(), "consent");
        tabs.push((rp, tab));
    }
    // Neither in the order of asking nor one after the other.
    let order = [5, 0, 7, 3, 1, 6, 2, 4];
    let answers = order.map(|index| {
        let (rp, mut tab) = tabs[index].clone();
        tokio::spawn(async move { (rp, tab.submit("#consent", &[], "#consent-allow").await) })
    });
    let mut codes = Vec::new();
    for answer in answers {
        let (rp, outcome) = answer.await.unwrap();
        let vestibule_test_support::Outcome::Redirect(url) = &outcome else {
            panic!("{outcome:?}")
        };
        assert!(url.as_str().starts_with(rp.client.redirect_uri), "{url}");
        codes.push((rp.code_of(&outcome), rp));
    }
    for (index, (code, rp)) in codes.iter().enumerate() {
        let (_, other) = &codes[(index + 1) % codes.len()];
        if other.client.id != rp.client.id {
            assert_oauth_error(&other.redeem(code).await, 400, "invalid_grant");
        }
        let tokens = rp.exchange(code).await;
        rp.verify_id_token(&app, &tokens).await;
    }
}

/// Signing in anew in one tab changes the session cookie; the other tab goes on as the user it shows.
#[tokio::test]
async fn a_consent_is_given_by_the_account_that_the_page_names() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = app.browser();
    browser.authorize(&rp.authorization_url(&[])).await;
    let page = browser
        .fill_sign_in(ADA.username, ADA.password)
        .await
        .page();
    assert_eq!(page.page_name(), "consent");
    assert!(page.text().contains(ADA.email), "{}", page.text());
    let form = page.form("#consent");
    // Grace signs in with another tab of this browser.
    browser.get("/sign-in").await;
    browser.fill_sign_in(GRACE.username, GRACE.password).await;
    let fields: Vec<(&str, &str)> = form
        .fields
        .iter()
        .map(|(n, v)| (n.as_str(), v.as_str()))
        .chain([("decision", "allow")])
        .collect();
    let outcome = browser.post("/consent", &fields, Site::Same).await;
    let tokens = rp.exchange(&rp.code_of(&outcome)).await;
    let userinfo = rp.userinfo(&tokens.access_token).await.expect(200).json();
    assert_eq!(userinfo["preferred_username"], "ada");
    // Signed out in another tab, the page's yes is nobody's.
    let other = RelyingParty::new(&app, SPA);
    browser.clear_cookies();
    browser.authorize(&other.authorization_url(&[])).await;
    let form = browser
        .fill_sign_in(ADA.username, ADA.password)
        .await
        .page()
        .form("#consent");
    browser.get("/end_session").await;
    browser.submit("#sign-out", &[], "#sign-out-confirm").await;
    let fields: Vec<(&str, &str)> = form
        .fields
        .iter()
        .map(|(n, v)| (n.as_str(), v.as_str()))
        .chain([("decision", "allow")])
        .collect();
    let page = browser.post("/consent", &fields, Site::Same).await.page();
    assert_eq!(page.page_name(), "sign-in");
}
