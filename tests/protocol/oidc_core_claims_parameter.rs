//! OpenID Connect Core §5.5: asking for claims by name.

use serde_json::{Value, json};
use vestibule_test_support::assertions::assert_redirect_error;
use vestibule_test_support::fixture::{ADA, FIRST, GRACE, SPA, WEB};
use vestibule_test_support::{Answer, RelyingParty, TestApp};

/// The claims of the ID token and of userinfo, for `scope=openid` and that `claims` parameter.
async fn told(app: &TestApp, claims: &Value) -> (Value, Value) {
    let rp = RelyingParty::new(app, FIRST);
    let changes = [("scope", "openid"), ("claims", &claims.to_string())];
    let tokens = rp
        .sign_in_and_exchange_with(&mut app.browser(), ADA, &changes)
        .await;
    assert_eq!(
        tokens.scope.as_deref(),
        Some("openid"),
        "a claim is no scope"
    );
    (
        tokens.id_claims(),
        rp.userinfo(&tokens.access_token).await.expect(200).json(),
    )
}

/// "userinfo  OPTIONAL. Requests that the listed individual Claims be returned from the UserInfo Endpoint."
#[tokio::test]
async fn a_claim_asked_for_at_userinfo_is_told_there_and_nowhere_else() {
    let app = TestApp::with_fixture().await;
    let (id_token, userinfo) = told(
        &app,
        &json!({"userinfo": {"name": {"essential": true}, "email": null}}),
    )
    .await;
    assert_eq!(
        userinfo,
        json!({"sub": id_token["sub"], "name": "Ada Lovelace", "email": "ada@example.com"})
    );
    assert_eq!((id_token.get("name"), id_token.get("email")), (None, None));
}

/// "id_token  OPTIONAL. Requests that the listed individual Claims be returned in the ID Token."
#[tokio::test]
async fn a_claim_asked_for_in_the_id_token_is_told_there_and_nowhere_else() {
    let app = TestApp::with_fixture().await;
    let asked = json!({"id_token": {"email": null, "email_verified": {"essential": true}, "address": null, "given_name": {"value": "Ada"}}});
    let (id_token, userinfo) = told(&app, &asked).await;
    assert_eq!(userinfo, json!({"sub": id_token["sub"]}));
    assert_eq!(
        (&id_token["email"], &id_token["email_verified"]),
        (&json!("ada@example.com"), &json!(true))
    );
    assert_eq!(
        (&id_token["address"]["locality"], &id_token["given_name"]),
        (&json!("London"), &json!("Ada"))
    );
    assert_eq!(id_token.get("name"), None);
}

/// "auth_time … requested with … an Essential Claim"  §2, "acr"  §5.5.1.1
#[tokio::test]
async fn auth_time_and_acr_may_be_asked_for_by_name() {
    let app = TestApp::with_fixture().await;
    let asked = json!({"id_token": {"auth_time": {"essential": true}, "acr": {"values": ["urn:example:best", "urn:vestibule:acr:aal1"]}}});
    let (id_token, _) = told(&app, &asked).await;
    assert!(
        id_token["auth_time"]
            .as_i64()
            .is_some_and(|time| time <= app.now())
    );
    assert_eq!(id_token["acr"], "urn:vestibule:acr:aal1");
    let (id_token, _) = told(&app, &json!({"userinfo": {}})).await;
    assert_eq!(
        (id_token.get("auth_time"), id_token.get("acr")),
        (None, None)
    );
}

/// "If this is an Essential Claim and the requirement cannot be met, then the Authorization Server MUST treat that outcome
/// as a failed authentication attempt."  §5.5.1.1
#[tokio::test]
async fn an_essential_acr_that_cannot_be_reached_is_an_error() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, FIRST);
    for acr in [
        json!({"essential": true, "values": ["urn:example:best"]}),
        json!({"essential": true, "value": "urn:example:best"}),
    ] {
        let claims = json!({"id_token": {"acr": acr}}).to_string();
        let answer = app
            .browser()
            .authorize(&rp.authorization_url(&[("claims", &claims)]))
            .await
            .redirect();
        assert_redirect_error(
            &answer,
            "unmet_authentication_requirements",
            Some(&rp.state),
            app.issuer(),
        );
    }
    for acr in [
        json!({"values": ["urn:example:best"]}),
        json!({"essential": true}),
        json!({"essential": true, "value": "urn:vestibule:acr:aal1"}),
    ] {
        told(&app, &json!({"id_token": {"acr": acr}})).await;
    }
}

/// "Note that even if the Claims are not available because the End-User did not authorize their release or they are not
/// present, the Authorization Server MUST NOT generate an error"  §5.5.1
#[tokio::test]
async fn unknown_and_absent_claims_are_left_out() {
    let app = TestApp::with_fixture().await;
    let asked = json!({
        "userinfo": {"http://example.info/claims/groups": null, "shoe_size": {"essential": true}, "name": null, "password_hash": null, "roles": null},
        "id_token": {"shoe_size": null, "iss": {"value": "https://evil.example"}, "aud": {"value": "x"}, "exp": {"value": 1}, "nonce": {"value": "x"}},
        "other": {"name": null},
    });
    let (id_token, userinfo) = told(&app, &asked).await;
    assert_eq!(
        userinfo,
        json!({"sub": id_token["sub"], "name": "Ada Lovelace"})
    );
    assert_eq!(
        (
            &id_token["iss"],
            &id_token["aud"],
            id_token.get("shoe_size")
        ),
        (&json!(app.issuer()), &json!("first"), None)
    );
    // Grace has no phone number.
    let rp = RelyingParty::new(&app, FIRST);
    let claims = json!({"userinfo": {"phone_number": {"essential": true}}}).to_string();
    let tokens = rp
        .sign_in_and_exchange_with(
            &mut app.browser(),
            GRACE,
            &[("scope", "openid"), ("claims", &claims)],
        )
        .await;
    let userinfo = rp.userinfo(&tokens.access_token).await.expect(200).json();
    assert_eq!(userinfo, json!({"sub": tokens.id_claims()["sub"]}));
}

/// "The claims parameter value is represented in an OAuth 2.0 request as UTF-8 encoded JSON"
#[tokio::test]
async fn what_is_no_such_object_is_refused() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let deep = format!(
        "{{\"userinfo\":{{\"name\":{}{}}}}}",
        "[".repeat(2000),
        "]".repeat(2000)
    );
    let long = json!({"userinfo": {"x".repeat(5000): null}}).to_string();
    for claims in [
        "x",
        "[]",
        "\"name\"",
        "1",
        "null",
        "{",
        "{\"userinfo\":[]}",
        "{\"id_token\":\"name\"}",
        "{\"userinfo\":1}",
        "{}{}",
        &deep,
        &long,
    ] {
        let answer = app
            .browser()
            .authorize(&rp.authorization_url(&[("claims", claims)]))
            .await
            .redirect();
        assert_redirect_error(&answer, "invalid_request", Some(&rp.state), app.issuer());
    }
    for claims in ["{}", "{\"userinfo\":null}", " {\"userinfo\" : { } } "] {
        let page = app
            .browser()
            .authorize(&rp.authorization_url(&[("claims", claims)]))
            .await
            .page();
        assert_eq!(page.page_name(), "sign-in", "{claims}");
    }
}

/// "If the sub (subject) Claim is requested with a specific value for the ID Token, the Authorization Server MUST only send
/// a positive response if the End-User identified by that sub value has an active session with the Authorization Server or
/// has been Authenticated as a result of the request. The Authorization Server MUST NOT reply with an ID Token or Access
/// Token for a different user"  §3.1.2.2
#[tokio::test]
async fn a_sub_asked_for_by_value_is_the_only_user_who_will_do() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let graces = rp
        .sign_in_and_exchange_with(&mut app.browser(), GRACE, &[])
        .await;
    let mut browser = app.browser();
    let adas = rp.sign_in_and_exchange(&mut browser).await;
    let demand = |sub: &Value| json!({"id_token": {"sub": {"value": sub}}}).to_string();
    let (ada, grace) = (
        demand(&adas.id_claims()["sub"]),
        demand(&graces.id_claims()["sub"]),
    );
    let silent = browser
        .authorize(&rp.authorization_url(&[("prompt", "none"), ("claims", &ada)]))
        .await;
    assert_eq!(
        rp.exchange(&rp.code_of(&silent)).await.id_claims()["sub"],
        adas.id_claims()["sub"]
    );
    for other in [&grace, &demand(&json!("nobody"))] {
        let refused = browser
            .authorize(&rp.authorization_url(&[("prompt", "none"), ("claims", other)]))
            .await;
        assert_redirect_error(
            &refused.redirect(),
            "login_required",
            Some(&rp.state),
            app.issuer(),
        );
    }
    // Two demands that contradict each other.
    let changes = [
        ("claims", grace.as_str()),
        ("id_token_hint", adas.id_token()),
    ];
    let refused = browser.authorize(&rp.authorization_url(&changes)).await;
    assert_redirect_error(
        &refused.redirect(),
        "invalid_request",
        Some(&rp.state),
        app.issuer(),
    );
    browser
        .authorize(&rp.authorization_url(&[("claims", &grace)]))
        .await;
    let still = browser
        .fill_sign_in(ADA.username, ADA.password)
        .await
        .page();
    assert_eq!(still.page_name(), "sign-in");
    let outcome = browser.fill_sign_in(GRACE.username, GRACE.password).await;
    assert_eq!(
        rp.exchange(&rp.code_of(&outcome)).await.id_claims()["sub"],
        graces.id_claims()["sub"]
    );
}

/// "…the Authorization Server MUST obtain an authorization decision before releasing information to the Relying Party"
/// §3.1.2.4: asking by name is no way around the user.
#[tokio::test]
async fn claims_by_name_need_the_consent_that_their_scope_needs() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = app.browser();
    rp.sign_in_and_exchange_with(&mut browser, ADA, &[("scope", "openid")])
        .await;
    let claims = json!({"userinfo": {"phone_number": null}}).to_string();
    let changes = [("scope", "openid"), ("claims", claims.as_str())];
    let silent = browser
        .authorize(&rp.authorization_url(&[changes[0], changes[1], ("prompt", "none")]))
        .await;
    assert_redirect_error(
        &silent.redirect(),
        "consent_required",
        Some(&rp.state),
        app.issuer(),
    );
    let page = browser
        .authorize(&rp.authorization_url(&changes))
        .await
        .page();
    assert_eq!(page.page_name(), "consent");
    assert!(
        page.texts(".asked .scope")
            .join(" ")
            .to_lowercase()
            .contains("phone"),
        "{}",
        page.text()
    );
    let outcome = browser.submit("#consent", &[], "#consent-allow").await;
    let tokens = rp.exchange(&rp.code_of(&outcome)).await;
    let userinfo = rp.userinfo(&tokens.access_token).await.expect(200).json();
    assert_eq!(userinfo["phone_number"], "+44 20 7946 0018");
    // Remembered from now on.
    let again = browser.authorize(&rp.authorization_url(&changes)).await;
    rp.code_of(&again);
}

/// What a client is not registered for it does not get by name either.
#[tokio::test]
async fn claims_by_name_are_bounded_by_the_clients_registration() {
    let app = TestApp::with_fixture().await;
    app.apply(
        r#"[[client]]
        client_id = "modest"
        token_endpoint_auth_method = "none"
        first_party = true
        scope = "openid profile"
        redirect_uris = ["https://spa.example/callback"]"#,
    )
    .await;
    let mut rp = RelyingParty::new(&app, SPA);
    rp.client.id = "modest";
    let claims = json!({"userinfo": {"email": null, "name": null}, "id_token": {"phone_number": null, "nickname": null}}).to_string();
    let tokens = rp
        .sign_in_and_exchange_with(
            &mut app.browser(),
            ADA,
            &[("scope", "openid"), ("claims", &claims)],
        )
        .await;
    let id_token = tokens.id_claims();
    assert_eq!(
        (id_token.get("phone_number"), &id_token["nickname"]),
        (None, &json!("Countess"))
    );
    let userinfo = rp.userinfo(&tokens.access_token).await.expect(200).json();
    assert_eq!(
        userinfo,
        json!({"sub": id_token["sub"], "name": "Ada Lovelace"})
    );
}

/// "claims_parameter_supported"  OpenID Connect Discovery §3
#[tokio::test]
async fn metadata_says_that_the_parameter_is_honoured() {
    let app = TestApp::with_fixture().await;
    let metadata = Answer::of(app.http().get(app.url("/.well-known/openid-configuration")))
        .await
        .expect(200)
        .json();
    assert_eq!(metadata["claims_parameter_supported"], true);
    let supported = metadata["claims_supported"].as_array().unwrap();
    for claim in [
        "sub",
        "name",
        "email",
        "address",
        "phone_number",
        "auth_time",
        "acr",
    ] {
        assert!(supported.contains(&json!(claim)), "{claim}");
    }
}
