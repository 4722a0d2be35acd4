//! RFC 7636: Proof Key for Code Exchange; RFC 9700 §2.1.1, §4.8: never downgraded.

use vestibule_test_support::assertions::{assert_oauth_error, assert_redirect_error};
use vestibule_test_support::fixture::{ADA, FIRST, NATIVE, POST, SPA, WEB};
use vestibule_test_support::relying_party::challenge_of;
use vestibule_test_support::{Answer, Browser, RelyingParty, TestApp};

/// A code for a request with that challenge, or with none.
async fn code(rp: &RelyingParty, browser: &mut Browser, challenge: Option<&str>) -> String {
    let url = match challenge {
        Some(challenge) => rp.authorization_url(&[("code_challenge", challenge)]),
        None => rp.authorization_url_without(&["code_challenge", "code_challenge_method"], &[]),
    };
    rp.code_of(&browser.authorize_as(&url, ADA.username, ADA.password).await)
}

async fn redeem(rp: &RelyingParty, code: &str, verifier: Option<&str>) -> Answer {
    let mut form = vec![
        ("grant_type", "authorization_code"),
        ("code", code),
        ("redirect_uri", rp.client.redirect_uri),
    ];
    form.extend(verifier.map(|verifier| ("code_verifier", verifier)));
    rp.token(&form).await
}

/// "Public clients MUST use PKCE"  RFC 9700 §2.1.1; "the authorization endpoint MUST return the authorization error
/// response with the "error" value set to "invalid_request""  RFC 7636 §4.4.1
#[tokio::test]
async fn a_public_client_without_a_challenge_is_refused() {
    let app = TestApp::with_fixture().await;
    for client in [SPA, NATIVE] {
        let rp = RelyingParty::new(&app, client);
        for url in [
            rp.authorization_url_without(&["code_challenge", "code_challenge_method"], &[]),
            rp.authorization_url_without(&["code_challenge"], &[]),
            rp.authorization_url_without(&["code_challenge_method"], &[("code_challenge", "")]),
        ] {
            let answer = app.browser().authorize(&url).await.redirect();
            assert_redirect_error(&answer, "invalid_request", Some(&rp.state), app.issuer());
        }
        let unchanged = app.browser().authorize(&rp.authorization_url(&[])).await;
        assert_eq!(unchanged.page().page_name(), "sign-in");
    }
}

/// "If the server supporting PKCE does not support the requested transformation, the authorization endpoint MUST return …
/// "invalid_request""  §4.4.1. "plain" is the default of an absent method (§4.3).
#[tokio::test]
async fn any_method_but_s256_is_refused_for_every_client() {
    let app = TestApp::with_fixture().await;
    for client in [WEB, POST, SPA, FIRST] {
        let rp = RelyingParty::new(&app, client);
        for method in [
            "plain",
            "s256",
            "S512",
            "S256 ",
            "none",
            "S256,plain",
            "\u{0}",
        ] {
            let answer = app
                .browser()
                .authorize(&rp.authorization_url(&[("code_challenge_method", method)]))
                .await;
            assert_redirect_error(
                &answer.redirect(),
                "invalid_request",
                Some(&rp.state),
                app.issuer(),
            );
        }
        let absent = rp.authorization_url_without(&["code_challenge_method"], &[]);
        let answer = app.browser().authorize(&absent).await.redirect();
        assert_redirect_error(&answer, "invalid_request", Some(&rp.state), app.issuer());
        let alone = rp.authorization_url_without(&["code_challenge"], &[]);
        let answer = app.browser().authorize(&alone).await.redirect();
        assert_redirect_error(&answer, "invalid_request", Some(&rp.state), app.issuer());
    }
}

/// "code_challenge = BASE64URL-ENCODE(SHA256(ASCII(code_verifier)))"  §4.2, which has 43 characters and no padding (§3).
#[tokio::test]
async fn a_malformed_challenge_is_refused() {
    let app = TestApp::with_fixture().await;
    let good = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    for client in [WEB, SPA] {
        let rp = RelyingParty::new(&app, client);
        for challenge in [
            &good[..42],
            &format!("{good}A"),
            &format!("{good}="),
            &format!("{}=", &good[..42]),
            &good.replace('-', "+"),
            &good.replace('-', "/"),
            &good.replace('-', "."),
            &good.replace('-', " "),
            // The last character has two bits that no SHA-256 sets.
            &good.replace("cM", "cN"),
            &"A".repeat(128),
            "short",
        ] {
            let answer = app
                .browser()
                .authorize(&rp.authorization_url(&[("code_challenge", challenge)]))
                .await;
            assert_redirect_error(
                &answer.redirect(),
                "invalid_request",
                Some(&rp.state),
                app.issuer(),
            );
        }
        let unchanged = app
            .browser()
            .authorize(&rp.authorization_url(&[("code_challenge", good)]))
            .await;
        assert_eq!(unchanged.page().page_name(), "sign-in");
    }
}

/// "If the values are not equal, an error response indicating "invalid_grant" … MUST be returned."  §4.6
#[tokio::test]
async fn a_wrong_or_missing_verifier_is_refused_and_spends_the_code() {
    let app = TestApp::with_fixture().await;
    for client in [WEB, SPA] {
        let rp = RelyingParty::new(&app, client);
        let mut browser = app.browser();
        let challenge = challenge_of(&rp.verifier);
        let flipped = rp.verifier.to_uppercase();
        let longer = format!("{}x", rp.verifier);
        for wrong in [
            None,
            Some(""),
            Some(challenge.as_str()),
            Some(&flipped),
            Some(&longer),
            Some(&rp.verifier[1..]),
            Some("short"),
        ] {
            let code = code(&rp, &mut browser, Some(&challenge)).await;
            assert_oauth_error(&redeem(&rp, &code, wrong).await, 400, "invalid_grant");
            // Whoever holds the code has one guess.
            assert_oauth_error(
                &redeem(&rp, &code, Some(&rp.verifier)).await,
                400,
                "invalid_grant",
            );
        }
        let code = code(&rp, &mut browser, Some(&challenge)).await;
        redeem(&rp, &code, Some(&rp.verifier)).await.expect(200);
    }
}

/// "code-verifier = 43*128unreserved", "unreserved = ALPHA / DIGIT / "-" / "." / "_" / "~""  §4.1
#[tokio::test]
async fn verifiers_of_43_to_128_unreserved_characters_work_and_others_do_not() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, SPA);
    let mut browser = app.browser();
    let (shortest, longest) = ("-._~".repeat(10) + "aZ9", "aZ09-._~".repeat(16));
    assert_eq!((shortest.len(), longest.len()), (43, 128));
    for verifier in [
        &shortest,
        &longest,
        "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
    ] {
        let code = code(&rp, &mut browser, Some(&challenge_of(verifier))).await;
        redeem(&rp, &code, Some(verifier)).await.expect(200);
    }
    // Their hashes match, and their form does not.
    let (short, long) = (&shortest[1..], &format!("{longest}a"));
    for verifier in [
        short,
        long,
        &shortest.replace('~', " "),
        &shortest.replace('~', "+"),
        &shortest.replace("aZ9", "é~"),
    ] {
        let code = code(&rp, &mut browser, Some(&challenge_of(verifier))).await;
        assert_oauth_error(
            &redeem(&rp, &code, Some(verifier)).await,
            400,
            "invalid_grant",
        );
    }
}

/// "a token request containing a "code_verifier" parameter is accepted only if a "code_challenge" parameter was present in
/// the authorization request"  RFC 9700 §4.8.2
#[tokio::test]
async fn a_confidential_client_may_go_without_but_never_half_way() {
    let app = TestApp::with_fixture().await;
    for client in [WEB, POST] {
        let rp = RelyingParty::new(&app, client);
        let mut browser = app.browser();
        let plain = code(&rp, &mut browser, None).await;
        redeem(&rp, &plain, None).await.expect(200);
        let downgraded = code(&rp, &mut browser, None).await;
        assert_oauth_error(
            &redeem(&rp, &downgraded, Some(&rp.verifier)).await,
            400,
            "invalid_grant",
        );
        let protected = code(&rp, &mut browser, Some(&challenge_of(&rp.verifier))).await;
        assert_oauth_error(&redeem(&rp, &protected, None).await, 400, "invalid_grant");
        let protected = code(&rp, &mut browser, Some(&challenge_of(&rp.verifier))).await;
        redeem(&rp, &protected, Some(&rp.verifier))
            .await
            .expect(200);
    }
}

/// "code_challenge_methods_supported … JSON array containing a list of Proof Key for Code Exchange (PKCE) code challenge
/// methods supported"  RFC 8414 §2
#[tokio::test]
async fn metadata_names_s256_alone() {
    let app = TestApp::with_fixture().await;
    let url = app.url("/.well-known/oauth-authorization-server");
    let metadata = Answer::of(app.http().get(url)).await.expect(200).json();
    assert_eq!(
        metadata["code_challenge_methods_supported"],
        serde_json::json!(["S256"])
    );
}
