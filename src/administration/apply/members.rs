//! Are an object's members of the right names and types: every one that is not is named.

use serde::de::DeserializeOwned;
use toml::{Table, Value};

/// Members whose values are never part of a message.
const SECRET: [&str; 4] = [
    "password",
    "password_hash",
    "client_secret",
    "client_secret_hash",
];

/// Reads a table whose members are all optional; `None` with at least one more problem when something is wrong.
pub(super) fn read<T: DeserializeOwned>(members: &Table, problems: &mut Vec<String>) -> Option<T> {
    let error = match members.clone().try_into::<T>() {
        Ok(read) => return Some(read),
        Err(error) => error,
    };
    // serde stops at the first problem, so each member is tried alone.
    let before = problems.len();
    for (name, value) in members {
        let alone = Table::from_iter([(name.clone(), value.clone())]);
        if let Err(error) = alone.try_into::<T>() {
            problems.push(format!("{name}: {}", plain(name, &error)));
        }
    }
    if problems.len() == before {
        problems.push(plain("", &error));
    }
    None
}

/// The library's message, without what a member's value was where that may be a secret.
fn plain(name: &str, error: &toml::de::Error) -> String {
    let message = error.message();
    if message.starts_with("unknown field") {
        "is not known here".to_owned()
    } else if SECRET.contains(&name) {
        "is a text".to_owned()
    } else {
        message.replace('\n', "; ")
    }
}

/// Takes the named members out of a table.
pub(super) fn take(members: &mut Table, names: &[&str]) -> Table {
    names
        .iter()
        .filter_map(|&name| members.remove(name).map(|value| (name.to_owned(), value)))
        .collect()
}

/// A value of a file as claims are stored. A date is its text.
pub(super) fn to_json(value: Value) -> serde_json::Value {
    match value {
        Value::String(text) => text.into(),
        Value::Integer(number) => number.into(),
        Value::Float(number) => number.into(),
        Value::Boolean(flag) => flag.into(),
        Value::Datetime(date) => date.to_string().into(),
        Value::Array(items) => items.into_iter().map(to_json).collect(),
        Value::Table(members) => serde_json::Value::Object(
            members
                .into_iter()
                .map(|(name, value)| (name, to_json(value)))
                .collect(),
        ),
    }
}
