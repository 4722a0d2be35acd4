//! I07: an ID token that is wrong in one point and right in all others (Zitadel CVE-2026-55669, omniauth-apple CVE-2020-26254).

use std::sync::Arc;

use serde_json::json;
use vestibule::model::SigningAlg;
use vestibule_test_support::jwt::{ForeignKey, Jwt};
use vestibule_test_support::upstream::{FakeOpenId, agreed};
use vestibule_test_support::{Page, TestApp};

use crate::upstream::{LINKS, OPEN, assert_nobody, with_provider};

type Twist = Arc<dyn Fn(Jwt, &ForeignKey) -> String + Send + Sync>;

fn claim(name: &'static str, value: serde_json::Value) -> (String, Twist) {
    let said = format!("{name} = {value}");
    let twist = move |jwt: Jwt, key: &ForeignKey| {
        jwt.with_claim(name, value.clone()).signed_with(key).text()
    };
    (said, Arc::new(twist))
}

fn other(
    said: &str,
    twist: impl Fn(Jwt, &ForeignKey) -> String + Send + Sync + 'static,
) -> (String, Twist) {
    (said.to_owned(), Arc::new(twist))
}

fn mutations(now: i64, jwks: &str) -> Vec<(String, Twist)> {
    let jwks = jwks.to_owned();
    let stranger = Arc::new(ForeignKey::new(SigningAlg::ES256));
    let (foreign, embedded) = (Arc::clone(&stranger), Arc::clone(&stranger));
    vec![
        claim("iss", json!("https://attacker.example")),
        claim("iss", json!(null)),
        claim("aud", json!("another-client")),
        claim("aud", json!(null)),
        claim("aud", json!([])),
        claim("aud", json!(["vestibule-at-fake", "another-client"])),
        claim("azp", json!("another-client")),
        claim("azp", json!(5)),
        claim("exp", json!(now - 120)),
        claim("exp", json!(null)),
        claim("exp", json!("tomorrow")),
        claim("exp", json!(1e300)),
        claim("exp", json!(-1)),
        claim("iat", json!(now + 600)),
        claim("iat", json!(now - 86_400)),
        claim("iat", json!(null)),
        claim("nbf", json!(now + 600)),
        claim("nbf", json!("later")),
        claim("sub", json!(null)),
        claim("sub", json!("")),
        claim("nonce", json!(null)),
        claim("at_hash", json!("AAAAAAAAAAAAAAAAAAAAAA")),
        other("empty claims", |jwt, key| {
            Jwt {
                claims: json!({}),
                ..jwt
            }
            .signed_with(key)
            .text()
        }),
        other("no signature", |jwt, _| jwt.unsecured("none").text()),
        other("nOnE", |jwt, _| jwt.unsecured("nOnE").text()),
        other("an empty signature", |jwt, _| jwt.text()),
        other("a broken signature", |jwt, key| {
            jwt.signed_with(key).with_broken_signature().text()
        }),
        other("the key of a stranger", move |jwt, _| {
            jwt.signed_with(&foreign).text()
        }),
        other("a key in the header", move |jwt, _| {
            jwt.with_header("jwk", embedded.public_jwk())
                .signed_with(&embedded)
                .text()
        }),
        other("HS256 with our secret", |jwt, _| {
            jwt.signed_with_secret(b"upstream-fixture-secret-7c1d9e2f4a6b8c0d1e3f5a7b9c")
                .text()
        }),
        other("HS256 with their public key", move |jwt, _| {
            jwt.signed_with_secret(jwks.as_bytes()).text()
        }),
        other("an unknown kid", |jwt, key| {
            jwt.with_header("kid", "nobody").signed_with(key).text()
        }),
        other("another type", |jwt, key| {
            jwt.with_header("typ", "at+jwt").signed_with(key).text()
        }),
        other("a critical extension", |jwt, key| {
            jwt.with_header("crit", json!(["x"]))
                .signed_with(key)
                .text()
        }),
        other("a member twice", |jwt, key| {
            let claims = jwt
                .claims
                .to_string()
                .replacen('{', "{\"sub\":\"mallory\",", 1);
            key.sign_texts(&jwt.header.to_string(), &claims)
        }),
        other("no token", |_, _| "x.y.z".to_owned()),
        other("half a token", |jwt, key| {
            jwt.signed_with(key)
                .text()
                .rsplit_once('.')
                .unwrap()
                .0
                .to_owned()
        }),
    ]
}

async fn signs_in(app: &TestApp, fake: &FakeOpenId) -> (vestibule_test_support::Browser, Page) {
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    let page = agreed(&mut browser, fake, "fake").await.page();
    (browser, page)
}

/// "ID Token Validation: Clients MUST validate the ID Token in the Token Response"  OpenID Connect Core §3.1.3.7
#[tokio::test]
async fn an_id_token_that_is_wrong_in_one_point_signs_nobody_in() {
    let (app, fake) = with_provider(LINKS).await;
    let jwks = app
        .http()
        .get(format!("{}/jwks", fake.issuer()))
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap();
    let mutations = mutations(app.now(), &jwks);
    assert!(mutations.len() > 25);
    for (said, twist) in mutations {
        fake.twist(move |jwt, key| twist(jwt, key));
        let (browser, page) = signs_in(&app, &fake).await;
        assert_eq!(page.status, 502, "{said}: {}", page.text());
        assert_nobody(&browser, &page, 502);
    }
    fake.straighten();
    assert_eq!(signs_in(&app, &fake).await.1.page_name(), "home");
}

/// Right tokens of every shape pass: an array of one audience, `azp` that is ours, no `typ`, RS256 and PS256.
#[tokio::test]
async fn right_tokens_of_every_shape_pass() {
    let (app, fake) = with_provider(LINKS).await;
    let right: Vec<Twist> = vec![
        claim("aud", json!(["vestibule-at-fake"])).1,
        claim("azp", json!("vestibule-at-fake")).1,
        claim("nbf", json!(app.now() + 30)).1,
        claim("iat", json!(app.now() + 30)).1,
        claim("exp", json!(app.now() - 30)).1,
        other("no kid", |mut jwt, key| {
            jwt.header.as_object_mut().unwrap().remove("kid");
            jwt.header.as_object_mut().unwrap().remove("typ");
            jwt.signed_with(key).text()
        })
        .1,
    ];
    for (at, twist) in right.into_iter().enumerate() {
        fake.twist(move |jwt, key| twist(jwt, key));
        let (_, page) = signs_in(&app, &fake).await;
        assert_eq!(page.page_name(), "home", "{at}: {}", page.text());
    }
    for alg in [SigningAlg::RS256, SigningAlg::PS256, SigningAlg::EdDSA] {
        let app = TestApp::with_fixture().await;
        let fake = FakeOpenId::with_alg(app.clock(), alg).await;
        app.apply(&format!("{OPEN}{}", fake.toml("fake", LINKS)))
            .await;
        let (_, page) = signs_in(&app, &fake).await;
        assert_eq!(page.page_name(), "home", "{alg:?}: {}", page.text());
    }
}

/// "The Claim … sub … MUST be verified to exactly match the sub Claim in the ID Token; if they do not match, the UserInfo
/// Response values MUST NOT be used."  OpenID Connect Core §5.3.2
#[tokio::test]
async fn the_userinfo_of_somebody_else_is_not_taken() {
    let (app, fake) = with_provider(LINKS).await;
    fake.twist(|jwt, key| {
        jwt.with_claim("sub", "somebody-else")
            .signed_with(key)
            .text()
    });
    let (browser, page) = signs_in(&app, &fake).await;
    assert_nobody(&browser, &page, 502);
}

/// A provider changes its keys while somebody is away: the new ones are asked for, once in a while and not for every stranger.
#[tokio::test]
async fn new_keys_are_found_and_unknown_ones_cost_little() {
    let (app, fake) = with_provider(LINKS).await;
    assert_eq!(signs_in(&app, &fake).await.1.page_name(), "home");
    assert_eq!(fake.asked("/jwks").len(), 1);
    fake.rotate();
    app.advance(61);
    assert_eq!(signs_in(&app, &fake).await.1.page_name(), "home");
    assert_eq!(fake.asked("/jwks").len(), 2);
    // A key that is published nowhere.
    fake.rotate();
    fake.hide_key(true);
    for _ in 0..5 {
        let (browser, page) = signs_in(&app, &fake).await;
        assert_nobody(&browser, &page, 502);
    }
    assert_eq!(fake.asked("/jwks").len(), 2, "asked a moment ago");
    app.advance(61);
    for _ in 0..5 {
        signs_in(&app, &fake).await;
    }
    assert_eq!(fake.asked("/jwks").len(), 3);
    fake.hide_key(false);
    app.advance(61);
    assert_eq!(signs_in(&app, &fake).await.1.page_name(), "home");
}

/// "The kid … structure … is unspecified", and it may be left out where there is one key (OpenID Connect Core §10.1): a provider
/// that puts another key under the same name, or under none, is asked for its keys again.
#[tokio::test]
async fn another_key_under_the_same_name_is_found() {
    use vestibule::model::SigningAlg;
    use vestibule_test_support::jwt::ForeignKey;
    use vestibule_test_support::upstream::Manner;
    for name in [Some("the-key"), None] {
        let (app, fake) = with_provider(LINKS).await;
        for _ in 0..2 {
            let key = std::sync::Arc::new(ForeignKey::new(SigningAlg::RS256));
            let mut published = key.public_jwk();
            match name {
                Some(name) => published["kid"] = json!(name),
                None => drop(published.as_object_mut().unwrap().remove("kid")),
            }
            let keys = json!({ "keys": [published] }).to_string();
            fake.behave("/jwks", Manner::Says(200, "application/json", keys));
            fake.twist(move |token, _| {
                let kid = name.map_or(serde_json::Value::Null, serde_json::Value::from);
                token.with_header("kid", kid).signed_with(&key).text()
            });
            let mut browser = app.browser();
            browser.get("/sign-in").await;
            let page = agreed(&mut browser, &fake, "fake").await.page();
            assert_eq!(page.page_name(), "home", "{name:?}: {}", page.text());
        }
    }
}
