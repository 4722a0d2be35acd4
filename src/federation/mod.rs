//! SIGN-IN ELSEWHERE. Another server vouches for somebody; what that is worth here, `accounts` decides.
//!
//! | file | what it answers |
//! |---|---|
//! | `attempt` | a sign-in that left for a provider: whose browser, which provider, what for |
//! | `begin` | where the browser goes |
//! | `finish` | what the provider's answer says, if it is the answer to that very question |
//! | `carrier` | the libraries' requests, carried by `outbound` under its limits |
//! | `known` | what an OpenID provider says of itself, and its keys: kept, renewed, bounded |
//! | `exchange` | a code becomes tokens |
//! | `client_auth` | how we prove who we are |
//! | `id_token` | is this ID token for us, for this sign-in, now |
//! | `person` | what was learned of somebody, in OpenID Connect's words |
//! | `claims_mapping` | what of it becomes profile, roles and level here |
//! | `vouched` | the proof: a value of it means that a provider vouched |
//! | `back_channel_logout` | a provider says that somebody signed out there |
//! | `ended` | a sign-out there finds somebody on their way in |
//! | `sign_out` | signing out there, too |
//! | `picture` | a picture is fetched, to be drawn anew |
//! | `kinds` | one file for each kind of provider |
//! | `error` | what went wrong, in a few words that hold nothing of what came |

mod attempt;
mod back_channel_logout;
mod begin;
mod carrier;
mod claims_mapping;
mod client_auth;
mod ended;
mod error;
mod exchange;
mod finish;
mod id_token;
mod kinds;
mod known;
mod person;
mod picture;
mod sign_out;
mod vouched;

pub use attempt::{PostedAnswer, Purpose, keep_posted, take_posted};
pub use back_channel_logout::{LogoutRefusal, signed_out_there};
pub use begin::{Wish, begin};
pub use ended::was_signed_out_since;
pub use error::{Fault, UpstreamError};
pub use finish::{CallbackAnswer, Finished, Unfinished, finish};
pub use known::Upstreams;
pub use picture::fetch_picture;
pub use sign_out::{Onward, onward};
pub use vouched::Vouched;
