//! OpenID Connect Core §3.1.2.1, §2: what a request says about the user, and what the ID token answers.

use serde_json::{Value, json};
use vestibule_test_support::assertions::assert_redirect_error;
use vestibule_test_support::fixture::{ADA, FIRST, GRACE, SPA, WEB};
use vestibule_test_support::{Answer, Browser, RelyingParty, TestApp, Tokens};

/// The tokens of a request that is answered without a page.
pub async fn silently(
    rp: &RelyingParty,
    browser: &mut Browser,
    changes: &[(&str, &str)],
) -> Tokens {
    let answer = browser.authorize(&rp.authorization_url(changes)).await;
    assert!(
        browser.hops().iter().all(|hop| hop.status == 303),
        "{:?}",
        browser.hops()
    );
    rp.exchange(&rp.code_of(&answer)).await
}

/// An error for the client, at once and without a page.
pub async fn refused(
    rp: &RelyingParty,
    browser: &mut Browser,
    changes: &[(&str, &str)],
    code: &str,
) {
    let answer = browser
        .authorize(&rp.authorization_url(changes))
        .await
        .redirect();
    assert_eq!(browser.hops().len(), 1, "no page, no detour");
    assert_redirect_error(&answer, code, Some(&rp.state), &rp.endpoint(""));
}

/// "openid scope … If the openid scope value is not present, the behavior is entirely unspecified": plain OAuth. §3.1.2.1
#[tokio::test]
async fn without_openid_there_is_no_id_token() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = app.browser();
    let tokens = rp
        .sign_in_and_exchange_with(&mut browser, ADA, &[("scope", "orders:read")])
        .await;
    assert_eq!(
        (tokens.id_token, tokens.scope.as_deref()),
        (None, Some("orders:read"))
    );
    let tokens = rp
        .sign_in_and_exchange_with(&mut browser, ADA, &[("scope", "openid orders:read")])
        .await;
    assert!(tokens.id_token.is_some());
}

/// "nonce … The value is passed through unmodified from the Authentication Request to the ID Token."  §3.1.2.1
#[tokio::test]
async fn nonce_is_copied_whole_and_may_be_missing() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, FIRST);
    let mut browser = app.browser();
    rp.code_for(&mut browser, ADA).await;
    for nonce in [
        "n-0S6_WzA2Mj",
        &"n".repeat(64),
        &"0123456789ab".repeat(32),
        &"n".repeat(1024),
        "a b&c=\"é☃\\\u{1f511}",
    ] {
        let tokens = silently(&rp, &mut browser, &[("nonce", nonce)]).await;
        assert_eq!(tokens.id_claims()["nonce"], *nonce);
    }
    refused(
        &rp,
        &mut browser,
        &[("nonce", &"n".repeat(1025))],
        "invalid_request",
    )
    .await;
    let answer = browser
        .authorize(&rp.authorization_url_without(&["nonce"], &[]))
        .await;
    let claims = rp.exchange(&rp.code_of(&answer)).await.id_claims();
    assert_eq!(claims.get("nonce"), None);
}

/// "max_age … If the elapsed time is greater than this value, the OP MUST attempt to actively re-authenticate the
/// End-User. … When max_age is used, the ID Token returned MUST include an auth_time Claim Value."  §3.1.2.1
#[tokio::test]
async fn max_age_decides_whether_the_user_signs_in_again() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = app.browser();
    let before = app.now();
    let first = rp
        .sign_in_and_exchange_with(&mut browser, ADA, &[("max_age", "100")])
        .await
        .id_claims();
    let auth_time = first["auth_time"].as_i64().unwrap();
    assert!((before..=app.now()).contains(&auth_time));
    app.advance(90);
    for enough in ["100", "10000", "4294967296", "18446744073709551615"] {
        let again = silently(&rp, &mut browser, &[("max_age", enough)])
            .await
            .id_claims();
        assert_eq!(again["auth_time"], auth_time, "max_age={enough}");
    }
    // Nobody asked, nobody is told.
    assert_eq!(
        silently(&rp, &mut browser, &[])
            .await
            .id_claims()
            .get("auth_time"),
        None
    );
    app.advance(20);
    refused(
        &rp,
        &mut browser,
        &[("max_age", "100"), ("prompt", "none")],
        "login_required",
    )
    .await;
    for short in ["100", "1", "0"] {
        let page = browser
            .clone()
            .authorize(&rp.authorization_url(&[("max_age", short)]))
            .await
            .page();
        assert_eq!(page.page_name(), "sign-in", "max_age={short}");
    }
    browser
        .authorize(&rp.authorization_url(&[("max_age", "100")]))
        .await;
    // The name is filled in, and a reason is given.
    assert_eq!(
        browser.page().attribute("#login", "value").as_deref(),
        Some("ada")
    );
    let outcome = browser.fill_sign_in(ADA.username, ADA.password).await;
    let again = rp.exchange(&rp.code_of(&outcome)).await.id_claims();
    assert!(
        again["auth_time"].as_i64().unwrap() >= auth_time + 110,
        "{again}"
    );
    assert_eq!(
        (&again["sub"], &again["sid"]),
        (&first["sub"], &first["sid"])
    );
    let zero = browser
        .authorize_as(
            &rp.authorization_url(&[("max_age", "0")]),
            ADA.username,
            ADA.password,
        )
        .await;
    assert!(rp.exchange(&rp.code_of(&zero)).await.id_claims()["auth_time"].is_i64());
    for malformed in [
        "-1",
        "1.5",
        "+5",
        "abc",
        "0x10",
        "1e3",
        " 5",
        "5 ",
        "٣",
        "18446744073709551616",
    ] {
        refused(
            &rp,
            &mut browser,
            &[("max_age", malformed)],
            "invalid_request",
        )
        .await;
    }
}

/// "default_max_age … The max_age request parameter overrides this default value", "require_auth_time … the auth_time
/// Claim in the ID Token is REQUIRED"  OpenID Connect Registration §2
#[tokio::test]
async fn registration_gives_a_default_max_age_and_may_require_auth_time() {
    let app = TestApp::with_fixture().await;
    app.apply(
        r#"
        [[client]]
        client_id = "strict"
        token_endpoint_auth_method = "none"
        first_party = true
        default_max_age = 60
        redirect_uris = ["https://spa.example/callback"]
        [[client]]
        client_id = "curious"
        token_endpoint_auth_method = "none"
        first_party = true
        require_auth_time = true
        redirect_uris = ["https://spa.example/callback"]"#,
    )
    .await;
    let mut strict = RelyingParty::new(&app, SPA);
    strict.client.id = "strict";
    let mut curious = RelyingParty::new(&app, SPA);
    curious.client.id = "curious";
    let mut browser = app.browser();
    let first = strict.sign_in_and_exchange(&mut browser).await.id_claims();
    assert_eq!(
        silently(&curious, &mut browser, &[]).await.id_claims()["auth_time"],
        first["auth_time"]
    );
    assert!(first["auth_time"].is_i64());
    app.advance(70);
    refused(
        &strict,
        &mut browser,
        &[("prompt", "none")],
        "login_required",
    )
    .await;
    silently(&strict, &mut browser, &[("max_age", "1000")]).await;
}

/// "login_hint  OPTIONAL. Hint to the Authorization Server about the login identifier the End-User might use"  §3.1.2.1
#[tokio::test]
async fn login_hint_is_filled_in_and_decides_nothing() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    for hint in [
        "grace",
        "nobody@example.com",
        "\"><script>alert(1)</script>",
        &"h".repeat(512),
    ] {
        let mut browser = app.browser();
        browser
            .authorize(&rp.authorization_url(&[("login_hint", hint)]))
            .await;
        let page = browser.page();
        assert_eq!(page.attribute("#login", "value").as_deref(), Some(hint));
        assert_eq!(page.count("script"), 0);
        let outcome = browser
            .authorize_as(
                &rp.authorization_url(&[("login_hint", hint)]),
                ADA.username,
                ADA.password,
            )
            .await;
        rp.code_of(&outcome);
    }
    refused(
        &rp,
        &mut app.browser(),
        &[("login_hint", &"h".repeat(513))],
        "invalid_request",
    )
    .await;
}

/// "The minimum level of support required for this parameter is that its use MUST NOT result in an error."  §15.1, of
/// display, ui_locales and claims_locales
#[tokio::test]
async fn wishes_about_the_page_never_fail() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, FIRST);
    let mut browser = app.browser();
    rp.code_for(&mut browser, ADA).await;
    for wish in [
        ("display", "page"),
        ("display", "popup"),
        ("display", "touch"),
        ("display", "wap"),
        ("display", "hologram"),
        ("ui_locales", "se"),
        ("ui_locales", "fr-CA fr en"),
        ("ui_locales", "!! \u{0} x"),
        ("claims_locales", "se de"),
        ("acr_values", "urn:example:unknown"),
        ("login_hint", "ada"),
    ] {
        silently(&rp, &mut browser, &[wish]).await;
        let page = app
            .browser()
            .authorize(&rp.authorization_url(&[wish]))
            .await
            .page();
        assert_eq!(
            (page.status, page.page_name().as_str()),
            (200, "sign-in"),
            "{wish:?}"
        );
        let language = match wish {
            ("ui_locales", "fr-CA fr en") => "fr",
            _ => "en",
        };
        assert_eq!(
            page.attribute("html", "lang").as_deref(),
            Some(language),
            "{wish:?}"
        );
    }
}

/// "acr  OPTIONAL. … specifies an Authentication Context Class Reference value that identifies the Authentication Context
/// Class that the authentication performed satisfied."  §2: what was reached, where it was asked for.
#[tokio::test]
async fn acr_says_what_was_reached_to_whoever_asked() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, FIRST);
    let mut browser = app.browser();
    rp.code_for(&mut browser, ADA).await;
    let metadata = Answer::of(app.http().get(app.url("/.well-known/openid-configuration")))
        .await
        .json();
    let known = metadata["acr_values_supported"][0]
        .as_str()
        .unwrap()
        .to_owned();
    for asked in [known.clone(), format!("urn:example:better {known}")] {
        let claims = silently(&rp, &mut browser, &[("acr_values", &asked)])
            .await
            .id_claims();
        assert_eq!(
            (&claims["acr"], &claims["amr"]),
            (&json!(known), &json!(["pwd"]))
        );
    }
    for changes in [&[][..], &[("acr_values", "urn:example:better")]] {
        let claims = silently(&rp, &mut browser, changes).await.id_claims();
        assert_eq!((claims.get("acr"), claims.get("amr")), (None, None));
    }
}

/// "sub … A locally unique and never reassigned identifier within the Issuer for the End-User"  §2: one person, one value,
/// whatever they type and wherever they go.
#[tokio::test]
async fn a_person_is_the_same_by_name_by_address_and_at_every_client() {
    let app = TestApp::with_fixture().await;
    let mut subjects: Vec<Value> = Vec::new();
    for login in ["ada", "ADA", "ada@example.com", "Ada@Example.COM", "  ada "] {
        for client in [WEB, SPA] {
            let rp = RelyingParty::new(&app, client);
            let outcome = app
                .browser()
                .authorize_as(&rp.authorization_url(&[]), login, ADA.password)
                .await;
            subjects.push(rp.exchange(&rp.code_of(&outcome)).await.id_claims()["sub"].clone());
        }
    }
    assert!(
        subjects
            .iter()
            .all(|sub| *sub == subjects[0] && sub.as_str().unwrap().len() <= 255),
        "{subjects:?}"
    );
    let grace = RelyingParty::new(&app, WEB)
        .sign_in_and_exchange_with(&mut app.browser(), GRACE, &[])
        .await
        .id_claims();
    assert_ne!(grace["sub"], subjects[0]);
}
