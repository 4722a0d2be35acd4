//! The JOSE header: three members written, the same three read.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny};

use super::Rejection;
use super::json;
use crate::model::SigningAlg;

/// The longest `kid` that is looked up. Ours have 43 characters.
const LONGEST_KID: usize = 128;

/// What a token is for, written into its `typ`, so that no token ever passes for another kind (`RFC 8725 §3.11`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Typ {
    /// An access token (`RFC 9068 §2.1`).
    AccessToken,
    /// An ID token. `OpenID Connect Core` names no type, so we write the general one of `RFC 7519 §5.1`.
    IdToken,
    /// A logout token (`OpenID Connect Back-Channel Logout 1.0 §2.4`).
    LogoutToken,
    /// What we prove to another server who we are with (`RFC 7523 §2.2`), of a type that makes it nothing else.
    ClientAssertion,
    /// A status list (`Token Status List §5.1`).
    StatusList,
}

impl Typ {
    /// Every kind.
    pub const ALL: [Self; 5] = [
        Self::AccessToken,
        Self::IdToken,
        Self::LogoutToken,
        Self::ClientAssertion,
        Self::StatusList,
    ];

    /// The `typ` we write.
    pub const fn name(self) -> &'static str {
        match self {
            Self::AccessToken => "at+jwt",
            Self::IdToken => "JWT",
            Self::LogoutToken => "logout+jwt",
            Self::ClientAssertion => "client-authentication+jwt",
            Self::StatusList => "statuslist+jwt",
        }
    }

    /// Whether a `typ` means this kind: a media type, so in any case, and `application/` may stand before it (`RFC 7515 §4.1.9`).
    fn is(self, typ: &str) -> bool {
        const PREFIX: &str = "application/";
        let short = match typ.split_at_checked(PREFIX.len()) {
            Some((prefix, rest)) if prefix.eq_ignore_ascii_case(PREFIX) => rest,
            _ => typ,
        };
        short.eq_ignore_ascii_case(self.name())
    }
}

/// The headers that one key writes, encoded once: they are the same in all its tokens of a kind.
pub(super) struct Headers {
    access: String,
    id: String,
    logout: String,
    assertion: String,
    status_list: String,
}

impl Headers {
    /// The headers of a key. `kid` must need no escape: a thumbprint does not.
    pub(super) fn of(alg: SigningAlg, kid: &str) -> Self {
        let encode = |typ: Typ| {
            let (alg, typ) = (alg.name(), typ.name());
            let header = format!(r#"{{"alg":"{alg}","typ":"{typ}","kid":"{kid}"}}"#);
            URL_SAFE_NO_PAD.encode(header)
        };
        Self {
            access: encode(Typ::AccessToken),
            id: encode(Typ::IdToken),
            logout: encode(Typ::LogoutToken),
            assertion: encode(Typ::ClientAssertion),
            status_list: encode(Typ::StatusList),
        }
    }

    /// The header of a token of this kind, base64url.
    pub(super) fn get(&self, typ: Typ) -> &str {
        match typ {
            Typ::AccessToken => &self.access,
            Typ::IdToken => &self.id,
            Typ::LogoutToken => &self.logout,
            Typ::ClientAssertion => &self.assertion,
            Typ::StatusList => &self.status_list,
        }
    }
}

/// What a foreign header says. Keys that it brings or points to (`jwk`, `jku`, `x5c`, `x5u`) have no field here,
/// so nothing can read them.
#[derive(Deserialize)]
pub(super) struct Header {
    alg: Option<String>,
    typ: Option<String>,
    kid: Option<String>,
    #[serde(default)]
    crit: Present,
}

/// Whether a member stands there, whatever its value.
#[derive(Default)]
struct Present(bool);

impl<'de> Deserialize<'de> for Present {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        IgnoredAny::deserialize(deserializer).map(|_| Self(true))
    }
}

impl Header {
    /// Reads the first part of a token.
    pub(super) fn decode(part: &str) -> Result<Self, Rejection> {
        let text = URL_SAFE_NO_PAD
            .decode(part)
            .map_err(|_| Rejection::Malformed)?;
        let header: Self = json::parse(&text).map_err(|_| Rejection::Malformed)?;
        // We understand no extension, and whatever `crit` names must be understood (`RFC 7515 §4.1.11`).
        if header.crit.0 {
            return Err(Rejection::Malformed);
        }
        Ok(header)
    }

    /// The algorithm, if it is one of ours: `none` is not, in no spelling.
    pub(super) fn alg(&self) -> Result<SigningAlg, Rejection> {
        self.alg
            .as_deref()
            .and_then(SigningAlg::from_name)
            .ok_or(Rejection::Algorithm)
    }

    /// The key's name, fit to be looked up in a map and for nothing else.
    pub(super) fn kid(&self) -> Result<&str, Rejection> {
        match self.kid.as_deref() {
            Some(kid) if kid.chars().count() <= LONGEST_KID => Ok(kid),
            _ => Err(Rejection::Malformed),
        }
    }

    /// Whether the token says that it is of this kind. One that does not say what it is, is none of ours.
    pub(super) fn check_typ(&self, wanted: Typ) -> Result<(), Rejection> {
        match self.typ.as_deref() {
            Some(typ) if wanted.is(typ) => Ok(()),
            _ => Err(Rejection::Type),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_is_a_media_type() {
        for typ in Typ::ALL {
            for said in [
                typ.name().to_owned(),
                typ.name().to_ascii_uppercase(),
                typ.name().to_ascii_lowercase(),
                format!("application/{}", typ.name()),
                format!("APPLICATION/{}", typ.name()),
            ] {
                for other in Typ::ALL {
                    assert_eq!(other.is(&said), other == typ, "{said} as {other:?}");
                }
            }
        }
        for said in [
            "",
            "application/",
            "application/application/JWT",
            "JWT ",
            "jwt+at",
            "text/JWT",
            "ß",
        ] {
            assert!(Typ::ALL.iter().all(|typ| !typ.is(said)), "{said}");
        }
    }
}
