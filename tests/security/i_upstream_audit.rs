//! SECURITY §4.7, for group I: what is written when somebody is not connected, a URL leads to a forbidden place, or a provider
//! signs somebody out.

use serde_json::json;
use vestibule_test_support::TestApp;
use vestibule_test_support::fixture::{ADA, GRACE};
use vestibule_test_support::upstream::{agreed, came_back};

use crate::audit_lines::AuditLines;
use crate::upstream::{LINKS, assert_nobody, leaves, told, with_provider};

async fn id_of(app: &TestApp, username: &str) -> String {
    let found = app.context().await.db().credentials(username).await;
    found.unwrap().unwrap().user.id.to_string()
}

/// `identity.link_refused`: the address is an account's, whose owner has to connect it.
#[tokio::test]
async fn whoever_comes_with_an_accounts_address_is_noted() {
    let audit = AuditLines::listen();
    let more = "trusted_email = true\nfirst_sign_in = \"create\"";
    let (app, fake) = with_provider(more).await;
    fake.person(json!({"sub": "x", "email": ADA.email, "email_verified": true}));
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    let page = agreed(&mut browser, &fake, "fake").await.page();
    assert_nobody(&browser, &page, 409);
    let lines = audit.of("identity.link_refused");
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0]["user"], id_of(&app, ADA.username).await.as_str());
    assert_eq!(lines[0]["provider"], "fake");
    assert_eq!(lines[0]["reason"], "the address is an account's");
    assert!(lines[0]["address"].is_string());
}

/// `identity.link_refused`: it is connected with another account.
#[tokio::test]
async fn whoever_connects_what_is_anothers_is_noted() {
    let audit = AuditLines::listen();
    let (app, fake) = with_provider(LINKS).await;
    fake.person(json!({"sub": "x", "email": ADA.email, "email_verified": true}));
    let mut ada = app.browser();
    ada.get("/sign-in").await;
    agreed(&mut ada, &fake, "fake").await;
    let mut grace = app.browser();
    grace.sign_in_as(GRACE).await;
    grace.get("/account/connections").await;
    let to = grace
        .submit("#connect", &[], "button[value=fake]")
        .await
        .redirect();
    let back = fake.agree(&to);
    let page = came_back(&mut grace, &back).await.page();
    assert_eq!(page.page_name(), "error", "{}", page.text());
    let lines = audit.of("identity.link_refused");
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0]["user"], id_of(&app, GRACE.username).await.as_str());
    assert_eq!(lines[0]["reason"], "it is connected with another account");
}

/// `ssrf.blocked`, with the host and nothing else of the URL.
#[tokio::test]
async fn a_url_that_leads_to_a_forbidden_place_is_noted() {
    let audit = AuditLines::listen();
    let (app, fake) = with_provider(LINKS).await;
    fake.metadata(json!({"jwks_uri": "https://10.0.0.1/secret-path?secret=query"}));
    let (browser, outcome) = leaves(&app).await;
    assert_nobody(&browser, &outcome.page(), 502);
    let lines = audit.of("ssrf.blocked");
    assert!(!lines.is_empty());
    for line in lines {
        assert_eq!(line["host"], "10.0.0.1");
        assert!(!line.to_string().contains("secret"), "{line}");
    }
}

/// The owner reads that a browser was signed out, and by whom; once for each, and nobody else.
#[tokio::test]
async fn an_end_at_the_provider_is_in_the_owners_log() {
    let (app, fake) = with_provider(LINKS).await;
    for _ in 0..2 {
        let mut browser = app.browser();
        browser.get("/sign-in").await;
        agreed(&mut browser, &fake, "fake").await;
    }
    let token = fake.sign("logout+jwt", fake.logout_claims());
    assert_eq!(told(&app, &token).await, 200);
    let mut owner = app.browser();
    owner.sign_in_as(ADA).await;
    let page = owner.get("/account/activity").await;
    let said = "You signed out elsewhere, and a browser was signed out here too";
    assert_eq!(page.text().matches(said).count(), 2, "{}", page.text());
    assert!(page.text().contains("Fake fake"));
    let mut other = app.browser();
    other.sign_in_as(GRACE).await;
    let page = other.get("/account/activity").await;
    assert!(!page.text().contains(said));
}
