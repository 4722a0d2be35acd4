//! From which network a request comes.

use std::net::{IpAddr, SocketAddr};

use axum::extract::ConnectInfo;
use axum::http::HeaderMap;
use axum::http::request::Parts;

use crate::app::App;

/// The network that the request's limits are counted for.
pub(super) fn network(app: &App, parts: &Parts) -> String {
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
    let peer = peer.map(|ConnectInfo(peer)| peer.ip());
    network_of(client_address(app, peer, &parts.headers))
}

/// The client's address: the peer's, unless the peer is a proxy that the operator trusts. Then it is the last address in
/// `X-Forwarded-For` that is not a trusted proxy itself; everything before it may be invented.
fn client_address(app: &App, peer: Option<IpAddr>, headers: &HeaderMap) -> Option<IpAddr> {
    let peer = peer?.to_canonical();
    let trusted = |address: &IpAddr| {
        app.config
            .server
            .trusted_proxies
            .iter()
            .any(|net| net.contains(address))
    };
    if !trusted(&peer) {
        return Some(peer);
    }
    let lines: Vec<&str> = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .collect();
    let joined = lines.join(",");
    for hop in joined.rsplit(',') {
        // What is no address ends the walk: nothing before it can be believed.
        let Ok(address) = hop.trim().parse::<IpAddr>() else {
            return Some(peer);
        };
        let address = address.to_canonical();
        if !trusted(&address) {
            return Some(address);
        }
    }
    Some(peer)
}

/// An IPv4 address, or the /64 an IPv6 address is in: what one subscriber can vary at will counts as one.
fn network_of(address: Option<IpAddr>) -> String {
    match address {
        None => "unknown".to_owned(),
        Some(IpAddr::V4(address)) => address.to_string(),
        Some(IpAddr::V6(address)) => ipnet::Ipv6Net::new(address, 64)
            .map_or_else(|_| address.to_string(), |net| net.trunc().to_string()),
    }
}
