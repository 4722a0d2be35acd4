//! Which URLs a request may name. What a name stands for is looked at when the request is made.

use std::net::IpAddr;

use url::{Host, Url};

use super::address::Reachable;

/// What is wrong with a URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TargetProblem {
    /// No absolute URL with a host.
    #[error("is not a URL with a host")]
    NotAUrl,
    /// Neither https, nor http to this machine where that is allowed.
    #[error("is not https")]
    NotHttps,
    /// `https://user:password@…`.
    #[error("has user information before the host")]
    User,
    /// `…#fragment`.
    #[error("has a fragment")]
    Fragment,
    /// Loopback, private, link-local, … and not among `outbound.allowed_networks`.
    #[error("leads to an address that outbound.allowed_networks does not allow")]
    Address,
}

/// Reads a URL and judges all that can be judged without asking for a name.
pub(super) fn judge(reachable: &Reachable, text: &str) -> Result<Url, TargetProblem> {
    let url = Url::parse(text).map_err(|_| TargetProblem::NotAUrl)?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err(TargetProblem::User);
    }
    if url.fragment().is_some() {
        return Err(TargetProblem::Fragment);
    }
    // The parser writes every notation of an IPv4 address (octal, hexadecimal, fewer parts) as the one with dots.
    let address = match url.host() {
        None => return Err(TargetProblem::NotAUrl),
        Some(Host::Ipv4(address)) => Some(IpAddr::V4(address)),
        Some(Host::Ipv6(address)) => Some(IpAddr::V6(address)),
        Some(Host::Domain(name)) => {
            // RFC 6761 §6.3: these names are this machine's, whoever is asked.
            is_localhost(name).then_some(IpAddr::V4(std::net::Ipv4Addr::LOCALHOST))
        }
    };
    match url.scheme() {
        "https" => {}
        "http" if address.is_some_and(|address| address.is_loopback()) => {}
        _ => return Err(TargetProblem::NotHttps),
    }
    match address {
        Some(address) if !reachable.includes(address) => {
            Err(blocked(url.host_str().unwrap_or_default()))
        }
        _ => Ok(url),
    }
}

/// Tells operators that a URL leads where this server does not go. Only the host: the rest may hold a secret.
pub(super) fn blocked(host: &str) -> TargetProblem {
    let problem = TargetProblem::Address;
    tracing::warn!(target: "audit", event = "ssrf.blocked", host, reason = %problem);
    problem
}

fn is_localhost(name: &str) -> bool {
    let name = name.trim_end_matches('.');
    name == "localhost" || name.ends_with(".localhost")
}
