//! RFC 8414 §2, OpenID Connect Discovery §3: every promise of the metadata is kept, value by value.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use vestibule_test_support::fixture::{ADA, AuthMethod, Client, POST, SCOPE, SPA, WEB};
use vestibule_test_support::{Browser, Outcome, RelyingParty, TestApp, Tokens, jwt};

use super::by_hand::{get, members};

fn strings(list: &Value) -> Vec<&str> {
    list.as_array()
        .expect("a list")
        .iter()
        .map(|item| item.as_str().expect("a string"))
        .collect()
}

async fn metadata(app: &TestApp) -> Value {
    get(app, "/.well-known/openid-configuration", None)
        .await
        .expect(200)
        .json()
}

async fn signed_in(app: &TestApp) -> Browser {
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    browser
}

/// `response_modes_supported`, `response_types_supported`, `code_challenge_methods_supported`: all that is listed works, and
/// what is not listed does not.
#[tokio::test]
async fn every_response_mode_type_and_challenge_method_works() {
    let app = TestApp::with_fixture().await;
    let metadata = metadata(&app).await;
    let mut browser = signed_in(&app).await;
    let rp = RelyingParty::new(&app, WEB);
    rp.sign_in_and_exchange(&mut browser).await;
    let kinds = [
        "response_modes_supported",
        "response_types_supported",
        "code_challenge_methods_supported",
    ];
    for (list, parameter) in
        kinds
            .into_iter()
            .zip(["response_mode", "response_type", "code_challenge_method"])
    {
        for value in strings(&metadata[list]) {
            let rp = rp.again();
            let outcome = browser
                .authorize(&rp.authorization_url(&[(parameter, value)]))
                .await;
            let where_it_is = match &outcome {
                Outcome::FormPost { .. } => "form_post",
                Outcome::Redirect(url)
                    if url.fragment().is_some_and(|text| text.contains("code=")) =>
                {
                    "fragment"
                }
                _ => "query",
            };
            assert_eq!(
                where_it_is,
                if parameter == "response_mode" {
                    value
                } else {
                    "query"
                }
            );
            rp.exchange(&rp.code_of(&outcome)).await;
        }
        let outcome = browser
            .authorize(&rp.authorization_url(&[(parameter, "unlisted")]))
            .await;
        assert!(outcome.parameter("error").is_some() && outcome.parameter("code").is_none());
    }
}

/// `grant_types_supported` and the three lists of authentication methods.
#[tokio::test]
async fn every_grant_type_and_authentication_method_works() {
    let app = TestApp::with_fixture().await;
    let metadata = metadata(&app).await;
    let rp = RelyingParty::new(&app, WEB);
    for grant in strings(&metadata["grant_types_supported"]) {
        match grant {
            "authorization_code" => drop(rp.sign_in_and_exchange(&mut app.browser()).await),
            "refresh_token" => {
                let tokens = rp.sign_in_and_exchange(&mut app.browser()).await;
                rp.refresh(tokens.refresh_token()).await.expect(200);
            }
            "client_credentials" => drop(Tokens::of(rp.client_credentials(&[]).await)),
            other => panic!("{other} has no test"),
        }
    }
    for (list, endpoint) in [
        ("token_endpoint_auth_methods_supported", "token"),
        (
            "introspection_endpoint_auth_methods_supported",
            "introspect",
        ),
        ("revocation_endpoint_auth_methods_supported", "revoke"),
    ] {
        let listed = strings(&metadata[list]);
        for client in [WEB, POST, SPA] {
            let rp = RelyingParty::new(&app, client);
            let answer = match endpoint {
                // The client is known before its token is judged.
                "token" => rp.refresh("x").await,
                "introspect" => rp.introspect("x").await,
                _ => rp.revoke("x").await,
            };
            let known = answer.error().as_deref() != Some("invalid_client");
            assert_eq!(
                known,
                listed.contains(&client.auth.name()),
                "{endpoint} {:?}",
                client.auth
            );
        }
        assert!(listed.iter().all(|name| {
            [WEB, POST, SPA]
                .iter()
                .any(|client| client.auth.name() == *name)
        }));
    }
}

/// `id_token_signing_alg_values_supported`, `scopes_supported`, `subject_types_supported`, `acr_values_supported`.
#[tokio::test]
async fn every_algorithm_scope_and_acr_is_delivered() {
    let app = TestApp::with_fixture().await;
    let metadata = metadata(&app).await;
    let mut browser = signed_in(&app).await;
    for alg in strings(&metadata["id_token_signing_alg_values_supported"]) {
        let id: &'static str = Box::leak(format!("of-{alg}").into_boxed_str());
        app.apply(&format!(
            "[[client]]\nclient_id = {id:?}\ntoken_endpoint_auth_method = \"none\"\nfirst_party = true\n\
             redirect_uris = [\"https://alg.example/callback\"]\nid_token_signed_response_alg = {alg:?}\n"
        ))
        .await;
        let client = Client {
            id,
            secret: "",
            auth: AuthMethod::None,
            redirect_uri: "https://alg.example/callback",
            scope: "openid",
        };
        let rp = RelyingParty::new(&app, client);
        let tokens = rp.sign_in_and_exchange(&mut browser).await;
        rp.verify_id_token(&app, &tokens).await;
        assert_eq!(jwt::read(tokens.id_token()).header["alg"], alg);
    }
    let rp = RelyingParty::new(&app, WEB);
    for scope in strings(&metadata["scopes_supported"]) {
        let tokens = rp
            .sign_in_and_exchange_with(&mut browser, ADA, &[("scope", scope)])
            .await;
        assert_eq!(tokens.scope.as_deref(), Some(scope));
    }
    let mut levels = strings(&metadata["acr_values_supported"]).into_iter();
    let first = levels.next().unwrap();
    let tokens = rp
        .sign_in_and_exchange_with(&mut browser, ADA, &[("acr_values", first)])
        .await;
    assert_eq!(tokens.id_claims()["acr"], first);
    // Whoever has no second factor is led to set one up where more is demanded; what it gives then is told in
    // tests/security/g*.rs and tests/journeys.
    for higher in levels {
        let essential = json!({"id_token": {"acr": {"essential": true, "value": higher}}});
        let url = rp.authorization_url(&[("claims", &essential.to_string())]);
        let page = browser.authorize(&url).await.page();
        assert!(page.url.path().starts_with("/second-factor"), "{higher}");
    }
    assert_eq!(metadata["subject_types_supported"], json!(["public"]));
}

/// `claims_supported`: "a list of the Claim Names of the Claims that the OpenID Provider MAY be able to supply values for".
/// Ada has them all.
#[tokio::test]
async fn every_claim_is_delivered_and_no_other() {
    let app = TestApp::with_fixture().await;
    let metadata = metadata(&app).await;
    let rp = RelyingParty::new(&app, WEB);
    let changes = [
        ("scope", SCOPE),
        ("max_age", "1000"),
        ("acr_values", "urn:vestibule:acr:aal1"),
    ];
    let tokens = rp
        .sign_in_and_exchange_with(&mut app.browser(), ADA, &changes)
        .await;
    let userinfo = rp.userinfo(&tokens.access_token).await.expect(200).json();
    let id_token = tokens.id_claims();
    let told: BTreeSet<&str> = members(&userinfo)
        .into_iter()
        .chain(members(&id_token))
        .collect();
    let listed: BTreeSet<&str> = strings(&metadata["claims_supported"])
        .into_iter()
        .chain(["at_hash"])
        .collect();
    assert_eq!(told, listed);
    // `claims_parameter_supported`: a claim by its name alone.
    assert_eq!(metadata["claims_parameter_supported"], true);
    let changes = [
        ("scope", "openid"),
        ("claims", r#"{"userinfo":{"gender":null}}"#),
    ];
    let tokens = rp
        .sign_in_and_exchange_with(&mut app.browser(), ADA, &changes)
        .await;
    assert_eq!(
        rp.userinfo(&tokens.access_token).await.json()["gender"],
        "female"
    );
}

/// `prompt_values_supported`, `display_values_supported`, `ui_locales_supported`.
#[tokio::test]
async fn every_prompt_display_and_locale_is_understood() {
    let app = TestApp::with_fixture().await;
    let metadata = metadata(&app).await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = app.browser();
    rp.sign_in_and_exchange(&mut browser).await;
    for prompt in strings(&metadata["prompt_values_supported"]) {
        let outcome = browser
            .authorize(&rp.authorization_url(&[("prompt", prompt)]))
            .await;
        let page = match outcome {
            Outcome::Page(page) => page.page_name(),
            outcome => {
                rp.code_of(&outcome);
                "none".to_owned()
            }
        };
        let expected = match prompt {
            "login" => "sign-in",
            "select_account" => "select-account",
            other => other,
        };
        assert_eq!(page, expected, "prompt={prompt}");
    }
    for display in strings(&metadata["display_values_supported"]) {
        let page = app
            .browser()
            .authorize(&rp.authorization_url(&[("display", display)]))
            .await
            .page();
        assert_eq!(
            (page.status, page.page_name().as_str()),
            (200, "sign-in"),
            "display={display}"
        );
    }
    for locale in strings(&metadata["ui_locales_supported"]) {
        let page = app
            .browser()
            .authorize(&rp.authorization_url(&[("ui_locales", locale)]))
            .await
            .page();
        assert_eq!(page.attribute("html", "lang").as_deref(), Some(locale));
        let (language, region) = locale.split_once('-').unwrap_or((locale, ""));
        // "Languages and scripts … represented as a JSON array of BCP47 [RFC5646] language tag values": in canonical case.
        assert!(
            language.bytes().all(|byte| byte.is_ascii_lowercase()) && !region.contains('_'),
            "{locale}"
        );
    }
}

/// `request_parameter_supported: false`, `request_uri_parameter_supported: false`: "request_not_supported",
/// "request_uri_not_supported"  OpenID Connect Core §3.1.2.6. `authorization_response_iss_parameter_supported`: RFC 9207 §3.
#[tokio::test]
async fn what_is_said_not_to_be_supported_is_refused_by_name() {
    let app = TestApp::with_fixture().await;
    let metadata = metadata(&app).await;
    let rp = RelyingParty::new(&app, WEB);
    for parameter in ["request", "request_uri"] {
        assert_eq!(metadata[format!("{parameter}_parameter_supported")], false);
        let outcome = app
            .browser()
            .authorize(&rp.authorization_url(&[(parameter, "https://app.example/r")]))
            .await;
        assert_eq!(
            outcome.parameter("error"),
            Some(format!("{parameter}_not_supported"))
        );
        assert_eq!(
            metadata["authorization_response_iss_parameter_supported"],
            true
        );
        assert_eq!(outcome.parameter("iss").as_deref(), Some(app.issuer()));
    }
}
