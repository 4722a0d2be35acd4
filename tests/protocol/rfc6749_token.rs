//! RFC 6749 §4.1.3, §5.1, §5.2: redeeming a code, and what every answer of the token endpoint looks like.

use reqwest::Method;
use serde_json::json;
use vestibule_test_support::assertions::{assert_oauth_error, assert_token_json};
use vestibule_test_support::fixture::{
    ADA, API, CLIENTS, Client, POST, SPA, WEB, WEB_REDIRECT_WITH_QUERY,
};
use vestibule_test_support::{Answer, RelyingParty, TestApp, Tokens};

use super::by_hand::{self, credentials, members};

fn redemption<'a>(code: &'a str, rp: &'a RelyingParty) -> Vec<(&'a str, &'a str)> {
    vec![
        ("grant_type", "authorization_code"),
        ("code", code),
        ("redirect_uri", rp.client.redirect_uri),
        ("code_verifier", &rp.verifier),
    ]
}

/// "The authorization server … constructs the response by adding the following parameters to the entity-body of the HTTP
/// response with a 200 (OK) status code"; "expires_in RECOMMENDED"; "MUST include the HTTP "Cache-Control" response header
/// field with a value of "no-store" …, as well as the "Pragma" response header field with a value of "no-cache"".  §5.1
#[tokio::test]
async fn a_token_response_is_json_that_nobody_keeps_and_names_lifetime_and_scope() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let code = rp.code_for(&mut app.browser(), ADA).await;
    let answer = rp.redeem(&code).await.expect(200);
    assert_token_json(&answer);
    assert_eq!(answer.header("pragma"), Some("no-cache"));
    let json = answer.json();
    let all = [
        "access_token",
        "expires_in",
        "id_token",
        "refresh_token",
        "scope",
        "token_type",
    ];
    assert_eq!(members(&json), all);
    assert_eq!(json["token_type"], "Bearer");
    assert_eq!(json["expires_in"], json!(600));
    assert_eq!(json["scope"], WEB.scope);
}

/// "The client MUST NOT use the authorization code more than once. If an authorization code is used more than once, the
/// authorization server MUST deny the request and SHOULD revoke (when possible) all tokens previously issued based on that
/// authorization code."  §4.1.2
#[tokio::test]
async fn a_code_works_once_and_its_replay_revokes_what_it_gave() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let code = rp.code_for(&mut app.browser(), ADA).await;
    let tokens = rp.exchange(&code).await;
    rp.userinfo(&tokens.access_token).await.expect(200);
    assert_oauth_error(&rp.redeem(&code).await, 400, "invalid_grant");
    rp.userinfo(&tokens.access_token).await.expect(401);
    assert_eq!(
        rp.introspect(&tokens.access_token).await.json(),
        json!({ "active": false })
    );
    assert_oauth_error(
        &rp.refresh(tokens.refresh_token()).await,
        400,
        "invalid_grant",
    );
}

/// The same half a minute and ten minutes later: what a code was is not forgotten while its tokens live.
#[tokio::test]
async fn a_late_replay_of_a_code_is_refused_and_revokes_as_well() {
    for later in [30, 600] {
        let app = TestApp::with_fixture().await;
        let rp = RelyingParty::new(&app, WEB);
        let code = rp.code_for(&mut app.browser(), ADA).await;
        let tokens = rp.exchange(&code).await;
        app.advance(later);
        assert_oauth_error(&rp.redeem(&code).await, 400, "invalid_grant");
        assert_oauth_error(
            &rp.refresh(tokens.refresh_token()).await,
            400,
            "invalid_grant",
        );
    }
}

/// "ensure that the authorization code was issued to the authenticated confidential client, or if the client is public,
/// ensure that the code was issued to "client_id" in the request"  §4.1.3. A code that another client shows is not spent.
#[tokio::test]
async fn a_code_of_another_client_is_refused_and_stays_good_for_its_own() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let code = rp.code_for(&mut app.browser(), ADA).await;
    // The thief knows everything but the credentials: the verifier and the redirect URI too.
    let as_client = |client: Client| {
        let mut thief = rp.clone();
        thief.client = Client {
            redirect_uri: WEB.redirect_uri,
            ..client
        };
        thief
    };
    for thief in [POST, SPA] {
        assert_oauth_error(&as_client(thief).redeem(&code).await, 400, "invalid_grant");
    }
    let tokens = rp.exchange(&code).await;
    // Nor does a replay by another client end what the right one has.
    assert_oauth_error(&as_client(POST).redeem(&code).await, 400, "invalid_grant");
    rp.userinfo(&tokens.access_token).await.expect(200);
}

/// "redirect_uri REQUIRED, if the "redirect_uri" parameter was included in the authorization request …, and their values
/// MUST be identical."  §4.1.3
#[tokio::test]
async fn a_code_is_bound_to_the_redirect_uri_it_was_sent_to() {
    let app = TestApp::with_fixture().await;
    let mut browser = app.browser();
    for wrong in [
        Some(WEB_REDIRECT_WITH_QUERY),
        Some("https://app.example/callback/"),
        None,
    ] {
        let rp = RelyingParty::new(&app, WEB);
        let code = rp.code_for(&mut browser, ADA).await;
        let mut form = redemption(&code, &rp);
        form.retain(|(name, _)| *name != "redirect_uri");
        form.extend(wrong.map(|uri| ("redirect_uri", uri)));
        assert_oauth_error(&rp.token(&form).await, 400, "invalid_grant");
        // Whoever holds the code does not get a second guess.
        assert_oauth_error(&rp.redeem(&code).await, 400, "invalid_grant");
    }
    let rp = RelyingParty::new(&app, WEB);
    let url = rp.authorization_url(&[("redirect_uri", WEB_REDIRECT_WITH_QUERY)]);
    let code = rp.code_of(&browser.authorize(&url).await);
    let mut form = redemption(&code, &rp);
    form[2].1 = WEB_REDIRECT_WITH_QUERY;
    rp.token(&form).await.expect(200);
}

/// "The authorization code MUST expire shortly after it is issued"  §4.1.2; at most 60 seconds by FAPI 2.0 §5.3.2.1.
#[tokio::test]
async fn a_code_dies_after_sixty_seconds() {
    let app = TestApp::with_fixture().await;
    let mut browser = app.browser();
    for (after, status) in [(55, 200), (61, 400)] {
        let rp = RelyingParty::new(&app, WEB);
        let code = rp.code_for(&mut browser, ADA).await;
        app.advance(after);
        let answer = rp.redeem(&code).await.expect(status);
        if status == 400 {
            assert_oauth_error(&answer, 400, "invalid_grant");
        }
    }
}

/// "invalid_request: The request is missing a required parameter, includes an unsupported parameter value (other than grant
/// type), repeats a parameter, …"  §5.2
#[tokio::test]
async fn missing_empty_and_repeated_parameters_are_invalid_request_and_spend_nothing() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let code = rp.code_for(&mut app.browser(), ADA).await;
    let good = redemption(&code, &rp);
    for wrong in [
        vec![],
        vec![("grant_type", "")],
        vec![("grant_type", "authorization_code")],
        // "Parameters sent without a value MUST be treated as if they were omitted from the request."  §3.2
        vec![("grant_type", "authorization_code"), ("code", "")],
        vec![("grant_type", "refresh_token")],
        [good.clone(), vec![("code", code.as_str())]].concat(),
        [good.clone(), vec![("grant_type", "authorization_code")]].concat(),
        [good.clone(), vec![("unknown", "1"), ("unknown", "2")]].concat(),
    ] {
        assert_oauth_error(&rp.token(&wrong).await, 400, "invalid_request");
    }
    // "The authorization server MUST ignore unrecognized request parameters."  §3.2
    rp.token(&[good, vec![("unknown", "1")]].concat())
        .await
        .expect(200);
}

/// "unsupported_grant_type: The authorization grant type is not supported by the authorization server."; "unauthorized_client:
/// The authenticated client is not authorized to use this authorization grant type."  §5.2
#[tokio::test]
async fn unknown_and_unregistered_grant_types_have_their_own_errors() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    for unknown in [
        "password",
        "implicit",
        "Authorization_Code",
        "urn:ietf:params:oauth:grant-type:jwt-bearer",
    ] {
        assert_oauth_error(
            &rp.token(&[("grant_type", unknown)]).await,
            400,
            "unsupported_grant_type",
        );
    }
    let api = RelyingParty::new(&app, API);
    let answer = api
        .token(&[("grant_type", "authorization_code"), ("code", "x")])
        .await;
    assert_oauth_error(&answer, 400, "unauthorized_client");
    let spa = RelyingParty::new(&app, SPA);
    assert_oauth_error(
        &spa.client_credentials(&[]).await,
        400,
        "unauthorized_client",
    );
}

/// "Parameters … MUST NOT be included in the request URI"  §2.3.1; "The client MUST use the HTTP "POST" method when making
/// access token requests."  §3.2
#[tokio::test]
async fn only_a_posted_form_is_a_token_request() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let form = "grant_type=client_credentials";
    let token = rp.endpoint("/token");
    let request = |method, url: &str, kind: &str, body: &str| {
        let request = app
            .wire()
            .request(method, url)
            .header("authorization", credentials(&WEB));
        Answer::of(
            request
                .header("content-type", kind.to_owned())
                .body(body.to_owned()),
        )
    };
    let urlencoded = "application/x-www-form-urlencoded";
    request(Method::POST, &token, urlencoded, form)
        .await
        .expect(200);
    request(
        Method::POST,
        &token,
        "Application/X-WWW-Form-Urlencoded; charset=UTF-8",
        form,
    )
    .await
    .expect(200);
    for (url, kind, body) in [
        (
            token.clone(),
            "application/json",
            r#"{"grant_type":"client_credentials"}"#,
        ),
        (token.clone(), "text/plain", form),
        (format!("{token}?{form}"), urlencoded, ""),
        (format!("{token}?scope=orders:read"), urlencoded, form),
        (
            token.clone(),
            urlencoded,
            "grant_type=client_credentials&scope=%ff",
        ),
    ] {
        assert_oauth_error(
            &request(Method::POST, &url, kind, body).await,
            400,
            "invalid_request",
        );
    }
    for method in [Method::GET, Method::PUT, Method::DELETE, Method::HEAD] {
        let answer = request(method, &token, urlencoded, form).await.expect(405);
        assert_eq!(answer.header("allow"), Some("POST"));
    }
}

/// "Authorization servers … the probability of an attacker guessing generated tokens … SHOULD be less than or equal to
/// 2^(-160)"  §10.10
#[tokio::test]
async fn codes_and_tokens_never_repeat_and_are_long() {
    let app = TestApp::with_fixture().await;
    let mut browser = app.browser();
    let rp = RelyingParty::new(&app, WEB);
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..4 {
        let code = rp.code_for(&mut browser, ADA).await;
        assert!(code.len() >= 43, "256 bits in base64url");
        let tokens = rp.exchange(&code).await;
        for secret in [
            code,
            tokens.access_token.clone(),
            tokens.refresh_token().to_owned(),
        ] {
            assert!(seen.insert(secret), "the same again");
        }
    }
}

/// "issued to another client" and "unknown" are told alike, so that nobody learns which codes exist.  §5.2
#[tokio::test]
async fn an_unknown_code_is_invalid_grant_for_every_client() {
    let app = TestApp::with_fixture().await;
    for client in CLIENTS
        .into_iter()
        .filter(|client| !client.redirect_uri.is_empty())
    {
        let rp = RelyingParty::new(&app, client);
        for code in [
            "x",
            "ac_0000000000000000000000000000000000000000000",
            "Ωμέγα",
            &"a".repeat(3000),
        ] {
            assert_oauth_error(&rp.redeem(code).await, 400, "invalid_grant");
        }
    }
}

/// "A refresh token … use of this scope … requests that an OAuth 2.0 Refresh Token be issued"  OpenID Connect Core §11:
/// without `offline_access` there is none, without `openid` there is no ID token (§3.1.2.1).
#[tokio::test]
async fn tokens_come_only_when_their_scope_was_granted() {
    let app = TestApp::with_fixture().await;
    let mut browser = app.browser();
    let rp = RelyingParty::new(&app, WEB);
    for (scope, refresh, id) in [
        ("openid", false, true),
        ("openid offline_access", true, true),
        ("orders:read", false, false),
    ] {
        let url = rp.authorization_url(&[("scope", scope)]);
        let outcome = browser.authorize_as(&url, ADA.username, ADA.password).await;
        let tokens = Tokens::of(rp.redeem(&rp.code_of(&outcome)).await);
        assert_eq!(tokens.scope.as_deref(), Some(scope));
        assert_eq!(
            (tokens.refresh_token.is_some(), tokens.id_token.is_some()),
            (refresh, id),
            "{scope}"
        );
    }
}

/// "disabled" reaches every door: the code of a user who was disabled meanwhile gives nothing.
#[tokio::test]
async fn a_code_gives_nothing_once_its_user_or_client_is_disabled() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let code = rp.code_for(&mut app.browser(), ADA).await;
    app.apply("[[user]]\nusername = \"ada\"\nemail = \"ada@example.com\"\ndisabled = true\n")
        .await;
    assert_oauth_error(&rp.redeem(&code).await, 400, "invalid_grant");

    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let code = rp.code_for(&mut app.browser(), ADA).await;
    app.apply("[[client]]\nclient_id = \"web\"\nredirect_uris = [\"https://app.example/callback\"]\ndisabled = true\n").await;
    let answer = by_hand::post(
        &app,
        "/token",
        Some(&credentials(&WEB)),
        &redemption(&code, &rp),
    )
    .await;
    assert_oauth_error(&answer, 401, "invalid_client");
}
