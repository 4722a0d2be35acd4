//! RFC 6749 §5.1: the only mint. What every grant type issues is made here.

mod access_token;
mod id_token;
mod logout_token;
mod refresh_token;
mod response;
mod status_list;

pub use access_token::{AccessTokenClaims, AccessTokenFor, Audience, TokenFamily};
pub use id_token::IdTokenClaims;
pub(super) use logout_token::mint as logout_token;
pub use refresh_token::{Presentation, RefreshToken};
pub use response::{IssueForGrant, TokenResponse, for_client, for_grant};
pub use status_list::{ListName, StatusList, StatusLists, aggregation, status_list};
