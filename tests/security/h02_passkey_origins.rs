//! H02: a passkey's answer for another origin (webauthn-rs before 0.5.5, CVE-2026-30964: suffixes and subdomains).

use serde_json::Value;
use vestibule_test_support::authenticator::Saying;
use vestibule_test_support::fixture::ADA;
use vestibule_test_support::{Authenticator, TestApp};

use crate::passkeys::{adas_passkey, assert_refused, assert_signed_in, at_the_door, house};

const FOREIGN: [&str; 9] = [
    "https://evilid.example.com",
    "https://sub.id.example.com",
    "https://example.com",
    "https://id.example.com.attacker.example",
    "https://id.example.com:8443",
    "http://id.example.com",
    "https://id.example.org",
    "https://attacker.example/https://id.example.com",
    "null",
];

/// "Verify that the value of C.origin is an origin expected by the Relying Party."  WebAuthn §7.2 step 12
#[tokio::test]
async fn an_assertion_made_at_another_origin_signs_nobody_in() {
    let app = house().await;
    let mut passkey = adas_passkey(&app).await;
    for origin in FOREIGN {
        let (mut browser, begun) = at_the_door(&app).await;
        let answer = passkey.get_as(&begun, |said| said.client_data["origin"] = origin.into());
        let page = browser.send_passkey(&begun, &answer).await.page();
        assert_refused(&browser, &page, "refused");
    }
    let mut browser = app.browser();
    let page = browser.sign_in_with_passkey(&mut passkey).await;
    assert_signed_in(&browser, &page);
}

/// "Verify that the value of C.origin is an origin expected by the Relying Party."  WebAuthn §7.1 step 9
#[tokio::test]
async fn a_passkey_made_at_another_origin_is_not_added() {
    let app = house().await;
    for origin in FOREIGN {
        assert_not_added(&app, |said| said.client_data["origin"] = origin.into()).await;
    }
}

/// "Verify that the rpIdHash in authData is the SHA-256 hash of the RP ID expected by the Relying Party."  WebAuthn §7.1
/// step 15, §7.2 step 15
#[tokio::test]
async fn data_for_another_relying_party_proves_nothing() {
    let app = house().await;
    let mut passkey = adas_passkey(&app).await;
    for other in ["example.com", "sub.id.example.com", "attacker.example", ""] {
        let (mut browser, begun) = at_the_door(&app).await;
        let answer = passkey.get_as(&begun, |said| other.clone_into(&mut said.rp_id));
        let page = browser.send_passkey(&begun, &answer).await.page();
        assert_refused(&browser, &page, "refused");
        assert_not_added(&app, |said| other.clone_into(&mut said.rp_id)).await;
    }
}

/// "If C.crossOrigin is present and set to true, verify that the Relying Party expects this …"  WebAuthn §7.1 step 10,
/// §7.2 step 13: our pages are in nobody's frame.
#[tokio::test]
async fn an_answer_from_within_a_foreign_frame_proves_nothing() {
    let app = house().await;
    let mut passkey = adas_passkey(&app).await;
    let framed = |said: &mut Saying| said.client_data["crossOrigin"] = true.into();
    let top = |said: &mut Saying| said.client_data["topOrigin"] = "https://attacker.example".into();
    for bend in [framed as fn(&mut Saying), top] {
        let (mut browser, begun) = at_the_door(&app).await;
        let answer = passkey.get_as(&begun, bend);
        let page = browser.send_passkey(&begun, &answer).await.page();
        assert_refused(&browser, &page, "refused");
    }
    assert_not_added(&app, framed).await;
}

/// "Verify that the value of C.type is the string webauthn.get."  WebAuthn §7.2 step 10
#[tokio::test]
async fn an_answer_of_the_other_type_proves_nothing() {
    let app = house().await;
    let mut passkey = adas_passkey(&app).await;
    let (mut browser, begun) = at_the_door(&app).await;
    let answer = passkey.get_as(&begun, |said| {
        said.client_data["type"] = "webauthn.create".into();
    });
    let page = browser.send_passkey(&begun, &answer).await.page();
    assert_refused(&browser, &page, "refused");
    assert_not_added(&app, |said| {
        said.client_data["type"] = "webauthn.get".into()
    })
    .await;
}

/// "Verify that sig is a valid signature over the binary concatenation of authData and hash."  WebAuthn §7.2 step 21
#[tokio::test]
async fn a_wrong_signature_or_another_passkeys_proves_nothing() {
    let app = house().await;
    let mut passkey = adas_passkey(&app).await;
    let (mut browser, begun) = at_the_door(&app).await;
    let broken = passkey.get_as(&begun, |said| said.broken_signature = true);
    let page = browser.send_passkey(&begun, &broken).await.page();
    assert_refused(&browser, &page, "refused");
    let mut own = Authenticator::new(app.issuer());
    own.create(&forged_options(&begun));
    let (mut browser, begun) = at_the_door(&app).await;
    let (id, handle) = (
        passkey.keys[0].id.clone(),
        passkey.keys[0].user_handle.clone(),
    );
    let answer = own.get_as(&begun, |said| {
        said.id = id;
        said.user_handle = Some(handle);
    });
    let page = browser.send_passkey(&begun, &answer).await.page();
    assert_refused(&browser, &page, "refused");
}

/// "the RP ID must be equal to the origin's effective domain"  WebAuthn §5.1.3: a bare address has none.
#[tokio::test]
async fn an_issuer_at_a_bare_address_offers_no_passkeys() {
    let app = TestApp::with_fixture().await;
    let mut browser = app.browser();
    let page = browser.get("/sign-in").await;
    assert!(!page.has("#passkey"));
    browser.sign_in_as(ADA).await;
    assert_eq!(browser.get("/account/passkeys").await.status, 404);
    let question = serde_json::json!({ "csrf": "x", "purpose": "sign_in" });
    let answer = browser.fetch("/passkey/options", &question).await;
    answer.expect(403);
}

/// What a phishing site would ask its victim's authenticator for.
fn forged_options(begun: &Value) -> Value {
    serde_json::json!({ "publicKey": {
        "challenge": begun["publicKey"]["challenge"],
        "rp": { "id": begun["publicKey"]["rpId"] },
        "user": { "id": "AAAA" },
    }})
}

async fn assert_not_added(app: &TestApp, bend: impl FnOnce(&mut Saying)) {
    let mut browser = app.browser();
    browser
        .sign_in_as(vestibule_test_support::fixture::GRACE)
        .await;
    browser.get("/account/passkeys").await;
    let begun = browser.begin_passkey().await;
    let answer = Authenticator::new(app.issuer()).create_as(&begun, bend);
    let page = browser.send_passkey(&begun, &answer).await.page();
    assert_eq!(page.texts("#passkey-problem").len(), 1, "{}", page.text());
    assert!(page.has("#passkeys-none"), "{}", page.text());
}
