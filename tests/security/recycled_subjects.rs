//! SECURITY C25: a new user under the name of one who is gone.

use vestibule_test_support::assertions::{assert_bearer_error, assert_oauth_error};
use vestibule_test_support::fixture::{GRACE, WEB};
use vestibule_test_support::{RelyingParty, TestApp};

use super::operator::delete_user;

/// "A locally unique and never reassigned identifier within the Issuer for the End-User"  OpenID Connect Core §2
#[tokio::test]
async fn a_user_of_the_same_name_inherits_nothing() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = app.browser();
    let old = rp.sign_in_and_exchange_with(&mut browser, GRACE, &[]).await;
    let code = rp.code_for(&mut browser, GRACE).await;
    rp.userinfo(&old.access_token).await.expect(200);
    delete_user(&app, "grace").await;
    let apply = format!(
        "[[user]]\nusername = \"grace\"\nemail = \"grace@example.com\"\nname = \"Another Grace\"\npassword = {:?}\n",
        GRACE.password
    );
    app.apply(&apply).await;
    // Nothing that was given to the first opens anything of the second.
    assert_oauth_error(&rp.redeem(&code).await, 400, "invalid_grant");
    assert_oauth_error(&rp.refresh(old.refresh_token()).await, 400, "invalid_grant");
    assert_bearer_error(
        &rp.userinfo(&old.access_token).await,
        401,
        Some("invalid_token"),
    );
    for token in [&old.access_token, old.refresh_token()] {
        assert_eq!(
            rp.introspect(token).await.expect(200).body,
            "{\"active\":false}"
        );
    }
    let outcome = browser
        .authorize(&rp.authorization_url(&[("prompt", "none")]))
        .await;
    assert_eq!(
        outcome.parameter("error").as_deref(),
        Some("login_required")
    );
    let outcome = browser
        .authorize(&rp.authorization_url(&[("prompt", "none"), ("id_token_hint", old.id_token())]))
        .await;
    assert_eq!(
        outcome.parameter("error").as_deref(),
        Some("login_required")
    );
    // The second is asked for consent, since they never gave any, and has a subject of their own.
    let mut browser = app.browser();
    browser.authorize(&rp.authorization_url(&[])).await;
    let page = browser
        .fill_sign_in(GRACE.username, GRACE.password)
        .await
        .page();
    assert_eq!(page.page_name(), "consent");
    let outcome = browser.submit("#consent", &[], "#consent-allow").await;
    let new = rp.exchange(&rp.code_of(&outcome)).await;
    assert_ne!(new.id_claims()["sub"], old.id_claims()["sub"]);
    assert_eq!(
        rp.userinfo(&new.access_token).await.expect(200).json()["name"],
        "Another Grace"
    );
}

/// The same for a client: what was granted to the first of a name is not the second's.
#[tokio::test]
async fn a_client_of_the_same_name_inherits_no_grant() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = app.browser();
    let old = rp.sign_in_and_exchange_with(&mut browser, GRACE, &[]).await;
    let code = rp.code_for(&mut browser, GRACE).await;
    let tenant = super::operator::tenant(&app).await;
    vestibule::administration::clients::delete(app.app(), tenant, WEB.id)
        .await
        .unwrap();
    assert_oauth_error(&rp.redeem(&code).await, 401, "invalid_client");
    app.advance(30);
    app.apply(&vestibule_test_support::fixture::toml()).await;
    assert_oauth_error(&rp.redeem(&code).await, 400, "invalid_grant");
    assert_oauth_error(&rp.refresh(old.refresh_token()).await, 400, "invalid_grant");
    let outcome = browser
        .authorize(&rp.authorization_url(&[("prompt", "none")]))
        .await;
    assert_eq!(
        outcome.parameter("error").as_deref(),
        Some("consent_required")
    );
    assert_bearer_error(
        &rp.userinfo(&old.access_token).await,
        401,
        Some("invalid_token"),
    );
}
