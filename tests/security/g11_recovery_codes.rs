//! G11: recovery codes used twice, by somebody else, or guessed (Gogs CVE-2025-64175).

use vestibule::storage::{Allowed, Notices};
use vestibule_test_support::fixture::{ADA, GRACE};
use vestibule_test_support::{Browser, TestApp, authenticator_app};

use crate::mail_ways::FRESH;
use crate::operator::replace_password;
use crate::second_step::{enter, half_way, is_in};

async fn to_recovery(browser: &mut Browser) {
    let link = browser.page().link("a[href*='method=recovery_code']");
    let page = browser.get(link.as_str()).await;
    assert_eq!(page.page_name(), "second-factor");
}

/// "Look-up secrets … SHALL be used successfully only once."  NIST SP 800-63B-4 §3.1.2.2
#[tokio::test]
async fn a_recovery_code_signs_its_owner_in_once() {
    let app = TestApp::with_fixture().await;
    let (_, codes) = authenticator_app::turn_on(&mut app.browser(), &app, ADA).await;
    let (_, other_codes) = authenticator_app::turn_on(&mut app.browser(), &app, GRACE).await;
    assert_eq!(codes.len(), 10);
    let mut browser = app.browser();
    half_way(&mut browser, ADA).await;
    to_recovery(&mut browser).await;
    assert_eq!(
        enter(&mut browser, &other_codes[0]).await.status,
        422,
        "Grace's"
    );
    // As a person copies it.
    let typed = codes[0].to_lowercase().replace('-', " ");
    assert!(is_in(&enter(&mut browser, &typed).await));
    let page = browser.get("/account/two-factor").await;
    assert!(
        page.texts("#codes-left").concat().contains('9'),
        "{}",
        page.text()
    );
    let mut again = app.browser();
    half_way(&mut again, ADA).await;
    to_recovery(&mut again).await;
    assert_eq!(enter(&mut again, &codes[0]).await.status, 422);
    assert!(is_in(&enter(&mut again, &codes[1]).await));
    // Grace's own is untouched by what Ada typed.
    let mut grace = app.browser();
    half_way(&mut grace, GRACE).await;
    to_recovery(&mut grace).await;
    assert!(is_in(&enter(&mut grace, &other_codes[0]).await));
}

/// Of many requests with one code one wins, on every database.
#[tokio::test]
async fn a_recovery_code_wins_one_race() {
    let app = TestApp::with_fixture().await;
    let (_, codes) = authenticator_app::turn_on(&mut app.browser(), &app, ADA).await;
    let mut racing = Vec::new();
    for _ in 0..6 {
        let (mut browser, code) = (app.browser(), codes[3].clone());
        half_way(&mut browser, ADA).await;
        to_recovery(&mut browser).await;
        racing.push(tokio::spawn(async move {
            is_in(&enter(&mut browser, &code).await)
        }));
    }
    let mut winners = 0;
    for racer in racing {
        winners += usize::from(racer.await.unwrap());
    }
    assert_eq!(winners, 1);
}

/// The same limits as for other codes hold, and the last code of all works as the first did.
#[tokio::test]
async fn guesses_are_limited_and_the_last_code_is_good() {
    let app = TestApp::with_fixture().await;
    let (ada, codes) = authenticator_app::turn_on(&mut app.browser(), &app, ADA).await;
    let mut browser = app.browser();
    half_way(&mut browser, ADA).await;
    to_recovery(&mut browser).await;
    for _ in 0..4 {
        assert_eq!(enter(&mut browser, "AAAA-AAAA-AAAA-AAAA").await.status, 422);
    }
    assert_eq!(enter(&mut browser, "AAAA-AAAA-AAAA-AAAA").await.status, 403);
    for code in &codes {
        let mut browser = app.browser();
        half_way(&mut browser, ADA).await;
        to_recovery(&mut browser).await;
        assert!(is_in(&enter(&mut browser, code).await), "{code}");
    }
    let mut browser = app.browser();
    let page = half_way(&mut browser, ADA).await;
    assert!(!page.has("a[href*='method=recovery_code']"), "none is left");
    assert!(is_in(&enter(&mut browser, &ada.next_code(&app)).await));
}

/// New codes replace the old ones; the database knows neither.
#[tokio::test]
async fn new_codes_void_the_old_ones_and_none_is_stored() {
    let app = TestApp::with_fixture().await;
    let mut browser = app.browser();
    let (_, old) = authenticator_app::turn_on(&mut browser, &app, ADA).await;
    browser.get("/account/two-factor").await;
    let page = browser
        .submit("#new-codes", &[], "button[value='new-codes']")
        .await
        .page();
    assert_eq!(page.page_name(), "recovery-codes", "{}", page.text());
    let new = page.texts(".codes code");
    assert!(new.iter().all(|code| !old.contains(code)), "{new:?}");
    // The page can be had as a file, from nowhere but itself.
    let file = browser
        .submit("#recovery-codes-file", &[], "#recovery-codes-download")
        .await
        .page();
    assert!(
        new.iter().all(|code| file.body.contains(code)),
        "{}",
        file.body
    );
    assert_eq!(
        file.header("content-type"),
        Some("text/plain; charset=utf-8")
    );
    assert!(
        file.header("content-disposition")
            .unwrap()
            .starts_with("attachment")
    );
    let mut visitor = app.browser();
    half_way(&mut visitor, ADA).await;
    to_recovery(&mut visitor).await;
    assert_eq!(enter(&mut visitor, &old[0]).await.status, 422);
    assert!(is_in(&enter(&mut visitor, &new[0]).await));
    let dump = app.dump().await;
    for code in old.iter().chain(&new) {
        assert!(!dump.contains(code.as_str()) && !dump.contains(&code.replace('-', "")));
    }
}

/// One occasion, one mail: the first codes come with a second step, and the mail about that is enough.
#[tokio::test]
async fn a_mail_tells_of_new_codes_and_not_of_those_that_come_with_a_factor() {
    let app = TestApp::with_fixture().await;
    let mut browser = app.browser();
    authenticator_app::turn_on(&mut browser, &app, ADA).await;
    let about_codes = async || {
        let mails = app.mailbox().to(ADA.email).await;
        let about = mails
            .iter()
            .filter(|mail| mail.subject.contains("recovery codes"));
        (mails.len(), about.count())
    };
    let (before, about) = about_codes().await;
    assert!(before > 0, "the mail about the app");
    assert_eq!(about, 0);
    browser.get("/account/two-factor").await;
    browser
        .submit("#new-codes", &[], "button[value='new-codes']")
        .await;
    assert_eq!(about_codes().await, (before + 1, 1));
}

/// The overview reminds of new codes while there is still one to sign in with.
#[tokio::test]
async fn the_overview_says_when_few_codes_are_left() {
    let app = TestApp::with_fixture().await;
    let (_, codes) = authenticator_app::turn_on(&mut app.browser(), &app, ADA).await;
    for (left, code) in (0..codes.len()).rev().zip(&codes) {
        let mut browser = app.browser();
        half_way(&mut browser, ADA).await;
        to_recovery(&mut browser).await;
        assert!(is_in(&enter(&mut browser, code).await), "{code}");
        let said = browser.get("/account").await.texts(".attention li p");
        let wanted = match left {
            0 => Some("no recovery codes".to_owned()),
            1 => Some("one recovery code left".to_owned()),
            2 | 3 => Some(format!("{left} recovery codes left")),
            _ => None,
        };
        let said = said.iter().find(|text| text.contains("recovery code"));
        match wanted {
            None => assert_eq!(said, None, "{left} are left"),
            Some(wanted) => assert!(
                said.is_some_and(|said| said.contains(&wanted)),
                "{left}: {said:?}"
            ),
        }
    }
}

/// The last code makes a new version of the credentials, so it is spent under the version that the sign-in rests on: a change by
/// somebody else in that very moment voids the sign-in, and the code as well is not used up by it.
#[tokio::test]
async fn a_code_is_not_spent_under_credentials_that_changed_meanwhile() {
    let app = TestApp::with_fixture().await;
    let (_, codes) = authenticator_app::turn_on(&mut app.browser(), &app, ADA).await;
    for code in &codes[1..] {
        let mut browser = app.browser();
        half_way(&mut browser, ADA).await;
        to_recovery(&mut browser).await;
        assert!(is_in(&enter(&mut browser, code).await));
    }
    let ctx = app.context().await;
    let before = ctx.db().credentials(ADA.username).await.unwrap().unwrap();
    let user = before.user.id;
    assert!(replace_password(&app, ADA.username, FRESH).await);
    let code = codes[0].replace('-', "");
    let message = [user.0.as_bytes(), code.as_bytes()].concat();
    let tag = ctx.app().vault.tag("recovery code", &message);
    for (version, is_used) in [(before.version, false), (before.version + 1, true)] {
        let allowed = Allowed { user, version };
        let notices = Notices::default();
        let used = ctx
            .db()
            .use_recovery_code(allowed, tag, notices, ctx.now())
            .await
            .unwrap();
        assert_eq!(used.is_some(), is_used, "{version}");
    }
}
