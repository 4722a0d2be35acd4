//! SECURITY B37, B38: asking about tokens, or taking them back, without being anybody to whom they matter.

use vestibule_test_support::assertions::assert_oauth_error;
use vestibule_test_support::fixture::{ADA, API, AUDIENCE, AuthMethod, Client, POST, SPA, WEB};
use vestibule_test_support::{RelyingParty, TestApp};

const INACTIVE: &str = "{\"active\":false}";

/// "the authorization server first validates … whether the token was issued to the client making the revocation request"
/// RFC 7009 §2.1
#[tokio::test]
async fn a_token_is_taken_back_by_its_own_client_alone() {
    let app = TestApp::with_fixture().await;
    let owner = RelyingParty::new(&app, WEB);
    let tokens = owner.sign_in_and_exchange(&mut app.browser()).await;
    let own = owner.client_credentials(&[]).await.json()["access_token"]
        .as_str()
        .unwrap()
        .to_owned();
    for thief in [POST, SPA, API] {
        let thief = RelyingParty::new(&app, thief);
        for token in [&tokens.access_token, tokens.refresh_token(), &own] {
            let answer = thief.revoke(token).await.expect(200);
            assert_eq!(answer.body, "");
        }
    }
    // What is no token is answered like what is not yours.
    for unknown in [
        "x",
        "rt_x",
        "eyJhbGciOiJub25lIn0.e30.",
        tokens.id_token(),
        &"x".repeat(20_000),
    ] {
        assert_eq!(owner.revoke(unknown).await.expect(200).body, "");
    }
    let mut wrong = owner.clone();
    wrong.client.secret = "wrong";
    assert_oauth_error(
        &wrong.revoke(tokens.refresh_token()).await,
        401,
        "invalid_client",
    );
    let nobody = RelyingParty::new(
        &app,
        Client {
            id: "nobody",
            ..SPA
        },
    );
    assert_oauth_error(
        &nobody.revoke(tokens.refresh_token()).await,
        401,
        "invalid_client",
    );
    let as_public = RelyingParty::new(
        &app,
        Client {
            auth: AuthMethod::None,
            ..WEB
        },
    );
    assert_oauth_error(
        &as_public.revoke(tokens.refresh_token()).await,
        401,
        "invalid_client",
    );
    assert_oauth_error(&owner.revoke("").await, 400, "invalid_request");
    for token in [&tokens.access_token, tokens.refresh_token(), &own] {
        assert_eq!(owner.introspect(token).await.json()["active"], true);
    }
    // The owner does it, one token at a time; the refresh token takes the family with it.
    owner.revoke(&own).await.expect(200);
    assert_eq!(owner.introspect(&own).await.body, INACTIVE);
    owner.userinfo(&tokens.access_token).await.expect(200);
    owner.revoke(tokens.refresh_token()).await.expect(200);
    for token in [&tokens.access_token, tokens.refresh_token()] {
        assert_eq!(owner.introspect(token).await.body, INACTIVE);
    }
    assert_oauth_error(
        &owner.refresh(tokens.refresh_token()).await,
        400,
        "invalid_grant",
    );
}

/// "To prevent token scanning attacks, the endpoint MUST also require some form of authorization"  RFC 7662 §2.1
#[tokio::test]
async fn only_those_whom_a_token_concerns_may_read_it() {
    let app = TestApp::with_fixture().await;
    let owner = RelyingParty::new(&app, WEB);
    let changes = [
        ("resource", AUDIENCE),
        ("scope", "openid offline_access orders:read"),
    ];
    let tokens = owner
        .sign_in_and_exchange_with(&mut app.browser(), ADA, &changes)
        .await;
    let (api, stranger) = (RelyingParty::new(&app, API), RelyingParty::new(&app, POST));
    for reader in [&owner, &api] {
        let answer = reader
            .introspect(&tokens.access_token)
            .await
            .expect(200)
            .json();
        assert_eq!(
            (&answer["active"], &answer["sub"]),
            (&true.into(), &tokens.id_claims()["sub"])
        );
    }
    assert_eq!(
        stranger
            .introspect(&tokens.access_token)
            .await
            .expect(200)
            .body,
        INACTIVE
    );
    // A refresh token is its client's business, and no API's.
    assert_eq!(
        owner.introspect(tokens.refresh_token()).await.json()["active"],
        true
    );
    for reader in [&api, &stranger] {
        assert_eq!(
            reader
                .introspect(tokens.refresh_token())
                .await
                .expect(200)
                .body,
            INACTIVE
        );
    }
    // A token that is not for the API is none of the API's business.
    let other = owner
        .sign_in_and_exchange_with(&mut app.browser(), ADA, &[("scope", "openid")])
        .await;
    assert_eq!(
        owner.introspect(&other.access_token).await.json()["active"],
        true
    );
    assert_eq!(api.introspect(&other.access_token).await.body, INACTIVE);
    // Neither an ID token nor anything else that we signed is an access token.
    assert_eq!(owner.introspect(tokens.id_token()).await.body, INACTIVE);
    assert_oauth_error(
        &RelyingParty::new(&app, SPA)
            .introspect(&tokens.access_token)
            .await,
        401,
        "invalid_client",
    );
    let mut wrong = api.clone();
    wrong.client.secret = "wrong";
    assert_oauth_error(
        &wrong.introspect(&tokens.access_token).await,
        401,
        "invalid_client",
    );
    let request = app
        .wire()
        .request(reqwest::Method::POST, &owner.endpoint("/introspect"));
    let request = request
        .bearer_auth(&tokens.access_token)
        .form(&[("token", &tokens.access_token)]);
    assert_oauth_error_basic(request).await;
    assert_oauth_error(&owner.introspect("").await, 400, "invalid_request");
    app.advance(601);
    for reader in [&owner, &api] {
        assert_eq!(reader.introspect(&tokens.access_token).await.body, INACTIVE);
    }
}

/// A user's access token is no client's credential.
async fn assert_oauth_error_basic(request: reqwest::RequestBuilder) {
    let answer = vestibule_test_support::Answer::of(request).await;
    assert_oauth_error(&answer, 401, "invalid_client");
}
