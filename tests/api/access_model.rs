//! Roles, business roles and services: what tokens say of them, and whom they are refused.

use reqwest::Method;
use serde_json::{Value, json};
use vestibule_test_support::api::{Api, problem};
use vestibule_test_support::fixture::{ADA, API, AUDIENCE, GRACE, WEB};
use vestibule_test_support::{RelyingParty, TestApp, Tokens};

/// Another service.
const OTHER: &str = "https://other.example.com";

/// Two services with roles of their own, and a job that gives roles here and in one of them.
const RULES: &str = r#"
[[role]]
name = "clerk"
permissions = ["user:read"]

[[role]]
name = "lead"
permissions = ["user:*"]

[[service]]
audience = "https://api.example.com"
name = "Example API"
scopes = ["orders:read", "orders:write"]
permissions = ["order:read", "order:write", "order:refund"]
roles = [
    { name = "reader", permissions = ["order:read"] },
    { name = "agent", permissions = ["order:read", "order:refund"] },
]

[[service]]
audience = "https://other.example.com"
permissions = ["report:read"]
roles = [{ name = "analyst", permissions = ["report:read"] }]

[[business_role]]
name = "support"
roles = ["lead"]
service_roles = [{ service = "https://api.example.com", role = "agent" }]
"#;

/// Ada, as a file gives her roles.
pub(crate) async fn ada(app: &TestApp, members: &str) {
    app.apply(&format!(
        "[[user]]\nusername = \"ada\"\nemail = \"ada@example.com\"\nemail_verified = true\n{members}\n"
    ))
    .await;
}

pub(crate) async fn with_rules(members: &str) -> (TestApp, Api) {
    let app = TestApp::with_fixture().await;
    app.apply(RULES).await;
    ada(&app, members).await;
    let api = Api::new(&app).await;
    (app, api)
}

async fn sign_in(api: &Api, resources: &[&str]) -> Tokens {
    let body = json!({ "login": ADA.username, "password": ADA.password, "resource": resources });
    Tokens::of(api.auth("login", body).await)
}

fn entitlements(claims: &Value) -> (Value, Value) {
    (claims["roles"].clone(), claims["permissions"].clone())
}

/// "tokens for a service carry only that service's roles": directly given and by a business role, and nothing of the tenant or of
/// another service. "claims … roles, groups and entitlements"  RFC 9068 §2.2.3.1
#[tokio::test]
async fn a_token_for_a_service_says_what_its_user_is_there() {
    let (_app, api) = with_rules(
        "roles = [\"clerk\"]\nbusiness_roles = [\"support\"]\nservices = [{ service = \"https://api.example.com\", role = \"reader\" }, { service = \"https://other.example.com\", role = \"analyst\" }]",
    )
    .await;
    let none = (Value::Null, Value::Null);
    let told = |tokens: &Tokens| entitlements(&tokens.access_claims());
    assert_eq!(
        told(&sign_in(&api, &[AUDIENCE]).await),
        (
            json!(["agent", "reader"]),
            json!(["order:read", "order:refund"])
        )
    );
    assert_eq!(
        told(&sign_in(&api, &[OTHER]).await),
        (json!(["analyst"]), json!(["report:read"]))
    );
    // A token that two services read says neither what somebody is in the other.
    assert_eq!(told(&sign_in(&api, &[AUDIENCE, OTHER]).await), none);
    // The operator's own application is told what its user is at the tenant.
    assert_eq!(
        told(&sign_in(&api, &[]).await),
        (json!(["clerk", "lead"]), json!(["user:*", "user:read"]))
    );
}

/// Whoever else has a token that is for no service learns nothing of roles, and a service's token of a stranger has none.
#[tokio::test]
async fn nobody_is_told_more_than_is_theirs() {
    let (app, api) = with_rules("roles = [\"clerk\"]").await;
    let third = RelyingParty::new(&app, WEB);
    let tokens = third.sign_in_and_exchange(&mut app.browser()).await;
    let none = (Value::Null, Value::Null);
    assert_eq!(entitlements(&tokens.access_claims()), none);
    let own = Tokens::of(third.client_credentials(&[("resource", AUDIENCE)]).await);
    assert_eq!(entitlements(&own.access_claims()), none);
    let stranger = sign_in(&api, &[AUDIENCE]).await;
    assert_eq!(entitlements(&stranger.access_claims()), none);
}

/// What changes is in the next token, and introspection tells it at once.
#[tokio::test]
async fn a_change_is_in_the_next_token() {
    let service = "services = [{ service = \"https://api.example.com\", role = \"reader\" }]";
    let (app, api) = with_rules(service).await;
    let tokens = sign_in(&api, &[AUDIENCE]).await;
    assert_eq!(tokens.access_claims()["roles"], json!(["reader"]));
    ada(&app, "business_roles = [\"support\"]").await;
    let asks = RelyingParty::new(&app, API);
    let now = asks.introspect(&tokens.access_token).await.json();
    assert_eq!(
        entitlements(&now),
        (json!(["agent"]), json!(["order:read", "order:refund"]))
    );
    let body = json!({ "refresh_token": tokens.refresh_token() });
    let next = Tokens::of(api.auth("refresh", body).await);
    assert_eq!(next.access_claims()["roles"], json!(["agent"]));
    // A role that is no more means nothing.
    app.apply("[[service]]\naudience = \"https://api.example.com\"\nscopes = [\"orders:read\", \"orders:write\"]\n")
        .await;
    let now = asks.introspect(&next.access_token).await.json();
    assert_eq!(
        (&now["active"], &now["roles"]),
        (&json!(true), &Value::Null)
    );
}

/// "a suspended mapping or user is inactive at once"; no other service is concerned.
#[tokio::test]
async fn whoever_is_suspended_in_a_service_is_out_of_it_at_once() {
    let reader = "business_roles = [\"support\"]\nservices = [{ service = \"https://api.example.com\", role = \"reader\" }]";
    let (app, api) = with_rules(reader).await;
    let there = sign_in(&api, &[AUDIENCE]).await;
    let both = sign_in(&api, &[AUDIENCE, OTHER]).await;
    let other = sign_in(&api, &[OTHER]).await;
    let own = RelyingParty::new(&app, API);
    let active = async |tokens: &Tokens| {
        let told = own.introspect(&tokens.access_token).await.expect(200);
        told.json()["active"] == json!(true)
    };
    assert!(active(&there).await && active(&both).await);
    let suspended = reader.replace("role = \"reader\"", "status = \"suspended\"");
    ada(&app, &suspended).await;
    assert!(!active(&there).await && !active(&both).await);
    assert_eq!(api.get("me", &other.access_token).await.status, 401);
    let body = json!({ "login": ADA.username, "password": ADA.password, "resource": [AUDIENCE] });
    problem(&api.auth("login", body).await, 400, "invalid-target");
    let body = json!({ "refresh_token": there.refresh_token() });
    problem(&api.auth("refresh", body).await, 400, "invalid-target");
    sign_in(&api, &[OTHER]).await;
    sign_in(&api, &[]).await;
    ada(&app, reader).await;
    assert!(active(&there).await);
}

/// "export … (JSON, everything held on the person)": what they were given, too.
#[tokio::test]
async fn a_copy_has_what_somebody_was_given() {
    let (_app, api) = with_rules(
        "business_roles = [\"support\"]\nservices = [{ service = \"https://api.example.com\", role = \"reader\" }]",
    )
    .await;
    let tokens = sign_in(&api, &[]).await;
    let copy = api.get("me/export", &tokens.access_token).await;
    let access = copy.expect(200).json()["account"]["access"].clone();
    assert_eq!(access["business_roles"], json!(["support"]));
    assert_eq!(access["services"][0]["role"], "reader");
}

/// A service for its members alone, and one that was disabled.
#[tokio::test]
async fn a_closed_service_is_for_its_members_and_a_disabled_one_for_nobody() {
    let (app, api) = with_rules("").await;
    let own = RelyingParty::new(&app, API);
    let before = sign_in(&api, &[AUDIENCE]).await;
    let machine = Tokens::of(own.client_credentials(&[("resource", AUDIENCE)]).await);
    let active = async |tokens: &Tokens| {
        let told = own.introspect(&tokens.access_token).await.expect(200);
        told.json()["active"] == json!(true)
    };
    let with = async |line: &str| {
        let open = "scopes = [\"orders:read\", \"orders:write\"]";
        app.apply(&RULES.replace(open, &format!("{open}\n{line}")))
            .await;
    };
    with("members_only = true").await;
    assert!(!active(&before).await && active(&machine).await);
    let body = json!({ "login": ADA.username, "password": ADA.password, "resource": [AUDIENCE] });
    problem(
        &api.auth("login", body.clone()).await,
        400,
        "invalid-target",
    );
    ada(
        &app,
        "services = [{ service = \"https://api.example.com\" }]",
    )
    .await;
    let member = sign_in(&api, &[AUDIENCE]).await;
    assert!(active(&member).await);
    with("disabled = true").await;
    assert!(!active(&member).await && !active(&machine).await);
    problem(&api.auth("login", body).await, 400, "invalid-target");
    let refused = own.client_credentials(&[("resource", AUDIENCE)]).await;
    assert_eq!(refused.error().as_deref(), Some("invalid_target"));
}

/// A business role gives what its roles allow, and what they demand: a role that needs a second factor needs one however it came.
#[tokio::test]
async fn a_business_role_allows_and_demands_like_its_roles() {
    let (app, api) = with_rules("business_roles = [\"support\"]").await;
    sign_in(&api, &[]).await;
    app.apply("[[tenant]]\nslug = \"default\"\nname = \"Here\"\nsecond_factor = { required_for_roles = [\"lead\"] }\n")
        .await;
    problem(&api.login(ADA).await, 403, "mfa-enrolment-required");
    Tokens::of(api.login(GRACE).await);
    // The operators' API asks the same roles.
    app.apply("[[tenant]]\nslug = \"default\"\nname = \"Here\"\n[[role]]\nname = \"lead\"\npermissions = [\"provider:*\"]\n")
        .await;
    let console = vestibule_test_support::api::MOBILE
        .replace("\"mobile\"", "\"console\"")
        .replace("account orders:read", "account admin");
    app.apply(&console).await;
    let console = Api::of(&app, "console");
    let tokens = console.sign_in(ADA).await;
    let path = "admin/providers";
    console
        .send(Method::GET, path, &tokens.access_token, Value::Null)
        .await
        .expect(200);
    ada(&app, "").await;
    let refused = console.get(path, &tokens.access_token).await;
    problem(&refused, 403, "insufficient-permission");
}
