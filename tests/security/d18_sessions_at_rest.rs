//! D18: whoever reads the database has the sessions.

use sha2::{Digest as _, Sha256};
use vestibule_test_support::assertions::assert_absent;
use vestibule_test_support::fixture::{ADA, FIRST, WEB};
use vestibule_test_support::{RelyingParty, TestApp};

use crate::visits::{nobody, silently_with};

/// "session … tokens … hashed": what is stored of a cookie, a sign-in in progress or a form cannot be sent back.
#[tokio::test]
async fn the_database_holds_no_value_that_a_browser_sends() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    browser.authorize(&rp.authorization_url(&[])).await;
    assert_eq!(browser.page().page_name(), "consent");
    let fields = browser.page().form("#consent").fields;
    let dump = app.dump().await;
    for cookie in browser.cookies() {
        assert_absent(&dump, &cookie.value);
    }
    for (name, value) in &fields {
        match name.as_str() {
            "csrf" | "txn" => assert_absent(&dump, value),
            // Whom the page was shown to: a row's name, which opens nothing.
            name => assert_eq!(name, "login"),
        }
    }
    let session = &browser.cookie("sid").unwrap().value;
    let digest = Sha256::digest(session);
    let hex: String = digest.iter().map(|byte| format!("{byte:02X}")).collect();
    assert!(
        dump.to_uppercase().contains(&hex),
        "the row holds the SHA-256"
    );
    // And the hash is no session.
    use base64::Engine as _;
    let encoded = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(digest);
    let probe = RelyingParty::new(&app, FIRST);
    for stolen in [hex.clone(), hex.to_lowercase(), encoded] {
        assert_eq!(
            silently_with(&app, &probe, &[&format!("sid={stolen}")]).await,
            nobody()
        );
    }
    assert!(
        silently_with(&app, &probe, &[&format!("sid={session}")])
            .await
            .is_ok()
    );
}

/// Codes and refresh tokens likewise.
#[tokio::test]
async fn the_database_holds_no_code_and_no_token() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = app.browser();
    let code = rp.code_for(&mut browser, ADA).await;
    assert_absent(&app.dump().await, &code);
    let tokens = rp.exchange(&code).await;
    let renewed = rp.refresh(tokens.refresh_token()).await.expect(200).json();
    let dump = app.dump().await;
    for secret in [
        code.as_str(),
        tokens.refresh_token(),
        &tokens.access_token,
        tokens.id_token(),
    ] {
        assert_absent(&dump, secret);
    }
    for name in ["refresh_token", "access_token"] {
        assert_absent(&dump, renewed[name].as_str().unwrap());
    }
}
