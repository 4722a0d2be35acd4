//! Requests that this server makes because an operator or a client named a URL. The only folder that names the HTTP client.
//!
//! | file | what it holds |
//! |---|---|
//! | `address` | which addresses such a request may reach |
//! | `target` | which URLs it may name |
//! | `resolver` | names become addresses here, and each of them is looked at |
//! | `authority` | the certificate authorities that an operator trusts besides the machine's |
//! | `client` | the client: no redirects, no proxies, bounded in time and size |
//! | `call` | requests that a library composed |
//! | `error` | what may go wrong, without a word of what was sent |

mod address;
mod authority;
mod call;
mod client;
mod error;
mod resolver;
mod target;

#[cfg(test)]
mod tests;

pub use authority::AuthorityError;
pub use call::Call;
pub use client::{Answer, Outbound};
pub use error::OutboundError;
pub use target::TargetProblem;
