//! SECURITY A10: a client of several issuers must be told by every answer which of them spoke.

use vestibule_test_support::fixture::{ADA, WEB};
use vestibule_test_support::{Answer, RelyingParty, TestApp};

/// "In authorization responses to the client, including error responses, an authorization server supporting this specification
/// MUST indicate its identity by including the iss parameter in the response."  RFC 9207 §2
#[tokio::test]
async fn every_authorization_response_names_the_issuer() {
    let app = TestApp::with_fixture().await;
    let request = app.wire().request(
        reqwest::Method::GET,
        &format!("{}/.well-known/openid-configuration", app.issuer()),
    );
    let metadata = Answer::of(request).await.expect(200).json();
    assert_eq!(
        metadata["authorization_response_iss_parameter_supported"],
        true
    );
    assert_eq!(metadata["issuer"], app.issuer());
    let rp = RelyingParty::new(&app, WEB);
    for mode in ["query", "fragment", "form_post"] {
        for (changes, error) in [
            (vec![("prompt", "none")], Some("login_required")),
            (
                vec![("response_type", "token")],
                Some("unsupported_response_type"),
            ),
            (vec![("code_challenge", "x")], Some("invalid_request")),
            (vec![], None),
        ] {
            let changes = [changes.as_slice(), &[("response_mode", mode)]].concat();
            let url = rp.authorization_url(&changes);
            let outcome = app
                .browser()
                .authorize_as(&url, ADA.username, ADA.password)
                .await;
            assert_eq!(outcome.parameter("error").as_deref(), error, "{outcome:?}");
            assert_eq!(
                outcome.parameter("iss").as_deref(),
                Some(app.issuer()),
                "{outcome:?}"
            );
            assert_eq!(
                outcome.parameter("code").is_some(),
                error.is_none(),
                "{outcome:?}"
            );
        }
        let mut browser = app.browser();
        browser
            .authorize(&rp.authorization_url(&[("response_mode", mode), ("prompt", "consent")]))
            .await;
        browser.fill_sign_in(ADA.username, ADA.password).await;
        let outcome = browser.submit("#consent", &[], "#consent-deny").await;
        assert_eq!(outcome.parameter("error").as_deref(), Some("access_denied"));
        assert_eq!(outcome.parameter("iss").as_deref(), Some(app.issuer()));
    }
}

/// Two issuers of one server are two issuers: a code of one is nothing to the other, and each names itself.
#[tokio::test]
async fn a_code_of_one_tenant_is_nothing_to_another() {
    let app = TestApp::with_fixture().await;
    let toml = format!(
        "[[tenant]]\nslug = \"acme\"\nname = \"Acme\"\n[[client]]\ntenant = \"acme\"\nclient_id = \"web\"\nclient_secret = {:?}\nredirect_uris = [{:?}]\ngrant_types = [\"authorization_code\", \"refresh_token\"]\n",
        WEB.secret, WEB.redirect_uri
    );
    app.apply(&toml).await;
    let here = RelyingParty::new(&app, WEB);
    let acme = format!("{}/t/acme", app.issuer());
    let there = here.clone().at_issuer(&acme);
    let outcome = app
        .browser()
        .authorize(&there.authorization_url(&[("prompt", "none")]))
        .await;
    assert_eq!(outcome.parameter("iss").as_deref(), Some(acme.as_str()));
    let mut browser = app.browser();
    let code = here.code_for(&mut browser, ADA).await;
    let refused = there.redeem(&code).await;
    vestibule_test_support::assertions::assert_oauth_error(&refused, 400, "invalid_grant");
    let tokens = here.exchange(&code).await;
    let refused = there.refresh(tokens.refresh_token()).await;
    vestibule_test_support::assertions::assert_oauth_error(&refused, 400, "invalid_grant");
    there.userinfo(&tokens.access_token).await.expect(401);
    assert_eq!(
        there.introspect(&tokens.access_token).await.body,
        "{\"active\":false}"
    );
    there.revoke(tokens.refresh_token()).await.expect(200);
    // The session of one is no session of the other.
    let outcome = browser
        .authorize(&there.authorization_url(&[("prompt", "none")]))
        .await;
    assert_eq!(
        outcome.parameter("error").as_deref(),
        Some("login_required")
    );
    here.refresh(tokens.refresh_token()).await.expect(200);
}
