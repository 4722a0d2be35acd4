//! H08: a credential id that is registered already, by somebody else or by the same person.

use vestibule_test_support::authenticator::encoded;
use vestibule_test_support::fixture::{ADA, GRACE};
use vestibule_test_support::{Authenticator, Page};

use crate::passkeys::{assert_signed_in, house, with_passkey};

/// "Verify that the credentialId is not yet registered for any user. If the credentialId is already known then the Relying
/// Party SHOULD fail this registration ceremony."  WebAuthn §7.1 step 26
#[tokio::test]
async fn a_credential_of_somebody_else_is_refused_and_stays_theirs() {
    let app = house().await;
    let (_, mut adas) = with_passkey(&app, ADA).await;
    let mut browser = app.browser();
    browser.sign_in_as(GRACE).await;
    browser.get("/account/passkeys").await;
    let begun = browser.begin_passkey().await;
    let known = adas.keys[0].id.clone();
    let mut forger = Authenticator::new(app.issuer());
    let answer = forger.create_as(&begun, |said| said.id = known);
    let page = browser.send_passkey(&begun, &answer).await.page();
    assert_eq!((page.status, page.page_name().as_str()), (409, "error"));
    assert!(!page.text().contains("Ada") && !page.text().contains(ADA.username));
    assert!(browser.get("/account/passkeys").await.has("#passkeys-none"));
    // It signs its owner in, and the forger nobody.
    let mut door = app.browser();
    let page = door.sign_in_with_passkey(&mut adas).await;
    assert_signed_in(&door, &page);
    assert!(page.text().contains("Ada Lovelace"), "{}", page.text());
    let mut door = app.browser();
    let page = door.sign_in_with_passkey(&mut forger).await;
    assert_eq!(page.page_name(), "sign-in");
}

/// "excludeCredentials": the browser is told which passkeys are there, and an authenticator that makes one all the same is
/// not believed.
#[tokio::test]
async fn the_same_credential_is_not_added_twice() {
    let app = house().await;
    let (mut browser, mut passkey) = with_passkey(&app, ADA).await;
    browser.get("/account/passkeys").await;
    let begun = browser.begin_passkey().await;
    let excluded = begun["publicKey"]["excludeCredentials"].as_array().unwrap();
    let known = passkey.keys[0].id.clone();
    assert_eq!(excluded.len(), 1);
    assert_eq!(excluded[0]["id"], encoded(&known));
    let answer = passkey.create_as(&begun, |said| said.id = known);
    let page = browser.send_passkey(&begun, &answer).await.page();
    assert!(page.has("#passkey-problem"), "{}", page.text());
    assert_eq!(passkeys_on(&page), 1);
}

/// A person may have twenty, and no more.
#[tokio::test]
async fn nobody_has_more_than_twenty() {
    let app = house().await;
    let (mut browser, mut passkey) = with_passkey(&app, ADA).await;
    for _ in 1..20 {
        browser.add_passkey(&mut passkey).await;
    }
    let page = browser.get("/account/passkeys").await;
    assert_eq!(passkeys_on(&page), 20);
    let (path, question) = browser.passkey_question();
    browser.fetch(&path, &question).await.expect(409);
}

fn passkeys_on(page: &Page) -> usize {
    page.count("#passkeys > li")
}
