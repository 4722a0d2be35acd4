//! I05: an account that waits for its victim (Sudhodanan & Paverd, USENIX Security '22): made with their address before they come.

use serde_json::json;
use vestibule_test_support::browser::Browser;
use vestibule_test_support::fixture::{ADA, GRACE};
use vestibule_test_support::upstream::{agreed, came_back, through};
use vestibule_test_support::{AuthenticatorApp, TestApp, authenticator_app};

use crate::upstream::{LINKS, OPEN, assert_nobody, with_provider};

async fn is_signed_in(browser: &mut Browser) -> bool {
    browser.get("/account").await.page_name() == "account"
}

async fn knows(
    app: &TestApp,
    sub: &str,
    email: &str,
    verified: bool,
    more: &str,
) -> (Browser, vestibule_test_support::Page) {
    let fake = vestibule_test_support::upstream::FakeOpenId::start(app.clock()).await;
    app.apply(&format!("{OPEN}{}", fake.toml("fake", more)))
        .await;
    fake.person(json!({"sub": sub, "email": email, "email_verified": verified}));
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    let page = agreed(&mut browser, &fake, "fake").await.page();
    (browser, page)
}

/// The classic merge, the session that does not end, the trojan factor: whatever was there before the address was proven is
/// gone when its owner comes.
#[tokio::test]
async fn what_stood_in_an_account_before_its_address_was_proven_is_gone() {
    let app = TestApp::with_fixture().await;
    // Grace's address was never proven. Whoever has the password may be anybody: they set up what they can, and wait.
    let mut squatter = app.browser();
    let (_trojan, _): (AuthenticatorApp, _) =
        authenticator_app::turn_on(&mut squatter, &app, GRACE).await;
    assert!(is_signed_in(&mut squatter).await);
    let (mut owner, page) = knows(&app, "grace-1", GRACE.email, true, LINKS).await;
    assert_eq!(page.page_name(), "home", "{}", page.text());
    assert!(
        is_signed_in(&mut owner).await,
        "no second factor of somebody else's is asked for"
    );
    assert!(!is_signed_in(&mut squatter).await);
    let mut again = app.browser();
    again.get("/sign-in").await;
    let page = again
        .fill_sign_in(GRACE.username, GRACE.password)
        .await
        .page();
    assert_eq!(page.status, 422, "the squatter's password is gone");
    let found = app
        .context()
        .await
        .db()
        .credentials(GRACE.username)
        .await
        .unwrap()
        .unwrap();
    assert!(
        found.user.email_verified && found.password_hash.is_none() && found.user.factors.is_empty()
    );
}

/// The same where something else than a password waits: another identity (the trojan identifier).
#[tokio::test]
async fn an_identity_that_was_connected_before_the_address_was_proven_is_gone() {
    let app = TestApp::with_fixture().await;
    let attackers = vestibule_test_support::upstream::FakeOpenId::start(app.clock()).await;
    attackers
        .person(json!({"sub": "mallory", "email": "mallory@evil.example", "email_verified": true}));
    app.apply(&format!("{OPEN}{}", attackers.toml("attackers", "")))
        .await;
    let mut squatter = app.browser();
    squatter.sign_in_as(GRACE).await;
    squatter.get("/account/connections").await;
    let there = squatter
        .submit("#connect", &[], "button[value=attackers]")
        .await
        .redirect();
    let page = came_back(&mut squatter, &attackers.agree(&there))
        .await
        .page();
    assert_eq!(page.page_name(), "account-connections", "{}", page.text());
    let (_, page) = knows(&app, "grace-1", GRACE.email, true, LINKS).await;
    assert_eq!(page.page_name(), "home", "{}", page.text());
    let mut again = app.browser();
    again.get("/sign-in").await;
    let there = through(&mut again, "attackers").await;
    let page = came_back(&mut again, &attackers.agree(&there)).await.page();
    assert_ne!(page.page_name(), "home", "the squatter came in");
    assert!(!is_signed_in(&mut again).await);
}

/// A proven address stays what it was: nothing of its account is taken away when it is connected.
#[tokio::test]
async fn an_account_whose_address_was_proven_keeps_what_it_has() {
    let app = TestApp::with_fixture().await;
    let mut before = app.browser();
    before.sign_in_as(ADA).await;
    let (mut owner, page) = knows(&app, "ada-1", ADA.email, true, LINKS).await;
    assert_eq!(page.page_name(), "home", "{}", page.text());
    assert!(is_signed_in(&mut owner).await && is_signed_in(&mut before).await);
    let mut again = app.browser();
    again.sign_in_as(ADA).await;
}

/// "An unverified email": an address that the provider did not verify, or that the tenant does not believe, connects nothing and
/// tells nothing.
#[tokio::test]
async fn an_address_that_nobody_vouches_for_opens_nothing() {
    for (verified, more) in [
        (false, LINKS),
        (
            false,
            "trusted_email = true\nfirst_sign_in = \"link_or_create\"",
        ),
        (true, "trusted_email = false\nfirst_sign_in = \"create\""),
    ] {
        let app = TestApp::with_fixture().await;
        let (mut browser, page) = knows(&app, "x", ADA.email, verified, more).await;
        assert!(
            browser.cookie("sid").is_none(),
            "{verified} {more}: {}",
            page.text()
        );
        assert!(!is_signed_in(&mut browser).await);
        // Whether the address has an account is not told: the same page comes for one that has none.
        let other = TestApp::with_fixture().await;
        let (_, unknown) = knows(&other, "x", "nobody@example.com", verified, more).await;
        assert_eq!(
            (page.page_name(), page.status),
            (unknown.page_name(), unknown.status),
            "{more}"
        );
    }
}

/// The attacker's own identity with the victim's address: the mail that proves the address makes no account in the victim's
/// browser, and none in the attacker's without it.
#[tokio::test]
async fn a_mail_to_the_victim_completes_nobody_elses_sign_up() {
    let app = TestApp::with_fixture().await;
    let (mut attacker, page) = knows(&app, "mallory", "victim@example.com", false, "").await;
    assert_eq!(page.page_name(), "sign-up", "{}", page.text());
    let page = attacker
        .submit("#sign-up", &[("username", "victim")], "#sign-up-submit")
        .await
        .page();
    assert_eq!(page.page_name(), "check-mail", "{}", page.text());
    let link = app.mailbox().last_to("victim@example.com").await.link();
    let mut victim = app.browser();
    let page = victim.get(&link).await;
    assert!(
        !page.has("#verify-email"),
        "nothing to press: {}",
        page.text()
    );
    let db = app.context().await.db();
    assert!(
        db.credentials("victim@example.com")
            .await
            .unwrap()
            .is_none()
    );
    // In the browser that asked, with the mail at hand, it is as it should be.
    attacker.get(&link).await;
    attacker
        .submit("#verify-email", &[], "button[type=submit]")
        .await;
    let made = db.credentials("victim@example.com").await.unwrap();
    assert!(made.is_some_and(|made| made.user.email_verified));
}

/// Where an account has the address, its owner is told to connect it, and nothing happens.
#[tokio::test]
async fn an_account_is_not_connected_where_the_tenant_only_makes_new_ones() {
    let (app, fake) = with_provider("trusted_email = true").await;
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    let page = agreed(&mut browser, &fake, "fake").await.page();
    assert_nobody(&browser, &page, 409);
    assert!(
        page.text().contains("Connected accounts"),
        "{}",
        page.text()
    );
    let ada = app
        .context()
        .await
        .db()
        .credentials(ADA.username)
        .await
        .unwrap()
        .unwrap();
    let known = app
        .context()
        .await
        .db()
        .identities(ada.user.id)
        .await
        .unwrap();
    assert!(known.is_empty());
}

/// An administrator's address that nobody had to prove, since an operator gave it to them: a provider's word for it is one factor,
/// and takes nothing away.
#[tokio::test]
async fn a_provider_is_no_way_round_an_administrators_factors() {
    let app = TestApp::with_fixture().await;
    app.apply(&format!(
        "[[user]]\nusername = {:?}\nemail = {:?}\npassword = {:?}\nroles = [\"admin\"]\n",
        GRACE.username, GRACE.email, GRACE.password
    ))
    .await;
    let (own, _) = authenticator_app::turn_on(&mut app.browser(), &app, GRACE).await;
    let (mut comer, page) = knows(&app, "grace-1", GRACE.email, true, LINKS).await;
    assert_eq!(page.page_name(), "second-factor", "{}", page.text());
    assert!(!is_signed_in(&mut comer).await);
    comer.get("/sign-in").await;
    // Their own factor lets them in, and everything is theirs yet.
    let mut again = app.browser();
    again.get("/sign-in").await;
    again.fill_sign_in(GRACE.username, GRACE.password).await;
    let code = own.next_code(&app);
    again
        .submit(
            "#second-factor",
            &[("code", &code)],
            "#second-factor-submit",
        )
        .await;
    assert!(is_signed_in(&mut again).await);
    let found = app.context().await.db().credentials(GRACE.username).await;
    assert!(found.unwrap().unwrap().user.email_verified);
}

/// Two tabs of one person who comes for the first time: one account, and both are in.
#[tokio::test]
async fn two_tabs_of_a_newcomer_make_one_account() {
    let app = TestApp::with_fixture().await;
    let fake = vestibule_test_support::upstream::FakeOpenId::start(app.clock()).await;
    let more = "trusted_email = true\nfirst_sign_in = \"create\"";
    app.apply(&format!("{OPEN}{}", fake.toml("fake", more)))
        .await;
    fake.person(json!({"sub": "new-1", "email": "new@people.example", "email_verified": true, "preferred_username": "newcomer"}));
    for _ in 0..3 {
        let mut tabs = Vec::new();
        for _ in 0..2 {
            let mut browser = app.browser();
            browser.get("/sign-in").await;
            let there = through(&mut browser, "fake").await;
            tabs.push((browser, fake.agree(&there)));
        }
        let [(mut a, first), (mut b, second)] = <[_; 2]>::try_from(tabs).unwrap();
        let (one, two) = tokio::join!(came_back(&mut a, &first), came_back(&mut b, &second));
        for outcome in [one, two] {
            let page = outcome.page();
            assert_eq!(page.page_name(), "home", "{}", page.text());
        }
        let found = app
            .context()
            .await
            .db()
            .credentials("newcomer")
            .await
            .unwrap()
            .unwrap();
        let tenant = app.context().await.issuer().tenant_id();
        vestibule::administration::users::delete(
            app.app(),
            tenant,
            "newcomer",
            vestibule::administration::users::LastAdministrator::Stays,
        )
        .await
        .unwrap();
        assert_eq!(found.user.email.as_deref(), Some("new@people.example"));
    }
}
