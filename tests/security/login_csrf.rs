//! SECURITY A21: another site signs the victim in, as the attacker.

use reqwest::Method;
use vestibule_test_support::browser::Site;
use vestibule_test_support::fixture::{ADA, GRACE, WEB};
use vestibule_test_support::{Answer, Browser, RelyingParty, TestApp};

fn form(browser: &Browser) -> Vec<(String, String)> {
    let mut fields = browser.page().form("#sign-in").fields;
    for (name, value) in &mut fields {
        match name.as_str() {
            "login" => GRACE.username.clone_into(value),
            "password" => GRACE.password.clone_into(value),
            _ => {}
        }
    }
    fields
}

fn cookies(browser: &Browser) -> String {
    let pairs: Vec<String> = browser
        .cookies()
        .iter()
        .map(|cookie| format!("{}={}", cookie.name, cookie.value))
        .collect();
    pairs.join("; ")
}

/// A sign-in as bytes on the wire: any headers, whatever a browser would send.
async fn post(
    app: &TestApp,
    cookie: &str,
    fields: &[(String, String)],
    headers: &[(&str, &str)],
) -> Answer {
    let mut request = app
        .wire()
        .request(Method::POST, &format!("{}/sign-in", app.issuer()));
    if !cookie.is_empty() {
        request = request.header("cookie", cookie);
    }
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    Answer::of(request.form(fields)).await
}

fn is_refused(answer: &Answer, why: &str) {
    assert_eq!(answer.status, 403, "{why}: {answer:?}");
    let set: Vec<&str> = answer
        .headers
        .get_all("set-cookie")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .collect();
    assert!(
        set.iter()
            .all(|cookie| !cookie.starts_with("sid=") && !cookie.starts_with("__Host-sid")),
        "{why}: {set:?}"
    );
}

/// RFC 9700 §4.7, OWASP ASVS 3.5.1: a form counts in the browser that was shown it.
#[tokio::test]
async fn a_sign_in_form_that_is_not_of_this_browser_signs_nobody_in() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut victim = app.browser();
    victim.authorize(&rp.authorization_url(&[])).await;
    let own = form(&victim);
    let mut attacker = app.browser();
    attacker.get("/sign-in").await;
    let foreign = form(&attacker);
    let with_csrf = |csrf: Option<&str>| {
        let mut fields: Vec<_> = own
            .iter()
            .filter(|(name, _)| name != "csrf")
            .cloned()
            .collect();
        fields.extend(csrf.map(|csrf| ("csrf".to_owned(), csrf.to_owned())));
        fields
    };
    let value = |fields: &[(String, String)], name: &str| {
        fields
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, v)| v.clone())
            .unwrap()
    };
    let (csrf, his) = (value(&own, "csrf"), value(&foreign, "csrf"));
    let same = [("sec-fetch-site", "same-origin")];
    let cookie = cookies(&victim);
    is_refused(
        &post(&app, &cookie, &with_csrf(None), &same).await,
        "no token",
    );
    is_refused(
        &post(&app, &cookie, &with_csrf(Some("")), &same).await,
        "an empty token",
    );
    is_refused(
        &post(&app, &cookie, &with_csrf(Some(&his)), &same).await,
        "the attacker's token",
    );
    let mut changed = csrf.clone();
    let last = if changed.pop() == Some('A') { 'B' } else { 'A' };
    changed.push(last);
    is_refused(
        &post(&app, &cookie, &with_csrf(Some(&changed)), &same).await,
        "a changed token",
    );
    // The attacker's whole form: token and transaction fit each other, not this browser.
    is_refused(
        &post(&app, &cookie, &foreign, &same).await,
        "the attacker's form",
    );
    // Without cookies, as `SameSite=Lax` sends it. The transaction is this browser's, so it is not even found.
    let answer = post(&app, "", &own, &[("sec-fetch-site", "cross-site")]).await;
    assert_eq!(answer.status, 400, "{answer:?}");
    let bare: Vec<_> = foreign.clone();
    is_refused(
        &post(&app, "", &bare, &[("sec-fetch-site", "cross-site")]).await,
        "no cookies",
    );
    // Everything right, but the browser says that another site did it.
    for headers in [
        vec![("sec-fetch-site", "cross-site")],
        vec![("sec-fetch-site", "same-site")],
        vec![("origin", "https://evil.example")],
        vec![
            ("origin", "https://evil.example"),
            ("sec-fetch-site", "cross-site"),
        ],
        vec![("sec-fetch-site", "SAME-ORIGIN")],
    ] {
        is_refused(
            &post(&app, &cookie, &own, &headers).await,
            &format!("{headers:?}"),
        );
    }
    // Twice the same field: which of the two was checked?
    let mut twice = own.clone();
    twice.push(("csrf".to_owned(), csrf.clone()));
    is_refused(&post(&app, &cookie, &twice, &same).await, "a token twice");
    // A token of another form of the very browser.
    let mut signed_in = app.browser();
    signed_in.authorize(&rp.authorization_url(&[])).await;
    signed_in.fill_sign_in(ADA.username, ADA.password).await;
    let consent = signed_in.page().form("#consent");
    let other_form = value(&consent.fields, "csrf");
    let mut fields: Vec<_> = foreign
        .iter()
        .filter(|(name, _)| name != "csrf")
        .cloned()
        .collect();
    fields.push(("csrf".to_owned(), other_form));
    is_refused(
        &post(&app, &cookies(&signed_in), &fields, &same).await,
        "the token of the consent form",
    );
    // Nothing of that was the form's own fault.
    let answer = post(&app, &cookie, &own, &same).await.expect(303);
    assert!(
        answer
            .headers
            .get_all("set-cookie")
            .iter()
            .any(|value| value.to_str().unwrap().starts_with("sid="))
    );
}

/// The same as browsers do it: a form on another site that posts itself.
#[tokio::test]
async fn another_site_cannot_sign_a_browser_in() {
    let app = TestApp::with_fixture().await;
    let mut attacker = app.browser();
    attacker.get("/sign-in").await;
    let fields = form(&attacker);
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(n, v)| (n.as_str(), v.as_str()))
        .collect();
    let mut victim = app.browser();
    victim.get("/sign-in").await;
    let page = victim.post("/sign-in", &fields, Site::Cross).await.page();
    assert_eq!(page.status, 403);
    assert!(victim.cookie("sid").is_none());
    victim.sign_in_as(ADA).await;
    assert!(victim.cookie("sid").is_some());
}

/// OWASP ASVS 7.2.4, a new session token on authentication: a session that an attacker planted is not the
/// one that the victim's sign-in fills.
#[tokio::test]
async fn a_planted_session_is_not_the_one_that_is_signed_in() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut attacker = app.browser();
    attacker.sign_in_as(GRACE).await;
    for planted in [
        attacker.cookie("sid").unwrap().value.clone(),
        "known-to-the-attacker".to_owned(),
    ] {
        let mut victim = app.browser();
        victim.set_cookie(&format!("sid={planted}; Path=/"));
        victim.sign_in_as(ADA).await;
        assert_ne!(victim.cookie("sid").unwrap().value, planted);
        let mut thief = app.browser();
        thief.set_cookie(&format!("sid={planted}; Path=/"));
        let outcome = thief
            .authorize(&rp.authorization_url(&[("prompt", "none")]))
            .await;
        assert_eq!(
            outcome.parameter("error").as_deref(),
            Some("login_required")
        );
    }
}
