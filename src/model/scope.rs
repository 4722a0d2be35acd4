//! RFC 6749 §3.3: scope, a set of case-sensitive tokens.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// How many tokens one request may name.
pub const MAX_TOKENS: usize = 64;
/// How long the whole parameter may be, in bytes.
pub const MAX_LENGTH: usize = 2048;

/// Asks for an ID token (OpenID Connect Core §3.1.2.1).
pub const OPENID: &str = "openid";
/// Asks for a refresh token (OpenID Connect Core §11).
pub const OFFLINE_ACCESS: &str = "offline_access";

/// Ours: what a person may do with their own account, by the API. Only for the operator's own applications.
pub const ACCOUNT: &str = "account";

/// Ours: administering the tenant by the API, as far as the person's roles allow. Only for the operator's own applications.
pub const ADMIN: &str = "admin";

/// The scopes that belong to this server.
pub const OWN: [&str; 2] = [ACCOUNT, ADMIN];

/// The scopes of OpenID Connect that every client may be registered for, with the claims each releases
/// (OpenID Connect Core §5.4).
pub const STANDARD: [(&str, &[&str]); 6] = [
    (OPENID, &["sub"]),
    (
        "profile",
        &[
            "name",
            "family_name",
            "given_name",
            "middle_name",
            "nickname",
            "preferred_username",
            "profile",
            "picture",
            "website",
            "gender",
            "birthdate",
            "zoneinfo",
            "locale",
            "updated_at",
        ],
    ),
    ("email", &["email", "email_verified"]),
    ("address", &["address"]),
    ("phone", &["phone_number", "phone_number_verified"]),
    (OFFLINE_ACCESS, &[]),
];

/// Why a `scope` parameter is not one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScopeProblem {
    /// Characters outside RFC 6749 §3.3, or a malformed list.
    #[error("scope has characters outside RFC 6749 section 3.3")]
    Syntax,
    /// Over [`MAX_TOKENS`] or [`MAX_LENGTH`].
    #[error("scope names too many values")]
    TooLong,
}

/// A set of scope tokens in the order they were first named.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope(Vec<String>);

impl Scope {
    /// Reads a `scope` parameter. Order does not matter and repetition adds nothing (RFC 6749 §3.3).
    pub fn parse(text: &str) -> Result<Self, ScopeProblem> {
        if text.len() > MAX_LENGTH {
            return Err(ScopeProblem::TooLong);
        }
        let mut tokens: Vec<String> = Vec::new();
        for token in text.split(' ').filter(|token| !token.is_empty()) {
            // "scope-token = 1*( %x21 / %x23-5B / %x5D-7E )"  RFC 6749 §3.3
            if !token
                .bytes()
                .all(|b| b == 0x21 || (0x23..=0x5b).contains(&b) || (0x5d..=0x7e).contains(&b))
            {
                return Err(ScopeProblem::Syntax);
            }
            if !tokens.iter().any(|known| known == token) {
                tokens.push(token.to_owned());
            }
        }
        if tokens.len() > MAX_TOKENS {
            return Err(ScopeProblem::TooLong);
        }
        Ok(Self(tokens))
    }

    /// Whether the token is a member. Tokens are compared exactly.
    pub fn contains(&self, token: &str) -> bool {
        self.0.iter().any(|known| known == token)
    }

    /// Whether every member of this set is in `other`.
    pub fn is_subset_of(&self, other: &Self) -> bool {
        self.0.iter().all(|token| other.contains(token))
    }

    /// The members that `keep` accepts.
    #[must_use]
    pub fn filtered(&self, keep: impl Fn(&str) -> bool) -> Self {
        Self(self.0.iter().filter(|token| keep(token)).cloned().collect())
    }

    /// Both sets together.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        let mut all = self.clone();
        for token in &other.0 {
            if !all.contains(token) {
                all.0.push(token.clone());
            }
        }
        all
    }

    /// Its members.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Whether nothing was asked.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join(" "))
    }
}

impl Serialize for Scope {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Scope {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::parse(&String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_and_repetition_do_not_matter() {
        let one = Scope::parse("openid email openid").unwrap_or_default();
        assert_eq!(one.to_string(), "openid email");
        assert!(Scope::parse("email openid").is_ok_and(|other| other.is_subset_of(&one)));
    }

    #[test]
    fn tokens_are_case_sensitive_and_bounded() {
        assert!(!Scope::parse("OpenID").unwrap_or_default().contains(OPENID));
        assert_eq!(Scope::parse("a\"b"), Err(ScopeProblem::Syntax));
        assert_eq!(Scope::parse(&"x ".repeat(2000)), Err(ScopeProblem::TooLong));
    }
}
