//! D15: every form of the account's pages that whoever finds a browser signed in must not use (CVE-2026-37982).

use std::collections::BTreeSet;

use serde_json::json;
use vestibule_test_support::browser::Site;
use vestibule_test_support::fixture::ADA;
use vestibule_test_support::{
    Authenticator, AuthenticatorApp, Browser, SmsGateway, TestApp, authenticator_app,
};

use crate::d15_fresh_sign_in::token;
use crate::durable::{assert_unchanged, rows};
use crate::passkeys::ISSUER;
use crate::second_step::{enter, enter_and_remember, is_in, offer};

/// A form of the account's pages: the route it is posted to, the page it stands on, and what it says besides its token.
struct Post {
    route: &'static str,
    page: &'static str,
    fields: &'static [(&'static str, &'static str)],
}

const fn post(
    route: &'static str,
    page: &'static str,
    fields: &'static [(&'static str, &'static str)],
) -> Post {
    Post {
        route,
        page,
        fields,
    }
}

/// Everything that changes what protects the account, ends its sign-ins, or takes everything out of it.
const DANGEROUS: [Post; 20] = [
    post(
        "/account/profile/username",
        "/account/profile",
        &[("username", "mallory")],
    ),
    post(
        "/account/email",
        "/account/email",
        &[("email", "mallory@example.com")],
    ),
    post(
        "/account/password",
        "/account/password",
        &[
            ("current", ADA.password),
            ("password", "a better password than before"),
        ],
    ),
    post(
        "/account/two-factor",
        "/account/two-factor",
        &[("action", "turn-on"), ("kind", "email")],
    ),
    post(
        "/account/two-factor",
        "/account/two-factor",
        &[("action", "remove"), ("kind", "totp")],
    ),
    post(
        "/account/two-factor",
        "/account/two-factor",
        &[("action", "new-codes")],
    ),
    post(
        "/account/two-factor/set-up",
        "/account/two-factor/set-up?method=totp",
        &[("method", "totp"), ("code", "123456")],
    ),
    post(
        "/account/two-factor/set-up/send",
        "/account/two-factor/set-up?method=sms",
        &[("method", "sms"), ("phone", "+491701234567")],
    ),
    post(
        "/account/passkeys",
        "/account/passkeys",
        &[("ceremony", "x"), ("credential", "{}")],
    ),
    post("/account/passkeys/options", "/account/passkeys", &[]),
    post(
        "/account/passkeys/{id}",
        "/account/passkeys/{id}",
        &[("name", "Mallory's")],
    ),
    post(
        "/account/passkeys/{id}/remove",
        "/account/passkeys/{id}/remove",
        &[],
    ),
    post(
        "/account/sessions",
        "/account/sessions",
        &[("which", "others")],
    ),
    post(
        "/account/sessions",
        "/account/sessions",
        &[("which", "all")],
    ),
    post(
        "/account/sessions",
        "/account/sessions",
        &[("login", "{login}")],
    ),
    post(
        "/account/connections",
        "/account/connections",
        &[("connect", "google")],
    ),
    post(
        "/account/connections",
        "/account/connections",
        &[("disconnect", "00000000-0000-0000-0000-000000000000")],
    ),
    post("/account/data/export", "/account/data", &[]),
    post(
        "/account/data/delete",
        "/account/data",
        &[("current", ADA.password)],
    ),
    post(
        "/account/data/delete",
        "/account/data",
        &[("current", "wrong")],
    ),
];

/// What may be done in a browser that is signed in, however long ago, and why.
const HARMLESS: [(&str, &str); 7] = [
    (
        "/account/apps",
        "takes away what an application may do, and gives nothing",
    ),
    (
        "/account/profile",
        "what applications are told; nobody signs in with it",
    ),
    ("/account/profile/picture", "the same"),
    ("/account/profile/picture/remove", "the same"),
    ("/account/data/keep", "keeps the account"),
    (
        "/account/email/verify",
        "a mail to the address that the account has",
    ),
    (
        "/account/switch",
        "another account that this browser is signed in with",
    ),
];

/// Every route below `/account` that takes a POST, as the router has it.
fn posts_of_the_router() -> BTreeSet<String> {
    let pages = include_str!("../../src/web/pages/account_page.rs");
    let path_of = |expression: &str| -> String {
        let expression = expression.trim();
        if let Some(quoted) = expression.strip_prefix('"') {
            return quoted.trim_end_matches('"').to_owned();
        }
        let Some(name) = expression.strip_prefix("AccountPage::") else {
            return String::new();
        };
        let arm = format!("Self::{} => \"/", name.trim_end_matches(".path()"));
        let after = pages.split(&arm).nth(1).expect("a path");
        format!("/{}", after.split('"').next().unwrap())
    };
    include_str!("../../src/web/router.rs")
        .split(".route(")
        .skip(1)
        .filter(|route| route.split(".route(").next().unwrap().contains("post("))
        .map(|route| path_of(route.split(',').next().unwrap()))
        .filter(|path| path.starts_with("/account"))
        .collect()
}

/// A form that is new to the router stands in one of the two tables, or nobody has thought about it.
#[test]
fn every_form_of_the_account_is_dangerous_or_harmless() {
    let listed: BTreeSet<String> = DANGEROUS
        .iter()
        .map(|post| post.route)
        .chain(HARMLESS.map(|(path, _)| path))
        .map(str::to_owned)
        .collect();
    let routed = posts_of_the_router();
    assert!(routed.len() > 15, "the router is read: {routed:?}");
    assert_eq!(routed, listed);
}

/// Where every kind of factor can be set up.
async fn house(gateway: &SmsGateway) -> TestApp {
    let app = TestApp::builder()
        .fixture()
        .setting("server.public_url", ISSUER)
        .setting("sms.url", gateway.url())
        .start()
        .await;
    offer(&app, "\"passkey\", \"totp\", \"email\", \"sms\"", "").await;
    app.apply("[[provider]]\nslug = \"google\"\nkind = \"google\"\nclient_id = \"x\"\nclient_secret = \"not a secret\"\n")
        .await;
    app
}

/// Somebody with an authenticator app and a passkey, who has just signed in with both factors in a browser that is remembered.
async fn well_protected(app: &TestApp) -> (Browser, AuthenticatorApp) {
    let mut browser = app.browser();
    let (ada, _) = authenticator_app::turn_on(&mut browser, app, ADA).await;
    let mut passkey = Authenticator::new(app.issuer());
    browser.add_passkey(&mut passkey).await;
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    browser.fill_sign_in(ADA.username, ADA.password).await;
    browser
        .get(&format!("{}&method=totp", browser.page().url))
        .await;
    let page = enter_and_remember(&mut browser, &ada.next_code(app)).await;
    assert!(is_in(&page), "{}", page.text());
    (browser, ada)
}

/// A request that is ready to be sent: its route, its path, and its fields with the token of its form.
type Ready = (&'static str, String, Vec<(&'static str, String)>);

/// Fills in every dangerous form while that is allowed.
async fn fill_in(browser: &mut Browser) -> Vec<Ready> {
    let list = browser.get("/account/passkeys").await;
    let passkey = list.link("#passkeys > li a").path().to_owned();
    let id = passkey.rsplit('/').next().unwrap().to_owned();
    let page = browser.get("/account/sessions").await;
    let login = page.attribute("button[name=login]", "value").unwrap();
    let mut ready = Vec::new();
    for post in DANGEROUS {
        let page = browser.get(&post.page.replace("{id}", &id)).await;
        let path = post.route.replace("{id}", &id);
        let csrf = page
            .attribute(&format!("form[action='{path}'] input[name=csrf]"), "value")
            .unwrap_or_else(|| token(&page, "#passkey"));
        let mut fields = vec![("csrf", csrf)];
        fields.extend(
            post.fields
                .iter()
                .map(|(name, value)| (*name, value.replace("{login}", &login))),
        );
        ready.push((post.route, path, fields));
    }
    ready
}

/// Sends them all; each leads to that page, and nothing is written.
async fn assert_all_lead_to(app: &TestApp, browser: &mut Browser, ready: &[Ready], to: &str) {
    // That the browser was seen is written down now, and not again.
    browser.get("/account").await;
    let before = rows(app).await;
    for (route, path, fields) in ready {
        if *route == "/account/passkeys/options" {
            let question = json!({"csrf": fields[0].1, "purpose": "account"});
            let answer = browser.fetch(path, &question).await;
            assert_eq!(answer.status, 403, "{route}: {}", answer.body);
            continue;
        }
        let fields: Vec<_> = fields
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let page = browser.post(path, &fields, Site::Same).await.page();
        assert_eq!(page.page_name(), to, "{route} {fields:?}: {}", page.text());
        if to == "sign-in" {
            let query = page.url.query().unwrap_or_default();
            assert!(query.starts_with("to=account-"), "{}", page.url);
        }
    }
    assert_unchanged(app, &before).await;
    assert!(app.mailbox().to("mallory@example.com").await.is_empty());
}

/// "if auth age >5 min": the person signs in again and comes back; nothing was changed.
#[tokio::test]
async fn a_dangerous_change_wants_a_fresh_sign_in() {
    let gateway = SmsGateway::start().await;
    let app = house(&gateway).await;
    let (mut browser, ada) = well_protected(&app).await;
    let ready = fill_in(&mut browser).await;
    app.advance(301);
    assert_all_lead_to(&app, &mut browser, &ready, "sign-in").await;
    // With a fresh one, and the second factor again, it goes on at the page it was about.
    browser.get("/account/data").await;
    let page = browser
        .submit("#account-export", &[], "#account-export-submit")
        .await
        .page();
    assert_eq!(page.page_name(), "sign-in");
    let page = browser
        .fill_sign_in(ADA.username, ADA.password)
        .await
        .page();
    assert_eq!(page.page_name(), "account-data");
    let export = browser.submit("#account-export", &[], "#account-export-submit");
    let page = export.await.page();
    assert_eq!(page.page_name(), "second-factor", "{}", page.text());
    browser.get(&format!("{}&method=totp", page.url)).await;
    let page = enter(&mut browser, &ada.next_code(&app)).await;
    assert_eq!(page.page_name(), "account-data", "{}", page.text());
    let export = browser.submit("#account-export", &[], "#account-export-submit");
    let page = export.await.page();
    assert_eq!(page.header("content-type"), Some("application/json"));
}

/// "…multi-factor authentication is required before…"  ASVS 5.0 V6.4.4, and V7.5.1, by one rule for all of it: whoever knows the
/// password and sits at a remembered browser changes nothing, takes nothing out and signs nobody out.
#[tokio::test]
async fn a_password_alone_is_not_enough_where_there_is_a_second_factor() {
    let gateway = SmsGateway::start().await;
    let app = house(&gateway).await;
    let (mut browser, _) = well_protected(&app).await;
    let ready = fill_in(&mut browser).await;
    // The same login, proven anew by the password alone.
    browser.get("/sign-in?to=account").await;
    let page = browser
        .fill_sign_in(ADA.username, ADA.password)
        .await
        .page();
    assert_eq!(page.page_name(), "account", "{}", page.text());
    assert_all_lead_to(&app, &mut browser, &ready, "second-factor").await;
}

/// Whoever has no second factor is not asked for one: a fresh sign-in is enough.
#[tokio::test]
async fn a_fresh_sign_in_is_enough_without_a_second_factor() {
    let app = TestApp::with_fixture().await;
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    for (page, form, button, status) in [
        (
            "/account/data",
            "#account-export",
            "#account-export-submit",
            200,
        ),
        ("/account/sessions", "#sessions", "#sessions-all", 200),
    ] {
        browser.get(page).await;
        let page = browser.submit(form, &[], button).await.page();
        assert_eq!(page.status, status, "{form}: {}", page.text());
        assert!(!page.page_name().starts_with("sign-in"), "{form}");
    }
}
