//! OpenID Connect RP-Initiated Logout 1.0.

use url::Url;
use vestibule::model::SigningAlg;
use vestibule_test_support::assertions::{assert_bearer_error, assert_error_page};
use vestibule_test_support::browser::Site;
use vestibule_test_support::fixture::{ADA, FIRST, POST_LOGOUT_REDIRECT_URI, SPA, WEB};
use vestibule_test_support::jwt::{self, ForeignKey};
use vestibule_test_support::{Answer, Browser, Outcome, RelyingParty, TestApp, Tokens};

/// The registered target.
pub const AFTERWARDS: (&str, &str) = ("post_logout_redirect_uri", POST_LOGOUT_REDIRECT_URI);

/// A server, a client, a browser in which Ada is signed in, and her tokens.
pub async fn signed_in() -> (TestApp, RelyingParty, Browser, Tokens) {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = app.browser();
    let tokens = rp.sign_in_and_exchange(&mut browser).await;
    (app, rp, browser, tokens)
}

/// The end-session URL with these parameters.
pub fn url(rp: &RelyingParty, parameters: &[(&str, &str)]) -> String {
    let mut url = Url::parse(&rp.endpoint("/end_session")).unwrap();
    url.query_pairs_mut().extend_pairs(parameters);
    url.into()
}

/// Whether a silent request finds somebody.
pub async fn is_signed_in(rp: &RelyingParty, browser: &mut Browser) -> bool {
    let silent = browser
        .authorize(&rp.authorization_url(&[("prompt", "none")]))
        .await;
    match silent.parameter("error").as_deref() {
        None => true,
        Some("login_required") => false,
        other => panic!("{other:?}"),
    }
}

/// "In some cases, the RP will request that the End-User's User Agent to be redirected back to the RP after a logout has
/// been performed."  §3; "state … If included in the logout request, the OP passes this value back to the RP using the state
/// parameter"  §2
#[tokio::test]
async fn a_client_that_knows_the_user_signs_them_out_without_a_question() {
    let awkward = "a b+c&d=é\"<#%".to_owned();
    for state in [
        None,
        Some("s".repeat(128)),
        Some(awkward),
        Some("x".repeat(2048)),
    ] {
        let (app, rp, mut browser, tokens) = signed_in().await;
        let mut parameters = vec![("id_token_hint", tokens.id_token()), AFTERWARDS];
        parameters.extend(state.as_deref().map(|state| ("state", state)));
        parameters.extend([
            ("ui_locales", "se en"),
            ("logout_hint", "ada"),
            ("unknown", "x"),
        ]);
        let answer = browser.authorize(&url(&rp, &parameters)).await.redirect();
        assert_eq!(browser.hops().len(), 1);
        let told: Vec<(String, String)> = answer.query_pairs().into_owned().collect();
        let expected: Vec<(String, String)> = state
            .into_iter()
            .map(|state| ("state".to_owned(), state))
            .collect();
        assert_eq!(told, expected, "state and nothing else");
        assert_eq!(
            answer.as_str().split('?').next(),
            Some(POST_LOGOUT_REDIRECT_URI)
        );
        assert_eq!(browser.cookie("sid"), None);
        assert!(!is_signed_in(&rp, &mut browser).await);
        drop(app);
    }
}

/// "OpenID Providers MUST support the use of the HTTP GET and POST methods defined in RFC 7231 at the Logout Endpoint."  §2
#[tokio::test]
async fn signing_out_works_by_post_from_any_site() {
    for site in [Site::Cross, Site::Same, Site::Typed] {
        let (_app, rp, mut browser, tokens) = signed_in().await;
        let fields = [
            ("id_token_hint", tokens.id_token()),
            AFTERWARDS,
            ("state", "xyz"),
        ];
        let answer = browser.post("/end_session", &fields, site).await.redirect();
        assert_eq!(
            answer.as_str(),
            format!("{POST_LOGOUT_REDIRECT_URI}?state=xyz"),
            "{site:?}"
        );
        assert!(!is_signed_in(&rp, &mut browser).await);
    }
    let app = TestApp::with_fixture().await;
    let head = Answer::of(app.http().head(app.url("/end_session")))
        .await
        .expect(405);
    assert_eq!(head.header("allow"), Some("GET, POST"));
    let metadata = Answer::of(app.http().get(app.url("/.well-known/openid-configuration")))
        .await
        .expect(200)
        .json();
    assert_eq!(metadata["end_session_endpoint"], app.url("/end_session"));
}

/// "The OP also MUST NOT perform post-logout redirection if the post_logout_redirect_uri value supplied does not exactly
/// match one of the previously registered post_logout_redirect_uris values."  §3
#[tokio::test]
async fn an_altered_target_is_never_redirected_to_and_nobody_is_signed_out() {
    let (_app, rp, mut browser, tokens) = signed_in().await;
    for target in [
        "https://app.example/signed-out/",
        "https://app.example/signed-out?x=1",
        "https://app.example/signed-out#x",
        "https://app.example/Signed-Out",
        "https://app.example:443/signed-out",
        "http://app.example/signed-out",
        "https://app.example/callback",
        "https://evil.example/",
        "//evil.example",
        "/",
        "javascript:alert(1)",
    ] {
        let parameters = [
            ("id_token_hint", tokens.id_token()),
            ("post_logout_redirect_uri", target),
            ("state", "x"),
        ];
        let page = browser.authorize(&url(&rp, &parameters)).await.page();
        assert_error_page(&page, "invalid_request");
        assert!(!page.body.contains("evil.example"));
    }
    // Without knowing whose registration to look in, no target is registered.
    for parameters in [
        &[AFTERWARDS][..],
        &[AFTERWARDS, ("client_id", "spa")],
        &[AFTERWARDS, ("client_id", "nobody")],
    ] {
        let page = browser.authorize(&url(&rp, parameters)).await.page();
        assert_error_page(&page, "invalid_request");
    }
    assert!(is_signed_in(&rp, &mut browser).await);
}

/// "id_token_hint … ID Token previously issued by the OP": a forged one is an error and signs nobody out.  §2, §4
#[tokio::test]
async fn a_forged_hint_signs_nobody_out() {
    let (app, rp, mut browser, tokens) = signed_in().await;
    let genuine = jwt::read(tokens.id_token());
    let key = ForeignKey::new(SigningAlg::RS256);
    for hint in [
        "garbage",
        &tokens.access_token,
        &genuine.clone().unsecured("none").text(),
        &genuine.clone().unsecured("NONE").text(),
        &genuine.clone().with_broken_signature().text(),
        &genuine.clone().with_claim("aud", "spa").text(),
        &genuine.clone().signed_with(&key).text(),
        &genuine
            .clone()
            .signed_with_secret(WEB.secret.as_bytes())
            .text(),
    ] {
        for parameters in [
            &[("id_token_hint", hint)][..],
            &[("id_token_hint", hint), AFTERWARDS],
        ] {
            let page = browser.authorize(&url(&rp, parameters)).await.page();
            assert_error_page(&page, "invalid_request");
        }
    }
    // "When both client_id and id_token_hint are present, the OP MUST verify that the Client Identifier matches"  §2
    let contradiction = [
        ("id_token_hint", tokens.id_token()),
        ("client_id", "first"),
        AFTERWARDS,
    ];
    assert_error_page(
        &browser.authorize(&url(&rp, &contradiction)).await.page(),
        "invalid_request",
    );
    let repeated = [
        ("id_token_hint", tokens.id_token()),
        ("id_token_hint", tokens.id_token()),
    ];
    assert_error_page(
        &browser.authorize(&url(&rp, &repeated)).await.page(),
        "invalid_request",
    );
    let long = "s".repeat(2049);
    let too_long = [
        ("id_token_hint", tokens.id_token()),
        AFTERWARDS,
        ("state", long.as_str()),
    ];
    assert_error_page(
        &browser.authorize(&url(&rp, &too_long)).await.page(),
        "invalid_request",
    );
    assert!(is_signed_in(&rp, &mut browser).await);
    drop(app);
}

/// "The OP SHOULD accept ID Tokens when the RP identified by the ID Token's aud claim and/or sid claim has a current session
/// or had a recent session at the OP, even when the exp time has passed."  §4: what is over already is no error.
#[tokio::test]
async fn an_expired_hint_and_a_session_that_is_over_still_lead_back_to_the_application() {
    let (app, rp, mut browser, tokens) = signed_in().await;
    app.advance(1200);
    assert!(tokens.id_claims()["exp"].as_i64().unwrap() < app.now());
    let target = url(
        &rp,
        &[
            ("id_token_hint", tokens.id_token()),
            AFTERWARDS,
            ("state", "1"),
        ],
    );
    for _ in 0..2 {
        let answer = browser.authorize(&target).await.redirect();
        assert_eq!(
            answer.as_str(),
            format!("{POST_LOGOUT_REDIRECT_URI}?state=1")
        );
        assert!(!is_signed_in(&rp, &mut browser).await);
    }
    let answer = app
        .browser()
        .authorize(&url(&rp, &[("client_id", "web"), AFTERWARDS]))
        .await
        .redirect();
    assert_eq!(answer.as_str(), POST_LOGOUT_REDIRECT_URI);
}

/// "sid … Session ID"  OpenID Connect Back-Channel Logout §2.1: tokens of a session end with it, codes too; what was granted
/// for offline use goes on (OpenID Connect Core §11).
#[tokio::test]
async fn signing_out_ends_codes_and_online_tokens_and_not_offline_ones() {
    let (app, rp, mut browser, offline) = signed_in().await;
    let first = RelyingParty::new(&app, FIRST);
    let online = first
        .sign_in_and_exchange_with(&mut browser, ADA, &[("scope", "openid")])
        .await;
    let code = first.code_of(&browser.authorize(&first.authorization_url(&[])).await);
    assert_eq!(online.id_claims()["sid"], offline.id_claims()["sid"]);
    first.userinfo(&online.access_token).await.expect(200);
    browser
        .authorize(&url(&rp, &[("id_token_hint", offline.id_token())]))
        .await
        .page();
    assert_bearer_error(
        &first.userinfo(&online.access_token).await,
        401,
        Some("invalid_token"),
    );
    assert_eq!(
        first.introspect(&online.access_token).await.json(),
        serde_json::json!({"active": false})
    );
    first.redeem(&code).await.expect(400);
    rp.userinfo(&offline.access_token).await.expect(200);
    let refreshed = Tokens::of(rp.refresh(offline.refresh_token()).await);
    rp.userinfo(&refreshed.access_token).await.expect(200);
    // Signing in anew is a new session.
    let anew = rp.sign_in_and_exchange(&mut browser).await;
    assert_ne!(anew.id_claims()["sid"], offline.id_claims()["sid"]);
}

/// Applications without a registered target, and those that named none, still get their user signed out.
#[tokio::test]
async fn a_client_without_targets_can_sign_out_and_cannot_redirect() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, SPA);
    let mut browser = app.browser();
    let tokens = rp.sign_in_and_exchange(&mut browser).await;
    let refused = browser
        .authorize(&url(
            &rp,
            &[("id_token_hint", tokens.id_token()), AFTERWARDS],
        ))
        .await;
    assert_error_page(&refused.page(), "invalid_request");
    let Outcome::Page(page) = browser
        .authorize(&url(&rp, &[("id_token_hint", tokens.id_token())]))
        .await
    else {
        panic!("no target was named")
    };
    assert_eq!(page.page_name(), "signed-out");
}
