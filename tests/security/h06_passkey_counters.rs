//! H06: a counter that goes back: there are two of a passkey that exists once.

use crate::passkeys::{adas_passkey, assert_refused, assert_signed_in, at_the_door, house};

/// "less than or equal to the signature counter value stored …: This is a signal, but not proof, that the authenticator may be
/// cloned. … whether the Relying Party … fails the authentication ceremony or not is Relying Party-specific."  WebAuthn §7.2
/// step 22: ours does, and tells the owner.
#[tokio::test]
async fn a_counter_that_goes_back_or_stays_is_refused_and_told() {
    let app = house().await;
    let mut passkey = adas_passkey(&app).await;
    passkey.keys[0].counter = 41;
    let mut browser = app.browser();
    let page = browser.sign_in_with_passkey(&mut passkey).await;
    assert_signed_in(&browser, &page);
    for (copy, event) in [(42, 1), (7, 2), (0, 3)] {
        let (mut thief, begun) = at_the_door(&app).await;
        let answer = passkey.get_as(&begun, |said| said.counter = copy);
        let page = thief.send_passkey(&begun, &answer).await.page();
        assert_refused(&thief, &page, "refused");
        let told = app
            .dump()
            .await
            .matches("passkey.counter_regression")
            .count();
        assert!(told >= event, "{told} events after {event}");
    }
    // The owner's own, which has counted on, still works.
    passkey.keys[0].counter = 50;
    let mut browser = app.browser();
    let page = browser.sign_in_with_passkey(&mut passkey).await;
    assert_signed_in(&browser, &page);
}

/// An answer with a wrong signature says nothing about the passkey: nobody can be frightened with it.
#[tokio::test]
async fn only_the_passkey_itself_can_raise_the_alarm() {
    let app = house().await;
    let mut passkey = adas_passkey(&app).await;
    passkey.keys[0].counter = 41;
    let mut browser = app.browser();
    browser.sign_in_with_passkey(&mut passkey).await;
    let (mut thief, begun) = at_the_door(&app).await;
    let answer = passkey.get_as(&begun, |said| {
        said.counter = 1;
        said.broken_signature = true;
    });
    let page = thief.send_passkey(&begun, &answer).await.page();
    assert_refused(&thief, &page, "refused");
    assert!(!app.dump().await.contains("passkey.counter_regression"));
}

/// "authenticators … may … not implement a signature counter … then … always zero"  WebAuthn §6.1.1: passkeys that are kept in
/// several places say zero each time.
#[tokio::test]
async fn a_passkey_that_never_counts_is_used_as_often_as_one_likes() {
    let app = house().await;
    let mut passkey = adas_passkey(&app).await;
    passkey.counts = false;
    for _ in 0..3 {
        let mut browser = app.browser();
        let page = browser.sign_in_with_passkey(&mut passkey).await;
        assert_signed_in(&browser, &page);
    }
    assert!(!app.dump().await.contains("passkey.counter_regression"));
}

/// The same count from two places at once: one of them is a copy.
#[tokio::test]
async fn of_two_uses_with_one_count_at_most_one_signs_in() {
    let app = house().await;
    let mut passkey = adas_passkey(&app).await;
    passkey.keys[0].counter = 10;
    let mut waiting = Vec::new();
    for _ in 0..4 {
        let (browser, begun) = at_the_door(&app).await;
        let answer = passkey.get_as(&begun, |said| said.counter = 11);
        waiting.push((browser, begun, answer));
    }
    let tries = waiting.into_iter().map(|(mut browser, begun, answer)| {
        tokio::spawn(async move {
            browser.send_passkey(&begun, &answer).await.page();
            browser.cookie("__Host-sid").is_some()
        })
    });
    let mut signed_in = 0;
    for attempt in tries.collect::<Vec<_>>() {
        signed_in += u32::from(attempt.await.unwrap());
    }
    assert_eq!(signed_in, 1);
}
