//! RFC 6749 §6, RFC 9700 §4.14.2: refreshing. Rotation, its grace, replay, ends, and what a mistake must not cost.

use serde_json::json;
use vestibule_test_support::assertions::assert_oauth_error;
use vestibule_test_support::fixture::{API, AuthMethod, Client, NATIVE, POST, SCOPE, SPA, WEB};
use vestibule_test_support::{RelyingParty, TestApp, Tokens};

use super::by_hand::{credentials, members, post};

const DAY: i64 = 86_400;
const GRACE: i64 = 10;

async fn signed_in(app: &TestApp, client: Client) -> (RelyingParty, Tokens) {
    let rp = RelyingParty::new(app, client);
    let tokens = rp.sign_in_and_exchange(&mut app.browser()).await;
    (rp, tokens)
}

async fn refreshed(rp: &RelyingParty, token: &str) -> Tokens {
    Tokens::of(rp.refresh(token).await)
}

async fn assert_dead(rp: &RelyingParty, tokens: &Tokens) {
    assert_oauth_error(
        &rp.refresh(tokens.refresh_token()).await,
        400,
        "invalid_grant",
    );
    rp.userinfo(&tokens.access_token).await.expect(401);
}

/// "The authorization server MAY issue a new refresh token, in which case the client MUST discard the old refresh token and
/// replace it with the new refresh token."  §6
#[tokio::test]
async fn each_use_replaces_the_token_and_the_chain_goes_on() {
    let app = TestApp::with_fixture().await;
    for client in [WEB, POST, SPA] {
        let (rp, mut tokens) = signed_in(&app, client).await;
        for _ in 0..5 {
            let next = refreshed(&rp, tokens.refresh_token()).await;
            assert_ne!(next.refresh_token(), tokens.refresh_token());
            assert_ne!(next.access_token, tokens.access_token);
            assert_eq!(next.scope.as_deref(), Some(SCOPE));
            rp.userinfo(&next.access_token).await.expect(200);
            tokens = next;
        }
    }
}

/// "its iss Claim Value MUST be the same …; its sub …; its iat Claim MUST represent the time that the new ID Token is issued;
/// its aud …; if the ID Token contains an auth_time Claim, its value MUST represent the time of the original authentication;
/// it SHOULD NOT have a nonce …, if … it MUST be the same; its azp Claim Value MUST be the same"  OpenID Connect Core §12.2
#[tokio::test]
async fn a_refreshed_id_token_is_about_the_same_sign_in() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let person = vestibule_test_support::fixture::ADA;
    let tokens = rp
        .sign_in_and_exchange_with(&mut app.browser(), person, &[("max_age", "1000")])
        .await;
    app.advance(300);
    let next = refreshed(&rp, tokens.refresh_token()).await;
    let (old, new) = (tokens.id_claims(), next.id_claims());
    for same in ["iss", "sub", "aud", "auth_time", "azp", "sid"] {
        assert_eq!(new[same], old[same], "{same}");
    }
    assert!(new["nonce"].is_null() || new["nonce"] == old["nonce"]);
    assert!(old["auth_time"].is_i64());
    assert!(new["iat"].as_i64().unwrap() >= old["iat"].as_i64().unwrap() + 300);
    assert_eq!(
        new["at_hash"],
        vestibule_test_support::jwt::half_hash(&next.access_token)
    );
}

/// A client that lost the answer asks again within some seconds and gets the same successor: there is one live token.
#[tokio::test]
async fn within_the_grace_the_replaced_token_gives_the_same_successor() {
    let app = TestApp::with_fixture().await;
    let (rp, first) = signed_in(&app, SPA).await;
    let second = refreshed(&rp, first.refresh_token()).await;
    app.advance(GRACE - 2);
    let again = refreshed(&rp, first.refresh_token()).await;
    assert_eq!(again.refresh_token(), second.refresh_token());
    rp.userinfo(&again.access_token).await.expect(200);
    // The retry did not begin another grace.
    app.advance(3);
    assert_dead_after_replay(&rp, &first, &[&second, &again]).await;
}

async fn assert_dead_after_replay(rp: &RelyingParty, replayed: &Tokens, family: &[&Tokens]) {
    for tokens in family {
        rp.userinfo(&tokens.access_token).await.expect(200);
    }
    assert_oauth_error(
        &rp.refresh(replayed.refresh_token()).await,
        400,
        "invalid_grant",
    );
    for tokens in family {
        assert_dead(rp, tokens).await;
    }
}

/// "If a refresh token is compromised and subsequently used by both the attacker and the legitimate client, one of them will
/// present an invalidated refresh token, which will inform the authorization server of the breach. … will revoke the active
/// refresh token"  RFC 9700 §4.14.2
#[tokio::test]
async fn a_replay_after_the_grace_kills_the_whole_family() {
    let app = TestApp::with_fixture().await;
    let (rp, first) = signed_in(&app, WEB).await;
    let api = RelyingParty::new(&app, API);
    let other_family = rp.sign_in_and_exchange(&mut app.browser()).await;
    let second = refreshed(&rp, first.refresh_token()).await;
    app.advance(GRACE + 1);
    assert_dead_after_replay(&rp, &first, &[&first, &second]).await;
    for token in [
        &first.access_token,
        &second.access_token,
        second.refresh_token.as_ref().unwrap(),
    ] {
        assert_eq!(
            rp.introspect(token).await.json(),
            json!({ "active": false })
        );
        assert_eq!(
            api.introspect(token).await.json(),
            json!({ "active": false })
        );
    }
    // Another grant of the same user to the same client is another family.
    rp.userinfo(&other_family.access_token).await.expect(200);
    refreshed(&rp, other_family.refresh_token()).await;
}

/// Two generations back is a replay even within the grace: no client retries a token whose successor it has used.
#[tokio::test]
async fn an_older_generation_is_a_replay_at_once() {
    let app = TestApp::with_fixture().await;
    let (rp, first) = signed_in(&app, SPA).await;
    let second = refreshed(&rp, first.refresh_token()).await;
    let third = refreshed(&rp, second.refresh_token()).await;
    assert_dead_after_replay(&rp, &first, &[&third]).await;
}

/// "refresh tokens SHOULD expire if the client has been inactive for some time"  RFC 9700 §4.14.2
#[tokio::test]
async fn an_unused_token_dies_after_thirty_days_and_use_prolongs_it() {
    let app = TestApp::with_fixture().await;
    let (rp, mut tokens) = signed_in(&app, WEB).await;
    for _ in 0..2 {
        app.advance(30 * DAY - 60);
        tokens = refreshed(&rp, tokens.refresh_token()).await;
    }
    app.advance(30 * DAY + 1);
    assert_eq!(
        rp.introspect(tokens.refresh_token()).await.json(),
        json!({ "active": false })
    );
    assert_oauth_error(
        &rp.refresh(tokens.refresh_token()).await,
        400,
        "invalid_grant",
    );
}

/// However often it is used, the family ends ninety days after the user agreed.
#[tokio::test]
async fn the_family_ends_at_its_absolute_end() {
    let app = TestApp::with_fixture().await;
    let (rp, mut tokens) = signed_in(&app, WEB).await;
    for _ in 0..4 {
        app.advance(22 * DAY);
        tokens = refreshed(&rp, tokens.refresh_token()).await;
    }
    app.advance(2 * DAY - 60);
    tokens = refreshed(&rp, tokens.refresh_token()).await;
    app.advance(120);
    assert_oauth_error(
        &rp.refresh(tokens.refresh_token()).await,
        400,
        "invalid_grant",
    );
}

/// Both ends are settings.
#[tokio::test]
async fn the_operator_sets_both_ends_and_the_grace() {
    let app = TestApp::builder()
        .fixture()
        .setting("tokens.refresh_token_idle_seconds", 100)
        .setting("tokens.refresh_token_absolute_seconds", 150)
        .setting("tokens.refresh_token_grace_seconds", 0)
        .start()
        .await;
    let (rp, first) = signed_in(&app, WEB).await;
    let second = refreshed(&rp, first.refresh_token()).await;
    assert_dead_after_replay(&rp, &first, &[&second]).await;
    let (rp, tokens) = signed_in(&app, WEB).await;
    app.advance(101);
    assert_oauth_error(
        &rp.refresh(tokens.refresh_token()).await,
        400,
        "invalid_grant",
    );
    let (rp, tokens) = signed_in(&app, WEB).await;
    app.advance(90);
    let tokens = refreshed(&rp, tokens.refresh_token()).await;
    app.advance(61);
    assert_oauth_error(
        &rp.refresh(tokens.refresh_token()).await,
        400,
        "invalid_grant",
    );
}

/// "scope … The requested scope MUST NOT include any scope not originally granted by the resource owner, and if omitted is
/// treated as equal to the scope originally granted"  §6; "the refresh token scope MUST be identical to that of the refresh
/// token included by the client in the request"
#[tokio::test]
async fn a_narrower_scope_is_for_one_access_token_and_does_not_shrink_the_grant() {
    let app = TestApp::with_fixture().await;
    let (rp, tokens) = signed_in(&app, WEB).await;
    let form = [
        ("grant_type", "refresh_token"),
        ("refresh_token", tokens.refresh_token()),
        ("scope", "email openid"),
    ];
    let narrow = Tokens::of(rp.token(&form).await);
    assert_eq!(narrow.scope.as_deref(), Some("email openid"));
    let userinfo = rp.userinfo(&narrow.access_token).await.expect(200).json();
    assert_eq!(members(&userinfo), ["email", "email_verified", "sub"]);
    let form = [
        ("grant_type", "refresh_token"),
        ("refresh_token", narrow.refresh_token()),
        ("scope", "email"),
    ];
    let without_openid = Tokens::of(rp.token(&form).await);
    assert_eq!(without_openid.id_token, None);
    assert_eq!(
        refreshed(&rp, without_openid.refresh_token())
            .await
            .scope
            .as_deref(),
        Some(SCOPE)
    );
}

/// A request that asks too much is refused before the token is spent: the client may ask again.
#[tokio::test]
async fn a_wider_scope_is_invalid_scope_and_spends_nothing() {
    let app = TestApp::with_fixture().await;
    let (rp, tokens) = signed_in(&app, SPA).await;
    for (wrong, code) in [
        (("scope", "openid orders:read"), "invalid_scope"),
        (("scope", "openid unknown"), "invalid_scope"),
        (("scope", "a\"b"), "invalid_scope"),
        (("resource", "https://unknown.example"), "invalid_target"),
        (("resource", "no uri"), "invalid_target"),
    ] {
        let form = [
            ("grant_type", "refresh_token"),
            ("refresh_token", tokens.refresh_token()),
            wrong,
        ];
        assert_oauth_error(&rp.token(&form).await, 400, code);
    }
    app.advance(GRACE + 1);
    // Had one of them spent it, this would be a replay.
    let next = refreshed(&rp, tokens.refresh_token()).await;
    refreshed(&rp, next.refresh_token()).await;
}

/// "The authorization server MUST … validate the refresh token"  §6: a forged one is merely invalid. Were it taken for a
/// replay, anybody could sign people out.
#[tokio::test]
async fn a_forged_token_is_invalid_and_harms_nobody() {
    let app = TestApp::with_fixture().await;
    let (rp, tokens) = signed_in(&app, WEB).await;
    let good = tokens.refresh_token();
    let mut forged: Vec<String> = vec![
        "x".into(),
        "rt_".into(),
        "rt_AAAA".into(),
        format!("{good}A"),
        format!(" {good}"),
    ];
    // Each character changed in turn: the grant, the generation and the tag.
    for at in (3..good.len()).step_by(5) {
        let other = if good.as_bytes()[at] == b'A' {
            "B"
        } else {
            "A"
        };
        forged.push(format!("{}{other}{}", &good[..at], &good[at + 1..]));
    }
    forged.push(tokens.access_token.clone());
    for text in &forged {
        assert_oauth_error(&rp.refresh(text).await, 400, "invalid_grant");
    }
    rp.userinfo(&tokens.access_token).await.expect(200);
    refreshed(&rp, good).await;
}

/// "The authorization server MUST maintain the binding between a refresh token and the client to whom it was issued."  §10.4
#[tokio::test]
async fn another_clients_token_is_invalid_grant_and_its_family_stays() {
    let app = TestApp::with_fixture().await;
    let (rp, first) = signed_in(&app, WEB).await;
    let second = refreshed(&rp, first.refresh_token()).await;
    app.advance(GRACE + 1);
    for thief in [POST, SPA, NATIVE] {
        let thief = RelyingParty::new(&app, thief);
        for token in [first.refresh_token(), second.refresh_token()] {
            assert_oauth_error(&thief.refresh(token).await, 400, "invalid_grant");
            let narrow = [
                ("grant_type", "refresh_token"),
                ("refresh_token", token),
                ("scope", "openid"),
            ];
            assert_oauth_error(&thief.token(&narrow).await, 400, "invalid_grant");
        }
    }
    rp.userinfo(&second.access_token).await.expect(200);
    refreshed(&rp, second.refresh_token()).await;
}

/// "Confidential clients … MUST authenticate"  §6
#[tokio::test]
async fn refreshing_needs_the_clients_own_proof() {
    let app = TestApp::with_fixture().await;
    let (rp, tokens) = signed_in(&app, WEB).await;
    let form = [
        ("grant_type", "refresh_token"),
        ("refresh_token", tokens.refresh_token()),
    ];
    assert_oauth_error(
        &rp.token_without_credentials(&form).await,
        401,
        "invalid_client",
    );
    let named = [form.as_slice(), &[("client_id", WEB.id)]].concat();
    assert_oauth_error(
        &rp.token_without_credentials(&named).await,
        401,
        "invalid_client",
    );
    post(&app, "/token", Some(&credentials(&WEB)), &form)
        .await
        .expect(200);
}

/// "the authorization server … FAPI 2.0 shall not use refresh token rotation"  FAPI 2.0 §5.3.2.1: rotation is the client's
/// policy. Without it the token lives on, unused for thirty days at most.
#[tokio::test]
async fn rotation_can_be_off_by_client_metadata() {
    const STEADY: Client = Client {
        id: "steady",
        secret: "steady-secret-0123456789abcdef0123456789abcdef",
        auth: AuthMethod::Basic,
        redirect_uri: "https://steady.example/callback",
        scope: "openid offline_access",
    };
    let app = TestApp::with_fixture().await;
    app.apply(&format!(
        "[[client]]\nclient_id = \"steady\"\nclient_secret = {:?}\nredirect_uris = [{:?}]\n\
         grant_types = [\"authorization_code\", \"refresh_token\"]\nscope = {:?}\nrefresh_token_rotation = false\n",
        STEADY.secret, STEADY.redirect_uri, STEADY.scope
    ))
    .await;
    let (rp, tokens) = signed_in(&app, STEADY).await;
    for _ in 0..3 {
        app.advance(20 * DAY);
        let next = refreshed(&rp, tokens.refresh_token()).await;
        assert_eq!(next.refresh_token(), tokens.refresh_token());
        rp.userinfo(&next.access_token).await.expect(200);
    }
    app.advance(30 * DAY + 1);
    assert_oauth_error(
        &rp.refresh(tokens.refresh_token()).await,
        400,
        "invalid_grant",
    );
}

/// The user is looked at again at each use (RFC 6749 §10.3).
#[tokio::test]
async fn a_disabled_user_gets_no_more_tokens() {
    let app = TestApp::with_fixture().await;
    let (rp, tokens) = signed_in(&app, WEB).await;
    app.apply("[[user]]\nusername = \"ada\"\nemail = \"ada@example.com\"\ndisabled = true\n")
        .await;
    assert_dead(&rp, &tokens).await;
}
