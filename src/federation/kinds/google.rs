//! Google (developers.google.com/identity/openid-connect).

use serde_json::{Map, Value};

use crate::model::ProviderSettings;

use super::OpenIdPreset;
use super::preset::{issuer, says_verified};

pub(super) fn preset(settings: &ProviderSettings) -> OpenIdPreset {
    OpenIdPreset {
        issuer: issuer(settings, "https://accounts.google.com"),
        scopes: &["profile", "email"],
        form_post: false,
        userinfo: false,
        asks_again: false,
        vouches: is_authoritative,
    }
}

/// Google is the house of addresses at gmail.com and of those of the organisations whose mail it keeps (`hd`). Any other
/// address was somebody's once, when they made their Google account with it, and may be another's since.
fn is_authoritative(claims: &Map<String, Value>) -> bool {
    let text = |name: &str| claims.get(name).and_then(Value::as_str).unwrap_or_default();
    let domain = text("email")
        .rsplit_once('@')
        .map_or("", |(_, domain)| domain);
    let domain = domain.to_lowercase();
    let is_theirs = ["gmail.com", "googlemail.com"].contains(&domain.as_str())
        || (!domain.is_empty() && text("hd").to_lowercase() == domain);
    says_verified(claims) && is_theirs
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_the_addresses_that_google_keeps_are_vouched_for() {
        for (claims, vouched) in [
            (
                json!({"email": "a@gmail.com", "email_verified": true}),
                true,
            ),
            (
                json!({"email": "a@acme.test", "email_verified": true, "hd": "acme.test"}),
                true,
            ),
            (
                json!({"email": "a@acme.test", "email_verified": true}),
                false,
            ),
            (
                json!({"email": "a@acme.test", "email_verified": true, "hd": "other.test"}),
                false,
            ),
            (
                json!({"email": "a@gmail.com", "email_verified": false}),
                false,
            ),
            (json!({"email": "a@gmail.com"}), false),
            (json!({"email_verified": true, "hd": ""}), false),
        ] {
            let map = claims.as_object().cloned().unwrap_or_default();
            assert_eq!(is_authoritative(&map), vouched, "{claims}");
        }
    }
}
