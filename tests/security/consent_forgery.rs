//! SECURITY A22: a yes that the user did not say, or did not say to this.

use vestibule_test_support::assertions::{assert_error_page, assert_redirect_error};
use vestibule_test_support::browser::{Form, Site};
use vestibule_test_support::fixture::{ADA, GRACE, WEB};
use vestibule_test_support::{Browser, RelyingParty, TestApp};

async fn at_consent(app: &TestApp, rp: &RelyingParty, scope: &str) -> Browser {
    let mut browser = app.browser();
    browser
        .authorize(&rp.authorization_url(&[("scope", scope)]))
        .await;
    let page = browser
        .fill_sign_in(ADA.username, ADA.password)
        .await
        .page();
    assert_eq!(page.page_name(), "consent", "{}", page.text());
    browser
}

fn fields<'a>(form: &'a Form, changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = form.fields.iter().map(|(n, v)| (n.as_str(), v.as_str()));
    let mut all: Vec<_> = kept
        .filter(|(name, _)| !changes.iter().any(|(changed, _)| changed == name))
        .collect();
    all.extend_from_slice(changes);
    all
}

async fn asks_again(browser: &mut Browser, rp: &RelyingParty) {
    let outcome = browser
        .authorize(&rp.authorization_url(&[("prompt", "none"), ("scope", "openid email")]))
        .await;
    assert_eq!(
        outcome.parameter("error").as_deref(),
        Some("consent_required"),
        "{outcome:?}"
    );
}

/// RFC 9700 §4.7: consent takes a form of ours, in the browser it was shown in.
#[tokio::test]
async fn consent_cannot_be_given_by_another_site_or_another_browser() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut victim = at_consent(&app, &rp, "openid email").await;
    let form = victim.page().form("#consent");
    let mut attacker = app.browser();
    attacker.authorize(&rp.authorization_url(&[])).await;
    attacker.fill_sign_in(GRACE.username, GRACE.password).await;
    let his = attacker.page().form("#consent");
    let his_csrf = his
        .fields
        .iter()
        .find(|(name, _)| name == "csrf")
        .unwrap()
        .1
        .clone();
    let allow = ("decision", "allow");
    for changes in [
        vec![allow, ("csrf", "")],
        vec![allow, ("csrf", "x")],
        vec![allow, ("csrf", &*his_csrf)],
    ] {
        let page = victim
            .clone()
            .post("/consent", &fields(&form, &changes), Site::Same)
            .await
            .page();
        assert_eq!(page.status, 403, "{changes:?}: {}", page.text());
    }
    let page = victim
        .clone()
        .post("/consent", &fields(&form, &[allow]), Site::Cross)
        .await
        .page();
    assert_eq!(page.status, 403);
    // A link is no form.
    let txn = &form
        .fields
        .iter()
        .find(|(name, _)| name == "txn")
        .unwrap()
        .1;
    let page = victim
        .clone()
        .get(&format!("/consent?txn={txn}&decision=allow"))
        .await;
    assert_eq!((page.status, page.page_name().as_str()), (200, "consent"));
    // The attacker's transaction in the victim's browser, and the other way round.
    let mut mixed = fields(&form, &[allow]);
    for (name, value) in &mut mixed {
        if *name == "txn" {
            *value = &his.fields.iter().find(|(name, _)| name == "txn").unwrap().1;
        }
    }
    assert_error_page(
        &victim
            .clone()
            .post("/consent", &mixed, Site::Same)
            .await
            .page(),
        "invalid_request",
    );
    let page = attacker.get(&format!("/consent?txn={txn}")).await;
    assert_error_page(&page, "invalid_request");
    asks_again(&mut victim.clone(), &rp).await;
    // The user's own yes.
    let outcome = victim.submit("#consent", &[], "#consent-allow").await;
    rp.exchange(&rp.code_of(&outcome)).await;
}

/// What was shown is what is granted: the form says yes or no, and nothing else it says counts.
#[tokio::test]
async fn what_is_granted_is_what_was_shown() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = at_consent(&app, &rp, "openid email").await;
    let form = browser.page().form("#consent");
    let changes = [
        ("decision", "allow"),
        (
            "scope",
            "openid email profile phone offline_access orders:write",
        ),
        ("client_id", "post"),
        ("redirect_uri", "https://evil.example/"),
        ("username", "grace"),
        ("claims", "{\"userinfo\":{\"phone_number\":null}}"),
    ];
    let outcome = browser
        .post("/consent", &fields(&form, &changes), Site::Same)
        .await;
    let tokens = rp.exchange(&rp.code_of(&outcome)).await;
    assert_eq!(tokens.scope.as_deref(), Some("openid email"));
    assert_eq!(tokens.refresh_token, None);
    assert_eq!(tokens.access_claims()["scope"], "openid email");
    // The yes is spent: sent again it is an error, and more than was agreed to is asked for anew.
    let again = browser
        .post(
            "/consent",
            &fields(&form, &[("decision", "allow")]),
            Site::Same,
        )
        .await;
    assert_error_page(&again.page(), "invalid_request");
    let outcome = browser
        .authorize(&rp.authorization_url(&[("prompt", "none"), ("scope", "openid email")]))
        .await;
    rp.code_of(&outcome);
    for more in [
        "openid email profile",
        "openid email offline_access",
        "openid email orders:write",
    ] {
        let outcome = browser
            .authorize(&rp.authorization_url(&[("prompt", "none"), ("scope", more)]))
            .await;
        assert_eq!(
            outcome.parameter("error").as_deref(),
            Some("consent_required"),
            "{more}"
        );
    }
}

/// "The resource owner or authorization server denied the request."  RFC 6749 §4.1.2.1; a no is remembered as nothing.
#[tokio::test]
async fn a_no_is_a_no_and_anything_else_is_no_yes() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = at_consent(&app, &rp, "openid email").await;
    let form = browser.page().form("#consent");
    for decision in ["", "yes", "ALLOW", "allow ", "true"] {
        let page = browser
            .clone()
            .post(
                "/consent",
                &fields(&form, &[("decision", decision)]),
                Site::Same,
            )
            .await
            .page();
        assert_error_page(&page, "invalid_request");
    }
    let both = [("decision", "deny"), ("decision", "allow")];
    let page = browser
        .clone()
        .post("/consent", &fields(&form, &both), Site::Same)
        .await
        .page();
    assert_eq!(page.status, 403);
    let url = browser
        .submit("#consent", &[], "#consent-deny")
        .await
        .redirect();
    assert_redirect_error(&url, "access_denied", Some(&rp.state), app.issuer());
    asks_again(&mut browser, &rp).await;
    // The no spent the question too.
    let page = browser
        .post(
            "/consent",
            &fields(&form, &[("decision", "allow")]),
            Site::Same,
        )
        .await
        .page();
    assert_error_page(&page, "invalid_request");
}
