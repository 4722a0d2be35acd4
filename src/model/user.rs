//! A person, and the standard claims about them (OpenID Connect Core §5.1).

use serde_json::{Map, Value};

use crate::clock::Timestamp;

use super::policy::FactorKind;
use super::{TenantId, UserAccess, UserId};

/// The claims of OpenID Connect Core §5.1 that are kept as they are told; the rest have columns of their own. The last one is
/// ours: no scope releases it.
pub const PROFILE_CLAIMS: [&str; 17] = [
    "name",
    "given_name",
    "family_name",
    "middle_name",
    "nickname",
    "profile",
    "picture",
    "website",
    "gender",
    "birthdate",
    "zoneinfo",
    "locale",
    "phone_number",
    "phone_number_verified",
    "address",
    "preferred_username",
    TELEGRAM,
];

/// A person's name at Telegram, without `@`: known to the operator's own applications.
pub const TELEGRAM: &str = "telegram";

/// A user's account. Immutable: a change makes a new value.
#[derive(Clone, Debug, PartialEq)]
pub struct User {
    /// Its identifier, which is also the `sub` of tokens.
    pub id: UserId,
    /// Whose user it is.
    pub tenant: TenantId,
    /// The name to sign in with, as it was written.
    pub username: String,
    /// The address, if one is known.
    pub email: Option<String>,
    /// Whether somebody proved to read it.
    pub email_verified: bool,
    /// Standard claims by their own names; absent ones are absent, never null.
    pub profile: Map<String, Value>,
    /// The roles it was given.
    pub roles: Vec<String>,
    /// The second factors that were set up. Recovery codes stand here while one is left.
    pub factors: Vec<FactorKind>,
    /// A disabled user gets no session, no code and no token.
    pub disabled: bool,
    /// When it will be deleted, if its owner asked for that. Until then it is as any other.
    pub deletion_at: Option<Timestamp>,
    /// What else it may do: business roles, and services.
    pub access: UserAccess,
    /// When anything above last changed: `updated_at`.
    pub updated_at: Timestamp,
}

/// Five to 32 letters, digits and underscores, a letter first: what Telegram calls a username.
pub fn is_telegram_name(name: &str) -> bool {
    (5..=32).contains(&name.len())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && name.starts_with(|first: char| first.is_ascii_alphabetic())
}

impl User {
    /// What pages call this person.
    pub fn display_name(&self) -> &str {
        self.profile
            .get("name")
            .and_then(Value::as_str)
            .unwrap_or(&self.username)
    }
}

/// What a username may be: no `@`, so that it can never be somebody's address.
pub fn valid_username(name: &str) -> bool {
    (1..=64).contains(&name.chars().count())
        && !name.contains('@')
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_'))
}

/// A rough shape of an address: one `@`, something before, a domain after, no space or control. Only a mail proves more.
pub fn valid_email(address: &str) -> bool {
    let Some((local, domain)) = address.rsplit_once('@') else {
        return false;
    };
    address.len() <= 254
        && !local.is_empty()
        && !local.contains('@')
        && !domain.is_empty()
        && !domain.starts_with('.')
        && !domain.ends_with('.')
        && !address.chars().any(|c| {
            c.is_control() || c.is_whitespace() || matches!(c, '<' | '>' | '"' | ',' | ';')
        })
}

/// What two spellings of one name have in common: lower case, NFKC. The key of uniqueness and of sign-in.
pub fn name_key(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    name.trim().nfkc().collect::<String>().to_lowercase()
}
