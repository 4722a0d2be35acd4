//! D12: a target kept in a cookie or a parameter sends the user elsewhere after the sign-in.

use vestibule_test_support::fixture::{ADA, WEB};
use vestibule_test_support::{Outcome, RelyingParty, TestApp};

/// What the cookies hold is random and means nothing: where the user goes is kept by the server.
#[tokio::test]
async fn cookies_carry_nothing_but_random_values() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = app.browser();
    rp.sign_in_and_exchange(&mut browser).await;
    let mut names: Vec<_> = browser
        .cookies()
        .iter()
        .map(|cookie| cookie.name.clone())
        .collect();
    names.sort();
    assert_eq!(names, ["browser", "dev", "sid"]);
    for cookie in browser.cookies() {
        // 256 bits in base64url.
        assert_eq!(cookie.value.len(), 43, "{}", cookie.name);
        assert!(
            cookie
                .value
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
        );
    }
}

/// There is no parameter that names a place to go to after the sign-in.
#[tokio::test]
async fn no_parameter_of_the_sign_in_page_is_a_target() {
    let app = TestApp::with_fixture().await;
    for name in [
        "return_to",
        "return_url",
        "redirect",
        "redirect_uri",
        "next",
        "continue",
        "rd",
        "url",
        "target",
    ] {
        let mut browser = app.browser();
        let page = browser
            .get(&format!(
                "/sign-in?{name}=https%3A%2F%2Fattacker.example%2F"
            ))
            .await;
        assert!(
            !page.body.contains("attacker.example"),
            "{name} is on the page"
        );
        let page = browser
            .fill_sign_in(ADA.username, ADA.password)
            .await
            .page();
        assert_eq!(
            (page.page_name().as_str(), page.url.path()),
            ("home", "/"),
            "{name}"
        );
    }
}

/// The number of a sign-in in progress is worth nothing in another browser.
#[tokio::test]
async fn a_request_that_another_browser_began_cannot_be_continued() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let (mut attacker, mut victim) = (app.browser(), app.browser());
    let begun = attacker.authorize(&rp.authorization_url(&[])).await.page();
    victim.sign_in_as(ADA).await;
    for path in ["sign-in", "consent", "select-account"] {
        let url = format!("/{path}?{}", begun.url.query().unwrap());
        let page = victim.get(&url).await;
        assert_eq!(
            (page.status, page.page_name().as_str()),
            (400, "error"),
            "{path}"
        );
    }
    // Its own browser goes on, and so does one whose cookies were lost on the way: it has to begin again.
    attacker.get(begun.url.as_str()).await;
    let mut forgetful = attacker.clone();
    forgetful.clear_cookies();
    assert_eq!(forgetful.get(begun.url.as_str()).await.status, 400);
    let outcome = attacker.fill_sign_in(ADA.username, ADA.password).await;
    assert!(
        matches!(&outcome, Outcome::Page(page) if page.page_name() == "consent"),
        "{outcome:?}"
    );
}

/// "Verify that … temporary … are only valid for a short time": an answered or expired request has no second answer.
#[tokio::test]
async fn a_sign_in_in_progress_ends_with_its_answer_or_after_ten_minutes() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    let consent = browser.authorize(&rp.authorization_url(&[])).await.page();
    let mut again = browser.clone();
    let outcome = browser.submit("#consent", &[], "#consent-allow").await;
    rp.code_of(&outcome);
    let page = again.submit("#consent", &[], "#consent-allow").await.page();
    assert_eq!(
        (page.status, page.page_name().as_str()),
        (400, "error"),
        "a second yes"
    );
    assert_eq!(again.get(consent.url.as_str()).await.status, 400);

    let page = browser
        .authorize(&rp.again().authorization_url(&[("prompt", "consent")]))
        .await
        .page();
    assert_eq!(page.page_name(), "consent");
    app.advance(601);
    let page = browser
        .submit("#consent", &[], "#consent-allow")
        .await
        .page();
    assert_eq!(
        (page.status, page.page_name().as_str()),
        (400, "error"),
        "too late"
    );
}
