//! RFC 6749 §3.1.2, RFC 9700 §2.1, RFC 8252 §7.3: where an authorization response may go.

use super::{ApplicationType, ClientMetadata};

/// How long a redirect URI may be, in bytes.
pub const MAX_LENGTH: usize = 2048;

/// Why the requested redirect URI is not one of the client's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RedirectUriProblem {
    /// Nothing was sent and it is needed.
    #[error("redirect_uri is missing")]
    Missing,
    /// It is not registered.
    #[error("redirect_uri is not registered for this client")]
    NotRegistered,
}

/// A redirect URI that was found, byte for byte, in the client's registration. The check is its only constructor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifiedRedirectUri(String);

impl VerifiedRedirectUri {
    /// Compares what was asked with what is registered.
    pub fn check(
        client: &ClientMetadata,
        requested: Option<&str>,
    ) -> Result<Self, RedirectUriProblem> {
        // OpenID Connect Core §3.1.2.1: redirect_uri is REQUIRED. OAuth 2.1 keeps that rule, so a single registered
        // URI is no reason to guess.
        let requested = requested.ok_or(RedirectUriProblem::Missing)?;
        // "authorization servers MUST utilize exact string matching except for port numbers in localhost redirection
        // URIs of native apps"  RFC 9700 §2.1
        let found = client.redirect_uris.iter().any(|registered| {
            registered == requested
                || loopback_match(client.application_type, registered, requested)
        });
        if found && requested.len() <= MAX_LENGTH {
            Ok(Self(requested.to_owned()))
        } else {
            Err(RedirectUriProblem::NotRegistered)
        }
    }

    /// The URI as the client sent it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What a `form-action` of a Content Security Policy must name to let a form's answer be redirected there.
    pub fn form_action_source(&self) -> Option<String> {
        form_action_source(&self.0)
    }
}

/// What a `form-action` must name to let a form's answer be redirected to that URI: the origin, or the scheme alone where
/// there is no origin (RFC 8252 §7.1) or none that a policy can say. "host-part = "*" / [ "*." ] 1*host-char *( "." 1*host-char )"
/// (Content Security Policy Level 3 §2.3.1) has no room for `[::1]`, which browsers ignore there.
pub fn form_action_source(uri: &str) -> Option<String> {
    let url = url::Url::parse(uri).ok()?;
    Some(match (url.origin(), url.host()) {
        (url::Origin::Opaque(_), _) | (_, Some(url::Host::Ipv6(_))) => format!("{}:", url.scheme()),
        (origin, _) => origin.ascii_serialization(),
    })
}

/// "The authorization server MUST allow any port to be specified at the time of the request for loopback IP redirect
/// URIs"  RFC 8252 §7.3. Everything but the port stays exact, and `localhost` is no loopback literal (§8.3).
fn loopback_match(application: ApplicationType, registered: &str, requested: &str) -> bool {
    application == ApplicationType::Native
        && ["http://127.0.0.1", "http://[::1]"]
            .into_iter()
            .any(|host| {
                let rest = |uri: &str| {
                    uri.strip_prefix(host)
                        .and_then(without_port)
                        .map(str::to_owned)
                };
                rest(registered).is_some() && rest(registered) == rest(requested)
            })
}

/// What follows an optional `:port`; `None` when neither a port, a path, a query nor the end follows.
fn without_port(after_host: &str) -> Option<&str> {
    let rest = match after_host.strip_prefix(':') {
        Some(port_and_rest) => {
            let digits = port_and_rest.bytes().take_while(u8::is_ascii_digit).count();
            let (port, rest) = port_and_rest.split_at(digits);
            port.parse::<u16>().ok().filter(|port| *port > 0)?;
            rest
        }
        None => after_host,
    };
    (rest.is_empty() || rest.starts_with(['/', '?'])).then_some(rest)
}

/// Whether a URI may be registered (RFC 6749 §3.1.2, RFC 9700 §4.1.3, RFC 8252 §8.4).
pub fn registrable(application: ApplicationType, uri: &str) -> Result<(), &'static str> {
    if uri.len() > MAX_LENGTH {
        return Err("is longer than 2048 bytes");
    }
    if !uri.bytes().all(|b| (0x21..=0x7e).contains(&b)) || uri.contains(['\\', '*', '"', '<', '>'])
    {
        return Err(
            "has a character that no redirect URI needs (space, control, wildcard, backslash, quote)",
        );
    }
    let url = url::Url::parse(uri).map_err(|_| "is not an absolute URI")?;
    // "The endpoint URI MUST NOT include a fragment component."  RFC 6749 §3.1.2
    if uri.contains('#') {
        return Err("has a fragment");
    }
    if !url.username().is_empty() || url.password().is_some() || authority_of(uri).contains('@') {
        return Err("has user information before the host");
    }
    match url.scheme() {
        "https" => Ok(()),
        "http" if is_loopback(&url) => Ok(()),
        "http" => Err("is plain http to another machine"),
        "javascript" | "data" | "file" | "vbscript" | "blob" | "about" | "ftp" | "ws" | "wss" => {
            Err("has a scheme that no application owns")
        }
        // "native apps MUST use a URI scheme based on a domain name under their control, expressed in reverse order"
        // RFC 8252 §7.1
        scheme if application == ApplicationType::Native && scheme.contains('.') => Ok(()),
        _ => Err(
            "has a private-use scheme, which only native applications may have, named after a domain in reverse",
        ),
    }
}

fn authority_of(uri: &str) -> &str {
    let rest = uri.split_once("://").map_or("", |(_, rest)| rest);
    rest.split(['/', '?']).next().unwrap_or_default()
}

fn is_loopback(url: &url::Url) -> bool {
    match url.host() {
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        Some(url::Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_port_of_a_loopback_literal_may_vary_and_only_for_native_applications() {
        let native = |requested| {
            loopback_match(
                ApplicationType::Native,
                "http://127.0.0.1/cb?x=1",
                requested,
            )
        };
        assert!(native("http://127.0.0.1:51004/cb?x=1"));
        for other in [
            "http://127.0.0.1:51004/cb",
            "http://127.0.0.1:0/cb?x=1",
            "http://127.0.0.1:99999/cb?x=1",
            "http://127.0.0.1:80@evil/cb?x=1",
            "http://127.0.0.1.evil/cb?x=1",
            "https://127.0.0.1:1/cb?x=1",
            "http://127.0.0.2:1/cb?x=1",
            "http://localhost:1/cb?x=1",
        ] {
            assert!(!native(other), "{other}");
        }
        assert!(!loopback_match(
            ApplicationType::Web,
            "http://127.0.0.1/cb",
            "http://127.0.0.1:1/cb"
        ));
    }

    #[test]
    fn dangerous_uris_cannot_be_registered() {
        for uri in [
            "https://good@evil.example/cb",
            "https://@evil.example/cb",
            "https://x.example/cb#f",
            "https://x.example/*",
            "javascript:alert(1)",
            "http://x.example/cb",
            "https://x.example\\@evil/cb",
            "https://x.example/\u{7f}",
            "/cb",
            "myapp:/cb",
        ] {
            assert!(registrable(ApplicationType::Web, uri).is_err(), "{uri}");
        }
        assert!(registrable(ApplicationType::Native, "com.example.app:/cb").is_ok());
        assert!(registrable(ApplicationType::Web, "http://127.0.0.1:3000/cb").is_ok());
    }
}
