//! SECURITY K01, K04: what belongs to one tenant is worth nothing at another, although every name, password, identifier and
//! secret is the same. Each refusal is followed by the same request at home, which succeeds.

use std::collections::BTreeSet;

use reqwest::Method;
use vestibule_test_support::assertions::{
    assert_bearer_error, assert_error_page, assert_oauth_error, assert_redirect_error,
};
use vestibule_test_support::browser::Site;
use vestibule_test_support::fixture::{ADA, Client, SPA, WEB};
use vestibule_test_support::{Answer, Browser, RelyingParty, TestApp, Tokens};

use crate::tenants::{ACME, HOME, ISSUERS, three_tenants};

/// Every ordered pair of different issuers.
fn pairs() -> impl Iterator<Item = (&'static str, &'static str)> {
    let all = ISSUERS
        .into_iter()
        .flat_map(|home| ISSUERS.into_iter().map(move |other| (home, other)));
    all.filter(|(home, other)| home != other)
}

fn cookie_name(word: &str, issuer: &str) -> String {
    let suffix = if issuer == ACME { "-acme" } else { "" };
    format!("__Host-{word}{suffix}")
}

/// A browser at `other` that sends, under the names of that tenant, the cookie values that `browser` has from `home`.
fn transplanted(app: &TestApp, browser: &Browser, home: &str, other: &str) -> Browser {
    let mut thief = app.browser_at(other);
    for word in ["sid", "browser"] {
        if let Some(cookie) = browser.cookie(&cookie_name(word, home)) {
            thief.set_cookie(&format!(
                "{}={}; Path=/; Secure; HttpOnly",
                cookie_name(word, other),
                cookie.value
            ));
        }
    }
    thief
}

/// The same application at another issuer, in the same flow: the same verifier, `state` and `nonce`.
fn moved(app: &TestApp, rp: &RelyingParty, issuer: &str) -> RelyingParty {
    let mut there = RelyingParty::of_issuer(app, issuer, rp.client);
    there.state.clone_from(&rp.state);
    there.nonce.clone_from(&rp.nonce);
    there.verifier.clone_from(&rp.verifier);
    there
}

#[tokio::test]
async fn codes_and_refresh_tokens_work_at_home_only() {
    let app = three_tenants().await;
    for client in [WEB, SPA] {
        for (home, other) in pairs() {
            let rp = RelyingParty::of_issuer(&app, home, client);
            let there = moved(&app, &rp, other);
            let code = rp.code_for(&mut app.browser_at(home), ADA).await;
            assert_oauth_error(&there.redeem(&code).await, 400, "invalid_grant");
            // The attempt elsewhere did not spend it.
            let tokens = rp.exchange(&code).await;
            assert_oauth_error(
                &there.refresh(tokens.refresh_token()).await,
                400,
                "invalid_grant",
            );
            // A used code and a replaced token are a replay at home, and nothing at all elsewhere.
            assert_oauth_error(&there.redeem(&code).await, 400, "invalid_grant");
            let refreshed = Tokens::of(rp.refresh(tokens.refresh_token()).await);
            app.advance(60);
            assert_oauth_error(
                &there.refresh(tokens.refresh_token()).await,
                400,
                "invalid_grant",
            );
            Tokens::of(rp.refresh(refreshed.refresh_token()).await);
        }
    }
}

#[tokio::test]
async fn access_tokens_are_read_and_revoked_at_home_only() {
    let app = three_tenants().await;
    for (home, other) in pairs() {
        let rp = RelyingParty::of_issuer(&app, home, WEB);
        let there = moved(&app, &rp, other);
        let tokens = rp.sign_in_and_exchange(&mut app.browser_at(home)).await;
        let own = Tokens::of(rp.client_credentials(&[]).await);
        assert_bearer_error(
            &there.userinfo(&tokens.access_token).await,
            401,
            Some("invalid_token"),
        );
        for token in [
            &tokens.access_token,
            tokens.refresh_token(),
            &own.access_token,
        ] {
            assert_eq!(
                there.introspect(token).await.expect(200).json(),
                serde_json::json!({"active": false})
            );
            // "invalid tokens do not cause an error response"  RFC 7009 §2.2
            there.revoke(token).await.expect(200);
            assert_eq!(
                rp.introspect(token).await.expect(200).json()["active"],
                true
            );
        }
        rp.userinfo(&tokens.access_token).await.expect(200);
    }
}

#[tokio::test]
async fn id_tokens_are_hints_at_home_only() {
    let app = three_tenants().await;
    for (home, other) in pairs() {
        let rp = RelyingParty::of_issuer(&app, home, WEB);
        let there = moved(&app, &rp, other);
        let mut browser = app.browser_at(home);
        let tokens = rp.sign_in_and_exchange(&mut browser).await;
        let mut at_other = app.browser_at(other);
        there.sign_in_and_exchange(&mut at_other).await;
        let silent = [("prompt", "none"), ("id_token_hint", tokens.id_token())];
        let refused = at_other
            .authorize(&there.authorization_url(&silent))
            .await
            .redirect();
        assert_redirect_error(&refused, "invalid_request", Some(&rp.state), other);
        rp.code_of(&browser.authorize(&rp.authorization_url(&silent)).await);
        let sign_out =
            |issuer: &str| format!("{issuer}/end_session?id_token_hint={}", tokens.id_token());
        assert_error_page(
            &at_other.authorize(&sign_out(other)).await.page(),
            "invalid_request",
        );
        there.code_of(
            &at_other
                .authorize(&there.authorization_url(&[("prompt", "none")]))
                .await,
        );
        assert_eq!(
            browser.authorize(&sign_out(home)).await.page().page_name(),
            "signed-out"
        );
    }
}

#[tokio::test]
async fn a_session_is_a_session_at_home_only() {
    let app = three_tenants().await;
    for (home, other) in pairs() {
        let rp = RelyingParty::of_issuer(&app, home, WEB);
        let there = moved(&app, &rp, other);
        let mut browser = app.browser_at(home);
        rp.sign_in_and_exchange(&mut browser).await;
        let mut thief = transplanted(&app, &browser, home, other);
        assert!(thief.cookie(&cookie_name("sid", other)).is_some());
        let refused = thief
            .authorize(&there.authorization_url(&[("prompt", "none")]))
            .await
            .redirect();
        assert_redirect_error(&refused, "login_required", Some(&rp.state), other);
        assert!(!thief.get("/").await.text().contains("Ada"));
        // Signing out there ends nothing here.
        thief.get("/end_session").await;
        assert_eq!(thief.page().page_name(), "signed-out");
        rp.code_of(
            &browser
                .authorize(&rp.authorization_url(&[("prompt", "none")]))
                .await,
        );
    }
}

#[tokio::test]
async fn a_sign_in_in_progress_and_its_forms_work_at_home_only() {
    let app = three_tenants().await;
    for (home, other) in pairs() {
        let rp = RelyingParty::of_issuer(&app, home, WEB);
        let mut browser = app.browser_at(home);
        let url = rp.authorization_url(&[("prompt", "consent")]);
        browser.authorize(&url).await;
        let form = browser.page().form("#sign-in").fields;
        let txn = form
            .iter()
            .find(|(name, _)| name == "txn")
            .unwrap()
            .1
            .clone();
        let mut thief = transplanted(&app, &browser, home, other);
        for path in ["/sign-in", "/select-account", "/consent"] {
            assert_error_page(
                &thief.get(&format!("{path}?txn={txn}")).await,
                "invalid_request",
            );
        }
        // The token of a form at home, with the request and without it.
        for with_txn in [true, false] {
            let filled = form.iter().filter(|(name, _)| with_txn || name != "txn");
            let filled: Vec<(&str, &str)> = filled
                .map(|(name, value)| match name.as_str() {
                    "login" => ("login", ADA.username),
                    "password" => ("password", ADA.password),
                    name => (name, value.as_str()),
                })
                .collect();
            let page = thief.post("/sign-in", &filled, Site::Same).await.page();
            assert_eq!(
                page.status,
                if with_txn { 400 } else { 403 },
                "{}",
                page.text()
            );
            assert_eq!(thief.cookie(&cookie_name("sid", other)), None);
        }
        let page = browser
            .fill_sign_in(ADA.username, ADA.password)
            .await
            .page();
        assert_eq!(page.page_name(), "consent");
        // The consent page too.
        let consent: Vec<(String, String)> = page.form("#consent").fields;
        let mut fields: Vec<(&str, &str)> = consent
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        fields.push(("decision", "allow"));
        let mut thief = transplanted(&app, &browser, home, other);
        assert_eq!(
            thief
                .post("/consent", &fields, Site::Same)
                .await
                .page()
                .status,
            403
        );
        rp.code_of(&browser.submit("#consent", &[], "#consent-allow").await);
    }
}

/// Two tenants on one host, in one browser: each has its own session, and ends it alone.
#[tokio::test]
async fn sessions_of_two_tenants_in_one_browser_are_apart() {
    let app = three_tenants().await;
    let (home, acme) = (
        RelyingParty::of_issuer(&app, HOME, WEB),
        RelyingParty::of_issuer(&app, ACME, WEB),
    );
    let mut browser = app.browser_at(HOME);
    home.sign_in_and_exchange(&mut browser).await;
    let silent = browser
        .authorize(&acme.authorization_url(&[("prompt", "none")]))
        .await
        .redirect();
    assert_redirect_error(&silent, "login_required", Some(&acme.state), ACME);
    acme.sign_in_and_exchange(&mut browser).await;
    home.code_of(
        &browser
            .authorize(&home.authorization_url(&[("prompt", "none")]))
            .await,
    );
    browser.get(&format!("{ACME}/end_session")).await;
    browser.submit("#sign-out", &[], "#sign-out-confirm").await;
    let silent = browser
        .authorize(&acme.authorization_url(&[("prompt", "none")]))
        .await
        .redirect();
    assert_redirect_error(&silent, "login_required", Some(&acme.state), ACME);
    home.code_of(
        &browser
            .authorize(&home.authorization_url(&[("prompt", "none")]))
            .await,
    );
}

/// People, clients and consents of the same names are others.
#[tokio::test]
async fn people_clients_and_consents_belong_to_one_tenant() {
    let app = three_tenants().await;
    app.apply(
        r#"
        [[user]]
        tenant = "acme"
        username = "eve"
        email = "eve@example.com"
        password = "a password that is hers alone"
        [[client]]
        tenant = "acme"
        client_id = "acme-only"
        token_endpoint_auth_method = "none"
        redirect_uris = ["https://spa.example/callback"]"#,
    )
    .await;
    let mut subjects = BTreeSet::new();
    let mut kids = BTreeSet::new();
    for issuer in ISSUERS {
        let rp = RelyingParty::of_issuer(&app, issuer, WEB);
        let mut browser = app.browser_at(issuer);
        browser.authorize(&rp.authorization_url(&[])).await;
        let page = browser
            .fill_sign_in("eve", "a password that is hers alone")
            .await
            .page();
        assert_eq!(
            page.page_name(),
            if issuer == ACME { "consent" } else { "sign-in" },
            "{issuer}"
        );
        // Ada agreed elsewhere; here she is asked anew.
        let mut browser = app.browser_at(issuer);
        browser.authorize(&rp.authorization_url(&[])).await;
        let page = browser
            .fill_sign_in(ADA.username, ADA.password)
            .await
            .page();
        assert_eq!(page.page_name(), "consent", "{issuer}");
        let code = rp.code_of(&browser.submit("#consent", &[], "#consent-allow").await);
        subjects.insert(
            rp.exchange(&code).await.id_claims()["sub"]
                .as_str()
                .unwrap()
                .to_owned(),
        );
        let jwks = format!("{issuer}/jwks");
        let jwks = Answer::of(app.wire_at(issuer).request(Method::GET, &jwks))
            .await
            .expect(200)
            .json();
        for key in jwks["keys"].as_array().unwrap() {
            assert!(
                kids.insert(key["kid"].as_str().unwrap().to_owned()),
                "a key of two tenants: {key}"
            );
        }
        let only = RelyingParty::of_issuer(
            &app,
            issuer,
            Client {
                id: "acme-only",
                ..SPA
            },
        );
        let page = browser
            .authorize(&only.authorization_url(&[("prompt", "login")]))
            .await
            .page();
        if issuer == ACME {
            assert_eq!(page.page_name(), "sign-in");
        } else {
            assert_error_page(&page, "invalid_request");
            assert_oauth_error(&only.redeem("x").await, 401, "invalid_client");
        }
    }
    assert_eq!(subjects.len(), 3, "no sub is two people");
}
