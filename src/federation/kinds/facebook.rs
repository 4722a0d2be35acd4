//! Facebook (developers.facebook.com/docs/facebook-login/guides/advanced/manual-flow).

use serde_json::{Map, Value};

use crate::model::ProviderSettings;

use super::super::UpstreamError;
use super::super::person::{id_of, named, text};
use super::preset::server;
use super::{Api, OAuthPreset};

/// Each version is supported for two years or more.
const VERSION: &str = "v23.0";

pub(super) fn preset(settings: &ProviderSettings) -> OAuthPreset {
    let own = server(settings);
    let at = |usual: &str| own.clone().unwrap_or_else(|| usual.to_owned());
    let (web, graph) = (
        at("https://www.facebook.com"),
        at("https://graph.facebook.com"),
    );
    OAuthPreset {
        authorization: format!("{web}/{VERSION}/dialog/oauth"),
        token: format!("{graph}/{VERSION}/oauth/access_token"),
        api: format!("{graph}/{VERSION}"),
        issuer: web,
        scopes: &["public_profile", "email"],
    }
}

/// `id` is this app's alone ("app-scoped"). Nothing says whether the address was verified, so nothing is made of it but a
/// proposal.
pub(super) async fn person(api: &Api<'_>) -> Result<(String, Map<String, Value>), UpstreamError> {
    let fields = "id,name,first_name,last_name,email,picture.width(512).height(512)";
    // "Graph API calls made from a server … by adding a parameter called appsecret_proof … a sha256 hash of your access token,
    // using your app secret as the key"  Secure Graph API Calls: apps may be set to take no others.
    let proof = api.tag()?;
    let path = format!("/me?fields={fields}&appsecret_proof={}", proof.expose());
    let me = api.get(&path).await?;
    let subject = id_of(&me)?;
    let picture = me
        .pointer("/picture/data")
        .filter(|data| data.get("is_silhouette") != Some(&Value::Bool(true)))
        .and_then(|data| text(data, "url"))
        .map(Value::from);
    let claims = [
        ("name", text(&me, "name").map(Value::from)),
        ("given_name", text(&me, "first_name").map(Value::from)),
        ("family_name", text(&me, "last_name").map(Value::from)),
        ("picture", picture),
        ("email", text(&me, "email").map(Value::from)),
        ("email_verified", None),
    ];
    Ok((subject, named(me, &claims)))
}
