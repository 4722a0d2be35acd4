//! F08: blank, null and guessable tokens (CVE-2019-16109).

use vestibule_test_support::fixture::ADA;

use crate::mail_ways::{is_void, one_of_each, open_app, reset};

/// The pages that links lead to.
pub(crate) const PATHS: [&str; 4] = [
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
