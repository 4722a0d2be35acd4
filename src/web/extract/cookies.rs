//! The cookies of a browser (RFC 6265bis §4.1.3.2, `__Host-`): its session, what binds forms to it, which account it shows, what it is known by.

use axum::http::{HeaderMap, HeaderValue, header};

use crate::model::{Issuer, Secret};

/// Which cookie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cookie {
    /// Who is signed in. Changes with every sign-in.
    Session,
    /// Binds forms and sign-ins in progress to this browser. Gives access to nothing.
    Browser,
    /// Which of the accounts that are signed in here the account pages show. Gives access to nothing.
    Account,
    /// Marks a browser that signed in before. It stays when the browser is closed, and signs nobody in.
    Device,
    /// The token of a link that was opened, so that it stands in no URL.
    Link,
}

impl Cookie {
    /// The name at an issuer. A plain-http issuer exists on loopback only, where `Secure` would keep some clients from sending it.
    fn name(self, issuer: &Issuer) -> String {
        let word = match self {
            Self::Session => "sid",
            Self::Browser => "browser",
            Self::Account => "account",
            Self::Device => "dev",
            Self::Link => "link",
        };
        let prefix = if issuer.is_https() { "__Host-" } else { "" };
        format!("{prefix}{word}{}", issuer.cookie_suffix())
    }

    /// The value that the browser sent; none when it sent two of that name, one of which somebody else may have planted.
    pub(super) fn read(self, issuer: &Issuer, headers: &HeaderMap) -> Option<Secret> {
        let name = self.name(issuer);
        let lines = headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|line| line.to_str().ok());
        let mut values = lines
            .flat_map(|line| line.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .filter(|(known, _)| *known == name)
            .map(|(_, value)| value);
        match (values.next(), values.next()) {
            (Some(value), None) if (1..=128).contains(&value.len()) => Some(Secret::new(value)),
            _ => None,
        }
    }

    /// The header that sets it, until the browser is closed; a device's marker for a year, a link for an hour.
    pub(super) fn set(self, issuer: &Issuer, value: &Secret) -> Option<HeaderValue> {
        let lasting = match self {
            Self::Session | Self::Browser | Self::Account => "",
            Self::Device => "; Max-Age=31536000",
            Self::Link => "; Max-Age=3600",
        };
        self.header(issuer, value.expose(), lasting)
    }

    /// The header that takes it away.
    pub(super) fn expire(self, issuer: &Issuer) -> Option<HeaderValue> {
        self.header(issuer, "", "; Max-Age=0")
    }

    fn header(self, issuer: &Issuer, value: &str, more: &str) -> Option<HeaderValue> {
        let secure = if issuer.is_https() { "; Secure" } else { "" };
        let text = format!(
            "{}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{more}",
            self.name(issuer)
        );
        let mut header = HeaderValue::from_str(&text).ok()?;
        header.set_sensitive(true);
        Some(header)
    }
}
