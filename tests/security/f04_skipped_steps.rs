//! F04: a step of a reset is skipped, or the state of another flow is used for it (CVE-2026-18963, CVE-2025-3910).

use vestibule_test_support::browser::Site;
use vestibule_test_support::fixture::{ADA, GRACE};

use crate::mail_ways::{FRESH, is_void, open_app, reset};

/// No step can be left out. The form of a page that was never opened, or of another link, does nothing.
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
