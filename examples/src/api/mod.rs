//! The demo resource server: an API that believes access tokens of one issuer, checked offline (RFC 9068 §4).

mod access_token;
mod guard;
mod keys;
mod orders;
mod settings;
mod status_list;

pub(crate) use keys::Keys;

pub use access_token::{AccessToken, Refusal};
pub use orders::router;
pub use settings::Settings;
