//! A token response, read.

use serde_json::Value;

use crate::answer::Answer;
use crate::jwt;

/// A token response (RFC 6749 §5.1).
#[derive(Clone, Debug)]
pub struct Tokens {
    /// `access_token`
    pub access_token: String,
    /// `id_token`
    pub id_token: Option<String>,
    /// `refresh_token`
    pub refresh_token: Option<String>,
    /// `expires_in`, in seconds
    pub expires_in: u64,
    /// `scope`
    pub scope: Option<String>,
    /// Everything.
    pub raw: Value,
}

impl Tokens {
    /// Reads a successful token response.
    ///
    /// # Panics
    /// When it is none, or lacks what RFC 6749 §5.1 requires.
    pub fn of(answer: Answer) -> Self {
        let answer = answer.expect(200);
        let raw = answer.json();
        let text = |name: &str| raw[name].as_str().map(str::to_owned);
        assert!(
            raw["token_type"]
                .as_str()
                .is_some_and(|kind| kind.eq_ignore_ascii_case("bearer")),
            "{raw}"
        );
        Self {
            access_token: text("access_token").unwrap_or_else(|| panic!("no access_token: {raw}")),
            id_token: text("id_token"),
            refresh_token: text("refresh_token"),
            expires_in: raw["expires_in"]
                .as_u64()
                .unwrap_or_else(|| panic!("no expires_in: {raw}")),
            scope: text("scope"),
            raw,
        }
    }

    /// The ID token.
    ///
    /// # Panics
    /// When there is none.
    pub fn id_token(&self) -> &str {
        self.id_token
            .as_deref()
            .unwrap_or_else(|| panic!("no id_token: {}", self.raw))
    }

    /// The refresh token.
    ///
    /// # Panics
    /// When there is none.
    pub fn refresh_token(&self) -> &str {
        self.refresh_token
            .as_deref()
            .unwrap_or_else(|| panic!("no refresh_token: {}", self.raw))
    }

    /// The claims of the ID token, unverified.
    pub fn id_claims(&self) -> Value {
        jwt::claims(self.id_token())
    }

    /// The claims of the access token, unverified.
    pub fn access_claims(&self) -> Value {
        jwt::claims(&self.access_token)
    }
}
