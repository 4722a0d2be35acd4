//! SECURITY A35: a client, a user or a tenant that is switched off while a sign-in is under way, or after it.

use vestibule::administration::clients::Switch;
use vestibule_test_support::assertions::{
    assert_bearer_error, assert_error_page, assert_oauth_error,
};
use vestibule_test_support::fixture::{ADA, GRACE, WEB};
use vestibule_test_support::{Outcome, RelyingParty, TestApp};

use super::operator::{disable_client, switch_user};

/// A disabled client gets no page, no code and no token, at whatever step it is switched off.
#[tokio::test]
async fn a_client_that_is_disabled_gets_nothing_from_then_on() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let unknown = app
        .browser()
        .authorize(&rp.authorization_url(&[("client_id", "nobody")]))
        .await
        .page();
    assert_error_page(&unknown, "invalid_request");
    let mut at_sign_in = app.browser();
    at_sign_in.authorize(&rp.authorization_url(&[])).await;
    let mut at_consent = app.browser();
    at_consent.authorize(&rp.authorization_url(&[])).await;
    at_consent.fill_sign_in(ADA.username, ADA.password).await;
    assert_eq!(at_consent.page().page_name(), "consent");
    let mut browser = app.browser();
    let tokens = rp.sign_in_and_exchange_with(&mut browser, GRACE, &[]).await;
    let code = rp.code_for(&mut browser, GRACE).await;
    rp.userinfo(&tokens.access_token).await.expect(200);

    disable_client(&app, WEB.id).await;
    let page = at_sign_in
        .fill_sign_in(ADA.username, ADA.password)
        .await
        .page();
    assert_error_page(&page, "invalid_request");
    let page = at_consent
        .submit("#consent", &[], "#consent-allow")
        .await
        .page();
    assert_error_page(&page, "invalid_request");
    let page = browser.authorize(&rp.authorization_url(&[])).await.page();
    assert_error_page(&page, "invalid_request");
    assert_oauth_error(&rp.redeem(&code).await, 401, "invalid_client");
    assert_oauth_error(
        &rp.refresh(tokens.refresh_token()).await,
        401,
        "invalid_client",
    );
    assert_oauth_error(&rp.client_credentials(&[]).await, 401, "invalid_client");
    assert_oauth_error(
        &rp.introspect(&tokens.access_token).await,
        401,
        "invalid_client",
    );
    assert_bearer_error(
        &rp.userinfo(&tokens.access_token).await,
        401,
        Some("invalid_token"),
    );
}

/// A disabled user is signed in nowhere, and nothing that was given in their name works.
#[tokio::test]
async fn a_user_who_is_disabled_gets_nothing_from_then_on() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut at_sign_in = app.browser();
    at_sign_in.authorize(&rp.authorization_url(&[])).await;
    let mut at_consent = app.browser();
    at_consent.authorize(&rp.authorization_url(&[])).await;
    at_consent.fill_sign_in(ADA.username, ADA.password).await;
    let mut browser = app.browser();
    let tokens = rp.sign_in_and_exchange(&mut browser).await;
    let code = rp.code_for(&mut browser, ADA).await;

    switch_user(&app, "ada", Switch::Disabled).await;
    let page = at_sign_in
        .fill_sign_in(ADA.username, ADA.password)
        .await
        .page();
    assert_eq!((page.status, page.page_name().as_str()), (422, "sign-in"));
    // The very answer of a wrong password.
    let mut wrong = app.browser();
    wrong.authorize(&rp.authorization_url(&[])).await;
    let other = wrong
        .fill_sign_in(ADA.username, "not the password")
        .await
        .page();
    assert_eq!(page.text(), other.text());
    assert!(at_sign_in.cookie("sid").is_none());
    let outcome = at_consent.submit("#consent", &[], "#consent-allow").await;
    let Outcome::Page(page) = outcome else {
        panic!("{outcome:?}")
    };
    assert_eq!(page.page_name(), "sign-in");
    let outcome = browser
        .authorize(&rp.authorization_url(&[("prompt", "none")]))
        .await;
    assert_eq!(
        outcome.parameter("error").as_deref(),
        Some("login_required")
    );
    assert_oauth_error(&rp.redeem(&code).await, 400, "invalid_grant");
    assert_oauth_error(
        &rp.refresh(tokens.refresh_token()).await,
        400,
        "invalid_grant",
    );
    assert_bearer_error(
        &rp.userinfo(&tokens.access_token).await,
        401,
        Some("invalid_token"),
    );
    for token in [&tokens.access_token, tokens.refresh_token()] {
        assert_eq!(
            rp.introspect(token).await.expect(200).body,
            "{\"active\":false}"
        );
    }
    // Another user is untouched.
    rp.sign_in_and_exchange_with(&mut app.browser(), GRACE, &[])
        .await;
}

/// A tenant that is switched off is not there, for old tokens and for new requests.
#[tokio::test]
async fn a_tenant_that_is_disabled_is_gone() {
    let app = TestApp::with_fixture().await;
    let tenant = |disabled: bool| {
        format!(
            "[[tenant]]\nslug = \"acme\"\nname = \"Acme\"\ndisabled = {disabled}\n[[client]]\ntenant = \"acme\"\nclient_id = \"web\"\nclient_secret = {:?}\nredirect_uris = [{:?}]\n\
             grant_types = [\"authorization_code\", \"refresh_token\"]\n[[user]]\ntenant = \"acme\"\nusername = \"ada\"\nemail = \"ada@acme.example\"\npassword = {:?}\n",
            WEB.secret, WEB.redirect_uri, ADA.password
        )
    };
    app.apply(&tenant(false)).await;
    let acme = format!("{}/t/acme", app.issuer());
    let rp = RelyingParty::new(&app, WEB).at_issuer(&acme);
    let mut browser = app.browser();
    let tokens = rp.sign_in_and_exchange(&mut browser).await;
    let mut at_sign_in = app.browser();
    at_sign_in.authorize(&rp.authorization_url(&[])).await;
    let code = rp.code_for(&mut browser, ADA).await;
    rp.userinfo(&tokens.access_token).await.expect(200);

    app.apply(&tenant(true)).await;
    for page in [
        at_sign_in
            .fill_sign_in(ADA.username, ADA.password)
            .await
            .page(),
        browser.authorize(&rp.authorization_url(&[])).await.page(),
    ] {
        assert_eq!((page.status, page.page_name().as_str()), (404, "error"));
    }
    for answer in [
        rp.redeem(&code).await,
        rp.refresh(tokens.refresh_token()).await,
        rp.userinfo(&tokens.access_token).await,
        rp.introspect(&tokens.access_token).await,
    ] {
        assert_eq!(answer.status, 404, "{answer:?}");
        assert!(!answer.body.contains("access_token") && !answer.body.contains("\"sub\""));
    }
    RelyingParty::new(&app, WEB)
        .sign_in_and_exchange(&mut app.browser())
        .await;
}
