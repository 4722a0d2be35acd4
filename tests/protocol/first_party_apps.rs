//! OAuth 2.0 for First-Party Applications §5, and the password grant (RFC 6749 §4.3) of those who are registered for it.

use serde_json::{Value, json};
use vestibule_test_support::assertions::assert_oauth_error;
use vestibule_test_support::authenticator_app::turn_on;
use vestibule_test_support::fixture::{ADA, AUDIENCE, AuthMethod, Client, GRACE, WEB};
use vestibule_test_support::relying_party::challenge_of;
use vestibule_test_support::{Answer, AuthenticatorApp, RelyingParty, TestApp, Tokens, jwt};

use super::by_hand::get;

const VERIFIER: &str = "a-verifier-of-at-least-forty-three-characters-1";

const PHONE: Client = Client {
    id: "phone",
    secret: "",
    auth: AuthMethod::None,
    redirect_uri: "com.example.phone:/back",
    scope: "openid profile account",
};

async fn phone() -> (TestApp, RelyingParty) {
    let app = TestApp::with_fixture().await;
    app.apply(
        r#"
        [[client]]
        client_id = "phone"
        application_type = "native"
        redirect_uris = ["com.example.phone:/back"]
        token_endpoint_auth_method = "none"
        first_party = true
        direct_sign_in = true
        grant_types = ["authorization_code", "refresh_token", "password"]
        scope = "openid profile account orders:read"
        "#,
    )
    .await;
    let rp = RelyingParty::new(&app, PHONE);
    (app, rp)
}

async fn step(app: &TestApp, form: &[(&str, &str)]) -> Answer {
    let all = [&[("client_id", "phone")], form].concat();
    let request = app.http().post(app.url("/authorize-challenge")).form(&all);
    Answer::of(request).await
}

async fn begin(app: &TestApp, login: &str, password: &str) -> Answer {
    let challenge = challenge_of(VERIFIER);
    let form = [
        ("username", login),
        ("password", password),
        ("scope", "openid profile"),
        ("code_challenge", challenge.as_str()),
        ("code_challenge_method", "S256"),
        ("nonce", "n-1"),
    ];
    step(app, &form).await
}

async fn redeem(rp: &RelyingParty, code: &str, more: &[(&str, &str)]) -> Answer {
    let form = [
        ("grant_type", "authorization_code"),
        ("code", code),
        ("code_verifier", VERIFIER),
    ];
    rp.token(&[&form[..], more].concat()).await
}

fn code(answer: &Answer) -> String {
    let body = answer.clone().expect(200).json();
    body["authorization_code"].as_str().unwrap().to_owned()
}

async fn with_app(app: &TestApp) -> AuthenticatorApp {
    let (authenticator, _) = turn_on(&mut app.browser(), app, ADA).await;
    app.advance(60);
    authenticator
}

/// "authorization_code: REQUIRED. The authorization code issued by the authorization server."  §5.2.1: redeemed as any other, with
/// the verifier (RFC 7636 §4.6) and without a redirect URI, since there was none.
#[tokio::test]
async fn a_name_and_a_password_get_a_code_that_is_redeemed() {
    let (app, rp) = phone().await;
    let metadata = get(&app, "/.well-known/oauth-authorization-server", None)
        .await
        .json();
    assert_eq!(
        metadata["authorization_challenge_endpoint"],
        app.url("/authorize-challenge")
    );
    let answer = begin(&app, ADA.username, ADA.password).await.expect(200);
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    let code = code(&answer);
    let tokens = Tokens::of(redeem(&rp, &code, &[]).await);
    let id = jwt::claims(tokens.id_token());
    assert_eq!((&id["nonce"], &id["amr"]), (&json!("n-1"), &json!(["pwd"])));
    rp.userinfo(&tokens.access_token).await.expect(200);
    let next = Tokens::of(rp.refresh(tokens.refresh_token()).await);
    // A code that comes again ends what came of it (RFC 6749 §4.1.2).
    assert_oauth_error(&redeem(&rp, &code, &[]).await, 400, "invalid_grant");
    rp.userinfo(&next.access_token).await.expect(401);
}

/// A code is good with its verifier, within a minute, for its client, and with no redirect URI.
#[tokio::test]
async fn a_code_of_the_challenge_endpoint_is_bound_as_any_other() {
    let (app, rp) = phone().await;
    let fresh = async || code(&begin(&app, ADA.username, ADA.password).await);
    let with_target = [("redirect_uri", PHONE.redirect_uri)];
    assert_oauth_error(
        &redeem(&rp, &fresh().await, &with_target).await,
        400,
        "invalid_grant",
    );
    let code = fresh().await;
    let wrong = [
        ("grant_type", "authorization_code"),
        ("code", code.as_str()),
        (
            "code_verifier",
            "another-verifier-of-at-least-forty-three-chars",
        ),
    ];
    assert_oauth_error(&rp.token(&wrong).await, 400, "invalid_grant");
    let other = RelyingParty::new(&app, WEB);
    assert_oauth_error(
        &redeem(&other, &fresh().await, &[]).await,
        400,
        "invalid_grant",
    );
    let late = fresh().await;
    app.advance(61);
    assert_oauth_error(&redeem(&rp, &late, &[]).await, 400, "invalid_grant");
    // A person who is signed out everywhere in between has no code.
    let code = fresh().await;
    app.apply("[[user]]\nusername = \"ada\"\nemail = \"ada@example.com\"\ndisabled = true\n")
        .await;
    assert_oauth_error(&redeem(&rp, &code, &[]).await, 400, "invalid_grant");
}

/// "insufficient_authorization: The presented authorization is insufficient, and the authorization server is requesting the client
/// take additional steps to complete the authorization."  §5.2.2
#[tokio::test]
async fn a_second_factor_is_another_step_of_the_same_session() {
    let (app, rp) = phone().await;
    let authenticator = with_app(&app).await;
    let more = begin(&app, ADA.username, ADA.password).await.expect(400);
    let told = more.json();
    assert_eq!(told["error"], "insufficient_authorization");
    assert_eq!(told["methods"], json!(["totp", "recovery_code"]));
    let session = told["auth_session"].as_str().unwrap();
    let wrong = authenticator.wrong_code(&app);
    let form = [
        ("auth_session", session),
        ("method", "totp"),
        ("code", wrong.as_str()),
    ];
    assert_oauth_error(&step(&app, &form).await, 400, "access_denied");
    let right = authenticator.code(&app);
    let form = [
        ("auth_session", session),
        ("method", "totp"),
        ("code", right.as_str()),
    ];
    let code = code(&step(&app, &form).await);
    let tokens = Tokens::of(redeem(&rp, &code, &[]).await);
    let id = jwt::claims(tokens.id_token());
    assert_eq!(
        (&id["nonce"], &id["acr"]),
        (&json!("n-1"), &json!("urn:vestibule:acr:aal2"))
    );
    // "invalid_session: The provided auth_session is invalid, expired, revoked, or is otherwise invalid."  §5.2.2
    assert_oauth_error(&step(&app, &form).await, 400, "invalid_session");
    // It is this application's, and no other one's.
    let told = begin(&app, ADA.username, ADA.password).await.json();
    let session = told["auth_session"].as_str().unwrap();
    app.apply("[[client]]\nclient_id = \"tablet\"\napplication_type = \"native\"\nredirect_uris = [\"com.example.tablet:/back\"]\ntoken_endpoint_auth_method = \"none\"\nfirst_party = true\ndirect_sign_in = true\ngrant_types = [\"authorization_code\"]\nscope = \"openid\"\n").await;
    let form = [
        ("client_id", "tablet"),
        ("auth_session", session),
        ("method", "totp"),
        ("code", "123456"),
    ];
    let request = app.http().post(app.url("/authorize-challenge")).form(&form);
    assert_oauth_error(&Answer::of(request).await, 400, "invalid_session");
}

/// A sign-in that was begun for tokens goes on at the API, and one for a code here.
#[tokio::test]
async fn a_session_goes_on_where_it_was_begun() {
    let (app, _) = phone().await;
    let authenticator = with_app(&app).await;
    let api = vestibule_test_support::api::Api::of(&app, "phone");
    let asked = api.login(ADA).await.expect(403).json();
    let token = asked["mfa_token"].as_str().unwrap();
    let right = authenticator.code(&app);
    let form = [
        ("auth_session", token),
        ("method", "totp"),
        ("code", right.as_str()),
    ];
    assert_oauth_error(&step(&app, &form).await, 400, "invalid_session");
    let told = begin(&app, ADA.username, ADA.password).await.json();
    let answer = json!({ "mfa_token": told["auth_session"], "method": "totp", "code": right });
    api.auth("mfa/verify", answer).await.expect(410);
}

/// A device is known again by what the first answer gave it, so that its owner is told of a new one once.
#[tokio::test]
async fn the_owner_is_told_of_a_new_device_once() {
    let (app, _) = phone().await;
    app.browser().sign_in_as(ADA).await;
    let first = begin(&app, ADA.username, ADA.password)
        .await
        .expect(200)
        .json();
    let challenge = challenge_of(VERIFIER);
    let form = [
        ("username", ADA.username),
        ("password", ADA.password),
        ("code_challenge", challenge.as_str()),
        ("code_challenge_method", "S256"),
        ("device_token", first["device_token"].as_str().unwrap()),
    ];
    let second = step(&app, &form).await.expect(200).json();
    assert_eq!(second["device_token"], first["device_token"]);
    app.deliver_mail().await;
    assert_eq!(app.mailbox().to(ADA.email).await.len(), 1);
    let made_up = [&form[..4], &[("device_token", "guessed")]].concat();
    assert_oauth_error(&step(&app, &made_up).await, 400, "invalid_request");
}

/// Whoever never redeems a code is signed in nowhere after its minute.
#[tokio::test]
async fn a_code_that_nobody_redeems_leaves_no_session() {
    let (app, _) = phone().await;
    begin(&app, ADA.username, ADA.password).await.expect(200);
    app.advance(61);
    let api = vestibule_test_support::api::Api::of(&app, "phone");
    let tokens = api.sign_in(ADA).await;
    let sessions = api
        .get("me/sessions", &tokens.access_token)
        .await
        .expect(200)
        .json();
    assert_eq!(sessions["items"].as_array().unwrap().len(), 1);
}

/// "redirect_to_web: The request is not able to be fulfilled with any further direct interaction with the user."  §5.2.2
#[tokio::test]
async fn what_needs_a_browser_is_sent_there() {
    let (app, _) = phone().await;
    app.apply("[[tenant]]\nslug = \"default\"\nsign_in = { verified_email = true }\n")
        .await;
    let answer = begin(&app, GRACE.username, GRACE.password).await;
    assert_oauth_error(&answer, 400, "redirect_to_web");
    app.apply("[[tenant]]\nslug = \"default\"\nname = \"Here\"\nsecond_factor = { required = true, kinds = [\"totp\"] }\n").await;
    let answer = begin(&app, ADA.username, ADA.password).await;
    assert_oauth_error(&answer, 400, "redirect_to_web");
}

/// Refusals, each of its own kind; nobody learns whether an account exists, and guessing is slowed down (RFC 6585 §4).
#[tokio::test]
async fn what_is_wrong_is_refused() {
    let (app, _) = phone().await;
    let form = [("username", ADA.username), ("password", ADA.password)];
    assert_oauth_error(&step(&app, &form).await, 400, "invalid_request");
    let plain = [
        &form[..],
        &[
            ("code_challenge", VERIFIER),
            ("code_challenge_method", "plain"),
        ],
    ]
    .concat();
    assert_oauth_error(&step(&app, &plain).await, 400, "invalid_request");
    let challenge = challenge_of(VERIFIER);
    let asked = [
        ("code_challenge", challenge.as_str()),
        ("code_challenge_method", "S256"),
    ];
    assert_oauth_error(&step(&app, &asked).await, 400, "invalid_request");
    let token = [&form[..], &asked, &[("response_type", "token")]].concat();
    assert_oauth_error(&step(&app, &token).await, 400, "unsupported_response_type");
    let scope = [&form[..], &asked, &[("scope", "openid admin")]].concat();
    assert_oauth_error(&step(&app, &scope).await, 400, "invalid_scope");
    // "This specification MUST only be used by first-party applications"  §1.1
    let others = [&form[..], &asked, &[("client_id", "spa")]].concat();
    let request = app
        .http()
        .post(app.url("/authorize-challenge"))
        .form(&others);
    assert_oauth_error(&Answer::of(request).await, 400, "unauthorized_client");
    let wrong = begin(&app, ADA.username, "wrong wrong wrong").await;
    let nobody = begin(&app, "nobody-of-this-name", "wrong wrong wrong").await;
    assert_oauth_error(&wrong, 400, "access_denied");
    assert_eq!(wrong.body, nobody.body);
    for name in 0..12 {
        begin(&app, &format!("nobody-{name}"), "wrong wrong wrong").await;
    }
    let late = begin(&app, ADA.username, ADA.password).await;
    assert_eq!(
        (late.status, late.json()["error"].as_str()),
        (429, Some("temporarily_unavailable"))
    );
    assert!(late.header("retry-after").is_some());
}

/// "The password grant exists only for a first-party client whose metadata asks for it and refuses accounts that need a second
/// factor."
#[tokio::test]
async fn the_password_grant_is_for_those_registered_for_it_and_for_one_factor() {
    let (app, rp) = phone().await;
    let form = |login: &'static str, password: &'static str| {
        [
            ("grant_type", "password"),
            ("username", login),
            ("password", password),
            ("scope", "openid profile"),
        ]
    };
    let tokens = Tokens::of(rp.token(&form(ADA.username, ADA.password)).await);
    assert_eq!(tokens.access_claims()["scope"], "openid profile");
    rp.userinfo(&tokens.access_token).await.expect(200);
    Tokens::of(rp.refresh(tokens.refresh_token()).await);
    // For a service as well (RFC 8707).
    let narrowed = [
        &form(ADA.email, ADA.password)[..],
        &[("resource", AUDIENCE)],
    ]
    .concat();
    assert_eq!(
        Tokens::of(rp.token(&narrowed).await).access_claims()["aud"],
        AUDIENCE
    );
    let wrong = rp.token(&form(ADA.username, "wrong wrong wrong")).await;
    assert_oauth_error(&wrong, 400, "invalid_grant");
    assert_oauth_error(
        &rp.token(&[("grant_type", "password")]).await,
        400,
        "invalid_request",
    );
    let more = [
        &form(ADA.username, ADA.password)[..3],
        &[("scope", "admin")],
    ]
    .concat();
    assert_oauth_error(&rp.token(&more).await, 400, "invalid_scope");
    // Whoever needs more than a password is refused in the words of a wrong one.
    with_app(&app).await;
    let refused = rp.token(&form(ADA.username, ADA.password)).await;
    assert_oauth_error(&refused, 400, "invalid_grant");
    assert_eq!(refused.body, wrong.body);
    // It is not advertised, and nobody registers for it without signing people in itself.
    let metadata = get(&app, "/.well-known/openid-configuration", None)
        .await
        .json();
    let grants: &Vec<Value> = metadata["grant_types_supported"].as_array().unwrap();
    assert!(!grants.contains(&json!("password")));
    let refused = app
        .try_apply("[[client]]\nclient_id = \"third\"\nclient_secret = \"a-secret-of-more-than-32-characters\"\ngrant_types = [\"password\"]\n")
        .await;
    assert!(
        refused
            .unwrap_err()
            .contains("password comes with direct_sign_in")
    );
}
