//! Any OpenID provider, found by discovery.

use crate::model::ProviderSettings;

use super::OpenIdPreset;
use super::preset::{issuer, says_verified};

pub(super) fn preset(settings: &ProviderSettings) -> OpenIdPreset {
    OpenIdPreset {
        issuer: issuer(settings, ""),
        scopes: &["profile", "email"],
        form_post: false,
        userinfo: true,
        asks_again: true,
        vouches: says_verified,
    }
}
