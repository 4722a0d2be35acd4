//! F16: the work of a reset tells who has an account (CVE-2022-39307).

use vestibule_test_support::TestApp;
use vestibule_test_support::fixture::{ADA, GRACE};

use crate::mail_ways::{OPEN, ask, open_app};

/// Accounts that are not as usual.
pub(crate) const OTHERS: &str = r#"
[[user]]
username = "passwordless"
email = "passwordless@example.com"
[[user]]
username = "disabled"
email = "disabled@example.com"
password = "a password that would be right"
disabled = true
[[user]]
username = "nomail"
password = "a password that would be right"
"#;

fn outbox(app: &TestApp) -> u64 {
    app.app().database.counters().messages()
}

/// "Verify that … password reset … do[es] not … reveal"  ASVS 6.3.8: one answer, and one message is written, whoever it is for.
#[tokio::test]
async fn one_answer_and_one_message_for_everybody() {
    let app = open_app().await;
    app.apply(OTHERS).await;
    let mut answers = Vec::new();
    let mut told = Vec::new();
    for login in [
        ADA.username,
        GRACE.email,
        "nobody",
        "nobody@example.com",
        "passwordless@example.com",
        "disabled",
        "nomail",
        "'; DROP TABLE users; --",
        "nul\u{0}",
    ] {
        // Only five an hour may come from one network.
        app.advance(3600);
        let mut browser = app.browser();
        let (hashes, rows) = (app.password_hashes(), outbox(&app));
        let page = ask(&mut browser, "/forgot-password", login).await;
        assert_eq!(app.password_hashes(), hashes);
        assert_eq!(outbox(&app) - rows, 1, "{login}");
        // Before it is too old to be sent.
        told = app.mailbox().all().await;
        answers.push((
            login,
            page.status,
            page.header("set-cookie").map(str::to_owned),
            sentence(&page.text()),
        ));
    }
    for answer in &answers {
        assert_eq!(answer.1, 202, "{answer:?}");
        assert_eq!((&answer.2, &answer.3), (&answers[0].2, &answers[0].3));
    }
    let mut told: Vec<String> = told.into_iter().map(|mail| mail.to).collect();
    told.sort();
    assert_eq!(told, [ADA.email, GRACE.email, "passwordless@example.com"]);
}

/// What the page says, but for what was typed.
fn sentence(text: &str) -> String {
    let (start, rest) = text.split_once("If there is an account for ").unwrap();
    let (_, end) = rest.split_once(", we have sent").unwrap();
    format!("{start}{end}")
}

/// "reset/verify mail | 5/h | 1/min, 3/h (silent 202)"  SECURITY §4.5
#[tokio::test]
async fn mails_are_limited_silently_by_account_and_loudly_by_network() {
    let app = open_app().await;
    let mut statuses = Vec::new();
    for step in [0, 10, 61, 61, 61, 61] {
        app.advance(step);
        let mut browser = app.browser();
        statuses.push(
            ask(&mut browser, "/forgot-password", ADA.username)
                .await
                .status,
        );
    }
    assert_eq!(statuses, [202, 202, 202, 202, 202, 429]);
    assert_eq!(
        app.mailbox().to(ADA.email).await.len(),
        3,
        "the second came too soon, the fifth was too many"
    );
    let mut browser = app.browser();
    let page = ask(&mut browser, "/forgot-password", "nobody").await;
    assert_eq!(page.status, 429, "whoever it is for");
    assert_eq!(page.header("retry-after"), Some("3600"));
    app.advance(3600);
    let page = ask(&mut browser, "/forgot-password", ADA.username).await;
    assert_eq!(page.status, 202);
    assert_eq!(app.mailbox().to(ADA.email).await.len(), 4);
}

/// A decoy stands alone: if all of nobody's shared a place, each request for an unknown name would read all the others, and take
/// the longer the more there are.
#[tokio::test]
async fn decoys_share_no_place() {
    let app = crate::networks::behind_proxy().await;
    app.apply(crate::mail_ways::OPEN).await;
    app.apply(OTHERS).await;
    let mut asked = 0;
    for (number, login) in ["nobody", "nobody@example.com", "disabled", "nomail"]
        .iter()
        .enumerate()
    {
        for path in ["/forgot-password", "/sign-in/mail"] {
            let address = format!("203.0.113.{}", number + 1);
            let mut browser = crate::networks::from(&app, &address);
            assert_eq!(ask(&mut browser, path, login).await.status, 202);
            asked += 1;
        }
    }
    let dump = app.dump().await;
    let table = dump.split("# links").nth(1).unwrap();
    let table = table.split("\n# ").next().unwrap();
    let places: std::collections::HashSet<&str> = table
        .match_indices("decoy:")
        .map(|(at, _)| &table[at..at + 42])
        .collect();
    assert_eq!(places.len(), asked, "{places:?}");
}

/// What is kept silent costs what is sent: or whoever asks for an address and then for a username would learn from the work of the
/// second that both are one account's.
#[tokio::test]
async fn a_silence_costs_what_a_mail_costs() {
    let app = TestApp::builder().fixture().without_jobs().start().await;
    app.apply(OPEN).await;
    for (path, button) in [
        ("/forgot-password", "#forgot-password-submit"),
        ("/sign-in/mail", "#mail-sign-in-link"),
        ("/sign-in/mail", "#mail-sign-in-code"),
    ] {
        app.advance(3600);
        let form = button.rsplit_once('-').unwrap().0;
        let mut work = Vec::new();
        for login in [ADA.email, ADA.username, "nobody", "nobody"] {
            let mut browser = app.browser();
            browser.get(path).await;
            let before = (app.sql_statements(), outbox(&app));
            let page = browser.submit(form, &[("login", login)], button).await;
            assert!(page.page().status < 300, "{button}");
            work.push((app.sql_statements() - before.0, outbox(&app) - before.1));
        }
        assert!(work.iter().all(|one| *one == work[0]), "{button}: {work:?}");
        assert_eq!(work[0].1, 1, "{button}");
        // And the one mail that was sent is the only one.
        app.deliver_mail().await;
    }
    assert_eq!(app.mailbox().to(ADA.email).await.len(), 3);
}
