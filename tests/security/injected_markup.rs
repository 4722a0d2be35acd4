//! SECURITY A23: markup in everything that somebody else chooses and a page of ours shows.

use vestibule::administration::apply::{Mode, Unnamed, apply};
use vestibule_test_support::fixture::{AuthMethod, Client, WEB};
use vestibule_test_support::{Page, RelyingParty, TestApp};

const MARKUP: [&str; 5] = [
    "\"><script>alert(1)</script>",
    "'><img src=x onerror=alert(1)>",
    "</title></h1><svg onload=alert(1)>",
    "\" autofocus onfocus=\"alert(1)",
    "javascript:alert(1)",
];

/// The page holds no script, no handler and no script address, whatever it shows, and a policy that would stop them.
fn is_clean(page: &Page) {
    assert_eq!(
        page.count("script, iframe, object, embed, base, math"),
        0,
        "{}",
        page.body
    );
    for handler in [
        "[onerror]",
        "[onload]",
        "[onfocus]",
        "[onclick]",
        "[srcdoc]",
        "[style]",
        "img[src=x]",
    ] {
        assert!(!page.has(handler), "{handler}: {}", page.body);
    }
    assert_eq!(page.count("[href^='javascript:'], [src^='javascript:'], [action^='javascript:'], [href^='data:text']"), 0, "{}", page.body);
    let policy = page.header("content-security-policy").unwrap_or_default();
    assert!(
        policy.contains("default-src 'none'") && policy.contains("script-src 'none'"),
        "{policy}"
    );
    assert!(
        policy.contains("base-uri 'none'") && policy.contains("frame-ancestors 'none'"),
        "{policy}"
    );
    assert!(
        !policy.contains("unsafe") && !policy.contains('*'),
        "{policy}"
    );
}

/// OWASP ASVS 1.2.1: what comes with a request is text on the page and nothing else.
#[tokio::test]
async fn parameters_of_a_request_are_text_on_the_page() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    for text in MARKUP {
        for name in [
            "login_hint",
            "state",
            "nonce",
            "ui_locales",
            "display",
            "claims_locales",
            "acr_values",
            "id_token_hint_x",
            "scope_x",
        ] {
            let mut browser = app.browser();
            let page = browser
                .authorize(&rp.authorization_url(&[(name, text)]))
                .await
                .page();
            assert_eq!(page.page_name(), "sign-in", "{name}");
            is_clean(&page);
            if name == "login_hint" {
                assert_eq!(page.attribute("#login", "value").as_deref(), Some(text));
            }
        }
        // Error pages reflect nothing at all.
        for name in ["client_id", "redirect_uri"] {
            let page = app
                .browser()
                .authorize(&rp.authorization_url(&[(name, text)]))
                .await
                .page();
            assert_eq!(page.page_name(), "error");
            assert!(!page.text().contains(text), "{name}: {}", page.text());
            is_clean(&page);
        }
        for path in [
            "/sign-in?txn=",
            "/consent?txn=",
            "/select-account?txn=",
            "/set-up?token=",
            "/end_session?client_id=",
            "/no-such-page?",
            "/authorize?error_description=",
            "/sign-in?error_hint=",
        ] {
            let encoded: String = url::form_urlencoded::byte_serialize(text.as_bytes()).collect();
            is_clean(&app.browser().get(&format!("{path}{encoded}")).await);
        }
        // What was typed comes back when the password was wrong.
        let mut browser = app.browser();
        browser.get("/sign-in").await;
        let page = browser.fill_sign_in(text, "wrong password").await.page();
        assert_eq!(
            (page.status, page.attribute("#login", "value").as_deref()),
            (422, Some(text))
        );
        is_clean(&page);
        assert!(!page.body.contains("wrong password"));
    }
}

/// The path of a URL is no text for a page.
#[tokio::test]
async fn paths_and_headers_are_not_reflected() {
    let app = TestApp::with_fixture().await;
    for path in [
        "/%3Cscript%3Ealert(1)%3C/script%3E",
        "/t/%22%3E%3Cscript%3E/authorize",
        "/static/%3Cscript%3E",
    ] {
        let page = app.browser().get(path).await;
        assert_eq!(page.status, 404, "{path}");
        assert!(
            !page.body.contains("alert(1)") && !page.body.contains("%3Cscript"),
            "{}",
            page.body
        );
    }
    let mut browser = app.browser();
    "<script>alert(1)</script>".clone_into(&mut browser.user_agent);
    "en\"><script>".clone_into(&mut browser.language);
    is_clean(&browser.get("/sign-in").await);
}

const EVIL: Client = Client {
    id: "evil",
    secret: "",
    auth: AuthMethod::None,
    redirect_uri: "https://evil.example/cb",
    scope: "openid",
};

/// A client's name, a user's name and a client's links are shown on the consent page.
#[tokio::test]
async fn names_of_clients_and_users_are_text_on_the_page() {
    let app = TestApp::with_fixture().await;
    for text in MARKUP {
        let name = toml::Value::String(text.to_owned());
        app.apply(&format!(
            "[[client]]\nclient_id = \"evil\"\nclient_name = {name}\ntoken_endpoint_auth_method = \"none\"\nredirect_uris = [\"https://evil.example/cb\"]\n\
             policy_uri = \"https://evil.example/?x=%22onclick=alert(1)\"\ntos_uri = \"https://evil.example/'onclick='alert(1)\"\n\
             logo_uri = \"https://evil.example/logo.svg\"\n\
             [[user]]\nusername = \"mallory\"\nemail = \"m@evil.example\"\nname = {name}\npassword = \"correct horse battery staple\"\n"
        ))
        .await;
        let rp = RelyingParty::new(&app, EVIL);
        let mut browser = app.browser();
        let page = browser.authorize(&rp.authorization_url(&[])).await.page();
        is_clean(&page);
        assert!(page.text().contains(text), "{}", page.text());
        let page = browser
            .fill_sign_in("mallory", "correct horse battery staple")
            .await
            .page();
        assert_eq!(page.page_name(), "consent");
        is_clean(&page);
        assert!(page.text().contains(text), "{}", page.text());
        // A logo is never loaded: whoever serves it would see every user.
        assert!(!page.body.contains("evil.example/logo"), "{}", page.body);
        let page = browser
            .authorize(&rp.authorization_url(&[("prompt", "select_account")]))
            .await
            .page();
        is_clean(&page);
        is_clean(&browser.get("/").await);
        is_clean(&browser.get("/end_session?client_id=evil").await);
    }
}

/// A script address is no web address, wherever a client may register one.
#[tokio::test]
async fn a_script_address_cannot_be_registered() {
    let app = TestApp::start().await;
    let client = |member: &str, value: &str| {
        let value = toml::Value::String(value.to_owned());
        format!(
            "[[client]]\nclient_id = \"new\"\ntoken_endpoint_auth_method = \"none\"\nredirect_uris = [\"https://new.example/cb\"]\n{member} = {value}\n"
        )
    };
    for member in ["client_uri", "logo_uri", "policy_uri", "tos_uri"] {
        for value in [
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "\tjavascript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "blob:x",
        ] {
            let refused = apply(
                app.app(),
                &client(member, value),
                Unnamed::Keep,
                Mode::Write,
            )
            .await;
            assert!(refused.is_err(), "{member} = {value}");
        }
        app.apply(&client(member, "https://new.example/")).await;
    }
    for name in ["", " ", "a\nb", "a\u{0}b", "a\u{1b}[31mb"] {
        let refused = apply(
            app.app(),
            &client("client_name", name),
            Unnamed::Keep,
            Mode::Write,
        )
        .await;
        assert!(refused.is_err(), "{name:?}");
    }
}
