//! RFC 8414 §2, §3, OpenID Connect Discovery §3, §4: metadata and keys, compared whole. Whether the promises are kept
//! is in `rfc8414_promises`.

use reqwest::Method;
use serde_json::{Value, json};
use vestibule_test_support::fixture::{ADA, WEB};
use vestibule_test_support::{Answer, RelyingParty, TestApp};

use super::by_hand::{get, members};

const OPENID: &str = "/.well-known/openid-configuration";
const OAUTH: &str = "/.well-known/oauth-authorization-server";
const GOLDEN: &str = include_str!("../../.well-known-fixtures/ours/openid-configuration.json");
const GOLDEN_JWKS: &str = include_str!("../../.well-known-fixtures/ours/jwks.json");

/// The names that the "OAuth Authorization Server Metadata" registry knows (RFC 8414 §7.1) among those a server like this
/// could use, `OpenID Connect Discovery` §3 included.
const REGISTERED: [&str; 37] = [
    "acr_values_supported",
    "authorization_challenge_endpoint",
    "authorization_endpoint",
    "authorization_response_iss_parameter_supported",
    "backchannel_logout_session_supported",
    "backchannel_logout_supported",
    "claim_types_supported",
    "claims_locales_supported",
    "claims_parameter_supported",
    "claims_supported",
    "code_challenge_methods_supported",
    "display_values_supported",
    "end_session_endpoint",
    "grant_types_supported",
    "id_token_signing_alg_values_supported",
    "introspection_endpoint",
    "introspection_endpoint_auth_methods_supported",
    "issuer",
    "jwks_uri",
    "op_policy_uri",
    "op_tos_uri",
    "prompt_values_supported",
    "request_parameter_supported",
    "request_uri_parameter_supported",
    "require_request_uri_registration",
    "response_modes_supported",
    "response_types_supported",
    "revocation_endpoint",
    "revocation_endpoint_auth_methods_supported",
    "scopes_supported",
    "service_documentation",
    "status_list_aggregation_endpoint",
    "subject_types_supported",
    "token_endpoint",
    "token_endpoint_auth_methods_supported",
    "ui_locales_supported",
    "userinfo_endpoint",
];

/// "A successful response MUST use the 200 OK HTTP status code and return a JSON object using the "application/json" content
/// type"  RFC 8414 §3.2
#[tokio::test]
async fn both_documents_are_the_golden_one() {
    // Passkeys belong to names: at a bare address `phr` is not promised.
    let app = TestApp::builder().fixture().on_localhost().start().await;
    let expected: Value = serde_json::from_str(&GOLDEN.replace("{issuer}", app.issuer())).unwrap();
    for path in [OPENID, OAUTH] {
        let answer = get(&app, path, None).await.expect(200);
        assert_eq!(answer.header("content-type"), Some("application/json"));
        assert_eq!(answer.json(), expected);
    }
    for name in members(&expected) {
        assert!(REGISTERED.contains(&name), "{name} is not registered");
    }
}

/// The set of keys, but for what is random in it: its shape, members and algorithms.
#[tokio::test]
async fn the_key_set_is_the_golden_one() {
    let app = TestApp::with_fixture().await;
    let answer = get(&app, "/jwks", None).await.expect(200);
    assert_eq!(answer.header("content-type"), Some("application/json"));
    let mut jwks = answer.json();
    let keys = jwks["keys"].as_array_mut().unwrap();
    for key in keys.iter_mut() {
        for name in ["kid", "n", "x", "y"] {
            let Some(text) = key.get(name).and_then(Value::as_str) else {
                continue;
            };
            assert!(
                text.bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')),
                "{text}"
            );
            key[name] = json!(format!("{{{}}}", text.len()));
        }
    }
    keys.sort_by_key(|key| key["alg"].as_str().unwrap().to_owned());
    assert_eq!(jwks, serde_json::from_str::<Value>(GOLDEN_JWKS).unwrap());
}

/// "These values MUST be identical"  RFC 8414 §3.3: the issuer of the document, of tokens and of responses, whatever the Host
/// header says and however the issuer is reached.
#[tokio::test]
async fn the_issuer_is_the_same_everywhere() {
    let app = TestApp::builder()
        .fixture()
        .setting("server.public_url", "https://id.example.com")
        .start()
        .await;
    let rp = RelyingParty::new(&app, WEB);
    let outcome = app
        .browser()
        .authorize_as(&rp.authorization_url(&[]), ADA.username, ADA.password)
        .await;
    let tokens = rp.exchange(&rp.code_of(&outcome)).await;
    let issuer = json!("https://id.example.com");
    assert_eq!(get(&app, OPENID, None).await.json()["issuer"], issuer);
    assert_eq!(outcome.parameter("iss").unwrap(), issuer.as_str().unwrap());
    assert_eq!(tokens.id_claims()["iss"], issuer);
    assert_eq!(tokens.access_claims()["iss"], issuer);
    assert_eq!(
        rp.introspect(&tokens.access_token).await.json()["iss"],
        issuer
    );
}

/// "…inserting a well-known URI string into the authorization server's issuer identifier between the host component and the
/// path component"  RFC 8414 §3.1; OpenID Connect Discovery §4.1 appends it. A tenant below a path answers to all.
#[tokio::test]
async fn a_tenant_below_a_path_has_its_documents_inserted_and_appended() {
    let app = TestApp::builder().fixture().on_localhost().start().await;
    app.apply("[[tenant]]\nslug = \"acme\"\nname = \"Acme\"\n")
        .await;
    let issuer = format!("{}/t/acme", app.issuer());
    let mut expected: Value = serde_json::from_str(&GOLDEN.replace("{issuer}", &issuer)).unwrap();
    // It has no API of its own, and knows nothing of its neighbour's.
    expected["scopes_supported"] = json!([
        "openid",
        "profile",
        "email",
        "address",
        "phone",
        "offline_access"
    ]);
    for path in [
        "/t/acme/.well-known/openid-configuration".to_owned(),
        "/t/acme/.well-known/oauth-authorization-server".to_owned(),
        format!("{OAUTH}/t/acme"),
        format!("{OPENID}/t/acme"),
    ] {
        assert_eq!(
            get(&app, &path, None).await.expect(200).json(),
            expected,
            "{path}"
        );
    }
    for endpoint in ["jwks_uri", "authorization_endpoint", "userinfo_endpoint"] {
        let url = expected[endpoint].as_str().unwrap();
        let status = Answer::of(app.wire().request(Method::GET, url))
            .await
            .status;
        assert!(matches!(status, 200 | 400 | 401), "{url}: {status}");
    }
    for nobody in [
        "/t/nobody/.well-known/openid-configuration",
        "/.well-known/oauth-authorization-server/t/nobody",
    ] {
        get(&app, nobody, None).await.expect(404);
    }
}

/// "jwks_uri … ETag"; clients may keep what does not change, and are told for how long.
#[tokio::test]
async fn documents_have_a_lifetime_and_a_tag_that_changes_with_them() {
    let app = TestApp::with_fixture().await;
    let fetch = async |path: &str, tag: &str| {
        let request = app
            .wire()
            .request(Method::GET, &format!("{}{path}", app.issuer()));
        Answer::of(request.header("if-none-match", tag.to_owned())).await
    };
    for path in [OPENID, OAUTH, "/jwks"] {
        let full = get(&app, path, None).await.expect(200);
        assert_eq!(full.header("cache-control"), Some("public, max-age=300"));
        let tag = full.header("etag").unwrap().to_owned();
        assert!(tag.starts_with('"') && tag.ends_with('"') && tag.len() > 20);
        for known in [
            tag.clone(),
            format!("W/{tag}"),
            format!("\"other\", {tag}"),
            "*".to_owned(),
        ] {
            let answer = fetch(path, &known).await.expect(304);
            assert_eq!(
                (answer.body.as_str(), answer.header("etag")),
                ("", Some(tag.as_str())),
                "{known}"
            );
            assert_eq!(answer.header("cache-control"), Some("public, max-age=300"));
        }
        assert_eq!(fetch(path, "\"other\"").await.expect(200).body, full.body);
        let head = Answer::of(
            app.wire()
                .request(Method::HEAD, &format!("{}{path}", app.issuer())),
        )
        .await
        .expect(200);
        assert_eq!(
            (head.body.as_str(), head.header("etag")),
            ("", Some(tag.as_str()))
        );
        // What changes has another tag.
        if path == "/jwks" {
            let tenant = app.app().database.tenants().await.unwrap()[0].id;
            let all = vestibule::model::SigningAlg::ALL;
            vestibule::administration::keys::rotate(app.app(), tenant, &all)
                .await
                .unwrap();
        } else {
            let service = format!(
                "[[service]]\naudience = \"https://new.example{path}\"\nname = \"New\"\nscopes = [\"new{}\"]\n",
                path.len()
            );
            app.apply(&service).await;
        }
        let changed = fetch(path, &tag).await.expect(200);
        assert_ne!(changed.header("etag"), Some(tag.as_str()), "{path}");
    }
    let app = TestApp::builder()
        .fixture()
        .setting("keys.jwks_max_age_seconds", 900)
        .start()
        .await;
    assert_eq!(
        get(&app, "/jwks", None).await.header("cache-control"),
        Some("public, max-age=900")
    );
}

/// Each endpoint that is advertised is there, and answers as what it says it is.
#[tokio::test]
async fn every_endpoint_exists() {
    let app = TestApp::with_fixture().await;
    let metadata = get(&app, OPENID, None).await.expect(200).json();
    let endpoints: Vec<&str> = members(&metadata)
        .into_iter()
        .filter(|name| name.ends_with("_endpoint") || *name == "jwks_uri")
        .collect();
    assert_eq!(endpoints.len(), 9);
    for name in endpoints {
        let url = metadata[name].as_str().unwrap();
        assert!(url.starts_with(app.issuer()) && !url.contains('#'), "{url}");
        let (method, status) = match name {
            "authorization_endpoint" => (Method::GET, 400),
            "end_session_endpoint" | "jwks_uri" | "status_list_aggregation_endpoint" => {
                (Method::GET, 200)
            }
            "userinfo_endpoint" => (Method::GET, 401),
            _ => (Method::POST, 400),
        };
        Answer::of(app.wire().request(method, url))
            .await
            .expect(status);
    }
}
