//! `oidc-provider` (JavaScript) as the server that vouches: whole sign-ins through its own pages.

use std::collections::HashMap;

use serde_json::json;
use url::Url;
use vestibule::model::SigningAlg;
use vestibule_test_support::browser::Site;
use vestibule_test_support::upstream::{came_back, through};
use vestibule_test_support::{Browser, Page, TestApp};

use crate::program::Program;

const SECRET: &str = "an-upstream-secret-of-more-than-32-characters";
/// Anybody may sign up, and whom the provider calls staff is a clerk.
const OPEN: &str = "[[tenant]]\nslug = \"default\"\nname = \"Here\"\nsign_up = { mode = \"open\" }\n[[role]]\nname = \"clerk\"\n";

/// How we prove to the provider who we are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Proof {
    Basic,
    Post,
    Key,
}

impl Proof {
    const fn name(self) -> &'static str {
        match self {
            Self::Basic => "client_secret_basic",
            Self::Post => "client_secret_post",
            Self::Key => "private_key_jwt",
        }
    }
}

/// Our server, and the provider, each of which knows the other.
struct Setting {
    app: TestApp,
    provider: Program,
    issuer: String,
}

/// The provider signs its ID tokens by `alg`, and so do we.
async fn setting(proof: Proof, alg: SigningAlg, more: &str) -> Setting {
    let app = TestApp::start().await;
    let at = |path: &str| format!("{}{path}", app.issuer());
    let mut client = json!({
        "client_id": "here",
        "redirect_uris": [at("/sign-in/through/upstream/callback")],
        "post_logout_redirect_uris": [at("/sign-out/elsewhere")],
        "backchannel_logout_uri": at("/sign-in/through/upstream/backchannel-logout"),
        "backchannel_logout_session_required": true,
        "token_endpoint_auth_method": proof.name(),
        "id_token_signed_response_alg": alg.name(),
    });
    let secret = if proof == Proof::Key {
        client["jwks_uri"] = json!(at("/jwks"));
        String::new()
    } else {
        client["client_secret"] = json!(SECRET);
        format!("client_secret = {SECRET:?}")
    };
    let environment = [
        ("CLIENT", client.to_string()),
        ("ALG", alg.name().to_owned()),
    ];
    let mut provider = Program::node("provider.mjs", &environment);
    let ready = provider.read().await.expect("the provider listens");
    let issuer = ready["issuer"].as_str().expect("an issuer").to_owned();
    app.apply(&format!(
        "{OPEN}[[provider]]\nslug = \"upstream\"\nkind = \"openid\"\nname = \"Upstream\"\nissuer = {issuer:?}\nclient_id = \"here\"\n\
         authentication = {:?}\n{secret}\ntrusted_email = true\nroles = [{{ claim = \"groups\", has = \"staff\", role = \"clerk\" }}]\n{more}\n",
        proof.name()
    ))
    .await;
    Setting {
        app,
        provider,
        issuer,
    }
}

/// Names somebody on the provider's page, and agrees to what it asks then.
async fn agrees_there(there: &mut Browser, url: &Url, name: &str) -> Url {
    let page = there.authorize(url.as_str()).await.page();
    assert!(page.has("input[name=login]"), "{}", page.body);
    let fields = [("login", name), ("password", "whatever")];
    let page = there.submit("form", &fields, "[type=submit]").await.page();
    assert!(
        page.has("input[name=prompt][value=consent]"),
        "{}",
        page.body
    );
    there.submit("form", &[], "[type=submit]").await.redirect()
}

/// From our sign-in page through the provider's; where the browser is then.
async fn signs_in(app: &TestApp, browser: &mut Browser, there: &mut Browser, name: &str) -> Page {
    let sign_in = format!("{}/sign-in", app.issuer());
    browser.get(&sign_in).await;
    let url = through(browser, "upstream").await;
    let callback = agrees_there(there, &url, name).await;
    came_back(browser, &callback).await.page()
}

async fn signs_in_and_is_known(proof: Proof, alg: SigningAlg) {
    let Setting {
        app,
        issuer,
        provider: _alive,
    } = setting(proof, alg, "").await;
    let (mut browser, mut there) = (app.browser(), Browser::at(&issuer));
    let page = signs_in(&app, &mut browser, &mut there, "hedy").await;
    assert_eq!(page.page_name(), "home", "{}", page.text());
    let db = app.context().await.db();
    let made = db.credentials("hedy").await.unwrap().expect("an account");
    assert_eq!(made.user.email.as_deref(), Some("hedy@upstream.example"));
    assert!(made.user.email_verified);
    assert_eq!(made.user.profile["name"], "Hedy Upstream");
    assert_eq!(made.user.roles, ["clerk", "user"]);

    // In another browser, on the same account: the provider still knows its own.
    let mut second = app.browser();
    second.get("/sign-in").await;
    let url = through(&mut second, "upstream").await;
    let callback = there.authorize(url.as_str()).await.redirect();
    let page = came_back(&mut second, &callback).await.page();
    assert_eq!(page.page_name(), "home", "{}", page.text());
    let connected = db.identities(made.user.id).await.unwrap();
    assert_eq!(connected.len(), 1);
    assert_eq!(connected[0].key.subject, "hedy");
}

#[tokio::test]
async fn a_secret_in_the_header_signs_somebody_in_and_knows_them_the_second_time() {
    signs_in_and_is_known(Proof::Basic, SigningAlg::RS256).await;
}

#[tokio::test]
async fn a_secret_in_the_form_signs_somebody_in_and_knows_them_the_second_time() {
    signs_in_and_is_known(Proof::Post, SigningAlg::ES256).await;
}

/// Our keys at our `jwks_uri`, read by somebody else's code.
#[tokio::test]
async fn an_assertion_by_our_key_signs_somebody_in_and_knows_them_the_second_time() {
    signs_in_and_is_known(Proof::Key, SigningAlg::EdDSA).await;
}

/// S256 (RFC 7636 §4.2), `nonce` (OpenID Connect Core §3.1.2.1) and `iss` (RFC 9207): all three are there, and each of them
/// decides.
#[tokio::test]
async fn the_challenge_the_nonce_and_the_issuer_travel() {
    let Setting {
        app,
        issuer,
        mut provider,
    } = setting(Proof::Basic, SigningAlg::PS256, "").await;
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    let url = through(&mut browser, "upstream").await;
    let asked: HashMap<_, _> = url.query_pairs().into_owned().collect();
    assert_eq!(asked["code_challenge_method"], "S256");
    assert!(asked["nonce"].len() >= 43, "{url}");

    // An answer that names another issuer is not taken, and spends the attempt.
    let callback = agrees_there(&mut Browser::at(&issuer), &url, "hedy").await;
    let answered: HashMap<_, _> = callback.query_pairs().into_owned().collect();
    assert_eq!(answered["iss"], issuer);
    let forged = with(&callback, "iss", "https://other.example");
    let page = came_back(&mut browser, &forged).await.page();
    assert_eq!(
        page.error_code().as_deref(),
        Some("server_error"),
        "{}",
        page.text()
    );
    let page = came_back(&mut browser, &callback).await.page();
    assert_eq!(page.page_name(), "error");

    // Whoever changes the challenge on the way gets a code that our verifier does not open; the provider says so.
    browser.get("/sign-in").await;
    let url = through(&mut browser, "upstream").await;
    let other = with(
        &url,
        "code_challenge",
        "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
    );
    let callback = agrees_there(&mut Browser::at(&issuer), &other, "hedy").await;
    let page = came_back(&mut browser, &callback).await.page();
    assert_eq!(page.page_name(), "error", "{}", page.text());
    let told = provider.read().await.expect("the provider objects");
    assert_eq!(told["event"], "grant.error", "{told}");

    // Whoever changes the nonce gets an ID token that is not for this sign-in.
    browser.get("/sign-in").await;
    let url = through(&mut browser, "upstream").await;
    let other = with(&url, "nonce", "another");
    let callback = agrees_there(&mut Browser::at(&issuer), &other, "hedy").await;
    let page = came_back(&mut browser, &callback).await.page();
    assert_eq!(page.page_name(), "error", "{}", page.text());
    assert!(
        app.context()
            .await
            .db()
            .credentials("hedy")
            .await
            .unwrap()
            .is_none()
    );
}

fn with(url: &Url, name: &str, value: &str) -> Url {
    let changed: Vec<(String, String)> = url
        .query_pairs()
        .into_owned()
        .map(|(key, old)| {
            let value = if key == name { value.to_owned() } else { old };
            (key, value)
        })
        .collect();
    let mut url = url.clone();
    url.query_pairs_mut().clear().extend_pairs(changed);
    url
}

/// "access_denied: The resource owner or authorization server denied the request."  RFC 6749 §4.1.2.1
#[tokio::test]
async fn who_cancels_there_is_told_so_and_can_try_again() {
    let Setting {
        app,
        issuer,
        provider: _alive,
    } = setting(Proof::Basic, SigningAlg::ES256, "").await;
    let (mut browser, mut there) = (app.browser(), Browser::at(&issuer));
    browser.get("/sign-in").await;
    let url = through(&mut browser, "upstream").await;
    let page = there.authorize(url.as_str()).await.page();
    let cancel = page.link(".login-help a");
    let callback = there.follow(cancel.as_str()).await.redirect();
    let answered: HashMap<_, _> = callback.query_pairs().into_owned().collect();
    assert_eq!(answered["error"], "access_denied");
    let page = came_back(&mut browser, &callback).await.page();
    assert_eq!(
        page.error_code().as_deref(),
        Some("access_denied"),
        "{}",
        page.text()
    );
    // The words of the answer are not repeated.
    assert!(!page.body.contains("aborted"), "{}", page.body);
    let page = signs_in(&app, &mut browser, &mut there, "hedy").await;
    assert_eq!(page.page_name(), "home", "{}", page.text());
}

/// Signing out here leads on to signing out there, and back; and whoever signs out there is signed out here (RP-Initiated
/// Logout §2, Back-Channel Logout §2.5).
#[tokio::test]
async fn signing_out_travels_both_ways() {
    let more = "sign_out_there = true\nkeep_tokens = true";
    let Setting {
        app,
        issuer,
        mut provider,
    } = setting(Proof::Basic, SigningAlg::ES256, more).await;
    let (mut browser, mut there) = (app.browser(), Browser::at(&issuer));
    let page = signs_in(&app, &mut browser, &mut there, "hedy").await;
    assert_eq!(page.page_name(), "home", "{}", page.text());

    // The second browser is signed in by the same session there, and hears of its end.
    let mut second = app.browser();
    second.get("/sign-in").await;
    let url = through(&mut second, "upstream").await;
    let callback = there.authorize(url.as_str()).await.redirect();
    assert_eq!(
        came_back(&mut second, &callback).await.page().page_name(),
        "home"
    );

    browser.get("/end_session").await;
    let url = browser
        .submit("#sign-out", &[], "#sign-out-confirm")
        .await
        .redirect();
    assert!(
        url.as_str().starts_with(&format!("{issuer}/session/end?")),
        "{url}"
    );
    // The button of that page stands outside its form.
    let form = there.authorize(url.as_str()).await.page().form("form");
    let mut fields: Vec<(&str, &str)> = form
        .fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    fields.push(("logout", "yes"));
    let confirmed = there.post(form.action.as_str(), &fields, Site::Same).await;
    let home = came_back(&mut browser, &confirmed.redirect()).await.page();
    assert_eq!(home.page_name(), "signed-out", "{}", home.text());
    let told = provider.read().await.expect("the provider tells us");
    assert_eq!(told["event"], "backchannel.success", "{told}");
    assert_eq!(second.get("/account").await.page_name(), "sign-in");
}
