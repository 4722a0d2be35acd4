//! RFC 7009: taking tokens back.

use serde_json::json;
use vestibule_test_support::assertions::{assert_bearer_error, assert_oauth_error};
use vestibule_test_support::fixture::{API, AUDIENCE, POST, SPA, WEB};
use vestibule_test_support::{RelyingParty, TestApp, Tokens};

use super::by_hand::{credentials, get, post};

/// "The authorization server responds with HTTP status code 200 if the token has been revoked successfully or if the client
/// submitted an invalid token."; "The content of the response body is ignored"  §2.2
#[tokio::test]
async fn revoking_an_access_token_ends_that_token_alone() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let first = rp.sign_in_and_exchange(&mut app.browser()).await;
    let second = Tokens::of(rp.refresh(first.refresh_token()).await);
    assert_eq!(rp.revoke(&first.access_token).await.expect(200).body, "");
    assert_bearer_error(
        &rp.userinfo(&first.access_token).await,
        401,
        Some("invalid_token"),
    );
    assert_eq!(
        rp.introspect(&first.access_token).await.json(),
        json!({ "active": false })
    );
    rp.userinfo(&second.access_token).await.expect(200);
    rp.refresh(second.refresh_token()).await.expect(200);
}

/// "If the particular token is a refresh token and the authorization server supports the revocation of access tokens, then
/// the authorization server SHOULD also invalidate all access tokens based on the same authorization grant"  §2.1
#[tokio::test]
async fn revoking_a_refresh_token_ends_the_family_whatever_its_generation() {
    let app = TestApp::with_fixture().await;
    for old in [false, true] {
        let rp = RelyingParty::new(&app, SPA);
        let first = rp.sign_in_and_exchange(&mut app.browser()).await;
        let second = Tokens::of(rp.refresh(first.refresh_token()).await);
        let given = if old { &first } else { &second };
        rp.revoke(given.refresh_token()).await.expect(200);
        for tokens in [&first, &second] {
            assert_bearer_error(
                &rp.userinfo(&tokens.access_token).await,
                401,
                Some("invalid_token"),
            );
            assert_oauth_error(
                &rp.refresh(tokens.refresh_token()).await,
                400,
                "invalid_grant",
            );
        }
    }
}

/// "token_type_hint … If the server is unable to locate the token using the given hint, it MUST extend its search across all
/// of its supported token types. An authorization server MAY ignore this parameter"  §2.1
#[tokio::test]
async fn a_wrong_hint_changes_nothing() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    for hint in ["access_token", "refresh_token", "unknown"] {
        let tokens = rp.sign_in_and_exchange(&mut app.browser()).await;
        let basic = credentials(&WEB);
        let form = [
            ("token", tokens.access_token.as_str()),
            ("token_type_hint", hint),
        ];
        post(&app, "/revoke", Some(&basic), &form).await.expect(200);
        rp.userinfo(&tokens.access_token).await.expect(401);
        let form = [("token", tokens.refresh_token()), ("token_type_hint", hint)];
        post(&app, "/revoke", Some(&basic), &form).await.expect(200);
        assert_oauth_error(
            &rp.refresh(tokens.refresh_token()).await,
            400,
            "invalid_grant",
        );
    }
}

/// "verifies whether the token was issued to the client making the revocation request"  §2.1. Another client's token is left
/// alone, and the answer does not tell it from an unknown one.
#[tokio::test]
async fn nobody_revokes_the_tokens_of_another_client() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let tokens = rp.sign_in_and_exchange(&mut app.browser()).await;
    for other in [POST, SPA, API] {
        let other = RelyingParty::new(&app, other);
        let unknown = other.revoke("unknown").await.expect(200);
        for token in [tokens.access_token.as_str(), tokens.refresh_token()] {
            assert_eq!(other.revoke(token).await.expect(200).body, unknown.body);
        }
    }
    rp.userinfo(&tokens.access_token).await.expect(200);
    rp.refresh(tokens.refresh_token()).await.expect(200);
}

/// "Note: invalid tokens do not cause an error response since the client cannot handle such an error in a reasonable way."  §2.2
#[tokio::test]
async fn what_is_no_token_any_more_is_revoked_again_without_complaint() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let tokens = rp.sign_in_and_exchange(&mut app.browser()).await;
    for token in [
        "x",
        "a.b.c",
        "rt_AAAA",
        tokens.id_token(),
        &tokens.access_token,
        &tokens.access_token,
    ] {
        rp.revoke(token).await.expect(200);
    }
    rp.refresh(tokens.refresh_token()).await.expect(200);
    app.advance(700);
    rp.revoke(&tokens.access_token).await.expect(200);
}

/// "The authorization server … invalid_request"; "token REQUIRED"  §2.1; errors are those of RFC 6749 §5.2
#[tokio::test]
async fn a_request_without_token_or_proof_is_refused() {
    let app = TestApp::with_fixture().await;
    let basic = credentials(&WEB);
    assert_oauth_error(
        &post(&app, "/revoke", Some(&basic), &[]).await,
        400,
        "invalid_request",
    );
    let twice = [("token", "a"), ("token", "b")];
    assert_oauth_error(
        &post(&app, "/revoke", Some(&basic), &twice).await,
        400,
        "invalid_request",
    );
    assert_oauth_error(
        &post(&app, "/revoke", None, &[("token", "x")]).await,
        401,
        "invalid_client",
    );
    get(&app, "/revoke?token=x", Some(&basic)).await.expect(405);
}

/// A client's own token is revoked like any other, here and at the API that asks.
#[tokio::test]
async fn a_client_takes_back_its_own_token() {
    let app = TestApp::with_fixture().await;
    let (web, api) = (RelyingParty::new(&app, WEB), RelyingParty::new(&app, API));
    let mint =
        async || Tokens::of(web.client_credentials(&[("resource", AUDIENCE)]).await).access_token;
    let (one, other) = (mint().await, mint().await);
    assert_eq!(api.introspect(&one).await.json()["active"], true);
    web.revoke(&one).await.expect(200);
    assert_eq!(
        api.introspect(&one).await.json(),
        json!({ "active": false })
    );
    assert_eq!(api.introspect(&other).await.json()["active"], true);
}

/// What was revoked stays revoked when the server starts again, until it has expired.
#[tokio::test]
async fn a_revocation_survives_a_restart() {
    let mut app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let revoked = rp.sign_in_and_exchange(&mut app.browser()).await;
    let family = rp.sign_in_and_exchange(&mut app.browser()).await;
    let alive = rp.sign_in_and_exchange(&mut app.browser()).await;
    rp.revoke(&revoked.access_token).await.expect(200);
    rp.revoke(family.refresh_token()).await.expect(200);
    app.restart().await;
    for tokens in [&revoked, &family] {
        assert_bearer_error(
            &rp.userinfo(&tokens.access_token).await,
            401,
            Some("invalid_token"),
        );
    }
    rp.userinfo(&alive.access_token).await.expect(200);
    assert_oauth_error(
        &rp.refresh(family.refresh_token()).await,
        400,
        "invalid_grant",
    );
}
