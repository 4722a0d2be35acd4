//! I13: a provider says that somebody used two factors, and is believed; or nobody is asked here any more (Gitea CVE-2026-73278).

use serde_json::{Value, json};
use vestibule::administration::clients::Switch;
use vestibule_test_support::fixture::{ADA, FIRST};
use vestibule_test_support::upstream::{FakeOpenId, agreed, through};
use vestibule_test_support::{
    AuthenticatorApp, Browser, Page, RelyingParty, TestApp, authenticator_app,
};

use crate::operator::switch_user;
use crate::upstream::{LINKS, OPEN};

const STRONG: &str =
    r#"{"id_token":{"acr":{"essential":true,"value":"urn:vestibule:acr:aal2"},"amr":null}}"#;

async fn protected(more: &str, said: Value) -> (TestApp, FakeOpenId, AuthenticatorApp) {
    let app = TestApp::with_fixture().await;
    let fake = FakeOpenId::start(app.clock()).await;
    app.apply(&format!(
        "{OPEN}{}",
        fake.toml("fake", &format!("{LINKS}\n{more}"))
    ))
    .await;
    let (own, _) = authenticator_app::turn_on(&mut app.browser(), &app, ADA).await;
    let mut person = json!({"sub": "ada-there", "email": ADA.email, "email_verified": true});
    for (name, value) in said.as_object().unwrap() {
        person[name] = value.clone();
    }
    fake.person(person);
    (app, fake, own)
}

async fn comes(app: &TestApp, fake: &FakeOpenId) -> (Browser, Page) {
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    let page = agreed(&mut browser, fake, "fake").await.page();
    (browser, page)
}

/// "Local MFA policy still applies unless provider marked trusted"
#[tokio::test]
async fn the_second_factor_is_asked_for_whatever_a_provider_says() {
    for said in [
        json!({}),
        json!({"amr": ["pwd", "mfa", "hwk"], "acr": "phr"}),
        json!({"acr": "urn:vestibule:acr:aal2", "amr": ["mfa"]}),
    ] {
        let (app, fake, own) = protected("", said.clone()).await;
        let (mut browser, page) = comes(&app, &fake).await;
        assert_eq!(page.page_name(), "second-factor", "{said}: {}", page.text());
        assert!(browser.cookie("sid").is_none());
        let code = own.next_code(&app);
        let page = browser
            .submit(
                "#second-factor",
                &[("code", &code)],
                "#second-factor-submit",
            )
            .await
            .page();
        assert_eq!(page.page_name(), "home", "{}", page.text());
    }
}

/// Where the tenant says what the provider's words are worth, those words and no others are worth it.
#[tokio::test]
async fn a_trusted_word_lifts_and_no_other_does() {
    let rule = "levels = [{ amr = \"mfa\", level = \"urn:vestibule:acr:aal2\" }]";
    for (said, passes) in [
        (json!({"amr": ["pwd", "mfa"]}), true),
        (json!({"amr": ["pwd"]}), false),
        (json!({"acr": "mfa"}), false),
        (json!({"amr": ["MFA"]}), false),
    ] {
        let (app, fake, _) = protected(rule, said.clone()).await;
        let (browser, page) = comes(&app, &fake).await;
        let expected = if passes { "home" } else { "second-factor" };
        assert_eq!(page.page_name(), expected, "{said}: {}", page.text());
        assert_eq!(browser.cookie("sid").is_some(), passes);
    }
}

/// An app that demands two factors gets them: ours, or the provider's where the tenant trusts it, and the token says so.
#[tokio::test]
async fn a_demand_of_an_app_is_met_and_told() {
    for (rule, asked) in [
        ("", true),
        (
            "levels = [{ acr = \"gold\", level = \"urn:vestibule:acr:aal2\" }]",
            false,
        ),
    ] {
        let (app, fake, own) = protected(rule, json!({"acr": "gold"})).await;
        let rp = RelyingParty::new(&app, FIRST);
        let mut browser = app.browser();
        browser
            .authorize(&rp.authorization_url(&[("claims", STRONG)]))
            .await;
        let mut outcome = agreed(&mut browser, &fake, "fake").await;
        if asked {
            assert_eq!(outcome.page().page_name(), "second-factor");
            let code = own.next_code(&app);
            outcome = browser
                .submit(
                    "#second-factor",
                    &[("code", &code)],
                    "#second-factor-submit",
                )
                .await;
        }
        let claims = rp.exchange(&rp.code_of(&outcome)).await.id_claims();
        assert_eq!(claims["acr"], "urn:vestibule:acr:aal2");
        let amr = if asked {
            json!(["fed", "otp", "mfa"])
        } else {
            json!(["fed", "mfa"])
        };
        assert_eq!(claims["amr"], amr);
    }
}

/// A disabled account is nobody's way in, and one that waits for its address waits here as everywhere.
#[tokio::test]
async fn a_disabled_account_stays_shut() {
    let app = TestApp::with_fixture().await;
    let fake = FakeOpenId::start(app.clock()).await;
    app.apply(&format!("{OPEN}{}", fake.toml("fake", LINKS)))
        .await;
    let (_, page) = comes(&app, &fake).await;
    assert_eq!(page.page_name(), "home");
    switch_user(&app, ADA.username, Switch::Disabled).await;
    let (browser, page) = comes(&app, &fake).await;
    assert_eq!((page.status, page.page_name().as_str()), (403, "error"));
    assert!(browser.cookie("sid").is_none());
}

/// An app's demand is passed on in the provider's words, as far as the tenant believes them: "acr_values … requested Authentication
/// Context Class Reference values … in order of preference"  OpenID Connect Core §3.1.2.1
#[tokio::test]
async fn a_demand_is_passed_on_in_words_that_are_believed() {
    let rules = "levels = [{ acr = \"gold\", level = \"urn:vestibule:acr:aal2\" }, { acr = \"bronze\", level = \"urn:vestibule:acr:aal1\" }, { amr = \"mfa\", level = \"urn:vestibule:acr:aal2\" }, { acr = \"platinum\", level = \"phr\" }]";
    for (rule, parameter, passed_on) in [
        (rules, ("claims", STRONG), Some("gold platinum")),
        (
            rules,
            ("acr_values", "urn:vestibule:acr:aal2"),
            Some("gold platinum"),
        ),
        (rules, ("acr_values", "phr"), Some("platinum")),
        (rules, ("acr_values", "unheard-of"), None),
        (rules, ("ui_locales", "en"), None),
        ("", ("claims", STRONG), None),
    ] {
        let (app, fake, _) = protected(rule, json!({"acr": "gold"})).await;
        let rp = RelyingParty::new(&app, FIRST);
        let mut browser = app.browser();
        browser.authorize(&rp.authorization_url(&[parameter])).await;
        let url = through(&mut browser, "fake").await;
        let said = url
            .query_pairs()
            .find(|(name, _)| name == "acr_values")
            .map(|(_, value)| value.into_owned());
        assert_eq!(said.as_deref(), passed_on, "{rule} {parameter:?}");
        drop(fake);
    }
}

/// "The second factor, …, consent, verification … rules apply the same after an upstream sign-in": an app of somebody else's asks,
/// a demanded factor is set up first, an unproven address is proven first.
#[tokio::test]
async fn what_is_asked_after_a_password_is_asked_after_a_provider() {
    use vestibule_test_support::fixture::{GRACE, WEB};
    let app = TestApp::with_fixture().await;
    let fake = FakeOpenId::start(app.clock()).await;
    app.apply(&format!("{OPEN}{}", fake.toml("fake", LINKS)))
        .await;
    let rp = RelyingParty::new(&app, WEB);
    fake.person(json!({"sub": "ada-there", "email": ADA.email, "email_verified": true}));
    let mut browser = app.browser();
    browser.authorize(&rp.authorization_url(&[])).await;
    let page = agreed(&mut browser, &fake, "fake").await.page();
    assert_eq!(page.page_name(), "consent", "{}", page.text());
    app.apply(&OPEN.replace("sign_up", "second_factor = { required = true }\nsign_up"))
        .await;
    let (browser, page) = comes(&app, &fake).await;
    assert_eq!(page.url.path(), "/second-factor/set-up", "{}", page.text());
    assert!(browser.cookie("sid").is_none());
    app.apply(&OPEN.replace("sign_up", "sign_in = { verified_email = true }\nsign_up"))
        .await;
    // Grace connects an account there whose word proves no address.
    let mut grace = app.browser();
    app.apply(OPEN).await;
    grace.sign_in_as(GRACE).await;
    fake.person(json!({"sub": "grace-there"}));
    grace.get("/account/connections").await;
    let to = grace
        .submit("#connect", &[], "button[value=fake]")
        .await
        .redirect();
    let back = fake.agree(&to);
    vestibule_test_support::upstream::came_back(&mut grace, &back).await;
    app.apply(&OPEN.replace("sign_up", "sign_in = { verified_email = true }\nsign_up"))
        .await;
    let (browser, page) = comes(&app, &fake).await;
    assert_eq!(page.url.path(), "/verify-email/needed", "{}", page.text());
    assert!(browser.cookie("sid").is_none());
}
