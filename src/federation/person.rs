//! What was learned of somebody: OpenID Connect's claims (Core §5.1) for what has a name there, and the rest as it came.

use serde_json::{Map, Value};

use crate::model::Secret;

use super::Fault;

/// Somebody at a provider.
#[derive(Debug)]
pub(super) struct Person {
    /// Who says it.
    pub(super) issuer: String,
    /// Of whom: stable and never reused there.
    pub(super) subject: String,
    /// What it says.
    pub(super) claims: Map<String, Value>,
    /// When they proved it, in seconds since 1970, if the provider says so and signed it.
    pub(super) auth_time: Option<i64>,
    /// The provider's own session.
    pub(super) sid: Option<String>,
    /// What else it gave.
    pub(super) tokens: Tokens,
}

/// What a provider gave along: kept only where the tenant wants it.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    pub(super) access: Option<Secret>,
    pub(super) refresh: Option<Secret>,
    pub(super) id: Option<Secret>,
}

/// The longest identifier that is taken: "It MUST NOT exceed 255 ASCII characters in length"  OpenID Connect Core §2
const LONGEST_SUBJECT: usize = 255;

/// A subject that can be a key: there, short, and without characters that some stores would drop.
pub(super) fn subject(text: &str) -> Result<String, Fault> {
    let good = (1..=LONGEST_SUBJECT).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_graphic() || byte == b' ')
        && text.trim() == text;
    if good {
        Ok(text.to_owned())
    } else {
        Err(Fault::Token("sub"))
    }
}

/// The identifier of somebody in an interface that numbers its people, or names them.
pub(super) fn id_of(document: &Value) -> Result<String, Fault> {
    match document.get("id") {
        Some(Value::Number(number)) if number.is_u64() => Ok(number.to_string()),
        Some(Value::String(text)) => subject(text),
        _ => Err(Fault::Broken("nobody's identifier")),
    }
}

/// A text of a document, if it is there and says something.
pub(super) fn text<'a>(document: &'a Value, name: &str) -> Option<&'a str> {
    let text = document.get(name)?.as_str()?.trim();
    (!text.is_empty()).then_some(text)
}

/// Puts claims under OpenID Connect's names over a document: what has a name there is there.
pub(super) fn named(document: Value, claims: &[(&str, Option<Value>)]) -> Map<String, Value> {
    let mut map = match document {
        Value::Object(map) => map,
        _ => Map::new(),
    };
    for (name, value) in claims {
        // What the document says under such a name is something else, or is not said.
        map.remove(*name);
        if let Some(value) = value {
            map.insert((*name).to_owned(), value.clone());
        }
    }
    map
}
