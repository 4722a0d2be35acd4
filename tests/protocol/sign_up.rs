//! Making an account: who may, what is asked, what becomes of it.

use std::sync::Arc;

use vestibule::accounts::entry::invite;
use vestibule::accounts::notify::house_language;
use vestibule::administration::{export::export, tenants};
use vestibule::context::Context;
use vestibule::model::Issuer;
use vestibule::texts::Texts;
use vestibule_test_support::fixture::ADA;
use vestibule_test_support::{Browser, Page, TestApp};

const PASSWORD: &str = "seventeen quiet lighthouses";

async fn policy(app: &TestApp, sign_up: &str) {
    app.apply(&format!(
        "[[role]]\nname = \"reader\"\n[[role]]\nname = \"editor\"\n[[tenant]]\nslug = \"default\"\nsign_up = {sign_up}\n"
    ))
    .await;
}

async fn fill(browser: &mut Browser, more: &[(&str, &str)]) -> Page {
    let mut fields = vec![
        ("username", "hedy"),
        ("email", "hedy@example.com"),
        ("password", PASSWORD),
    ];
    for (name, value) in more {
        fields.retain(|(known, _)| known != name);
        fields.push((name, value));
    }
    browser
        .submit("#sign-up", &fields, "#sign-up-submit")
        .await
        .page()
}

async fn sign_up(app: &TestApp, more: &[(&str, &str)]) -> (Browser, Page) {
    let mut browser = app.browser();
    browser.get("/sign-up").await;
    let page = fill(&mut browser, more).await;
    (browser, page)
}

async fn confirm(app: &TestApp, browser: &mut Browser, address: &str) -> Page {
    let link = app.mailbox().last_to(address).await.link();
    browser.get(&link).await;
    browser
        .submit("#verify-email", &[], "#verify-email-submit")
        .await
        .page()
}

/// What `vestibule user invite` works with.
async fn context(app: &TestApp) -> Context {
    let tenant = tenants::find(app.app(), "default").await.unwrap();
    let issuer = Issuer::new(tenant, app.app().config.server.public_url.url());
    Context::new(Arc::clone(app.app()), Arc::new(issuer), String::new())
}

/// What is stored of Hedy.
async fn stored(app: &TestApp) -> String {
    let all = export(app.app(), None).await.unwrap();
    let hedy = all.split("[[user]]").find(|user| user.contains("\"hedy\""));
    hedy.unwrap_or_else(|| panic!("no hedy: {all}")).to_owned()
}

async fn invited(app: &TestApp, address: &str, roles: &[&str]) -> String {
    let ctx = context(app).await;
    let roles: Vec<String> = roles.iter().map(|role| (*role).to_owned()).collect();
    let texts = house_language(&ctx);
    invite(&ctx, address, &roles, texts).await.unwrap();
    app.mailbox().last_to(address).await.link()
}

/// Open: anybody comes in by the link, in the browser that asked, with the default roles and what was asked for.
#[tokio::test]
async fn whoever_proves_the_address_has_an_account_and_is_in() {
    let app = TestApp::with_fixture().await;
    policy(&app, "{ mode = \"open\", ask = [\"given_name\", \"website\"], require = [\"given_name\"], roles = [\"reader\"] }").await;
    let (mut browser, page) = sign_up(&app, &[]).await;
    assert_eq!(page.status, 422);
    assert_eq!(page.count(".problem"), 1, "{}", page.text());
    assert!(page.has("#given_name-problem"));
    let page = fill(&mut browser, &[("given_name", "Hedy")]).await;
    assert_eq!(
        (page.status, page.page_name().as_str()),
        (202, "check-mail")
    );
    assert!(
        browser.cookie("sid").is_none(),
        "nobody is in before the proof"
    );
    confirm(&app, &mut browser, "hedy@example.com").await;
    assert!(browser.cookie("sid").is_some());
    let account = browser.get("/account").await;
    assert!(account.text().contains("Hello, Hedy"), "{}", account.text());
    let hedy = stored(&app).await;
    for line in [
        "email_verified = true",
        "roles = [\"reader\"]",
        "given_name = \"Hedy\"",
    ] {
        assert!(hedy.contains(line), "{line}: {hedy}");
    }
    app.browser().sign_in("hedy", PASSWORD).await;
    app.browser().sign_in("hedy@example.com", PASSWORD).await;
}

/// In another browser the password that was chosen is asked for, and with it the owner is in.
#[tokio::test]
async fn another_browser_asks_for_the_password_that_was_chosen() {
    let app = TestApp::with_fixture().await;
    policy(&app, "{ mode = \"open\" }").await;
    sign_up(&app, &[]).await;
    let mut phone = app.browser();
    let page = confirm(&app, &mut phone, "hedy@example.com").await;
    assert_eq!(
        (page.status, page.page_name().as_str()),
        (422, "verify-email")
    );
    assert!(phone.cookie("sid").is_none());
    let fields = [("password", PASSWORD)];
    phone
        .submit("#verify-email", &fields, "#verify-email-submit")
        .await;
    assert!(phone.cookie("sid").is_some());
    app.browser().sign_in("hedy", PASSWORD).await;
}

/// Of two who ask for one username the first to prove an address gets it; the other chooses again.
#[tokio::test]
async fn a_username_belongs_to_whoever_proves_first() {
    let app = TestApp::with_fixture().await;
    policy(&app, "{ mode = \"open\" }").await;
    let (mut first, _) = sign_up(&app, &[("email", "first@example.com")]).await;
    let (mut second, _) = sign_up(&app, &[("email", "second@example.com")]).await;
    confirm(&app, &mut second, "second@example.com").await;
    let page = confirm(&app, &mut first, "first@example.com").await;
    assert_eq!(page.status, 409);
    assert!(page.text().contains("Choose another one"));
    let page = sign_up(&app, &[]).await.1;
    assert!(page.has("#username-problem"), "taken: {}", page.text());
}

/// "`@` not allowed in usernames, separate unique indexes" (E09): a username is nobody's address.
#[tokio::test]
async fn what_is_typed_is_judged() {
    let app = TestApp::with_fixture().await;
    policy(&app, "{ mode = \"open\" }").await;
    let cases = [
        (("username", ""), "username"),
        (("username", "ada@example.com"), "username"),
        (("username", "two words"), "username"),
        (("username", "ADA"), "username"),
        (("email", "hedy"), "email"),
        (("email", "hedy@"), "email"),
        (("email", "a b@example.com"), "email"),
        (("password", ""), "password"),
        (("password", "short"), "password"),
        (("password", "hedy@example.com hedy"), "password"),
    ];
    for (typed, field) in cases {
        let (_, page) = sign_up(&app, &[typed]).await;
        assert_eq!(
            (page.status, page.page_name().as_str()),
            (422, "sign-up"),
            "{typed:?}"
        );
        assert!(
            page.has(&format!("#{field}-problem")),
            "{typed:?}: {}",
            page.text()
        );
        assert!(page.has("#problems"));
        assert!(
            !page.body.contains(PASSWORD),
            "a password is never shown again"
        );
    }
    assert_eq!(app.app().database.counters().messages(), 0);
}

/// Closed: nobody. By invitation: nobody else. By domain: whoever has an address there.
#[tokio::test]
async fn the_tenant_says_who_may_come() {
    let app = TestApp::with_fixture().await;
    for mode in ["{ mode = \"closed\" }", "{ mode = \"invitation\" }"] {
        policy(&app, mode).await;
        assert_eq!(app.browser().get("/sign-up").await.status, 404, "{mode}");
        assert!(!app.browser().get("/sign-in").await.has("#sign-in-sign-up"));
    }
    policy(&app, "{ mode = \"domains\", domains = [\"example.com\"] }").await;
    assert!(app.browser().get("/sign-in").await.has("#sign-in-sign-up"));
    for (address, status) in [
        ("hedy@example.com", 202),
        ("hedy@EXAMPLE.com", 202),
        ("hedy@example.org", 422),
        ("hedy@sub.example.com", 422),
        ("hedy@evilexample.com", 422),
        ("hedy@example.com.evil.org", 422),
    ] {
        let (_, page) = sign_up(&app, &[("email", address)]).await;
        assert_eq!(page.status, status, "{address}");
    }
    // A page that was open when the operator closed the door.
    let mut browser = app.browser();
    browser.get("/sign-up").await;
    policy(&app, "{ mode = \"closed\" }").await;
    assert_eq!(fill(&mut browser, &[]).await.status, 404);
    let (_, page) = {
        policy(&app, "{ mode = \"open\" }").await;
        sign_up(&app, &[("username", "late"), ("email", "late@example.com")]).await
    };
    assert_eq!(page.status, 202);
    policy(&app, "{ mode = \"closed\" }").await;
    let mut late = app.browser();
    let page = confirm(&app, &mut late, "late@example.com").await;
    assert_eq!(page.status, 400, "{}", page.text());
}

/// An invitation fixes the address, proves it, brings its roles, and works once.
#[tokio::test]
async fn an_invitation_makes_an_account() {
    let app = TestApp::with_fixture().await;
    policy(&app, "{ mode = \"invitation\", roles = [\"reader\"] }").await;
    let link = invited(&app, "hedy@example.com", &["editor"]).await;
    let mut browser = app.browser();
    let page = browser.get(&link).await;
    assert_eq!(page.page_name(), "sign-up");
    assert_eq!(
        page.attribute("#email", "value").as_deref(),
        Some("hedy@example.com")
    );
    assert!(page.attribute("#email", "readonly").is_some());
    let second = browser.clone();
    // Whatever the form says of the address.
    let page = fill(&mut browser, &[("email", "attacker@example.org")]).await;
    assert_ne!(page.page_name(), "sign-up", "{}", page.text());
    assert!(browser.cookie("sid").is_some());
    let hedy = stored(&app).await;
    assert!(
        hedy.contains("email = \"hedy@example.com\"") && hedy.contains("email_verified = true"),
        "{hedy}"
    );
    assert!(hedy.contains("roles = [\"editor\", \"reader\"]"), "{hedy}");
    let page = fill(&mut second.clone(), &[("username", "another")]).await;
    assert_eq!(page.status, 400, "once");
    assert_eq!(app.browser().get(&link).await.status, 400);
}

/// A page of somebody else's can open an invitation of theirs in another's browser. It is shown where it was opened, and does not
/// wait there for whoever comes to sign up by themselves.
#[tokio::test]
async fn an_invitation_does_not_wait_for_whoever_signs_up_later() {
    let app = TestApp::with_fixture().await;
    policy(&app, "{ mode = \"open\" }").await;
    let link = invited(&app, "mallory@example.com", &[]).await;
    let mut browser = app.browser();
    let page = browser.get(&link).await;
    assert!(page.body.contains("mallory@example.com"));
    let shown = page.url.clone();
    assert!(!shown.as_str().contains("token"), "{shown}");
    let page = browser.get("/sign-up").await;
    assert!(!page.body.contains("mallory@example.com"));
    assert!(!page.has("input[name=link]"), "{}", page.text());
    let page = browser.get("/sign-up?invitation=x").await;
    assert!(!page.has("input[name=link]"), "{}", page.text());
    // Going back to it, or loading it again, shows it again.
    let page = browser.get(shown.as_str()).await;
    assert!(page.has("input[name=link]"), "{}", page.text());
    // Its identifier opens nothing in another browser.
    let page = app.browser().get(shown.as_str()).await;
    assert!(!page.has("input[name=link]"), "{}", page.text());
}

/// The operator chooses its language, for one invitation or for the tenant.
#[tokio::test]
async fn an_invitation_speaks_the_language_that_the_operator_chose() {
    let app = TestApp::with_fixture().await;
    policy(
        &app,
        "{ mode = \"invitation\" }\nbranding = { language = \"fr\" }",
    )
    .await;
    invited(&app, "hedy@example.com", &[]).await;
    let french = app.mailbox().last_to("hedy@example.com").await;
    assert!(
        french.subject.starts_with("Invitation de "),
        "{}",
        french.subject
    );
    let ctx = context(&app).await;
    let german = Texts::of("de").unwrap();
    invite(&ctx, "hedy@example.com", &[], german).await.unwrap();
    let mail = app.mailbox().last_to("hedy@example.com").await;
    assert!(
        mail.subject.starts_with("Einladung zu "),
        "{}",
        mail.subject
    );
}

/// "invitation | 24–72 h"  SECURITY §4.4; a later one takes the place of an earlier one.
#[tokio::test]
async fn an_invitation_ends_after_three_days() {
    let app = TestApp::with_fixture().await;
    policy(&app, "{ mode = \"invitation\" }").await;
    let first = invited(&app, "hedy@example.com", &[]).await;
    let second = invited(&app, "HEDY@example.com", &[]).await;
    assert_eq!(app.browser().get(&first).await.status, 400);
    app.advance(72 * 3600 - 5);
    assert_eq!(app.browser().get(&second).await.status, 200);
    app.advance(10);
    assert_eq!(app.browser().get(&second).await.status, 400);
    let ctx = context(&app).await;
    for (address, roles) in [
        (ADA.email, vec![]),
        ("nonsense", vec![]),
        ("x@example.com", vec!["nobody".to_owned()]),
    ] {
        let texts = Texts::english();
        let refused = invite(&ctx, address, &roles, texts).await;
        assert!(refused.is_err(), "{address}");
    }
}

/// `sign_in.verified_email`: nobody comes in before the address is proven, and then the sign-in goes on where it stood.
#[tokio::test]
async fn a_tenant_may_want_proven_addresses() {
    let app = TestApp::with_fixture().await;
    app.apply("[[tenant]]\nslug = \"default\"\nsign_in = { verified_email = true }\n")
        .await;
    let grace = vestibule_test_support::fixture::GRACE;
    let mut browser = app.browser();
    let page = browser.sign_in_as(grace).await;
    assert_eq!(page.page_name(), "verify-email-needed");
    assert!(browser.cookie("sid").is_none());
    assert!(!page.text().contains(grace.email), "most of it is covered");
    assert_eq!(app.mailbox().all().await.len(), 0, "looking sends nothing");
    let resend = ("#verify-email-resend", "#verify-email-resend-submit");
    assert_eq!(
        browser.submit(resend.0, &[], resend.1).await.page().status,
        202
    );
    assert_eq!(
        browser.submit(resend.0, &[], resend.1).await.page().status,
        202
    );
    assert_eq!(app.mailbox().to(grace.email).await.len(), 1, "one a minute");
    let go_on = ("#verify-email-needed", "#verify-email-needed-submit");
    let page = browser.submit(go_on.0, &[], go_on.1).await.page();
    assert_eq!(
        (page.status, page.page_name().as_str()),
        (422, "verify-email-needed")
    );
    // The link is opened on another device, where the password of the account is asked for.
    let mut phone = app.browser();
    confirm(&app, &mut phone, grace.email).await;
    let fields = [("password", grace.password)];
    let page = phone
        .submit("#verify-email", &fields, "#verify-email-submit")
        .await
        .page();
    assert!(page.text().contains("is confirmed"), "{}", page.text());
    browser.submit(go_on.0, &[], go_on.1).await;
    assert!(browser.cookie("sid").is_some());
    // Ada's address is verified.
    app.browser().sign_in_as(ADA).await;
}

/// Each form tells whether a username is taken and has a password judged, so that nobody may send them without end.
#[tokio::test]
async fn forms_are_limited_by_network() {
    let app = TestApp::with_fixture().await;
    policy(&app, "{ mode = \"open\" }").await;
    let mut browser = app.browser();
    browser.get("/sign-up").await;
    for attempt in 0..100 {
        let page = fill(&mut browser, &[("username", "ada"), ("password", "x")]).await;
        assert_eq!(page.status, 422, "{attempt}");
    }
    let page = fill(&mut browser, &[]).await;
    assert_eq!(page.status, 429);
    assert_eq!(page.header("retry-after"), Some("3600"));
}
