//! SECURITY A11, A13: a flow with the proof taken out of it, or with a proof that proves nothing.

use vestibule_test_support::assertions::{assert_oauth_error, assert_redirect_error};
use vestibule_test_support::fixture::{ADA, NATIVE, POST, SPA, WEB};
use vestibule_test_support::relying_party::challenge_of;
use vestibule_test_support::{RelyingParty, TestApp};

const PKCE: [&str; 2] = ["code_challenge", "code_challenge_method"];

/// "Public clients MUST use PKCE"  RFC 9700 §2.1.1
#[tokio::test]
async fn a_public_client_gets_no_code_without_a_challenge() {
    let app = TestApp::with_fixture().await;
    for client in [SPA, NATIVE] {
        let rp = RelyingParty::new(&app, client);
        let challenge = challenge_of(&rp.verifier);
        for url in [
            rp.authorization_url_without(&PKCE, &[]),
            rp.authorization_url(&[("code_challenge", "")]),
            rp.authorization_url(&[("code_challenge", ""), ("code_challenge_method", "")]),
            rp.authorization_url_without(&["code_challenge"], &[]),
            // An absent method means `plain` (RFC 7636 §4.3), which shows the verifier to whoever sees the request.
            rp.authorization_url_without(&["code_challenge_method"], &[]),
            rp.authorization_url(&[
                ("code_challenge_method", "plain"),
                ("code_challenge", &rp.verifier),
            ]),
            rp.authorization_url(&[("code_challenge_method", "s256")]),
            rp.authorization_url(&[("code_challenge_method", "S512")]),
            rp.authorization_url(&[
                ("code_challenge_method", ""),
                ("code_challenge", &challenge),
            ]),
        ] {
            let answer = app.browser().authorize(&url).await.redirect();
            assert_redirect_error(&answer, "invalid_request", Some(&rp.state), app.issuer());
        }
        rp.sign_in_and_exchange(&mut app.browser()).await;
    }
}

/// "ensuring that a token request containing a code_verifier parameter is accepted only if a code_challenge parameter was
/// present in the authorization request"  RFC 9700 §4.8.2
#[tokio::test]
async fn a_verifier_for_a_code_without_challenge_is_refused() {
    let app = TestApp::with_fixture().await;
    let mut browser = app.browser();
    for client in [WEB, POST] {
        let rp = RelyingParty::new(&app, client);
        let url = rp.authorization_url_without(&PKCE, &[]);
        let outcome = browser.authorize_as(&url, ADA.username, ADA.password).await;
        let answer = rp.redeem(&rp.code_of(&outcome)).await;
        assert_oauth_error(&answer, 400, "invalid_grant");
        // The honest confidential client without PKCE sends no verifier.
        let outcome = browser.authorize_as(&url, ADA.username, ADA.password).await;
        let code = rp.code_of(&outcome);
        let form = [
            ("grant_type", "authorization_code"),
            ("code", &code),
            ("redirect_uri", client.redirect_uri),
        ];
        rp.token(&form).await.expect(200);
    }
}

/// "If the values are not equal, an error response indicating "invalid_grant" … MUST be returned."  RFC 7636 §4.6
#[tokio::test]
async fn a_code_with_a_challenge_needs_its_own_well_formed_verifier() {
    let app = TestApp::with_fixture().await;
    let mut browser = app.browser();
    for client in [WEB, SPA] {
        let rp = RelyingParty::new(&app, client);
        let challenge = challenge_of(&rp.verifier);
        let long = "a".repeat(129);
        let padded = format!("{}=", rp.verifier);
        let spaced = format!("{} ", rp.verifier);
        let upper = rp.verifier.to_uppercase();
        for wrong in [
            None,
            Some(""),
            Some(&*challenge),
            Some(&*padded),
            Some(&*spaced),
            Some(&*upper),
            Some(&rp.verifier[..42]),
            Some(&*long),
            Some("null"),
        ] {
            let code = rp.code_for(&mut browser, ADA).await;
            let mut form = vec![
                ("grant_type", "authorization_code"),
                ("code", &*code),
                ("redirect_uri", client.redirect_uri),
            ];
            form.extend(wrong.map(|verifier| ("code_verifier", verifier)));
            assert_oauth_error(&rp.token(&form).await, 400, "invalid_grant");
            // The attempt spent the code: there is no second guess.
            assert_oauth_error(&rp.redeem(&code).await, 400, "invalid_grant");
        }
        let code = rp.code_for(&mut browser, ADA).await;
        rp.exchange(&code).await;
    }
}

/// RFC 7636 §4.1, §4.2: lengths of 43 to 128, of unreserved characters, whatever they hash to.
#[tokio::test]
async fn a_malformed_verifier_is_refused_even_when_its_hash_is_right() {
    let app = TestApp::with_fixture().await;
    let mut browser = app.browser();
    let mut rp = RelyingParty::new(&app, SPA);
    for (verifier, good) in [
        ("a".repeat(42), false),
        ("a".repeat(43), true),
        ("a".repeat(128), true),
        ("a".repeat(129), false),
        (format!("{}=", "a".repeat(43)), false),
        (format!("{}+", "a".repeat(43)), false),
        (format!("{}é", "a".repeat(43)), false),
        (format!("{}-._~", "a".repeat(43)), true),
    ] {
        rp.verifier = verifier;
        let code = rp.code_for(&mut browser, ADA).await;
        let answer = rp.redeem(&code).await;
        if good {
            answer.expect(200);
        } else {
            assert_oauth_error(&answer, 400, "invalid_grant");
        }
    }
}

/// RFC 7636 §4.2: "code-challenge = 43*128unreserved", of which SHA-256 fills 43.
#[tokio::test]
async fn a_malformed_challenge_is_refused_at_once() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let good = challenge_of(&rp.verifier);
    for wrong in [
        good[..42].to_owned(),
        format!("{good}A"),
        format!("{good}="),
        format!("{}=", &good[..42]),
        format!("{}+", &good[..42]),
        format!("{}/", &good[..42]),
        format!("{} ", &good[..42]),
        format!("{}é", &good[..41]),
        "a".repeat(128),
        "a".repeat(129),
        good.replace(|_| true, "!"),
    ] {
        let answer = app
            .browser()
            .authorize(&rp.authorization_url(&[("code_challenge", &wrong)]))
            .await
            .redirect();
        assert_redirect_error(&answer, "invalid_request", Some(&rp.state), app.issuer());
    }
    rp.code_for(&mut app.browser(), ADA).await;
}
