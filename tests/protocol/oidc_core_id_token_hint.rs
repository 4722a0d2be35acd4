//! OpenID Connect Core §3.1.2.1: `id_token_hint`.

use vestibule::administration::keys;
use vestibule::model::SigningAlg;
use vestibule_test_support::fixture::{ADA, GRACE, Person, SPA, WEB};
use vestibule_test_support::jwt::{self, ForeignKey};
use vestibule_test_support::{RelyingParty, TestApp};

use crate::oidc_core_authentication::{refused, silently};

async fn id_token(app: &TestApp, rp: &RelyingParty, person: Person) -> String {
    rp.sign_in_and_exchange_with(&mut app.browser(), person, &[])
        .await
        .id_token
        .unwrap()
}

/// "If the End-User identified by the ID Token is already logged in or is logged in as a result of the request (with the
/// OP possibly evaluating other information beyond the ID Token in this decision), then the Authorization Server returns
/// a positive response; otherwise, it MUST return an error, such as login_required."  §3.1.2.1. An expired hint names its user
/// as well as a fresh one.
#[tokio::test]
async fn id_token_hint_names_the_only_user_who_will_do() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = app.browser();
    let tokens = rp.sign_in_and_exchange(&mut browser).await;
    let (ada, graces) = (
        tokens.id_claims()["sub"].clone(),
        id_token(&app, &rp, GRACE).await,
    );
    let adas = tokens.id_token.unwrap();
    let silent = silently(
        &rp,
        &mut browser,
        &[("prompt", "none"), ("id_token_hint", &adas)],
    )
    .await;
    assert_eq!(silent.id_claims()["sub"], ada);
    refused(
        &rp,
        &mut browser,
        &[("prompt", "none"), ("id_token_hint", &graces)],
        "login_required",
    )
    .await;
    refused(
        &rp,
        &mut app.browser(),
        &[("prompt", "none"), ("id_token_hint", &adas)],
        "login_required",
    )
    .await;

    // With pages: Grace has to sign in, and Ada's password does not help.
    browser
        .authorize(&rp.authorization_url(&[("id_token_hint", &graces)]))
        .await;
    assert_eq!(browser.page().page_name(), "sign-in");
    let still = browser
        .fill_sign_in(ADA.username, ADA.password)
        .await
        .page();
    assert_eq!(still.page_name(), "sign-in", "{}", still.text());
    let outcome = browser.fill_sign_in(GRACE.username, GRACE.password).await;
    let grace = rp.exchange(&rp.code_of(&outcome)).await.id_claims();
    assert_eq!(grace["sub"], jwt::claims(&graces)["sub"]);
    // Now both are signed in, and the hint chooses between them without a page.
    for (hint, sub) in [(&adas, &ada), (&graces, &grace["sub"])] {
        let silent = silently(
            &rp,
            &mut browser,
            &[("prompt", "none"), ("id_token_hint", hint)],
        )
        .await;
        assert_eq!(silent.id_claims()["sub"], *sub);
    }
    app.advance(1200);
    assert!(jwt::claims(&adas)["exp"].as_i64().unwrap() < app.now());
    let silent = silently(
        &rp,
        &mut browser,
        &[("prompt", "none"), ("id_token_hint", &adas)],
    )
    .await;
    assert_eq!(silent.id_claims()["sub"], ada);
}

/// A hint that is not a genuine ID token for this client is an error, not a wish to be ignored: "id_token_hint … ID Token
/// previously issued by the Authorization Server"  §3.1.2.1
#[tokio::test]
async fn a_forged_or_foreign_id_token_hint_is_refused() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = app.browser();
    let tokens = rp.sign_in_and_exchange(&mut browser).await;
    let genuine = jwt::read(tokens.id_token());
    let others = id_token(&app, &RelyingParty::new(&app, SPA), ADA).await;
    let key = ForeignKey::new(SigningAlg::RS256);
    for hint in [
        "garbage",
        "a.b.c",
        &tokens.access_token,
        &others,
        &genuine.clone().with_broken_signature().text(),
        &genuine.clone().with_claim("sub", "somebody").text(),
        &genuine.clone().unsecured("none").text(),
        &genuine.clone().unsecured("None").text(),
        &genuine.clone().signed_with(&key).text(),
        &genuine
            .clone()
            .with_header("jwk", key.public_jwk())
            .signed_with(&key)
            .text(),
        &genuine
            .clone()
            .signed_with_secret(WEB.secret.as_bytes())
            .text(),
    ] {
        refused(
            &rp,
            &mut browser,
            &[("prompt", "none"), ("id_token_hint", hint)],
            "invalid_request",
        )
        .await;
    }
    silently(
        &rp,
        &mut browser,
        &[("prompt", "none"), ("id_token_hint", tokens.id_token())],
    )
    .await;
}

/// A hint that was signed before the keys changed is as genuine as before.
#[tokio::test]
async fn a_hint_signed_before_a_rotation_still_names_its_user() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = app.browser();
    let old = rp.sign_in_and_exchange(&mut browser).await;
    let tenant = app.app().database.tenants().await.unwrap()[0].id;
    keys::rotate(app.app(), tenant, &SigningAlg::ALL)
        .await
        .unwrap();
    let silent = [("prompt", "none"), ("id_token_hint", old.id_token())];
    let new = silently(&rp, &mut browser, &silent).await;
    let kid = |token: &str| jwt::read(token).header["kid"].clone();
    assert_ne!(
        kid(new.id_token()),
        kid(old.id_token()),
        "another key signs now"
    );
    assert_eq!(new.id_claims()["sub"], old.id_claims()["sub"]);
}
