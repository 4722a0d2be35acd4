//! Every place where the server reads a token, asked at once: none may believe what another refuses.

use vestibule_test_support::assertions::{
    assert_bearer_error, assert_error_page, assert_oauth_error, assert_redirect_error,
};
use vestibule_test_support::fixture::{ADA, WEB};
use vestibule_test_support::{Browser, Outcome, RelyingParty, TestApp, Tokens};

/// A client with a user's tokens, and the browser the user is signed in with.
pub(crate) struct Verifiers {
    pub(crate) app: TestApp,
    pub(crate) rp: RelyingParty,
    pub(crate) tokens: Tokens,
    browser: Browser,
}

impl Verifiers {
    /// Ada is signed in at the client `web`.
    pub(crate) async fn start() -> Self {
        let app = TestApp::with_fixture().await;
        Self::with(app, WEB).await
    }

    /// Ada is signed in at that client.
    pub(crate) async fn with(
        app: TestApp,
        client: vestibule_test_support::fixture::Client,
    ) -> Self {
        let rp = RelyingParty::new(&app, client);
        let mut browser = app.browser();
        let tokens = rp.sign_in_and_exchange_with(&mut browser, ADA, &[]).await;
        Self {
            app,
            rp,
            tokens,
            browser,
        }
    }

    /// Userinfo and introspection take it.
    pub(crate) async fn believe_access_token(&self, token: &str) {
        self.rp.userinfo(token).await.expect(200);
        let answer = self.rp.introspect(token).await.expect(200);
        assert_eq!(answer.json()["active"], true, "{answer:?}");
    }

    /// Userinfo, introspection and revocation refuse it, and so does the token endpoint in every place a token may stand.
    pub(crate) async fn refuse_access_token(&self, token: &str) {
        let short: String = token.chars().take(80).collect();
        let answer = self.rp.userinfo(token).await;
        assert_eq!(answer.status, 401, "{short}: {answer:?}");
        assert_bearer_error(&answer, 401, Some("invalid_token"));
        let answer = self.rp.introspect(token).await.expect(200);
        assert_eq!(answer.body, "{\"active\":false}", "{short}");
        // "invalid tokens do not cause an error response"  RFC 7009 §2.2
        self.rp.revoke(token).await.expect(200);
        self.believe_access_token(&self.tokens.access_token).await;
        let answer = self.rp.refresh(token).await;
        assert_oauth_error(&answer, 400, "invalid_grant");
        let answer = self
            .rp
            .token_without_credentials(&[
                ("grant_type", "client_credentials"),
                (
                    "client_assertion_type",
                    "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                ),
                ("client_assertion", token),
            ])
            .await;
        assert_oauth_error(&answer, 401, "invalid_client");
    }

    async fn hinted(&self, token: &str) -> Outcome {
        let url = self
            .rp
            .authorization_url(&[("prompt", "none"), ("id_token_hint", token)]);
        self.browser.clone().authorize(&url).await
    }

    /// As a hint it names the user of a silent sign-in.
    pub(crate) async fn believe_hint(&self, token: &str) {
        let outcome = self.hinted(token).await;
        self.rp.code_of(&outcome);
    }

    /// As a hint it is an error at both places.
    pub(crate) async fn refuse_hint(&self, token: &str) {
        let url = self.hinted(token).await.redirect();
        let state = Some(self.rp.state.as_str());
        assert_redirect_error(&url, "invalid_request", state, self.app.issuer());
        let mut browser = self.browser.clone();
        let page = browser.get(&self.logout_url(token)).await;
        assert_error_page(&page, "invalid_request");
        // Nobody was signed out by it.
        let url = self.rp.authorization_url(&[("prompt", "none")]);
        let outcome = self.browser.clone().authorize(&url).await;
        self.rp.code_of(&outcome);
    }

    fn logout_url(&self, token: &str) -> String {
        let mut url = url::Url::parse(&self.rp.endpoint("/end_session")).unwrap();
        url.query_pairs_mut().append_pair("id_token_hint", token);
        url.into()
    }
}
