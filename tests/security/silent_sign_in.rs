//! SECURITY A27, A29: `prompt=none` shows nothing, and a hint is a wish and no proof.

use vestibule_test_support::assertions::assert_redirect_error;
use vestibule_test_support::fixture::{ADA, GRACE, SPA, WEB};
use vestibule_test_support::{RelyingParty, TestApp};

/// "The Authorization Server MUST NOT display any authentication or consent user interface pages."  OpenID Connect Core §3.1.2.1
#[tokio::test]
async fn a_silent_request_is_answered_and_never_with_a_page() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let silent =
        |changes: &[(&str, &str)]| rp.authorization_url(&[&[("prompt", "none")], changes].concat());
    let state = Some(rp.state.as_str());
    let mut browser = app.browser();
    let url = browser.authorize(&silent(&[])).await.redirect();
    assert_redirect_error(&url, "login_required", state, app.issuer());
    browser.sign_in_as(ADA).await;
    let url = browser.authorize(&silent(&[])).await.redirect();
    assert_redirect_error(&url, "consent_required", state, app.issuer());
    rp.code_for(&mut browser, ADA).await;
    for more in ["login", "consent", "select_account", "none login"] {
        let both = format!("none {more}");
        let url = browser
            .authorize(&rp.authorization_url(&[("prompt", &both)]))
            .await
            .redirect();
        assert_redirect_error(&url, "invalid_request", state, app.issuer());
    }
    app.advance(100);
    let url = browser
        .authorize(&silent(&[("max_age", "10")]))
        .await
        .redirect();
    assert_redirect_error(&url, "login_required", state, app.issuer());
    let outcome = browser.authorize(&silent(&[])).await;
    rp.code_of(&outcome);
    // A second account: which of them is not for us to guess.
    browser.get("/sign-in").await;
    browser.fill_sign_in(GRACE.username, GRACE.password).await;
    let url = browser.authorize(&silent(&[])).await.redirect();
    assert_redirect_error(&url, "account_selection_required", state, app.issuer());
}

/// "If the End-User identified by the ID Token is already logged in … returns a positive response; otherwise, it MUST
/// return an error"  OpenID Connect Core §3.1.2.1
#[tokio::test]
async fn a_hint_for_somebody_else_gets_nobody() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut adas = app.browser();
    let ada = rp.sign_in_and_exchange(&mut adas).await;
    let mut graces = app.browser();
    let grace = rp.sign_in_and_exchange_with(&mut graces, GRACE, &[]).await;
    let hinted = |hint: &str, prompt: &str| {
        rp.authorization_url(&[("prompt", prompt), ("id_token_hint", hint)])
    };
    let url = adas
        .authorize(&hinted(grace.id_token(), "none"))
        .await
        .redirect();
    assert_redirect_error(&url, "login_required", Some(&rp.state), app.issuer());
    // Asked aloud it is the hinted user or nobody: whoever else signs in is asked again.
    let url = rp.authorization_url(&[("id_token_hint", grace.id_token())]);
    let page = adas.authorize(&url).await.page();
    assert_eq!(page.page_name(), "sign-in");
    let page = adas.fill_sign_in(ADA.username, ADA.password).await.page();
    assert_eq!(page.page_name(), "sign-in", "{}", page.text());
    let outcome = adas.fill_sign_in(GRACE.username, GRACE.password).await;
    let tokens = rp.exchange(&rp.code_of(&outcome)).await;
    assert_eq!(tokens.id_claims()["sub"], grace.id_claims()["sub"]);
    // The honest hint.
    let outcome = graces.authorize(&hinted(grace.id_token(), "none")).await;
    let tokens = rp.exchange(&rp.code_of(&outcome)).await;
    assert_eq!(tokens.id_claims()["sub"], grace.id_claims()["sub"]);
    // OpenID Connect Core §3.1.2.1: the hint outlives it, when it is ours and this client's.
    app.advance(1000);
    let outcome = graces.authorize(&hinted(grace.id_token(), "none")).await;
    rp.code_of(&outcome);
    let spa = RelyingParty::new(&app, SPA);
    let url = spa.authorization_url(&[("prompt", "none"), ("id_token_hint", grace.id_token())]);
    let url = graces.authorize(&url).await.redirect();
    assert_redirect_error(&url, "invalid_request", Some(&spa.state), app.issuer());
    // A login_hint fills a field in and says nothing about who is there.
    let outcome = graces
        .authorize(&rp.authorization_url(&[("prompt", "none"), ("login_hint", "ada")]))
        .await;
    let tokens = rp.exchange(&rp.code_of(&outcome)).await;
    assert_ne!(tokens.id_claims()["sub"], ada.id_claims()["sub"]);
}
