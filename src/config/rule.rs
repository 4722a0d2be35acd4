//! What a value may be: each rule reads one kind of value and can say what it allows.

use std::fmt::Display;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::str::FromStr;

use ipnet::IpNet;

use super::source::Given;
use crate::model::Secret;

/// Reads a value; the complaint completes "the setting …" and never quotes the value.
type Parse<T> = Box<dyn Fn(&Given) -> Result<T, String>>;

/// How a value is read, and what it may be.
pub(super) struct Rule<T> {
    allowed: String,
    secret: bool,
    absent: fn() -> Option<T>,
    parse: Parse<T>,
}

impl<T> Rule<T> {
    /// A rule of its own; `allowed` completes "allowed: …".
    pub(super) fn new(
        allowed: impl Into<String>,
        parse: impl Fn(&Given) -> Result<T, String> + 'static,
    ) -> Self {
        Self {
            allowed: allowed.into(),
            secret: false,
            absent: || None,
            parse: Box::new(parse),
        }
    }

    /// The value is never shown.
    pub(super) fn secret(mut self) -> Self {
        self.secret = true;
        self
    }

    pub(super) fn described(&self) -> (String, bool) {
        (self.allowed.clone(), self.secret)
    }

    pub(super) fn is_secret(&self) -> bool {
        self.secret
    }

    pub(super) fn absent(&self) -> Option<T> {
        (self.absent)()
    }

    pub(super) fn parse(&self, given: &Given) -> Result<T, String> {
        (self.parse)(given)
    }
}

/// A setting that may be left out.
pub(super) fn optional<T: 'static>(rule: Rule<T>) -> Rule<Option<T>> {
    let parse = rule.parse;
    Rule {
        allowed: rule.allowed,
        secret: rule.secret,
        absent: || Some(None),
        parse: Box::new(move |given| parse(given).map(Some)),
    }
}

/// A whole number of these bounds; `unit` may be empty.
pub(super) fn whole<T>(least: T, most: T, unit: &'static str) -> Rule<T>
where
    T: TryFrom<i64> + PartialOrd + Copy + Display + 'static,
{
    let gap = if unit.is_empty() { "" } else { " " };
    Rule::new(
        format!("a whole number from {least} to {most}{gap}{unit}"),
        move |given| {
            let number = given.whole()?;
            match T::try_from(number) {
                Ok(value) if value < least => Err("is too small".to_owned()),
                Ok(value) if value > most => Err("is too large".to_owned()),
                Ok(value) => Ok(value),
                Err(_) if number < 0 => Err("is too small".to_owned()),
                Err(_) => Err("is too large".to_owned()),
            }
        },
    )
}

/// Yes or no.
pub(super) fn flag() -> Rule<bool> {
    Rule::new("true or false", Given::flag)
}

/// One of these words.
pub(super) fn choice<T: Copy + 'static>(words: &'static [(&'static str, T)]) -> Rule<T> {
    let allowed: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
    Rule::new(allowed.join(" or "), |given| {
        let text = given.text()?;
        words
            .iter()
            .find(|(word, _)| *word == text)
            .map(|(_, value)| *value)
            .ok_or_else(|| "is none of the words".to_owned())
    })
}

/// An address to listen on.
pub(super) fn socket_address() -> Rule<SocketAddr> {
    Rule::new(
        "an address and a port, such as 127.0.0.1:8080 or [::1]:8080 (names are not resolved)",
        |given| {
            SocketAddr::from_str(given.text()?)
                .map_err(|_| "is not an address with a port".to_owned())
        },
    )
}

/// Addresses and networks, as a list.
pub(super) fn networks() -> Rule<Vec<IpNet>> {
    Rule::new(
        "a list of addresses and networks, such as 10.0.0.0/8 or ::1, but never all addresses",
        |given| given.list()?.into_iter().map(parse_network).collect(),
    )
}

fn parse_network(text: &str) -> Result<IpNet, String> {
    let network: IpNet = text
        .parse()
        .or_else(|_| text.parse::<std::net::IpAddr>().map(IpNet::from))
        .map_err(|_| "has an item that is neither an address nor a network".to_owned())?;
    if network.prefix_len() == 0 {
        return Err("is every address there is".to_owned());
    }
    Ok(network.trunc())
}

/// A folder or a file.
pub(super) fn path() -> Rule<PathBuf> {
    Rule::new("a path", |given| {
        let text = given.text()?;
        if text.contains('\0') {
            return Err("contains a NUL character".to_owned());
        }
        Ok(PathBuf::from(text))
    })
}

/// A secret text without white space, of at least so many characters.
pub(super) fn secret_text(least: usize) -> Rule<Secret> {
    Rule::new(
        format!("at least {least} characters without white space"),
        move |given| {
            let text = given.text()?;
            if text.chars().any(char::is_whitespace) {
                return Err("contains white space".to_owned());
            }
            if text.chars().count() < least {
                return Err("is too short".to_owned());
            }
            Ok(Secret::new(text))
        },
    )
    .secret()
}
