//! Content Security Policy Level 3 §6.4.1, as Chromium reads it: every redirect after a form is held against `form-action` of
//! the form's page, those of the application itself included. So a browser that came by a form goes on from a page.

use reqwest::Method;
use url::Url;
use vestibule_test_support::browser::Page;
use vestibule_test_support::fixture::{ADA, Client, NATIVE, POST_LOGOUT_REDIRECT_URI, WEB};
use vestibule_test_support::{Answer, Browser, Outcome, RelyingParty, TestApp};

use crate::oidc_logout::{AFTERWARDS, url};

/// What a registered redirect URI may hold that means something in HTML or in a refresh.
const AWKWARD: &str = "https://awkward.example/cb?a='b;url='&amp;c=%22%3E;,`{}";

/// Somebody's `state` that would like to be markup.
const STATE: &str = "\"'><script>alert(1)</script>;url=https://evil.example/&lt;";

/// Presses a button as a program would, with these headers alone.
async fn press(app: &TestApp, browser: &Browser, form: &str, button: &str, dest: &str) -> Answer {
    let page = browser.page();
    let mut form_of_page = page.form(form);
    form_of_page
        .fields
        .extend(page.button(&format!("{form} {button}")));
    let cookies: Vec<String> = browser
        .cookies()
        .iter()
        .map(|cookie| format!("{}={}", cookie.name, cookie.value))
        .collect();
    let mut request = app
        .wire()
        .request(Method::POST, form_of_page.action.as_str())
        .header("cookie", cookies.join("; "));
    if !dest.is_empty() {
        request = request.header("sec-fetch-dest", dest);
    }
    Answer::of(request.form(&form_of_page.fields)).await
}

fn page_of(answer: Answer) -> Page {
    Page {
        status: answer.status,
        headers: answer.headers,
        url: Url::parse("https://issuer.invalid/").unwrap(),
        body: answer.body,
    }
}

/// A server with two awkward applications, and a browser in which Ada is signed in.
async fn beginning() -> (TestApp, Browser) {
    let app = TestApp::with_fixture().await;
    app.apply(&format!(
        r#"
        [[client]]
        client_id = "awkward"
        client_name = "<b>Awkward</b> & \"Sons\""
        redirect_uris = ["{AWKWARD}"]
        token_endpoint_auth_method = "none"
        scope = "openid"

        [[client]]
        client_id = "phone"
        client_name = "Phone App"
        application_type = "native"
        redirect_uris = ["com.example.phone:/cb"]
        token_endpoint_auth_method = "none"
        scope = "openid"
        "#
    ))
    .await;
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    (app, browser)
}

fn party(app: &TestApp, id: &'static str, redirect_uri: &'static str) -> RelyingParty {
    let client = Client {
        id,
        redirect_uri,
        scope: "openid",
        ..NATIVE
    };
    RelyingParty::new(app, client)
}

/// A program gets the redirect of RFC 6749 §4.1.2, a browser a page that goes on to the very same URL.
#[tokio::test]
async fn after_a_form_a_browser_goes_on_by_a_page_and_a_program_by_a_redirect() {
    let (app, mut browser) = beginning().await;
    let rp = party(&app, "awkward", AWKWARD);
    let asked = rp.authorization_url(&[("state", STATE)]);
    let mut told = Vec::new();
    // A no is not remembered: the same question, and the same answer, each time.
    for dest in ["", "empty", "iframe", "Document"] {
        browser.authorize(&asked).await.page();
        let answer = press(&app, &browser, "#consent", "#consent-deny", dest).await;
        let answer = answer.expect(303);
        assert_eq!(answer.body, "", "{dest}");
        told.push(answer.header("location").unwrap().to_owned());
    }
    browser.authorize(&asked).await.page();
    let answer = press(&app, &browser, "#consent", "#consent-deny", "document").await;
    let page = page_of(answer.expect(200));
    assert_eq!(page.page_name(), "continue");
    assert_eq!(page.header("location"), None);
    let onward = page.attribute("a#continue", "href").unwrap();
    assert!(onward.starts_with(&format!("{AWKWARD}&error=")), "{onward}");
    assert!(onward.ends_with('#'), "{onward}");
    told.push(onward.clone());
    assert!(told.iter().all(|url| *url == told[0]), "{told:?}");
    assert_eq!(
        page.onward().as_str(),
        Url::parse(&onward).unwrap().as_str()
    );
    let target = page.onward();
    let state = target.query_pairs().find(|(name, _)| name == "state");
    let state = state.map(|(_, value)| value.into_owned());
    assert_eq!(state.as_deref(), Some(STATE));

    // What strangers wrote is text.
    assert_eq!(
        (
            page.count("script"),
            page.count("main b"),
            page.count("form"),
            page.count("[http-equiv]")
        ),
        (0, 0, 0, 1)
    );
    assert!(!page.body.contains("<b>"), "{}", page.body);
    assert!(
        page.text()
            .contains("Continue to <b>Awkward</b> & \"Sons\""),
        "{}",
        page.text()
    );
    assert!(page.text().contains("awkward.example"), "{}", page.text());
    assert_eq!(
        page.attribute("a#continue", "rel").as_deref(),
        Some("noreferrer")
    );
    // The code of an answer is in it.
    assert_eq!(page.header("cache-control"), Some("no-store"));
    assert_eq!(page.header("referrer-policy"), Some("no-referrer"));
    assert_eq!(
        page.header("content-type"),
        Some("text/html; charset=utf-8")
    );
    let policy = page.header("content-security-policy").unwrap();
    assert!(
        policy.starts_with("default-src 'none'; script-src 'none';"),
        "{policy}"
    );
    assert!(policy.ends_with("form-action 'self'"), "{policy}");
}

/// The code, the session's cookie and the answer in the fragment travel by the page as they do by the redirect.
#[tokio::test]
async fn a_code_arrives_by_the_page_of_the_sign_in_and_of_the_consent() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = app.browser();
    for mode in ["query", "fragment"] {
        let asked = rp.authorization_url(&[("response_mode", mode), ("prompt", "login consent")]);
        browser.authorize(&asked).await.page();
        browser
            .fill_sign_in(ADA.username, ADA.password)
            .await
            .page();
        let allowed = browser.submit("#consent", &[], "#consent-allow").await;
        assert_eq!(browser.hops().last().unwrap().status, 200, "{mode}");
        rp.redeem(&rp.code_of(&allowed)).await.expect(200);
    }
    // Agreed before: the answer follows the sign-in itself, and the new session comes with it.
    let before = browser.cookie("sid").unwrap().value.clone();
    browser
        .authorize(&rp.authorization_url(&[("prompt", "login")]))
        .await
        .page();
    let signed_in = browser.fill_sign_in(ADA.username, ADA.password).await;
    assert_eq!((browser.hops().len(), browser.hops()[0].status), (1, 200));
    assert_ne!(browser.cookie("sid").unwrap().value, before);
    rp.redeem(&rp.code_of(&signed_in)).await.expect(200);
    // No form, no page.
    let silent = browser
        .authorize(&rp.authorization_url(&[("prompt", "none")]))
        .await;
    assert_eq!(browser.hops()[0].status, 303);
    rp.redeem(&rp.code_of(&silent)).await.expect(200);
}

/// RFC 8252 §7.1: nothing follows a redirect to an app on the device.
#[tokio::test]
async fn a_private_scheme_is_redirected_to_also_after_a_form() {
    let (app, mut browser) = beginning().await;
    let rp = party(&app, "phone", "com.example.phone:/cb");
    browser.authorize(&rp.authorization_url(&[])).await.page();
    let outcome = browser.submit("#consent", &[], "#consent-allow").await;
    assert_eq!(browser.hops().last().unwrap().status, 303);
    let Outcome::Redirect(target) = &outcome else {
        panic!("{outcome:?}")
    };
    assert!(
        target.as_str().starts_with("com.example.phone:/cb?code="),
        "{target}"
    );
    rp.redeem(&rp.code_of(&outcome)).await.expect(200);
}

/// OpenID Connect RP-Initiated Logout §3, by the same two ways.
#[tokio::test]
async fn after_signing_out_a_browser_goes_on_by_a_page_and_a_program_by_a_redirect() {
    for (dest, status) in [("", 303), ("document", 200)] {
        let (app, mut browser) = beginning().await;
        let rp = RelyingParty::new(&app, WEB);
        let asked = url(&rp, &[("client_id", "web"), AFTERWARDS, ("state", STATE)]);
        browser.authorize(&asked).await.page();
        let answer = press(&app, &browser, "#sign-out", "#sign-out-confirm", dest).await;
        let answer = answer.expect(status);
        let ended = answer.header("set-cookie").unwrap();
        assert!(ended.starts_with("sid=;"), "{ended}");
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        let target = if status == 303 {
            Url::parse(answer.header("location").unwrap()).unwrap()
        } else {
            let page = page_of(answer);
            assert_eq!(page.count("script"), 0);
            assert!(
                page.text().contains("Continue to Web App"),
                "{}",
                page.text()
            );
            page.onward()
        };
        assert!(
            target.as_str().starts_with(POST_LOGOUT_REDIRECT_URI),
            "{target}"
        );
        let told: Vec<(String, String)> = target.query_pairs().into_owned().collect();
        assert_eq!(told, [("state".to_owned(), STATE.to_owned())]);
    }
}
