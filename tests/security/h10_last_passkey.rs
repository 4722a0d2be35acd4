//! H10: removing the last passkey locks its owner out, or leaves less than the operator demands.

use vestibule_test_support::browser::Site;
use vestibule_test_support::fixture::{ADA, GRACE};
use vestibule_test_support::{Browser, Page};

use crate::passkeys::{assert_signed_in, house, take_password_away, with_passkey};

/// Follows the links to the question whether the `nth` passkey shall go.
async fn ask(browser: &mut Browser, nth: usize) -> Page {
    let list = browser.get("/account/passkeys").await;
    let link = list.link(&format!("#passkeys > li:nth-child({nth}) a"));
    let one = browser.get(link.as_str()).await;
    let remove = one.link("#passkey-remove");
    browser.get(remove.as_str()).await
}

async fn remove(browser: &mut Browser, nth: usize) -> Page {
    ask(browser, nth).await;
    let pressed = browser.submit("#passkey-removal", &[], "#passkey-removal-confirm");
    pressed.await.page()
}

/// Nobody can remove their only way in.
#[tokio::test]
async fn the_last_way_in_stays() {
    let app = house().await;
    let (mut browser, mut passkey) = with_passkey(&app, GRACE).await;
    browser.add_passkey(&mut passkey).await;
    take_password_away(&app, GRACE).await;
    let mut browser = app.browser();
    let page = browser.sign_in_with_passkey(&mut passkey).await;
    assert_signed_in(&browser, &page);
    // One of two may go, in whatever order.
    let page = remove(&mut browser, 2).await;
    assert_eq!((page.status, page.count("#passkeys > li")), (200, 1));
    let page = remove(&mut browser, 1).await;
    assert_eq!(page.status, 409);
    assert_eq!(page.count("#problems li"), 1, "{}", page.text());
    assert_eq!(
        browser
            .get("/account/passkeys")
            .await
            .count("#passkeys > li"),
        1
    );
    let mut again = app.browser();
    let page = again.sign_in_with_passkey(&mut passkey).await;
    assert_signed_in(&again, &page);
}

/// A password that signs nobody in is no way in.
#[tokio::test]
async fn a_password_counts_only_where_passwords_sign_in() {
    let app = house().await;
    let (mut browser, _) = with_passkey(&app, ADA).await;
    app.apply("[[tenant]]\nslug = \"default\"\nsign_in = { passwords = false }\n")
        .await;
    assert_eq!(remove(&mut browser, 1).await.status, 409);
    app.apply("[[tenant]]\nslug = \"default\"\nsign_in = { passwords = true }\n")
        .await;
    assert_eq!(remove(&mut browser, 1).await.status, 200);
}

/// "… MFA … cannot be disabled" where the operator demands one (ASVS 6.4.4).
#[tokio::test]
async fn the_last_factor_stays_where_one_is_demanded() {
    let app = house().await;
    let (_, mut passkey) = with_passkey(&app, ADA).await;
    app.apply("[[tenant]]\nslug = \"default\"\nname = \"Default\"\n[tenant.second_factor]\nrequired = true\n")
        .await;
    let mut browser = app.browser();
    browser.sign_in_with_passkey(&mut passkey).await;
    let page = remove(&mut browser, 1).await;
    assert_eq!(page.status, 409, "{}", page.text());
    assert_eq!(
        browser
            .get("/account/passkeys")
            .await
            .count("#passkeys > li"),
        1
    );
}

/// Whoever has a password and is not made to have more may have no passkey. The sign-in at hand goes on; the passkey is over.
#[tokio::test]
async fn a_passkey_beside_a_password_may_go() {
    let app = house().await;
    let (mut browser, mut passkey) = with_passkey(&app, ADA).await;
    let page = remove(&mut browser, 1).await;
    assert_eq!(page.status, 200);
    assert!(page.has("#passkeys-none"), "{}", page.text());
    let mut door = app.browser();
    let page = door.sign_in_with_passkey(&mut passkey).await;
    assert!(
        page.url.as_str().contains("passkey=refused"),
        "{}",
        page.url
    );
    // And what a password is not asked for any more: a second factor.
    let mut door = app.browser();
    assert_eq!(door.sign_in_as(ADA).await.page_name(), "home");
    let dump = app.dump().await;
    assert!(dump.contains("passkey.registered") && dump.contains("passkey.removed"));
    // "the CSP SHALL notify the subscriber"  NIST SP 800-63B-4 §4.1.2
    app.deliver_mail().await;
    let mails = app.mailbox().to(ADA.email).await;
    for subject in ["A passkey was added", "A passkey was removed"] {
        let told = mails.iter().filter(|mail| mail.subject == subject).count();
        assert_eq!(told, 1, "{subject}");
    }
}

/// A removed passkey ends what was begun with it.
#[tokio::test]
async fn a_passkey_removed_meanwhile_proves_nothing() {
    let app = house().await;
    let (mut browser, mut passkey) = with_passkey(&app, ADA).await;
    let mut door = app.browser();
    door.get("/sign-in").await;
    let begun = door.begin_passkey().await;
    let answer = passkey.get(&begun);
    remove(&mut browser, 1).await;
    let page = door.send_passkey(&begun, &answer).await.page();
    assert!(
        page.url.as_str().contains("passkey=refused"),
        "{}",
        page.url
    );
}

/// Nobody sees, renames or removes what is another's, and nobody does it who signed in a while ago.
#[tokio::test]
async fn only_the_owner_changes_a_passkey_and_only_freshly_signed_in() {
    let app = house().await;
    let (mut ada, _) = with_passkey(&app, ADA).await;
    let path = ada
        .get("/account/passkeys")
        .await
        .link("#passkeys a")
        .path()
        .to_owned();
    let (mut grace, _) = with_passkey(&app, GRACE).await;
    let graces_token = {
        let link = grace.get("/account/passkeys").await.link("#passkeys a");
        let page = grace.get(link.as_str()).await;
        let fields = page.form("#passkey-name").fields;
        fields
            .into_iter()
            .find(|(name, _)| name == "csrf")
            .unwrap()
            .1
    };
    for page in [path.clone(), format!("{path}/remove")] {
        assert_eq!(grace.get(&page).await.status, 404);
        let fields = [("csrf", graces_token.as_str()), ("name", "mine")];
        let answer = grace.post(&page, &fields, Site::Same).await.page();
        assert_eq!(answer.status, 404);
        let fields = [("csrf", "x"), ("name", "mine")];
        let answer = ada.post(&page, &fields, Site::Same).await.page();
        assert_eq!(answer.status, 403);
    }
    ask(&mut ada, 1).await;
    app.advance(5 * 60 + 1);
    let pressed = ada.submit("#passkey-removal", &[], "#passkey-removal-confirm");
    assert_eq!(pressed.await.page().page_name(), "sign-in");
    let list = ada.get("/account/passkeys").await;
    assert_eq!(list.count("#passkeys > li"), 1);
    assert!(!list.text().contains("mine"));
}

/// Two of them at once: one stays.
#[tokio::test]
async fn two_removals_at_once_leave_one_way_in() {
    let app = house().await;
    let (mut browser, mut passkey) = with_passkey(&app, GRACE).await;
    browser.add_passkey(&mut passkey).await;
    take_password_away(&app, GRACE).await;
    let mut first = app.browser();
    first.sign_in_with_passkey(&mut passkey).await;
    let mut second = first.clone();
    ask(&mut first, 1).await;
    ask(&mut second, 2).await;
    let (one, two) = tokio::join!(
        first.submit("#passkey-removal", &[], "#passkey-removal-confirm"),
        second.submit("#passkey-removal", &[], "#passkey-removal-confirm"),
    );
    let mut statuses = [one.page().status, two.page().status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
}
