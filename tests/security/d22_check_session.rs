//! D22: the session-watching frame of OpenID Connect Session Management (CVE-2024-1249). It is not offered.

use vestibule_test_support::fixture::{ADA, FIRST};
use vestibule_test_support::{RelyingParty, TestApp};

/// "check_session_iframe" would be the only page of ours that others may frame.
#[tokio::test]
async fn nobody_is_offered_a_frame_that_watches_the_session() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, FIRST);
    for path in ["openid-configuration", "oauth-authorization-server"] {
        let metadata: serde_json::Value = app
            .http()
            .get(app.url(&format!("/.well-known/{path}")))
            .send()
            .await
            .unwrap()
            .json()
            .await
            .unwrap();
        assert_eq!(metadata["issuer"], app.issuer());
        for absent in [
            "check_session_iframe",
            "frontchannel_logout_supported",
            "frontchannel_logout_session_supported",
        ] {
            assert!(
                metadata.get(absent).is_none_or(|value| value == false),
                "{absent}"
            );
        }
    }
    for path in [
        "/check_session",
        "/check-session",
        "/check_session_iframe",
        "/session/check",
        "/connect/checksession",
    ] {
        assert_eq!(
            app.http().get(app.url(path)).send().await.unwrap().status(),
            404,
            "{path}"
        );
    }
    // "session_state" would tell every page of the client when the user signs out.
    let outcome = app
        .browser()
        .authorize_as(&rp.authorization_url(&[]), ADA.username, ADA.password)
        .await;
    rp.code_of(&outcome);
    assert_eq!(outcome.parameter("session_state"), None);
}
