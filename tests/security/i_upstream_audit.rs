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

/// `upstream.error` and `upstream.validation_failed`, with the provider and a reason of ours: before anybody leaves, and after.
#[tokio::test]
async fn what_goes_wrong_at_a_provider_is_noted_with_a_reason() {
    use vestibule_test_support::upstream::Manner;
    let audit = AuditLines::listen();
    let (app, fake) = with_provider(LINKS).await;
    let discovery = "/.well-known/openid-configuration";
    fake.behave(
        discovery,
        Manner::Says(503, "text/html", "<h1>secret</h1>".to_owned()),
    );
    leaves(&app).await;
    let down = audit.of("upstream.error");
    assert_eq!(down.len(), 1);
    assert_eq!(
        (&down[0]["provider"], &down[0]["reason"]),
        (&json!("fake"), &json!("down"))
    );
    fake.behave(discovery, None);
    app.advance(60);
    fake.twist(|token, key| {
        token
            .with_claim("aud", "another-client")
            .signed_with(key)
            .text()
    });
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    agreed(&mut browser, &fake, "fake").await;
    let broken = audit.of("upstream.validation_failed");
    assert_eq!(broken.len(), 1);
    assert_eq!(broken[0]["reason"], "token");
    // GitHub says no with the status 200, Facebook with an object of its own.
    for (status, said) in [
        (200, json!({ "error": "incorrect_client_credentials" })),
        (
            400,
            json!({ "error": { "message": "secret", "type": "OAuthException", "code": 1 } }),
        ),
    ] {
        let before = audit.of("upstream.error").len();
        fake.behave(
            "/token",
            Manner::Says(status, "application/json", said.to_string()),
        );
        let mut browser = app.browser();
        browser.get("/sign-in").await;
        agreed(&mut browser, &fake, "fake").await;
        let lines = audit.of("upstream.error");
        assert_eq!(lines.len(), before + 1);
        assert_eq!(lines[before]["reason"], "refuses_us", "{said}");
    }
    let all = audit.of("upstream.error");
    assert!(!format!("{all:?}{broken:?}").contains("secret"));
}

/// `login.failure`: nobody here is known by it, or whoever is was shut out.
#[tokio::test]
async fn whoever_does_not_come_in_is_noted() {
    let audit = AuditLines::listen();
    let (app, fake) = with_provider(LINKS).await;
    fake.person(
        json!({"sub": "stranger", "email": "nobody@people.example", "email_verified": true}),
    );
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    agreed(&mut browser, &fake, "fake").await;
    fake.person(json!({"sub": "ada-there", "email": ADA.email, "email_verified": true}));
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    agreed(&mut browser, &fake, "fake").await;
    crate::operator::switch_user(
        &app,
        ADA.username,
        vestibule::administration::clients::Switch::Disabled,
    )
    .await;
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    agreed(&mut browser, &fake, "fake").await;
    let lines = audit.of("login.failure");
    let reasons: Vec<_> = lines.iter().map(|line| line["reason"].clone()).collect();
    assert_eq!(
        reasons,
        ["nobody here is known by it", "the account is disabled"]
    );
    assert_eq!(lines[1]["user"], id_of(&app, ADA.username).await.as_str());
}
