//! SECURITY A30: a client that asks for more assurance than there was must not be told that it got it.

use serde_json::{Value, json};
use vestibule_test_support::assertions::assert_redirect_error;
use vestibule_test_support::fixture::{ADA, WEB};
use vestibule_test_support::{RelyingParty, TestApp};

const REACHED: &str = "urn:vestibule:acr:aal1";
const HIGHER: &str = "urn:vestibule:acr:aal2";

fn claims(acr: Value) -> String {
    json!({ "id_token": { "acr": acr } }).to_string()
}

/// "If this is an Essential Claim and the requirement cannot be met, then the Authorization Server MUST treat that outcome
/// as a failed authentication attempt."  OpenID Connect Core §5.5.1.1
#[tokio::test]
async fn an_essential_acr_that_is_not_met_is_no_success() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let unknown = json!({"essential": true, "values": ["phrh", "urn:example:best"]});
    let url = rp.authorization_url(&[("claims", &claims(unknown))]);
    let answer = app.browser().authorize(&url).await.redirect();
    assert_redirect_error(
        &answer,
        "unmet_authentication_requirements",
        Some(&rp.state),
        app.issuer(),
    );
    // Where nobody can have a second factor, nobody reaches more, whoever signs in.
    app.apply("[[tenant]]\nslug = \"default\"\nsecond_factor = { kinds = [] }\n")
        .await;
    for acr in [
        json!({"essential": true, "value": HIGHER}),
        json!({"essential": true, "values": [HIGHER, "phrh"]}),
        json!({"essential": true, "values": [HIGHER], "value": "phr"}),
    ] {
        let url = rp.authorization_url(&[("claims", &claims(acr))]);
        let mut browser = app.browser();
        let answer = browser
            .authorize_and_sign_in(&url, ADA.username, ADA.password)
            .await;
        assert_redirect_error(
            &answer,
            "unmet_authentication_requirements",
            Some(&rp.state),
            app.issuer(),
        );
    }
    for acr in [
        json!({"essential": true, "values": [HIGHER, REACHED]}),
        json!({"essential": true, "value": REACHED}),
    ] {
        let changes = claims(acr);
        let tokens = rp
            .sign_in_and_exchange_with(&mut app.browser(), ADA, &[("claims", &changes)])
            .await;
        assert_eq!(tokens.id_claims()["acr"], REACHED);
    }
}

/// The `acr` of a token says what was reached, whatever was wished for (OpenID Connect Core §2).
#[tokio::test]
async fn the_acr_of_a_token_never_overstates() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let voluntary = claims(json!({"values": [HIGHER]}));
    let both = format!("{HIGHER} {REACHED}");
    for changes in [
        vec![("acr_values", HIGHER)],
        vec![("acr_values", &*both)],
        vec![("claims", &*voluntary)],
        vec![],
    ] {
        let tokens = rp
            .sign_in_and_exchange_with(&mut app.browser(), ADA, &changes)
            .await;
        for claims in [tokens.id_claims(), tokens.access_claims()] {
            let acr = &claims["acr"];
            assert!(acr.is_null() || *acr == REACHED, "{changes:?}: {claims}");
            assert!(
                claims["amr"].is_null() || claims["amr"] == json!(["pwd"]),
                "{claims}"
            );
        }
    }
}

/// "the OP MUST attempt to actively re-authenticate the End-User"  OpenID Connect Core §3.1.2.1: a session is no password.
#[tokio::test]
async fn a_fresh_sign_in_is_the_password_and_not_the_session() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = app.browser();
    let first = rp
        .sign_in_and_exchange_with(&mut browser, ADA, &[("max_age", "3600")])
        .await;
    app.advance(30);
    for changes in [
        [("prompt", "login")],
        [("max_age", "0")],
        [("max_age", "29")],
    ] {
        let mut tab = browser.clone();
        let page = tab.authorize(&rp.authorization_url(&changes)).await.page();
        assert_eq!(page.page_name(), "sign-in", "{changes:?}");
        let txn = page
            .form("#sign-in")
            .fields
            .iter()
            .find(|(name, _)| name == "txn")
            .unwrap()
            .1
            .clone();
        // Round the password: to the pages that come after it.
        let page = tab.get(&format!("/consent?txn={txn}")).await;
        assert_eq!(page.page_name(), "sign-in");
        let page = tab.get(&format!("/select-account?txn={txn}")).await;
        if page.page_name() == "select-account" {
            let button = page
                .attribute("#select-account button[name=account]", "value")
                .unwrap();
            assert_ne!(button, "other");
            let outcome = tab
                .submit("#select-account", &[], &format!("button[value='{button}']"))
                .await;
            assert_eq!(outcome.page().page_name(), "sign-in", "{changes:?}");
        }
    }
    let outcome = browser
        .authorize(&rp.authorization_url(&[("prompt", "login"), ("max_age", "3600")]))
        .await;
    assert_eq!(outcome.page().page_name(), "sign-in");
    let outcome = browser.fill_sign_in(ADA.username, ADA.password).await;
    let again = rp.exchange(&rp.code_of(&outcome)).await;
    let time =
        |tokens: &vestibule_test_support::Tokens| tokens.id_claims()["auth_time"].as_i64().unwrap();
    assert!(
        time(&again) >= time(&first) + 30,
        "{} {}",
        time(&first),
        time(&again)
    );
}
