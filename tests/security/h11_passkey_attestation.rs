//! H11: a passkey that vouches for itself (CVE-2026-6856): what model it says it is decides nothing.

use vestibule_test_support::Authenticator;
use vestibule_test_support::authenticator::{BE, BS, UP, UV};
use vestibule_test_support::fixture::ADA;

use crate::passkeys::{assert_signed_in, house};

/// "attestation: none" is asked for. One that comes all the same has to be right, and gives no more than none.
#[tokio::test]
async fn an_attestation_is_not_asked_for_and_gives_nothing() {
    let app = house().await;
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    let mut passkey = Authenticator::new(app.issuer());
    passkey.aaguid = [0xee; 16];
    browser.get("/account/passkeys").await;
    let begun = browser.begin_passkey().await;
    assert_eq!(begun["publicKey"]["attestation"], "none");
    let answer = passkey.create_as(&begun, |said| said.format = "packed");
    let page = browser.send_passkey(&begun, &answer).await.page();
    assert_eq!(page.page_name(), "recovery-codes", "{}", page.text());
    let mut door = app.browser();
    let page = door.sign_in_with_passkey(&mut passkey).await;
    assert_signed_in(&door, &page);
}

/// "Verify that attStmt is a correct attestation statement"  WebAuthn §7.1 step 22
#[tokio::test]
async fn a_false_attestation_is_refused() {
    let app = house().await;
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    for format in ["packed", "fido-u2f", "apple", "made-up"] {
        browser.get("/account/passkeys").await;
        let begun = browser.begin_passkey().await;
        let mut passkey = Authenticator::new(app.issuer());
        let answer = passkey.create_as(&begun, |said| {
            said.format = format;
            said.broken_signature = true;
        });
        let page = browser.send_passkey(&begun, &answer).await.page();
        assert!(page.has("#passkey-problem"), "{format}: {}", page.text());
        assert!(page.has("#passkeys-none"), "{format}");
    }
}

/// "BE … is a credential property and … MUST NOT change over time"; "If BE is not set, BS MUST NOT be set"  WebAuthn §6.1.3
#[tokio::test]
async fn where_a_passkey_is_kept_cannot_change_and_cannot_be_nonsense() {
    let app = house().await;
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    browser.get("/account/passkeys").await;
    let begun = browser.begin_passkey().await;
    let mut nonsense = Authenticator::new(app.issuer());
    nonsense.flags = UP | UV | BS;
    let answer = nonsense.create(&begun);
    let page = browser.send_passkey(&begun, &answer).await.page();
    assert!(page.has("#passkey-problem"), "{}", page.text());
    let mut bound = Authenticator::new(app.issuer());
    let page = browser.add_passkey(&mut bound).await;
    assert!(page.text().contains("On one device"), "{}", page.text());
    bound.flags = UP | UV | BE | BS;
    let mut door = app.browser();
    let page = door.sign_in_with_passkey(&mut bound).await;
    assert!(
        page.url.as_str().contains("passkey=refused"),
        "{}",
        page.url
    );
    let mut synced = Authenticator::new(app.issuer());
    synced.flags = UP | UV | BE;
    let page = browser.add_passkey(&mut synced).await;
    assert!(
        page.text().contains("on all your devices"),
        "{}",
        page.text()
    );
    // Whether it has been copied already may change.
    synced.flags = UP | UV | BE | BS;
    let mut door = app.browser();
    let page = door.sign_in_with_passkey(&mut synced).await;
    assert_signed_in(&door, &page);
}

/// What is no passkey's answer at all is refused, however it is spoilt.
#[tokio::test]
async fn hostile_answers_are_refused_and_break_nothing() {
    let app = house().await;
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    let deep = format!("{}{}", "[".repeat(4000), "]".repeat(4000));
    let long = "x".repeat(40_000);
    let hostile = [
        "",
        "null",
        "{}",
        "[]",
        "\"x\"",
        &deep,
        &long,
        r#"{"id":"AA","rawId":"AA","type":"public-key","response":{"clientDataJSON":"e30","attestationObject":"oA"}}"#,
        r#"{"id":"AA","rawId":"AA","type":"public-key","response":{"clientDataJSON":"e30","authenticatorData":"","signature":""}}"#,
        r#"{"id":"AA","rawId":"AA","type":"public-key","response":{"clientDataJSON":"e30","authenticatorData":"AAAA","signature":"AA","userHandle":""}}"#,
    ];
    for credential in hostile {
        for (page, form) in [("/account/passkeys", "#passkey"), ("/sign-in", "#passkey")] {
            browser.get(page).await;
            let begun = browser.begin_passkey().await;
            let fields = [
                ("ceremony", begun["ceremony"].as_str().unwrap()),
                ("credential", credential),
            ];
            let page = browser
                .submit(form, &fields, "#passkey-submit")
                .await
                .page();
            assert!(
                page.has("#passkey-problem"),
                "{credential:.40}: {}",
                page.text()
            );
        }
    }
    // CBOR that says it is longer than it is, and deeper than anybody needs.
    let bombs = [
        vec![0x5b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
        vec![0x9b, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
        vec![0x81; 8000],
        vec![0xbf; 8000],
    ];
    for bomb in bombs {
        browser.get("/account/passkeys").await;
        let begun = browser.begin_passkey().await;
        let mut answer = Authenticator::new(app.issuer()).create(&begun);
        answer["response"]["attestationObject"] =
            vestibule_test_support::authenticator::encoded(&bomb).into();
        let page = browser.send_passkey(&begun, &answer).await.page();
        assert!(page.has("#passkey-problem"), "{}", page.text());
    }
    assert!(browser.get("/account/passkeys").await.has("#passkeys-none"));
}
