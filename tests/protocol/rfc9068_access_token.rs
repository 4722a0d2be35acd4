//! RFC 9068: access tokens that an API reads without asking.

use std::collections::BTreeSet;

use serde_json::json;
use vestibule_test_support::fixture::{ADA, AUDIENCE, GRACE, WEB};
use vestibule_test_support::{RelyingParty, ResourceServer, TestApp, Tokens, jwt};

use super::by_hand::members;

/// "iss REQUIRED … exp REQUIRED … aud REQUIRED … sub REQUIRED … client_id REQUIRED … iat REQUIRED … jti REQUIRED"  §2.2;
/// "auth_time OPTIONAL"  §2.2.1; "scope"  §2.2.3
#[tokio::test]
async fn a_users_token_says_what_is_required_and_nothing_about_the_person() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let changes = [
        ("scope", "openid profile email orders:read"),
        ("resource", AUDIENCE),
    ];
    let before = app.now();
    let tokens = rp
        .sign_in_and_exchange_with(&mut app.browser(), ADA, &changes)
        .await;
    let claims = ResourceServer::new(&app, AUDIENCE)
        .await
        .verify(&tokens.access_token)
        .unwrap();
    let id = tokens.id_claims();
    let (iat, exp) = (
        claims["iat"].as_i64().unwrap(),
        claims["exp"].as_i64().unwrap(),
    );
    let expected = json!({
        "iss": app.issuer(),
        "sub": id["sub"],
        "aud": AUDIENCE,
        "client_id": "web",
        "scope": "openid profile email orders:read",
        "iat": iat,
        "exp": iat + 600,
        "auth_time": claims["auth_time"],
        "amr": ["pwd"],
        "tenant_id": claims["tenant_id"],
        "sid": id["sid"],
        "jti": claims["jti"],
        "status": claims["status"],
    });
    assert_eq!(claims, expected);
    assert!((before..=app.now()).contains(&iat) && exp > iat);
    assert!((before..=iat).contains(&claims["auth_time"].as_i64().unwrap()));
    assert_ne!(claims["sub"], "ada");
    let tenant = app.context().await.issuer().tenant_id().to_string();
    assert_eq!(claims["tenant_id"], tenant.as_str());
}

/// "the "typ" header … "at+jwt""  §2.1; "MUST NOT use "none""; "kid always in header"
#[tokio::test]
async fn the_header_is_type_algorithm_and_key_and_nothing_else() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let tokens = rp.sign_in_and_exchange(&mut app.browser()).await;
    let own = Tokens::of(rp.client_credentials(&[]).await);
    for token in [&tokens.access_token, &own.access_token] {
        let header = jwt::read(token).header;
        assert_eq!(members(&header), ["alg", "kid", "typ"]);
        assert_eq!(
            (&header["alg"], &header["typ"]),
            (&json!("RS256"), &json!("at+jwt"))
        );
    }
}

/// "jti": each token has its own, though many come from one grant in one second.
#[tokio::test]
async fn no_two_tokens_have_one_jti() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut seen = BTreeSet::new();
    let mut tokens = rp.sign_in_and_exchange(&mut app.browser()).await;
    for _ in 0..5 {
        tokens = Tokens::of(rp.refresh(tokens.refresh_token()).await);
        let own = Tokens::of(rp.client_credentials(&[]).await);
        for claims in [tokens.access_claims(), own.access_claims()] {
            assert!(seen.insert(claims["jti"].as_str().unwrap().to_owned()));
        }
    }
    assert_eq!(seen.len(), 10);
}

/// "sub … never reassigned", the same for every client of the issuer (`subject_types_supported: public`), another per person.
#[tokio::test]
async fn the_subject_is_one_per_person_and_the_same_for_every_client() {
    let app = TestApp::with_fixture().await;
    let mut subjects = BTreeSet::new();
    for person in [ADA, GRACE] {
        let mut of_person = BTreeSet::new();
        for client in [WEB, vestibule_test_support::fixture::SPA] {
            let rp = RelyingParty::new(&app, client);
            let tokens = rp
                .sign_in_and_exchange_with(&mut app.browser(), person, &[])
                .await;
            assert_eq!(tokens.access_claims()["sub"], tokens.id_claims()["sub"]);
            of_person.insert(tokens.access_claims()["sub"].as_str().unwrap().to_owned());
        }
        assert_eq!(of_person.len(), 1);
        subjects.extend(of_person);
    }
    assert_eq!(subjects.len(), 2);
}

/// The life of access tokens is a setting, told by `expires_in` and `exp` alike (RFC 6749 §5.1).
#[tokio::test]
async fn the_operator_sets_the_life_of_access_tokens() {
    let app = TestApp::builder()
        .fixture()
        .setting("tokens.access_token_seconds", 30)
        .start()
        .await;
    let rp = RelyingParty::new(&app, WEB);
    let tokens = rp
        .sign_in_and_exchange_with(&mut app.browser(), ADA, &[("resource", AUDIENCE)])
        .await;
    let claims = tokens.access_claims();
    assert_eq!(tokens.expires_in, 30);
    assert_eq!(
        claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap(),
        30
    );
    let api = ResourceServer::new(&app, AUDIENCE).await;
    api.verify(&tokens.access_token).unwrap();
    app.advance(31);
    api.verify(&tokens.access_token).unwrap_err();
    rp.userinfo(&tokens.access_token).await.expect(401);
}

/// An ID token is no access token, whatever API is asked: `typ` keeps them apart (RFC 8725 §3.11).
#[tokio::test]
async fn an_id_token_does_not_pass_for_an_access_token() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let tokens = rp.sign_in_and_exchange(&mut app.browser()).await;
    let api = ResourceServer::new(&app, "web").await;
    assert_eq!(tokens.id_claims()["aud"], "web");
    assert!(api.verify(tokens.id_token()).unwrap_err().contains("typ"));
    rp.userinfo(tokens.id_token()).await.expect(401);
    assert_eq!(
        rp.introspect(tokens.id_token()).await.json(),
        json!({ "active": false })
    );
}
