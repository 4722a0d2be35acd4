//! RFC 8707: for which API a token is.

use serde_json::json;
use vestibule_test_support::assertions::{assert_oauth_error, assert_redirect_error};
use vestibule_test_support::fixture::{ADA, API, AUDIENCE, AuthMethod, Client, WEB};
use vestibule_test_support::{RelyingParty, ResourceServer, TestApp, Tokens};

/// A second API beside that of the fixture.
const BILLS: &str = "https://bills.example.com/v1";

async fn with_two_apis() -> TestApp {
    let app = TestApp::with_fixture().await;
    app.apply(&format!(
        "[[service]]\naudience = {BILLS:?}\nname = \"Bills\"\nscopes = [\"bills:pay\"]\n"
    ))
    .await;
    app
}

async fn aud_of(rp: &RelyingParty, resources: &[&str]) -> serde_json::Value {
    let parameters: Vec<_> = resources
        .iter()
        .map(|resource| ("resource", *resource))
        .collect();
    Tokens::of(rp.client_credentials(&parameters).await).access_claims()["aud"].clone()
}

/// "the authorization server … audience-restrict issued access tokens to the resource(s) indicated by the "resource"
/// parameter"; "Multiple "resource" parameters MAY be used"  §2
#[tokio::test]
async fn the_audience_is_what_was_asked_for() {
    let app = with_two_apis().await;
    let rp = RelyingParty::new(&app, WEB);
    assert_eq!(aud_of(&rp, &[AUDIENCE]).await, AUDIENCE);
    assert_eq!(aud_of(&rp, &[BILLS]).await, BILLS);
    assert_eq!(
        aud_of(&rp, &[AUDIENCE, BILLS]).await,
        json!([AUDIENCE, BILLS])
    );
    assert_eq!(aud_of(&rp, &[AUDIENCE, AUDIENCE]).await, AUDIENCE);
    // RFC 9068 §3: "the authorization server MUST use a default resource indicator in the "aud" claim".
    assert_eq!(aud_of(&rp, &[]).await, app.issuer());
}

/// An API believes tokens for itself alone (RFC 9068 §4).
#[tokio::test]
async fn a_token_for_one_api_is_worthless_at_another() {
    let app = with_two_apis().await;
    let rp = RelyingParty::new(&app, WEB);
    let token = Tokens::of(rp.client_credentials(&[("resource", BILLS)]).await).access_token;
    ResourceServer::new(&app, BILLS)
        .await
        .verify(&token)
        .unwrap();
    ResourceServer::new(&app, AUDIENCE)
        .await
        .verify(&token)
        .unwrap_err();
    assert_eq!(
        RelyingParty::new(&app, API).introspect(&token).await.json(),
        json!({ "active": false })
    );
}

/// "Its value MUST be an absolute URI … The URI MUST NOT include a fragment component."; "invalid_target: The requested
/// resource is invalid, missing, unknown, or malformed."  §2
#[tokio::test]
async fn an_unknown_or_malformed_resource_is_invalid_target() {
    let app = with_two_apis().await;
    let rp = RelyingParty::new(&app, WEB);
    let fragment = format!("{AUDIENCE}#part");
    let slash = format!("{AUDIENCE}/");
    let long = format!("{AUDIENCE}/{}", "a".repeat(2000));
    for resource in [
        "https://unknown.example",
        "/orders",
        "orders",
        "https://",
        &fragment,
        &slash,
        &long,
        "HTTPS://API.EXAMPLE.COM",
    ] {
        assert_oauth_error(
            &rp.client_credentials(&[("resource", resource)]).await,
            400,
            "invalid_target",
        );
        let both = [("resource", AUDIENCE), ("resource", resource)];
        assert_oauth_error(&rp.client_credentials(&both).await, 400, "invalid_target");
        let outcome = app
            .browser()
            .authorize(&rp.authorization_url(&[("resource", resource)]))
            .await;
        assert_redirect_error(
            &outcome.redirect(),
            "invalid_target",
            Some(&rp.state),
            app.issuer(),
        );
    }
}

/// "the client … indicating the … resource(s) … at the token endpoint … subset of those which were originally granted"  §2.2
#[tokio::test]
async fn a_token_may_be_for_some_of_the_granted_apis_and_for_no_other() {
    let app = with_two_apis().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = app.browser();
    let url = rp.authorization_url(&[
        ("scope", "openid offline_access orders:read bills:pay"),
        ("resource", AUDIENCE),
        ("resource", BILLS),
    ]);
    let code = rp.code_of(&browser.authorize_as(&url, ADA.username, ADA.password).await);
    let redeem = [
        ("grant_type", "authorization_code"),
        ("code", &code),
        ("redirect_uri", WEB.redirect_uri),
        ("code_verifier", &rp.verifier),
        ("resource", AUDIENCE),
    ];
    let first = Tokens::of(rp.token(&redeem).await);
    assert_eq!(first.access_claims()["aud"], AUDIENCE);
    let refresh = async |token: &str, resource: &str| {
        rp.token(&[
            ("grant_type", "refresh_token"),
            ("refresh_token", token),
            ("resource", resource),
        ])
        .await
    };
    // One refresh token serves both, each with a token of its own.
    let second = Tokens::of(refresh(first.refresh_token(), BILLS).await);
    assert_eq!(second.access_claims()["aud"], BILLS);
    let third = Tokens::of(rp.refresh(second.refresh_token()).await);
    assert_eq!(third.access_claims()["aud"], json!([AUDIENCE, BILLS]));

    let rp = RelyingParty::new(&app, WEB);
    let tokens = rp
        .sign_in_and_exchange_with(&mut browser, ADA, &[("resource", AUDIENCE)])
        .await;
    let form = [
        ("grant_type", "refresh_token"),
        ("refresh_token", tokens.refresh_token()),
        ("resource", BILLS),
    ];
    assert_oauth_error(&rp.token(&form).await, 400, "invalid_target");
    rp.refresh(tokens.refresh_token()).await.expect(200);
}

/// Asking for more at the token endpoint than the user agreed to gives nothing.
#[tokio::test]
async fn a_code_for_one_api_does_not_open_another() {
    let app = with_two_apis().await;
    let rp = RelyingParty::new(&app, WEB);
    let url = rp.authorization_url(&[("resource", AUDIENCE)]);
    let code = rp.code_of(
        &app.browser()
            .authorize_as(&url, ADA.username, ADA.password)
            .await,
    );
    let form = [
        ("grant_type", "authorization_code"),
        ("code", &code),
        ("redirect_uri", WEB.redirect_uri),
        ("code_verifier", &rp.verifier),
        ("resource", BILLS),
    ];
    assert_oauth_error(&rp.token(&form).await, 400, "invalid_target");
}

/// A client has a default of its own, and may be held to some APIs.
#[tokio::test]
async fn a_client_has_a_default_and_a_list_of_allowed_resources() {
    const ROBOT: Client = Client {
        id: "robot",
        secret: "robot-secret-0123456789abcdef0123456789abcdef",
        auth: AuthMethod::Basic,
        redirect_uri: "",
        scope: "",
    };
    let app = with_two_apis().await;
    app.apply(&format!(
        "[[client]]\nclient_id = \"robot\"\nclient_secret = {:?}\ngrant_types = [\"client_credentials\"]\n\
         default_resource = {BILLS:?}\nallowed_resources = [{BILLS:?}]\n",
        ROBOT.secret
    ))
    .await;
    let rp = RelyingParty::new(&app, ROBOT);
    assert_eq!(aud_of(&rp, &[]).await, BILLS);
    assert_eq!(aud_of(&rp, &[BILLS]).await, BILLS);
    assert_oauth_error(
        &rp.client_credentials(&[("resource", AUDIENCE)]).await,
        400,
        "invalid_target",
    );
}
