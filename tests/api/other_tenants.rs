//! SECURITY K01, J02, J05: every operation of the document, with another tenant's identifiers, and by a site of somebody else's.

use reqwest::Method;
use serde_json::{Value, json};
use vestibule_test_support::api::{Api, problem};
use vestibule_test_support::fixture::ADA;
use vestibule_test_support::{Answer, TestApp, Tokens};

use crate::admin_users::operator;

/// The same objects at another tenant, under names that are there alone.
const THERE: &str = r#"
[[tenant]]
slug = "blue"
name = "Blue"

[[role]]
tenant = "blue"
name = "only-there"

[[service]]
tenant = "blue"
audience = "https://blue.example.com"
roles = [{ name = "clerk", permissions = [] }]

[[business_role]]
tenant = "blue"
name = "job-there"

[[client]]
tenant = "blue"
client_id = "app-there"
client_secret = "a-secret-of-more-than-32-characters"
grant_types = ["client_credentials"]

[[provider]]
tenant = "blue"
slug = "google-there"
kind = "google"
client_id = "x"
client_secret = "a-secret-of-more-than-32-characters"

[[client]]
tenant = "blue"
client_id = "mobile"
application_type = "native"
token_endpoint_auth_method = "none"
first_party = true
direct_sign_in = true
grant_types = ["refresh_token"]
scope = "openid account"

[[user]]
tenant = "blue"
username = "eve"
email = "eve@example.com"
email_verified = true
password = "nine patient gardeners sing"
"#;

async fn document(app: &TestApp) -> Value {
    let document = Answer::of(app.http().get(app.url("/api/v1/openapi.json"))).await;
    document.expect(200).json()
}

/// A body that is right in form, so that it is the identifier that is refused.
fn body(path: &str, method: &str) -> Value {
    match (path, method) {
        ("/api/v1/admin/roles/{key}", "put") => json!({ "name": "only-there", "permissions": [] }),
        ("/api/v1/admin/services/{key}", "put") => json!({ "audience": "https://x.example" }),
        ("/api/v1/admin/clients/{client_id}", "put") => json!({ "client_id": "app-there" }),
        ("/api/v1/admin/providers/{slug}", "put") => {
            json!({ "slug": "google-there", "kind": "google", "client_id": "x" })
        }
        ("/api/v1/admin/users/{id}/services", "put") => json!({ "services": [] }),
        (_, "patch" | "put") => json!({ "name": "job-there" }),
        _ => Value::Null,
    }
}

/// "Cross-tenant IDOR on any id": what belongs to another tenant is not told apart from what is not there.
#[tokio::test]
async fn another_tenants_identifiers_are_nobodys() {
    let app = TestApp::with_fixture().await;
    app.apply(THERE).await;
    let (api, tokens) = operator(&app, "\"*\"").await;
    let there = Api::of(&app, "mobile").at(&app, &format!("{}/t/blue", app.issuer()));
    let body_of_eve = json!({ "login": "eve", "password": "nine patient gardeners sing" });
    let eve = Tokens::of(there.auth("login", body_of_eve).await);
    let (eves, session) = (
        eve.access_claims()["sub"].clone(),
        eve.access_claims()["sid"].clone(),
    );
    let tenant = app
        .app()
        .database
        .tenant_by_slug("blue")
        .await
        .unwrap()
        .unwrap();
    let service = app.app().directory.services(tenant.id).await.unwrap()[0]
        .id
        .to_string();
    let mobile = Api::new(&app).await;
    let own = mobile.sign_in(ADA).await;
    let before = app
        .app()
        .database
        .tenant(tenant.id)
        .users_after("", 10)
        .await
        .unwrap()
        .len();
    let mut tried = 0;
    for (path, item) in document(&app).await["paths"].as_object().unwrap() {
        if !path.contains('{') || path.starts_with("/api/v1/auth/") || path.contains("/tenants/") {
            continue;
        }
        for method in item.as_object().unwrap().keys() {
            let id = match path.as_str() {
                one if one.contains("/sessions/{id}") => session.as_str().unwrap(),
                one if one.contains("/users/") => eves.as_str().unwrap(),
                one if one.contains("/business-roles/") => "job-there",
                one if one.contains("/roles/") => "only-there",
                one if one.contains("/services/") => service.as_str(),
                one if one.contains("/clients/") || one.contains("/consents/") => "app-there",
                one if one.contains("/providers/") => "google-there",
                one if one.contains("/me/") => eves.as_str().unwrap(),
                other => panic!("{other} is new: say whose identifier it takes"),
            };
            let at = ["{id}", "{key}", "{client_id}", "{slug}"]
                .iter()
                .fold(path.clone(), |path, name| path.replace(name, id));
            let is_admin = path.contains("/admin/");
            let token = if is_admin { &tokens } else { &own };
            let request = app
                .http()
                .request(method.to_uppercase().parse().unwrap(), app.url(&at));
            let request = request
                .bearer_auth(&token.access_token)
                .header("If-Match", "*");
            let body = body(path, method);
            let request = if body.is_null() {
                request
            } else {
                request.json(&body)
            };
            problem(&Answer::of(request).await, 404, "not-found");
            tried += 1;
        }
    }
    assert!(tried >= 30, "{tried}");
    // Nothing happened there.
    there.get("me", &eve.access_token).await.expect(200);
    let after = app
        .app()
        .database
        .tenant(tenant.id)
        .users_after("", 10)
        .await
        .unwrap()
        .len();
    assert_eq!(before, after);
    drop(api);
}

/// J05: "Admin CSRF (incl. … JSON by form)": a cookie is nothing at the API, and a form is no body.
#[tokio::test]
async fn no_browser_is_made_to_administer_by_another_site() {
    let app = TestApp::with_fixture().await;
    let (_, tokens) = operator(&app, "\"*\"").await;
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    let cookies: Vec<String> = browser
        .cookies()
        .iter()
        .map(|cookie| format!("{}={}", cookie.name, cookie.value))
        .collect();
    for (path, item) in document(&app).await["paths"].as_object().unwrap() {
        if !path.starts_with("/api/v1/admin/") && !path.starts_with("/api/v1/me") {
            continue;
        }
        for method in item.as_object().unwrap().keys() {
            let method: Method = method.to_uppercase().parse().unwrap();
            let path = path.replace(['{', '}'], "");
            let request = app.http().request(method, app.url(&path));
            let request = request
                .header("Cookie", cookies.join("; "))
                .header("Origin", "https://evil.example");
            problem(&Answer::of(request.body("{}")).await, 401, "invalid-token");
        }
    }
    let form = app
        .http()
        .post(app.url("/api/v1/admin/roles"))
        .bearer_auth(&tokens.access_token);
    let form = form
        .header("Content-Type", "text/plain")
        .body("{\"name\":\"x\",\"permissions\":[]}");
    problem(&Answer::of(form).await, 415, "unsupported-media-type");
}

/// J12: "Pagination extremes": every list refuses them, and none fails.
#[tokio::test]
async fn no_list_takes_an_impossible_page() {
    let app = TestApp::with_fixture().await;
    let (api, tokens) = operator(&app, "\"*\"").await;
    let mobile = Api::new(&app).await.sign_in(ADA).await;
    let mut lists = 0;
    for (path, item) in document(&app).await["paths"].as_object().unwrap() {
        let parameters = item["get"]["parameters"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        if !parameters.iter().any(|one| one["name"] == "limit") {
            continue;
        }
        let token = if path.contains("/admin/") {
            &tokens
        } else {
            &mobile
        };
        let path = path.strip_prefix("/api/v1/").unwrap();
        for wrong in [
            "limit=0",
            "limit=-1",
            "limit=101",
            "limit=9223372036854775808",
            "limit=x",
            "limit=1&limit=2",
            "cursor=*",
            "cursor=%00",
            "page=1",
        ] {
            let answer = api
                .get(&format!("{path}?{wrong}"), &token.access_token)
                .await;
            problem(&answer, 400, "invalid-query");
        }
        api.get(&format!("{path}?limit=100"), &token.access_token)
            .await
            .expect(200);
        lists += 1;
    }
    assert!(lists >= 6, "{lists}");
}
