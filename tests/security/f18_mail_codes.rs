//! F18: a code or a link of a mail is guessed, or used in another browser than the one that asked.

use vestibule_test_support::browser::Site;
use vestibule_test_support::fixture::{ADA, GRACE};
use vestibule_test_support::{Browser, Page, TestApp};

use crate::mail_ways::{is_void, mail_link, open_app};

async fn ask_for_code(browser: &mut Browser, login: &str) -> Page {
    browser.get("/sign-in/mail").await;
    browser
        .submit("#mail-sign-in", &[("login", login)], "#mail-sign-in-code")
        .await
        .page()
}

async fn type_code(browser: &mut Browser, code: &str) -> Page {
    browser
        .submit("#mail-code", &[("code", code)], "#mail-code-submit")
        .await
        .page()
}

async fn code_of(app: &TestApp, address: &str) -> String {
    app.mailbox().last_to(address).await.code()
}

/// A code that is not it.
fn wrong(code: &str) -> String {
    let number: u64 = code.parse().unwrap();
    format!("{:08}", (number + 1) % 100_000_000)
}

/// "≥8 digits, session-bound": it signs in whoever asked for it, with spaces or without.
#[tokio::test]
async fn a_code_signs_in_the_browser_that_asked() {
    let app = open_app().await;
    let mut browser = app.browser();
    let page = ask_for_code(&mut browser, GRACE.email).await;
    assert_eq!(page.page_name(), "mail-code");
    let code = code_of(&app, GRACE.email).await;
    assert!(
        code.len() == 8 && code.bytes().all(|b| b.is_ascii_digit()),
        "{code}"
    );
    let spaced = format!(" {} {} ", &code[..4], &code[4..]);
    type_code(&mut browser, &spaced).await;
    assert!(browser.cookie("sid").is_some());
    // It proved the address as well.
    assert!(
        browser
            .get("/account/email")
            .await
            .text()
            .contains("confirmed")
    );
    let dump = app.dump().await;
    assert!(!dump.contains(&code), "what is stored is no code");
}

/// "≤5 tries per code, then burned"
#[tokio::test]
async fn after_five_wrong_tries_the_right_code_is_worth_nothing() {
    let app = open_app().await;
    let mut browser = app.browser();
    ask_for_code(&mut browser, ADA.username).await;
    let code = code_of(&app, ADA.email).await;
    for attempt in 0..5 {
        let page = type_code(&mut browser, &wrong(&code)).await;
        assert_eq!(
            (page.status, page.page_name().as_str()),
            (422, "mail-code"),
            "{attempt}"
        );
    }
    let form = browser.clone();
    assert!(is_void(&type_code(&mut browser, &code).await));
    assert!(is_void(&type_code(&mut form.clone(), &code).await));
    assert!(browser.cookie("sid").is_none());
}

/// A burst gets no more tries than five.
#[tokio::test]
async fn a_burst_gets_no_more_tries() {
    let app = open_app().await;
    let mut browser = app.browser();
    ask_for_code(&mut browser, ADA.username).await;
    let code = code_of(&app, ADA.email).await;
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..24 {
        let (mut browser, wrong) = (browser.clone(), wrong(&code));
        tasks.spawn(async move { type_code(&mut browser, &wrong).await.status });
    }
    let judged = tasks
        .join_all()
        .await
        .into_iter()
        .filter(|status| *status == 422)
        .count();
    assert!(judged <= 5, "{judged}");
    assert!(is_void(&type_code(&mut browser, &code).await));
}

/// Of the same code sent twice at once, one signs in.
#[tokio::test]
async fn a_code_works_once() {
    let app = open_app().await;
    let mut browser = app.browser();
    ask_for_code(&mut browser, ADA.username).await;
    let code = code_of(&app, ADA.email).await;
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..4 {
        let (mut browser, code) = (browser.clone(), code.clone());
        tasks.spawn(async move {
            type_code(&mut browser, &code).await;
            browser.cookie("sid").is_some()
        });
    }
    let won = tasks
        .join_all()
        .await
        .into_iter()
        .filter(|won| *won)
        .count();
    assert_eq!(won, 1);
}

/// A code is for one browser, one request, and ten minutes.
#[tokio::test]
async fn a_code_is_worth_nothing_elsewhere_or_later() {
    let app = open_app().await;
    let mut browser = app.browser();
    ask_for_code(&mut browser, ADA.username).await;
    let code = code_of(&app, ADA.email).await;
    let form = browser.page().form("#mail-code");
    let attempt = form
        .fields
        .iter()
        .find(|(name, _)| name == "attempt")
        .unwrap()
        .1
        .clone();
    let mut thief = app.browser();
    assert!(is_void(
        &thief.get(&format!("/sign-in/code?attempt={attempt}")).await
    ));
    ask_for_code(&mut thief, GRACE.username).await;
    let fields = [("attempt", attempt.as_str()), ("code", code.as_str())];
    let posted = thief
        .clone()
        .post("/sign-in/code", &fields, Site::Same)
        .await;
    let page = posted.page();
    assert!(is_void(&page), "{}", page.text());
    let page = type_code(&mut thief, &code).await;
    assert_eq!(page.status, 422, "another request's code");
    app.advance(601);
    assert!(is_void(&type_code(&mut browser, &code).await));
}

/// "bound to browser": a link that somebody else asked for signs nobody in, in whatever browser it is opened.
#[tokio::test]
async fn a_link_signs_in_only_where_it_was_asked_for() {
    let app = open_app().await;
    let mut asked = mail_link(&app, ADA).await;
    let mut victim = app.browser();
    let page = victim.get(&asked.link).await;
    assert_eq!(page.page_name(), "mail-link");
    assert!(!page.has("#mail-link-submit"));
    let csrf = victim
        .get("/forgot-password")
        .await
        .form("#forgot-password")
        .fields[0]
        .1
        .clone();
    for fields in [vec![], vec![("csrf", csrf.as_str())]] {
        let page = victim
            .post("/sign-in/link", &fields, Site::Same)
            .await
            .page();
        assert!(page.status >= 400, "{}", page.text());
    }
    assert!(victim.cookie("sid").is_none());
    asked.open().await;
    asked.press().await;
    assert!(asked.browser.cookie("sid").is_some());
}

/// Where a tenant does not offer it, there is no such way.
#[tokio::test]
async fn a_tenant_that_does_not_offer_it_has_no_such_way() {
    let app = open_app().await;
    let mut asked = mail_link(&app, ADA).await;
    let mut browser = app.browser();
    ask_for_code(&mut browser, GRACE.username).await;
    let code = code_of(&app, GRACE.email).await;
    asked.open().await;
    app.apply("[[tenant]]\nslug = \"default\"\nsign_in = { mail_link = false }\n")
        .await;
    assert!(is_void(&asked.press().await));
    assert!(is_void(&type_code(&mut browser, &code).await));
    assert_eq!(app.browser().get("/sign-in/mail").await.status, 404);
    assert!(!app.browser().get("/sign-in").await.has("#sign-in-by-mail"));
}

/// A second factor or a level that is demanded is not passed by a mail: there is one gate.
#[tokio::test]
async fn a_mail_does_not_go_round_the_second_factor() {
    let app = open_app().await;
    app.apply("[[tenant]]\nslug = \"default\"\nsign_in = { mail_link = true, mail_code = true }\nsecond_factor = { required = true, kinds = [\"totp\"] }\n")
        .await;
    let mut asked = mail_link(&app, ADA).await;
    asked.open().await;
    asked.press().await;
    assert!(asked.browser.cookie("sid").is_none());
    let mut browser = app.browser();
    ask_for_code(&mut browser, GRACE.username).await;
    let code = code_of(&app, GRACE.email).await;
    type_code(&mut browser, &code).await;
    assert!(browser.cookie("sid").is_none());
}
