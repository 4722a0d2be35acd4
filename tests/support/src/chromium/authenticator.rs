//! The browser's own virtual authenticator (WebAuthn §11): a passkey of this device, whose owner always agrees.

use serde_json::{Value, json};

use super::Chromium;

impl Chromium {
    /// Gives this device an authenticator that keeps passkeys and knows its owner.
    ///
    /// # Panics
    /// When the driver refuses.
    pub async fn add_authenticator(&self) -> String {
        let added = self
            .webauthn(
                reqwest::Method::POST,
                "",
                Some(json!({
                    "protocol": "ctap2", "transport": "internal", "hasResidentKey": true, "hasUserVerification": true,
                    "isUserVerified": true, "isUserConsenting": true,
                })),
            )
            .await;
        added.as_str().expect("an identifier").to_owned()
    }

    /// The passkeys that an authenticator keeps.
    ///
    /// # Panics
    /// When the driver refuses.
    pub async fn passkeys(&self, authenticator: &str) -> Vec<Value> {
        let path = format!("/{authenticator}/credentials");
        let kept = self.webauthn(reqwest::Method::GET, &path, None).await;
        kept.as_array().expect("a list").clone()
    }

    /// Takes an authenticator away.
    ///
    /// # Panics
    /// When the driver refuses.
    pub async fn remove_authenticator(&self, authenticator: &str) {
        let path = format!("/{authenticator}");
        self.webauthn(reqwest::Method::DELETE, &path, None).await;
    }

    async fn webauthn(&self, method: reqwest::Method, path: &str, body: Option<Value>) -> Value {
        let path = format!("webauthn/authenticator{path}");
        self.command(method, &path, body).await
    }
}
