//! H07: who has an account, or a passkey, is told by the challenge or by the refusal.

use serde_json::Value;
use vestibule_test_support::fixture::ADA;
use vestibule_test_support::{Authenticator, Page, TestApp};

use crate::passkeys::{adas_passkey, assert_refused, assert_signed_in, at_the_door, house};

fn without_chance(mut begun: Value) -> Value {
    begun["ceremony"].take();
    begun["publicKey"]["challenge"].take();
    begun
}

/// "Verify that valid users cannot be deduced from failed authentication challenges"  ASVS 6.3.8: the challenge of a sign-in is
/// asked for with no name, and names nobody.
#[tokio::test]
async fn a_challenge_to_sign_in_names_nobody_and_is_the_same_for_everybody() {
    let app = house().await;
    let (_, before) = at_the_door(&app).await;
    let mut passkey = adas_passkey(&app).await;
    let (_, after) = at_the_door(&app).await;
    assert_eq!(without_chance(before.clone()), without_chance(after));
    assert_eq!(
        before["publicKey"]["allowCredentials"],
        Value::Array(Vec::new())
    );
    let (mut browser, begun) = at_the_door(&app).await;
    let (path, mut question) = browser.passkey_question();
    for name in ["login", "username", "user", "email"] {
        question[name] = ADA.username.into();
        browser.fetch(&path, &question).await.expect(400);
        question.as_object_mut().unwrap().remove(name);
    }
    let answer = passkey.get(&begun);
    let page = browser.send_passkey(&begun, &answer).await.page();
    assert_signed_in(&browser, &page);
}

/// What the page says, without what differs from answer to answer.
fn told(page: &Page) -> (u16, String, String) {
    let path = page.url[url::Position::BeforePath..].to_owned();
    (page.status, path, page.texts("main").join(" "))
}

/// An unknown person, an unknown passkey, somebody else's passkey and a wrong signature are one refusal.
#[tokio::test]
async fn every_refusal_is_the_same() {
    let app = house().await;
    app.apply("[[user]]\nusername = \"off\"\nemail = \"off@example.com\"\npassword = \"a password that is right\"\n")
        .await;
    let mut passkey = adas_passkey(&app).await;
    let mut off = Authenticator::new(app.issuer());
    let mut browser = app.browser();
    browser.sign_in("off", "a password that is right").await;
    browser.add_passkey(&mut off).await;
    app.apply("[[user]]\nusername = \"off\"\nemail = \"off@example.com\"\npassword = \"a password that is right\"\ndisabled = true\n")
        .await;
    let mut seen = None;
    for case in 0..6 {
        let (mut browser, begun) = at_the_door(&app).await;
        let answer = match case {
            0 => passkey.get_as(&begun, |said| {
                said.user_handle = Some(uuid::Uuid::new_v4().as_bytes().to_vec());
            }),
            1 => passkey.get_as(&begun, |said| said.id = vec![7; 32]),
            2 => passkey.get_as(&begun, |said| said.broken_signature = true),
            3 => passkey.get_as(&begun, |said| said.user_handle = None),
            4 => passkey.get_as(&begun, |said| said.user_handle = Some(b"ada".to_vec())),
            _ => off.get(&begun),
        };
        let page = browser.send_passkey(&begun, &answer).await.page();
        assert_refused(&browser, &page, "refused");
        let told = told(&page);
        assert_eq!(seen.get_or_insert(told.clone()), &told, "case {case}");
    }
    assert_no_state_grows(&app).await;
}

/// Challenges cost a record each: a network gets no more than 600 a minute.
async fn assert_no_state_grows(app: &TestApp) {
    let (mut browser, _) = at_the_door(app).await;
    let (path, question) = browser.passkey_question();
    let mut answers = Vec::new();
    for _ in 0..620 {
        answers.push(browser.fetch(&path, &question).await.status);
    }
    assert_eq!(answers.first(), Some(&200));
    assert_eq!(answers.last(), Some(&429));
}
