//! A browser that signs in for the first time is told to the account's owner: OWASP ASVS V6.3.5, "users are notified of
//! suspicious authentication attempts … from an unusual location or client".

use vestibule_test_support::fixture::{ADA, GRACE};
use vestibule_test_support::{TestApp, authenticator_app};

use crate::mail_ways::{FRESH, open_app, reset};
use crate::second_step::{enter, enter_and_remember, half_way};

#[tokio::test]
async fn the_owner_hears_of_each_new_browser_once_and_not_of_the_first() {
    let app = TestApp::with_fixture().await;
    let mut first = app.browser();
    first.sign_in_as(ADA).await;
    app.deliver_mail().await;
    assert!(
        app.mailbox().to(ADA.email).await.is_empty(),
        "the very first one"
    );
    let mut second = app.browser();
    second.user_agent =
        "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0".to_owned();
    second.sign_in_as(ADA).await;
    // Known by its cookie from then on, also after it signed out and when it is called something else.
    second.user_agent = "Another/2.0".to_owned();
    second.sign_in_as(ADA).await;
    first.sign_in_as(ADA).await;
    app.deliver_mail().await;
    let mails = app.mailbox().to(ADA.email).await;
    assert_eq!(mails.len(), 1);
    assert!(
        mails[0].text.contains("Firefox on Linux"),
        "{}",
        mails[0].text
    );
    assert!(mails[0].text.contains("127.0.0.1"));
    // A marker is worth nothing for another account, and an address that nobody proved is not written to.
    second.sign_in_as(GRACE).await;
    app.browser().sign_in_as(GRACE).await;
    app.deliver_mail().await;
    assert!(app.mailbox().to(GRACE.email).await.is_empty());
}

/// A marker is bound to the person: brought to another account it makes no known browser of it.
#[tokio::test]
async fn a_marker_of_one_person_is_unknown_to_another() {
    let app = TestApp::with_fixture().await;
    app.apply(
        "[[user]]\nusername = \"grace\"\nemail = \"grace@example.com\"\nemail_verified = true\n",
    )
    .await;
    app.browser().sign_in_as(GRACE).await;
    let mut shared = app.browser();
    shared.sign_in_as(ADA).await;
    shared.sign_in_as(GRACE).await;
    app.deliver_mail().await;
    assert_eq!(app.mailbox().to(GRACE.email).await.len(), 1);
}

/// A thief's browser that signed in once is a stranger's again after a reset, and what it does then is told: its marker is worth
/// nothing, although it is the same.
#[tokio::test]
async fn a_browser_of_before_the_reset_is_new_again() {
    let app = open_app().await;
    let mut thief = app.browser();
    thief.sign_in_as(ADA).await;
    let mut asked = reset(&app, ADA).await;
    asked.open().await;
    asked.press().await;
    assert_eq!(known(&app).await, 0);
    let before = mails(&app).await;
    thief.sign_in(ADA.username, FRESH).await;
    assert_eq!(mails(&app).await, before + 1, "although none is known");
    thief.sign_in(ADA.username, FRESH).await;
    assert_eq!(mails(&app).await, before + 1);
}

/// The same when its owner has browsers forgotten; the one that asks stays known.
#[tokio::test]
async fn a_forgotten_browser_is_new_again() {
    let app = TestApp::with_fixture().await;
    let (codes, _) = authenticator_app::turn_on(&mut app.browser(), &app, ADA).await;
    let mut thief = app.browser();
    half_way(&mut thief, ADA).await;
    enter(&mut thief, &codes.next_code(&app)).await;
    let mut owner = app.browser();
    half_way(&mut owner, ADA).await;
    enter_and_remember(&mut owner, &codes.next_code(&app)).await;
    owner.get("/account/two-factor").await;
    owner
        .submit("#forget-browsers", &[], "button[value=forget]")
        .await;
    assert_eq!(known(&app).await, 1);
    let before = mails(&app).await;
    for (browser, told) in [(&mut owner, 0), (&mut thief, 1)] {
        half_way(browser, ADA).await;
        enter(browser, &codes.next_code(&app)).await;
        assert_eq!(mails(&app).await, before + told);
    }
}

/// Nor is one that was known by a former password: the browser in which it was changed is the only one that stays.
#[tokio::test]
async fn another_password_leaves_the_browser_in_which_it_was_chosen() {
    let app = TestApp::with_fixture().await;
    app.browser().sign_in_as(ADA).await;
    let mut owner = app.browser();
    owner.sign_in_as(ADA).await;
    assert_eq!(known(&app).await, 2);
    owner.get("/account/password").await;
    let fields = [("current", ADA.password), ("password", FRESH)];
    owner
        .submit("#account-password", &fields, "#account-password-submit")
        .await;
    assert_eq!(known(&app).await, 1);
    let before = mails(&app).await;
    owner.sign_in(ADA.username, FRESH).await;
    assert_eq!(mails(&app).await, before);
}

/// What is kept of a browser goes when nobody comes by it any more; the first one of afterwards is told all the same.
#[tokio::test]
async fn a_browser_that_is_not_seen_for_long_is_forgotten() {
    let app = TestApp::with_fixture().await;
    app.browser().sign_in_as(ADA).await;
    let sweep = async || {
        let database = &app.app().database;
        while database.sweep(app.clock().now()).await.unwrap() > 0 {}
    };
    app.advance(399 * DAY);
    sweep().await;
    assert_eq!(known(&app).await, 1);
    app.advance(2 * DAY);
    sweep().await;
    assert_eq!(known(&app).await, 0);
    let before = mails(&app).await;
    app.browser().sign_in_as(ADA).await;
    assert_eq!(mails(&app).await, before + 1);
}

const DAY: i64 = 24 * 3600;

async fn mails(app: &TestApp) -> usize {
    app.deliver_mail().await;
    app.mailbox().to(ADA.email).await.len()
}

/// In how many browsers Ada is known.
async fn known(app: &TestApp) -> usize {
    let db = app.context().await.db();
    let ada = db.credentials(ADA.username).await.unwrap().unwrap();
    db.devices(ada.user.id).await.unwrap().len()
}
