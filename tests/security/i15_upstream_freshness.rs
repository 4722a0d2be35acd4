//! A provider knows somebody by a session of its own, and the one at the browser may be anybody: its word is as fresh as it says.

use serde_json::{Value, json};
use vestibule_test_support::browser::Site;
use vestibule_test_support::fixture::{ADA, FIRST};
use vestibule_test_support::upstream::{
    FakeOAuth, FakeOpenId, OAuthKind, agreed, came_back, through,
};
use vestibule_test_support::{Browser, Page, RelyingParty, TestApp};

use crate::upstream::{LINKS, OPEN, with_provider};

/// From now on the provider says that it asked the person at that time, or nothing about it.
fn asked_at(fake: &FakeOpenId, auth_time: Option<i64>) {
    fake.twist(move |mut jwt, key| {
        match auth_time {
            Some(at) => jwt.claims["auth_time"] = json!(at),
            None => {
                jwt.claims.as_object_mut().unwrap().remove("auth_time");
            }
        }
        jwt.signed_with(key).text()
    });
}

async fn signed_in(app: &TestApp, fake: &FakeOpenId) -> Browser {
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    let page = agreed(&mut browser, fake, "fake").await.page();
    assert_eq!(page.page_name(), "home", "{}", page.text());
    browser
}

/// Asks for a copy of everything. The page that is shown then; `None` for the copy itself.
async fn copy_of_everything(browser: &mut Browser) -> Option<Page> {
    let page = browser.get("/account/data").await;
    let csrf = page.attribute("form[action$=export] input[name=csrf]", "value");
    let fields = [("csrf", csrf.as_deref().unwrap())];
    let page = browser
        .post("/account/data/export", &fields, Site::Same)
        .await
        .page();
    let is_copy = page.headers["content-type"]
        .to_str()
        .unwrap()
        .contains("json");
    (!is_copy).then_some(page)
}

/// The code of a mail, for whoever waits before the page that asks for it.
async fn by_mail(browser: &mut Browser, app: &TestApp) -> Page {
    let page = browser
        .submit("#send-code", &[], "#send-code-submit")
        .await
        .page();
    assert!(page.has("#second-factor"), "{}", page.text());
    let code = app.mailbox().last_to(ADA.email).await.code();
    browser
        .submit(
            "#second-factor",
            &[("code", &code)],
            "#second-factor-submit",
        )
        .await
        .page()
}

/// "Verify that … full re-authentication [is required] before allowing modifications to sensitive account attributes"
/// ASVS 5.0 V7.5.1: a session at the provider is none, and a code by mail is one.
#[tokio::test]
async fn a_providers_session_opens_no_dangerous_page() {
    let (app, fake) = with_provider(LINKS).await;
    for auth_time in [Some(app.now() - 3600), None] {
        asked_at(&fake, auth_time);
        let mut browser = signed_in(&app, &fake).await;
        let page = copy_of_everything(&mut browser).await.unwrap();
        assert_eq!(page.page_name(), "second-factor", "{}", page.text());
        // The same way again leads to the same place.
        browser.get("/sign-in?to=account-data").await;
        agreed(&mut browser, &fake, "fake").await.page();
        let page = copy_of_everything(&mut browser).await.unwrap();
        assert_eq!(page.page_name(), "second-factor", "{}", page.text());
        let page = by_mail(&mut browser, &app).await;
        assert_eq!(page.page_name(), "account-data", "{}", page.text());
        assert!(copy_of_everything(&mut browser).await.is_none());
        app.advance(61);
    }
    // Who was asked there a moment ago is not asked here.
    asked_at(&fake, Some(app.now() - 5));
    let mut browser = signed_in(&app, &fake).await;
    assert!(copy_of_everything(&mut browser).await.is_none());
    // No time of the future outlives the five minutes.
    asked_at(&fake, Some(app.now() + 3600));
    let mut browser = signed_in(&app, &fake).await;
    app.advance(301);
    let page = copy_of_everything(&mut browser).await.unwrap();
    assert_eq!(page.page_name(), "sign-in", "{}", page.text());
}

/// A provider that cannot say when it asked somebody: a copy of everything is not for whoever finds the browser.
#[tokio::test]
async fn a_provider_that_never_says_when_is_no_dead_end_and_no_open_door() {
    let app = TestApp::with_fixture().await;
    let fake = FakeOAuth::start(OAuthKind::GitHub).await;
    fake.emails(json!([{"email": ADA.email, "primary": true, "verified": true}]));
    app.apply(&format!("{OPEN}{}", fake.toml("fake", LINKS)))
        .await;
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    let there = through(&mut browser, "fake").await;
    let page = came_back(&mut browser, &fake.agree(&there)).await.page();
    assert_eq!(page.page_name(), "home", "{}", page.text());
    let page = copy_of_everything(&mut browser).await.unwrap();
    assert_eq!(page.page_name(), "second-factor", "{}", page.text());
    let page = by_mail(&mut browser, &app).await;
    assert_eq!(page.page_name(), "account-data", "{}", page.text());
    assert!(copy_of_everything(&mut browser).await.is_none());
}

async fn came(
    app: &TestApp,
    fake: &FakeOpenId,
    wanted: &[(&str, &str)],
) -> (Browser, vestibule_test_support::Outcome, RelyingParty) {
    let rp = RelyingParty::new(app, FIRST);
    let mut browser = app.browser();
    browser.authorize(&rp.authorization_url(wanted)).await;
    let outcome = agreed(&mut browser, fake, "fake").await;
    (browser, outcome, rp)
}

/// "max_age … If the elapsed time is greater than this value, the OP MUST attempt to actively re-authenticate the End-User. …
/// When max_age is used, the ID Token returned MUST include an auth_time Claim Value."  OpenID Connect Core §3.1.2.1
#[tokio::test]
async fn an_app_is_told_when_the_provider_asked() {
    let (app, fake) = with_provider(LINKS).await;
    let at = app.now() - 50;
    asked_at(&fake, Some(at));
    let (_, outcome, rp) = came(&app, &fake, &[("max_age", "60")]).await;
    let claims = rp.exchange(&rp.code_of(&outcome)).await.id_claims();
    assert_eq!(claims["auth_time"], json!(at));
    for wanted in [("max_age", "60"), ("prompt", "login")] {
        for auth_time in [Some(app.now() - 3600), None] {
            asked_at(&fake, auth_time);
            let (mut browser, outcome, rp) = came(&app, &fake, &[wanted]).await;
            let page = outcome.page();
            assert_eq!(
                page.page_name(),
                "second-factor",
                "{wanted:?}: {}",
                page.text()
            );
            app.advance(61);
            browser
                .submit("#send-code", &[], "#send-code-submit")
                .await
                .page();
            let now = app.now();
            let code = app.mailbox().last_to(ADA.email).await.code();
            let outcome = browser
                .submit(
                    "#second-factor",
                    &[("code", &code)],
                    "#second-factor-submit",
                )
                .await;
            let claims = rp.exchange(&rp.code_of(&outcome)).await.id_claims();
            if wanted.0 == "max_age" {
                assert!(claims["auth_time"].as_i64().unwrap() >= now, "{claims}");
            }
            assert_ne!(claims["acr"], json!("urn:vestibule:acr:aal2"));
        }
    }
}

/// The provider is asked to ask, and for how long ago it did.
#[tokio::test]
async fn the_provider_is_asked_to_ask_again() {
    let (app, _fake) = with_provider(LINKS).await;
    let query = async |path: String, name: &'static str| {
        let mut browser = app.browser();
        browser.authorize(&path).await;
        let there = through(&mut browser, "fake").await;
        let found = there.query_pairs().find(|(key, _)| key == name);
        found.map(|(_, value)| value.into_owned())
    };
    let rp = RelyingParty::new(&app, FIRST);
    let by = |wanted: &[(&str, &str)]| rp.authorization_url(wanted);
    assert_eq!(query(by(&[]), "prompt").await, None);
    assert_eq!(query(by(&[]), "max_age").await, None);
    assert_eq!(
        query(by(&[("max_age", "60")]), "max_age").await.as_deref(),
        Some("60")
    );
    assert_eq!(
        query(by(&[("prompt", "login")]), "prompt").await.as_deref(),
        Some("login")
    );
    let page = app.url("/sign-in?to=account-password");
    assert_eq!(
        query(page.clone(), "prompt").await.as_deref(),
        Some("login")
    );
    assert_eq!(query(page, "max_age").await.as_deref(), Some("0"));
}

/// "For example, a claim … the End-User's preferred e-mail address" and "True if the End-User's e-mail address has been verified"
/// OpenID Connect Core §5.1 are one statement: one document's word for its own address is no word for another's.
#[tokio::test]
async fn the_word_for_one_address_is_not_believed_of_another() {
    let (app, fake) = with_provider(LINKS).await;
    fake.person(json!({"sub": "mallory", "email": "mallory@evil.example", "email_verified": true, "amr": ["mfa"]}));
    fake.twist(|mut jwt, key| {
        jwt.claims["email"] = json!(ADA.email);
        jwt.claims.as_object_mut().unwrap().remove("email_verified");
        jwt.signed_with(key).text()
    });
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    let page = agreed(&mut browser, &fake, "fake").await.page();
    assert_eq!((page.status, page.page_name().as_str()), (403, "error"));
    // The flag alone in the token, and the address in userinfo.
    fake.person(json!({"sub": "mallory", "email": ADA.email}));
    fake.twist(|mut jwt, key| {
        jwt.claims.as_object_mut().unwrap().remove("email");
        jwt.claims["email_verified"] = json!(true);
        jwt.signed_with(key).text()
    });
    browser.get("/sign-in").await;
    let page = agreed(&mut browser, &fake, "fake").await.page();
    assert_eq!((page.status, page.page_name().as_str()), (403, "error"));
    assert!(browser.cookie("sid").is_none());
}

/// "amr … Authentication Methods References" and `acr` are claims of the ID token (Core §2): userinfo, where people write what they
/// like, says nothing of how somebody signed in.
#[tokio::test]
async fn only_the_signed_token_says_how_somebody_signed_in() {
    const STRONG: &str = r#"{"id_token":{"acr":{"value":"urn:vestibule:acr:aal2"}}}"#;
    let rule = "levels = [{ amr = \"mfa\", level = \"urn:vestibule:acr:aal2\" }]";
    let (app, fake) = with_provider(&format!("{LINKS}\n{rule}")).await;
    for (in_token, reached) in [(true, true), (false, false)] {
        fake.person(
            json!({"sub": "ada-there", "email": ADA.email, "email_verified": true, "amr": ["mfa"]}),
        );
        fake.twist(move |mut jwt, key| {
            if !in_token {
                jwt.claims.as_object_mut().unwrap().remove("amr");
            }
            jwt.signed_with(key).text()
        });
        let (_, outcome, rp) = came(&app, &fake, &[("claims", STRONG)]).await;
        let claims: Value = rp.exchange(&rp.code_of(&outcome)).await.id_claims();
        assert_eq!(
            claims["acr"] == "urn:vestibule:acr:aal2",
            reached,
            "{claims}"
        );
    }
}
