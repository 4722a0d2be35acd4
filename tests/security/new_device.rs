//! A browser that signs in for the first time is told to the account's owner: OWASP ASVS V6.3.5, "users are notified of
//! suspicious authentication attempts … from an unusual location or client".

use vestibule_test_support::TestApp;
use vestibule_test_support::fixture::{ADA, GRACE};

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
