//! Names become addresses here and nowhere else. The connection is made to what was looked at, so a name that means
//! something else a moment later gains nothing.

use std::net::SocketAddr;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use super::address::Reachable;
use super::target;

/// Asks the operating system and refuses a name as soon as one of its addresses may not be reached.
#[derive(Debug)]
pub(super) struct Resolver(pub(super) Reachable);

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let reachable = self.0.clone();
        Box::pin(async move {
            let addresses: Vec<SocketAddr> =
                tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            // One bad address is enough: the client chooses among them as it likes.
            if addresses
                .iter()
                .any(|address| !reachable.includes(address.ip()))
            {
                return Err(target::blocked(name.as_str()).into());
            }
            Ok(Box::new(addresses.into_iter()) as Addrs)
        })
    }
}
