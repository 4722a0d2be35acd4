//! RFC 8252: OAuth 2.0 for Native Apps.

use vestibule_test_support::assertions::{
    assert_error_page, assert_oauth_error, assert_redirect_error,
};
use vestibule_test_support::fixture::{ADA, AuthMethod, Client, NATIVE};
use vestibule_test_support::{Outcome, RelyingParty, TestApp, Tokens};

const MORE: &str = r#"
[[client]]
client_id = "tool"
client_name = "Tool"
application_type = "native"
token_endpoint_auth_method = "none"
redirect_uris = ["http://[::1]/cb?x=1", "http://127.0.0.1:7070/fixed", "http://localhost:3000/cb", "com.example.tool:/cb", "https://tool.example/cb"]

[[client]]
client_id = "website"
client_name = "Website"
application_type = "web"
token_endpoint_auth_method = "none"
redirect_uris = ["http://127.0.0.1:3000/cb", "http://[::1]:3000/cb", "https://website.example/cb"]
"#;

const TOOL: Client = Client {
    id: "tool",
    secret: "",
    auth: AuthMethod::None,
    redirect_uri: "com.example.tool:/cb",
    scope: "openid email",
};

async fn app() -> TestApp {
    let app = TestApp::with_fixture().await;
    app.apply(MORE).await;
    app
}

/// "The authorization server MUST allow any port to be specified at the time of the request for loopback IP redirect URIs,
/// to accommodate clients that obtain an available ephemeral port from the operating system"  §7.3
#[tokio::test]
async fn a_native_app_may_come_back_on_any_port_of_the_loopback_addresses() {
    let app = app().await;
    for (client, uri) in [
        (NATIVE, "http://127.0.0.1:51004/cb"),
        (NATIVE, "http://127.0.0.1:1/cb"),
        (NATIVE, "http://127.0.0.1:65535/cb"),
        (NATIVE, "http://127.0.0.1/cb"),
        (TOOL, "http://[::1]:61023/cb?x=1"),
        (TOOL, "http://[::1]/cb?x=1"),
        (TOOL, "http://127.0.0.1:8080/fixed"),
    ] {
        let rp = RelyingParty::new(
            &app,
            Client {
                redirect_uri: uri,
                ..client
            },
        );
        let outcome = app
            .browser()
            .authorize_as(&rp.authorization_url(&[]), ADA.username, ADA.password)
            .await;
        let Outcome::Redirect(url) = &outcome else {
            panic!("{outcome:?}")
        };
        let separator = if uri.contains('?') { '&' } else { '?' };
        let begins = url::Url::parse(uri).unwrap();
        assert!(
            url.as_str()
                .starts_with(&format!("{begins}{separator}code=")),
            "{url}"
        );
        let tokens = Tokens::of(rp.redeem(&rp.code_of(&outcome)).await);
        assert!(tokens.id_token.is_some());
    }
}

/// "…their values MUST be identical."  RFC 6749 §4.1.3: the port that may vary between requests may not vary within one.
#[tokio::test]
async fn the_token_request_names_the_port_of_the_authorization_request() {
    let app = app().await;
    let mut rp = RelyingParty::new(
        &app,
        Client {
            redirect_uri: "http://127.0.0.1:51004/cb",
            ..NATIVE
        },
    );
    let code = rp.code_for(&mut app.browser(), ADA).await;
    rp.client.redirect_uri = "http://127.0.0.1:51005/cb";
    assert_oauth_error(&rp.redeem(&code).await, 400, "invalid_grant");
}

/// "…exact string matching except for port numbers in "localhost" redirection URIs of native apps"  RFC 9700 §2.1; and
/// "the use of "localhost" is NOT RECOMMENDED"  RFC 8252 §8.3: it is a name and may lead elsewhere.
#[tokio::test]
async fn nothing_but_the_port_of_a_loopback_literal_may_vary() {
    let app = app().await;
    for (client, uri) in [
        (NATIVE, "http://127.0.0.1:51004/"),
        (NATIVE, "http://127.0.0.1:51004/cb/"),
        (NATIVE, "http://127.0.0.1:51004/CB"),
        (NATIVE, "http://127.0.0.1:51004/cb?x=1"),
        (NATIVE, "http://127.0.0.1:51004/cb#f"),
        (NATIVE, "https://127.0.0.1:51004/cb"),
        (NATIVE, "http://127.0.0.2:51004/cb"),
        (NATIVE, "http://127.1:51004/cb"),
        (NATIVE, "http://0.0.0.0:51004/cb"),
        (NATIVE, "http://2130706433:51004/cb"),
        (NATIVE, "http://[::1]:51004/cb"),
        (NATIVE, "http://[::ffff:127.0.0.1]:51004/cb"),
        (NATIVE, "http://localhost:51004/cb"),
        (NATIVE, "http://127.0.0.1:0/cb"),
        (NATIVE, "http://127.0.0.1:/cb"),
        (NATIVE, "http://127.0.0.1:65536/cb"),
        (NATIVE, "http://127.0.0.1:080x/cb"),
        (NATIVE, "http://127.0.0.1:80@evil.example/cb"),
        (NATIVE, "http://127.0.0.1.evil.example/cb"),
        (NATIVE, "http://127.0.0.1\\@evil.example/cb"),
        (TOOL, "http://[::1]:61023/cb"),
        (TOOL, "http://[::1]:61023/cb?x=2"),
        (TOOL, "http://localhost:3001/cb"),
        (TOOL, "http://localhost/cb"),
        (TOOL, "com.example.tool:/other"),
        (TOOL, "com.example.tool://cb"),
        (TOOL, "https://tool.example:444/cb"),
    ] {
        let rp = RelyingParty::new(&app, client);
        let page = app
            .browser()
            .authorize(&rp.authorization_url(&[("redirect_uri", uri)]))
            .await
            .page();
        assert_error_page(&page, "invalid_request");
    }
    for uri in [
        "http://localhost:3000/cb",
        "com.example.tool:/cb",
        "https://tool.example/cb",
    ] {
        let rp = RelyingParty::new(&app, TOOL);
        let page = app
            .browser()
            .authorize(&rp.authorization_url(&[("redirect_uri", uri)]))
            .await
            .page();
        assert_eq!(page.page_name(), "sign-in", "{uri}");
    }
}

/// The exception is for "native apps" alone: a web client's loopback URI, registered for development, stays exact.
#[tokio::test]
async fn a_web_client_has_the_ports_that_it_registered() {
    let app = app().await;
    let rp = RelyingParty::new(
        &app,
        Client {
            id: "website",
            redirect_uri: "http://127.0.0.1:3000/cb",
            ..TOOL
        },
    );
    for uri in [
        "http://127.0.0.1:3001/cb",
        "http://127.0.0.1/cb",
        "http://[::1]:3001/cb",
    ] {
        let page = app
            .browser()
            .authorize(&rp.authorization_url(&[("redirect_uri", uri)]))
            .await
            .page();
        assert_error_page(&page, "invalid_request");
    }
    let page = app
        .browser()
        .authorize(&rp.authorization_url(&[]))
        .await
        .page();
    assert_eq!(page.page_name(), "sign-in");
}

/// "Many mobile and desktop computing platforms support inter-app communication via URIs by allowing apps to register
/// private-use URI schemes … like "com.example.app"."  §7.1
#[tokio::test]
async fn an_app_with_a_scheme_of_its_own_gets_its_code_by_it() {
    let app = app().await;
    let rp = RelyingParty::new(&app, TOOL);
    let mut browser = app.browser();
    browser.authorize(&rp.authorization_url(&[])).await;
    browser.fill_sign_in(ADA.username, ADA.password).await;
    // Chromium holds the redirect after a form against `form-action`.
    let policy = browser
        .page()
        .header("content-security-policy")
        .unwrap()
        .to_owned();
    assert!(
        policy.ends_with("form-action 'self' com.example.tool:"),
        "{policy}"
    );
    let outcome = browser.submit("#consent", &[], "#consent-allow").await;
    let Outcome::Redirect(url) = &outcome else {
        panic!("{outcome:?}")
    };
    assert!(
        url.as_str().starts_with("com.example.tool:/cb?code=ac_"),
        "{url}"
    );
    rp.redeem(&rp.code_of(&outcome)).await.expect(200);
}

/// "…the authorization server SHOULD NOT process authorization requests automatically without user consent or interaction,
/// except when the identity of the client can be assured."  §8.6
#[tokio::test]
async fn an_app_that_anyone_on_the_device_could_be_is_never_answered_without_the_user() {
    let app = app().await;
    for uri in [
        "http://127.0.0.1:51004/cb",
        "com.example.tool:/cb",
        "http://localhost:3000/cb",
        "https://tool.example/cb",
    ] {
        let client = if uri.contains("127.0.0.1") {
            NATIVE
        } else {
            TOOL
        };
        let rp = RelyingParty::new(
            &app,
            Client {
                redirect_uri: uri,
                ..client
            },
        );
        let mut browser = app.browser();
        rp.code_for(&mut browser, ADA).await;
        let again = browser.authorize(&rp.authorization_url(&[])).await;
        let silent = browser
            .clone()
            .authorize(&rp.authorization_url(&[("prompt", "none")]))
            .await;
        if uri.starts_with("https:") {
            // Only the owner of the domain receives what is sent there.
            rp.code_of(&again);
            rp.code_of(&silent);
        } else {
            assert_eq!(again.page().page_name(), "consent", "{uri}");
            assert_redirect_error(
                &silent.redirect(),
                "consent_required",
                Some(&rp.state),
                app.issuer(),
            );
        }
    }
}
