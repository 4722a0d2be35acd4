//! I02: an ID token without the nonce of this sign-in (Logto CVE-2026-15612).

use serde_json::{Value, json};
use vestibule_test_support::upstream::agreed;

use crate::upstream::{LINKS, assert_nobody, with_provider};

/// "If a nonce value was sent in the Authentication Request, a nonce Claim MUST be present and its value checked to verify that
/// it is the same value as the one that was sent"  OpenID Connect Core §3.1.3.7
#[tokio::test]
async fn an_id_token_without_this_sign_ins_nonce_signs_nobody_in() {
    let (app, fake) = with_provider(LINKS).await;
    for nonce in [
        Value::Null,
        json!(""),
        json!("another"),
        json!(["a"]),
        json!(5),
    ] {
        let wrong = nonce.clone();
        fake.twist(move |jwt, key| {
            jwt.with_claim("nonce", wrong.clone())
                .signed_with(key)
                .text()
        });
        let mut browser = app.browser();
        browser.get("/sign-in").await;
        let page = agreed(&mut browser, &fake, "fake").await.page();
        assert_nobody(&browser, &page, 502);
        fake.straighten();
        browser.get("/sign-in").await;
        let page = agreed(&mut browser, &fake, "fake").await.page();
        assert_eq!(page.page_name(), "home", "{nonce}");
    }
}

/// A token that was right once is not right for the next sign-in.
#[tokio::test]
async fn the_id_token_of_another_sign_in_is_none() {
    let (app, fake) = with_provider(LINKS).await;
    let stolen = std::sync::Arc::new(std::sync::Mutex::new(String::new()));
    let kept = std::sync::Arc::clone(&stolen);
    fake.twist(move |jwt, key| {
        let token = jwt.signed_with(key).text();
        kept.lock().unwrap().clone_from(&token);
        token
    });
    let mut victim = app.browser();
    victim.get("/sign-in").await;
    assert_eq!(
        agreed(&mut victim, &fake, "fake").await.page().page_name(),
        "home"
    );
    let token = stolen.lock().unwrap().clone();
    fake.twist(move |_, _| token.clone());
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    let page = agreed(&mut browser, &fake, "fake").await.page();
    assert_nobody(&browser, &page, 502);
}
