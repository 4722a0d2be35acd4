//! GitHub, its own or GitHub Enterprise (docs.github.com/apps/oauth-apps).

use serde_json::{Map, Value, json};

use crate::model::ProviderSettings;

use super::super::Fault;
use super::super::person::{id_of, named, text};
use super::preset::server;
use super::{Api, OAuthPreset};

pub(super) fn preset(settings: &ProviderSettings) -> OAuthPreset {
    let own = server(settings);
    let web = own
        .clone()
        .unwrap_or_else(|| "https://github.com".to_owned());
    OAuthPreset {
        authorization: format!("{web}/login/oauth/authorize"),
        token: format!("{web}/login/oauth/access_token"),
        api: own.map_or_else(
            || "https://api.github.com".to_owned(),
            |own| format!("{own}/api/v3"),
        ),
        issuer: web,
        scopes: &["read:user", "user:email"],
    }
}

/// "Get the authenticated user" and "List email addresses for the authenticated user". A login can be given to somebody else
/// when its owner takes another; `id` is for good.
pub(super) async fn person(api: &Api<'_>) -> Result<(String, Map<String, Value>), Fault> {
    let user = api.get("/user").await?;
    let subject = id_of(&user)?;
    let emails = api.get("/user/emails").await?;
    let primary = primary(&emails);
    let claims = [
        ("name", text(&user, "name").map(Value::from)),
        ("preferred_username", text(&user, "login").map(Value::from)),
        ("picture", text(&user, "avatar_url").map(Value::from)),
        ("profile", text(&user, "html_url").map(Value::from)),
        ("website", text(&user, "blog").map(Value::from)),
        ("email", primary.map(|(address, _)| Value::from(address))),
        (
            "email_verified",
            primary.map(|(_, verified)| json!(verified)),
        ),
    ];
    Ok((subject, named(user, &claims)))
}

/// The primary address and whether it is verified. The one in a profile is whatever its owner wrote there.
fn primary(emails: &Value) -> Option<(&str, bool)> {
    let all = emails.as_array()?;
    let flag = |email: &Value, name: &str| email.get(name).and_then(Value::as_bool) == Some(true);
    let primary = all.iter().find(|email| flag(email, "primary"))?;
    Some((text(primary, "email")?, flag(primary, "verified")))
}
