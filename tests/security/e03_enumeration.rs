//! E03: who has an account is told by a message, a status, a header, a redirect, or by how much work there was (CVE-2026-4633,
//! CVE-2022-39307). Work is counted: hashes, and messages written.

use std::collections::BTreeMap;

use vestibule_test_support::fixture::ADA;
use vestibule_test_support::{Browser, Page, TestApp};

use crate::mail_ways::{FRESH, ask, open_app};

/// Everything that an outsider learns of one request.
#[derive(Debug, PartialEq)]
struct Learned {
    status: u16,
    hops: Vec<(u16, BTreeMap<String, String>)>,
    text: String,
    hashes: u64,
    messages: u64,
}

/// Headers that differ from answer to answer by nature.
const RANDOM: [&str; 4] = [
    "date",
    "x-request-id",
    "content-length",
    "content-security-policy",
];

fn learned(browser: &Browser, page: &Page, typed: &[&str], work: (u64, u64)) -> Learned {
    let hops = browser
        .hops()
        .iter()
        .map(|hop| {
            let headers = hop
                .headers
                .iter()
                .filter(|(name, _)| !RANDOM.contains(&name.as_str()))
                .map(|(name, value)| {
                    let value = value.to_str().unwrap();
                    // Identifiers are random; what stands around them is not.
                    let value = value.split_once("attempt=").map_or(value, |(path, _)| path);
                    (name.to_string(), value.to_owned())
                })
                .collect();
            (hop.status, headers)
        })
        .collect();
    let mut text = page.text();
    for typed in typed {
        text = text.replace(typed, "…");
    }
    Learned {
        status: page.status,
        hops,
        text,
        hashes: work.0,
        messages: work.1,
    }
}

fn messages(app: &TestApp) -> u64 {
    app.app().database.counters().messages()
}

/// What is learned of a known and of an unknown name, at one way in.
macro_rules! compare {
    ($app:expr, $way:literal, $known:expr, $unknown:expr, |$browser:ident, $login:ident| $act:expr) => {{
        let mut all = Vec::new();
        for $login in [$known, $unknown] {
            let mut $browser = $app.browser();
            let before = ($app.password_hashes(), messages(&$app));
            let page: Page = $act;
            let work = (
                $app.password_hashes() - before.0,
                messages(&$app) - before.1,
            );
            all.push(learned(&$browser, &page, &[$login], work));
        }
        assert_eq!(all[0], all[1], $way);
        all.remove(0)
    }};
}

/// "Verify that valid users cannot be deduced from failed authentication challenges … Registration and forgot password
/// functionality must also have this protection."  ASVS 6.3.8
#[tokio::test]
async fn every_way_in_says_and_does_the_same_for_known_and_unknown() {
    let app = open_app().await;
    let seen = compare!(app, "sign-in", ADA.username, "nobody", |browser, login| {
        browser.get("/sign-in").await;
        browser.fill_sign_in(login, "wrong").await.page()
    });
    assert_eq!((seen.status, seen.hashes, seen.messages), (422, 1, 0));
    for (known, unknown) in [(ADA.username, "nobody"), (ADA.email, "nobody@example.com")] {
        app.advance(3600);
        let seen = compare!(
            app,
            "forgotten password",
            known,
            unknown,
            |browser, login| { ask(&mut browser, "/forgot-password", login).await }
        );
        assert_eq!((seen.status, seen.hashes, seen.messages), (202, 0, 1));
        let seen = compare!(app, "mail link", known, unknown, |browser, login| {
            ask(&mut browser, "/sign-in/mail", login).await
        });
        assert_eq!((seen.status, seen.hashes, seen.messages), (202, 0, 1));
        app.advance(61);
        let seen = compare!(app, "mail code", known, unknown, |browser, login| {
            browser.get("/sign-in/mail").await;
            let fields = [("login", login)];
            let outcome = browser
                .submit("#mail-sign-in", &fields, "#mail-sign-in-code")
                .await;
            outcome.page()
        });
        assert_eq!((seen.status, seen.hashes, seen.messages), (200, 0, 1));
    }
    let seen = compare!(
        app,
        "a wrong code",
        ADA.username,
        "nobody",
        |browser, login| {
            app.advance(3600);
            browser.get("/sign-in/mail").await;
            let fields = [("login", login)];
            browser
                .submit("#mail-sign-in", &fields, "#mail-sign-in-code")
                .await;
            let code = [("code", "00000000")];
            browser
                .submit("#mail-code", &code, "#mail-code-submit")
                .await
                .page()
        }
    );
    assert_eq!(seen.status, 422);
    let seen = compare!(
        app,
        "sign-up",
        ADA.email,
        "new@example.com",
        |browser, login| {
            browser.get("/sign-up").await;
            let fields = [
                ("username", "somebody"),
                ("email", login),
                ("password", FRESH),
            ];
            browser
                .submit("#sign-up", &fields, "#sign-up-submit")
                .await
                .page()
        }
    );
    assert_eq!((seen.status, seen.hashes, seen.messages), (202, 1, 1));
}

/// The owner of the mailbox, and nobody else, learns which it was; and no account is there before the address is proven, so that
/// the username tells nothing either.
#[tokio::test]
async fn only_the_mailbox_knows_and_the_username_is_free_until_then() {
    let app = open_app().await;
    for (email, known) in [(ADA.email, true), ("new@example.com", false)] {
        let mut browser = app.browser();
        crate::mail_ways::sign_up(&mut browser, "somebody", email).await;
        let mail = app.mailbox().last_to(email).await;
        assert_eq!(mail.link().contains("token="), !known, "{}", mail.text);
        // Neither the name nor the password leads anywhere, and the name is not taken.
        let mut other = app.browser();
        other.get("/sign-in").await;
        assert_eq!(
            other.fill_sign_in("somebody", FRESH).await.page().status,
            422
        );
        let page = crate::mail_ways::sign_up(&mut other, "somebody", "third@example.com").await;
        assert_eq!(page.status, 202);
        app.advance(3600);
    }
}

/// The limits are the same for both.
#[tokio::test]
async fn the_limits_do_not_tell_either() {
    let app = open_app().await;
    let mut seen = Vec::new();
    for login in [ADA.username, "nobody"] {
        let mut statuses = Vec::new();
        for _ in 0..6 {
            let before = messages(&app);
            let page = ask(&mut app.browser(), "/forgot-password", login).await;
            statuses.push((page.status, messages(&app) - before));
            app.advance(20);
        }
        seen.push(statuses);
        app.advance(3600);
    }
    assert_eq!(seen[0], seen[1]);
    assert!(
        seen[0].contains(&(202, 1)) && seen[0].contains(&(429, 0)),
        "{seen:?}"
    );
    // What is kept silent is written like what is sent, and thrown away.
    assert!(app.mailbox().to(ADA.email).await.len() < 5);
}
