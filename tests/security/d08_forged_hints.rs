//! D08: a forged or foreign `id_token_hint` forces a user out.

use url::Url;
use vestibule::model::SigningAlg;
use vestibule_test_support::fixture::{ADA, FIRST, GRACE, POST_LOGOUT_REDIRECT_URI, WEB};
use vestibule_test_support::jwt::{self, ForeignKey};
use vestibule_test_support::{RelyingParty, TestApp};

use crate::visits::{nobody, silently};

fn end_session(app: &TestApp, hint: &str) -> String {
    let mut url = Url::parse(&format!("{}/end_session", app.issuer())).unwrap();
    url.query_pairs_mut().append_pair("id_token_hint", hint);
    url.into()
}

/// "Verify that … the authorization server … forced logout … by … validating … the logout request"  ASVS 10.6.2: only what our
/// own key signed as an ID token is a hint.
#[tokio::test]
async fn a_hint_that_is_no_id_token_of_ours_is_an_error_page() {
    let app = TestApp::with_fixture().await;
    app.apply("[[tenant]]\nslug = \"acme\"\nname = \"Acme\"\n")
        .await;
    let probe = RelyingParty::new(&app, FIRST);
    let mut browser = app.browser();
    let tokens = RelyingParty::new(&app, WEB)
        .sign_in_and_exchange(&mut browser)
        .await;
    let genuine = jwt::read(tokens.id_token());
    let own_key = ForeignKey::new(SigningAlg::RS256);
    let forged = [
        genuine.clone().with_broken_signature().text(),
        genuine.clone().with_claim("sub", "somebody").text(),
        genuine.clone().unsecured("none").text(),
        genuine.clone().unsecured("None").text(),
        genuine.clone().signed_with(&own_key).text(),
        genuine
            .clone()
            .with_header("jwk", own_key.public_jwk())
            .with_header("kid", own_key.kid())
            .signed_with(&own_key)
            .text(),
        genuine
            .clone()
            .signed_with_secret(WEB.secret.as_bytes())
            .text(),
        tokens.access_token.clone(),
        tokens.refresh_token().to_owned(),
        "eyJ.eyJ.eyJ".to_owned(),
        "not a token".to_owned(),
    ];
    for hint in forged {
        let page = browser.authorize(&end_session(&app, &hint)).await.page();
        assert_eq!(
            (page.status, page.page_name().as_str()),
            (400, "error"),
            "{hint}"
        );
        assert!(
            silently(&mut browser, &probe).await.is_ok(),
            "{hint} signed out"
        );
    }
    // Another issuer's token is no hint here.
    let elsewhere =
        end_session(&app, tokens.id_token()).replace("/end_session", "/t/acme/end_session");
    assert_eq!(browser.authorize(&elsewhere).await.page().status, 400);
    assert!(silently(&mut browser, &probe).await.is_ok());
    // The token itself ends the session it speaks of, without a question.
    let page = browser
        .authorize(&end_session(&app, tokens.id_token()))
        .await
        .page();
    assert_eq!(page.page_name(), "signed-out");
    assert_eq!(silently(&mut browser, &probe).await, nobody());
}

/// "or if the supplied ID Token does not belong to the current OP session"  OpenID Connect RP-Initiated Logout §2: whoever has a
/// token of another sign-in can make the question appear, and no more.
#[tokio::test]
async fn a_genuine_hint_of_another_session_asks_first() {
    let app = TestApp::with_fixture().await;
    let (web, probe) = (RelyingParty::new(&app, WEB), RelyingParty::new(&app, FIRST));
    let mut victim = app.browser();
    victim.sign_in_as(ADA).await;
    let of_grace = web
        .sign_in_and_exchange_with(&mut app.browser(), GRACE, &[])
        .await;
    let of_ada_elsewhere = web.again().sign_in_and_exchange(&mut app.browser()).await;
    for tokens in [of_grace, of_ada_elsewhere] {
        let url = format!(
            "{}&post_logout_redirect_uri={POST_LOGOUT_REDIRECT_URI}",
            end_session(&app, tokens.id_token())
        );
        let page = victim.authorize(&url).await.page();
        assert_eq!((page.status, page.page_name().as_str()), (200, "sign-out"));
        assert!(silently(&mut victim, &probe).await.is_ok(), "it signed out");
        // The session that the token speaks of is elsewhere and is not touched either: its owner did not ask.
        web.userinfo(&tokens.access_token).await.expect(200);
    }
}

/// Back-channel logout of an OpenID provider is not offered, so nobody can forge it.
#[tokio::test]
async fn there_is_no_endpoint_that_takes_logout_tokens() {
    let app = TestApp::with_fixture().await;
    for path in [
        "/backchannel_logout",
        "/backchannel-logout",
        "/logout",
        "/frontchannel_logout",
    ] {
        let answer = app
            .http()
            .post(app.url(path))
            .form(&[("logout_token", "x")])
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 404, "{path}");
    }
}
