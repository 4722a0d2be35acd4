//! F08, F13, F04: blank, guessed, foreign and crossed tokens (CVE-2019-16109, CVE-2026-1529, CVE-2026-18963).

use vestibule_test_support::browser::Site;
use vestibule_test_support::fixture::{ADA, GRACE};

use crate::mail_ways::{
    FRESH, is_void, link, mail_link, one_of_each, open_app, proof, reset, sign_up,
};

const PATHS: [&str; 4] = [
    "/verify-email",
    "/reset-password",
    "/sign-in/link",
    "/sign-up",
];

/// "Empty → 400": what is no token gets one page, and so does what looks like one.
#[tokio::test]
async fn blank_and_guessed_tokens_get_one_page() {
    let app = open_app().await;
    reset(&app, ADA).await;
    let guesses = [
        "",
        "null",
        "undefined",
        "0",
        "%00",
        "pr_",
        "ev_",
        "ml_",
        "iv_",
        "pr_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "%27%20OR%201%3D1",
    ];
    for path in PATHS {
        // What is empty is not there (RFC 6749 §3.1), and signing up needs no token.
        for guess in guesses
            .iter()
            .filter(|guess| !guess.is_empty() || path != "/sign-up")
        {
            let page = app.browser().get(&format!("{path}?token={guess}")).await;
            assert!(is_void(&page), "{path} {guess}: {}", page.text());
        }
    }
    for path in &PATHS[..3] {
        let page = app.browser().get(path).await;
        assert!(is_void(&page), "{path} without anything");
    }
}

/// "SHA-256 at rest; dump holds no raw token": what is stored opens nothing.
#[tokio::test]
async fn no_token_is_stored() {
    let app = open_app().await;
    let asked = one_of_each(&app).await;
    let dump = app.dump().await;
    assert!(dump.contains("links"));
    for asked in asked {
        let token = asked.token();
        assert!(token.len() >= 3 + 43, "256 bits and a prefix: {token}");
        assert!(!dump.contains(&token), "{}", asked.path());
    }
}

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

/// F04: no step can be left out. The form of a page that was never opened, or of another link, does nothing.
#[tokio::test]
async fn no_step_can_be_left_out() {
    let app = open_app().await;
    let mut asked = reset(&app, ADA).await;
    let mut other = reset(&app, GRACE).await;
    // Straight to the form, with a token in it.
    let token = asked.token();
    asked.browser.get("/sign-in").await;
    for fields in [
        vec![("password", FRESH)],
        vec![("token", token.as_str()), ("password", FRESH)],
        vec![("link", token.as_str()), ("password", FRESH)],
    ] {
        assert!(is_void(&asked.post(&fields).await), "{fields:?}");
    }
    // The page of one link while another one is open.
    asked.open().await;
    let form = asked.browser.page().form("#reset-password");
    let other_link = other.link.clone();
    asked.browser.get(&other_link).await;
    let fields: Vec<(&str, &str)> = form
        .fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .filter(|(name, _)| *name != "password")
        .chain([("password", FRESH)])
        .collect();
    assert!(is_void(&asked.post(&fields).await));
    // The form of another browser.
    other.open().await;
    let foreign = other.browser.page().form("#reset-password");
    let mut thief = app.browser();
    thief.get(&other_link).await;
    let fields: Vec<(&str, &str)> = foreign
        .fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .filter(|(name, _)| *name != "password")
        .chain([("password", FRESH)])
        .collect();
    let page = thief
        .post("/reset-password", &fields, Site::Same)
        .await
        .page();
    assert_eq!(page.status, 403, "{}", page.text());
    // From another site.
    let page = other
        .browser
        .post("/reset-password", &fields, Site::Cross)
        .await
        .page();
    assert!(matches!(page.status, 400 | 403), "{}", page.text());
    // Nothing of this changed a password.
    app.browser().sign_in_as(ADA).await;
    app.browser().sign_in_as(GRACE).await;
    other.browser.get(&other_link).await;
    assert_eq!(other.press().await.status, 200);
}

/// F13: the proof of one address proves no other, and one person's link is nobody else's.
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
