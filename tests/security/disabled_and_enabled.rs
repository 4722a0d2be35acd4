//! An account that is disabled and let in again: what was begun before it was disabled does not go on afterwards.

use vestibule::administration::clients::Switch;
use vestibule_test_support::authenticator_app;
use vestibule_test_support::fixture::{ADA, GRACE};

use crate::mail_ways::{is_void, mail_link, open_app, reset};
use crate::operator::switch_user;
use crate::second_step::{enter, enter_and_remember, half_way, is_in};

/// "…all active sessions are terminated when a user account is disabled"  ASVS 5.0 V7.4.2; and so is what would have become one.
#[tokio::test]
async fn what_was_begun_before_is_void_when_the_account_is_let_in_again() {
    let app = open_app().await;
    let (ada, _) = authenticator_app::turn_on(&mut app.browser(), &app, ADA).await;
    let mut remembered = app.browser();
    half_way(&mut remembered, ADA).await;
    assert!(is_in(
        &enter_and_remember(&mut remembered, &ada.next_code(&app)).await
    ));
    let mut waiting = app.browser();
    half_way(&mut waiting, ADA).await;
    let mut to_reset = reset(&app, ADA).await;
    let mut to_sign_in = mail_link(&app, ADA).await;
    // A page that is open already.
    to_sign_in.open().await;
    let mut untouched = mail_link(&app, GRACE).await;

    switch_user(&app, ADA.username, Switch::Disabled).await;
    switch_user(&app, ADA.username, Switch::Enabled).await;

    let page = enter(&mut waiting, &ada.next_code(&app)).await;
    assert!(!is_in(&page), "{}", page.text());
    assert!(is_void(&to_reset.open().await));
    assert!(is_void(&to_sign_in.press().await));
    assert_eq!(remembered.get("/account").await.page_name(), "sign-in");
    let page = half_way(&mut remembered, ADA).await;
    assert_eq!(page.page_name(), "second-factor", "it is asked again");
    // Everything begins anew, and works.
    assert!(is_in(&enter(&mut remembered, &ada.next_code(&app)).await));
    untouched.open().await;
    untouched.press().await;
    assert!(untouched.browser.cookie("sid").is_some());
}

/// A password that is the present one stays the present one: it did not become a former one by being disabled.
#[tokio::test]
async fn the_password_is_what_it_was() {
    let app = open_app().await;
    let db = app
        .app()
        .database
        .tenant(crate::operator::tenant(&app).await);
    let ada = db.credentials(ADA.username).await.unwrap().unwrap().user.id;
    switch_user(&app, ADA.username, Switch::Disabled).await;
    switch_user(&app, ADA.username, Switch::Enabled).await;
    assert!(db.passwords_before(ada, 10).await.unwrap().is_empty());
    app.browser().sign_in_as(ADA).await;
}
