//! N04: JSON that is deep, wide, or says a thing twice.

use vestibule::model::SigningAlg;
use vestibule_test_support::assertions::{assert_bearer_error, assert_redirect_error};
use vestibule_test_support::fixture::WEB;
use vestibule_test_support::jwt::ForeignKey;
use vestibule_test_support::{Answer, Outcome, RelyingParty, TestApp, jwt};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use reqwest::Method;

fn deep(levels: usize) -> String {
    format!(
        "{{\"id_token\":{}null{}}}",
        "{\"a\":".repeat(levels),
        "}".repeat(levels)
    )
}

/// "claims … a JSON object"  OpenID Connect Core §5.5: what is no such object, or only some parsers would read alike, is refused
/// before it is looked into.
#[tokio::test]
async fn the_claims_parameter_is_bounded_in_depth_and_size_and_says_nothing_twice() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let wide: String = (0..600)
        .map(|number| format!("\"c{number}\":null,"))
        .collect();
    let hostile = [
        deep(16),
        deep(127),
        deep(500),
        "[".repeat(4000),
        "{\"a\":".repeat(800),
        format!("{{\"id_token\":{{{wide}\"z\":null}}}}"),
        r#"{"id_token":null,"id_token":{"email":null}}"#.to_owned(),
        r#"{"id_token":{"email":null,"email":{"essential":true}}}"#.to_owned(),
        r#"{"id_token":{"email":null,"\u0065mail":null}}"#.to_owned(),
        r#"{"id_token":[]}"#.to_owned(),
        r#"{"userinfo":"email"}"#.to_owned(),
        "[]".to_owned(),
        "null".to_owned(),
        "{".to_owned(),
        "{} {}".to_owned(),
        "{\"id_token\":1e999}".to_owned(),
    ];
    for claims in hostile {
        let url = app
            .browser()
            .authorize(&rp.authorization_url(&[("claims", &claims)]))
            .await
            .redirect();
        assert_redirect_error(&url, "invalid_request", Some(&rp.state), app.issuer());
    }
    let harmless = deep(14);
    for claims in [
        "{}",
        r#"{"id_token":{"email":{"essential":true}},"unknown":{"deep":[[[]]]}}"#,
        &harmless,
    ] {
        let outcome = app
            .browser()
            .authorize(&rp.authorization_url(&[("claims", claims)]))
            .await;
        assert!(matches!(outcome, Outcome::Page(_)), "{claims}: {outcome:?}");
    }
}

/// A token is read only after its signature was checked, and its header is bounded.
#[tokio::test]
async fn a_token_of_hostile_json_is_an_invalid_token() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let genuine = rp.client_credentials(&[]).await.expect(200).json();
    let genuine = jwt::read(genuine["access_token"].as_str().unwrap());
    let key = ForeignKey::new(SigningAlg::RS256);
    let nested = serde_json::from_str::<serde_json::Value>(&deep(100)).unwrap();
    let part = |text: &str| URL_SAFE_NO_PAD.encode(text);
    let header = genuine.header.to_string();
    let claims = genuine.claims.to_string();
    let twice = header.replacen('{', "{\"kid\":\"x\",", 1);
    let hostile = [
        genuine
            .clone()
            .with_claim("deep", nested.clone())
            .signed_with(&key)
            .text(),
        genuine.clone().with_header("deep", nested).text(),
        format!(
            "{}.{}.{}",
            part(&"[".repeat(6000)),
            part(&claims),
            genuine.signature
        ),
        format!("{}.{}.{}", part(&twice), part(&claims), genuine.signature),
        format!(
            "{}.{}.{}",
            part(&header),
            part(&"{\"a\":".repeat(2000)),
            genuine.signature
        ),
        format!("{}.{}.{}", part("{}"), part("{}"), genuine.signature),
    ];
    for token in hostile {
        let request = app
            .wire()
            .request(Method::GET, &rp.endpoint("/userinfo"))
            .bearer_auth(&token);
        assert_bearer_error(&Answer::of(request).await, 401, Some("invalid_token"));
        assert_eq!(
            rp.introspect(&token).await.expect(200).json(),
            serde_json::json!({ "active": false })
        );
    }
}
