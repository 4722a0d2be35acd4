//! A provider signs somebody out here, or somebody says that it does (OpenID Connect Back-Channel Logout §2.6; D08).

use serde_json::{Value, json};
use vestibule::model::SigningAlg;
use vestibule_test_support::TestApp;
use vestibule_test_support::browser::Browser;
use vestibule_test_support::fixture::ADA;
use vestibule_test_support::jwt::{ForeignKey, Jwt};
use vestibule_test_support::upstream::{FakeOpenId, agreed};

use crate::upstream::{LINKS, told, with_provider};

async fn signed_in(app: &TestApp, fake: &FakeOpenId) -> Browser {
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    agreed(&mut browser, fake, "fake").await;
    assert!(is_in(&mut browser).await);
    browser
}

async fn is_in(browser: &mut Browser) -> bool {
    browser.get("/account").await.page_name() == "account"
}

/// By `sub` every login that came of it, by `sid` those of one session there; no other login of the same person.
#[tokio::test]
async fn a_provider_ends_the_logins_that_came_of_it() {
    let (app, fake) = with_provider(LINKS).await;
    let mut by_password = app.browser();
    by_password.sign_in_as(ADA).await;
    for claims in [
        json!({"sub": "fake-1001"}),
        json!({"sid": "fake-session-1", "sub": null}),
        json!({"sid": "fake-session-1"}),
    ] {
        let (mut one, mut two) = (signed_in(&app, &fake).await, signed_in(&app, &fake).await);
        let mut logout = fake.logout_claims();
        for (name, value) in claims.as_object().unwrap() {
            logout[name] = value.clone();
        }
        if logout["sub"].is_null() {
            logout.as_object_mut().unwrap().remove("sub");
        }
        assert_eq!(
            told(&app, &fake.sign("logout+jwt", logout)).await,
            200,
            "{claims}"
        );
        assert!(!is_in(&mut one).await && !is_in(&mut two).await, "{claims}");
        assert!(is_in(&mut by_password).await);
    }
}

/// A provider whose ID tokens name no session may name one when it ends: whoever it is of has no other.
#[tokio::test]
async fn a_session_that_was_never_named_ends_with_its_person() {
    let (app, fake) = with_provider(LINKS).await;
    fake.twist(|token, key| token.with_claim("sid", Value::Null).signed_with(key).text());
    let mut browser = signed_in(&app, &fake).await;
    let mut logout = fake.logout_claims();
    assert!(logout["sub"].is_string());
    logout["sid"] = json!("fake-session-1");
    assert_eq!(told(&app, &fake.sign("logout+jwt", logout)).await, 200);
    assert!(!is_in(&mut browser).await);
}

/// Every check of §2.6, each by a token that is right in all other points.
#[tokio::test]
async fn a_logout_token_that_is_wrong_in_one_point_ends_nothing() {
    let (app, fake) = with_provider(LINKS).await;
    let mut browser = signed_in(&app, &fake).await;
    let with = |name: &str, value: Value| {
        let mut claims = fake.logout_claims();
        if value.is_null() {
            claims.as_object_mut().unwrap().remove(name);
        } else {
            claims[name] = value;
        }
        fake.sign("logout+jwt", claims)
    };
    let now = app.now();
    let right = || fake.sign("logout+jwt", fake.logout_claims());
    let stranger = ForeignKey::new(SigningAlg::ES256);
    for (said, token) in [
        (
            "another issuer",
            with("iss", json!("https://attacker.example")),
        ),
        ("another audience", with("aud", json!("another-client"))),
        ("no audience", with("aud", Value::Null)),
        ("expired", with("exp", json!(now - 120))),
        ("old", with("iat", json!(now - 3600))),
        ("of tomorrow", with("iat", json!(now + 3600))),
        ("no iat", with("iat", Value::Null)),
        ("no jti", with("jti", Value::Null)),
        ("no events", with("events", Value::Null)),
        ("another event", with("events", json!({"x": {}}))),
        ("a nonce", with("nonce", json!("n"))),
        ("nobody", with("sub", Value::Null)),
        ("an access token", fake.sign("at+jwt", fake.logout_claims())),
        (
            "a stranger's key",
            Jwt::read(&right()).signed_with(&stranger).text(),
        ),
        ("none", Jwt::read(&right()).unsecured("none").text()),
        (
            "HS256",
            Jwt::read(&right())
                .signed_with_secret(b"upstream-fixture-secret-7c1d9e2f4a6b8c0d1e3f5a7b9c")
                .text(),
        ),
        (
            "a broken signature",
            Jwt::read(&right()).with_broken_signature().text(),
        ),
        ("nothing", "x".to_owned()),
        ("empty", String::new()),
    ] {
        assert_eq!(told(&app, &token).await, 400, "{said}");
        assert!(is_in(&mut browser).await, "{said}");
    }
    // An ID token is none, and another person's token is another person's.
    let other = with("sub", json!("somebody-else"));
    assert_eq!(told(&app, &other).await, 200, "nobody has to be signed in");
    assert!(is_in(&mut browser).await);
    assert_eq!(told(&app, &right()).await, 200);
    assert!(!is_in(&mut browser).await);
}

/// "verify that another Logout Token with the same jti value has not been recently received"
#[tokio::test]
async fn a_logout_token_counts_once() {
    let (app, fake) = with_provider(LINKS).await;
    signed_in(&app, &fake).await;
    let token = fake.sign("logout+jwt", fake.logout_claims());
    assert_eq!(told(&app, &token).await, 200);
    let mut browser = signed_in(&app, &fake).await;
    assert_eq!(told(&app, &token).await, 400);
    assert!(is_in(&mut browser).await);
}

/// Whoever signs in anew here, for a dangerous page, is signed out there all the same: the tokens of before rest on its word.
#[tokio::test]
async fn a_sign_in_that_was_made_anew_here_is_the_providers_yet() {
    let (app, fake) = with_provider(LINKS).await;
    let mut browser = signed_in(&app, &fake).await;
    browser.get("/sign-in").await;
    browser.sign_in_as(ADA).await;
    assert!(is_in(&mut browser).await);
    assert_eq!(
        told(&app, &fake.sign("logout+jwt", fake.logout_claims())).await,
        200
    );
    assert!(!is_in(&mut browser).await);
}

/// Somebody who is on their way in when the provider signs them out is not in afterwards: by `sub`, by `sid`, and without.
#[tokio::test]
async fn a_sign_out_finds_whoever_is_on_their_way_in() {
    for (named, claims) in [
        (true, json!({ "sub": "fake-1001", "sid": null })),
        (true, json!({ "sub": null, "sid": "fake-session-1" })),
        (true, json!({ "sub": "fake-1001", "sid": "fake-session-1" })),
        (
            false,
            json!({ "sub": "fake-1001", "sid": "fake-session-1" }),
        ),
    ] {
        let (app, fake) = with_provider(LINKS).await;
        let (own, _) =
            vestibule_test_support::authenticator_app::turn_on(&mut app.browser(), &app, ADA).await;
        if !named {
            fake.twist(|token, key| token.with_claim("sid", Value::Null).signed_with(key).text());
        }
        let mut browser = app.browser();
        browser.get("/sign-in").await;
        let page = agreed(&mut browser, &fake, "fake").await.page();
        assert_eq!(page.page_name(), "second-factor");
        app.advance(1);
        let mut logout = fake.logout_claims();
        for (name, value) in claims.as_object().unwrap() {
            logout[name] = value.clone();
            if value.is_null() {
                logout.as_object_mut().unwrap().remove(name);
            }
        }
        assert_eq!(told(&app, &fake.sign("logout+jwt", logout)).await, 200);
        let code = own.next_code(&app);
        browser
            .submit(
                "#second-factor",
                &[("code", &code)],
                "#second-factor-submit",
            )
            .await;
        assert!(!is_in(&mut browser).await, "{claims}");
        // Whoever comes again afterwards is in.
        browser.get("/sign-in").await;
        agreed(&mut browser, &fake, "fake").await;
        let code = own.next_code(&app);
        browser
            .submit(
                "#second-factor",
                &[("code", &code)],
                "#second-factor-submit",
            )
            .await;
        assert!(is_in(&mut browser).await, "{claims}");
    }
}
