//! SECURITY B12, B13, B14: a refresh token in the wrong hands, or asked for more than it is worth.

use vestibule_test_support::assertions::assert_oauth_error;
use vestibule_test_support::fixture::{ADA, AUDIENCE, NATIVE, POST, SPA, WEB};
use vestibule_test_support::{RelyingParty, TestApp, Tokens};

/// "require client authentication for confidential clients or for any client that was issued client credentials"  RFC 6749 §6
#[tokio::test]
async fn a_confidential_clients_refresh_token_needs_its_credentials() {
    let app = TestApp::with_fixture().await;
    for client in [WEB, POST] {
        let rp = RelyingParty::new(&app, client);
        let tokens = rp.sign_in_and_exchange(&mut app.browser()).await;
        let form = [
            ("grant_type", "refresh_token"),
            ("refresh_token", tokens.refresh_token()),
        ];
        for more in [
            vec![],
            vec![("client_id", client.id)],
            vec![("client_id", client.id), ("client_secret", "")],
            vec![("client_id", client.id), ("client_secret", "wrong")],
        ] {
            let answer = rp
                .token_without_credentials(&[&form, more.as_slice()].concat())
                .await;
            assert_oauth_error(&answer, 401, "invalid_client");
        }
        let mut wrong = rp.clone();
        wrong.client.secret = "wrong";
        assert_oauth_error(
            &wrong.refresh(tokens.refresh_token()).await,
            401,
            "invalid_client",
        );
        // Nothing of that used the token up.
        app.advance(60);
        Tokens::of(rp.refresh(tokens.refresh_token()).await);
    }
}

/// "ensure that the refresh token was issued to the authenticated client"  RFC 6749 §6
#[tokio::test]
async fn a_refresh_token_of_one_client_is_nothing_to_another() {
    let app = TestApp::with_fixture().await;
    for (owner, thief) in [(WEB, POST), (WEB, SPA), (SPA, NATIVE), (SPA, WEB)] {
        let rp = RelyingParty::new(&app, owner);
        let tokens = rp.sign_in_and_exchange(&mut app.browser()).await;
        let thief = RelyingParty::new(&app, thief);
        for _ in 0..3 {
            assert_oauth_error(
                &thief.refresh(tokens.refresh_token()).await,
                400,
                "invalid_grant",
            );
        }
        let scoped = [
            ("grant_type", "refresh_token"),
            ("refresh_token", tokens.refresh_token()),
            ("scope", "openid"),
        ];
        assert_oauth_error(&thief.token(&scoped).await, 400, "invalid_grant");
        // The owner's family is whole; and an old token in foreign hands does not end it either.
        let next = Tokens::of(rp.refresh(tokens.refresh_token()).await);
        let next = Tokens::of(rp.refresh(next.refresh_token()).await);
        assert_oauth_error(
            &thief.refresh(tokens.refresh_token()).await,
            400,
            "invalid_grant",
        );
        rp.userinfo(&next.access_token).await.expect(200);
        Tokens::of(rp.refresh(next.refresh_token()).await);
    }
}

/// A token that we did not write is not looked up, and no guess ends anybody's session.
#[tokio::test]
async fn a_forged_refresh_token_is_refused_and_revokes_nothing() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, SPA);
    let tokens = rp.sign_in_and_exchange(&mut app.browser()).await;
    let good = tokens.refresh_token();
    for at in [3, 10, 25, 30, good.len() - 1] {
        let mut bytes = good.as_bytes().to_vec();
        bytes[at] = if bytes[at] == b'A' { b'Q' } else { b'A' };
        let forged = String::from_utf8(bytes).unwrap();
        assert_oauth_error(&rp.refresh(&forged).await, 400, "invalid_grant");
    }
    for forged in [
        &good[3..],
        &good[..good.len() - 2],
        &format!("{good}="),
        &format!("{good}AA"),
        "rt_",
        "null",
        &tokens.access_token,
        tokens.id_token(),
    ] {
        assert_oauth_error(&rp.refresh(forged).await, 400, "invalid_grant");
    }
    assert_oauth_error(&rp.refresh("").await, 400, "invalid_request");
    rp.userinfo(&tokens.access_token).await.expect(200);
    Tokens::of(rp.refresh(good).await);
}

/// "The requested scope MUST NOT include any scope not originally granted by the resource owner"  RFC 6749 §6
#[tokio::test]
async fn a_refresh_never_widens_the_scope_and_narrowing_does_not_shrink_the_grant() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let granted = "openid email offline_access";
    let mut tokens = rp
        .sign_in_and_exchange_with(&mut app.browser(), ADA, &[("scope", granted)])
        .await;
    for scope in [
        "openid profile",
        "orders:read",
        "OPENID",
        "openid Email",
        "openid email offline_access admin",
        "openid\u{a0}email",
        "openid email profile",
    ] {
        let form = [
            ("grant_type", "refresh_token"),
            ("refresh_token", tokens.refresh_token()),
            ("scope", scope),
        ];
        assert_oauth_error(&rp.token(&form).await, 400, "invalid_scope");
    }
    for (scope, got) in [
        ("openid", "openid"),
        ("email openid email", "email openid"),
        ("openid  email", "openid email"),
    ] {
        let form = [
            ("grant_type", "refresh_token"),
            ("refresh_token", tokens.refresh_token()),
            ("scope", scope),
        ];
        tokens = Tokens::of(rp.token(&form).await);
        let mut words: Vec<_> = tokens.scope.as_deref().unwrap().split(' ').collect();
        let mut wanted: Vec<_> = got.split(' ').collect();
        words.sort_unstable();
        wanted.sort_unstable();
        assert_eq!(words, wanted);
        let claims = rp.userinfo(&tokens.access_token).await.expect(200).json();
        assert_eq!(claims["email"].is_null(), !got.contains("email"));
    }
    tokens = Tokens::of(rp.refresh(tokens.refresh_token()).await);
    assert_eq!(tokens.scope.as_deref(), Some(granted));
    // At the code it cannot be widened either: the parameter means nothing there.
    let code = {
        let outcome = app
            .browser()
            .authorize_as(
                &rp.authorization_url(&[("scope", "openid")]),
                ADA.username,
                ADA.password,
            )
            .await;
        rp.code_of(&outcome)
    };
    let form = [
        ("grant_type", "authorization_code"),
        ("code", &*code),
        ("redirect_uri", WEB.redirect_uri),
        ("code_verifier", &*rp.verifier),
        ("scope", "openid profile email offline_access orders:write"),
    ];
    let tokens = Tokens::of(rp.token(&form).await);
    assert_eq!(tokens.scope.as_deref(), Some("openid"));
    assert_eq!(
        (
            tokens.refresh_token.clone(),
            tokens.access_claims()["scope"].clone()
        ),
        (None, "openid".into())
    );
}

/// "a subset of those which were originally granted"  RFC 8707 §2.2
#[tokio::test]
async fn a_refresh_never_widens_the_audience() {
    let app = TestApp::with_fixture().await;
    app.apply("[[service]]\naudience = \"https://other.example.com\"\nname = \"Other\"\nscopes = [\"other:all\"]\n").await;
    let rp = RelyingParty::new(&app, WEB);
    let changes = [
        ("resource", AUDIENCE),
        ("scope", "openid offline_access orders:read"),
    ];
    let tokens = rp
        .sign_in_and_exchange_with(&mut app.browser(), ADA, &changes)
        .await;
    for resource in [
        "https://other.example.com",
        "https://unknown.example.com",
        "https://api.example.com/",
        "https://api.example.com#x",
    ] {
        let form = [
            ("grant_type", "refresh_token"),
            ("refresh_token", tokens.refresh_token()),
            ("resource", resource),
        ];
        assert_oauth_error(&rp.token(&form).await, 400, "invalid_target");
    }
    let form = [
        ("grant_type", "refresh_token"),
        ("refresh_token", tokens.refresh_token()),
        ("resource", AUDIENCE),
    ];
    let next = Tokens::of(rp.token(&form).await);
    assert_eq!(next.access_claims()["aud"], AUDIENCE);
}
