//! What a provider that fails, and whoever posts in its name, may cost.

use serde_json::json;
use vestibule::storage::LastHolder;
use vestibule_test_support::browser::Site;
use vestibule_test_support::fixture::ADA;
use vestibule_test_support::upstream::{FakeOpenId, Manner, agreed, came_back, through};
use vestibule_test_support::{Browser, Outcome, TestApp};

use crate::upstream::{LINKS, OPEN, with_provider};

const LOGOUT: &str = "/sign-in/through/fake/backchannel-logout";

async fn is_in(browser: &mut Browser) -> bool {
    browser.get("/account").await.page_name() == "account"
}

async fn signed_in(app: &TestApp, fake: &FakeOpenId) -> Browser {
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    let page = agreed(&mut browser, fake, "fake").await.page();
    assert_eq!(page.page_name(), "home", "{}", page.text());
    browser
}

/// Tokens with a key that nobody knows: one question, whoever sends however many.
#[tokio::test]
async fn many_tokens_of_an_unknown_key_ask_for_the_keys_once() {
    let (app, fake) = with_provider(LINKS).await;
    signed_in(&app, &fake).await;
    let before = fake.asked("/jwks").len();
    fake.rotate();
    fake.hide_key(true);
    let tokens = (0..20).map(|_| fake.sign("logout+jwt", fake.logout_claims()));
    let told = tokens.map(|token| {
        let url = app.url(LOGOUT);
        let form = [("logout_token", token)];
        tokio::spawn(app.http().post(url).form(&form).send())
    });
    for answer in told.collect::<Vec<_>>() {
        assert_eq!(answer.await.unwrap().unwrap().status(), 400);
    }
    assert_eq!(fake.asked("/jwks").len(), before + 1);
}

/// What is not of this provider for us has nobody asked for anything.
#[tokio::test]
async fn a_logout_token_of_somebody_else_asks_for_nothing() {
    let (app, fake) = with_provider(LINKS).await;
    for (name, value) in [("iss", "https://else.example"), ("aud", "another")] {
        let mut claims = fake.logout_claims();
        claims[name] = json!(value);
        let form = [("logout_token", fake.sign("logout+jwt", claims))];
        let answer = app.http().post(app.url(LOGOUT)).form(&form).send().await;
        assert_eq!(answer.unwrap().status(), 400);
    }
    assert!(fake.asked("/.well-known/openid-configuration").is_empty());
    assert!(fake.asked("/jwks").is_empty());
}

/// "slow, huge, lies about content type, break nothing": what is known is used while the answer is nonsense.
#[tokio::test]
async fn nonsense_stops_no_sign_in_while_something_is_known() {
    let (app, fake) = with_provider(LINKS).await;
    signed_in(&app, &fake).await;
    for manner in [
        Manner::Says(200, "text/html", "<h1>maintenance</h1>".to_owned()),
        Manner::Says(200, "application/json", "[]".to_owned()),
        Manner::Endless,
    ] {
        app.advance(3601);
        fake.behave("/.well-known/openid-configuration", manner);
        signed_in(&app, &fake).await;
        fake.behave("/.well-known/openid-configuration", None);
        app.advance(61);
        signed_in(&app, &fake).await;
    }
}

/// A provider that fails at first is not asked by everybody who comes.
#[tokio::test]
async fn a_failure_is_an_answer_for_a_moment() {
    let (app, fake) = with_provider(LINKS).await;
    let discovery = "/.well-known/openid-configuration";
    fake.behave(discovery, Manner::Says(200, "text/html", String::new()));
    for _ in 0..5 {
        let page = app.browser().get("/sign-in/through/fake").await;
        assert_eq!(page.status, 502);
    }
    assert_eq!(fake.asked(discovery).len(), 1);
    fake.behave(discovery, None);
    app.advance(10);
    signed_in(&app, &fake).await;
}

/// One attempt has one answer, and none that is larger than an answer is.
#[tokio::test]
async fn posted_answers_are_small_and_one_an_attempt() {
    let (app, fake) = with_provider(LINKS).await;
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    let there = through(&mut browser, "fake").await;
    let (_, fields) = fake.agreed(&there);
    let state = &fields.iter().find(|(name, _)| name == "state").unwrap().1;
    let callback = "/sign-in/through/fake/callback";
    let mut names = Vec::new();
    for at in 0..5 {
        let code = format!("code-{at}");
        let posted = [("state", state.as_str()), ("code", code.as_str())];
        let outcome = app.browser().post(callback, &posted, Site::Cross).await;
        names.push(outcome.page().url.to_string());
    }
    names.dedup();
    assert_eq!(names.len(), 1, "{names:?}");
    let long = "x".repeat(60_000);
    for name in ["user", "code"] {
        let posted = [("state", state.as_str()), (name, long.as_str())];
        let page = app
            .browser()
            .post(callback, &posted, Site::Cross)
            .await
            .page();
        assert_eq!(page.status, 400, "{name}");
    }
}

/// The domain of an address is a way to a provider like its button, and counted like it.
#[tokio::test]
async fn sign_ins_that_begin_by_an_address_are_counted() {
    let (app, _fake) = with_provider("domains = [\"corp.example\"]").await;
    let mut browser = app.browser();
    let page = browser.get("/sign-in").await;
    let csrf = page.attribute("form input[name=csrf]", "value").unwrap();
    let fields = [
        ("csrf", csrf.as_str()),
        ("login", "x@corp.example"),
        ("password", "x"),
    ];
    for _ in 0..600 {
        let outcome = browser.post("/sign-in", &fields, Site::Same).await;
        assert!(matches!(outcome, Outcome::Redirect(_)), "{outcome:?}");
    }
    let outcome = browser.post("/sign-in", &fields, Site::Same).await;
    assert_eq!(outcome.page().status, 429);
}

/// Another spelling may be another mailbox: U+FB01 is no "fi".
#[tokio::test]
async fn an_address_joins_the_account_of_that_very_address() {
    let (app, fake) = with_provider(LINKS).await;
    for (email, joins) in [
        ("ada@example.com".replace('a', "\u{ff41}"), false),
        (ADA.email.to_uppercase(), true),
    ] {
        fake.person(json!({"sub": email, "email": email, "email_verified": true}));
        let mut browser = app.browser();
        browser.get("/sign-in").await;
        agreed(&mut browser, &fake, "fake").await.page();
        assert_eq!(is_in(&mut browser).await, joins, "{email}");
    }
}

/// "the CSP SHALL … terminate": who takes an account elsewhere away ends what came of it, and stays.
#[tokio::test]
async fn sign_ins_end_with_the_connection_that_they_came_of() {
    let (app, fake) = with_provider(LINKS).await;
    let mut theirs = signed_in(&app, &fake).await;
    let mut owner = signed_in(&app, &fake).await;
    let mut by_password = app.browser();
    by_password.sign_in_as(ADA).await;
    let page = owner.get("/account/connections").await;
    let field = |name: &str| page.attribute(&format!("form input[name={name}]"), "value");
    let csrf = field("csrf").unwrap();
    let id = page
        .attribute("button[name=disconnect]", "value")
        .or_else(|| field("disconnect"))
        .unwrap();
    let fields = [("csrf", csrf.as_str()), ("disconnect", id.as_str())];
    owner
        .post("/account/connections", &fields, Site::Same)
        .await;
    assert!(!is_in(&mut theirs).await);
    assert!(is_in(&mut owner).await && is_in(&mut by_password).await);
}

/// Nothing is written of somebody who does not come in, and a role that is taken meanwhile stays taken.
#[tokio::test]
async fn the_disabled_stay_as_they_are_and_roles_are_computed_under_a_lock() {
    let rules = "update = \"every_sign_in\"";
    let (app, fake) = with_provider(&format!("{LINKS}\n{rules}")).await;
    signed_in(&app, &fake).await;
    let db = app.context().await.db();
    let ada = db.credentials(ADA.username).await.unwrap().unwrap().user;
    let now = app.clock().now();
    let ruled = ["lead".to_owned(), "staff".to_owned()];
    let given = ["staff".to_owned()];
    let (one, two) = tokio::join!(
        db.change_roles(ada.id, (&ruled, &given), now),
        db.change_roles(ada.id, (&ruled[..1], &[]), now)
    );
    one.unwrap();
    two.unwrap();
    let roles = db.user(ada.id).await.unwrap().unwrap().roles;
    assert!(roles.contains(&"staff".to_owned()) && !roles.contains(&"lead".to_owned()));
    db.set_user_disabled((ada.id, true), LastHolder::MayGo, now, now)
        .await
        .unwrap();
    fake.person(json!({"sub": "fake-1001", "email": ADA.email, "email_verified": true, "name": "Somebody Else"}));
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    agreed(&mut browser, &fake, "fake").await.page();
    assert_eq!(
        db.change_roles(ada.id, (&ruled, &[]), now).await.unwrap(),
        None
    );
    let after = db.user(ada.id).await.unwrap().unwrap();
    assert_ne!(after.profile["name"], "Somebody Else");
    assert_eq!(after.roles, roles);
}

/// The networks that are allowed for a provider are not for the URLs that its people write.
#[tokio::test]
async fn a_picture_reaches_no_inner_network_that_is_the_providers() {
    let (app, fake) = with_provider("trusted_email = true").await;
    let inner = FakeOpenId::start(app.clock()).await;
    app.apply(&format!(
        "{OPEN}{}",
        fake.toml("fake", "trusted_email = true")
    ))
    .await;
    fake.person(json!({
        "sub": "n", "email": "n@new.example", "email_verified": true, "preferred_username": "newcomer",
        "picture": format!("{}/picture", inner.issuer()),
    }));
    signed_in(&app, &fake).await;
    assert!(inner.asked("/picture").is_empty());
    fake.person(json!({
        "sub": "m", "email": "m@new.example", "email_verified": true, "preferred_username": "another",
        "picture": format!("{}/picture", fake.issuer()),
    }));
    signed_in(&app, &fake).await;
    assert_eq!(
        fake.asked("/picture").len(),
        1,
        "its own pictures are fetched"
    );
}

/// A state that came back once is spent, posted or not.
#[tokio::test]
async fn a_posted_answer_is_taken_once() {
    let (app, fake) = with_provider(LINKS).await;
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    let there = through(&mut browser, "fake").await;
    let back = fake.agree(&there);
    let page = came_back(&mut browser, &back).await.page();
    assert_eq!(page.page_name(), "home", "{}", page.text());
    let posted: Vec<(String, String)> = back.query_pairs().into_owned().collect();
    let posted: Vec<_> = posted
        .iter()
        .map(|(n, v)| (n.as_str(), v.as_str()))
        .collect();
    let callback = "/sign-in/through/fake/callback";
    let page = app
        .browser()
        .post(callback, &posted, Site::Cross)
        .await
        .page();
    assert_eq!(page.status, 400);
}
