//! G15: what codes are made of lies open in the database, or is swapped between rows (RUSTSEC-2022-0018).

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use uuid::Uuid;
use vestibule::storage::factor_place;
use vestibule_test_support::fixture::{ADA, GRACE, Person};
use vestibule_test_support::{AuthenticatorApp, TestApp, authenticator_app};

/// "Secrets … are protected … at rest"  ASVS 11.3.3
#[tokio::test]
async fn a_dump_makes_no_codes() {
    let app = TestApp::with_fixture().await;
    let (ada, _) = authenticator_app::turn_on(&mut app.browser(), &app, ADA).await;
    // One that is shown and not yet proven.
    let mut browser = app.browser();
    browser.sign_in_as(GRACE).await;
    let page = browser.get("/account/two-factor/set-up?method=totp").await;
    let grace = AuthenticatorApp::from_page(&page);
    let dump = app.dump().await;
    assert!(dump.contains("totp"), "the factor's row is in it");
    for secret in [ada.secret(), grace.secret()] {
        let hex: String = secret.iter().map(|byte| format!("{byte:02x}")).collect();
        for form in [STANDARD.encode(secret), URL_SAFE_NO_PAD.encode(secret), hex] {
            assert!(
                !dump.to_lowercase().contains(&form.to_lowercase()),
                "{form}"
            );
        }
        let numbers = format!("{secret:?}").replace(' ', "");
        assert!(!dump.contains(numbers.trim_matches(['[', ']'])));
    }
}

/// "swapped ciphertext between rows fails"
#[tokio::test]
async fn a_secret_opens_in_its_own_row_alone() {
    let app = TestApp::with_fixture().await;
    let vault = &app.app().vault;
    let (own, other) = (
        factor_place(Uuid::from_u128(1)),
        factor_place(Uuid::from_u128(2)),
    );
    let sealed = vault.seal(&own, b"twenty secret bytes!").unwrap();
    assert_eq!(
        &vault.open(&own, &sealed).unwrap()[..],
        b"twenty secret bytes!"
    );
    assert!(vault.open(&other, &sealed).is_err());
}

/// A secret that was offered to one person is not another's, and one reload does not change it.
#[tokio::test]
async fn an_offered_secret_is_one_persons() {
    let app = TestApp::with_fixture().await;
    let ada = offered(&app, ADA).await;
    assert_eq!(ada.len(), 20, "160 bits");
    assert_ne!(ada, offered(&app, GRACE).await);
}

async fn offered(app: &TestApp, person: Person) -> Vec<u8> {
    let mut browser = app.browser();
    browser.sign_in_as(person).await;
    let path = "/account/two-factor/set-up?method=totp";
    let first = AuthenticatorApp::from_page(&browser.get(path).await);
    let again = AuthenticatorApp::from_page(&browser.get(path).await);
    assert_eq!(first.secret(), again.secret());
    first.secret().to_vec()
}
