//! SECURITY A09: signing out must not be an open redirect.

use vestibule_test_support::assertions::{assert_absent, assert_error_page};
use vestibule_test_support::fixture::{POST_LOGOUT_REDIRECT_URI, WEB};
use vestibule_test_support::{Outcome, RelyingParty, TestApp};

fn logout_url(rp: &RelyingParty, parameters: &[(&str, &str)]) -> String {
    let mut url = url::Url::parse(&rp.endpoint("/end_session")).unwrap();
    url.query_pairs_mut().extend_pairs(parameters);
    url.into()
}

/// "the value MUST have been previously registered with the OP"  OpenID Connect RP-Initiated Logout §3
#[tokio::test]
async fn only_a_registered_post_logout_redirect_uri_is_followed() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = app.browser();
    let tokens = rp.sign_in_and_exchange(&mut browser).await;
    for uri in [
        "https://evil.example/",
        "https://app.example/signed-out/",
        "https://app.example/signed-out?x=1",
        "https://app.example/signed-out#",
        "https://app.example/signed-out/../evil",
        "https://app.example.evil.example/signed-out",
        "https://app.example@evil.example/signed-out",
        "http://app.example/signed-out",
        "//evil.example",
        "javascript:alert(1)",
        // The client's own redirect URI is registered for something else.
        WEB.redirect_uri,
    ] {
        for who in [("id_token_hint", tokens.id_token()), ("client_id", WEB.id)] {
            let url = logout_url(&rp, &[who, ("post_logout_redirect_uri", uri)]);
            let page = browser.authorize(&url).await.page();
            assert_error_page(&page, "invalid_request");
            assert_absent(&page.body, uri);
            // Not even when nobody is signed in.
            let page = app.browser().authorize(&url).await.page();
            assert_error_page(&page, "invalid_request");
        }
    }
    // "the OP MUST NOT perform post-logout redirection unless the OP has other means of confirming the legitimacy of the
    // post-logout redirection target"
    let url = logout_url(
        &rp,
        &[("post_logout_redirect_uri", POST_LOGOUT_REDIRECT_URI)],
    );
    let page = browser.authorize(&url).await.page();
    assert_error_page(&page, "invalid_request");
    // Another client's registration is not this client's.
    let url = logout_url(
        &rp,
        &[
            ("client_id", "spa"),
            ("post_logout_redirect_uri", POST_LOGOUT_REDIRECT_URI),
        ],
    );
    assert_error_page(&browser.authorize(&url).await.page(), "invalid_request");
    // The user is still signed in after all that; the honest request signs out and goes there.
    let url = logout_url(
        &rp,
        &[
            ("id_token_hint", tokens.id_token()),
            ("post_logout_redirect_uri", POST_LOGOUT_REDIRECT_URI),
            ("state", "a&b=c"),
        ],
    );
    assert!(browser.cookie("sid").is_some());
    let target = browser.authorize(&url).await.redirect();
    assert_eq!(
        target.as_str(),
        "https://app.example/signed-out?state=a%26b%3Dc"
    );
    assert!(browser.cookie("sid").is_none());
}

/// "the OP MUST ask the End-User … if an id_token_hint was not provided"  OpenID Connect RP-Initiated Logout §2: an image on
/// another site must not sign anybody out.
#[tokio::test]
async fn nobody_is_signed_out_by_a_link() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = app.browser();
    let tokens = rp.sign_in_and_exchange(&mut browser).await;
    // The attacker has a hint of his own, for another login.
    let mut attacker = app.browser();
    let own = rp
        .sign_in_and_exchange_with(&mut attacker, vestibule_test_support::fixture::GRACE, &[])
        .await;
    for parameters in [
        vec![],
        vec![("client_id", "web")],
        vec![("id_token_hint", own.id_token())],
    ] {
        let page = browser
            .authorize(&logout_url(&rp, &parameters))
            .await
            .page();
        assert_eq!(page.page_name(), "sign-out");
        let outcome = browser
            .clone()
            .authorize(&rp.authorization_url(&[("prompt", "none")]))
            .await;
        assert!(outcome.parameter("code").is_some(), "{outcome:?}");
        // Cancelled is cancelled, and the question can be answered once.
        let form = browser.page().form("#sign-out");
        browser.submit("#sign-out", &[], "#sign-out-cancel").await;
        let mut fields: Vec<(&str, &str)> = form
            .fields
            .iter()
            .map(|(n, v)| (n.as_str(), v.as_str()))
            .collect();
        fields.push(("decision", "confirm"));
        let again = browser
            .post(
                form.action.as_str(),
                &fields,
                vestibule_test_support::browser::Site::Same,
            )
            .await;
        assert_error_page(&again.page(), "invalid_request");
        assert!(browser.cookie("sid").is_some());
    }
    let url = logout_url(&rp, &[("id_token_hint", tokens.id_token())]);
    let outcome = browser.authorize(&url).await;
    assert!(matches!(outcome, Outcome::Page(_)), "{outcome:?}");
    assert!(browser.cookie("sid").is_none());
}
