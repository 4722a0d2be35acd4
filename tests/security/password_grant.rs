//! SECURITY B26: the password grant, and every other grant that is not there.

use vestibule_test_support::assertions::assert_oauth_error;
use vestibule_test_support::fixture::{ADA, SPA, WEB};
use vestibule_test_support::{Answer, RelyingParty, TestApp};

/// "The resource owner password credentials grant MUST NOT be used."  RFC 9700 §2.4
#[tokio::test]
async fn a_password_buys_no_token() {
    let app = TestApp::with_fixture().await;
    for client in [WEB, SPA] {
        let rp = RelyingParty::new(&app, client);
        let hashes = app.password_hashes();
        for grant in [
            "password",
            "implicit",
            "Password",
            "authorization_code password",
            "client_credentials,password",
            "urn:ietf:params:oauth:grant-type:jwt-bearer",
            "urn:ietf:params:oauth:grant-type:saml2-bearer",
            "urn:ietf:params:oauth:grant-type:token-exchange",
            "urn:ietf:params:oauth:grant-type:device_code",
            "urn:openid:params:grant-type:ciba",
            "urn:ietf:params:oauth:grant-type:refresh_token",
            "refresh_token ",
        ] {
            let form = [
                ("grant_type", grant),
                ("username", ADA.username),
                ("password", ADA.password),
                ("scope", "openid"),
                ("assertion", "eyJhbGciOiJub25lIn0.e30."),
                ("subject_token", "x"),
                ("device_code", "x"),
            ];
            assert_oauth_error(&rp.token(&form).await, 400, "unsupported_grant_type");
        }
        // The client's own secret may be hashed; the user's password never is.
        let own = u64::from(!client.secret.is_empty());
        assert!(app.password_hashes() - hashes <= own);
        assert_oauth_error(
            &rp.token(&[("username", ADA.username), ("password", ADA.password)])
                .await,
            400,
            "invalid_request",
        );
    }
    let request = app.wire().request(
        reqwest::Method::GET,
        &format!("{}/.well-known/oauth-authorization-server", app.issuer()),
    );
    let metadata = Answer::of(request).await.expect(200).json();
    let grants = metadata["grant_types_supported"].as_array().unwrap();
    assert!(grants.iter().any(|grant| grant == "authorization_code"));
    assert!(
        grants
            .iter()
            .all(|grant| grant != "password" && grant != "implicit"),
        "{grants:?}"
    );
    assert_eq!(
        metadata["response_types_supported"],
        serde_json::json!(["code"])
    );
    RelyingParty::new(&app, WEB)
        .client_credentials(&[])
        .await
        .expect(200);
}
