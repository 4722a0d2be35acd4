//! D14: a demand to prove oneself again is met by somebody else's or an older sign-in (GHSA-hp74-gm6m-2qm5, CVE-2015-8314).

use vestibule_test_support::authenticator_app::AuthenticatorApp;
use vestibule_test_support::fixture::{ADA, FIRST, GRACE};
use vestibule_test_support::{Outcome, RelyingParty, TestApp};

/// "prompt=login: The Authorization Server SHOULD prompt the End-User for reauthentication"  OpenID Connect Core §3.1.2.1
#[tokio::test]
async fn a_demand_for_one_user_is_not_met_by_another() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, FIRST);
    let mut browser = app.browser();
    let first = rp.sign_in_and_exchange(&mut browser).await;
    let url = rp.authorization_url(&[("prompt", "login"), ("id_token_hint", first.id_token())]);
    assert_eq!(browser.authorize(&url).await.page().page_name(), "sign-in");
    let page = browser
        .fill_sign_in(GRACE.username, GRACE.password)
        .await
        .page();
    assert_eq!(
        page.page_name(),
        "sign-in",
        "Grace is not whom the application asked for"
    );
    // Ada herself meets it.
    let outcome = browser.fill_sign_in(ADA.username, ADA.password).await;
    let tokens = rp.exchange(&rp.code_of(&outcome)).await;
    assert_eq!(tokens.id_claims()["sub"], first.id_claims()["sub"]);
}

/// "max_age: … If the elapsed time is greater than this value, the OP MUST attempt to actively re-authenticate the End-User."
/// OpenID Connect Core §3.1.2.1: another account's fresh sign-in does not make this one's fresh.
#[tokio::test]
async fn a_fresh_sign_in_of_another_account_does_not_refresh_this_one() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, FIRST);
    let mut browser = app.browser();
    let old = rp.sign_in_and_exchange(&mut browser).await;
    app.advance(600);
    browser.sign_in_as(GRACE).await;
    let demand = [
        ("max_age", "60"),
        ("id_token_hint", old.id_token()),
        ("prompt", "none"),
    ];
    let outcome = browser.authorize(&rp.authorization_url(&demand)).await;
    assert_eq!(
        outcome.parameter("error").as_deref(),
        Some("login_required")
    );
    // With a page: Ada signs in, and the token says when.
    let outcome = browser
        .authorize_as(
            &rp.authorization_url(&demand[..2]),
            ADA.username,
            ADA.password,
        )
        .await;
    let claims = rp.exchange(&rp.code_of(&outcome)).await.id_claims();
    assert_eq!(claims["sub"], old.id_claims()["sub"]);
    assert!(
        app.now() - claims["auth_time"].as_i64().unwrap() < 60,
        "{claims}"
    );
}

/// The proof belongs to the request that asked for it: the pages of that request cannot be visited in another order.
#[tokio::test]
async fn a_demand_is_not_met_by_skipping_its_page() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, FIRST);
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    app.advance(30);
    let demanded = browser
        .authorize(&rp.authorization_url(&[("prompt", "login")]))
        .await
        .page();
    assert_eq!(demanded.page_name(), "sign-in");
    let txn = demanded.url.query().unwrap().to_owned();
    for path in ["consent", "select-account"] {
        let page = browser.get(&format!("/{path}?{txn}")).await;
        assert_ne!(page.page_name(), "consent", "{path}");
    }
    let page = browser.get(&format!("/select-account?{txn}")).await;
    let account = page
        .attribute("#select-account button[name=account]", "value")
        .unwrap();
    let button = format!("button[value=\"{account}\"]");
    let outcome = browser.submit("#select-account", &[], &button).await;
    assert!(
        matches!(&outcome, Outcome::Page(page) if page.page_name() == "sign-in"),
        "choosing is no proof: {outcome:?}"
    );
    // Nor is a sign-in elsewhere in the same browser.
    browser.sign_in_as(ADA).await;
    let outcome = browser
        .authorize(&format!("{}/consent?{txn}", app.issuer()))
        .await;
    assert!(
        matches!(&outcome, Outcome::Page(page) if page.page_name() != "consent"),
        "{outcome:?}"
    );
    browser.get(&format!("/sign-in?{txn}")).await;
    let outcome = browser.fill_sign_in(ADA.username, ADA.password).await;
    rp.code_of(&outcome);
}

/// "If … the acr Claim … requested as an Essential Claim … cannot be returned …, the Authorization Server MUST treat that
/// outcome as a failed authentication attempt."  OpenID Connect Core §5.5.1.1: a weaker sign-in is never called a stronger one.
#[tokio::test]
async fn a_password_alone_never_counts_as_more() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, FIRST);
    let mut browser = app.browser();
    let essential =
        r#"{"id_token":{"acr":{"essential":true,"values":["urn:example:phishing-resistant"]}}}"#;
    let outcome = browser
        .authorize(&rp.authorization_url(&[("claims", essential)]))
        .await;
    assert_eq!(
        outcome.parameter("error").as_deref(),
        Some("unmet_authentication_requirements")
    );
    let wished = [("acr_values", "urn:example:phishing-resistant")];
    let tokens = rp
        .sign_in_and_exchange_with(&mut browser, ADA, &wished)
        .await;
    assert_ne!(tokens.id_claims()["acr"], "urn:example:phishing-resistant");
}

/// "Step-up bound to session": what a login began ends with it, so that nobody sets a factor up in a session that its owner has
/// ended.
#[tokio::test]
async fn a_step_up_ends_with_its_login() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, FIRST);
    let acr = serde_json::json!({"id_token": {"acr": {"essential": true, "value": "urn:vestibule:acr:aal2"}}});
    let url = rp.authorization_url(&[("claims", &acr.to_string())]);
    let mut thief = app.browser();
    thief.sign_in_as(ADA).await;
    let page = thief.authorize(&url).await.page();
    assert_eq!(page.page_name(), "second-factor-set-up", "{}", page.text());
    // With an open page, and what it offers.
    let attempt = page.url.clone();
    let page = thief.get(&format!("{attempt}&method=totp")).await;
    let authenticator = AuthenticatorApp::from_page(&page);
    let mut owner = app.browser();
    owner.sign_in_as(ADA).await;
    owner.get("/account/sessions").await;
    owner.submit("#sessions", &[], "#sessions-others").await;
    let code = authenticator.code(&app);
    let answer = thief
        .submit(
            "#factor-set-up",
            &[("code", &code)],
            "#factor-set-up-submit",
        )
        .await
        .page();
    assert_eq!(answer.status, 400, "{}", answer.text());
    assert_eq!(thief.get(attempt.as_str()).await.status, 400);
    let page = owner.get("/account/two-factor").await;
    assert!(!page.text().contains("Authenticator app is on"));
    // No second step is asked of her.
    app.browser().sign_in_as(ADA).await;
}
