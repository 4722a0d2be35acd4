//! `POST /api/v1/auth/verify-token`: a service asks who somebody is and what they may do in it.

use serde_json::{Value, json};
use vestibule_test_support::api::{Api, errors, problem};
use vestibule_test_support::fixture::{ADA, API, AUDIENCE, GRACE, WEB};
use vestibule_test_support::{Answer, RelyingParty, TestApp, Tokens};

use crate::access_model::{ada, with_rules};

const MEMBER: &str = "services = [{ service = \"https://api.example.com\", role = \"reader\" }]";

fn service(app: &TestApp) -> Api {
    Api::of(app, API.id).with_basic(API.secret)
}

async fn asked(service: &Api, token: &str, about: Option<&str>) -> Answer {
    let mut body = json!({ "token": token });
    if let Some(about) = about {
        body["service"] = json!(about);
    }
    service.auth("verify-token", body).await
}

async fn signed_in(api: &Api, resources: &[&str]) -> Tokens {
    let body = json!({ "login": ADA.username, "password": ADA.password, "resource": resources });
    Tokens::of(api.auth("login", body).await)
}

/// "token + optional service id → active or not, who, roles, permissions, and the user's role and status in that service"
#[tokio::test]
async fn a_service_learns_who_it_is_and_what_they_may() {
    let (app, api) = with_rules(MEMBER).await;
    let tokens = signed_in(&api, &[AUDIENCE]).await;
    let claims = tokens.access_claims();
    let services = app.context().await.services().await.unwrap();
    let found = services.iter().find(|one| one.audience == AUDIENCE);
    let id = found.unwrap().id.to_string();
    for about in [None, Some(AUDIENCE), Some(id.as_str())] {
        let told = asked(&service(&app), &tokens.access_token, about).await;
        let told = told.expect(200);
        assert_eq!(told.header("cache-control"), Some("no-store"));
        let mut expected = json!({
            "active": true,
            "sub": claims["sub"],
            "username": "ada",
            "tenant_id": app.context().await.issuer().tenant_id().to_string(),
            "client_id": "mobile",
            "scope": claims["scope"],
            "exp": claims["exp"],
            "iat": claims["iat"],
            "auth_time": claims["auth_time"],
            "acr": "urn:vestibule:acr:aal1",
            "amr": ["pwd"],
            "roles": ["reader"],
            "permissions": ["order:read"],
        });
        if about.is_some() {
            expected["service"] =
                json!({ "id": id, "audience": AUDIENCE, "status": "active", "role": "reader" });
        }
        assert_eq!(told.json(), expected, "{about:?}");
    }
    // A client for itself is nobody's account.
    let own = RelyingParty::new(&app, WEB);
    let own = Tokens::of(own.client_credentials(&[("resource", AUDIENCE)]).await);
    let told = asked(&service(&app), &own.access_token, Some(AUDIENCE)).await;
    let told = told.expect(200).json();
    assert_eq!(told["active"], true);
    assert_eq!(
        (&told["sub"], &told["username"]),
        (&json!("web"), &Value::Null)
    );
    assert_eq!(
        (&told["roles"], &told["service"]),
        (&json!([]), &Value::Null)
    );
}

/// Where the operator lets a service read the tenant's own tokens, it asks what their users are in it.
#[tokio::test]
async fn a_token_of_the_tenant_is_verified_for_a_service_that_may_read_it() {
    let (app, api) = with_rules("business_roles = [\"support\"]").await;
    let tokens = api.sign_in(ADA).await;
    let inactive = json!({ "active": false });
    let told = asked(&service(&app), &tokens.access_token, Some(AUDIENCE)).await;
    assert_eq!(told.expect(200).json(), inactive);
    app.apply(&format!(
        "[[client]]\nclient_id = \"backend\"\nclient_secret = {:?}\ngrant_types = [\"client_credentials\"]\nintrospection_audiences = [{AUDIENCE:?}, {:?}]\n",
        API.secret,
        app.issuer()
    ))
    .await;
    let backend = Api::of(&app, "backend").with_basic(API.secret);
    let told = asked(&backend, &tokens.access_token, Some(AUDIENCE)).await;
    let told = told.expect(200).json();
    assert_eq!(told["roles"], json!(["agent"]));
    assert_eq!(told["service"]["status"], "active");
    // Grace has nothing there, and it is open to everybody.
    let graces = api.sign_in(GRACE).await;
    let told = asked(&backend, &graces.access_token, Some(AUDIENCE)).await;
    let told = told.expect(200).json();
    assert_eq!(
        (&told["active"], &told["roles"]),
        (&json!(true), &json!([]))
    );
    assert_eq!(told["service"]["status"], "none");
    assert!(told["service"].get("role").is_none());
    // Somebody who is suspended there is inactive there, and nowhere else.
    ada(
        &app,
        "services = [{ service = \"https://api.example.com\", status = \"suspended\" }]",
    )
    .await;
    let told = asked(&backend, &tokens.access_token, Some(AUDIENCE)).await;
    assert_eq!(told.expect(200).json(), inactive);
    let told = asked(&backend, &tokens.access_token, None).await;
    assert_eq!(told.expect(200).json()["active"], true);
}

/// Whatever is wrong with a token, it is inactive and nothing else is told.
#[tokio::test]
async fn a_token_that_is_not_good_is_inactive() {
    let (app, api) = with_rules(MEMBER).await;
    let inactive = json!({ "active": false });
    let told = async |token: &str| {
        let told = asked(&service(&app), token, None).await;
        told.expect(200).json()
    };
    let tokens = signed_in(&api, &[AUDIENCE]).await;
    assert_eq!(told(&tokens.access_token).await["active"], true);
    for token in ["", "x", tokens.refresh_token()] {
        assert_eq!(told(token).await, inactive);
    }
    let other = signed_in(&api, &["https://other.example.com"]).await;
    assert_eq!(told(&other.access_token).await, inactive);
    let ended = signed_in(&api, &[AUDIENCE]).await;
    let session = json!({ "token": ended.refresh_token(), "client_id": "mobile" });
    app.http()
        .post(app.url("/revoke"))
        .form(&session)
        .send()
        .await
        .unwrap();
    assert_eq!(told(&ended.access_token).await, inactive);
    ada(&app, "disabled = true").await;
    assert_eq!(told(&tokens.access_token).await, inactive);
    ada(&app, MEMBER).await;
    let old = signed_in(&api, &[AUDIENCE]).await;
    app.advance(700);
    assert_eq!(told(&old.access_token).await, inactive);
}

/// "the caller authenticates as a service"
#[tokio::test]
async fn only_a_service_that_proves_who_it_is_may_ask() {
    let (app, api) = with_rules(MEMBER).await;
    let tokens = signed_in(&api, &[AUDIENCE]).await;
    let token = &tokens.access_token;
    let wrong = Api::of(&app, API.id).with_basic("another-secret-of-nobody-1234567890");
    problem(&asked(&wrong, token, None).await, 401, "invalid-client");
    problem(&asked(&api, token, None).await, 401, "invalid-client");
    let in_body = Api::of(&app, API.id).with_secret(API.secret);
    problem(&asked(&in_body, token, None).await, 401, "invalid-client");
    for about in [
        "https://other.example.com",
        "https://nowhere.example.com",
        "",
    ] {
        let refused = asked(&service(&app), token, Some(about)).await;
        problem(&refused, 400, "invalid-target");
    }
    let empty = service(&app)
        .auth("verify-token", json!({ "service": AUDIENCE }))
        .await;
    assert_eq!(
        errors(&problem(&empty, 422, "invalid-fields")),
        [("/token".to_owned(), "missing".to_owned())]
    );
    let more = json!({ "token": token, "device_token": "x" });
    let more = service(&app).auth("verify-token", more).await;
    problem(&more, 422, "invalid-fields");
}

/// Another tenant's service learns nothing, whatever its client is called.
#[tokio::test]
async fn another_tenants_service_learns_nothing() {
    let (app, api) = with_rules(MEMBER).await;
    let tokens = signed_in(&api, &[AUDIENCE]).await;
    app.apply(&format!(
        "[[tenant]]\nslug = \"other\"\nname = \"Other\"\n[[service]]\ntenant = \"other\"\naudience = {AUDIENCE:?}\n[[client]]\ntenant = \"other\"\nclient_id = \"api\"\nclient_secret = {:?}\ngrant_types = [\"client_credentials\"]\nintrospection_audiences = [{AUDIENCE:?}, {:?}]\n",
        API.secret,
        app.issuer()
    ))
    .await;
    let there = service(&app).at(&app, &format!("{}/t/other", app.issuer()));
    let told = asked(&there, &tokens.access_token, Some(AUDIENCE)).await;
    assert_eq!(told.expect(200).json(), json!({ "active": false }));
}
