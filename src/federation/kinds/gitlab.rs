//! GitLab, its own or one that somebody runs (docs.gitlab.com/integration/openid_connect_provider).

use crate::model::ProviderSettings;

use super::OpenIdPreset;
use super::preset::{issuer, says_verified};

pub(super) fn preset(settings: &ProviderSettings) -> OpenIdPreset {
    OpenIdPreset {
        issuer: issuer(settings, "https://gitlab.com"),
        scopes: &["profile", "email"],
        form_post: false,
        userinfo: true,
        asks_again: false,
        vouches: says_verified,
    }
}
