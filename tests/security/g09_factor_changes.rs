//! G09, H10: somebody who knows the password alone adds, swaps or removes a factor (Keycloak CVE-2020-10686, CVE-2026-3429,
//! CVE-2025-3910), or the last one goes where one is needed.

use vestibule_test_support::fixture::ADA;
use vestibule_test_support::{Browser, TestApp, authenticator_app};

use crate::second_step::{enter, enter_and_remember, half_way, offer};

async fn sign_out(browser: &mut Browser) {
    browser.get("/end_session").await;
    browser.submit("#sign-out", &[], "#sign-out-confirm").await;
}

/// "Verify that … the user is required to re-authenticate [with] multi-factor authentication" before factors change  ASVS 6.4.4
#[tokio::test]
async fn one_factor_changes_no_other() {
    let app = TestApp::with_fixture().await;
    let (ada, _) = authenticator_app::turn_on(&mut app.browser(), &app, ADA).await;
    let mut browser = app.browser();
    half_way(&mut browser, ADA).await;
    enter_and_remember(&mut browser, &ada.next_code(&app)).await;
    sign_out(&mut browser).await;
    // A remembered browser needs the password alone; that opens the account, and changes no factor.
    browser.sign_in_as(ADA).await;
    let page = browser.get("/account/two-factor/set-up?method=totp").await;
    assert_eq!(page.page_name(), "second-factor", "{}", page.text());
    for (form, button) in [
        ("#factor-totp", "button[value=remove]"),
        ("#new-codes", "button[value=new-codes]"),
    ] {
        browser.get("/account/two-factor").await;
        let page = browser.submit(form, &[], button).await.page();
        assert_eq!(page.page_name(), "second-factor", "{form}");
    }
    let page = browser.get("/account/two-factor").await;
    assert!(page.has("[data-kind=totp][data-on]"), "nothing was removed");
    // With the second factor it goes on to where it was to lead.
    browser
        .submit("#factor-totp", &[], "button[value=remove]")
        .await;
    let page = enter(&mut browser, &ada.next_code(&app)).await;
    assert_eq!(page.page_name(), "account-two-factor");
    let page = browser
        .submit("#factor-totp", &[], "button[value=remove]")
        .await
        .page();
    assert!(!page.has("[data-kind=totp][data-on]"), "{}", page.text());
    assert!(
        !page.has("#new-codes"),
        "recovery codes go with the last factor"
    );
    let subjects: Vec<String> = app
        .mailbox()
        .to(ADA.email)
        .await
        .into_iter()
        .map(|mail| mail.subject)
        .collect();
    // Its owner was told of each change.
    for change in ["A second step was added", "A second step was removed"] {
        assert!(subjects.iter().any(|told| told == change), "{subjects:?}");
    }
    // Nobody is asked any more.
    app.browser().sign_in_as(ADA).await;
}

/// Nor the address, which codes and new passwords go to.
#[tokio::test]
async fn one_factor_changes_no_address() {
    let app = TestApp::with_fixture().await;
    let (ada, _) = authenticator_app::turn_on(&mut app.browser(), &app, ADA).await;
    let mut browser = app.browser();
    half_way(&mut browser, ADA).await;
    enter_and_remember(&mut browser, &ada.next_code(&app)).await;
    sign_out(&mut browser).await;
    // A remembered browser, and the password alone.
    browser.sign_in_as(ADA).await;
    let typed = [("email", "mallory@example.com")];
    browser.get("/account/email").await;
    let asked = browser.submit("#change-email", &typed, "#change-email-submit");
    let page = asked.await.page();
    assert_eq!(page.page_name(), "second-factor", "{}", page.text());
    assert!(app.mailbox().to("mallory@example.com").await.is_empty());
    // With the second factor it goes on.
    let page = enter(&mut browser, &ada.next_code(&app)).await;
    assert_eq!(page.page_name(), "account-email", "{}", page.text());
    let asked = browser.submit("#change-email", &typed, "#change-email-submit");
    assert_eq!(asked.await.page().status, 202);
    assert_eq!(app.mailbox().to("mallory@example.com").await.len(), 1);
}

/// "403 reauthentication_required if auth age >5 min"  SECURITY D15
#[tokio::test]
async fn an_old_sign_in_changes_nothing() {
    let app = TestApp::with_fixture().await;
    let mut browser = app.browser();
    let (ada, _) = authenticator_app::turn_on(&mut browser, &app, ADA).await;
    browser.get("/account/two-factor").await;
    app.advance(301);
    let page = browser
        .submit("#factor-totp", &[], "button[value=remove]")
        .await
        .page();
    assert_eq!(page.page_name(), "sign-in", "{}", page.text());
    let page = browser
        .fill_sign_in(ADA.username, ADA.password)
        .await
        .page();
    assert_eq!(page.page_name(), "second-factor");
    let page = enter(&mut browser, &ada.next_code(&app)).await;
    assert!(page.has("[data-kind=totp][data-on]"), "{}", page.text());
}

/// H10: "409 unless another factor": who must have one keeps the last.
#[tokio::test]
async fn the_last_factor_stays_where_one_is_needed() {
    let app = TestApp::with_fixture().await;
    let mut browser = app.browser();
    authenticator_app::turn_on(&mut browser, &app, ADA).await;
    offer(&app, "\"totp\", \"email\"", "required = true").await;
    browser.get("/account/two-factor").await;
    let page = browser
        .submit("#factor-totp", &[], "button[value=remove]")
        .await
        .page();
    assert_eq!(page.status, 409, "{}", page.text());
    assert!(page.has("[data-kind=totp][data-on]"));
    // With another one it may go.
    let page = browser
        .submit("#factor-email", &[], "button[value=turn-on]")
        .await
        .page();
    assert!(page.has("[data-kind=email][data-on]"), "{}", page.text());
    let page = browser
        .submit("#factor-totp", &[], "button[value=remove]")
        .await
        .page();
    assert!(!page.has("[data-kind=totp][data-on]"), "{}", page.text());
}

/// A sign-in that was under way proves nothing after the factors changed.
#[tokio::test]
async fn a_change_ends_what_is_under_way() {
    let app = TestApp::with_fixture().await;
    let mut owner = app.browser();
    let (ada, _) = authenticator_app::turn_on(&mut owner, &app, ADA).await;
    let mut other = app.browser();
    half_way(&mut other, ADA).await;
    owner.get("/account/two-factor").await;
    owner
        .submit("#new-codes", &[], "button[value=new-codes]")
        .await;
    let page = enter(&mut other, &ada.next_code(&app)).await;
    assert_eq!(page.status, 400, "{}", page.text());
    assert!(other.cookie("sid").is_none());
    // The owner's own login goes on.
    assert_eq!(
        owner.get("/account/two-factor").await.page_name(),
        "account-two-factor"
    );
}
