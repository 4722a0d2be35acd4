//! OpenID Connect Core §3.1.2.4: what the user agreed to, remembered and asked again; RFC 6749 §4.1.2.1: denied.

use vestibule_test_support::assertions::{
    assert_error_page, assert_oauth_error, assert_redirect_error,
};
use vestibule_test_support::browser::Site;
use vestibule_test_support::fixture::{ADA, FIRST, GRACE, SPA, WEB};
use vestibule_test_support::{Browser, Outcome, RelyingParty, TestApp};

const ADA_IS_DISABLED: &str =
    "[[user]]\nusername = \"ada\"\nemail = \"ada@example.com\"\ndisabled = true\n";
const ADA_IS_BACK: &str = "[[user]]\nusername = \"ada\"\nemail = \"ada@example.com\"\n";
const WEB_IS_DISABLED: &str = r#"[[client]]
client_id = "web"
disabled = true
redirect_uris = ["https://app.example/callback"]
"#;

/// A browser that shows the consent page.
async fn asked(app: &TestApp, rp: &RelyingParty, changes: &[(&str, &str)]) -> Browser {
    let mut browser = app.browser();
    browser.authorize(&rp.authorization_url(changes)).await;
    let page = browser
        .fill_sign_in(ADA.username, ADA.password)
        .await
        .page();
    assert_eq!(page.page_name(), "consent", "{}", page.text());
    browser
}

async fn allow(browser: &mut Browser) -> Outcome {
    browser.submit("#consent", &[], "#consent-allow").await
}

async fn page_of(browser: &mut Browser, rp: &RelyingParty, changes: &[(&str, &str)]) -> String {
    match browser.authorize(&rp.authorization_url(changes)).await {
        Outcome::Page(page) => page.page_name(),
        answer => {
            rp.code_of(&answer);
            "code".to_owned()
        }
    }
}

/// "Once the End-User is authenticated, the Authorization Server MUST obtain an authorization decision before releasing
/// information to the Relying Party. … this MAY be done through an interactive dialogue with the End-User that makes it
/// clear what is being consented to"  §3.1.2.4
#[tokio::test]
async fn consent_is_asked_once_for_each_person_and_client() {
    let app = TestApp::with_fixture().await;
    let (web, spa) = (RelyingParty::new(&app, WEB), RelyingParty::new(&app, SPA));
    let mut browser = asked(&app, &web, &[]).await;
    let page = browser.page().clone();
    for word in ["Web App", "app.example", "Ada Lovelace", "ada@example.com"] {
        assert!(page.text().contains(word), "{word}: {}", page.text());
    }
    assert_eq!(
        page.count(".asked .scope"),
        6,
        "every scope is explained: {}",
        page.text()
    );
    web.code_of(&allow(&mut browser).await);
    assert_eq!(page_of(&mut browser, &web, &[]).await, "code");
    // Another browser of the same person, a day later.
    app.advance(86_400);
    let outcome = app.browser().authorize(&web.authorization_url(&[])).await;
    assert_eq!(outcome.page().page_name(), "sign-in");
    let mut other = app.browser();
    other.authorize(&web.authorization_url(&[])).await;
    web.code_of(&other.fill_sign_in(ADA.username, ADA.password).await);
    // Another client, and another person.
    assert_eq!(page_of(&mut other, &spa, &[]).await, "consent");
    let mut graces = app.browser();
    graces.authorize(&web.authorization_url(&[])).await;
    let page = graces
        .fill_sign_in(GRACE.username, GRACE.password)
        .await
        .page();
    assert_eq!(page.page_name(), "consent");
}

/// A larger wish is a new question; a smaller one is none.
#[tokio::test]
async fn consent_is_asked_again_when_the_scope_grows() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = asked(&app, &rp, &[("scope", "openid email")]).await;
    rp.code_of(&allow(&mut browser).await);
    for smaller in [
        "openid email",
        "email openid",
        "openid",
        "email",
        "openid unknown:thing",
    ] {
        assert_eq!(
            page_of(&mut browser, &rp, &[("scope", smaller)]).await,
            "code",
            "{smaller}"
        );
    }
    let more = [("scope", "openid orders:read")];
    assert_eq!(page_of(&mut browser, &rp, &more).await, "consent");
    let page = browser.page();
    assert_eq!(
        (
            page.count(".asked-before .scope"),
            page.count(".asked:not(.asked-before) .scope")
        ),
        (1, 1)
    );
    assert!(
        page.texts(".asked:not(.asked-before)")
            .join(" ")
            .contains("Example API"),
        "{}",
        page.text()
    );
    let tokens = rp.exchange(&rp.code_of(&allow(&mut browser).await)).await;
    assert_eq!(
        tokens.scope.as_deref(),
        Some("openid orders:read"),
        "what this request asked for"
    );
    // Both answers are remembered together.
    assert_eq!(
        page_of(&mut browser, &rp, &[("scope", "openid email orders:read")]).await,
        "code"
    );
    assert_eq!(
        page_of(&mut browser, &rp, &[("scope", "openid orders:write")]).await,
        "consent"
    );
}

/// "access_denied  The resource owner or authorization server denied the request."  RFC 6749 §4.1.2.1
#[tokio::test]
async fn a_no_goes_to_the_client_with_its_state_and_is_not_remembered() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = asked(&app, &rp, &[]).await;
    for _ in 0..2 {
        let answer = browser
            .submit("#consent", &[], "#consent-deny")
            .await
            .redirect();
        assert_redirect_error(&answer, "access_denied", Some(&rp.state), app.issuer());
        assert_eq!(
            page_of(&mut browser, &rp, &[]).await,
            "consent",
            "the person is still signed in and is asked anew"
        );
    }
    // A no to more leaves the earlier yes alone.
    rp.code_of(&allow(&mut browser).await);
    let more = format!("{} orders:read", WEB.scope);
    assert_eq!(
        page_of(&mut browser, &rp, &[("scope", &more)]).await,
        "consent"
    );
    browser
        .submit("#consent", &[], "#consent-deny")
        .await
        .redirect();
    assert_eq!(page_of(&mut browser, &rp, &[]).await, "code");
    assert_eq!(
        page_of(&mut browser, &rp, &[("scope", &more)]).await,
        "consent"
    );
}

/// "…or by establishing consent via … other means (for example, via previous administrative consent)."  §3.1.2.4
#[tokio::test]
async fn the_operators_own_application_asks_nobody() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, FIRST);
    let mut browser = app.browser();
    browser
        .authorize(&rp.authorization_url(&[("prompt", "consent")]))
        .await;
    rp.code_of(&browser.fill_sign_in(ADA.username, ADA.password).await);
}

/// What is granted is what the page showed, whatever the form says; and an answer counts once.
#[tokio::test]
async fn the_form_says_yes_or_no_and_nothing_else_and_only_once() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = asked(&app, &rp, &[("scope", "openid email")]).await;
    let hidden = browser.page().form("#consent").fields;
    let hidden: Vec<(&str, &str)> = hidden
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    for wrong in [&[][..], &[("decision", "perhaps")], &[("decision", "")]] {
        let fields = [&hidden, wrong].concat();
        let page = browser.post("/consent", &fields, Site::Same).await.page();
        assert_error_page(&page, "invalid_request");
    }
    let forged = [
        ("decision", "allow"),
        ("scope", "openid email profile orders:write offline_access"),
        ("client_id", "spa"),
        ("redirect_uri", "https://evil.example/"),
    ];
    let fields = [&hidden[..], &forged].concat();
    let outcome = browser.post("/consent", &fields, Site::Same).await;
    let tokens = rp.exchange(&rp.code_of(&outcome)).await;
    assert_eq!(tokens.scope.as_deref(), Some("openid email"));
    assert_eq!(
        page_of(&mut browser, &rp, &[("scope", "openid profile")]).await,
        "consent"
    );
    // The back button, and the same button again.
    let twice = browser.post("/consent", &fields, Site::Same).await.page();
    assert_error_page(&twice, "invalid_request");
}

/// The page is answered by whoever it was shown to, and by nobody after they left.
#[tokio::test]
async fn a_consent_page_is_void_after_signing_out() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = asked(&app, &rp, &[]).await;
    let mut open = browser.clone();
    browser.get("/end_session").await;
    let page = browser
        .submit("#sign-out", &[], "#sign-out-confirm")
        .await
        .page();
    assert_eq!(page.page_name(), "signed-out");
    // The other tab still has the cookie of the session that ended.
    assert_eq!(allow(&mut open).await.page().page_name(), "sign-in");
    assert_eq!(
        page_of(&mut browser, &rp, &[]).await,
        "sign-in",
        "and nothing was remembered"
    );
}

/// An account that was disabled gets nothing, at whatever step it is.
#[tokio::test]
async fn a_disabled_user_gets_nothing_at_any_step() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut signed_in = app.browser();
    let code = rp.code_for(&mut signed_in, ADA).await;
    let mut second = app.browser();
    let tokens = rp.sign_in_and_exchange(&mut second).await;
    let spa = RelyingParty::new(&app, SPA);
    let mut deciding = asked(&app, &spa, &[]).await;
    app.apply(ADA_IS_DISABLED).await;
    // The consent page, the silent request, the code, the tokens and the password.
    assert_eq!(allow(&mut deciding).await.page().page_name(), "sign-in");
    let silent = signed_in
        .authorize(&rp.authorization_url(&[("prompt", "none")]))
        .await
        .redirect();
    assert_redirect_error(&silent, "login_required", Some(&rp.state), app.issuer());
    assert_oauth_error(&rp.redeem(&code).await, 400, "invalid_grant");
    assert_oauth_error(
        &rp.refresh(tokens.refresh_token()).await,
        400,
        "invalid_grant",
    );
    rp.userinfo(&tokens.access_token).await.expect(401);
    assert_eq!(
        rp.introspect(&tokens.access_token).await.expect(200).json(),
        serde_json::json!({"active": false})
    );
    let mut fresh = app.browser();
    fresh.authorize(&rp.authorization_url(&[])).await;
    let refused = fresh.fill_sign_in(ADA.username, ADA.password).await.page();
    let wrong = fresh
        .fill_sign_in(ADA.username, "not the password at all")
        .await
        .page();
    assert_eq!((refused.status, wrong.status), (422, 422));
    assert_eq!(
        refused.texts("#problems"),
        wrong.texts("#problems"),
        "nobody learns that the account is disabled"
    );
    // Somebody else is not affected, and neither is Ada when she is let in again.
    rp.code_for(&mut app.browser(), GRACE).await;
    app.apply(ADA_IS_BACK).await;
    rp.code_of(&fresh.fill_sign_in(ADA.username, ADA.password).await);
}

/// A client that was disabled gets nothing, at whatever step it is.
#[tokio::test]
async fn a_disabled_client_gets_nothing_at_any_step() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut signed_in = app.browser();
    let tokens = rp.sign_in_and_exchange(&mut signed_in).await;
    let code = rp.code_of(&signed_in.authorize(&rp.authorization_url(&[])).await);
    let mut signing_in = app.browser();
    signing_in.authorize(&rp.authorization_url(&[])).await;
    let more = [("prompt", "consent")];
    let mut deciding = signed_in.clone();
    deciding.authorize(&rp.authorization_url(&more)).await;
    app.apply(WEB_IS_DISABLED).await;
    assert_error_page(&allow(&mut deciding).await.page(), "invalid_request");
    assert_error_page(
        &signing_in
            .fill_sign_in(ADA.username, ADA.password)
            .await
            .page(),
        "invalid_request",
    );
    for changes in [&[][..], &[("prompt", "none")]] {
        assert_error_page(
            &signed_in
                .authorize(&rp.authorization_url(changes))
                .await
                .page(),
            "invalid_request",
        );
    }
    assert_oauth_error(&rp.redeem(&code).await, 401, "invalid_client");
    assert_oauth_error(
        &rp.refresh(tokens.refresh_token()).await,
        401,
        "invalid_client",
    );
    assert_oauth_error(&rp.client_credentials(&[]).await, 401, "invalid_client");
    rp.userinfo(&tokens.access_token).await.expect(401);
    // The person can still go elsewhere.
    let other = RelyingParty::new(&app, FIRST);
    other.code_of(&signed_in.authorize(&other.authorization_url(&[])).await);
}

/// A redirect URI that was taken out of the registration meanwhile is no target any more.
#[tokio::test]
async fn a_redirect_uri_that_was_removed_while_a_page_was_open_gets_nothing() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut deciding = asked(&app, &rp, &[]).await;
    app.apply(
        "[[client]]\nclient_id = \"web\"\nredirect_uris = [\"https://app.example/elsewhere\"]\n",
    )
    .await;
    assert_error_page(&allow(&mut deciding).await.page(), "invalid_request");
}

/// A sign-in waits ten minutes, in the browser where it began.
#[tokio::test]
async fn a_sign_in_in_progress_ends_after_ten_minutes_and_is_worth_nothing_elsewhere() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = asked(&app, &rp, &[]).await;
    let txn = browser
        .page()
        .attribute("input[name=txn]", "value")
        .unwrap();
    let mut other = app.browser();
    other.sign_in_as(ADA).await;
    for path in ["/consent", "/sign-in", "/select-account"] {
        let url = format!("{path}?txn={txn}");
        assert_error_page(&other.get(&url).await, "invalid_request");
        assert_error_page(
            &other.get(&format!("{path}?txn=unknown")).await,
            "invalid_request",
        );
        assert_eq!(browser.clone().get(&url).await.status, 200, "{path}");
    }
    let mut waiting = browser.clone();
    app.advance(601);
    assert_error_page(&allow(&mut browser).await.page(), "invalid_request");
    assert_error_page(
        &waiting.get(&format!("/consent?txn={txn}")).await,
        "invalid_request",
    );
}
