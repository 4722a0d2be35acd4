//! What the tests of group H start from: an issuer with a name, and people with passkeys.

use serde_json::Value;
use vestibule::storage::{ChangeRules, LastHolder, NewUser, UserChange};
use vestibule_test_support::browser::Site;
use vestibule_test_support::fixture::{ADA, Person};
use vestibule_test_support::{Authenticator, Browser, Page, TestApp};

/// Passkeys belong to names, so the issuer needs one.
pub(crate) const ISSUER: &str = "https://id.example.com";

/// A server under that name, with the fixture.
pub(crate) async fn house() -> TestApp {
    let builder = TestApp::builder().fixture();
    builder.setting("server.public_url", ISSUER).start().await
}

/// Somebody who signed in with a password just now and has a passkey since.
pub(crate) async fn with_passkey(app: &TestApp, person: Person) -> (Browser, Authenticator) {
    let mut browser = app.browser();
    browser.sign_in_as(person).await;
    let mut authenticator = Authenticator::new(app.issuer());
    browser.add_passkey(&mut authenticator).await;
    (browser, authenticator)
}

/// Ada's passkey; she is signed in nowhere that matters.
pub(crate) async fn adas_passkey(app: &TestApp) -> Authenticator {
    with_passkey(app, ADA).await.1
}

/// A browser at the sign-in page, and the challenge that it was given.
pub(crate) async fn at_the_door(app: &TestApp) -> (Browser, Value) {
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    let begun = browser.begin_passkey().await;
    (browser, begun)
}

/// The form token that the passkey's button has.
pub(crate) fn csrf_of(page: &Page) -> String {
    let fields = page.form("#passkey").fields;
    let found = fields.into_iter().find(|(name, _)| name == "csrf");
    found.expect("a form token").1
}

/// Sends an answer by hand, with the token of whichever page.
pub(crate) async fn send(
    browser: &mut Browser,
    path: &str,
    csrf: &str,
    answer: (&Value, &Value),
) -> Page {
    let (begun, credential) = answer;
    let credential = credential.to_string();
    let fields = [
        ("csrf", csrf),
        ("ceremony", begun["ceremony"].as_str().unwrap()),
        ("credential", &credential),
    ];
    browser.post(path, &fields, Site::Same).await.page()
}

/// Nobody was signed in, and the page says what was wrong with the passkey.
#[track_caller]
pub(crate) fn assert_refused(browser: &Browser, page: &Page, problem: &str) {
    assert_eq!(page.page_name(), "sign-in", "{}", page.text());
    let told = page.url.query_pairs().find(|(name, _)| name == "passkey");
    assert_eq!(told.expect("a problem").1, problem, "{}", page.url);
    assert!(page.has("#passkey-problem"));
    assert!(browser.cookie("__Host-sid").is_none(), "a session");
}

/// Somebody is signed in.
#[track_caller]
pub(crate) fn assert_signed_in(browser: &Browser, page: &Page) {
    assert_eq!(page.page_name(), "home", "{}", page.text());
    assert!(browser.cookie("__Host-sid").is_some(), "no session");
}

/// Takes somebody's password away, which ends their sessions: an account that has passkeys alone.
pub(crate) async fn take_password_away(app: &TestApp, person: Person) {
    let inside = app.app();
    let tenant = inside.database.tenant_by_slug("default").await.unwrap();
    let db = inside.database.tenant(tenant.unwrap().id);
    let user = db.credentials(person.username).await.unwrap().unwrap().user;
    let now = app.clock().now();
    let without = NewUser {
        id: user.id,
        username: user.username,
        email: user.email,
        email_verified: user.email_verified,
        password_hash: None,
        profile: user.profile,
        roles: user.roles,
        access: vestibule::model::UserAccess::default(),
        disabled: false,
    };
    let rules = ChangeRules {
        guard: LastHolder::MayGo,
        tokens_until: now,
        standings: &|_, _| Vec::new(),
    };
    let taken = db.update_user(without, rules, now).await;
    assert_eq!(taken.unwrap(), UserChange::Done);
}
