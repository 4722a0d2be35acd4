//! OpenID Connect Core §2, §3.1.3.6, §5.4, §5.5: what an ID token says, and what it does not.

use serde_json::{Value, json};
use vestibule_test_support::fixture::{ADA, AuthMethod, Client, GRACE, SPA, WEB};
use vestibule_test_support::{RelyingParty, TestApp, Tokens, jwt};

use super::by_hand::members;

/// The claims that no request has to ask for.
const PLAIN: [&str; 7] = ["at_hash", "aud", "exp", "iat", "iss", "sid", "sub"];

async fn with(app: &TestApp, rp: &RelyingParty, changes: &[(&str, &str)]) -> Tokens {
    rp.sign_in_and_exchange_with(&mut app.browser(), ADA, changes)
        .await
}

/// "The Claims requested by the profile, email, address, and phone scope values are returned from the UserInfo Endpoint"
/// §5.4: no claim that nobody asked for, whatever the scope.
#[tokio::test]
async fn an_id_token_has_no_claim_that_nobody_asked_for() {
    let app = TestApp::with_fixture().await;
    for client in [WEB, SPA] {
        let rp = RelyingParty::new(&app, client);
        let tokens = rp.sign_in_and_exchange(&mut app.browser()).await;
        let claims = rp.verify_id_token(&app, &tokens).await;
        let mut expected = PLAIN.to_vec();
        expected.push("nonce");
        expected.sort_unstable();
        assert_eq!(members(&claims), expected);
        assert_eq!(
            claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap(),
            600
        );
        assert!(
            claims["sub"].as_str().unwrap().len() <= 255
                && claims["sub"].as_str().unwrap().is_ascii()
        );
        let header = jwt::read(tokens.id_token()).header;
        assert_eq!(members(&header), ["alg", "kid", "typ"]);
        assert_eq!(
            (&header["alg"], &header["typ"]),
            (&json!("RS256"), &json!("JWT"))
        );
    }
}

/// "If present in the Authentication Request, Authorization Servers MUST include a nonce Claim in the ID Token with the Claim
/// Value being the nonce value sent"  §2; "The nonce value is a case-sensitive string."
#[tokio::test]
async fn the_nonce_comes_back_byte_for_byte_or_not_at_all() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = app.browser();
    let long = "n".repeat(384);
    for nonce in [
        "a",
        "MiXeD+case/ %20&=#é\"\\",
        &"0123456789abcdef".repeat(4),
        &long,
    ] {
        let tokens = rp
            .sign_in_and_exchange_with(&mut browser, ADA, &[("nonce", nonce)])
            .await;
        assert_eq!(tokens.id_claims()["nonce"], nonce);
    }
    let outcome = browser
        .authorize(&rp.authorization_url_without(&["nonce"], &[]))
        .await;
    let tokens = rp.exchange(&rp.code_of(&outcome)).await;
    assert_eq!(members(&tokens.id_claims()), PLAIN);
}

/// "auth_time … When a max_age request is made or when auth_time is requested as an Essential Claim, then this Claim is
/// REQUIRED; otherwise, its inclusion is OPTIONAL."  §2; `require_auth_time` and `default_max_age`: Registration §2
#[tokio::test]
async fn auth_time_is_told_to_those_who_ask() {
    let app = TestApp::with_fixture().await;
    for (id, member) in [
        ("required", "require_auth_time = true"),
        ("aged", "default_max_age = 5000"),
    ] {
        app.apply(&format!(
            "[[client]]\nclient_id = {id:?}\ntoken_endpoint_auth_method = \"none\"\n\
             redirect_uris = [\"https://{id}.example/callback\"]\n{member}\n"
        ))
        .await;
    }
    let of = |id, redirect_uri| Client {
        id,
        secret: "",
        auth: AuthMethod::None,
        redirect_uri,
        scope: "openid",
    };
    let web = RelyingParty::new(&app, WEB);
    let required = RelyingParty::new(&app, of("required", "https://required.example/callback"));
    let aged = RelyingParty::new(&app, of("aged", "https://aged.example/callback"));
    let by_claim: &[(&str, &str)] =
        &[("claims", r#"{"id_token":{"auth_time":{"essential":true}}}"#)];
    for (rp, changes) in [
        (&web, &[("max_age", "10000")][..]),
        (&web, by_claim),
        (&required, &[]),
        (&aged, &[]),
    ] {
        let mut browser = app.browser();
        let before = app.now();
        browser.sign_in_as(ADA).await;
        app.advance(100);
        let tokens = rp
            .sign_in_and_exchange_with(&mut browser, ADA, changes)
            .await;
        let claims = tokens.id_claims();
        let auth_time = claims["auth_time"].as_i64().unwrap();
        assert!(
            (before..before + 90).contains(&auth_time),
            "when the user signed in, not now: {claims}"
        );
        let mut expected = [&PLAIN[..], &["auth_time", "nonce"]].concat();
        expected.sort_unstable();
        assert_eq!(members(&claims), expected);
    }
}

/// "acr … amr"  §2; "acr_values: Requested Authentication Context Class Reference values … as a Voluntary Claim"  §3.1.2.1
#[tokio::test]
async fn acr_and_amr_are_told_to_those_who_ask() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let aal1 = "urn:vestibule:acr:aal1";
    let both = format!("urn:unknown:level {aal1}");
    for changes in [
        [("acr_values", aal1)],
        [("acr_values", &both)],
        [("claims", r#"{"id_token":{"acr":null}}"#)],
    ] {
        let claims = with(&app, &rp, &changes).await.id_claims();
        assert_eq!(
            (&claims["acr"], &claims["amr"]),
            (&json!(aal1), &json!(["pwd"]))
        );
    }
    // A level that nobody can reach is a wish, not a lie in the token.
    let claims = with(&app, &rp, &[("acr_values", "urn:unknown:level")])
        .await
        .id_claims();
    assert!(claims.get("acr").is_none_or(|acr| acr == aal1), "{claims}");
}

/// "id_token OPTIONAL. Requests that the listed individual Claims be returned in the ID Token."  §5.5
#[tokio::test]
async fn claims_asked_for_by_name_are_in_the_id_token_and_only_those() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let asked = json!({
        "id_token": { "email": null, "name": { "essential": true }, "address": {}, "unknown_claim": { "essential": true } },
        "userinfo": { "nickname": null }
    })
    .to_string();
    let claims = with(&app, &rp, &[("scope", "openid"), ("claims", &asked)])
        .await
        .id_claims();
    let mut expected = [&PLAIN[..], &["address", "email", "name", "nonce"]].concat();
    expected.sort_unstable();
    assert_eq!(members(&claims), expected);
    assert_eq!(claims["email"], "ada@example.com");
    assert_eq!(claims["address"]["country"], "United Kingdom");
    // What is not known is left out, never told as null.
    let asked = r#"{"id_token":{"nickname":{"essential":true},"email_verified":null}}"#;
    let tokens = rp
        .sign_in_and_exchange_with(&mut app.browser(), GRACE, &[("claims", asked)])
        .await;
    let claims = tokens.id_claims();
    assert_eq!(
        (claims.get("nickname"), &claims["email_verified"]),
        (None, &json!(false))
    );
}

/// A claim asked for by name cannot take the place of what the protocol says there.
#[tokio::test]
async fn asking_for_protocol_claims_by_name_changes_nothing() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let asked = json!({ "id_token": { "iss": { "value": "https://evil.example" }, "aud": null, "exp": { "value": 1 }, "sub": null, "sid": null, "nonce": null } });
    let tokens = with(&app, &rp, &[("claims", &asked.to_string())]).await;
    let claims = rp.verify_id_token(&app, &tokens).await;
    let mut expected = [&PLAIN[..], &["nonce"]].concat();
    expected.sort_unstable();
    assert_eq!(members(&claims), expected);
}

/// "sid: String identifier for a Session. This represents a Session of a User Agent or device for a logged-in End-User at an
/// RP."  Front-Channel Logout §3: one per browser, the same until it signs out, none of the cookie's value.
#[tokio::test]
async fn sid_names_the_login_of_one_browser() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let (mut one, mut other) = (app.browser(), app.browser());
    let sid = |tokens: &Tokens| -> Value { tokens.id_claims()["sid"].clone() };
    let first = rp.sign_in_and_exchange(&mut one).await;
    let again = rp.sign_in_and_exchange(&mut one).await;
    let elsewhere = rp.sign_in_and_exchange(&mut other).await;
    assert_eq!(sid(&first), sid(&again));
    assert_ne!(sid(&first), sid(&elsewhere));
    assert_eq!(sid(&first), first.access_claims()["sid"]);
    let sid = sid(&first);
    assert!(
        one.cookies()
            .iter()
            .all(|cookie| !cookie.value.contains(sid.as_str().unwrap()))
    );
}

/// The life of ID tokens is a setting of its own.
#[tokio::test]
async fn the_operator_sets_the_life_of_id_tokens() {
    let app = TestApp::builder()
        .fixture()
        .setting("tokens.id_token_seconds", 42)
        .start()
        .await;
    let claims = with(&app, &RelyingParty::new(&app, WEB), &[])
        .await
        .id_claims();
    assert_eq!(
        claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap(),
        42
    );
}
