//! Discord (discord.com/developers/docs/topics/oauth2).

use serde_json::{Map, Value, json};

use crate::model::ProviderSettings;

use super::super::Fault;
use super::super::person::{id_of, named, text};
use super::preset::server;
use super::{Api, OAuthPreset};

pub(super) fn preset(settings: &ProviderSettings) -> OAuthPreset {
    let base = server(settings).unwrap_or_else(|| "https://discord.com".to_owned());
    OAuthPreset {
        authorization: format!("{base}/oauth2/authorize"),
        token: format!("{base}/api/oauth2/token"),
        api: format!("{base}/api/v10"),
        issuer: base,
        scopes: &["identify", "email"],
    }
}

/// `GET /users/@me`; `id` is a snowflake, written as text. "verified: whether the email on this account has been verified"
pub(super) async fn person(api: &Api<'_>) -> Result<(String, Map<String, Value>), Fault> {
    let me = api.get("/users/@me").await?;
    let subject = id_of(&me)?;
    let picture = text(&me, "avatar")
        // A name of theirs, and no path that somebody made up.
        .filter(|avatar| avatar.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_'))
        .map(|avatar| json!(format!("https://cdn.discordapp.com/avatars/{subject}/{avatar}.png?size=512")));
    let claims = [
        ("name", text(&me, "global_name").map(Value::from)),
        ("preferred_username", text(&me, "username").map(Value::from)),
        ("locale", text(&me, "locale").map(Value::from)),
        ("picture", picture),
        ("email", text(&me, "email").map(Value::from)),
        (
            "email_verified",
            me.get("verified").and_then(Value::as_bool).map(Value::from),
        ),
    ];
    Ok((subject, named(me, &claims)))
}
