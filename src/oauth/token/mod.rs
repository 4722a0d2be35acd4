//! RFC 6749 §3.2: the token endpoint. Grant types are dispatched by the same list that metadata shows.

mod authorization_code;
mod client_credentials;
mod dispatch;
mod password;
mod refresh_token;

pub(crate) use authorization_code::tokens_until;
pub use dispatch::answer;
