//! H03: a challenge that is used twice, by another browser, for another person, for another purpose, or too late.

use vestibule_test_support::authenticator::UP;
use vestibule_test_support::fixture::{ADA, GRACE};
use vestibule_test_support::{Authenticator, Browser};

use crate::passkeys::{
    adas_passkey, assert_refused, assert_signed_in, at_the_door, csrf_of, house, send, with_passkey,
};

const FIVE_MINUTES: i64 = 5 * 60;

/// "Verify that … challenge nonces are … used only once"  ASVS 6.7.2
#[tokio::test]
async fn an_answer_counts_once() {
    let app = house().await;
    let mut passkey = adas_passkey(&app).await;
    passkey.counts = false;
    let (mut browser, begun) = at_the_door(&app).await;
    let csrf = csrf_of(browser.page());
    let answer = passkey.get(&begun);
    let page = browser.send_passkey(&begun, &answer).await.page();
    assert_signed_in(&browser, &page);
    // The same browser without its session: only the challenge is used up.
    let mut again = app.browser();
    again.set_cookie(&cookie(&browser, "__Host-browser"));
    let page = send(&mut again, "/passkey/sign-in", &csrf, (&begun, &answer)).await;
    assert_refused(&again, &page, "over");
}

/// What was refused once cannot be tried again with the same challenge.
#[tokio::test]
async fn a_refused_answer_uses_the_challenge_up() {
    let app = house().await;
    let mut passkey = adas_passkey(&app).await;
    let (mut browser, begun) = at_the_door(&app).await;
    let broken = passkey.get_as(&begun, |said| said.broken_signature = true);
    let page = browser.send_passkey(&begun, &broken).await.page();
    assert_refused(&browser, &page, "refused");
    let right = passkey.get(&begun);
    let page = browser.send_passkey(&begun, &right).await.page();
    assert_refused(&browser, &page, "over");
}

/// "Verify that the value of C.challenge equals the base64url encoding of pkOptions.challenge."  WebAuthn §7.2 step 11
#[tokio::test]
async fn the_answer_to_one_challenge_is_none_to_another() {
    let app = house().await;
    let mut passkey = adas_passkey(&app).await;
    let (mut browser, first) = at_the_door(&app).await;
    let second = browser.begin_passkey().await;
    assert_ne!(
        first["publicKey"]["challenge"],
        second["publicKey"]["challenge"]
    );
    let answer = passkey.get(&first);
    let page = browser.send_passkey(&second, &answer).await.page();
    assert_refused(&browser, &page, "refused");
    // The challenge that it does answer is still good.
    let page = browser.send_passkey(&first, &answer).await.page();
    assert_signed_in(&browser, &page);
}

/// The victim's answer, in the attacker's browser (or the attacker's in the victim's).
#[tokio::test]
async fn a_challenge_is_for_the_browser_that_asked_for_it() {
    let app = house().await;
    let mut passkey = adas_passkey(&app).await;
    let (_, begun) = at_the_door(&app).await;
    let (mut other, _) = at_the_door(&app).await;
    let answer = passkey.get(&begun);
    let page = other.send_passkey(&begun, &answer).await.page();
    assert_refused(&other, &page, "over");
}

/// "timeout … five minutes"
#[tokio::test]
async fn a_challenge_is_good_for_five_minutes() {
    let app = house().await;
    let mut passkey = adas_passkey(&app).await;
    let (mut browser, begun) = at_the_door(&app).await;
    assert_eq!(begun["publicKey"]["timeout"], FIVE_MINUTES * 1000);
    app.advance(FIVE_MINUTES + 1);
    let answer = passkey.get(&begun);
    let page = browser.send_passkey(&begun, &answer).await.page();
    assert_refused(&browser, &page, "over");
    let begun = browser.begin_passkey().await;
    app.advance(FIVE_MINUTES - 5);
    let answer = passkey.get(&begun);
    let page = browser.send_passkey(&begun, &answer).await.page();
    assert_signed_in(&browser, &page);
}

/// A challenge to sign in makes no passkey, and one to make a passkey signs nobody in.
#[tokio::test]
async fn a_challenge_is_for_what_it_was_asked_for() {
    let app = house().await;
    let (mut browser, mut passkey) = with_passkey(&app, ADA).await;
    browser.get("/account/passkeys").await;
    let to_add = browser.begin_passkey().await;
    let csrf_to_add = csrf_of(browser.page());
    browser.get("/sign-in").await;
    let to_sign_in = browser.begin_passkey().await;
    let csrf_to_sign_in = csrf_of(browser.page());
    let mut signing = to_add.clone();
    signing["publicKey"]["rpId"] = to_add["publicKey"]["rp"]["id"].clone();
    let answer = passkey.get(&signing);
    let page = send(
        &mut browser,
        "/passkey/sign-in",
        &csrf_to_sign_in,
        (&to_add, &answer),
    )
    .await;
    assert!(page.url.as_str().contains("passkey=over"), "{}", page.url);
    let mut making = to_sign_in.clone();
    making["publicKey"]["rp"]["id"] = to_sign_in["publicKey"]["rpId"].clone();
    making["publicKey"]["user"]["id"] = "AAAA".into();
    let answer = Authenticator::new(app.issuer()).create(&making);
    let page = send(
        &mut browser,
        "/account/passkeys",
        &csrf_to_add,
        (&to_sign_in, &answer),
    )
    .await;
    assert!(page.url.as_str().contains("passkey=over"), "{}", page.url);
    assert_eq!(page.count("#passkeys > li"), 1);
}

/// Two tenants on one host share what a browser calls a relying party, and nothing else.
#[tokio::test]
async fn a_challenge_is_for_its_own_tenant() {
    let app = house().await;
    app.apply("[[tenant]]\nslug = \"acme\"\nname = \"Acme\"\n")
        .await;
    let mut passkey = adas_passkey(&app).await;
    let (mut browser, begun) = at_the_door(&app).await;
    let acme = format!("{}/t/acme", app.issuer());
    let mut at_acme = app.browser_at(&acme);
    at_acme.get("/sign-in").await;
    let answer = passkey.get(&begun);
    let page = at_acme.send_passkey(&begun, &answer).await.page();
    assert!(page.url.as_str().contains("passkey=over"), "{}", page.url);
    // Ada is nobody there, even with a challenge of its own.
    let begun_there = at_acme.begin_passkey().await;
    let answer = passkey.get(&begun_there);
    let page = at_acme.send_passkey(&begun_there, &answer).await.page();
    assert!(
        page.url.as_str().contains("passkey=refused"),
        "{}",
        page.url
    );
    assert!(
        at_acme
            .cookies()
            .iter()
            .all(|cookie| !cookie.name.contains("sid"))
    );
    let begun = browser.begin_passkey().await;
    let answer = passkey.get(&begun);
    let page = browser.send_passkey(&begun, &answer).await.page();
    assert_signed_in(&browser, &page);
}

/// "Verify that the User Verified bit of the flags in authData is set" where it was asked for  WebAuthn §7.2 step 17: a
/// passkey that does not know its owner is no way in by itself.
#[tokio::test]
async fn a_passkey_without_user_verification_signs_nobody_in_by_itself() {
    let app = house().await;
    let mut passkey = adas_passkey(&app).await;
    let (_, mut unverified) = {
        let mut browser = app.browser();
        browser.sign_in_as(GRACE).await;
        let mut key = Authenticator::new(app.issuer());
        key.flags = UP;
        browser.add_passkey(&mut key).await;
        (browser, key)
    };
    passkey.flags = UP;
    for key in [&mut passkey, &mut unverified] {
        let (mut browser, begun) = at_the_door(&app).await;
        assert_eq!(begun["publicKey"]["userVerification"], "required");
        let answer = key.get(&begun);
        let page = browser.send_passkey(&begun, &answer).await.page();
        assert_refused(&browser, &page, "refused");
    }
    // "Verify that the User Present bit … is set."  step 16
    let (mut browser, begun) = at_the_door(&app).await;
    let answer = passkey.get_as(&begun, |said| said.flags = 0);
    let page = browser.send_passkey(&begun, &answer).await.page();
    assert_refused(&browser, &page, "refused");
}

fn cookie(browser: &Browser, name: &str) -> String {
    let cookie = browser.cookie(name).expect("the cookie");
    format!("{name}={}; Path=/; Secure; HttpOnly", cookie.value)
}
