//! OpenID Connect RP-Initiated Logout §2: when the user is asked, and what their answer does.

use vestibule_test_support::assertions::assert_error_page;
use vestibule_test_support::fixture::{ADA, GRACE, POST_LOGOUT_REDIRECT_URI};

use crate::oidc_logout::{AFTERWARDS, is_signed_in, signed_in, url};

/// "the OP MUST ask the End-User this question if an id_token_hint was not provided or if the supplied ID Token does not
/// belong to the current OP session with the RP"  §2
#[tokio::test]
async fn without_a_hint_the_user_is_asked_and_may_stay() {
    let (app, rp, mut browser, _) = signed_in().await;
    let elsewhere = rp.sign_in_and_exchange(&mut app.browser()).await;
    let graces = rp
        .sign_in_and_exchange_with(&mut app.browser(), GRACE, &[])
        .await;
    let named = [("client_id", "web"), AFTERWARDS, ("state", "xyz")];
    for parameters in [
        &[][..],
        &[("logout_hint", "ada")],
        &[("state", "xyz")],
        &named,
        // Hers, of another browser; and somebody else's.
        &[("id_token_hint", elsewhere.id_token()), AFTERWARDS],
        &[("id_token_hint", graces.id_token()), AFTERWARDS],
    ] {
        let page = browser.authorize(&url(&rp, parameters)).await.page();
        assert_eq!(
            (page.status, page.page_name().as_str()),
            (200, "sign-out"),
            "{parameters:?}"
        );
        assert!(page.text().contains("Ada Lovelace"), "{}", page.text());
        let page = browser
            .submit("#sign-out", &[], "#sign-out-cancel")
            .await
            .page();
        assert_eq!(
            (page.status, page.page_name().as_str()),
            (200, "signed-out")
        );
        assert!(is_signed_in(&rp, &mut browser).await, "{parameters:?}");
    }
    // Yes, and back to the application.
    browser.authorize(&url(&rp, &named)).await;
    assert!(
        browser.page().text().contains("Web App"),
        "{}",
        browser.page().text()
    );
    let policy = browser.page().header("content-security-policy").unwrap();
    assert!(
        policy.ends_with("form-action 'self' https://app.example"),
        "{policy}"
    );
    let mut again = browser.clone();
    let answer = browser
        .submit("#sign-out", &[], "#sign-out-confirm")
        .await
        .redirect();
    assert_eq!(
        answer.as_str(),
        format!("{POST_LOGOUT_REDIRECT_URI}?state=xyz")
    );
    assert!(!is_signed_in(&rp, &mut browser).await);
    assert_error_page(
        &again
            .submit("#sign-out", &[], "#sign-out-confirm")
            .await
            .page(),
        "invalid_request",
    );
    // The other browsers are still signed in.
    assert_eq!(rp.userinfo(&elsewhere.access_token).await.status, 200);
}

/// Without a target the browser stays here: signed out all the same, and `prompt=none` fails from now on.
#[tokio::test]
async fn without_a_target_a_page_says_that_the_user_is_signed_out() {
    let (_app, rp, mut browser, tokens) = signed_in().await;
    let page = browser
        .authorize(&url(&rp, &[("id_token_hint", tokens.id_token())]))
        .await
        .page();
    assert_eq!(
        (page.status, page.page_name().as_str()),
        (200, "signed-out")
    );
    assert!(!is_signed_in(&rp, &mut browser).await);
    let (_app, rp, mut browser, _) = signed_in().await;
    browser.get("/end_session").await;
    let page = browser
        .submit("#sign-out", &[], "#sign-out-confirm")
        .await
        .page();
    assert_eq!(
        (page.status, page.page_name().as_str()),
        (200, "signed-out")
    );
    assert!(!is_signed_in(&rp, &mut browser).await);
}

/// A hint ends the session it speaks of, and leaves the other accounts of the browser alone; the question is about all.
#[tokio::test]
async fn a_hint_ends_its_own_account_and_the_question_all_of_them() {
    let (_app, rp, mut browser, adas) = signed_in().await;
    let switch = rp.authorization_url(&[("prompt", "login")]);
    let outcome = browser
        .authorize_as(&switch, GRACE.username, GRACE.password)
        .await;
    let graces = rp.exchange(&rp.code_of(&outcome)).await;
    browser
        .authorize(&url(&rp, &[("id_token_hint", adas.id_token()), AFTERWARDS]))
        .await
        .redirect();
    // One account is left, so nobody has to be chosen.
    let silent = browser
        .authorize(&rp.authorization_url(&[("prompt", "none")]))
        .await;
    assert_eq!(
        rp.exchange(&rp.code_of(&silent)).await.id_claims()["sub"],
        graces.id_claims()["sub"]
    );
    assert!(browser.cookie("sid").is_some());
    browser
        .authorize_as(&switch, ADA.username, ADA.password)
        .await;
    browser.get("/end_session").await;
    let text = browser.page().text();
    assert!(
        text.contains("ada@example.com") && text.contains("grace@example.com"),
        "{text}"
    );
    browser
        .submit("#sign-out", &[], "#sign-out-confirm")
        .await
        .page();
    assert!(!is_signed_in(&rp, &mut browser).await);
}
