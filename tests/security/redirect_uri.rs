//! SECURITY A01, A02, A03: a redirect URI that is not the client's, in every disguise.

use vestibule::administration::apply::{Mode, Unnamed, apply};
use vestibule_test_support::assertions::{assert_absent, assert_error_page};
use vestibule_test_support::fixture::{WEB, WEB_REDIRECT_WITH_QUERY};
use vestibule_test_support::{RelyingParty, TestApp};

async fn refuses(app: &TestApp, rp: &RelyingParty, uris: &[&str], more: &[(&str, &str)]) {
    for uri in uris {
        let changes = [&[("redirect_uri", *uri)], more].concat();
        let url = rp.authorization_url(&changes);
        let page = app.browser().authorize(&url).await.page();
        assert_eq!(page.status, 400, "{uri:?} led to {}", page.url);
        assert_error_page(&page, "invalid_request");
        // Nothing is reflected, not even as a link.
        if uri.len() > 4 {
            assert_absent(&page.body, uri);
        }
        assert!(page.headers.get("refresh").is_none(), "{uri:?}");
    }
}

/// "authorization servers MUST utilize exact string matching except for port numbers in localhost redirection URIs of
/// native apps"  RFC 9700 §2.1
#[tokio::test]
async fn a_redirect_uri_that_differs_by_one_byte_is_an_error_page_and_no_redirect() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let wrong = [
        "https://evil.example/callback",
        "https://app.example/callback/",
        "https://app.example/callbac",
        "https://app.example/callback2",
        "https://app.example/Callback",
        "https://APP.example/callback",
        "HTTPS://app.example/callback",
        "http://app.example/callback",
        "https://app.example:443/callback",
        "https://app.example:444/callback",
        "https://www.app.example/callback",
        "https://app.example.evil.example/callback",
        "https://app.example/callback?",
        "https://app.example/callback?x=1",
        "https://app.example/callback#",
        "https://app.example/callback#x",
        "https://app.example/callback?tenant=blue",
        "https://app.example/callback?mode=1&tenant=blue",
        "https://app.example/callback?tenant=blue&mode=1&x=1",
        "https://appXexample/callback",
        " https://app.example/callback",
        "https://app.example/callback ",
        "/callback",
        "callback",
        "",
        "null",
        "https://spa.example/callback",
    ];
    refuses(&app, &rp, &wrong, &[]).await;
    // Whatever else is wrong with the request, the target is looked at first.
    for other in [
        ("response_type", "token"),
        ("scope", "no-such-scope"),
        ("prompt", "none"),
        ("request_uri", "https://evil.example/r"),
        ("response_mode", "form_post"),
        ("code_challenge_method", "plain"),
    ] {
        refuses(&app, &rp, &["https://evil.example/callback"], &[other]).await;
    }
    let url = rp.authorization_url_without(&["redirect_uri"], &[]);
    let page = app.browser().authorize(&url).await.page();
    assert_error_page(&page, "invalid_request");
    // The honest ones.
    for uri in [WEB.redirect_uri, WEB_REDIRECT_WITH_QUERY] {
        let url = rp.authorization_url(&[("redirect_uri", uri)]);
        let page = app.browser().authorize(&url).await.page();
        assert_eq!(page.page_name(), "sign-in", "{uri}");
        let url = rp.authorization_url(&[("redirect_uri", uri), ("prompt", "none")]);
        let answer = app.browser().authorize(&url).await.redirect();
        assert!(answer.as_str().starts_with(uri), "{answer}");
    }
}

/// RFC 9700 §4.1.1: what one parser takes for a host is a user name to the next.
#[tokio::test]
async fn parser_confusion_finds_no_parser() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let wrong = [
        "https://app.example@evil.example/callback",
        "https://app.example:443@evil.example/callback",
        "https://evil.example@app.example/callback",
        "https://a@b@app.example/callback",
        "https://app.example\\@evil.example/callback",
        "https://evil.example\\@app.example/callback",
        "https:\\\\app.example/callback",
        "https:/app.example/callback",
        "https:app.example/callback",
        "https:///app.example/callback",
        "https://app.example\t/callback",
        "https://app.example/call\tback",
        "https://app.example/callback\r\nLocation: https://evil.example",
        "https://app.example/callback\u{0}",
        "\u{0}https://app.example/callback",
        "https://app.example\u{ff0f}callback",
        "https://app\u{3002}example/callback",
        "https://\u{430}pp.example/callback",
        "https://app.example/callback\u{200b}",
        "https://app.example%2f@evil.example/callback",
        "https://app.example%00.evil.example/callback",
        "javascript:alert(1)//https://app.example/callback",
        "data:text/html,https://app.example/callback",
        "//app.example/callback",
    ];
    refuses(&app, &rp, &wrong, &[]).await;
    let page = app
        .browser()
        .authorize(&rp.authorization_url(&[]))
        .await
        .page();
    assert_eq!(page.page_name(), "sign-in");
}

/// RFC 9700 §4.1.3: a traversal below a registered prefix finds no prefix.
#[tokio::test]
async fn path_traversal_finds_no_prefix() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let wrong = [
        "https://app.example/callback/../evil",
        "https://app.example/x/../callback",
        "https://app.example/./callback",
        "https://app.example//callback",
        "https://app.example/callback/..;/evil",
        "https://app.example/..;/callback",
        "https://app.example/callback/%2e%2e/evil",
        "https://app.example/%2e/callback",
        "https://app.example/callback%2f..%2fevil",
        "https://app.example/callback/%5c../evil",
        "https://app.example/callback%5c..%5cevil",
        "https://app.example/%63allback",
        "https://app.example/callback;x",
    ];
    refuses(&app, &rp, &wrong, &[]).await;
}

/// "The endpoint URI MUST NOT include a fragment component."  RFC 6749 §3.1.2; no wildcard, no user information, no control
/// character: RFC 9700 §4.1.3
#[tokio::test]
async fn a_dangerous_redirect_uri_cannot_be_registered() {
    let app = TestApp::start().await;
    let client = |uri: &str| {
        let uri = toml::Value::String(uri.to_owned());
        format!(
            "[[client]]\nclient_id = \"new\"\nclient_secret = \"a-secret-that-is-long-enough-0123456789\"\nredirect_uris = [{uri}]\n"
        )
    };
    for uri in [
        "https://user@app.example/cb",
        "https://user:pw@app.example/cb",
        "https://@app.example/cb",
        "https://app.example/cb#fragment",
        "https://app.example/cb#",
        "https://app.example/*",
        "https://*.app.example/cb",
        "https://app.example/c\tb",
        "https://app.example/cb\r\n",
        "https://app.example/cb\u{0}",
        "https://app.example/c b",
        "https://app.example\\cb",
        "https://äpp.example/cb",
        "http://app.example/cb",
        "http://169.254.169.254/cb",
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "myapp:/cb",
        "/cb",
        "",
    ] {
        let refused = apply(app.app(), &client(uri), Unnamed::Keep, Mode::Write).await;
        let problems = refused.expect_err(uri).to_string();
        assert!(problems.contains("redirect_uris"), "{uri:?}: {problems}");
    }
    app.apply(&client("https://app.example/cb")).await;
}
