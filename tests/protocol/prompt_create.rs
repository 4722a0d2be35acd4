//! Initiating User Registration via OpenID Connect 1.0: `prompt=create`.

use serde_json::Value;
use vestibule_test_support::assertions::assert_redirect_error;
use vestibule_test_support::fixture::{ADA, FIRST, WEB};
use vestibule_test_support::{Answer, Outcome, RelyingParty, TestApp};

const PASSWORD: &str = "seventeen quiet lighthouses";

async fn open(app: &TestApp) {
    app.apply("[[tenant]]\nslug = \"default\"\nsign_up = { mode = \"open\" }\n")
        .await;
}

async fn prompts(app: &TestApp) -> Value {
    let url = format!("{}/.well-known/openid-configuration", app.issuer());
    let answer = Answer::of(app.wire().request(reqwest::Method::GET, &url)).await;
    answer.expect(200).json()["prompt_values_supported"].clone()
}

/// "prompt_values_supported … JSON array containing the list of prompt values that this OP supports"  §4.1: where nobody can sign up
/// it has no `create`, and whoever asks all the same is refused.
#[tokio::test]
async fn create_is_supported_where_people_can_sign_up() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let url = rp.authorization_url(&[("prompt", "create")]);
    assert!(
        !prompts(&app)
            .await
            .as_array()
            .unwrap()
            .contains(&"create".into())
    );
    let answer = app.browser().authorize(&url).await.redirect();
    assert_redirect_error(&answer, "invalid_request", Some(&rp.state), app.issuer());
    open(&app).await;
    assert!(
        prompts(&app)
            .await
            .as_array()
            .unwrap()
            .contains(&"create".into())
    );
    let page = app.browser().authorize(&url).await.page();
    assert_eq!(page.page_name(), "sign-up");
    app.apply("[[tenant]]\nslug = \"default\"\nsign_up = { mode = \"invitation\" }\n")
        .await;
    assert!(
        !prompts(&app)
            .await
            .as_array()
            .unwrap()
            .contains(&"create".into())
    );
}

/// "the client desires that the user be shown the account creation UX rather than the login flow"  §4, and the new account is what the
/// app gets.
#[tokio::test]
async fn the_new_account_lands_at_the_app() {
    let app = TestApp::with_fixture().await;
    open(&app).await;
    for client in [WEB, FIRST] {
        let rp = RelyingParty::new(&app, client);
        let url = rp.authorization_url(&[("prompt", "create")]);
        let mut browser = app.browser();
        // Somebody else is signed in here: a new account is asked for all the same.
        browser.sign_in_as(ADA).await;
        let page = browser.authorize(&url).await.page();
        assert_eq!(page.page_name(), "sign-up");
        let username = format!("hedy-{}", client.id);
        let email = format!("{username}@example.com");
        let fields = [
            ("username", username.as_str()),
            ("email", email.as_str()),
            ("password", PASSWORD),
        ];
        browser.submit("#sign-up", &fields, "#sign-up-submit").await;
        assert_eq!(browser.page().page_name(), "check-mail");
        let link = app.mailbox().last_to(&email).await.link();
        browser.get(&link).await;
        let mut outcome = browser
            .submit("#verify-email", &[], "#verify-email-submit")
            .await;
        if let Outcome::Page(page) = &outcome
            && page.page_name() == "consent"
        {
            outcome = browser.submit("#consent", &[], "#consent-allow").await;
        }
        let tokens = rp.exchange(&rp.code_of(&outcome)).await;
        let claims = rp.userinfo(&tokens.access_token).await.json();
        assert_eq!(claims["preferred_username"], username.as_str());
        assert_eq!(claims["email"], email.as_str());
        assert_eq!(claims["email_verified"], true);
    }
}

/// Whoever has an account after all signs in from there, and the request goes on.
#[tokio::test]
async fn whoever_has_an_account_signs_in_instead() {
    let app = TestApp::with_fixture().await;
    open(&app).await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = app.browser();
    let page = browser
        .authorize(&rp.authorization_url(&[("prompt", "create")]))
        .await
        .page();
    let sign_in = page.link("main .aside a");
    browser.get(sign_in.as_str()).await;
    browser.fill_sign_in(ADA.username, ADA.password).await;
    let outcome = browser.submit("#consent", &[], "#consent-allow").await;
    let tokens = rp.exchange(&rp.code_of(&outcome)).await;
    let claims = rp.userinfo(&tokens.access_token).await.json();
    assert_eq!(claims["email"], ADA.email);
}
