//! 42 (api.intra.42.fr/apidoc).

use serde_json::{Map, Value};

use crate::model::ProviderSettings;

use super::super::Fault;
use super::super::person::{id_of, named, text};
use super::preset::server;
use super::{Api, OAuthPreset};

pub(super) fn preset(settings: &ProviderSettings) -> OAuthPreset {
    let base = server(settings).unwrap_or_else(|| "https://api.intra.42.fr".to_owned());
    OAuthPreset {
        authorization: format!("{base}/oauth/authorize"),
        token: format!("{base}/oauth/token"),
        api: format!("{base}/v2"),
        issuer: base,
        scopes: &["public"],
    }
}

/// `GET /v2/me`. Nothing says whether the address was verified.
pub(super) async fn person(api: &Api<'_>) -> Result<(String, Map<String, Value>), Fault> {
    let me = api.get("/me").await?;
    let subject = id_of(&me)?;
    let name = text(&me, "usual_full_name").or_else(|| text(&me, "displayname"));
    let picture = me
        .pointer("/image/link")
        .and_then(Value::as_str)
        .map(Value::from);
    let claims = [
        ("name", name.map(Value::from)),
        ("given_name", text(&me, "first_name").map(Value::from)),
        ("family_name", text(&me, "last_name").map(Value::from)),
        ("preferred_username", text(&me, "login").map(Value::from)),
        ("picture", picture),
        ("email", text(&me, "email").map(Value::from)),
        ("email_verified", None),
    ];
    Ok((subject, named(me, &claims)))
}
