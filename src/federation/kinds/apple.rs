//! Apple (developer.apple.com/documentation/signinwithapple).

use crate::model::ProviderSettings;

use super::OpenIdPreset;
use super::preset::{issuer, says_verified};

pub(super) fn preset(settings: &ProviderSettings) -> OpenIdPreset {
    OpenIdPreset {
        issuer: issuer(settings, "https://appleid.apple.com"),
        scopes: &["name", "email"],
        // "If you requested any scopes, the value must be form_post."
        form_post: true,
        userinfo: false,
        asks_again: false,
        vouches: says_verified,
    }
}
