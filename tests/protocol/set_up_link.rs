//! The first administrator of a new server: by a link that its first start prints, and by nothing else.

use tokio::task::JoinSet;
use vestibule::administration::{set_up, tenants};
use vestibule_test_support::assertions::{assert_absent, assert_error_page};
use vestibule_test_support::browser::Site;
use vestibule_test_support::{Browser, TestApp, TestProcess};

const GOOD: &str = "seven purple elephants";

/// The link that `vestibule serve` prints for that tenant; `None` when it has an administrator.
async fn link(app: &TestApp, tenant: &str) -> Option<String> {
    let tenant = tenants::find(app.app(), tenant).await.unwrap();
    set_up::pending_link(app.app(), &tenant).await.unwrap()
}

async fn fill(
    browser: &mut Browser,
    username: &str,
    password: &str,
) -> vestibule_test_support::Page {
    let email = format!("{username}@example.com");
    let fields = [
        ("username", username),
        ("email", email.as_str()),
        ("password", password),
    ];
    browser
        .submit("#set-up", &fields, "#set-up-submit")
        .await
        .page()
}

/// How many times the program printed a link.
fn links(output: &str) -> usize {
    output.matches("/set-up?token=").count()
}

/// "A first start without any administrator prints a one-time set-up link; there is no default password anywhere."
#[tokio::test]
async fn a_first_start_prints_a_link_and_a_later_one_does_not() {
    let mut process = TestProcess::new(env!("CARGO_BIN_EXE_vestibule")).await;
    process.start();
    process.wait_ready().await;
    let output = process.output();
    assert_eq!(links(&output), 1, "{output}");
    let link = output
        .split_whitespace()
        .find(|word| word.contains("/set-up?token="))
        .unwrap()
        .to_owned();
    let (page, token) = link.split_once("?token=").unwrap();
    assert_eq!(page, format!("{}/set-up", process.issuer()));
    assert!(token.len() >= 43, "256 bits: {token}");
    // Whoever reads the stores cannot make it.
    assert_absent(&process.dump().await, token);
    // The same link after a restart, as long as nobody used it.
    assert!(process.terminate().await.success());
    process.start();
    process.wait_ready().await;
    assert_eq!(
        process.output().matches(&link).count(),
        2,
        "{}",
        process.output()
    );

    let mut browser = process.browser();
    for (login, password) in [
        ("admin", "admin"),
        ("admin", "password"),
        ("root", "root"),
        ("admin", ""),
    ] {
        browser.get("/sign-in").await;
        let page = browser.fill_sign_in(login, password).await.page();
        assert_eq!((page.status, page.page_name().as_str()), (422, "sign-in"));
    }
    assert_eq!(browser.get(&link).await.page_name(), "set-up");
    assert_eq!(fill(&mut browser, "ada", GOOD).await.page_name(), "sign-in");
    assert_eq!(browser.sign_in("ada", GOOD).await.page_name(), "home");
    let export = process.run(&["export"]).await;
    let export = String::from_utf8(export.stdout).unwrap();
    assert!(
        export.contains("username = \"ada\"") && export.contains("roles = [\"admin\"]"),
        "{export}"
    );
    assert!(process.terminate().await.success());
    process.start();
    process.wait_ready().await;
    let output = process.output();
    assert_eq!(links(&output), 2, "an administrator is there: {output}");
    assert_absent(&output, GOOD);
    assert_error_page(&process.browser().get(&link).await, "invalid_request");
}

/// A link works once: looking does not use it, a mistake does not use it, and of several who send the form one wins.
#[tokio::test]
async fn of_several_who_use_the_link_one_becomes_administrator() {
    let app = TestApp::start().await;
    let link = link(&app, "default").await.unwrap();
    let mut browsers = Vec::new();
    for _ in 0..6 {
        let mut browser = app.browser();
        for _ in 0..3 {
            assert_eq!(browser.get(&link).await.page_name(), "set-up");
        }
        browsers.push(browser);
    }
    let mut attempts = JoinSet::new();
    for (number, mut browser) in browsers.into_iter().enumerate() {
        attempts.spawn(async move { fill(&mut browser, &format!("person{number}"), GOOD).await });
    }
    let pages = attempts.join_all().await;
    let (won, lost): (Vec<_>, Vec<_>) = pages.iter().partition(|page| page.status == 200);
    assert_eq!((won.len(), won[0].page_name().as_str()), (1, "sign-in"));
    for page in lost {
        assert_error_page(page, "invalid_request");
    }
    assert_error_page(&app.browser().get(&link).await, "invalid_request");
    assert_eq!(self::link(&app, "default").await, None);
    let export = app.dump().await;
    assert_eq!(
        (0..6)
            .filter(|number| export.contains(&format!("person{number}@example.com")))
            .count(),
        1
    );
}

/// What cannot be taken is said beside the fields, and the link still works.
#[tokio::test]
async fn fields_are_judged_and_the_password_must_be_a_good_one() {
    let app = TestApp::start().await;
    let link = link(&app, "default").await.unwrap();
    let mut browser = app.browser();
    browser.get(&link).await;
    for (username, email, password, fields) in [
        ("", "", "", &["username", "email", "password"][..]),
        ("ada", "ada@example.com", "kX9-pQ2", &["password"]),
        // "SHALL require passwords … to be a minimum of 15 characters"  NIST SP 800-63B-4 §3.1.1.2
        ("ada", "ada@example.com", "fourteen chars", &["password"]),
        (
            "ada",
            "ada@example.com",
            "aaaaaaaaaaaaaaaaaaaa",
            &["password"],
        ),
        ("ada", "ada@example.com", "passwordpassword1", &["password"]),
        ("ada", "ada@example.com", &"kX9 ".repeat(33), &["password"]),
        ("ada", "no address", GOOD, &["email"]),
        ("a\u{7}da", "ada@example.com", GOOD, &["username"]),
    ] {
        let typed = [
            ("username", username),
            ("email", email),
            ("password", password),
        ];
        let page = browser
            .submit("#set-up", &typed, "#set-up-submit")
            .await
            .page();
        assert_eq!(
            (page.status, page.page_name().as_str()),
            (422, "set-up"),
            "{typed:?}"
        );
        let links = page.count("#problems a");
        assert_eq!(links, fields.len(), "{typed:?}: {}", page.text());
        for field in fields {
            assert!(
                page.has(&format!("#{field}[aria-invalid=true]")),
                "{field}: {}",
                page.text()
            );
        }
        assert!(
            password.is_empty() || !page.body.contains(password),
            "a password is never written into a page"
        );
        assert_eq!(page.attribute("#password", "value"), None);
    }
    assert_eq!(fill(&mut browser, "ada", GOOD).await.page_name(), "sign-in");
    assert_eq!(
        browser.sign_in("ada@example.com", GOOD).await.page_name(),
        "home"
    );
}

/// Only the page itself can send the form, and only with the right token.
#[tokio::test]
async fn a_wrong_token_and_a_foreign_form_make_nobody_administrator() {
    let app = TestApp::start().await;
    let link = link(&app, "default").await.unwrap();
    let (page, token) = link.split_once("?token=").unwrap();
    let flipped: String = token.chars().rev().collect();
    for wrong in [
        "",
        "x",
        &token[1..],
        &format!("{token}A"),
        &flipped,
        &token.to_uppercase(),
    ] {
        let mut browser = app.browser();
        assert_error_page(
            &browser.get(&format!("{page}?token={wrong}")).await,
            "invalid_request",
        );
    }
    assert_error_page(&app.browser().get(page).await, "invalid_request");
    let mut browser = app.browser();
    let csrf = browser
        .get(&link)
        .await
        .attribute("input[name=csrf]", "value")
        .unwrap();
    let person = [
        ("username", "eve"),
        ("email", "eve@example.com"),
        ("password", GOOD),
    ];
    let with = |csrf: &'static str| [&person[..], &[("csrf", csrf)]].concat();
    let csrf: &'static str = csrf.leak();
    for (fields, site, status) in [
        (with(""), Site::Same, 403),
        (with("x"), Site::Same, 403),
        (with(csrf), Site::Cross, 403),
    ] {
        let page = browser.clone().post("/set-up", &fields, site).await.page();
        assert_eq!(page.status, status, "{}", page.text());
    }
    // What the browser does not have from the link is no token, and one in the form is not read.
    for cookie in ["link=x", "link=; Max-Age=0"] {
        let mut without = browser.clone();
        without.set_cookie(cookie);
        let fields = [&with(csrf)[..], &[("token", token)]].concat();
        let page = without.post("/set-up", &fields, Site::Same).await.page();
        assert_eq!(page.status, 400, "{}", page.text());
    }
    // The token of the form belongs to this browser.
    let mut other = app.browser();
    other.get(&link).await;
    let page = other.post("/set-up", &with(csrf), Site::Same).await.page();
    assert_eq!(page.status, 403);
    assert!(
        self::link(&app, "default").await.is_some(),
        "nobody became administrator"
    );
    let page = browser
        .post("/set-up", &with(csrf), Site::Same)
        .await
        .page();
    assert_eq!((page.status, page.page_name().as_str()), (200, "sign-in"));
}

/// A link is good for a day, and for the tenant that it was made for.
#[tokio::test]
async fn a_link_ends_after_a_day_and_is_for_one_tenant() {
    let app = TestApp::start().await;
    app.apply("[[tenant]]\nslug = \"acme\"\nname = \"Acme\"\n")
        .await;
    let (home, acme) = (
        link(&app, "default").await.unwrap(),
        link(&app, "acme").await.unwrap(),
    );
    assert!(
        acme.starts_with(&format!("{}/t/acme/set-up?token=", app.issuer())),
        "{acme}"
    );
    let (home_token, acme_token) = (
        home.split_once('=').unwrap().1,
        acme.split_once('=').unwrap().1,
    );
    assert_error_page(
        &app.browser()
            .get(&format!("/set-up?token={acme_token}"))
            .await,
        "invalid_request",
    );
    assert_error_page(
        &app.browser()
            .get(&format!("/t/acme/set-up?token={home_token}"))
            .await,
        "invalid_request",
    );
    let mut browser = app.browser();
    browser.get(&acme).await;
    assert_eq!(fill(&mut browser, "ada", GOOD).await.page_name(), "sign-in");
    assert_eq!(
        link(&app, "default").await.as_deref(),
        Some(home.as_str()),
        "the other tenant still waits"
    );
    browser.get(&home).await;
    app.advance(24 * 3600 + 1);
    assert_error_page(&fill(&mut browser, "eve", GOOD).await, "invalid_request");
    assert_error_page(&app.browser().get(&home).await, "invalid_request");
    let next = link(&app, "default").await.unwrap();
    assert_ne!(next, home);
    assert_eq!(browser.get(&next).await.page_name(), "set-up");
}
