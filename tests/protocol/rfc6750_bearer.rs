//! RFC 6750: how an access token is carried to the userinfo endpoint, and how a bad one is refused.

use reqwest::Method;
use vestibule::model::SigningAlg;
use vestibule_test_support::assertions::{assert_bearer_error, assert_oauth_error};
use vestibule_test_support::fixture::{ADA, AUDIENCE, WEB};
use vestibule_test_support::jwt::{self, ForeignKey};
use vestibule_test_support::{Answer, RelyingParty, TestApp, Tokens};

use super::by_hand::{get, post};

async fn signed_in(app: &TestApp) -> (RelyingParty, Tokens) {
    let rp = RelyingParty::new(app, WEB);
    let tokens = rp.sign_in_and_exchange(&mut app.browser()).await;
    (rp, tokens)
}

/// "the client uses the "Bearer" authentication scheme to transmit the access token"  §2.1; "the access token in the HTTP
/// request entity-body"  §2.2. The scheme's name has no case (RFC 9110 §11.1).
#[tokio::test]
async fn a_token_is_taken_from_the_header_and_from_the_form() {
    let app = TestApp::with_fixture().await;
    let (rp, tokens) = signed_in(&app).await;
    let token = tokens.access_token.as_str();
    let expected = rp.userinfo(token).await.expect(200).json();
    for scheme in ["Bearer", "bearer", "BEARER"] {
        let header = format!("{scheme} {token}");
        assert_eq!(
            get(&app, "/userinfo", Some(&header))
                .await
                .expect(200)
                .json(),
            expected
        );
    }
    assert_eq!(
        post(&app, "/userinfo", None, &[("access_token", token)])
            .await
            .expect(200)
            .json(),
        expected
    );
    let header = format!("Bearer {token}");
    assert_eq!(
        post(&app, "/userinfo", Some(&header), &[])
            .await
            .expect(200)
            .json(),
        expected
    );
    let bodiless = app
        .wire()
        .request(Method::POST, &rp.endpoint("/userinfo"))
        .bearer_auth(token);
    assert_eq!(Answer::of(bodiless).await.expect(200).json(), expected);
}

/// "Bearer tokens SHOULD NOT be passed in page URLs"  §5.3; the query parameter of §2.3 is not supported (RFC 9700 §4.3.2).
#[tokio::test]
async fn a_token_in_the_query_does_not_count() {
    let app = TestApp::with_fixture().await;
    let (_, tokens) = signed_in(&app).await;
    let path = format!("/userinfo?access_token={}", tokens.access_token);
    assert_bearer_error(&get(&app, &path, None).await, 401, None);
    assert_bearer_error(&post(&app, &path, None, &[]).await, 401, None);
}

/// "If the request lacks any authentication information …, the resource server SHOULD NOT include an error code or other
/// error information."  §3.1
#[tokio::test]
async fn no_token_is_a_challenge_without_an_error() {
    let app = TestApp::with_fixture().await;
    assert_bearer_error(&get(&app, "/userinfo", None).await, 401, None);
    assert_bearer_error(&post(&app, "/userinfo", None, &[]).await, 401, None);
    assert_bearer_error(
        &post(&app, "/userinfo", None, &[("access_token", "")]).await,
        401,
        None,
    );
}

/// "Clients MUST NOT use more than one method to transmit the token in each request."  §2; "invalid_request: … uses more than
/// one method for including an access token … 400 (Bad Request)"  §3.1
#[tokio::test]
async fn a_token_sent_twice_is_an_invalid_request() {
    let app = TestApp::with_fixture().await;
    let (rp, tokens) = signed_in(&app).await;
    let token = tokens.access_token.as_str();
    let header = format!("Bearer {token}");
    let both = post(&app, "/userinfo", Some(&header), &[("access_token", token)]).await;
    assert_eq!(
        (both.status, both.error().as_deref()),
        (400, Some("invalid_request"))
    );
    let repeated = post(
        &app,
        "/userinfo",
        None,
        &[("access_token", token), ("access_token", token)],
    )
    .await;
    assert_oauth_error(&repeated, 400, "invalid_request");
    let request = app.wire().request(Method::GET, &rp.endpoint("/userinfo"));
    let headers = Answer::of(request.bearer_auth(token).header("authorization", header)).await;
    assert_eq!(
        (headers.status, headers.error().as_deref()),
        (400, Some("invalid_request"))
    );
}

/// "invalid_token: The access token provided is expired, revoked, malformed, or invalid for other reasons. … 401"  §3.1
#[tokio::test]
async fn what_is_no_living_access_token_of_this_issuer_is_invalid_token() {
    let app = TestApp::with_fixture().await;
    app.apply("[[tenant]]\nslug = \"acme\"\nname = \"Acme\"\n")
        .await;
    app.apply(
        "[[client]]\ntenant = \"acme\"\nclient_id = \"robot\"\nclient_secret = \"robot-secret-0123456789abcdef0123456789\"\n\
         grant_types = [\"client_credentials\"]\n",
    )
    .await;
    let (rp, tokens) = signed_in(&app).await;
    let good = tokens.access_token.as_str();
    let foreign = ForeignKey::new(SigningAlg::RS256);
    let read = || jwt::read(good);
    let jwks = get(&app, "/jwks", None).await.body;
    let robot = vestibule_test_support::fixture::Client {
        id: "robot",
        secret: "robot-secret-0123456789abcdef0123456789",
        auth: vestibule_test_support::fixture::AuthMethod::Basic,
        redirect_uri: "",
        scope: "",
    };
    let acme = RelyingParty::new(&app, robot).at_issuer(&format!("{}/t/acme", app.issuer()));
    let of_another_issuer = Tokens::of(acme.client_credentials(&[]).await).access_token;
    let bad = [
        "x".to_owned(),
        "a.b.c".to_owned(),
        format!("{good}."),
        format!("{good}x"),
        tokens.id_token().to_owned(),
        tokens.refresh_token().to_owned(),
        read().with_broken_signature().text(),
        read().with_claim("scope", "openid admin").text(),
        read().unsecured("none").text(),
        read().unsecured("NoNe").text(),
        read().signed_with(&foreign).text(),
        read()
            .with_header("jwk", foreign.public_jwk())
            .signed_with(&foreign)
            .text(),
        read()
            .with_header("kid", foreign.kid())
            .signed_with(&foreign)
            .text(),
        read().signed_with_secret(jwks.as_bytes()).text(),
        of_another_issuer,
    ];
    rp.userinfo(good).await.expect(200);
    for token in &bad {
        let answer = rp.userinfo(token).await;
        assert_bearer_error(&answer, 401, Some("invalid_token"));
        assert_eq!(answer.error().as_deref(), Some("invalid_token"));
        assert!(!answer.body.contains("ada"), "{answer:?}");
        if !token.contains(' ') {
            assert_eq!(
                rp.introspect(token).await.json()["active"],
                token == tokens.refresh_token(),
                "{token}"
            );
        }
    }
    for header in [
        "Bearer",
        "Bearer ",
        "Bearer a b",
        "Basic d2ViOng=",
        "DPoP x",
    ] {
        assert_bearer_error(
            &get(&app, "/userinfo", Some(header)).await,
            401,
            Some("invalid_token"),
        );
    }
}

/// The life of an access token ends with the second of its `exp` (RFC 7519 §4.1.4).
#[tokio::test]
async fn an_expired_token_is_invalid_token() {
    let app = TestApp::with_fixture().await;
    let (rp, tokens) = signed_in(&app).await;
    assert_eq!(tokens.expires_in, 600);
    app.advance(590);
    rp.userinfo(&tokens.access_token).await.expect(200);
    app.advance(11);
    assert_bearer_error(
        &rp.userinfo(&tokens.access_token).await,
        401,
        Some("invalid_token"),
    );
}

/// "insufficient_scope: The request requires higher privileges than provided by the access token. … 403 (Forbidden)"  §3.1
#[tokio::test]
async fn a_token_without_openid_is_insufficient_for_userinfo() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let changes = [("scope", "orders:read"), ("resource", AUDIENCE)];
    let tokens = rp
        .sign_in_and_exchange_with(&mut app.browser(), ADA, &changes)
        .await;
    let answer = rp.userinfo(&tokens.access_token).await;
    assert_bearer_error(&answer, 403, Some("insufficient_scope"));
    assert_eq!(answer.error().as_deref(), Some("insufficient_scope"));
}
