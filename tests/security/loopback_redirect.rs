//! SECURITY A06, A07: the port of a loopback redirect may vary, for native applications, and nothing else may.

use vestibule_test_support::assertions::assert_error_page;
use vestibule_test_support::fixture::{AuthMethod, Client, NATIVE};
use vestibule_test_support::{RelyingParty, TestApp};

async fn is_taken(app: &TestApp, rp: &RelyingParty, uri: &str) {
    let url = rp.authorization_url(&[("redirect_uri", uri), ("prompt", "none")]);
    let answer = app.browser().authorize(&url).await.redirect();
    assert!(answer.as_str().starts_with(&format!("{uri}?")), "{answer}");
}

async fn is_refused(app: &TestApp, rp: &RelyingParty, uri: &str) {
    let url = rp.authorization_url(&[("redirect_uri", uri), ("prompt", "none")]);
    let page = app.browser().authorize(&url).await.page();
    assert_eq!(page.status, 400, "{uri} led to {}", page.url);
    assert_error_page(&page, "invalid_request");
}

/// "The authorization server MUST allow any port to be specified at the time of the request for loopback IP redirect URIs"
/// RFC 8252 §7.3
#[tokio::test]
async fn only_the_port_of_a_native_loopback_redirect_may_vary() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, NATIVE);
    for uri in [
        "http://127.0.0.1:51004/cb",
        "http://127.0.0.1:8080/cb",
        "http://127.0.0.1:65535/cb",
    ] {
        is_taken(&app, &rp, uri).await;
    }
    for uri in [
        "http://127.0.0.1:51004/cb/",
        "http://127.0.0.1:51004/CB",
        "http://127.0.0.1:51004/",
        "http://127.0.0.1:51004",
        "http://127.0.0.1:51004/cb?x=1",
        "http://127.0.0.1:51004/cb#x",
        "https://127.0.0.1:51004/cb",
        "HTTP://127.0.0.1:51004/cb",
        "http://127.0.0.2:51004/cb",
        "http://0.0.0.0:51004/cb",
        "http://127.1:51004/cb",
        "http://2130706433:51004/cb",
        "http://0177.0.0.1:51004/cb",
        "http://[::ffff:127.0.0.1]:51004/cb",
        "http://[::1]:51004/cb",
        "http://localhost:51004/cb",
        "http://127.0.0.1.evil.example:51004/cb",
        "http://127.0.0.1:51004@evil.example/cb",
        "http://127.0.0.1:@evil.example/cb",
        "http://evil.example:80@127.0.0.1:51004/cb",
        "http://127.0.0.1:/cb",
        "http://127.0.0.1:0/cb",
        "http://127.0.0.1:65536/cb",
        "http://127.0.0.1:99999999999/cb",
        "http://127.0.0.1:+80/cb",
        "http://127.0.0.1:-80/cb",
        "http://127.0.0.1:８０/cb",
        "http://127.0.0.1:80%2fcb",
        "http://127.0.0.1\\:80/cb",
    ] {
        is_refused(&app, &rp, uri).await;
    }
}

const SIX: Client = Client {
    id: "six",
    secret: "",
    auth: AuthMethod::None,
    redirect_uri: "http://[::1]/cb",
    scope: "openid",
};
const LOCALHOST: Client = Client {
    id: "localhost",
    redirect_uri: "http://localhost:3000/cb",
    ..SIX
};
const WEB_ON_LOOPBACK: Client = Client {
    id: "web-on-loopback",
    redirect_uri: "http://127.0.0.1:3000/cb",
    ..SIX
};

/// "localhost … NOT RECOMMENDED"  RFC 8252 §8.3: it is a name, and stays exact with its port.
#[tokio::test]
async fn a_loopback_rule_is_for_native_applications_and_address_literals() {
    let app = TestApp::start().await;
    for (client, kind) in [
        (SIX, "native"),
        (LOCALHOST, "native"),
        (WEB_ON_LOOPBACK, "web"),
    ] {
        let Client {
            id, redirect_uri, ..
        } = client;
        app.apply(&format!(
            "[[client]]\nclient_id = {id:?}\ntoken_endpoint_auth_method = \"none\"\napplication_type = {kind:?}\nredirect_uris = [{redirect_uri:?}]\n"
        ))
        .await;
    }
    let six = RelyingParty::new(&app, SIX);
    is_taken(&app, &six, "http://[::1]/cb").await;
    is_taken(&app, &six, "http://[::1]:49152/cb").await;
    for uri in [
        "http://[::2]:49152/cb",
        "http://[0:0:0:0:0:0:0:1]:49152/cb",
        "http://127.0.0.1:49152/cb",
    ] {
        is_refused(&app, &six, uri).await;
    }
    let localhost = RelyingParty::new(&app, LOCALHOST);
    is_taken(&app, &localhost, "http://localhost:3000/cb").await;
    is_refused(&app, &localhost, "http://localhost:3001/cb").await;
    is_refused(&app, &localhost, "http://127.0.0.1:3000/cb").await;
    let web = RelyingParty::new(&app, WEB_ON_LOOPBACK);
    is_taken(&app, &web, "http://127.0.0.1:3000/cb").await;
    is_refused(&app, &web, "http://127.0.0.1:3001/cb").await;
    is_refused(&app, &web, "http://127.0.0.1/cb").await;
}
