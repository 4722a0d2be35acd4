//! G09: the way back for somebody who lost every second factor, and what somebody who found them has of it.

use vestibule::administration::recovery::{Passkeys, reset_factors};
use vestibule_test_support::fixture::{ADA, FIRST, GRACE};
use vestibule_test_support::{
    AuthenticatorApp, RelyingParty, TestApp, TestProcess, authenticator_app,
};

use crate::audit_lines::AuditLines;
use crate::mail_ways::is_void;
use crate::passkeys::{assert_signed_in, house, with_passkey};
use crate::second_step::{enter, enter_and_remember, half_way, is_in, offer};
use crate::visits::{nobody, silently};

/// Every factor goes, and everything that was proven with them: sessions, grants, remembered browsers, sign-ins that wait, links.
/// Its owner is told, and sets another one up after the password.
#[tokio::test]
async fn whoever_lost_every_factor_begins_anew_and_so_does_everybody_else() {
    let audit = AuditLines::listen();
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, FIRST);
    let (ada, codes) = authenticator_app::turn_on(&mut app.browser(), &app, ADA).await;
    let mut remembered = app.browser();
    half_way(&mut remembered, ADA).await;
    enter_and_remember(&mut remembered, &ada.next_code(&app)).await;
    let code = silently(&mut remembered, &rp).await.unwrap();
    let tokens = rp.exchange(&code).await;
    let (mut waiting, mut with_a_code) = (app.browser(), app.browser());
    half_way(&mut waiting, ADA).await;
    half_way(&mut with_a_code, ADA).await;
    let mut link = app.browser();
    link.get("/forgot-password").await;
    let login = [("login", ADA.email)];
    link.submit("#forgot-password", &login, "#forgot-password-submit")
        .await;
    let link = app.mailbox().last_to(ADA.email).await.link();

    let left = reset_factors(&app.context().await, ADA.username, Passkeys::Remove)
        .await
        .unwrap();
    assert!(left.password && !left.passkey && !left.is_demanded);
    assert_eq!(silently(&mut remembered, &rp).await, nobody());
    rp.refresh(tokens.refresh_token()).await.expect(400);
    rp.userinfo(&tokens.access_token).await.expect(401);
    let page = enter(&mut waiting, &ada.code_at(app.now() + 30)).await;
    assert!(!is_in(&page), "{}", page.text());
    let page = enter(&mut with_a_code, &codes[0]).await;
    assert!(!is_in(&page), "{}", page.text());
    assert!(is_void(&app.browser().get(&link).await));
    let mail = app.mailbox().last_to(ADA.email).await;
    assert_eq!(mail.subject, "Your second steps were removed");
    let lines = audit.of("mfa.reset");
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0]["by"], "operator");

    // The password is enough now, where nothing more is demanded.
    let mut owner = app.browser();
    owner.sign_in_as(ADA).await;
    let page = owner.get("/account/two-factor").await;
    assert!(!page.has("[data-kind=totp][data-on]") && !page.has("#remembered li"));
    let page = owner.get("/account/activity").await;
    let told = page.texts(".thing-name");
    assert!(
        told.contains(&"An administrator removed your second steps".to_owned()),
        "{told:?}"
    );
    // Where it is, another one is set up first; the old app is worth nothing.
    offer(&app, "\"totp\"", "required = true").await;
    let mut owner = app.browser();
    owner.get("/sign-in").await;
    let page = owner.fill_sign_in(ADA.username, ADA.password).await.page();
    assert_eq!(page.page_name(), "second-factor-set-up", "{}", page.text());
    let fresh = AuthenticatorApp::from_page(&page);
    assert_ne!(fresh.secret(), ada.secret());
    let left = reset_factors(&app.context().await, ADA.username, Passkeys::Remove).await;
    assert!(left.unwrap().is_demanded);
    // Nobody else lost anything.
    app.browser().get("/sign-in").await;
    let db = app
        .app()
        .database
        .tenant(crate::operator::tenant(&app).await);
    assert!(db.credentials(GRACE.username).await.unwrap().is_some());
}

/// Passkeys go, too, unless the operator says that they were not lost.
#[tokio::test]
async fn passkeys_are_kept_when_they_were_not_lost() {
    let app = house().await;
    let (_, mut passkey) = with_passkey(&app, ADA).await;
    let ctx = app.context().await;
    let left = reset_factors(&ctx, ADA.username, Passkeys::Keep)
        .await
        .unwrap();
    assert!(left.passkey);
    let mut browser = app.browser();
    let page = browser.sign_in_with_passkey(&mut passkey).await;
    assert_signed_in(&browser, &page);
    let page = browser.get("/account/two-factor").await;
    assert!(!page.text().contains("10 of"), "recovery codes are gone");
    reset_factors(&ctx, ADA.username, Passkeys::Remove)
        .await
        .unwrap();
    let mut browser = app.browser();
    let page = browser.sign_in_with_passkey(&mut passkey).await;
    assert_eq!(page.page_name(), "sign-in", "{}", page.text());
    browser.sign_in_as(ADA).await;
}

/// The command says what it did, and to whom it did not.
#[tokio::test]
async fn the_command_takes_every_factor_away() {
    let mut process = TestProcess::with_fixture(env!("CARGO_BIN_EXE_vestibule")).await;
    process.start();
    process.wait_ready().await;
    let mut browser = process.browser();
    browser.sign_in_as(ADA).await;
    let output = process.run(&["user", "reset-factors", ADA.email]).await;
    assert!(output.status.success(), "{output:?}");
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("signed out everywhere"), "{text}");
    let log = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(log.contains("\"event\":\"mfa.reset\""), "{log}");
    assert_eq!(browser.get("/account").await.page_name(), "sign-in");
    let output = process
        .run(&["user", "reset-factors", "nobody", "--keep-passkeys"])
        .await;
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("there is no user \"nobody\""));
}
