//! Which addresses a request may reach: the public Internet's, and what the operator allows besides.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ipnet::{IpNet, Ipv4Net, Ipv6Net};

const fn v4(address: [u8; 4], prefix: u8) -> Ipv4Net {
    let [a, b, c, d] = address;
    Ipv4Net::new_assert(Ipv4Addr::new(a, b, c, d), prefix)
}

const fn v6(first: u16, second: u16, prefix: u8) -> Ipv6Net {
    Ipv6Net::new_assert(Ipv6Addr::new(first, second, 0, 0, 0, 0, 0, 0), prefix)
}

/// IANA's registry of special-purpose IPv4 addresses (RFC 6890), multicast, and what is reserved.
const SPECIAL_V4: [Ipv4Net; 15] = [
    v4([0, 0, 0, 0], 8),
    v4([10, 0, 0, 0], 8),
    v4([100, 64, 0, 0], 10),
    v4([127, 0, 0, 0], 8),
    v4([169, 254, 0, 0], 16),
    v4([172, 16, 0, 0], 12),
    v4([192, 0, 0, 0], 24),
    v4([192, 0, 2, 0], 24),
    v4([192, 88, 99, 0], 24),
    v4([192, 168, 0, 0], 16),
    v4([198, 18, 0, 0], 15),
    v4([198, 51, 100, 0], 24),
    v4([203, 0, 113, 0], 24),
    v4([224, 0, 0, 0], 4),
    v4([240, 0, 0, 0], 4),
];

/// Global unicast (RFC 4291 §2.4). Everything outside is special: loopback, link-local, unique local, multicast, and the
/// forms that carry an IPv4 address (`::ffff:0:0/96`, `64:ff9b::/96`).
const GLOBAL_V6: Ipv6Net = v6(0x2000, 0, 3);

/// What is special within [`GLOBAL_V6`]: protocol assignments with Teredo, documentation, 6to4, documentation again.
const SPECIAL_V6: [Ipv6Net; 4] = [
    v6(0x2001, 0, 23),
    v6(0x2001, 0x0db8, 32),
    v6(0x2002, 0, 16),
    v6(0x3fff, 0, 20),
];

/// The networks of special use that an operator allows.
#[derive(Clone, Debug, Default)]
pub(super) struct Reachable(Vec<IpNet>);

impl Reachable {
    pub(super) fn new(allowed: Vec<IpNet>) -> Self {
        Self(allowed)
    }

    /// Whether a request may go there.
    pub(super) fn includes(&self, address: IpAddr) -> bool {
        !is_special(address) || self.0.iter().any(|network| network.contains(&address))
    }
}

fn is_special(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => SPECIAL_V4.iter().any(|network| network.contains(&address)),
        IpAddr::V6(address) => {
            !GLOBAL_V6.contains(&address)
                || SPECIAL_V6.iter().any(|network| network.contains(&address))
        }
    }
}
