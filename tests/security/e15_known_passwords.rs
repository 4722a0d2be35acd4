//! E15: a password that attackers have, or that says little more than its owner's name, is accepted.

use serde_json::Value;
use vestibule::accounts::{PasswordProblem, PasswordRefusal, Whose, choose_password};
use vestibule::administration::set_up;
use vestibule::context::Context;
use vestibule::directory::IssuerName;
use vestibule::model::{LoginId, Secret};
use vestibule::storage::{KeptLogin, Notices, PasswordChange};
use vestibule_test_support::assertions::assert_absent;
use vestibule_test_support::browser::Site;
use vestibule_test_support::fixture::{ADA, FIRST};
use vestibule_test_support::{Browser, Page, RelyingParty, TestApp};

use crate::operator::tenant;

async fn set_up_page(app: &TestApp) -> (Browser, Page) {
    let default = vestibule::administration::tenants::find(app.app(), "default")
        .await
        .unwrap();
    let link = set_up::pending_link(app.app(), &default)
        .await
        .unwrap()
        .unwrap();
    let mut browser = app.browser();
    let page = browser.get(&link).await;
    (browser, page)
}

async fn fill(browser: &mut Browser, password: &str) -> Page {
    let fields = [
        ("username", "bernadette"),
        ("email", "bernadette@example.com"),
        ("password", password),
    ];
    browser
        .submit("#set-up", &fields, "#set-up-submit")
        .await
        .page()
}

fn list(text: &str) -> tempfile::NamedTempFile {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), text).unwrap();
    file
}

/// "…SHALL compare the prospective secrets against a blocklist that contains known commonly used, expected, or compromised
/// passwords … context-specific words, such as the name of the service, the username, and derivatives thereof."
/// NIST SP 800-63B-4 §3.1.1.2
#[tokio::test]
async fn known_expected_and_leaked_passwords_are_refused_with_the_reason() {
    let words = list("another one that leaked somewhere\n# no comment\n");
    let app = TestApp::builder()
        .setting("passwords.breached_list", words.path().display())
        .start()
        .await;
    let (mut browser, _) = set_up_page(&app).await;
    let hashes = app.password_hashes();
    for (password, reason) in [
        ("bernadette2024!", "easy to guess"),
        ("Bernadette@example.com", "easy to guess"),
        ("vestibulevestibule", "easy to guess"),
        ("aaaaaaaaaaaaaaaaaaaa", "easy to guess"),
        ("qwertyuiopasdfghjkl", "lists that attackers use"),
        ("to be or not to be", "lists that attackers use"),
        (
            "another one that leaked somewhere",
            "lists that attackers use",
        ),
        ("too short", "at least 15 characters"),
        (&"long ".repeat(26), "too long"),
    ] {
        let page = fill(&mut browser, password).await;
        assert_eq!(
            (page.status, page.page_name().as_str()),
            (422, "set-up"),
            "{password}"
        );
        assert!(
            page.texts("#password-problem").concat().contains(reason),
            "{password}: {}",
            page.body
        );
        assert_absent(&page.body, &format!("value=\"{password}"));
    }
    assert_eq!(app.password_hashes(), hashes, "none was worth hashing");
    let page = fill(&mut browser, "nanoseconds are eleven inches long").await;
    assert_eq!(page.page_name(), "sign-in");
}

/// E05: "refused before any hashing", a megabyte too.
#[tokio::test]
async fn a_new_password_of_a_megabyte_costs_nothing() {
    let app = TestApp::start().await;
    let (mut browser, _) = set_up_page(&app).await;
    let page = fill(&mut browser, &"x y".repeat(15_000)).await;
    assert_eq!(page.status, 422);
    assert!(
        page.texts("#password-problem")
            .concat()
            .contains("too long")
    );
    assert_eq!(app.password_hashes(), 0);
}

async fn judged(browser: &mut Browser, csrf: &str, password: &str) -> (u16, Value) {
    let fields = [
        ("csrf", csrf),
        ("password", password),
        ("username", "bernadette"),
    ];
    let answer = browser
        .post("/password-strength", &fields, Site::Same)
        .await
        .page();
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    (
        answer.status,
        serde_json::from_str(&answer.body).unwrap_or_default(),
    )
}

/// The meter beside the field judges as the form does, for this browser's own pages only, and not without end.
#[tokio::test]
async fn the_meter_says_what_the_form_would_say() {
    let app = TestApp::start().await;
    let (mut browser, page) = set_up_page(&app).await;
    let csrf = page.attribute(".new-password", "data-csrf").unwrap();
    let (status, weak) = judged(&mut browser, &csrf, "bernadette2024!").await;
    assert_eq!((status, &weak["accepted"]), (200, &Value::Bool(false)));
    assert_eq!(weak["score"], 0);
    assert!(weak["hint"].as_str().unwrap().contains("Names"), "{weak}");
    let (_, strong) = judged(&mut browser, &csrf, "nanoseconds are eleven inches long").await;
    assert_eq!(
        (&strong["accepted"], &strong["score"], &strong["label"]),
        (&true.into(), &4.into(), &"Strong".into())
    );
    // Without the form's token, or with another form's.
    assert_eq!(judged(&mut browser, "", "x").await.0, 403);
    let other = page.attribute("input[name=csrf]", "value").unwrap();
    assert_eq!(judged(&mut browser, &other, "x").await.0, 403);
    assert_eq!(judged(&mut app.browser(), &csrf, "x").await.0, 403);
    let mut last = 200;
    for _ in 0..200 {
        last = judged(&mut browser, &csrf, "x").await.0;
        if last != 200 {
            break;
        }
    }
    assert_eq!(last, 429);
    assert_eq!(app.password_hashes(), 0);
}

async fn request(app: &TestApp) -> Context {
    let name = IssuerName::Slug("default".to_owned());
    let issuer = app.app().directory.issuer(&name).await.unwrap().unwrap();
    Context::new(
        std::sync::Arc::clone(app.app()),
        issuer,
        "127.0.0.1".to_owned(),
    )
}

async fn change(
    app: &TestApp,
    password: &str,
    keep: Option<KeptLogin>,
) -> Result<bool, PasswordRefusal> {
    let ctx = request(app).await;
    let owner = ctx.db().credentials(ADA.username).await?.unwrap();
    let hash = choose_password(&ctx, Whose::Of(&owner), &Secret::new(password)).await?;
    let change = PasswordChange {
        user: owner.user.id,
        hash,
        expected_version: owner.version,
        by_mail: None,
        keep,
        tokens_until: ctx.now().plus_seconds(600),
        notices: Notices::default(),
    };
    let changed = ctx.db().replace_password(change.clone(), ctx.now()).await?;
    // F05: what was allowed under a version of the credentials happens once.
    assert!(!ctx.db().replace_password(change, ctx.now()).await?);
    Ok(changed)
}

const SENTENCES: [&str; 8] = [
    "first of several purple lanterns",
    "second glass of elderflower water",
    "third attempt to fold a fitted sheet",
    "fourth floor, then left at the heron",
    "fifth kind of cheese on the shelf",
    "sixth sense for missing teaspoons",
    "seventh wave carries the driftwood",
    "eighth note held a little too long",
];

/// The tenant's policy: none of the last five, and not the present one.
#[tokio::test]
async fn a_password_comes_back_only_when_enough_others_came_between() {
    let app = TestApp::with_fixture().await;
    for sentence in &SENTENCES[..6] {
        assert!(change(&app, sentence, None).await.unwrap(), "{sentence}");
        app.advance(1);
    }
    for used in &SENTENCES[..6] {
        let refused = change(&app, used, None).await;
        assert!(
            matches!(
                refused,
                Err(PasswordRefusal::Problem(PasswordProblem::UsedBefore))
            ),
            "{used}"
        );
    }
    assert!(change(&app, SENTENCES[6], None).await.unwrap());
    assert!(change(&app, SENTENCES[0], None).await.unwrap());
    assert_absent(&app.dump().await, SENTENCES[0]);
}

/// A change of password ends every session and every token but those of the browser that made it, which gets a new
/// session identifier.
#[tokio::test]
async fn a_change_ends_everything_but_the_browser_that_made_it() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, FIRST);
    let (mut own, mut other) = (app.browser(), app.browser());
    let kept = rp.sign_in_and_exchange(&mut own).await;
    let ended = rp.sign_in_and_exchange(&mut other).await;
    let sid = kept.id_claims()["sid"].as_str().unwrap().to_owned();
    let fresh = Secret::new("a session that only the test knows, of many bytes");
    let keep = KeptLogin {
        login: LoginId(sid.parse().unwrap()),
        session: fresh.digest(),
        device: None,
    };
    assert!(change(&app, SENTENCES[0], Some(keep)).await.unwrap());
    let db = app.app().database.tenant(tenant(&app).await);
    let mut sessions = vec![(fresh.digest(), 1)];
    for browser in [&own, &other] {
        let old = Secret::new(browser.cookie("sid").unwrap().value.clone());
        sessions.push((old.digest(), 0));
    }
    for (session, expected) in sessions {
        let logins = db.logins(session, 3600, app.clock().now()).await.unwrap();
        assert_eq!(logins.len(), expected);
    }
    app.app().directory.catch_up().await.unwrap();
    assert_eq!(rp.refresh(kept.refresh_token()).await.status, 200);
    assert_eq!(
        rp.refresh(ended.refresh_token()).await.error().as_deref(),
        Some("invalid_grant")
    );
}
