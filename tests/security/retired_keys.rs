//! SECURITY C23: a key that has had its day, and the thief who still has it.

use vestibule::model::SigningAlg;
use vestibule_test_support::fixture::WEB;
use vestibule_test_support::jwt::read;
use vestibule_test_support::{Answer, RelyingParty, TestApp};

use super::operator::{rotate_key, stolen_key, tidy_keys};

async fn published(app: &TestApp) -> Vec<String> {
    let request = app
        .wire()
        .request(reqwest::Method::GET, &format!("{}/jwks", app.issuer()));
    let jwks = Answer::of(request).await.expect(200).json();
    let keys = jwks["keys"].as_array().unwrap();
    for key in keys {
        for private in ["d", "p", "q", "dp", "dq", "qi", "k"] {
            assert!(key[private].is_null(), "{private} of {}", key["kid"]);
        }
    }
    keys.iter()
        .map(|key| key["kid"].as_str().unwrap().to_owned())
        .collect()
}

/// OpenID Connect Core §10.1.1: a key leaves the set when nothing that it signed can be alive, and is worth nothing then.
#[tokio::test]
async fn a_retired_key_is_worth_nothing_once_its_tokens_are_dead() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = app.browser();
    let tokens = rp.sign_in_and_exchange(&mut browser).await;
    let old = stolen_key(&app, SigningAlg::RS256).await;
    let forged = |exp: i64| {
        let token = read(&tokens.access_token).with_header("kid", old.kid());
        token.with_claim("exp", exp).signed_with(&old).text()
    };
    let for_years = forged(app.now() + 400 * 86_400);
    rp.userinfo(&for_years).await.expect(200);
    rotate_key(&app, SigningAlg::RS256).await;
    // Rotated: what it signed before is good, and what we sign now is signed by another.
    rp.userinfo(&tokens.access_token).await.expect(200);
    let fresh = rp.sign_in_and_exchange(&mut browser).await;
    assert_ne!(read(&fresh.access_token).header["kid"], old.kid());
    assert_ne!(read(fresh.id_token()).header["kid"], old.kid());
    rp.verify_id_token(&app, &fresh).await;
    assert!(published(&app).await.contains(&old.kid().to_owned()));
    app.advance(600 + 300 + 60);
    tidy_keys(&app).await;
    assert!(!published(&app).await.contains(&old.kid().to_owned()));
    rp.userinfo(&for_years).await.expect(401);
    assert_eq!(
        rp.introspect(&for_years).await.expect(200).body,
        "{\"active\":false}"
    );
    // Nor is it good for a hint.
    let hint = read(tokens.id_token())
        .with_header("kid", old.kid())
        .signed_with(&old)
        .text();
    let outcome = browser
        .authorize(&rp.authorization_url(&[("prompt", "none"), ("id_token_hint", &hint)]))
        .await;
    assert_eq!(
        outcome.parameter("error").as_deref(),
        Some("invalid_request")
    );
    let next = rp.refresh(fresh.refresh_token()).await.expect(200).json();
    rp.userinfo(next["access_token"].as_str().unwrap())
        .await
        .expect(200);
}

/// Neither a private key nor the key that seals it is anywhere in the database.
#[tokio::test]
async fn private_keys_are_sealed_at_rest() {
    let app = TestApp::with_fixture().await;
    let dump = app.dump().await;
    assert!(dump.contains("signing_keys"));
    vestibule_test_support::assertions::assert_no_secrets(&dump);
    assert!(!dump.contains("BEGIN PRIVATE"));
}
