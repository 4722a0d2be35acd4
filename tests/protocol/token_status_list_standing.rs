//! Token Status List: services whose members change, and clients that are disabled.

use serde_json::json;
use vestibule::administration::clients::{self, Switch};
use vestibule_test_support::api::Api;
use vestibule_test_support::fixture::{ADA, AUDIENCE, Client, WEB};
use vestibule_test_support::jwt::Jwt;
use vestibule_test_support::{RelyingParty, ResourceServer, TestApp, Tokens};

use super::token_status_list::{OTHER, fixture, reference};

/// What was issued to a client counts while the client does.
#[tokio::test]
async fn a_client_that_is_disabled_is_void_in_the_list_until_it_is_let_in_again() {
    let (app, api) = fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let tokens = rp.sign_in_and_exchange(&mut app.browser()).await;
    let own = Tokens::of(rp.client_credentials(&[]).await);
    let both = async || {
        let theirs = api.status(&tokens.access_token).await;
        (theirs, api.status(&own.access_token).await)
    };
    let tenant = app.context().await.issuer().tenant_id();
    let switch = async |to| {
        clients::switch(app.app(), tenant, WEB.id, to)
            .await
            .unwrap();
    };
    assert_eq!(both().await, (Ok(0), Ok(0)));
    switch(Switch::Disabled).await;
    assert_eq!(both().await, (Ok(1), Ok(1)));
    switch(Switch::Enabled).await;
    assert_eq!(both().await, (Ok(0), Ok(0)));
    clients::delete(app.app(), tenant, WEB.id).await.unwrap();
    assert_eq!(both().await, (Ok(1), Ok(1)));
}

/// "inactive at once, in introspection, verify-token and the status list": in the service that somebody is shut out of, and in no
/// other.
#[tokio::test]
async fn whoever_is_shut_out_of_a_service_is_void_in_its_list_alone() {
    let (app, api) = fixture().await;
    app.apply(&format!(
        "[[service]]\naudience = {OTHER:?}\nscopes = [\"parcels:read\"]\nroles = [{{ name = \"clerk\", permissions = [] }}]\n[[business_role]]\nname = \"desk\"\nservice_roles = [{{ service = {OTHER:?}, role = \"clerk\" }}]\n"
    ))
    .await;
    let direct = Api::new(&app).await;
    let tokens = async |resources: &[&str]| {
        let body = json!({ "login": "ada", "password": ADA.password, "resource": resources });
        Tokens::of(direct.auth("login", body).await).access_token
    };
    let ada = async |members: &str| {
        app.apply(&format!(
            "[[user]]\nusername = \"ada\"\nemail = \"ada@example.com\"\nemail_verified = true\n{members}\n"
        ))
        .await;
    };
    let (one, other, both) = (
        tokens(&[AUDIENCE]).await,
        tokens(&[OTHER]).await,
        tokens(&[AUDIENCE, OTHER]).await,
    );
    assert_ne!(reference(&one)["uri"], reference(&other)["uri"]);
    let statuses = async || {
        let mut found = Vec::new();
        for token in [&one, &other, &both] {
            found.push(api.status(token).await.unwrap());
        }
        found
    };
    assert_eq!(statuses().await, [0, 0, 0]);
    ada(&format!(
        "services = [{{ service = {OTHER:?}, status = \"suspended\" }}]"
    ))
    .await;
    assert_eq!(statuses().await, [0, 1, 1]);
    ada("").await;
    assert_eq!(statuses().await, [0, 0, 0]);
    // A service that becomes its members' alone, whoever became one by a job, and a job that ends.
    let members_only = async |yes: bool| {
        app.apply(&format!(
            "[[service]]\naudience = {OTHER:?}\nmembers_only = {yes}\n"
        ))
        .await;
    };
    members_only(true).await;
    assert_eq!(statuses().await, [0, 1, 1]);
    ada("business_roles = [\"desk\"]").await;
    assert_eq!(statuses().await, [0, 0, 0]);
    app.apply("[[business_role]]\nname = \"desk\"\nservice_roles = []\n")
        .await;
    assert_eq!(statuses().await, [0, 1, 1]);
    members_only(false).await;
    assert_eq!(statuses().await, [0, 0, 0]);
    // A service that is disabled.
    app.apply(&format!(
        "[[service]]\naudience = {OTHER:?}\ndisabled = true\n"
    ))
    .await;
    assert_eq!(statuses().await, [0, 1, 1]);
}

async fn ada(app: &TestApp, members: &str) {
    app.apply(&format!(
        "[[user]]\nusername = \"ada\"\nemail = \"ada@example.com\"\nemail_verified = true\n{members}\n"
    ))
    .await;
}

async fn other_service(app: &TestApp, members: &str) {
    app.apply(&format!(
        "[[service]]\naudience = {OTHER:?}\nscopes = [\"parcels:read\"]\n{members}\n"
    ))
    .await;
}

/// What changed while a service was disabled counts when it is enabled again, one way and the other.
#[tokio::test]
async fn a_service_that_is_enabled_again_has_a_list_of_what_changed_meanwhile() {
    let (app, api) = fixture().await;
    other_service(&app, "").await;
    let direct = Api::new(&app).await;
    let body = json!({ "login": "ada", "password": ADA.password, "resource": [OTHER] });
    let token = Tokens::of(direct.auth("login", body).await).access_token;
    let suspended = format!("services = [{{ service = {OTHER:?}, status = \"suspended\" }}]");
    other_service(&app, "disabled = true").await;
    ada(&app, &suspended).await;
    other_service(&app, "").await;
    assert_eq!(api.status(&token).await, Ok(1));
    other_service(&app, "disabled = true").await;
    ada(&app, "").await;
    other_service(&app, "").await;
    assert_eq!(api.status(&token).await, Ok(0));
    // Members of a service for its members are no strangers because it was disabled for a while.
    ada(&app, &format!("services = [{{ service = {OTHER:?} }}]")).await;
    other_service(&app, "members_only = true\ndisabled = true").await;
    other_service(&app, "members_only = true").await;
    assert_eq!(api.status(&token).await, Ok(0));
}

/// A grant that names no resource may be used for one at the token endpoint (RFC 8707 §2.2), whose list knows of it.
#[tokio::test]
async fn a_token_that_was_narrowed_to_a_service_is_in_its_list() {
    let (app, api) = fixture().await;
    other_service(&app, "").await;
    let rp = RelyingParty::new(&app, WEB);
    let tokens = rp.sign_in_and_exchange(&mut app.browser()).await;
    let refresh = [
        ("grant_type", "refresh_token"),
        ("refresh_token", tokens.refresh_token()),
        ("resource", OTHER),
    ];
    let narrowed = Tokens::of(rp.token(&refresh).await).access_token;
    assert_eq!(Jwt::read(&narrowed).claims["aud"], OTHER);
    other_service(&app, "members_only = true").await;
    assert_eq!(api.status(&narrowed).await, Ok(1));
    assert_eq!(api.status(&tokens.access_token).await, Ok(0));
}

/// A client that is let in again gives nobody back who signed out.
#[tokio::test]
async fn what_ended_stays_void_when_its_client_is_let_in_again() {
    let (app, api) = fixture().await;
    let scope = "openid profile";
    let rp = RelyingParty::new(&app, Client { scope, ..WEB });
    let mut browser = app.browser();
    let ended = rp.sign_in_and_exchange(&mut browser).await;
    let out = format!(
        "{}/end_session?id_token_hint={}",
        app.issuer(),
        ended.id_token()
    );
    assert_eq!(
        browser.authorize(&out).await.page().page_name(),
        "signed-out"
    );
    let tenant = app.context().await.issuer().tenant_id();
    for to in [Switch::Disabled, Switch::Enabled] {
        clients::switch(app.app(), tenant, WEB.id, to)
            .await
            .unwrap();
    }
    assert_eq!(api.status(&ended.access_token).await, Ok(1));
}

/// A token may outlive its grant; until it dies the list knows of it.
#[tokio::test]
async fn a_token_that_outlives_its_grant_is_in_the_list() {
    let app = TestApp::builder()
        .fixture()
        .setting("tokens.refresh_token_idle_seconds", 60)
        .setting("tokens.refresh_token_absolute_seconds", 60)
        .start()
        .await;
    let api = ResourceServer::new(&app, AUDIENCE).await;
    let tokens = RelyingParty::new(&app, WEB)
        .sign_in_and_exchange(&mut app.browser())
        .await;
    app.advance(120);
    let tenant = app.context().await.issuer().tenant_id();
    clients::switch(app.app(), tenant, WEB.id, Switch::Disabled)
        .await
        .unwrap();
    assert_eq!(api.status(&tokens.access_token).await, Ok(1));
}
