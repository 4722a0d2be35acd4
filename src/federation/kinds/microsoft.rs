//! Microsoft Entra ID, one directory of it (learn.microsoft.com/entra/identity-platform).

use serde_json::{Map, Value};

use crate::model::ProviderSettings;

use super::OpenIdPreset;
use super::preset::issuer;

pub(super) fn preset(settings: &ProviderSettings) -> OpenIdPreset {
    let directory = settings.directory.as_deref().unwrap_or_default();
    OpenIdPreset {
        issuer: issuer(
            settings,
            &format!("https://login.microsoftonline.com/{directory}/v2.0"),
        ),
        scopes: &["profile", "email"],
        form_post: false,
        userinfo: false,
        asks_again: true,
        vouches: owns_domain,
    }
}

/// Whoever administers a directory writes what they like into `email`; `xms_edov` says whether its domain is theirs.
fn owns_domain(claims: &Map<String, Value>) -> bool {
    match claims.get("xms_edov") {
        Some(Value::Bool(owned)) => *owned,
        Some(Value::Number(number)) => number.as_i64() == Some(1),
        Some(Value::String(text)) => text == "1" || text == "true",
        _ => false,
    }
}
