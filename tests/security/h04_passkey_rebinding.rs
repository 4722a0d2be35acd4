//! H04: a registration that ends in another account than it began in (CVE-2026-111949, CVE-2026-37982).

use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use serde_json::{Value, json};
use vestibule_test_support::authenticator::encoded;
use vestibule_test_support::browser::Site;
use vestibule_test_support::fixture::{ADA, GRACE, Person};
use vestibule_test_support::{Answer, Authenticator, Browser, TestApp};

use crate::g07_every_way_in::tenant;
use crate::passkeys::{
    ISSUER, assert_signed_in, csrf_of, house, send, take_password_away, with_passkey,
};

/// The user handle that the browser is told is the account's own, whatever the request says.
#[tokio::test]
async fn whose_it_becomes_is_what_the_session_says() {
    let app = house().await;
    let (mut browser, mut passkey) = with_passkey(&app, GRACE).await;
    let graces = passkey.keys[0].user_handle.clone();
    // The authenticator says it belongs to somebody else, and the server does not ask it.
    browser.get("/account/passkeys").await;
    let begun = browser.begin_passkey().await;
    assert_eq!(begun["publicKey"]["user"]["id"], encoded(&graces));
    assert_eq!(begun["publicKey"]["user"]["name"], GRACE.username);
    let (path, mut question) = browser.passkey_question();
    question["user"] = ADA.username.into();
    let answer = browser.fetch(&path, &question).await;
    if answer.status == 200 {
        assert_eq!(answer.json()["publicKey"]["user"]["id"], encoded(&graces));
    }
    let mut door = app.browser();
    let page = door.sign_in_with_passkey(&mut passkey).await;
    assert_signed_in(&door, &page);
    assert!(page.text().contains("Grace Hopper"), "{}", page.text());
}

/// Begun in one account, finished in another one of the same browser.
#[tokio::test]
async fn a_passkey_begun_by_one_person_is_not_added_to_another() {
    let app = house().await;
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    browser.get("/account/passkeys").await;
    let adas = browser.begin_passkey().await;
    let adas_token = csrf_of(browser.page());
    let answer = Authenticator::new(app.issuer()).create(&adas);
    browser.sign_in_as(GRACE).await;
    browser.get("/account/passkeys").await;
    let graces_token = csrf_of(browser.page());
    let path = "/account/passkeys";
    // With the form of the other account …
    let page = send(&mut browser, path, &adas_token, (&adas, &answer)).await;
    assert_eq!(page.status, 403);
    // … and with one of this account, but the challenge of the other.
    let page = send(&mut browser, path, &graces_token, (&adas, &answer)).await;
    assert!(page.url.as_str().contains("passkey=over"), "{}", page.url);
    assert!(page.has("#passkeys-none"));
}

/// "Verify that the application requires full re-authentication before allowing modifications to sensitive account attributes"
/// ASVS 7.5.1
#[tokio::test]
async fn whoever_signed_in_a_while_ago_adds_nothing() {
    let app = house().await;
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    browser.get("/account/passkeys").await;
    let begun = browser.begin_passkey().await;
    let csrf = csrf_of(browser.page());
    let answer = Authenticator::new(app.issuer()).create(&begun);
    let (path, question) = browser.passkey_question();
    app.advance(5 * 60 + 1);
    browser.fetch(&path, &question).await.expect(403);
    let page = browser.get("/account/passkeys").await;
    assert!(page.has("#passkeys-sign-in-again") && !page.has("#passkey"));
    let page = send(&mut browser, "/account/passkeys", &csrf, (&begun, &answer)).await;
    assert_eq!(page.page_name(), "sign-in");
    assert!(browser.get("/account/passkeys").await.has("#passkeys-none"));
    // Signing in again leads back.
    browser.get("/sign-in?to=account-passkeys").await;
    let page = browser
        .fill_sign_in(ADA.username, ADA.password)
        .await
        .page();
    assert_eq!(page.page_name(), "account-passkeys");
    assert!(page.has("#passkey"));
}

/// What was begun before the credentials changed ends with them.
#[tokio::test]
async fn a_registration_does_not_outlive_the_credentials_it_began_under() {
    let app = house().await;
    let (mut browser, mut passkey) = with_passkey(&app, ADA).await;
    browser.get("/account/passkeys").await;
    let first = browser.begin_passkey().await;
    let second = browser.begin_passkey().await;
    let csrf = csrf_of(browser.page());
    let answer = passkey.create(&first);
    let page = send(&mut browser, "/account/passkeys", &csrf, (&first, &answer)).await;
    assert!(page.has("#passkey-name"), "{}", page.text());
    let answer = passkey.create(&second);
    let page = send(&mut browser, "/account/passkeys", &csrf, (&second, &answer)).await;
    assert!(page.url.as_str().contains("passkey=over"), "{}", page.url);
    // A lost session takes its challenges with it.
    browser.get("/account/passkeys").await;
    let begun = browser.begin_passkey().await;
    let answer = passkey.create(&begun);
    let csrf = csrf_of(browser.page());
    take_password_away(&app, ADA).await;
    let page = send(&mut browser, "/account/passkeys", &csrf, (&begun, &answer)).await;
    assert_eq!(page.page_name(), "sign-in");
}

/// No page of another site makes our house begin or finish anything, and a form cannot ask what only a script may.
#[tokio::test]
async fn other_sites_neither_begin_nor_finish() {
    let app = house().await;
    let (mut browser, mut passkey) = with_passkey(&app, ADA).await;
    for page in ["/sign-in", "/account/passkeys"] {
        browser.get(page).await;
        let (path, question) = browser.passkey_question();
        let send = |request| Answer::of(request);
        let cross = send(browser.script_request(&path, &question, Site::Cross)).await;
        assert_ne!(cross.status, 200, "{path}");
        let mut wrong = question.clone();
        wrong["csrf"] = "x".into();
        let answer = send(browser.script_request(&path, &wrong, Site::Same)).await;
        answer.expect(403);
        let request = browser.script_request(&path, &question, Site::Same);
        let form = HeaderValue::from_static("application/x-www-form-urlencoded");
        let form = request.headers(HeaderMap::from_iter([(CONTENT_TYPE, form)]));
        send(form).await.expect(415);
        let mut long = question.clone();
        long["attempt"] = "x".repeat(5000).into();
        let answer = send(browser.script_request(&path, &long, Site::Same)).await;
        answer.expect(413);
        let begun = browser.fetch(&path, &question).await.expect(200);
        assert_eq!(begun.header("cache-control"), Some("no-store"));
    }
    let mut door = app.browser();
    door.get("/sign-in").await;
    let begun = door.begin_passkey().await;
    let answer = passkey.get(&begun).to_string();
    let csrf = csrf_of(door.page());
    let fields = [
        ("csrf", csrf.as_str()),
        ("ceremony", begun["ceremony"].as_str().unwrap()),
        ("credential", &answer),
    ];
    let page = door
        .post("/passkey/sign-in", &fields, Site::Cross)
        .await
        .page();
    assert_eq!(page.status, 403);
    assert!(door.cookie("__Host-sid").is_none());
    let page = door
        .post("/passkey/sign-in", &fields, Site::Same)
        .await
        .page();
    assert_signed_in(&door, &page);
}

/// A browser in which the right password was entered and a factor is to be set up, and what its script asks then.
async fn at_set_up(app: &TestApp, person: Person) -> (Browser, Value) {
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    let csrf = csrf_of(browser.page());
    let page = browser.fill_sign_in(person.username, person.password).await;
    let page = page.page();
    assert_eq!(page.page_name(), "second-factor-set-up", "{}", page.text());
    let attempt = page.url.query_pairs().find(|(name, _)| name == "attempt");
    let question = json!({ "csrf": csrf, "purpose": "set_up", "attempt": attempt.unwrap().1 });
    (browser, question)
}

/// Sends a new passkey.
async fn set_up(browser: &mut Browser, question: &Value, begun: &Value) {
    let answer = Authenticator::new(ISSUER).create(begun).to_string();
    let fields = [
        ("csrf", question["csrf"].as_str().unwrap()),
        ("attempt", question["attempt"].as_str().unwrap()),
        ("ceremony", begun["ceremony"].as_str().unwrap()),
        ("credential", &answer),
    ];
    browser.post("/passkey/set-up", &fields, Site::Same).await;
}

/// A sign-in that is halfway proves what it proved under the credentials of then. Once they are others, it adds nothing: else
/// whoever knew the old password, or the password alone, would give the account a passkey of their own.
#[tokio::test]
async fn a_set_up_on_the_way_in_does_not_outlive_what_was_proven() {
    let app = house().await;
    tenant(&app, ", required = true").await;
    for (person, change) in [(ADA, "another factor"), (GRACE, "another password")] {
        let (mut thief, question) = at_set_up(&app, person).await;
        let before = thief.fetch("/passkey/options", &question).await;
        let before = before.expect(200).json();
        if change == "another factor" {
            // Its owner sets one up at the same time.
            let (mut owner, question) = at_set_up(&app, person).await;
            let begun = owner.fetch("/passkey/options", &question).await;
            set_up(&mut owner, &question, &begun.expect(200).json()).await;
            // With the first factor come recovery codes, and the sign-in goes on when they were read.
            assert_eq!(owner.page().page_name(), "recovery-codes");
            owner
                .submit("#recovery-codes", &[], "#recovery-codes-done")
                .await;
            assert!(owner.cookie("__Host-sid").is_some(), "the owner is in");
        } else {
            take_password_away(&app, person).await;
        }
        let after = thief.fetch("/passkey/options", &question).await;
        if after.status == 200 {
            set_up(&mut thief, &question, &after.json()).await;
            assert!(thief.cookie("__Host-sid").is_none(), "{change}: a session");
        }
        set_up(&mut thief, &question, &before).await;
        assert!(thief.cookie("__Host-sid").is_none(), "{change}: a session");
        after.expect(403);
    }
}
