//! L02, L03, L04, L06, L07: the limit is there, but it counts something that the attacker chooses.

use vestibule_test_support::fixture::ADA;
use vestibule_test_support::{Browser, TestApp};

use crate::e10_guessing::guess;
use crate::networks::{behind_proxy, from};

/// Ten guesses at names that nobody has. Whether the eleventh is still judged.
async fn has_guesses_left(browsers: impl Iterator<Item = Browser>) -> bool {
    let mut last = 0;
    for (number, mut browser) in browsers.enumerate() {
        last = guess(&mut browser, &format!("nobody{number}"), "wrong").await;
    }
    last == 422
}

/// "Only the one configured header; underscores refused" (CVE-2025-64484, CVE-2026-33495), and it only from a trusted proxy.
#[tokio::test]
async fn no_header_of_the_visitor_makes_another_visitor_of_it() {
    let direct = TestApp::with_fixture().await;
    let trusting = behind_proxy().await;
    let cases: [(&TestApp, &str, fn(usize) -> String); 9] = [
        (&direct, "x-forwarded-for", |n| format!("198.51.100.{n}")),
        (&direct, "x-real-ip", |n| format!("198.51.100.{n}")),
        (&direct, "forwarded", |n| format!("for=198.51.100.{n}")),
        (&trusting, "x_forwarded_for", |n| format!("198.51.100.{n}")),
        (&trusting, "x-real-ip", |n| format!("198.51.100.{n}")),
        (&trusting, "forwarded", |n| format!("for=198.51.100.{n}")),
        (&trusting, "cf-connecting-ip", |n| format!("198.51.100.{n}")),
        (&trusting, "true-client-ip", |n| format!("198.51.100.{n}")),
        // What the visitor wrote stands before what the proxy added.
        (&trusting, "x-forwarded-for", |n| {
            format!("198.51.100.{n}, 203.0.113.5")
        }),
    ];
    for (app, name, value) in cases {
        let browsers = (1..=11).map(|number| {
            let mut browser = app.browser();
            browser.added_headers = vec![(name, value(number))];
            browser
        });
        assert!(!has_guesses_left(browsers).await, "{name}");
        app.advance(61);
    }
    // The proxy's own word counts.
    let browsers = (1..=11).map(|number| from(&trusting, &format!("198.51.100.{number}")));
    assert!(has_guesses_left(browsers).await);
}

/// Two lines of the header are one list: the last address that is no proxy counts.
#[tokio::test]
async fn a_second_line_of_the_header_does_not_hide_the_first() {
    let app = behind_proxy().await;
    let browsers = (1..=11).map(|number| {
        let mut browser = app.browser();
        browser.added_headers = vec![
            ("x-forwarded-for", format!("198.51.100.{number}")),
            ("x-forwarded-for", "203.0.113.5".to_owned()),
        ];
        browser
    });
    assert!(!has_guesses_left(browsers).await);
}

/// "key=/64 plus a /48 aggregate with larger budget": who has a /64 has 2^64 addresses, and who has a /48 has 2^16 of those.
#[tokio::test]
async fn addresses_that_one_subscriber_can_choose_are_one_visitor() {
    let app = behind_proxy().await;
    let one_64 = (1..=11).map(|number| from(&app, &format!("2001:db8:1:2::{number:x}")));
    assert!(!has_guesses_left(one_64).await);
    app.advance(61);
    let one_48 = (1..=40).map(|number| from(&app, &format!("2001:db8:9:{number:x}::1")));
    assert!(has_guesses_left(one_48).await, "forty from one /48");
    let more = (41..=41).map(|number| from(&app, &format!("2001:db8:9:{number:x}::1")));
    assert!(!has_guesses_left(more).await);
    let elsewhere = (1..=1).map(|_| from(&app, "2001:db8:a:1::1"));
    assert!(has_guesses_left(elsewhere).await);
}

/// "canonical before keying; parse failure → peer address".
#[tokio::test]
async fn another_way_to_write_an_address_is_the_same_address() {
    let app = behind_proxy().await;
    let spellings = [
        "198.51.100.7",
        "::ffff:198.51.100.7",
        "::ffff:c633:6407",
        "0:0:0:0:0:ffff:198.51.100.7",
        " 198.51.100.7 ",
    ];
    let browsers = (0..11).map(|number| from(&app, spellings[number % spellings.len()]));
    assert!(!has_guesses_left(browsers).await);
    app.advance(61);
    // None of these is an address: the proxy itself is counted.
    let odd = [
        "198.51.100.7:4000",
        "[2001:db8::1]:443",
        "fe80::1%eth0",
        "0306.063.0144.07",
        "198.51.100",
        "unknown",
        "_hidden",
        "198.51.100.7;",
        "",
        "\"198.51.100.8\"",
        "0x7f.1",
    ];
    let browsers = (0..11).map(|number| from(&app, odd[number]));
    assert!(!has_guesses_left(browsers).await);
}

/// L07: many requests on one connection are as many attempts.
#[tokio::test]
async fn a_kept_connection_is_no_single_attempt() {
    let app = TestApp::with_fixture().await;
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    let mut judged = 0;
    for _ in 0..20 {
        let page = browser.fill_sign_in(ADA.username, "wrong").await.page();
        judged += usize::from(page.status == 422);
    }
    assert!(judged <= 5, "{judged}");
}

/// Where a page or an endpoint reads something secret from a form, where it is judged, and what bounds that.
const JUDGED: &[(&str, &str, &str)] = &[
    (
        "pages/sign_in.rs",
        "accounts/sign_in.rs",
        "reserve_password(",
    ),
    (
        "pages/account/password.rs",
        "accounts/sign_in.rs",
        "reserve_password(",
    ),
    (
        "pages/account/data.rs",
        "accounts/sign_in.rs",
        "reserve_password(",
    ),
    (
        "pages/verify_email.rs",
        "accounts/entry/intent.rs",
        "Action::Password",
    ),
    (
        "endpoints/password_strength.rs",
        "web/endpoints/password_strength.rs",
        "Action::StrengthMeter",
    ),
    (
        "pages/mail_code.rs",
        "accounts/entry/mail_sign_in.rs",
        "Action::Code",
    ),
    (
        "pages/second_factor.rs",
        "accounts/factors/budget.rs",
        "Action::Code",
    ),
    (
        "pages/factor_set_up.rs",
        "accounts/factors/budget.rs",
        "Action::Code",
    ),
    // 256 random bits are not guessed.
    ("pages/set_up.rs", "administration/set_up.rs", "ct_eq"),
    (
        "pages/reset_password.rs",
        "accounts/new_password/choose.rs",
        "reserve_new_password(",
    ),
    (
        "pages/sign_up.rs",
        "accounts/entry/person.rs",
        "Action::SignUpForm",
    ),
    (
        // A provider's code, which the provider judges, once for each sign-in that was begun here.
        "pages/through/callback.rs",
        "web/pages/through/begin.rs",
        "Action::SignIn",
    ),
    (
        "api/auth/login.rs",
        "accounts/sign_in.rs",
        "reserve_password(",
    ),
    (
        "api/auth/mfa.rs",
        "accounts/factors/budget.rs",
        "Action::Code",
    ),
    (
        "api/auth/register.rs",
        "accounts/entry/person.rs",
        "Action::SignUpForm",
    ),
    (
        "api/auth/password.rs",
        "accounts/new_password/choose.rs",
        "reserve_new_password(",
    ),
    (
        "api/auth/email.rs",
        "accounts/entry/intent.rs",
        "Action::Password",
    ),
    (
        "api/me/password.rs",
        "accounts/sign_in.rs",
        "reserve_password(",
    ),
    ("api/me/data.rs", "accounts/sign_in.rs", "reserve_password("),
    (
        "api/me/mfa_set_up.rs",
        "accounts/factors/enrol.rs",
        "take_try(",
    ),
];

/// L06: "limiter attached at service layer; route-inventory test" (CVE-2026-9798 and its family): whatever page begins to read a
/// password or a code has to say here what bounds it.
#[test]
fn every_place_that_judges_a_secret_is_bounded() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders: Vec<_> = ["web/pages", "web/endpoints", "web/api"]
        .map(|folder| root.join(folder))
        .into();
    let mut found = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                if path.file_name().unwrap() != "view" {
                    folders.push(path);
                }
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let reads = ["\"password\"", "\"code\"", "\"current\""]
                .iter()
                .any(|field| {
                    text.contains(&format!("get({field})"))
                        || text.contains(&format!("text({field})"))
                })
                || [
                    "password: Secret",
                    "password: Option<Secret>",
                    "code: Secret",
                ]
                .iter()
                .any(|member| text.contains(member) && path.starts_with(root.join("web/api")));
            if !reads {
                continue;
            }
            found += 1;
            let name = path
                .strip_prefix(root.join("web"))
                .unwrap()
                .to_str()
                .unwrap();
            let (_, judge, bound) = JUDGED
                .iter()
                .find(|(page, ..)| *page == name)
                .unwrap_or_else(|| {
                    panic!("src/web/{name} reads a secret: what bounds the attempts?")
                });
            let judge_text = std::fs::read_to_string(root.join(judge)).unwrap();
            assert!(judge_text.contains(bound), "{name}: {judge} has no {bound}");
        }
    }
    assert_eq!(found, JUDGED.len(), "each of them is there");
}
