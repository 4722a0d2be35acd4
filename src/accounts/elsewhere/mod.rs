//! People for whom a provider vouches: who they are here, and how their account here is connected with the one there.
//!
//! | file | what it answers |
//! |---|---|
//! | `arrive` | somebody comes from a provider: in, or in after a question, or not at all |
//! | `complete` | the question: what is missing for an account |
//! | `account` | the account that is made of a provider's word, and what is brought up to date later |
//! | `connections` | connecting and disconnecting by the owner of an account |
//! | `refusal` | why not |

mod account;
mod arrive;
mod complete;
mod connections;
mod refusal;

pub(in crate::accounts) use account::{finish_by_link, was_made_elsewhere};
pub use arrive::{Arrived, arrive};
pub use complete::{Completed, Incomplete, complete, incomplete};
pub use connections::{Connection, connect, connections, disconnect};
pub use refusal::{ArrivalRefusal, ConnectRefusal};
