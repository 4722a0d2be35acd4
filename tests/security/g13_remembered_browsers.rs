//! G13: a remembered browser's mark is forged, moved, too old, or outlives a change.

use vestibule_test_support::fixture::{ADA, FIRST, GRACE};
use vestibule_test_support::{
    AuthenticatorApp, Browser, RelyingParty, TestApp, Tokens, authenticator_app,
};

use crate::second_step::{enter, enter_and_remember, half_way, is_in, offer};
use crate::visits::{pair, silently};

const DAY: i64 = 24 * 3600;

async fn remembered(app: &TestApp) -> (Browser, AuthenticatorApp) {
    let (ada, _) = authenticator_app::turn_on(&mut app.browser(), app, ADA).await;
    let mut browser = app.browser();
    half_way(&mut browser, ADA).await;
    assert!(is_in(
        &enter_and_remember(&mut browser, &ada.next_code(app)).await
    ));
    (browser, ada)
}

async fn is_asked(browser: &Browser, password: &str) -> bool {
    let mut browser = browser.clone();
    browser.set_cookie("sid=; Path=/; Max-Age=0");
    browser.get("/sign-in").await;
    let page = browser.fill_sign_in(ADA.username, password).await.page();
    match page.page_name().as_str() {
        "second-factor" => true,
        "home" => false,
        other => panic!("{other}: {}", page.text()),
    }
}

/// "Random, hashed, bound to user, ≤30 d"
#[tokio::test]
async fn a_browser_is_remembered_for_its_days_and_its_person() {
    let app = TestApp::with_fixture().await;
    let (browser, ada) = remembered(&app).await;
    assert!(!is_asked(&browser, ADA.password).await);
    // Another browser, a made-up mark, and one that nobody ticked.
    assert!(is_asked(&app.browser(), ADA.password).await);
    let mut forged = app.browser();
    forged.set_cookie("dev=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA; Path=/");
    assert!(is_asked(&forged, ADA.password).await);
    let mut unticked = app.browser();
    half_way(&mut unticked, ADA).await;
    assert!(is_in(&enter(&mut unticked, &ada.next_code(&app)).await));
    assert!(is_asked(&unticked, ADA.password).await);
    // The mark is worth nothing for somebody else, and the database does not know it.
    authenticator_app::turn_on(&mut app.browser(), &app, GRACE).await;
    let mut moved = browser.clone();
    moved.set_cookie("sid=; Path=/; Max-Age=0");
    half_way(&mut moved, GRACE).await;
    let (_, mark) = pair(&browser, "dev")
        .split_once('=')
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .unwrap();
    assert!(!app.dump().await.contains(&mark));
    app.advance(29 * DAY);
    assert!(!is_asked(&browser, ADA.password).await);
    app.advance(DAY + 1);
    assert!(
        is_asked(&browser, ADA.password).await,
        "signing in does not lengthen it"
    );
}

/// "revoked by password/MFA change", by its owner, and by the operator who allows it no more.
#[tokio::test]
async fn a_change_forgets_every_browser() {
    let app = TestApp::with_fixture().await;
    let (browser, ada) = remembered(&app).await;
    let mut owner = app.browser();
    half_way(&mut owner, ADA).await;
    enter(&mut owner, &ada.next_code(&app)).await;
    let page = owner.get("/account/two-factor").await;
    assert_eq!(page.count("#remembered li"), 1);
    // Its owner asks for it.
    let page = owner
        .submit("#forget-browsers", &[], "button[value=forget]")
        .await
        .page();
    assert_eq!(page.count("#remembered li"), 0);
    assert!(is_asked(&browser, ADA.password).await);
    // Factors change.
    let mut again = browser.clone();
    again.set_cookie("sid=; Path=/; Max-Age=0");
    half_way(&mut again, ADA).await;
    enter_and_remember(&mut again, &ada.next_code(&app)).await;
    assert!(!is_asked(&again, ADA.password).await);
    owner.get("/account/two-factor").await;
    owner
        .submit("#new-codes", &[], "button[value=new-codes]")
        .await;
    assert!(is_asked(&again, ADA.password).await);
}

#[tokio::test]
async fn another_password_forgets_every_browser() {
    let app = TestApp::with_fixture().await;
    app.apply(crate::mail_ways::OPEN).await;
    let (browser, _) = remembered(&app).await;
    let mut asked = crate::mail_ways::reset(&app, ADA).await;
    asked.open().await;
    asked.press().await;
    assert!(is_asked(&browser, crate::mail_ways::FRESH).await);
}

#[tokio::test]
async fn where_nobody_may_be_remembered_nobody_is() {
    let app = TestApp::with_fixture().await;
    let (browser, ada) = remembered(&app).await;
    offer(&app, "\"totp\"", "remember_days = 0").await;
    assert!(is_asked(&browser, ADA.password).await);
    let mut fresh = app.browser();
    let page = half_way(&mut fresh, ADA).await;
    assert!(!page.has("[name=remember]"));
    // Ticked by hand.
    enter_and_remember(&mut fresh, &ada.next_code(&app)).await;
    assert!(is_asked(&fresh, ADA.password).await);
}

/// A sign-in that a remembered browser stood in for the second factor of ends to be enough when the browser is forgotten.
#[tokio::test]
async fn forgetting_ends_what_a_remembered_browser_stood_in_for() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, FIRST);
    let (mut browser, ada) = remembered(&app).await;
    browser.set_cookie("sid=; Path=/; Max-Age=0");
    browser.get("/sign-in").await;
    browser.fill_sign_in(ADA.username, ADA.password).await;
    assert!(silently(&mut browser, &rp).await.is_ok(), "by its mark");
    let mut owner = app.browser();
    half_way(&mut owner, ADA).await;
    enter(&mut owner, &ada.next_code(&app)).await;
    owner.get("/account/two-factor").await;
    owner
        .submit("#forget-browsers", &[], "button[value=forget]")
        .await;
    assert!(silently(&mut browser, &rp).await.is_err());
    assert!(silently(&mut owner, &rp).await.is_ok(), "with a code");
}

/// Nor does an application go on by it where the operator demands a second factor: what it rests on is a mark that is gone.
#[tokio::test]
async fn forgetting_ends_what_an_application_had_by_a_remembered_browser() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, FIRST);
    let (mut browser, ada) = remembered(&app).await;
    offer(&app, "\"totp\"", "required = true").await;
    browser.set_cookie("sid=; Path=/; Max-Age=0");
    let by_mark = rp.sign_in_and_exchange(&mut browser).await;
    let refreshed = Tokens::of(rp.refresh(by_mark.refresh_token()).await);
    let mut owner = app.browser();
    let code = rp.again();
    owner.authorize(&code.authorization_url(&[])).await;
    owner.fill_sign_in(ADA.username, ADA.password).await;
    let fields = [("code", &*ada.next_code(&app))];
    let outcome = owner
        .submit("#second-factor", &fields, "#second-factor-submit")
        .await;
    let by_code = code.exchange(&code.code_of(&outcome)).await;
    owner.get("/account/two-factor").await;
    owner
        .submit("#forget-browsers", &[], "button[value=forget]")
        .await;
    let refused = rp.refresh(refreshed.refresh_token()).await;
    assert_eq!(refused.error().as_deref(), Some("invalid_grant"));
    Tokens::of(code.refresh(by_code.refresh_token()).await);
}

/// Whoever signs out of everything does not trust what is out there: every browser is asked again; of the others all but this one.
#[tokio::test]
async fn signing_out_everywhere_asks_remembered_browsers_again() {
    let app = TestApp::with_fixture().await;
    let (browser, ada) = remembered(&app).await;
    let mut owner = app.browser();
    half_way(&mut owner, ADA).await;
    enter_and_remember(&mut owner, &ada.next_code(&app)).await;
    assert!(!is_asked(&browser, ADA.password).await);
    let page = owner.get("/account/sessions").await;
    assert!(page.has("#remembered-note"), "{}", page.text());
    owner.submit("#sessions", &[], "#sessions-others").await;
    assert!(is_asked(&browser, ADA.password).await);
    assert!(!is_asked(&owner, ADA.password).await, "it is this one");
    let text = owner.get("/account/activity").await.text();
    assert!(text.contains("remembered"), "{text}");
    owner.get("/account/sessions").await;
    owner.submit("#sessions", &[], "#sessions-all").await;
    assert!(is_asked(&owner, ADA.password).await);
    // One login that is signed out is no reason.
    let mut again = app.browser();
    half_way(&mut again, ADA).await;
    enter_and_remember(&mut again, &ada.next_code(&app)).await;
    again.get("/end_session").await;
    again.submit("#sign-out", &[], "#sign-out-confirm").await;
    assert!(!is_asked(&again, ADA.password).await);
}
