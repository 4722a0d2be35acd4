//! OpenID Connect Core §3.1.2.1, §3.1.2.6: `prompt`, and several accounts in one browser.

use serde_json::Value;
use vestibule_test_support::assertions::assert_redirect_error;
use vestibule_test_support::fixture::{ADA, FIRST, GRACE, WEB};
use vestibule_test_support::{Browser, Outcome, Page, RelyingParty, TestApp};

async fn silent_error(rp: &RelyingParty, browser: &mut Browser, code: &str) {
    let answer = browser
        .authorize(&rp.authorization_url(&[("prompt", "none")]))
        .await
        .redirect();
    // "The Authorization Server MUST NOT display any authentication or consent user interface pages."
    assert_eq!(browser.hops().len(), 1);
    assert_redirect_error(&answer, code, Some(&rp.state), &rp.endpoint(""));
}

async fn claims(rp: &RelyingParty, outcome: &Outcome) -> Value {
    rp.exchange(&rp.code_of(outcome)).await.id_claims()
}

/// A browser in which both are signed in and have agreed; Ada's and Grace's `sub`.
async fn both(app: &TestApp, rp: &RelyingParty) -> (Browser, Value, Value) {
    let mut browser = app.browser();
    let ada = rp
        .sign_in_and_exchange_with(&mut browser, ADA, &[])
        .await
        .id_claims()["sub"]
        .clone();
    let url = rp.authorization_url(&[("prompt", "login")]);
    let outcome = browser
        .authorize_as(&url, GRACE.username, GRACE.password)
        .await;
    let grace = claims(rp, &outcome).await["sub"].clone();
    assert_ne!(ada, grace);
    (browser, ada, grace)
}

/// The button of the account with that address.
fn choice(page: &Page, address: &str) -> String {
    let buttons = page.count("button.choice");
    for number in 1..=buttons {
        let button = format!("li:nth-child({number}) button.choice");
        if page.texts(&button).join(" ").contains(address) {
            return button;
        }
    }
    panic!("{address} is not offered: {}", page.text())
}

/// "login_required  The Authorization Server requires End-User authentication."  §3.1.2.6
#[tokio::test]
async fn prompt_none_without_a_login_is_an_error() {
    let app = TestApp::with_fixture().await;
    for client in [WEB, FIRST] {
        silent_error(
            &RelyingParty::new(&app, client),
            &mut app.browser(),
            "login_required",
        )
        .await;
    }
    let mut browser = app.browser();
    let rp = RelyingParty::new(&app, WEB);
    rp.code_for(&mut browser, ADA).await;
    browser.clear_cookies();
    silent_error(&rp, &mut browser, "login_required").await;
}

/// "consent_required  The Authorization Server requires End-User consent."  §3.1.2.6
#[tokio::test]
async fn prompt_none_without_consent_is_an_error_and_with_it_is_silent() {
    let app = TestApp::with_fixture().await;
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    let rp = RelyingParty::new(&app, WEB);
    silent_error(&rp, &mut browser, "consent_required").await;
    let asked = [("max_age", "1000")];
    let first = rp
        .sign_in_and_exchange_with(&mut browser, ADA, &asked)
        .await
        .id_claims();
    app.advance(50);
    let url = rp.authorization_url(&[asked[0], ("prompt", "none")]);
    let outcome = browser.authorize(&url).await;
    assert_eq!(browser.hops().len(), 1);
    let again = claims(&rp, &outcome).await;
    assert_eq!(
        (&again["sub"], &again["auth_time"], &again["sid"]),
        (&first["sub"], &first["auth_time"], &first["sid"])
    );
    // More than was agreed to.
    let more = browser
        .authorize(&rp.authorization_url(&[("prompt", "none"), ("scope", "openid orders:read")]))
        .await;
    assert_redirect_error(
        &more.redirect(),
        "consent_required",
        Some(&rp.state),
        app.issuer(),
    );
    // The operator's own application needs none.
    let first_party = RelyingParty::new(&app, FIRST);
    let outcome = browser
        .authorize(&first_party.authorization_url(&[("prompt", "none")]))
        .await;
    first_party.code_of(&outcome);
}

/// "If this parameter contains none with any other value, an error is returned."  §3.1.2.1
#[tokio::test]
async fn prompt_none_stands_alone_and_unknown_prompts_are_errors() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = app.browser();
    rp.code_for(&mut browser, ADA).await;
    for prompt in [
        "none login",
        "consent none",
        "select_account none",
        "LOGIN",
        "create",
        "login,consent",
    ] {
        let answer = browser
            .authorize(&rp.authorization_url(&[("prompt", prompt)]))
            .await
            .redirect();
        assert_redirect_error(&answer, "invalid_request", Some(&rp.state), app.issuer());
    }
}

/// "login  The Authorization Server SHOULD prompt the End-User for reauthentication."  §3.1.2.1
#[tokio::test]
async fn prompt_login_asks_for_the_password_again() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = app.browser();
    let asked = [("max_age", "1000")];
    let first = rp
        .sign_in_and_exchange_with(&mut browser, ADA, &asked)
        .await
        .id_claims();
    app.advance(30);
    let url = rp.authorization_url(&[asked[0], ("prompt", "login")]);
    let page = browser.authorize(&url).await.page();
    assert_eq!(page.page_name(), "sign-in");
    // There is no way around it: not by the pages that would follow, and not with a wrong password.
    let txn = page.attribute("input[name=txn]", "value").unwrap();
    let around = browser.get(&format!("/consent?txn={txn}")).await;
    assert_eq!(around.page_name(), "sign-in");
    let wrong = browser
        .fill_sign_in(ADA.username, "not the password at all")
        .await
        .page();
    assert_eq!((wrong.status, wrong.page_name().as_str()), (422, "sign-in"));
    let outcome = browser.fill_sign_in(ADA.username, ADA.password).await;
    let again = claims(&rp, &outcome).await;
    assert_eq!(again["sub"], first["sub"]);
    assert!(again["auth_time"].as_i64().unwrap() >= first["auth_time"].as_i64().unwrap() + 30);
    // Proven once for this request; the next request asks anew.
    let page = browser.authorize(&url).await.page();
    assert_eq!(page.page_name(), "sign-in");
}

/// "consent  The Authorization Server SHOULD prompt the End-User for consent before returning information to the Client."
#[tokio::test]
async fn prompt_consent_asks_although_everything_was_allowed() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = app.browser();
    let first = rp.sign_in_and_exchange(&mut browser).await.id_claims();
    let page = browser
        .authorize(&rp.authorization_url(&[("prompt", "consent")]))
        .await
        .page();
    assert_eq!(page.page_name(), "consent");
    let outcome = browser.submit("#consent", &[], "#consent-allow").await;
    assert_eq!(claims(&rp, &outcome).await["sub"], first["sub"]);
    // Both together, in this order.
    let page = browser
        .authorize(&rp.authorization_url(&[("prompt", "consent login")]))
        .await
        .page();
    assert_eq!(page.page_name(), "sign-in");
    let page = browser
        .fill_sign_in(ADA.username, ADA.password)
        .await
        .page();
    assert_eq!(page.page_name(), "consent");
    rp.code_of(&browser.submit("#consent", &[], "#consent-allow").await);
}

/// "select_account  The Authorization Server SHOULD prompt the End-User to select a user account. This enables an End-User
/// who has multiple accounts at the Authorization Server to select amongst the multiple accounts"  §3.1.2.1
#[tokio::test]
async fn prompt_select_account_lets_the_user_choose() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let (mut browser, ada, grace) = both(&app, &rp).await;
    let url = rp.authorization_url(&[("prompt", "select_account")]);
    for (person, sub) in [(ADA, &ada), (GRACE, &grace), (ADA, &ada)] {
        let page = browser.authorize(&url).await.page();
        assert_eq!(page.page_name(), "select-account");
        assert_eq!(
            page.count("button.choice"),
            3,
            "two accounts and another one"
        );
        let outcome = browser
            .submit("#select-account", &[], &choice(&page, person.email))
            .await;
        assert_eq!(claims(&rp, &outcome).await["sub"], *sub);
    }
    // "other" leads to the sign-in page, and whoever signs in there is the one.
    browser.authorize(&url).await;
    let page = browser
        .submit("#select-account", &[], "button[value=other]")
        .await
        .page();
    assert_eq!(page.page_name(), "sign-in");
    let outcome = browser.fill_sign_in(GRACE.username, GRACE.password).await;
    assert_eq!(claims(&rp, &outcome).await["sub"], grace);
}

/// The same for one account, for none, and together with `login`.
#[tokio::test]
async fn prompt_select_account_asks_a_single_account_too_and_goes_with_login() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = app.browser();
    let select = rp.authorization_url(&[("prompt", "select_account")]);
    let page = browser.authorize(&select).await.page();
    assert_eq!(page.page_name(), "sign-in", "nobody is there to be chosen");
    let page = browser
        .fill_sign_in(ADA.username, ADA.password)
        .await
        .page();
    assert_eq!(page.page_name(), "consent");
    rp.code_of(&browser.submit("#consent", &[], "#consent-allow").await);
    let page = browser.authorize(&select).await.page();
    assert_eq!(
        (page.page_name().as_str(), page.count("button.choice")),
        ("select-account", 2)
    );
    rp.code_of(
        &browser
            .submit("#select-account", &[], &choice(&page, ADA.email))
            .await,
    );
    let both = rp.authorization_url(&[("prompt", "select_account login")]);
    let page = browser.authorize(&both).await.page();
    assert_eq!(page.page_name(), "select-account");
    let page = browser
        .submit("#select-account", &[], &choice(&page, ADA.email))
        .await
        .page();
    assert_eq!(page.page_name(), "sign-in");
    rp.code_of(&browser.fill_sign_in(ADA.username, ADA.password).await);
}

/// With several accounts nobody is guessed: "account_selection_required  The End-User is REQUIRED to select a session at
/// the Authorization Server."  §3.1.2.6
#[tokio::test]
async fn several_accounts_are_never_guessed_between() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let (mut browser, ada, _) = both(&app, &rp).await;
    silent_error(&rp, &mut browser, "account_selection_required").await;
    let page = browser.authorize(&rp.authorization_url(&[])).await.page();
    assert_eq!(page.page_name(), "select-account");
    let outcome = browser
        .submit("#select-account", &[], &choice(&page, ADA.email))
        .await;
    assert_eq!(claims(&rp, &outcome).await["sub"], ada);
}

/// Consent belongs to the account that was chosen.
#[tokio::test]
async fn the_chosen_account_is_asked_for_its_own_consent() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = app.browser();
    rp.code_for(&mut browser, ADA).await;
    browser.sign_in_as(GRACE).await;
    let url = rp.authorization_url(&[("prompt", "select_account")]);
    let page = browser.authorize(&url).await.page();
    let page = browser
        .submit("#select-account", &[], &choice(&page, GRACE.email))
        .await
        .page();
    assert_eq!(page.page_name(), "consent");
    assert!(
        page.text().contains("Grace Hopper") && !page.text().contains("Ada Lovelace"),
        "{}",
        page.text()
    );
    // "Not you?" leads back to the choice.
    let back = browser
        .get(page.link("a[href*=select-account]").as_str())
        .await;
    assert_eq!(back.page_name(), "select-account");
    let outcome = browser
        .submit("#select-account", &[], &choice(&back, ADA.email))
        .await;
    rp.code_of(&outcome);
}

/// Only an account of this very browser can be chosen, whatever the form says.
#[tokio::test]
async fn an_account_of_another_browser_cannot_be_chosen() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let graces = rp
        .sign_in_and_exchange_with(&mut app.browser(), GRACE, &[])
        .await
        .id_claims();
    let mut browser = app.browser();
    rp.code_for(&mut browser, ADA).await;
    let page = browser
        .authorize(&rp.authorization_url(&[("prompt", "select_account")]))
        .await
        .page();
    let mut form = page.form("#select-account").fields;
    form.push((
        "account".to_owned(),
        graces["sid"].as_str().unwrap().to_owned(),
    ));
    let fields: Vec<(&str, &str)> = form
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let same = vestibule_test_support::browser::Site::Same;
    let page = browser.post("/select-account", &fields, same).await.page();
    assert_eq!(page.page_name(), "select-account");
    assert!(!page.text().contains(GRACE.email));
}
