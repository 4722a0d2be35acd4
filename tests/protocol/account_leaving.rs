//! A password, a copy of everything, and leaving.

use serde_json::Value;
use vestibule_test_support::assertions::assert_absent;
use vestibule_test_support::browser::Site;
use vestibule_test_support::fixture::{ADA, GRACE, WEB};
use vestibule_test_support::{Browser, Page, RelyingParty, TestApp};

const BETTER: &str = "eleven purple lanterns over the harbour";

async fn change(browser: &mut Browser, current: &str, new: &str) -> Page {
    browser.get("/account/password").await;
    let fields = [("current", current), ("password", new)];
    browser
        .submit("#account-password", &fields, "#account-password-submit")
        .await
        .page()
}

/// "A Well-Known URL for Changing Passwords": programs find the page.
#[tokio::test]
async fn programs_find_the_page_that_changes_the_password() {
    let app = TestApp::with_fixture().await;
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    let page = browser.get("/.well-known/change-password").await;
    assert_eq!(page.page_name(), "account-password");
    assert_eq!(browser.hops()[0].status, 303);
    assert!(page.has("input[autocomplete=username]"));
    assert!(page.has("input[autocomplete=current-password]"));
    assert!(page.has("input[autocomplete=new-password]"));
}

/// The current one is asked for; then every other browser is signed out and this one goes on under a new session.
#[tokio::test]
async fn a_changed_password_ends_every_other_sign_in() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let (mut here, mut there) = (app.browser(), app.browser());
    let tokens = rp.sign_in_and_exchange(&mut there).await;
    here.sign_in_as(ADA).await;
    let page = change(&mut here, "not the password at all", BETTER).await;
    assert_eq!(page.status, 422);
    assert!(page.has("#current-problem"));
    let page = change(&mut here, ADA.password, "short").await;
    assert_eq!(page.status, 422);
    assert!(page.has("#password-problem"));
    let page = change(&mut here, ADA.password, ADA.password).await;
    assert_eq!(page.status, 422, "the same again is none");
    let old = here.cookie("sid").unwrap().value.clone();
    let page = change(&mut here, ADA.password, BETTER).await;
    assert_eq!(
        (page.status, page.page_name().as_str()),
        (200, "account-password"),
        "{}",
        page.text()
    );
    assert_eq!(page.texts("[role=status]").len(), 1);
    assert_ne!(here.cookie("sid").unwrap().value, old, "a new session id");
    let mut thief = app.browser();
    thief.set_cookie(&format!("sid={old}; Path=/"));
    assert_eq!(thief.get("/account").await.page_name(), "sign-in");
    assert_eq!(there.get("/account").await.page_name(), "sign-in");
    rp.userinfo(&tokens.access_token).await.expect(401);
    let mut again = app.browser();
    again.get("/sign-in").await;
    assert_eq!(
        again
            .fill_sign_in(ADA.username, ADA.password)
            .await
            .page()
            .page_name(),
        "sign-in"
    );
    again.sign_in(ADA.username, BETTER).await;
    let page = here.get("/account/activity").await;
    assert!(
        page.texts(".thing-name")
            .contains(&"Your password was changed".to_owned())
    );
}

/// Wrong ones are counted as at the sign-in: whoever finds a browser signed in cannot try them all.
#[tokio::test]
async fn wrong_current_passwords_are_counted() {
    let app = TestApp::with_fixture().await;
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    let mut refused = 0;
    for _ in 0..40 {
        let page = change(&mut browser, "not the password at all", BETTER).await;
        if page.status == 429 {
            assert!(page.header("retry-after").is_some());
            refused += 1;
        }
    }
    assert!(refused > 0);
}

/// "export of everything held (JSON)": all of it, nothing of anybody else, and nothing that proves who one is.
#[tokio::test]
async fn the_copy_holds_everything_and_no_secret() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let (mut browser, mut other) = (app.browser(), app.browser());
    other.sign_in_as(GRACE).await;
    let tokens = rp.sign_in_and_exchange(&mut browser).await;
    browser.get("/account/data").await;
    let page = browser
        .submit("#account-export", &[], "#account-export-submit")
        .await
        .page();
    assert_eq!(page.header("content-type"), Some("application/json"));
    assert_eq!(page.header("cache-control"), Some("no-store"));
    assert_eq!(
        page.header("content-disposition"),
        Some("attachment; filename=\"my-account.json\"")
    );
    let copy: Value = serde_json::from_str(&page.body).unwrap();
    assert_eq!(copy["account"]["username"], "ada");
    assert_eq!(copy["account"]["profile"]["birthdate"], "1815-12-10");
    assert_eq!(copy["sessions"].as_array().unwrap().len(), 1);
    assert_eq!(copy["consents"][0]["app"], "web");
    assert_eq!(copy["grants"][0]["app"], "web");
    let activity = copy["activity"].as_array().unwrap();
    assert!(
        activity
            .iter()
            .any(|event| event["what"] == "account.exported")
    );
    for part in [
        "devices",
        "second_factors",
        "recovery_codes",
        "passkeys",
        "pictures",
        "identities",
    ] {
        assert!(copy[part].is_array(), "{part}");
    }
    assert!(!page.body.contains("grace"));
    assert!(!page.body.contains("argon2"));
    for secret in [
        ADA.password,
        &tokens.access_token,
        tokens.refresh_token(),
        &browser.cookie("sid").unwrap().value,
    ] {
        assert_absent(&page.body, secret);
    }
}

async fn ask(browser: &mut Browser, password: &str) -> Page {
    browser.get("/account/data").await;
    browser
        .submit(
            "#account-delete",
            &[("current", password)],
            "#account-delete-submit",
        )
        .await
        .page()
}

/// "deletion with a grace period": asked for with the password, told by mail, called off by a button.
#[tokio::test]
async fn a_deletion_can_be_called_off_until_its_day() {
    let app = TestApp::with_fixture().await;
    let mut browser = app.browser();
    browser.sign_in_as(GRACE).await;
    let page = ask(&mut browser, "not the password at all").await;
    assert_eq!(page.status, 422);
    assert!(page.has("#account-delete"));
    let page = ask(&mut browser, GRACE.password).await;
    assert_eq!(page.status, 200, "{}", page.text());
    assert!(page.has("#account-keep") && !page.has("#account-delete"));
    // Every page of the account says so, and a new sign-in as well.
    let mut elsewhere = app.browser();
    elsewhere.sign_in_as(GRACE).await;
    assert!(elsewhere.get("/account").await.has(".leaving a"));
    elsewhere.get("/account/data").await;
    let page = elsewhere
        .submit("#account-keep", &[], "#account-keep-submit")
        .await
        .page();
    assert!(page.has("#account-delete"));
    let messages = app.dump().await;
    assert!(messages.contains("deletion"), "the owner is told by mail");
    app.advance(20 * 24 * 60 * 60);
    assert!(due(&app).await.is_empty());
}

async fn due(app: &TestApp) -> Vec<vestibule::model::UserId> {
    let app = app.app();
    let due = app
        .database
        .due_deletions(None, 10, app.clock.now())
        .await
        .unwrap();
    due.into_iter().map(|(_, user)| user).collect()
}

/// C25: when its day has come everything goes, and the identifier is nobody's any more.
#[tokio::test]
async fn when_its_day_has_come_everything_goes() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = app.browser();
    let tokens = rp.sign_in_and_exchange(&mut browser).await;
    let sub = rp.userinfo(&tokens.access_token).await.json()["sub"].clone();
    ask(&mut browser, ADA.password).await;
    app.advance(13 * 24 * 60 * 60);
    assert!(due(&app).await.is_empty(), "a day is left");
    app.advance(24 * 60 * 60 + 1);
    let inner = app.app();
    let found = inner
        .database
        .due_deletions(None, 10, inner.clock.now())
        .await
        .unwrap();
    let [(tenant, user)] = found.as_slice() else {
        panic!("{found:?}")
    };
    assert_eq!(user.to_string(), sub.as_str().unwrap());
    assert!(
        vestibule::accounts::delete_due(inner, *tenant, *user)
            .await
            .unwrap()
    );
    // Another node may have seen it as well.
    assert!(
        !vestibule::accounts::delete_due(inner, *tenant, *user)
            .await
            .unwrap()
    );
    rp.refresh(tokens.refresh_token()).await.expect(400);
    assert_eq!(browser.get("/account").await.page_name(), "sign-in");
    let (db, now) = (inner.database.tenant(*tenant), inner.clock.now());
    assert!(db.everything_of(*user).await.unwrap().is_none());
    assert!(
        db.logins_of_user(*user, vestibule::storage::Idle::after(1_000_000), now)
            .await
            .unwrap()
            .is_empty()
    );
    assert!(db.apps_of_user(*user, now).await.unwrap().is_empty());
    assert!(db.events_of_user(*user, None, 10).await.unwrap().is_empty());
    assert!(db.devices(*user).await.unwrap().is_empty());
    app.apply(&format!(
        "[[user]]\nusername = \"ada\"\nemail = {:?}\npassword = {:?}\n",
        ADA.email, ADA.password
    ))
    .await;
    let tokens = rp.sign_in_and_exchange(&mut app.browser()).await;
    assert_ne!(rp.userinfo(&tokens.access_token).await.json()["sub"], sub);
}

/// Without the last administrator nobody could administer the place.
#[tokio::test]
async fn the_last_administrator_stays() {
    let app = TestApp::with_fixture().await;
    let root = "a password for the only administrator";
    app.apply(&format!(
        "[[user]]\nusername = \"root\"\npassword = {root:?}\nroles = [\"admin\"]\n"
    ))
    .await;
    let mut browser = app.browser();
    browser.sign_in("root", root).await;
    let page = ask(&mut browser, root).await;
    assert_eq!(
        (page.status, page.error_code().as_deref()),
        (409, Some("last_administrator"))
    );
    // Nor does a tenant that keeps its people let them go.
    app.apply("[[tenant]]\nslug = \"default\"\n[tenant.accounts]\ndeletion = false\n")
        .await;
    browser.sign_in_as(ADA).await;
    let page = browser.get("/account/data").await;
    assert!(!page.has("#account-delete"));
    let csrf = page
        .attribute("#account-export input[name=csrf]", "value")
        .unwrap();
    let fields = [("csrf", csrf.as_str()), ("current", ADA.password)];
    let page = browser
        .post("/account/data/delete", &fields, Site::Same)
        .await
        .page();
    assert_eq!(page.status, 403);
}

/// Nor can whoever became the last one in the days of grace: their account waits for another one.
#[tokio::test]
async fn whoever_became_the_last_administrator_stays_until_there_is_another() {
    let app = TestApp::with_fixture().await;
    let root = "a password for one of two administrators";
    app.apply(&format!(
        "[[user]]\nusername = \"root\"\npassword = {root:?}\nroles = [\"admin\"]\n"
    ))
    .await;
    let second = |disabled: bool| {
        format!("[[user]]\nusername = \"second\"\nroles = [\"admin\"]\ndisabled = {disabled}\n")
    };
    app.apply(&second(false)).await;
    let mut browser = app.browser();
    browser.sign_in("root", root).await;
    assert_eq!(ask(&mut browser, root).await.status, 200);
    app.apply(&second(true)).await;
    app.advance(15 * 24 * 60 * 60);
    let inner = app.app();
    let found = inner.database.due_deletions(None, 10, inner.clock.now());
    let [(tenant, user)] = found.await.unwrap()[..] else {
        panic!("one account is due")
    };
    for last in [true, false] {
        app.apply(&second(last)).await;
        let deleted = vestibule::accounts::delete_due(inner, tenant, user).await;
        assert_eq!(deleted.unwrap(), !last);
    }
}
