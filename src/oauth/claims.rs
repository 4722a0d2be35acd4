//! OpenID Connect Core §5.1, §5.4, §5.5: which claims a scope releases, and the `claims` parameter.

use serde_json::{Map, Value};

use crate::jose::is_strict_object;
use crate::model::{Acr, ClaimsRequest, Scope, User, scope};

use super::{OAuthError, Parameters};

/// How long the parameter may be, in bytes.
const MAX_LENGTH: usize = 4096;

/// Reads the `claims` parameter. Claims we do not know are ignored, whether essential or not (§5.5.1).
pub fn requested(parameters: &Parameters) -> Result<ClaimsRequest, OAuthError> {
    let Some(text) = parameters.get("claims") else {
        return Ok(ClaimsRequest::default());
    };
    let malformed = || {
        OAuthError::invalid_request(
            "claims must be a JSON object as in OpenID Connect Core section 5.5",
        )
    };
    // What parsers could read differently, or only by digging deep, is no request (RFC 8259 §4, §9).
    if text.len() > MAX_LENGTH || !is_strict_object(text) {
        return Err(malformed());
    }
    let Ok(Value::Object(members)) = serde_json::from_str::<Value>(text) else {
        return Err(malformed());
    };
    let names = |member: &str| match members.get(member) {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::Object(claims)) => Ok(claims
            .keys()
            .filter(|name| is_known(name))
            .cloned()
            .collect()),
        Some(_) => Err(malformed()),
    };
    Ok(ClaimsRequest {
        userinfo: names("userinfo")?,
        id_token: names("id_token")?,
    })
}

/// The scope that releases a claim (§5.4); none for what every ID token may tell.
fn releasing_scope(name: &str) -> Option<&'static str> {
    scope::STANDARD
        .iter()
        .filter(|(token, _)| *token != scope::OPENID)
        .find(|(_, claims)| claims.contains(&name))
        .map(|(token, _)| *token)
}

/// The claims that the client may be told: asking by name opens nothing that its registration does not.
pub fn permitted(mut asked: ClaimsRequest, registered: &Scope) -> ClaimsRequest {
    let may = |name: &String| releasing_scope(name).is_none_or(|token| registered.contains(token));
    asked.userinfo.retain(may);
    asked.id_token.retain(may);
    asked
}

/// The scopes whose claims were asked for by name. The user agrees to them as to scopes: "the Authorization Server MUST
/// obtain an authorization decision before releasing information"  §3.1.2.4
pub fn scopes_by_name(asked: &ClaimsRequest) -> Scope {
    let names = asked.userinfo.iter().chain(&asked.id_token);
    let tokens: Vec<&str> = names.filter_map(|name| releasing_scope(name)).collect();
    Scope::parse(&tokens.join(" ")).unwrap_or_default()
}

/// The user whom the request is about and nobody else: "If the sub (subject) Claim is requested with a specific value for
/// the ID Token, the Authorization Server MUST only send a positive response if the End-User identified by that sub value
/// has an active session … or has been Authenticated as a result of the request."  §3.1.2.2
pub fn demanded_subject(parameters: &Parameters) -> Option<String> {
    let members: Value = serde_json::from_str(parameters.get("claims")?).ok()?;
    let sub = members.get("id_token")?.get("sub")?;
    sub.get("value")?.as_str().map(str::to_owned)
}

/// Whether `acr` was asked for as essential with values, none of which can be reached (§5.5.1.1).
pub fn essential_acr(parameters: &Parameters) -> Option<Vec<String>> {
    let members: Value = serde_json::from_str(parameters.get("claims")?).ok()?;
    let acr = members.get("id_token")?.get("acr")?;
    if acr.get("essential")? != &Value::Bool(true) {
        return None;
    }
    let values = acr
        .get("values")
        .and_then(Value::as_array)
        .cloned()
        .unwrap_or_default();
    let single = acr.get("value").cloned();
    Some(
        values
            .into_iter()
            .chain(single)
            .filter_map(|value| value.as_str().map(str::to_owned))
            .collect(),
    )
}

/// The known values of an `acr` that was asked for and is not essential (§5.5.1).
pub fn voluntary_acr(parameters: &Parameters) -> Vec<Acr> {
    let members: Option<Value> = parameters
        .get("claims")
        .and_then(|text| serde_json::from_str(text).ok());
    let acr = members
        .as_ref()
        .and_then(|members| members.get("id_token")?.get("acr"));
    let Some(acr) = acr.filter(|acr| acr.get("essential") != Some(&Value::Bool(true))) else {
        return Vec::new();
    };
    let several = acr.get("values").and_then(Value::as_array);
    several
        .into_iter()
        .flatten()
        .chain(acr.get("value"))
        .filter_map(|value| Acr::from_name(value.as_str()?))
        .collect()
}

/// The claims that this server can tell about a person: what metadata lists.
pub fn supported() -> impl Iterator<Item = &'static str> {
    scope::STANDARD
        .iter()
        .flat_map(|(_, claims)| claims.iter().copied())
}

fn is_known(name: &str) -> bool {
    supported().any(|known| known == name) || matches!(name, "auth_time" | "acr")
}

/// What is known of the person under that scope, and of the claims asked for by name. Empty and unknown ones are left out,
/// never told as null (§5.3.2).
pub fn released(user: &User, scope: &Scope, by_name: &[String]) -> Map<String, Value> {
    let by_scope = scope::STANDARD
        .iter()
        .filter(|(name, _)| scope.contains(name))
        .flat_map(|(_, claims)| claims.iter().copied());
    let mut told = Map::new();
    for name in by_scope.chain(by_name.iter().map(String::as_str)) {
        if let Some(value) = claim(user, name).filter(|value| !is_empty(value)) {
            told.insert(name.to_owned(), value);
        }
    }
    told
}

fn claim(user: &User, name: &str) -> Option<Value> {
    match name {
        "email" => user.email.clone().map(Value::from),
        "email_verified" => user
            .email
            .as_ref()
            .map(|_| Value::from(user.email_verified)),
        "updated_at" => Some(Value::from(user.updated_at.seconds())),
        "preferred_username" => user
            .profile
            .get(name)
            .cloned()
            .or_else(|| Some(Value::from(user.username.clone()))),
        "sub" | "auth_time" | "acr" => None,
        _ => user.profile.get(name).cloned(),
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Object(members) => members.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}
