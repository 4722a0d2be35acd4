//! SECURITY C15, C16: a genuine token in the place of another kind, or before another API.

use serde_json::json;
use vestibule::model::SigningAlg;
use vestibule_test_support::assertions::assert_bearer_error;
use vestibule_test_support::fixture::{ADA, AUDIENCE, AuthMethod, Client, WEB};
use vestibule_test_support::jwt::read;
use vestibule_test_support::{RelyingParty, ResourceServer, TestApp};

use super::operator::stolen_key;
use super::verifiers::Verifiers;

/// "Use explicit typing"  RFC 8725 §3.11; "The resource server MUST verify that the "typ" header value is "at+jwt""  RFC 9068 §4
#[tokio::test]
async fn no_kind_of_token_passes_for_another() {
    let verifiers = Verifiers::start().await;
    let (access, id, refresh) = (
        &verifiers.tokens.access_token,
        verifiers.tokens.id_token(),
        verifiers.tokens.refresh_token(),
    );
    verifiers.refuse_access_token(id).await;
    verifiers.refuse_hint(access).await;
    verifiers.refuse_hint(refresh).await;
    assert_bearer_error(
        &verifiers.rp.userinfo(refresh).await,
        401,
        Some("invalid_token"),
    );
    // The claims of one kind under the name of the other, signed by ourselves.
    let own = stolen_key(&verifiers.app, SigningAlg::RS256).await;
    for typ in [
        json!("JWT"),
        json!("logout+jwt"),
        json!("dpop+jwt"),
        json!("secevent+jwt"),
        json!(null),
        json!(""),
        json!("at+jwt "),
        json!(["at+jwt"]),
        json!("text/at+jwt"),
    ] {
        let forged = read(access)
            .with_header("kid", own.kid())
            .with_header("typ", typ)
            .signed_with(&own);
        verifiers.refuse_access_token(&forged.text()).await;
    }
    for typ in [
        json!("at+jwt"),
        json!("logout+jwt"),
        json!("dpop+jwt"),
        json!(null),
    ] {
        let forged = read(id)
            .with_header("kid", own.kid())
            .with_header("typ", typ)
            .signed_with(&own);
        verifiers.refuse_hint(&forged.text()).await;
    }
    let dressed = read(id)
        .with_header("kid", own.kid())
        .with_header("typ", "at+jwt")
        .signed_with(&own);
    verifiers.refuse_access_token(&dressed.text()).await;
    // Another issuer's tokens, though signed by our key: a tenant beside us, a slash more, nobody at all.
    let issuer = verifiers.app.issuer().to_owned();
    for iss in [
        json!(format!("{issuer}/")),
        json!(format!("{issuer}/t/acme")),
        json!("https://evil.example"),
        json!(null),
        json!([issuer]),
    ] {
        for (token, hint) in [(access.as_str(), false), (id, true)] {
            let forged = read(token)
                .with_header("kid", own.kid())
                .with_claim("iss", iss.clone())
                .signed_with(&own)
                .text();
            if hint {
                verifiers.refuse_hint(&forged).await;
            } else {
                verifiers.refuse_access_token(&forged).await;
            }
        }
    }
    // A genuine media type in another case is the same type (RFC 7515 §4.1.9).
    for typ in ["AT+JWT", "application/at+jwt"] {
        let token = read(access)
            .with_header("kid", own.kid())
            .with_header("typ", typ)
            .signed_with(&own);
        verifiers.believe_access_token(&token.text()).await;
    }
}

const OTHER: Client = Client {
    id: "other-api",
    secret: "a-secret-of-some-length-0123456789abcdef",
    auth: AuthMethod::Basic,
    redirect_uri: "",
    scope: "",
};

/// "access tokens SHOULD be audience-restricted to a specific resource server"  RFC 9700 §2.3
#[tokio::test]
async fn a_token_for_one_api_is_none_for_another() {
    let app = TestApp::with_fixture().await;
    app.apply(&format!(
        "[[service]]\naudience = \"https://other.example.com\"\nname = \"Other\"\nscopes = [\"other:all\"]\n\
         [[client]]\nclient_id = \"other-api\"\nclient_secret = {:?}\ngrant_types = [\"client_credentials\"]\nintrospection_audiences = [\"https://other.example.com\"]\n",
        OTHER.secret
    ))
    .await;
    let rp = RelyingParty::new(&app, WEB);
    let changes = [("resource", AUDIENCE), ("scope", "orders:read")];
    let outcome = app
        .browser()
        .authorize_as(&rp.authorization_url(&changes), ADA.username, ADA.password)
        .await;
    let tokens = rp.exchange(&rp.code_of(&outcome)).await;
    assert_eq!(tokens.access_claims()["aud"], AUDIENCE);
    let api = ResourceServer::new(&app, AUDIENCE).await;
    let other = ResourceServer::new(&app, "https://other.example.com").await;
    api.verify(&tokens.access_token).unwrap();
    assert!(
        other
            .verify(&tokens.access_token)
            .unwrap_err()
            .contains("aud")
    );
    let by_introspection = RelyingParty::new(&app, OTHER);
    assert_eq!(
        by_introspection
            .introspect(&tokens.access_token)
            .await
            .expect(200)
            .body,
        "{\"active\":false}"
    );
    // It was not issued for us either, with no `openid` in it.
    assert_bearer_error(
        &rp.userinfo(&tokens.access_token).await,
        403,
        Some("insufficient_scope"),
    );
    // And no token opens a page: those take sessions.
    let request = app
        .wire()
        .request(
            reqwest::Method::GET,
            &rp.authorization_url(&[("prompt", "none")]),
        )
        .bearer_auth(&tokens.access_token);
    let answer = vestibule_test_support::Answer::of(request).await;
    assert!(
        answer
            .header("location")
            .unwrap()
            .contains("error=login_required"),
        "{answer:?}"
    );
    let mut browser = app.browser();
    for value in [&tokens.access_token[..100], "x"] {
        browser.set_cookie(&format!("sid={value}; Path=/"));
        let outcome = browser
            .authorize(&rp.authorization_url(&[("prompt", "none")]))
            .await;
        assert_eq!(
            outcome.parameter("error").as_deref(),
            Some("login_required")
        );
    }
}
