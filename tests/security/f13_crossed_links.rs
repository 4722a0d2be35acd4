//! F13: the proof of one address, purpose, person or tenant is taken for another's (CVE-2026-1529).

use vestibule_test_support::fixture::{ADA, GRACE};

use crate::f08_blank_tokens::PATHS;
use crate::mail_ways::{is_void, link, mail_link, one_of_each, open_app, proof, sign_up};

/// A token does what it was made for and nothing else (CVE-2026-1529).
#[tokio::test]
async fn a_token_serves_no_other_purpose() {
    let app = open_app().await;
    for asked in one_of_each(&app).await {
        for path in PATHS.iter().filter(|path| **path != asked.path()) {
            let url = format!("{path}?token={}", asked.token());
            let page = app.browser().get(&url).await;
            assert!(is_void(&page), "{url}");
        }
        // Nor with another prefix.
        let (_, secret) = asked
            .token()
            .split_once('_')
            .map(|(a, b)| (a.to_owned(), b.to_owned()))
            .unwrap();
        for (path, prefix) in PATHS.iter().zip(["ev", "pr", "ml", "iv"]) {
            let page = app
                .browser()
                .get(&format!("{path}?token={prefix}_{secret}"))
                .await;
            assert!(is_void(&page) || *path == asked.path(), "{path} {prefix}");
        }
    }
}

/// Another tenant knows nothing of it.
#[tokio::test]
async fn a_token_is_worth_nothing_at_another_tenant() {
    let app = open_app().await;
    app.apply("[[tenant]]\nslug = \"acme\"\nname = \"Acme\"\nsign_up = { mode = \"open\" }\nsign_in = { mail_link = true }\n")
        .await;
    for asked in one_of_each(&app).await {
        let issuer = format!("{}/t/acme", app.issuer());
        let url = format!("{issuer}{}?token={}", asked.path(), asked.token());
        assert!(is_void(&app.browser_at(&issuer).get(&url).await), "{url}");
    }
}

/// The proof of one address proves no other, and one person's link is nobody else's.
#[tokio::test]
async fn a_proof_is_of_one_address() {
    let app = open_app().await;
    let mut asked = proof(&app).await;
    app.apply("[[user]]\nusername = \"grace\"\nemail = \"elsewhere@example.com\"\n")
        .await;
    assert!(is_void(&asked.open().await));
    // A link of Ada's does not sign Grace's browser in as anybody else.
    let mut grace = app.browser();
    grace.sign_in_as(GRACE).await;
    let ada = mail_link(&app, ADA).await;
    let page = grace.get(&ada.link).await;
    assert_eq!(page.page_name(), "mail-link");
    assert!(
        page.text()
            .contains("only in the browser in which you asked for it")
    );
    let mut stranger = app.browser();
    sign_up(&mut stranger, "hedy", "hedy@example.com").await;
    let page = stranger.get(&link(&app, "hedy@example.com").await).await;
    assert!(page.text().contains("hedy@example.com"));
}
