//! `[server]`: the address people see, the address we listen on, and what one connection may cost.

use std::net::SocketAddr;

use ipnet::IpNet;
use url::{Host, Url};

use super::rule::{Rule, flag, networks, socket_address, whole};
use super::setting::Preset;

settings! {
    /// The HTTP listener.
    "server" Server {
        /// The URL under which browsers and clients reach this server: the issuer of the default tenant, and the
        /// start of every URL it publishes. It may have a path.
        public_url: PublicUrl = Preset::Text("http://localhost:8080"), public_url();
        /// The address and port to listen on. TLS is the task of a proxy in front.
        listen: SocketAddr = Preset::Text("127.0.0.1:8080"), socket_address();
        /// The proxies whose word about the address of a client is believed.
        trusted_proxies: Vec<IpNet> = Preset::Text(""), networks();
        /// How many connections may be open in all. Further ones wait in the queue of the operating system.
        max_connections: usize = Preset::Text("4096"), whole(1, 1_000_000, "");
        /// How many connections one address may hold open. Further ones are closed at once. Trusted proxies are exempt.
        max_connections_per_address: usize = Preset::Text("256"), whole(1, 1_000_000, "");
        /// How long a client may take to send a request's headers, and how long an idle connection is kept.
        header_timeout_seconds: u32 = Preset::Text("10"), whole(1, 120, "seconds");
        /// How long a client may take to send the whole body of a request, or make no progress reading an answer.
        body_timeout_seconds: u32 = Preset::Text("10"), whole(1, 120, "seconds");
        /// How long a request may be worked on before it is answered with 503.
        request_timeout_seconds: u32 = Preset::Text("30"), whole(1, 300, "seconds");
        /// How long requests in flight may take to finish when the server is told to stop.
        shutdown_grace_seconds: u32 = Preset::Text("20"), whole(0, 300, "seconds");
        /// Shows samples of every page and every mail under `/dev/pages`, and mail that went into files under `/dev/mail`. Not for production.
        developer: bool = Preset::Text("false"), flag();
    }
}

/// The URL under which the world reaches this server: `https`, or `http` on a loopback host; without user, query
/// and fragment; its text has no slash at the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicUrl {
    url: Url,
    text: String,
}

impl PublicUrl {
    /// The URL as an issuer writes it: no slash at the end.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The URL in parts. Its path is `/` when it has none.
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// The path below which everything is served: empty, or `/prefix`.
    pub fn path_prefix(&self) -> &str {
        self.url.path().trim_end_matches('/')
    }

    /// Whether browsers come by TLS: cookies are `Secure` then.
    pub fn is_https(&self) -> bool {
        self.url.scheme() == "https"
    }
}

fn public_url() -> Rule<PublicUrl> {
    Rule::new(
        "https://host, or http:// with a loopback host (localhost, 127.0.0.1, [::1]); a port and a path may follow, but no user, query or fragment",
        |given| parse_public_url(given.text()?),
    )
}

fn parse_public_url(text: &str) -> Result<PublicUrl, String> {
    let url = Url::parse(text).map_err(|_| "is not a URL".to_owned())?;
    let complain = |text: &str| Err(text.to_owned());
    let is_loopback = match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => return complain("has no host"),
    };
    match url.scheme() {
        "https" => {}
        "http" if is_loopback => {}
        "http" => return complain("is http, which only a loopback host may use"),
        _ => return complain("is neither https nor http"),
    }
    if !url.username().is_empty() || url.password().is_some() {
        return complain("contains a user or a password");
    }
    if url.query().is_some() || url.fragment().is_some() {
        return complain("contains a query or a fragment");
    }
    let path = url.path().trim_end_matches('/');
    // Clients compare issuers character by character (RFC 3986 §6.2.1): only what has a single spelling is taken.
    let is_plain = |segment: &str| {
        !segment.is_empty()
            && segment
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b'~'))
    };
    if !path.is_empty() && !path.split('/').skip(1).all(is_plain) {
        return complain("has a path of other characters than letters, digits, - . _ ~");
    }
    let text = url.as_str().trim_end_matches('/').to_owned();
    Ok(PublicUrl { url, text })
}
