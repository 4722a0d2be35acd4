//! J04: a form brings fields that its page does not have, and changes what only others may change.

use vestibule_test_support::browser::Site;
use vestibule_test_support::fixture::{ADA, WEB};
use vestibule_test_support::{RelyingParty, TestApp};

/// Roles, identifiers and what only we may say of a person are not on the page, and no form sets them.
#[tokio::test]
async fn the_profile_form_sets_what_is_on_the_page_and_nothing_else() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = app.browser();
    let tokens = rp.sign_in_and_exchange(&mut browser).await;
    let before = rp.userinfo(&tokens.access_token).await.json();
    let page = browser.get("/account/profile").await;
    let form = page.form("#profile-form");
    let mut fields: Vec<(&str, &str)> = form
        .fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    fields.extend([
        ("id", "00000000-0000-0000-0000-000000000001"),
        ("sub", "somebody-else"),
        ("tenant_id", "00000000-0000-0000-0000-000000000001"),
        ("roles", "admin"),
        ("role", "admin"),
        ("username", "root"),
        ("email", "root@example.com"),
        ("email_verified", "true"),
        ("phone_number_verified", "true"),
        ("picture", "https://evil.example/x.png"),
        ("password_hash", "$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$x"),
        ("disabled", "true"),
        ("updated_at", "1"),
        ("address", "{}"),
        ("address[formatted]", "x"),
        ("formatted", "x"),
        ("__proto__", "x"),
    ]);
    let page = browser
        .post("/account/profile", &fields, Site::Same)
        .await
        .page();
    assert_eq!(page.status, 200, "{}", page.text());
    let mut after = rp.userinfo(&tokens.access_token).await.json();
    after["updated_at"] = before["updated_at"].clone();
    assert_eq!(after, before);
    assert!(!app.dump().await.contains("evil.example"));
    // Nothing may come twice: which one counts would be a guess.
    fields.push(("name", "Twice"));
    let page = browser
        .post("/account/profile", &fields, Site::Same)
        .await
        .page();
    assert_eq!(page.status, 403);
    let mut grace = app.browser();
    grace.sign_in_as(ADA).await;
}
