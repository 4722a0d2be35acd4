//! Servers that vouch for people, as their public documentation says they do, and as none should.

mod agree;
mod oauth;
mod openid;
mod question;
mod served;

pub use agree::{agreed, came_back, through};
pub use oauth::{FakeOAuth, OAuthKind};
pub use openid::{CLIENT_ID, CLIENT_SECRET, FakeOpenId};
pub use served::{Asked, Manner, TlsServer};
