//! SECURITY A17, A18, A19: what an answer carries on its way through a browser that an attacker helps to steer.

use std::fs;
use std::path::Path;

use vestibule_test_support::assertions::assert_redirect_error;
use vestibule_test_support::fixture::{ADA, WEB, WEB_REDIRECT_WITH_QUERY};
use vestibule_test_support::{Outcome, RelyingParty, TestApp};

/// OAuth 2.0 Multiple Response Types §2.1: a mode that is unknown, or unsafe for what it carries, is an error.
#[tokio::test]
async fn an_unknown_response_mode_or_type_is_refused() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    for mode in [
        "jwt",
        "query.jwt",
        "web_message",
        "FORM_POST",
        "query fragment",
        "none",
        "../form_post",
    ] {
        let answer = app
            .browser()
            .authorize(&rp.authorization_url(&[("response_mode", mode)]))
            .await
            .redirect();
        assert_redirect_error(&answer, "invalid_request", Some(&rp.state), app.issuer());
        assert!(answer.fragment().unwrap_or_default().is_empty(), "{answer}");
    }
    // Whatever would put a token into a URL is not there at all.
    for kind in [
        "token",
        "id_token",
        "id_token token",
        "code token",
        "code id_token",
        "token code",
        "none",
        "Code",
        "code code",
    ] {
        for mode in ["query", "fragment", "form_post"] {
            let url = rp.authorization_url(&[("response_type", kind), ("response_mode", mode)]);
            let outcome = app.browser().authorize(&url).await;
            let error = outcome.parameter("error");
            assert_eq!(
                error.as_deref(),
                Some("unsupported_response_type"),
                "{kind} {outcome:?}"
            );
            for secret in ["access_token", "id_token", "code"] {
                assert_eq!(outcome.parameter(secret), None);
            }
        }
    }
    let answer = app
        .browser()
        .authorize(&rp.authorization_url_without(&["response_type"], &[]))
        .await
        .redirect();
    assert_redirect_error(&answer, "invalid_request", Some(&rp.state), app.issuer());
    for mode in ["query", "fragment", "form_post"] {
        let url = rp.authorization_url(&[("response_mode", mode)]);
        let outcome = app
            .browser()
            .authorize_as(&url, ADA.username, ADA.password)
            .await;
        let kind = match &outcome {
            Outcome::Redirect(url) if url.fragment().is_some_and(|text| !text.is_empty()) => {
                "fragment"
            }
            Outcome::Redirect(_) => "query",
            Outcome::FormPost { .. } => "form_post",
            Outcome::Page(page) => panic!("{}", page.text()),
        };
        assert_eq!(kind, mode);
        rp.exchange(&rp.code_of(&outcome)).await;
    }
}

/// OAuth 2.0 Form Post Response Mode §2: the values are HTML-encoded; `state` is the client's text, or the attacker's.
#[tokio::test]
async fn state_cannot_write_html_into_the_form_post_page() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    for state in [
        "\"><script>alert(1)</script>",
        "'><img src=x onerror=alert(1)>",
        "</form><form action=https://evil.example>",
        "\" autofocus onfocus=alert(1) x=\"",
        "&quot;><svg onload=alert(1)>",
        "{{7*7}}${7*7}<%= 7*7 %>",
        "\u{2028}<!--",
    ] {
        let url = rp.authorization_url(&[
            ("response_mode", "form_post"),
            ("state", state),
            ("prompt", "none"),
        ]);
        let mut browser = app.browser();
        let outcome = browser.authorize(&url).await;
        let Outcome::FormPost { action, fields } = &outcome else {
            panic!("{outcome:?}")
        };
        assert_eq!(action.as_str(), WEB.redirect_uri);
        assert_eq!(outcome.parameter("state").as_deref(), Some(state));
        let names: Vec<&str> = fields.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["error", "error_description", "state", "iss"]);
        let page = browser.page();
        assert_eq!(
            (page.count("form"), page.count("script"), page.count("img")),
            (1, 1, 0),
            "{}",
            page.body
        );
        assert_eq!(page.count("[onerror], [onload], [onfocus], [autofocus]"), 0);
        // The page has a policy of its own: one script, named by a nonce that is another each time.
        let policy = page
            .header("content-security-policy")
            .unwrap_or_default()
            .to_owned();
        let nonce = page.attribute("script", "nonce").unwrap();
        assert!(
            nonce.len() >= 22 && policy.contains(&format!("script-src 'nonce-{nonce}'")),
            "{policy}"
        );
        assert!(
            !policy.contains("unsafe") && policy.contains("form-action 'self' https://app.example"),
            "{policy}"
        );
        let mut again = app.browser();
        again.authorize(&url).await;
        assert_ne!(again.page().attribute("script", "nonce"), Some(nonce));
    }
}

/// RFC 9700 §4.1.3: a browser hands the fragment of our own URL on to the redirect target, unless that brings one.
#[tokio::test]
async fn a_redirect_to_a_client_ends_with_a_fragment_of_its_own() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    for (changes, code) in [
        (vec![], true),
        (vec![("redirect_uri", WEB_REDIRECT_WITH_QUERY)], true),
        (vec![("prompt", "none")], false),
        (vec![("response_type", "token")], false),
    ] {
        let mut browser = app.browser();
        let outcome = browser
            .authorize_as(&rp.authorization_url(&changes), ADA.username, ADA.password)
            .await;
        assert_eq!(outcome.parameter("code").is_some(), code);
        let location = outcome.redirect();
        let location = location.as_str();
        assert!(location.ends_with('#'), "{location}");
        assert_eq!(location.matches('#').count(), 1, "{location}");
    }
}

/// RFC 9700 §4.12: 303, since 307 would hand the credentials of the form on.
#[tokio::test]
async fn a_redirect_after_a_form_is_303_and_never_repeats_the_form() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = app.browser();
    let parameters = rp.parameters();
    let fields: Vec<(&str, &str)> = parameters
        .iter()
        .map(|(n, v)| (n.as_str(), v.as_str()))
        .collect();
    let mut statuses = Vec::new();
    let mut look = |browser: &vestibule_test_support::Browser| {
        for hop in browser
            .hops()
            .iter()
            .filter(|hop| hop.headers.contains_key("location"))
        {
            statuses.push(hop.status);
        }
    };
    browser
        .post(
            "/authorize",
            &fields,
            vestibule_test_support::browser::Site::Cross,
        )
        .await;
    look(&browser);
    browser.fill_sign_in(ADA.username, ADA.password).await;
    look(&browser);
    browser.submit("#consent", &[], "#consent-allow").await;
    look(&browser);
    browser
        .authorize(&rp.authorization_url(&[("prompt", "select_account")]))
        .await;
    look(&browser);
    browser
        .submit("#select-account", &[], "button[value=other]")
        .await;
    look(&browser);
    browser.get("/end_session?client_id=web&post_logout_redirect_uri=https%3A%2F%2Fapp.example%2Fsigned-out").await;
    browser.submit("#sign-out", &[], "#sign-out-confirm").await;
    look(&browser);
    // The ways back to the application go by a page (`tests/protocol/after_a_form.rs`).
    assert_eq!(statuses.len(), 5, "{statuses:?}");
    assert!(statuses.iter().all(|status| *status == 303), "{statuses:?}");
    // And nobody can send the other ones by accident.
    let sources = files(Path::new(env!("CARGO_MANIFEST_DIR")).join("src").as_path());
    assert!(sources.len() > 100);
    for (name, text) in sources {
        for word in [
            "TEMPORARY_REDIRECT",
            "PERMANENT_REDIRECT",
            "Redirect::temporary",
            "Redirect::permanent",
        ] {
            assert!(!text.contains(word), "{word} in {name}");
        }
    }
}

fn files(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push((
                path.display().to_string(),
                fs::read_to_string(&path).unwrap(),
            ));
        }
    }
    found
}
