//! RFC 7517, RFC 7515 §4.1, OpenID Connect Core §10.1: the keys we sign with, those we publish, and how they change.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use vestibule::administration::keys;
use vestibule::model::{SigningAlg, TenantId};
use vestibule_test_support::fixture::{ADA, AUDIENCE, AuthMethod, Client, WEB};
use vestibule_test_support::{RelyingParty, ResourceServer, TestApp, Tokens, jwt};

use super::by_hand::{get, members};

const DAY: i64 = 86_400;

/// The published keys: `kid` → key.
async fn published(app: &TestApp) -> BTreeMap<String, Value> {
    let jwks = get(app, "/jwks", None).await.expect(200).json();
    let keys = jwks["keys"].as_array().unwrap();
    let by_kid: BTreeMap<String, Value> = keys
        .iter()
        .map(|key| (key["kid"].as_str().unwrap().to_owned(), key.clone()))
        .collect();
    assert_eq!(by_kid.len(), keys.len(), "each kid once");
    by_kid
}

fn kid(token: &str) -> String {
    jwt::read(token).header["kid"].as_str().unwrap().to_owned()
}

async fn default_tenant(app: &TestApp) -> TenantId {
    app.app().database.tenants().await.unwrap()[0].id
}

async fn minted(app: &TestApp) -> String {
    let rp = RelyingParty::new(app, WEB);
    Tokens::of(rp.client_credentials(&[("resource", AUDIENCE)]).await).access_token
}

/// "kid … use … alg": "The JWK Set … MUST NOT contain private or symmetric keys"  OpenID Connect Core §10.1.1; "When both signing
/// and encryption keys are made available, a use parameter value is REQUIRED"  Discovery §3
#[tokio::test]
async fn every_published_key_is_public_named_and_for_one_algorithm() {
    let app = TestApp::with_fixture().await;
    let keys = published(&app).await;
    let mut per_algorithm = BTreeMap::<String, usize>::new();
    for key in keys.values() {
        let alg = key["alg"].as_str().unwrap();
        let (kty, all): (&str, &[&str]) = match alg {
            "RS256" | "PS256" => ("RSA", &["alg", "e", "kid", "kty", "n", "use"]),
            "ES256" => ("EC", &["alg", "crv", "kid", "kty", "use", "x", "y"]),
            "EdDSA" => ("OKP", &["alg", "crv", "kid", "kty", "use", "x"]),
            other => panic!("{other}"),
        };
        assert_eq!(
            (members(key).as_slice(), key["kty"].as_str()),
            (all, Some(kty))
        );
        assert_eq!(key["use"], "sig");
        if kty == "RSA" {
            assert!(
                key["n"].as_str().unwrap().len() >= 342,
                "2048 bits at least (RFC 7518 §3.3)"
            );
        }
        *per_algorithm.entry(alg.to_owned()).or_default() += 1;
    }
    // One that signs, and the next one, known before it does.
    let expected: BTreeMap<String, usize> = SigningAlg::ALL
        .iter()
        .map(|alg| (alg.name().to_owned(), 2))
        .collect();
    assert_eq!(per_algorithm, expected);
}

/// "id_token_signed_response_alg: JWS alg algorithm REQUIRED for signing the ID Token issued to this Client. … The default, if
/// omitted, is RS256."  Registration §2. The access token's algorithm is chosen alike.
#[tokio::test]
async fn each_client_has_its_tokens_signed_by_the_algorithm_it_registered() {
    let app = TestApp::with_fixture().await;
    let mut browser = app.browser();
    for (at, alg) in SigningAlg::ALL.into_iter().enumerate() {
        // The access token's differs from the ID token's, so that neither choice hides behind the other.
        let access = SigningAlg::ALL[(at + 1) % SigningAlg::ALL.len()];
        let id: &'static str = Box::leak(format!("client-{}", alg.name()).into_boxed_str());
        let redirect_uri: &'static str = Box::leak(
            format!("https://{}.example/callback", alg.name().to_lowercase()).into_boxed_str(),
        );
        app.apply(&format!(
            "[[client]]\nclient_id = {id:?}\ntoken_endpoint_auth_method = \"none\"\nredirect_uris = [{redirect_uri:?}]\n\
             id_token_signed_response_alg = {:?}\naccess_token_signed_response_alg = {:?}\n",
            alg.name(),
            access.name()
        ))
        .await;
        let rp = RelyingParty::new(
            &app,
            Client {
                id,
                secret: "",
                auth: AuthMethod::None,
                redirect_uri,
                scope: "openid",
            },
        );
        let tokens = rp
            .sign_in_and_exchange_with(&mut browser, ADA, &[("resource", AUDIENCE)])
            .await;
        let claims = rp.verify_id_token(&app, &tokens).await;
        assert_eq!(jwt::read(tokens.id_token()).header["alg"], alg.name());
        assert_eq!(jwt::read(&tokens.access_token).header["alg"], access.name());
        assert_eq!(claims["at_hash"], at_hash(alg, &tokens.access_token));
        ResourceServer::new(&app, AUDIENCE)
            .await
            .verify(&tokens.access_token)
            .unwrap();
        rp.userinfo(&tokens.access_token).await.expect(200);
        let keys = published(&app).await;
        assert_eq!(keys[&kid(tokens.id_token())]["alg"], alg.name());
    }
}

/// "the hash algorithm used is the hash algorithm used in the alg Header Parameter of the ID Token's JOSE Header"  Core
/// §3.1.3.6; Ed25519 hashes with SHA-512 (RFC 8032 §5.1).
fn at_hash(alg: SigningAlg, token: &str) -> String {
    use base64::Engine as _;
    use sha2::{Digest as _, Sha512};
    match alg {
        SigningAlg::RS256 | SigningAlg::PS256 | SigningAlg::ES256 => jwt::half_hash(token),
        SigningAlg::EdDSA => {
            base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(&Sha512::digest(token)[..32])
        }
    }
}

/// "The signer can begin using a new key for signing by … The JWK Set … SHOULD retain recently decommissioned signing keys for
/// a reasonable period of time to facilitate a smooth transition."  OpenID Connect Core §10.1.1
#[tokio::test]
async fn after_a_rotation_the_key_that_was_published_before_signs_and_old_tokens_still_verify() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = app.browser();
    let old = rp
        .sign_in_and_exchange_with(&mut browser, ADA, &[("resource", AUDIENCE)])
        .await;
    let before = published(&app).await;
    // What an API learned before the rotation must do after it.
    let early_api = ResourceServer::new(&app, AUDIENCE).await;

    let tenant = default_tenant(&app).await;
    let rotated = keys::rotate(app.app(), tenant, &SigningAlg::ALL)
        .await
        .unwrap();
    assert_eq!(rotated.len(), SigningAlg::ALL.len());

    let new = Tokens::of(rp.refresh(old.refresh_token()).await);
    for (then, now) in [
        (old.id_token(), new.id_token()),
        (&old.access_token, &new.access_token),
    ] {
        assert_ne!(kid(now), kid(then));
        assert!(
            before.contains_key(&kid(now)),
            "published before its first use"
        );
        early_api.verify_signature(now).unwrap();
    }
    early_api.verify(&new.access_token).unwrap();
    let after = published(&app).await;
    assert!(
        before.keys().all(|kid| after.contains_key(kid)),
        "nothing that signed is gone"
    );
    assert_eq!(
        after.len(),
        before.len() + SigningAlg::ALL.len(),
        "there is a next key again"
    );
    // Old tokens go on: at an API that fetches now, here, and as a hint.
    let late_api = ResourceServer::new(&app, AUDIENCE).await;
    late_api.verify(&old.access_token).unwrap();
    rp.userinfo(&old.access_token).await.expect(200);
    assert_eq!(
        rp.introspect(&old.access_token).await.json()["active"],
        true
    );
    let silent = [("prompt", "none"), ("id_token_hint", old.id_token())];
    let outcome = browser.authorize(&rp.authorization_url(&silent)).await;
    rp.code_of(&outcome);
}

/// A retired key leaves the set when nothing it signed can live, and not before.
#[tokio::test]
async fn a_retired_key_leaves_after_the_longest_life_of_what_it_signed() {
    let app = TestApp::with_fixture().await;
    let tenant = default_tenant(&app).await;
    let last = minted(&app).await;
    keys::rotate(app.app(), tenant, &SigningAlg::ALL)
        .await
        .unwrap();
    let retired = kid(&last);
    let rp = RelyingParty::new(&app, WEB);

    app.advance(590);
    keys::rotate_due(app.app(), tenant).await.unwrap();
    assert!(published(&app).await.contains_key(&retired));
    assert_eq!(rp.introspect(&last).await.json()["active"], true);

    // The life of tokens, the skew of clocks and the time a key set may be kept: 600 + 10 + 300.
    app.advance(400);
    keys::rotate_due(app.app(), tenant).await.unwrap();
    let left = published(&app).await;
    assert!(!left.contains_key(&retired));
    assert_eq!(left.len(), 2 * SigningAlg::ALL.len());
    assert_eq!(
        rp.introspect(&last).await.json(),
        json!({ "active": false })
    );
    rp.introspect(&minted(&app).await).await.expect(200);
}

/// "Keys rotated on schedule": nobody has to think of it.
#[tokio::test]
async fn the_schedule_rotates_after_ninety_days_and_twice_leaves_no_gap() {
    let app = TestApp::with_fixture().await;
    let tenant = default_tenant(&app).await;
    let mut signers = BTreeSet::from([kid(&minted(&app).await)]);
    assert_eq!(keys::rotate_due(app.app(), tenant).await.unwrap(), []);
    for _ in 0..3 {
        let known = published(&app).await;
        app.advance(90 * DAY + 1);
        assert_eq!(
            keys::rotate_due(app.app(), tenant).await.unwrap().len(),
            SigningAlg::ALL.len()
        );
        let token = minted(&app).await;
        assert!(
            known.contains_key(&kid(&token)),
            "published before its first use"
        );
        assert!(signers.insert(kid(&token)), "a new signer each time");
        ResourceServer::new(&app, AUDIENCE)
            .await
            .verify(&token)
            .unwrap();
    }
}

/// Keys belong to an issuer: another tenant has others, and believes none of ours.
#[tokio::test]
async fn each_tenant_has_its_own_keys() {
    let app = TestApp::with_fixture().await;
    app.apply("[[tenant]]\nslug = \"acme\"\nname = \"Acme\"\n")
        .await;
    let ours: BTreeSet<String> = published(&app).await.into_keys().collect();
    let theirs = get(&app, "/t/acme/jwks", None).await.expect(200).json();
    let theirs: BTreeSet<String> = theirs["keys"]
        .as_array()
        .unwrap()
        .iter()
        .map(|key| key["kid"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(theirs.len(), ours.len());
    assert!(ours.is_disjoint(&theirs));
}

/// "private keys encrypted at rest": neither the database nor what it keeps of retired keys has one in the clear.
#[tokio::test]
async fn a_restart_keeps_the_keys_and_the_store_holds_none_in_the_clear() {
    let mut app = TestApp::with_fixture().await;
    let token = minted(&app).await;
    let before = published(&app).await;
    app.restart().await;
    assert_eq!(published(&app).await, before);
    assert_eq!(kid(&minted(&app).await), kid(&token));
    ResourceServer::new(&app, AUDIENCE)
        .await
        .verify(&token)
        .unwrap();
    let dump = app.dump().await;
    for sign in ["PRIVATE KEY", "\"d\":", "\"p\":", "\"k\":"] {
        assert!(!dump.contains(sign), "{sign} is in the store");
    }
}
