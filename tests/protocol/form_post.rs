//! OAuth 2.0 Form Post Response Mode; OAuth 2.0 Multiple Response Type Encoding Practices §2.1: how answers travel.

use vestibule_test_support::assertions::assert_redirect_error;
use vestibule_test_support::fixture::{ADA, FIRST, WEB, WEB_REDIRECT_WITH_QUERY};
use vestibule_test_support::{Answer, Browser, Outcome, RelyingParty, TestApp};

async fn signed_in(app: &TestApp, rp: &RelyingParty) -> Browser {
    let mut browser = app.browser();
    rp.code_for(&mut browser, ADA).await;
    browser
}

/// "Authorization Response parameters are encoded as HTML form values that are auto-submitted in the User Agent, and thus
/// are transmitted via the HTTP POST method to the Client, with the result parameters being encoded in the body using the
/// application/x-www-form-urlencoded format."  §2
#[tokio::test]
async fn form_post_is_a_page_that_posts_the_answer_by_itself() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, FIRST);
    let mut browser = signed_in(&app, &rp).await;
    let url = rp.authorization_url(&[("response_mode", "form_post")]);
    let outcome = browser.authorize(&url).await;
    let Outcome::FormPost { action, fields } = &outcome else {
        panic!("{outcome:?}")
    };
    // "The action attribute of the form MUST be the Client's Redirection URI. The method of the form attribute MUST be POST."
    assert_eq!(action.as_str(), "https://first.example/callback");
    let names: Vec<&str> = fields.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["code", "state", "iss"]);
    let page = browser.page();
    assert_eq!(page.form("#form-post").method, "post");
    assert_eq!(
        page.header("content-type"),
        Some("text/html; charset=utf-8")
    );
    // "Because the Authorization Response is intended to be used only once, the Authorization Server MUST instruct the User
    // Agent (and any intermediaries) not to store or reuse the content of the response."
    assert_eq!(page.header("cache-control"), Some("no-store"));
    // One script of ours, by address and nonce, and a button for browsers without scripts.
    assert_eq!(
        (page.count("script"), page.texts("script")),
        (1, vec![String::new()])
    );
    let nonce = page.attribute("script", "nonce").unwrap();
    let policy = page.header("content-security-policy").unwrap();
    assert!(
        policy.contains(&format!("script-src 'nonce-{nonce}' 'strict-dynamic';")),
        "{policy}"
    );
    assert!(
        policy.ends_with("form-action 'self' https://first.example"),
        "{policy}"
    );
    let script = page
        .url
        .join(&page.attribute("script", "src").unwrap())
        .unwrap();
    let script = Answer::of(app.http().get(script)).await.expect(200);
    assert!(
        script
            .header("content-type")
            .unwrap()
            .starts_with("text/javascript"),
        "{script:?}"
    );
    assert!(
        script.body.contains("form-post") && script.body.contains("submit"),
        "{script:?}"
    );
    assert!(page.has("#form-post-submit"));
    rp.redeem(&rp.code_of(&outcome)).await.expect(200);
    // Another page, another nonce.
    browser.authorize(&url).await;
    assert_ne!(browser.page().attribute("script", "nonce").unwrap(), nonce);
}

/// The same at the end of a whole sign-in, for a yes, a no and an error.
#[tokio::test]
async fn form_post_carries_consents_denials_and_errors() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let url = rp.authorization_url(&[("response_mode", "form_post")]);
    let mut browser = app.browser();
    for (button, parameter) in [("#consent-deny", "error"), ("#consent-allow", "code")] {
        browser.authorize(&url).await;
        if browser.page().page_name() == "sign-in" {
            browser.fill_sign_in(ADA.username, ADA.password).await;
        }
        let outcome = browser.submit("#consent", &[], button).await;
        assert!(matches!(outcome, Outcome::FormPost { .. }), "{outcome:?}");
        assert!(outcome.parameter(parameter).is_some());
        assert_eq!(outcome.parameter("state").as_ref(), Some(&rp.state));
        assert!(outcome.parameter("code").is_none() || outcome.parameter("error").is_none());
    }
    let refused = browser
        .authorize(
            &rp.authorization_url(&[("response_mode", "form_post"), ("prompt", "none login")]),
        )
        .await;
    let Outcome::FormPost { fields, .. } = refused else {
        panic!("{refused:?}")
    };
    let names: Vec<&str> = fields.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["error", "error_description", "state", "iss"]);
}

/// What the client sent cannot write HTML.
#[tokio::test]
async fn the_state_in_the_form_is_text_and_never_markup() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, FIRST);
    let mut browser = signed_in(&app, &rp).await;
    for state in [
        "\"><script>alert(1)</script>",
        "'><img src=x onerror=alert(1)>",
        "</form><form action=https://evil.example>",
        "\" autofocus onfocus=\"alert(1)",
    ] {
        let outcome = browser
            .authorize(&rp.authorization_url(&[("response_mode", "form_post"), ("state", state)]))
            .await;
        assert_eq!(outcome.parameter("state").as_deref(), Some(state));
        let page = browser.page();
        assert_eq!(
            (
                page.count("script"),
                page.count("form"),
                page.count("img[src=x]"),
                page.count("[onfocus]")
            ),
            (1, 1, 0, 0)
        );
    }
}

/// "query  In this mode, Authorization Response parameters are encoded in the query string added to the redirect_uri",
/// "fragment … encoded in the fragment", and "For purposes of this specification, the default Response Mode for the OAuth
/// 2.0 code Response Type is the query encoding."  Multiple Response Types §2.1, §3
#[tokio::test]
async fn query_is_the_default_and_fragment_puts_nothing_in_the_query() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, FIRST);
    let mut browser = signed_in(&app, &rp).await;
    for changes in [&[][..], &[("response_mode", "query")]] {
        let url = browser
            .authorize(&rp.authorization_url(changes))
            .await
            .redirect();
        assert!(
            url.as_str()
                .starts_with("https://first.example/callback?code=ac_"),
            "{url}"
        );
        // "fragment … appended": without an empty one the browser would hand on that of our own page (RFC 9700 §4.1.3).
        assert!(url.as_str().ends_with('#'), "{url}");
    }
    let url = browser
        .authorize(&rp.authorization_url(&[("response_mode", "fragment")]))
        .await
        .redirect();
    assert!(
        url.as_str()
            .starts_with("https://first.example/callback#code=ac_"),
        "{url}"
    );
    assert_eq!(url.query(), None);
    rp.redeem(&rp.code_of(&Outcome::Redirect(url)))
        .await
        .expect(200);
    let refused =
        rp.authorization_url(&[("response_mode", "fragment"), ("response_type", "token")]);
    let url = browser.authorize(&refused).await.redirect();
    assert_eq!(url.query(), None);
    assert_redirect_error(
        &url,
        "unsupported_response_type",
        Some(&rp.state),
        app.issuer(),
    );
}

/// A registered query stays where it is in every mode.
#[tokio::test]
async fn the_registered_query_stays_in_the_target_of_every_mode() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = signed_in(&app, &rp).await;
    let to = ("redirect_uri", WEB_REDIRECT_WITH_QUERY);
    let url = browser
        .authorize(&rp.authorization_url(&[to, ("response_mode", "fragment")]))
        .await
        .redirect();
    assert!(
        url.as_str()
            .starts_with(&format!("{WEB_REDIRECT_WITH_QUERY}#code=")),
        "{url}"
    );
    let outcome = browser
        .authorize(&rp.authorization_url(&[to, ("response_mode", "form_post")]))
        .await;
    let Outcome::FormPost { action, .. } = outcome else {
        panic!("{outcome:?}")
    };
    assert_eq!(action.as_str(), WEB_REDIRECT_WITH_QUERY);
}

/// "response_mode … Informs the Authorization Server of the mechanism to be used for returning Authorization Response
/// parameters"  Multiple Response Types §2.1: with another one the client would wait where no answer comes.
#[tokio::test]
async fn an_unknown_response_mode_is_an_error() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    for mode in [
        "web_message",
        "jwt",
        "query.jwt",
        "QUERY",
        "form-post",
        "query fragment",
    ] {
        let url = app
            .browser()
            .authorize(&rp.authorization_url(&[("response_mode", mode)]))
            .await
            .redirect();
        assert_redirect_error(&url, "invalid_request", Some(&rp.state), app.issuer());
    }
    let metadata = Answer::of(app.http().get(app.url("/.well-known/openid-configuration")))
        .await
        .expect(200)
        .json();
    assert_eq!(
        metadata["response_modes_supported"],
        serde_json::json!(["query", "fragment", "form_post"])
    );
}
