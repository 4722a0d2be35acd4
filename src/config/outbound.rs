//! `[outbound]`: where requests may go that operators and clients cause.

use std::path::PathBuf;

use ipnet::IpNet;
use url::{Host, Url};

use super::rule::{networks, optional, path, whole};
use super::setting::Preset;
use super::source::Reader;

settings! {
    /// Requests that this server makes to URLs which operators and clients name: logout tokens, text messages. They use
    /// https, follow no redirect and take no proxy from the environment.
    "outbound" Outbound {
        /// Networks of special use (private, link-local, loopback, …) that such requests may reach all the same, for
        /// applications inside your own network. Plain http is possible to loopback addresses alone, when they are allowed.
        allowed_networks: Vec<IpNet> = Preset::Computed(
            "the loopback addresses when `server.public_url` has a loopback host, else an empty list", usual_networks),
            networks();
        /// A PEM file of certificate authorities to trust besides the machine's, for servers inside your own network. A
        /// certificate has to be for the host of the URL, whoever vouches for it: there is no setting that turns this off.
        ca_file: Option<PathBuf> = Preset::Absent("the machine's authorities alone are trusted"), optional(path());
        /// How long a request may take, from the connection to the last byte of the answer.
        timeout_seconds: u32 = Preset::Text("10"), whole(1, 60, "seconds");
    }
}

/// A server that only its own machine can reach is somebody's who develops there, applications included.
fn usual_networks(reader: &Reader) -> String {
    let public = Url::parse(&reader.effective("server.public_url"));
    let is_local = match public.as_ref().ok().and_then(Url::host) {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    };
    if is_local { "127.0.0.0/8,::1/128" } else { "" }.to_owned()
}
